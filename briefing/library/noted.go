package library

import (
	"bytes"
	"fmt"
	"slices"

	"readout/briefing/note/disk"
)

// mostLog bounds what is looked through of a log, in bytes.
const mostLog = 512 << 20

// Mention reports whether the notes on a briefing have some words, byte for byte: it tells
// fast which need not be read.
func (l *Library) Mention(id, words string) bool {
	paths, err := l.logPaths(id)
	if err != nil {
		return false
	}
	return slices.ContainsFunc(paths, func(path string) bool {
		text, err := disk.ReadFile(l.files, path, mostLog)
		return err == nil && bytes.Contains(text, []byte(words))
	})
}

// Noted gives the ids of the briefings that may have notes, in order: where notes lie beside
// the files of briefings these are all, otherwise no briefing without logs is looked at.
func (l *Library) Noted() ([]string, error) {
	ids, err := l.noted()
	if err != nil {
		return nil, fmt.Errorf("looking for notes: %w", disk.Cause(err))
	}
	return slices.DeleteFunc(ids, func(id string) bool { return l.stamp(id, false) == "" }), nil
}
