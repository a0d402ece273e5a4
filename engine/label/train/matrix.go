package main

import (
	"bufio"
	_ "embed"
	"encoding/binary"
	"encoding/json"
	"errors"
	"math"
	"os"
	"os/exec"
	"path/filepath"
)

//go:embed train.py
var trainPy []byte

// matrix is a training matrix in a temporary folder, in the format that train.py reads.
type matrix struct {
	dir   string
	rows  int
	cols  int
	files []*os.File
	out   [4]*bufio.Writer // rows, label, weight, fold
	buf   []byte
	open  error // of opening the files
}

var matrixFiles = [4]string{"rows.i16", "label.f32", "weight.f32", "fold.u8"}

func newMatrix(cols int) *matrix {
	m := &matrix{cols: cols}
	m.dir, m.open = os.MkdirTemp("", "klartext-train-")
	for i, name := range matrixFiles {
		f, err := os.Create(filepath.Join(m.dir, name))
		m.open = errors.Join(m.open, err)
		m.files = append(m.files, f)
		m.out[i] = bufio.NewWriterSize(f, 1<<20)
	}
	return m
}

// add adds a row. Write errors are reported by fit.
func (m *matrix) add(row []int16, label, weight float32, fold int) {
	m.buf = m.buf[:0]
	for _, v := range row {
		m.buf = binary.LittleEndian.AppendUint16(m.buf, uint16(v))
	}
	m.out[0].Write(m.buf)
	m.out[1].Write(binary.LittleEndian.AppendUint32(m.buf[:0], math.Float32bits(label)))
	m.out[2].Write(binary.LittleEndian.AppendUint32(m.buf[:0], math.Float32bits(weight)))
	m.out[3].WriteByte(byte(fold))
	m.rows++
}

// fitting is an ensemble of trees to learn.
type fitting struct {
	Name    string         `json:"name"`
	Without []int          `json:"without"`
	Params  map[string]any `json:"params"`
	Rounds  int            `json:"rounds"`
}

// fit learns the ensembles and writes each to dir/NAME.json.
func (m *matrix) fit(models []fitting) error {
	var errs []error
	for i, f := range m.files {
		errs = append(errs, m.out[i].Flush(), f.Close())
	}
	spec, err := json.Marshal(map[string]any{"rows": m.rows, "cols": m.cols, "models": models})
	errs = append(errs, err,
		os.WriteFile(filepath.Join(m.dir, "spec.json"), spec, 0o666),
		os.WriteFile(filepath.Join(m.dir, "train.py"), trainPy, 0o666))
	if err := errors.Join(errs...); err != nil {
		return err
	}
	cmd := exec.Command("/usr/bin/python3", filepath.Join(m.dir, "train.py"), m.dir)
	// Waiting threads that spin starve other processes.
	cmd.Env = append(os.Environ(), "OMP_WAIT_POLICY=passive")
	cmd.Stdout, cmd.Stderr = os.Stderr, os.Stderr
	return cmd.Run()
}

func (m *matrix) remove() { os.RemoveAll(m.dir) }
