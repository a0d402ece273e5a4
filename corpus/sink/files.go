package sink

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"

	"klartext/corpus"
	"klartext/engine"
)

// files is a directory of plain files, one per page, with their index.
type files struct {
	dir    *Dir
	temp   string // path
	path   string
	suffix string // of the pages
	index  *os.File
	size   int64
	buf    []byte
	done   bool
}

func createFiles(d *Dir, name, suffix string) (*files, error) {
	path := filepath.Join(d.Path, name)
	if err := d.before("create", path); err != nil {
		return nil, err
	}
	temp, err := os.MkdirTemp(filepath.Clean(d.Path), "."+name+".*"+tempSuffix)
	if err != nil {
		return nil, err
	}
	f := &files{dir: d, temp: temp, path: path, suffix: suffix}
	if err = os.Chmod(temp, 0o755); err == nil { // MkdirTemp makes it private
		f.index, err = os.Create(filepath.Join(temp, "index.jsonl"))
	}
	if err != nil {
		f.Abandon()
		return nil, fmt.Errorf("index of %s: %w", name, err)
	}
	return f, nil
}

func (f *files) Write(it *Item, number int64) error {
	name := fmt.Sprintf("%06d", number)
	if it.name != "" {
		name += "-" + it.name
	}
	name += f.suffix
	if err := f.write(name, it.data[it.head:]); err != nil {
		return err
	}
	f.buf = engine.AppendJSONString(append(f.buf[:0], `{"name":`...), name)
	f.buf = append(append(f.buf, ','), it.data[:it.head]...)
	f.size += int64(len(it.data) - it.head + len(f.buf))
	_, err := f.index.Write(f.buf)
	return err
}

// write writes a file in the directory.
func (f *files) write(name string, data []byte) error {
	path := filepath.Join(f.temp, name)
	if err := f.dir.before("write", path); err != nil {
		return err
	}
	return os.WriteFile(path, data, 0o666)
}

func (f *files) Commit() (int64, error) {
	err := f.dir.before("sync", f.path)
	if err == nil && !f.dir.NoSync {
		err = syncTree(f.temp)
	}
	if e := f.index.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = f.dir.remove(f.path) // from a run that ended before it was recorded
	}
	if err == nil {
		err = f.dir.rename(f.temp, f.path)
	}
	if err != nil {
		f.dir.remove(f.temp)
	}
	f.done = true
	return f.size, err
}

func (f *files) Abandon() {
	if f.done {
		return
	}
	if f.index != nil {
		f.index.Close()
	}
	f.dir.remove(f.temp)
	f.done = true
}

// slugBytes bounds the length of file names. With number and suffix they stay far below the 255
// bytes that file systems allow.
const slugBytes = 100

// slug returns the letters and digits of a record's URL, or of its id if it has none, joined by
// hyphens.
func slug(r *corpus.Record) string {
	s := r.URL
	if _, rest, ok := strings.Cut(s, "://"); ok {
		s = rest
	}
	if s == "" {
		s = r.ID
	}
	var b []byte
	gap := false
	for _, c := range s {
		if c == utf8.RuneError || !unicode.IsLetter(c) && !unicode.IsDigit(c) &&
			c != '.' && c != '_' {
			gap = len(b) > 0
			continue
		}
		if c == '.' && len(b) == 0 {
			continue
		}
		if len(b)+utf8.RuneLen(c)+1 > slugBytes {
			break
		}
		if gap {
			b, gap = append(b, '-'), false
		}
		b = utf8.AppendRune(b, unicode.ToLower(c))
	}
	return strings.TrimRight(string(b), ".-")
}
