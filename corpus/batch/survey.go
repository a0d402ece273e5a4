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

// checkTwice returns an error for an input that the second pass of Lines would find empty.
func (r *Run) checkTwice() error {
	if r.opts.Dedup != Lines {
		return nil
	}
	for _, t := range r.tasks {
		if t.manifest.Complete {
			continue
		}
		for _, name := range append([]string{t.in.Name}, t.in.Pages...) {
			info, err := os.Stat(name)
			if name == "-" || err == nil && !info.IsDir() && !info.Mode().IsRegular() {
				return &StartError{
					Path: name, Err: ErrOnce,
					Advice: "store it in a file, or choose another kind of duplicates",
				}
			}
		}
	}
	return nil
}

// count is the first pass of Lines. It counts the blocks of all pages by host, or loads the counts
// of an earlier run. Damage is left to the second pass. unread joins the *InputErrors of inputs
// that could not be read to their end; what was read of them is counted.
func (r *Run) count(ctx context.Context) (unread, err error) {
	r.survey = dedup.NewSurvey(dedup.SurveyOptions{})
	known, err := r.loadSurvey()
	if known || err != nil {
		for _, t := range r.tasks {
			r.progress.skipped(t)
		}
		return nil, err
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
	var input *InputError
	if err != nil && (ctx.Err() != nil || !errors.As(err, &input)) {
		return nil, err
	}
	return err, asWrite(r.saveSurvey())
}

// surveyName returns the name of the file with the counts of the first pass. It depends on the
// inputs as they were then, on the shard, and on the options for reading them.
func (r *Run) surveyName() string {
	counted := struct {
		Sources             []source
		Shard, Shards       int
		Kind                corpus.Kind
		Charset             string
		MaxBytes, MaxBlocks int
	}{
		nil, r.opts.Shard, r.opts.Shards, r.opts.Read.Kind, r.opts.Charset,
		r.opts.Engine.MaxBytes, r.opts.Engine.MaxBlocks,
	}
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
