package clean

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/fileio"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/textio"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"
	"github.com/cespare/xxhash/v2"

	"klartext/corpus/batch"
)

func init() {
	register.Function1x1(filePath)
	register.DoFn2x0[string, func(string)](&prefixFn{})
	register.Emitter1[string]()
	register.DoFn1x2[string, string, string](&nameFn{})
	register.Function2x1(newShard)
	register.Iter1[string]()
}

// Shard is a set of files that is read and written as one.
type Shard struct {
	Name  string   // prefix of the names of its outputs
	Files []string // without duplicates, sorted
}

// Match returns the names of the files that globs match, a PCollection<string>. The syntax of globs
// depends on the file system: the local one knows *, ? and [a-z]. A glob with * may match nothing.
func Match(s beam.Scope, globs ...string) beam.PCollection {
	s = s.Scope("Match")
	files := fileio.MatchAll(s, beam.CreateList(s, globs))
	return beam.ParDo(s, filePath, files)
}

func filePath(f fileio.FileMetadata) string { return f.Path }

// List returns the names of files listed in a file, one per line, with a prefix before each: a
// PCollection<string>. The file may be packed with gzip (.gz), like the lists of Common Crawl.
// Empty lines are skipped.
func List(s beam.Scope, file, prefix string) beam.PCollection {
	s = s.Scope("List")
	return beam.ParDo(s, &prefixFn{prefix}, textio.Read(s, file, textio.ReadAutoCompression()))
}

type prefixFn struct{ Prefix string }

func (f *prefixFn) ProcessElement(line string, emit func(string)) {
	if line = strings.TrimSpace(line); line != "" {
		emit(f.Prefix + line)
	}
}

// Shards groups file names into shards, a PCollection<Shard>. Grouping by the name of the shard
// spreads the shards over the workers, and removes duplicates of files that two patterns match.
func Shards(s beam.Scope, files beam.PCollection, o Options) beam.PCollection {
	s = s.Scope("Shards")
	named := beam.ParDo(s, &nameFn{o.withDefaults().PageShards}, files)
	return beam.ParDo(s, newShard, beam.GroupByKey(s, named))
}

type nameFn struct{ PageShards int }

func (f *nameFn) ProcessElement(file string) (shard, same string) {
	return shardName(file, f.PageShards), file
}

func newShard(name string, files func(*string) bool) Shard {
	shard := Shard{Name: name}
	for file := ""; files(&file); {
		shard.Files = append(shard.Files, file)
	}
	slices.Sort(shard.Files)
	shard.Files = slices.Compact(shard.Files)
	return shard
}

// pagePattern matches the names that package corpus takes for pages.
var pagePattern = regexp.MustCompile(`(?i)\.(html|htm|xhtml|xht|txt)(\.(gz|gzip|zst|zstd))?$`)

// shardName returns the shard of a file.
func shardName(file string, pageShards int) string {
	if pagePattern.MatchString(file) {
		return fmt.Sprintf("pages-%05d-of-%05d", xxhash.Sum64String(file)%uint64(pageShards),
			pageShards)
	}
	return batch.OutputName(file)
}
