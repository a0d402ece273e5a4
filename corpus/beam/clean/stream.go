package clean

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"

	"klartext/corpus"
	"klartext/corpus/batch"
)

// stream reads the files of a shard one after another and passes every record and every damage to
// take. It returns the counts of the readers. The error is that of a file that could not be opened
// or read to its end, or that of take.
func (s *Shard) stream(
	ctx context.Context, o corpus.Options, take func(*corpus.Record, *corpus.Damage) error,
) (corpus.Counts, error) {
	var sum corpus.Counts
	var record corpus.Record
	for _, name := range s.Files {
		counts, err := streamFile(ctx, name, o, &record, take)
		sum.Ignored += counts.Ignored
		sum.Packed += counts.Packed
		sum.Bytes += counts.Bytes
		if err != nil {
			return sum, fmt.Errorf("%s: %w", name, err)
		}
	}
	return sum, nil
}

func streamFile(
	ctx context.Context, name string, o corpus.Options, r *corpus.Record,
	take func(*corpus.Record, *corpus.Damage) error,
) (corpus.Counts, error) {
	fs, err := filesystem.New(ctx, name)
	if err != nil {
		return corpus.Counts{}, err
	}
	defer fs.Close()
	file, err := fs.OpenRead(ctx, name)
	if err != nil {
		return corpus.Counts{}, err
	}
	in, err := corpus.NewReader(name, file, o)
	if err != nil {
		file.Close()
		return corpus.Counts{}, err
	}
	defer in.Close()
	for {
		err := in.Next(r)
		var damage *corpus.Damage
		if err == io.EOF {
			return in.Counts(), nil
		}
		if err != nil && !errors.As(err, &damage) {
			return in.Counts(), err
		}
		if err := take(r, damage); err != nil {
			return in.Counts(), err
		}
		if cap(r.Body) > batch.KeepBytes {
			r.Body = nil
		}
		if ctx.Err() != nil {
			return in.Counts(), context.Cause(ctx)
		}
	}
}
