package note

import (
	"bytes"
	"errors"
	"io/fs"

	"readout/briefing/note/disk"
)

// TakeMarks takes out the lines with which git marks what it could not merge.
func (l *Log) TakeMarks() error {
	return l.rewrite("mending", func(text []byte) []byte {
		var kept []byte
		for line := range bytes.Lines(text) {
			if !isMergeMark(bytes.TrimSpace(line)) {
				kept = append(kept, line...)
			}
		}
		return kept
	})
}

// Marked reports whether a log has lines with which git marks what it could not merge.
func Marked(files disk.Files, path string) (bool, error) {
	if err := mustBeFile(path); err != nil {
		return false, err
	}
	text, err := disk.ReadFile(files, path, maxLog)
	if err != nil {
		return false, err
	}
	for line := range bytes.Lines(text) {
		if isMergeMark(bytes.TrimSpace(line)) {
			return true, nil
		}
	}
	return false, nil
}

// rewrite replaces the whole text of the log while nobody else may append.
func (l *Log) rewrite(doing string, change func(text []byte) []byte) error {
	return l.locked(doing, func() error {
		text, err := disk.ReadFile(l.files, l.path, maxLog)
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return err
		}
		changed := change(text)
		if bytes.Equal(changed, text) {
			return nil
		}
		return disk.WriteFile(l.files, l.path, changed)
	})
}
