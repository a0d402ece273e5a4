package batch

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"github.com/cespare/xxhash/v2"

	"klartext/corpus"
	"klartext/corpus/dedup"
)

// count is the first pass of Lines: it counts the blocks of all pages by host, or takes what an earlier run counted. Damage is left
// to the second pass.
func (r *Run) count(ctx context.Context) error {
	r.survey = dedup.NewSurvey(dedup.SurveyOptions{})
	known, err := r.loadSurvey()
	if known || err != nil {
		return err
	}
	var adding sync.Mutex
	err = r.each(ctx, func(ctx context.Context, t *task) error {
		_, err := r.stream(ctx, t, 0, (*worker).count, func(j *job) error {
			defer r.clock.counting.since(threadTime())
			if j.damage == nil {
				adding.Lock()
				r.survey.Add(&j.prints)
				adding.Unlock()
			}
			return nil
		})
		return err
	})
	if err != nil {
		return err
	}
	return asWrite(r.saveSurvey())
}

// surveyName is the file of what the first pass counted: a name for each set of inputs, as they were then, and of what says how they
// are read.
func (r *Run) surveyName() string {
	counted := struct {
		Sources             []source
		Kind                corpus.Kind
		Charset             string
		MaxBytes, MaxBlocks int
	}{nil, r.opts.Read.Kind, r.opts.Charset, r.opts.Engine.MaxBytes, r.opts.Engine.MaxBlocks}
	for _, t := range r.tasks {
		counted.Sources = append(counted.Sources, t.manifest.Input)
	}
	data, err := json.Marshal(counted)
	if err != nil {
		panic(err) // plain data
	}
	return fmt.Sprintf("lines-%016x.survey", xxhash.Sum64(data))
}

func (r *Run) loadSurvey() (known bool, err error) {
	path := filepath.Join(r.opts.Out, r.surveyName())
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	defer f.Close()
	if _, err := r.survey.ReadFrom(f); err != nil {
		return false, &StartError{Path: path, Err: err, Advice: freshOut}
	}
	return true, nil
}

func (r *Run) saveSurvey() error {
	defer r.clock.counting.since(threadTime())
	f, err := r.dir.Create(r.surveyName(), 0o666)
	if err != nil {
		return err
	}
	if _, err := r.survey.WriteTo(f); err != nil {
		f.Abandon()
		return err
	}
	return f.Commit()
}
