package clean

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"reflect"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"

	"klartext/corpus/batch"
	"klartext/engine"
	"klartext/engine/label"
)

func init() {
	register.Function2x1(sum)
	register.DoFn2x1[context.Context, batch.Counts, error](&countsFn{})
	beam.RegisterType(reflect.TypeFor[batch.Counts]())
	beam.RegisterCoder(reflect.TypeFor[batch.Counts](), encodeCounts, decodeCounts)
}

// Namespace is that of all metrics: the counters "records", "pages", "bytes", "unwanted", "truncated", "damaged", "ignored",
// "threads", "comments", "repeated" and "text_bytes", which count what the members of batch.Counts of that name do, and
// "label/boilerplate:nav" and "language/de" for each label of a block and each language of a page. They are raised with each shard
// that is complete.
const Namespace = "klartext"

// measure raises the metrics by the counts of a shard.
func measure(ctx context.Context, c *batch.Counts) {
	for name, n := range metrics(c) {
		beam.NewCounter(Namespace, name).Inc(ctx, n)
	}
}

// metrics returns what the metrics are raised by.
func metrics(c *batch.Counts) map[string]int64 {
	m := map[string]int64{
		"records": c.Records, "pages": c.Pages, "bytes": c.Bytes, "unwanted": c.Unwanted, "truncated": c.Truncated,
		"damaged": c.Damaged, "ignored": c.Ignored, "threads": c.Threads, "comments": c.Comments, "repeated": c.Repeated,
		"text_bytes": c.TextBytes,
	}
	for name, n := range c.Labels {
		m["label/"+name] = n
	}
	for name, n := range c.Languages {
		m["language/"+name] = n
	}
	return m
}

// pageCounts returns what a page that is written counts, but for what deduplication does to it.
func pageCounts(doc *engine.Document) batch.Counts {
	c := batch.Counts{Pages: 1, Comments: int64(len(doc.Comments))}
	if c.Comments > 0 {
		c.Threads = 1
	}
	if doc.Truncated {
		c.Truncated = 1
	}
	var labels [label.NumLabels]int64
	for i := range doc.Blocks {
		labels[doc.Blocks[i].Label]++
	}
	c.Labels = map[string]int64{}
	for l, n := range labels {
		if n > 0 {
			c.Labels[label.Label(l).String()] = n
		}
	}
	return c
}

// languageOf returns the language of a page, "und" where it cannot be told, as batch has it.
func languageOf(doc *engine.Document) string {
	if doc.Language == "" {
		return "und"
	}
	return doc.Language
}

func count(m *map[string]int64, key string) {
	if *m == nil {
		*m = map[string]int64{}
	}
	(*m)[key]++
}

// countDamage counts a damage by its innermost cause, as batch does; Counts.Add bounds how many causes are told apart.
func countDamage(c *batch.Counts, err error) {
	c.Add(&batch.Counts{Damaged: 1, Damage: map[string]int64{rootCause(err): 1}})
}

func rootCause(err error) string {
	if errors.As(err, new(*batch.PanicError)) {
		return "internal error"
	}
	for {
		next := errors.Unwrap(err)
		if several, ok := err.(interface{ Unwrap() []error }); ok && len(several.Unwrap()) > 0 {
			next = several.Unwrap()[0]
		}
		if next == nil {
			return err.Error()
		}
		err = next
	}
}

// WriteCounts writes the sum of the counts of all shards as counts.json into the output directory. What was counted is exact, which
// the metrics of a runner need not be.
func WriteCounts(s beam.Scope, counts beam.PCollection, o Options) {
	s = s.Scope("WriteCounts")
	beam.ParDo0(s, &countsFn{o.Out}, beam.Combine(s, sum, counts))
}

// sum does not change what it is given, which Beam forbids.
func sum(a, b batch.Counts) batch.Counts {
	var c batch.Counts
	c.Add(&a)
	c.Add(&b)
	return c
}

type countsFn struct{ Out string }

func (f *countsFn) ProcessElement(ctx context.Context, c batch.Counts) error {
	data, err := json.MarshalIndent(c, "", "  ")
	if err != nil {
		return err
	}
	return publish(ctx, f.Out, "counts.json", bytes.NewReader(append(data, '\n')))
}

func encodeCounts(c batch.Counts) ([]byte, error) { return json.Marshal(c) }

func decodeCounts(data []byte) (c batch.Counts, err error) {
	err = json.Unmarshal(data, &c)
	return c, err
}
