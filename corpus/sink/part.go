package sink

import (
	"github.com/klauspost/compress/zstd"
	"github.com/parquet-go/parquet-go"
	pqzstd "github.com/parquet-go/parquet-go/compress/zstd"
)

// Part is a part of the output being written. After an error only Abandon may be called.
type Part interface {
	// Write writes a page. number is the number of its record in the input.
	Write(it *Item, number int64) error
	// Commit makes the part appear and returns its size in bytes.
	Commit() (size int64, err error)
	// Abandon removes what was written, unless it was committed.
	Abandon()
}

// Create starts a part. name must end in the format's suffix. An older part of that name is
// replaced.
func (f Format) Create(d *Dir, name string) (Part, error) {
	switch f {
	case Text:
		return createFiles(d, name, ".txt")
	case Markdown:
		return createFiles(d, name, ".md")
	}
	file, err := d.Create(name, 0o666)
	if err != nil {
		return nil, err
	}
	if f == Parquet {
		return newTable(file), nil
	}
	return newLines(file)
}

// lines are JSON lines in zstd.
type lines struct {
	file *File
	enc  *zstd.Encoder
}

// With one goroutine, the bytes depend only on the rows. A window of 1 MB instead of 8 MB makes
// crawled text 1 to 2 % larger, and saves tens of megabytes for every input being written.
func newLines(file *File) (*lines, error) {
	enc, err := zstd.NewWriter(file, zstd.WithEncoderConcurrency(1), zstd.WithWindowSize(1<<20),
		zstd.WithLowerEncoderMem(true))
	if err != nil {
		file.Abandon()
		return nil, err
	}
	return &lines{file, enc}, nil
}

func (l *lines) Write(it *Item, _ int64) error {
	_, err := l.enc.Write(it.data)
	return err
}

func (l *lines) Commit() (int64, error) {
	if err := l.enc.Close(); err != nil {
		l.file.Abandon()
		return 0, err
	}
	return l.file.Size(), l.file.Commit()
}

func (l *lines) Abandon() { l.file.Abandon() }

// rowGroupBytes is the size of the rows, in bytes, at which a row group ends. A writer holds one
// group in memory, several times over.
const rowGroupBytes = 8 << 20

// table is a Parquet file.
type table struct {
	file *File
	w    *parquet.GenericWriter[Row]
	held int // bytes of rows since the last row group
}

func newTable(file *File) *table {
	w := parquet.NewGenericWriter[Row](file,
		parquet.Compression(&pqzstd.Codec{Level: pqzstd.SpeedDefault, Concurrency: 1}),
		// Without the build, so that the same rows give the same bytes.
		parquet.CreatedBy("klartext", "", ""),
		parquet.PageBufferSize(256<<10),
	)
	return &table{file: file, w: w}
}

func (t *table) Write(it *Item, _ int64) error {
	if _, err := t.w.Write([]Row{it.row}); err != nil {
		return err
	}
	if t.held += len(it.data); t.held < rowGroupBytes {
		return nil
	}
	t.held = 0
	return t.w.Flush()
}

func (t *table) Commit() (int64, error) {
	if err := t.w.Close(); err != nil {
		t.file.Abandon()
		return 0, err
	}
	return t.file.Size(), t.file.Commit()
}

func (t *table) Abandon() { t.file.Abandon() }
