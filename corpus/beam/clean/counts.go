package clean

import (
	"bytes"
	"context"
	"encoding/json"
	"reflect"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"

	"klartext/corpus/batch"
)

func init() {
	register.Function2x1(sum)
	register.DoFn2x1[context.Context, batch.Counts, error](&countsFn{})
	beam.RegisterType(reflect.TypeFor[batch.Counts]())
	beam.RegisterCoder(reflect.TypeFor[batch.Counts](), encodeCounts, decodeCounts)
}

// Namespace is the namespace of all metrics. The counters "records", "pages", "bytes", "unwanted",
// "truncated", "damaged", "ignored", "threads", "comments", "repeated" and "text_bytes" count the
// same as the fields of batch.Counts with those names. "label/boilerplate:nav" and "language/de"
// count each label of a block and each language of a page. The counters are raised with each
// complete shard.
const Namespace = "klartext"

// measure adds the counts of a shard to the metrics.
func measure(ctx context.Context, c *batch.Counts) {
	for name, n := range metrics(c) {
		beam.NewCounter(Namespace, name).Inc(ctx, n)
	}
}

// metrics returns the increments of the metrics.
func metrics(c *batch.Counts) map[string]int64 {
	m := map[string]int64{
		"records": c.Records, "pages": c.Pages, "bytes": c.Bytes, "unwanted": c.Unwanted,
		"truncated": c.Truncated, "damaged": c.Damaged, "ignored": c.Ignored,
		"threads": c.Threads, "comments": c.Comments, "repeated": c.Repeated,
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

// WriteCounts writes the sum of the counts of all shards to counts.json in the output directory.
// These counts are exact, which the metrics of a runner need not be.
func WriteCounts(s beam.Scope, counts beam.PCollection, o Options) {
	s = s.Scope("WriteCounts")
	beam.ParDo0(s, &countsFn{o.Out}, beam.Combine(s, sum, counts))
}

// sum leaves its arguments unchanged, as Beam requires.
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
