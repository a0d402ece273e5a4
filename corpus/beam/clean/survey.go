package clean

import (
	"context"
	"encoding/binary"
	"errors"
	"reflect"
	"sync"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"
	"github.com/cespare/xxhash/v2"

	"klartext/corpus"
	"klartext/corpus/batch"
	"klartext/corpus/dedup"
)

func init() {
	register.DoFn3x1[context.Context, Shard, func([]byte), error](&countFn{})
	register.Combiner3[accumulator, []byte, []byte](&mergeFn{})
	register.Emitter1[[]byte]()
	beam.RegisterType(reflect.TypeFor[accumulator]())
	beam.RegisterCoder(reflect.TypeFor[accumulator](), encodeAccumulator, decodeAccumulator)
}

// Survey is the first pass of Options.Lines: it counts on how many pages of its host each block
// occurs. It returns a PCollection<[]byte> with one dedup.Survey as written by MarshalBinary, or an
// empty one if there are no shards.
//
// Each bundle counts into a Survey of its own, which is passed on in its sparse form, about 8 bytes
// per different block. These are then combined: merging them, in any order, gives what one Survey
// of all pages would have counted.
func Survey(s beam.Scope, shards beam.PCollection, o Options) beam.PCollection {
	s = s.Scope("Survey")
	return beam.Combine(s, &mergeFn{o.Survey},
		beam.ParDo(s, &countFn{Options: o.withDefaults()}, shards))
}

// countFn counts the blocks of the pages of a bundle.
type countFn struct {
	Options Options

	survey  *dedup.Survey // nil before the first page of a bundle
	cleaner *batch.Cleaner
	prints  dedup.Prints
}

func (f *countFn) StartBundle(context.Context, func([]byte)) {
	f.survey = nil
	f.cleaner = batch.NewCleaner(f.Options.engine())
}

func (f *countFn) ProcessElement(ctx context.Context, shard Shard, _ func([]byte)) error {
	if f.survey == nil {
		f.survey = dedup.NewSurvey(f.Options.Survey)
	}
	_, err := shard.stream(ctx, f.Options.read(),
		func(r *corpus.Record, damage *corpus.Damage) error {
			if damage == nil { // the second pass reports it
				f.cleaner.Prints(&f.prints, r)
				f.survey.Add(&f.prints)
				if len(r.Body) > batch.KeepBytes {
					f.cleaner.Forget()
				}
			}
			return nil
		})
	return err
}

func (f *countFn) FinishBundle(_ context.Context, emit func([]byte)) error {
	if f.survey == nil {
		return nil
	}
	data, err := f.survey.MarshalBinary()
	if err != nil {
		return err
	}
	f.survey = nil
	emit(data)
	return nil
}

// accumulator is a Survey on its way through a combine. There are many accumulators, so without any
// counts the Survey is nil.
type accumulator struct {
	options dedup.SurveyOptions
	survey  *dedup.Survey
}

// mergeFn combines Surveys.
type mergeFn struct{ Survey dedup.SurveyOptions }

func (f *mergeFn) CreateAccumulator() accumulator { return accumulator{options: f.Survey} }

func (f *mergeFn) AddInput(a accumulator, data []byte) (accumulator, error) {
	survey, err := readSurvey(data, f.Survey)
	if err != nil {
		return a, err
	}
	return f.MergeAccumulators(a, accumulator{f.Survey, survey})
}

func (f *mergeFn) MergeAccumulators(a, b accumulator) (accumulator, error) {
	switch {
	case a.survey == nil:
		return b, nil
	case b.survey == nil:
		return a, nil
	}
	return a, a.survey.Merge(b.survey)
}

func (f *mergeFn) ExtractOutput(a accumulator) ([]byte, error) {
	if a.survey == nil {
		return nil, nil
	}
	return a.survey.MarshalBinary()
}

func readSurvey(data []byte, o dedup.SurveyOptions) (*dedup.Survey, error) {
	survey := dedup.NewSurvey(o)
	return survey, survey.UnmarshalBinary(data)
}

// encodeAccumulator writes the options, which are needed to read a Survey, followed by the Survey.
func encodeAccumulator(a accumulator) ([]byte, error) {
	b := binary.AppendUvarint(nil, uint64(max(0, a.options.Width)))
	b = binary.AppendUvarint(b, uint64(max(0, a.options.Hosts)))
	if a.survey == nil {
		return b, nil
	}
	data, err := a.survey.MarshalBinary()
	return append(b, data...), err
}

func decodeAccumulator(b []byte) (a accumulator, err error) {
	width, n := binary.Uvarint(b)
	hosts, m := binary.Uvarint(b[max(0, n):])
	if n <= 0 || m <= 0 {
		return a, errors.New("an accumulator of Survey is truncated")
	}
	a.options = dedup.SurveyOptions{Width: int(width), Hosts: int(hosts)}
	if b = b[n+m:]; len(b) > 0 {
		a.survey, err = readSurvey(b, a.options)
	}
	return a, err
}

// known is the last Survey read. All instances of a worker process share it, because it is large
// and nothing is added to it any more.
var known struct {
	sync.Mutex
	sum    uint64
	survey *dedup.Survey
}

// sharedSurvey returns the Survey encoded in data.
func sharedSurvey(data []byte, o dedup.SurveyOptions) (*dedup.Survey, error) {
	known.Lock()
	defer known.Unlock()
	sum := xxhash.Sum64(data)
	if known.survey != nil && known.sum == sum {
		return known.survey, nil
	}
	survey, err := readSurvey(data, o)
	if err == nil {
		known.sum, known.survey = sum, survey
	}
	return survey, err
}
