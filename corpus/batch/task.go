package batch

import (
	"fmt"
	"os"
	"regexp"
	"strings"

	"github.com/cespare/xxhash/v2"

	"klartext/corpus"
	"klartext/corpus/sink"
)

// task is an input with what is known of its output.
type task struct {
	in       corpus.Input
	name     string // prefix of the names of its output files
	manifest manifest
}

const manifestSuffix = ".manifest.json"

// partName returns the name of a part's files without their suffixes.
func (t *task) partName(number int) string { return fmt.Sprintf("%s-%05d", t.name, number) }

var (
	partPattern = regexp.MustCompile(`^(.*)-\d{5,}\.[a-z.]+$`)
	unsafeRunes = regexp.MustCompile(`[^\pL\pN._-]+`)
)

// plan returns the tasks of a shard. The names of their outputs do not depend on other inputs. They
// are the same in all shards, except that each shard has its own name for a set of pages.
func plan(inputs []corpus.Input, o *Options) []*task {
	var tasks []*task
	for _, in := range corpus.Shard(inputs, o.Shard, o.Shards) {
		name := OutputName(in.Name)
		if in.Pages != nil && o.Shards > 1 {
			name = fmt.Sprintf("%s-%d-of-%d", name, o.Shard, o.Shards)
		}
		m := manifest{
			Version: manifestVersion, Input: sourceOf(&in), Options: o.settings(&in),
			Parts: []part{},
		}
		tasks = append(tasks, &task{in: in, name: name, manifest: m})
	}
	return tasks
}

// OutputName returns the name for the output of an input: the name of the file, followed by a hash
// of the whole path as given, because other directories may have a file of that name. For example,
// "crawl/news.warc.gz" gives "news.warc.gz-0123456789ab".
func OutputName(path string) string {
	const longest = 120 // bytes; file systems allow 255
	name := path[strings.LastIndexAny(strings.TrimRight(path, `/\`), `/\`)+1:]
	name = strings.Trim(unsafeRunes.ReplaceAllString(name, "_"), "._")
	switch {
	case path == "-":
		name = "stdin"
	case strings.Trim(name, "-") == "":
		name = "pages"
	case len(name) > longest:
		name = strings.ToValidUTF8(name[:longest], "")
	}
	return fmt.Sprintf("%s-%012x", name, xxhash.Sum64String(path)>>16)
}

// sweep removes the temporary files that an earlier run of the tasks left.
func sweep(d *sink.Dir, tasks []*task, others ...string) error {
	mine := map[string]bool{}
	for _, t := range tasks {
		mine[t.name] = true
	}
	entries, err := os.ReadDir(d.Path)
	if err != nil {
		return err
	}
	for _, e := range entries {
		name, temporary := sink.Temporary(e.Name())
		if !temporary {
			continue
		}
		of, isManifest := strings.CutSuffix(name, manifestSuffix)
		if m := partPattern.FindStringSubmatch(name); m != nil && !isManifest {
			of = m[1]
		}
		for _, other := range others {
			mine[other] = true
		}
		if mine[of] {
			if err := d.Remove(e.Name()); err != nil {
				return err
			}
		}
	}
	return nil
}
