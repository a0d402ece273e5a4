//go:build !linux

package sink

import (
	"os"
	"path/filepath"
)

// syncTree writes a directory and its files to the disk.
func syncTree(path string) error {
	entries, err := os.ReadDir(path)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if err := syncFile(filepath.Join(path, e.Name())); err != nil {
			return err
		}
	}
	syncDir(path)
	return nil
}

func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer f.Close()
	return f.Sync()
}
