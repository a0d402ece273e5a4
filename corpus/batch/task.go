package batch

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/cespare/xxhash/v2"

	"klartext/corpus"
	"klartext/corpus/sink"
)

// task is an input and what is known of its output.
type task struct {
	in       corpus.Input
	name     string // under which its output stands
	manifest manifest
}

const manifestSuffix = ".manifest.json"

// partName is the name of the files of a part, without what tells what is in them.
func (t *task) partName(number int) string { return fmt.Sprintf("%s-%05d", t.name, number) }

var (
	partPattern = regexp.MustCompile(`^(.*)-\d{5,}\.[a-z.]+$`)
	unsafeRunes = regexp.MustCompile(`[^\pL\pN._-]+`)
)

// plan returns the tasks of a shard. The names of their outputs are those of the files, and tell from which directory they are
// where two have one name. They are the same in all shards, but that a shard has its own of a set of pages.
func plan(inputs []corpus.Input, o *Options) []*task {
	names := map[string]int{} // how many inputs have a name, for systems that do not tell case
	for _, in := range inputs {
		names[strings.ToLower(baseName(in.Name))]++
	}
	var tasks []*task
	for _, in := range corpus.Shard(inputs, o.Shard, o.Shards) {
		name := baseName(in.Name)
		if names[strings.ToLower(name)] > 1 {
			name = fmt.Sprintf("%s-%08x", name, uint32(xxhash.Sum64String(in.Name)))
		}
		if in.Pages != nil && o.Shards > 1 {
			name = fmt.Sprintf("%s-%d-of-%d", name, o.Shard, o.Shards)
		}
		m := manifest{Version: manifestVersion, Input: sourceOf(&in), Options: o.settings(&in), Parts: []part{}}
		tasks = append(tasks, &task{in: in, name: name, manifest: m})
	}
	return tasks
}

// baseName returns what the output of an input is called.
func baseName(path string) string {
	const longest = 120 // bytes; file systems allow 255
	if path == "-" {
		return "stdin"
	}
	name := strings.Trim(unsafeRunes.ReplaceAllString(filepath.Base(path), "_"), ".")
	switch {
	case name == "" || strings.Trim(name, "_-") == "":
		return "pages"
	case len(name) > longest:
		return fmt.Sprintf("%s-%08x", strings.ToValidUTF8(name[:longest], ""), uint32(xxhash.Sum64String(name)))
	}
	return name
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
