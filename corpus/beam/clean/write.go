package clean

import (
	"context"
	"errors"
	"reflect"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/log"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"

	"klartext/corpus"
	"klartext/corpus/batch"
	"klartext/corpus/dedup"
	"klartext/corpus/sink"
	"klartext/engine"
)

func init() {
	register.DoFn4x1[context.Context, Shard, func(*[]byte) bool, func(batch.Counts),
		error](&writeFn{})
	register.Emitter1[batch.Counts]()
	register.Iter1[[]byte]()
	beam.RegisterType(reflect.TypeFor[Shard]())
}

// Run cleans the files of a PCollection<string>. It returns the counts of each shard, a
// PCollection<batch.Counts>.
func Run(s beam.Scope, files beam.PCollection, o Options) beam.PCollection {
	shards := Shards(s, files, o)
	survey := beam.CreateList(s, [][]byte{})
	if o.Lines {
		survey = Survey(s, shards, o)
	}
	return Write(s, shards, survey, o)
}

// Write is the second pass: it cleans the pages of shards and writes them. survey is the result of
// Survey, or an empty PCollection<[]byte>. It returns the counts of each shard, a
// PCollection<batch.Counts>.
func Write(s beam.Scope, shards, survey beam.PCollection, o Options) beam.PCollection {
	s = s.Scope("Write")
	return beam.ParDo(s, &writeFn{Options: o.withDefaults()}, shards, beam.SideInput{Input: survey})
}

// writeFn cleans and writes shards. There is one for each bundle that a worker processes at a time.
type writeFn struct {
	Options Options

	cleaner *batch.Cleaner
	item    sink.Item
}

// Setup creates the one Engine of this instance.
func (f *writeFn) Setup() { f.cleaner = batch.NewCleaner(f.Options.engine()) }

func (f *writeFn) ProcessElement(
	ctx context.Context, shard Shard, survey func(*[]byte) bool, emit func(batch.Counts),
) error {
	w := &shardWriter{writeFn: f, ctx: ctx}
	if data := []byte(nil); f.Options.Lines && survey(&data) && len(data) > 0 {
		s, err := sharedSurvey(data, f.Options.Survey)
		if err != nil {
			return err
		}
		w.dropper = dedup.NewDropper(s, dedup.Rule{}, 0)
	}
	if err := w.write(shard); err != nil {
		return err
	}
	measure(ctx, &w.counts)
	emit(w.counts)
	return nil
}

// shardWriter writes one shard.
type shardWriter struct {
	*writeFn
	ctx     context.Context
	dropper *dedup.Dropper // set only with Lines
	rows    *output
	damage  *output
	counts  batch.Counts
	tally   batch.Tally
	line    []byte
}

func (w *shardWriter) write(shard Shard) error {
	out, err := newOutputs(w.Options.Out, shard.Name)
	if err != nil {
		return err
	}
	defer out.remove()
	w.rows, w.damage = out.file(w.Options.Format.Suffix()), out.file(sink.DamageSuffix)
	read, err := shard.stream(w.ctx, w.Options.read(), w.take)
	if err != nil {
		return err
	}
	w.counts.Ignored, w.counts.Packed, w.counts.Unpacked = read.Ignored, read.Packed, read.Bytes
	w.counts.PartBytes, err = w.rows.commit(w.ctx)
	if err != nil {
		return err
	}
	if w.rows.begun() {
		w.counts.Parts = 1
	}
	_, err = w.damage.commit(w.ctx)
	return err
}

// take takes a record, or the damage instead of one.
func (w *shardWriter) take(r *corpus.Record, damage *corpus.Damage) error {
	if damage != nil {
		return w.note(damage, nil)
	}
	w.counts.Records++
	w.counts.Bytes += int64(len(r.Body))
	err := engine.Guard(func() error { return w.clean(r) })
	if len(r.Body) > batch.KeepBytes || errors.As(err, new(*engine.PanicError)) {
		w.cleaner.Forget()
	}
	if err != nil {
		return w.note(&corpus.Damage{At: r.At, Err: err}, r)
	}
	return w.page()
}

// clean makes an item of a page if it is in one of the languages.
func (w *shardWriter) clean(r *corpus.Record) error {
	doc, err := w.cleaner.Clean(r)
	if err != nil {
		return err
	}
	w.tally.Fill(doc)
	if !w.tally.In(w.Options.Languages) {
		return nil
	}
	if w.dropper != nil {
		w.tally.Repeated = w.dropper.Drop(doc, dedup.Host(r.URL)).Blocks
	}
	return w.Options.Format.Encode(&w.item, r, doc, engine.WriteOptions{})
}

// page writes the cleaned page, or counts why it is not written.
func (w *shardWriter) page() error {
	w.counts.AddLanguage(&w.tally)
	if !w.tally.In(w.Options.Languages) {
		w.counts.Unwanted++
		return nil
	}
	w.counts.AddPage(&w.tally, w.item.Len())
	defer w.item.Reset(batch.KeepBytes)
	return w.rows.page(w.Options.Format, &w.item, w.counts.Pages)
}

// mostLogged is how many damages of a shard are logged. All of them are in the output.
const mostLogged = 20

// note records a damage. r is its record, or nil if it could not be read.
func (w *shardWriter) note(d *corpus.Damage, r *corpus.Record) error {
	w.counts.AddDamage(d.Err)
	if w.counts.Damaged <= mostLogged {
		log.Warnf(w.ctx, "damage: %v", d)
	}
	w.line = sink.AppendDamage(w.line[:0], d, r)
	return w.damage.write(w.line)
}
