package library

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"

	"readout/briefing/note/disk"
)

// Noted gives the ids of the briefings that have logs of notes, in order. It looks at no
// briefing without them.
func (l *Library) Noted() ([]string, error) {
	dir := filepath.Join(l.dirs.Data, notesDir)
	ids, err := names(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("looking for notes in %s: %w", dir, disk.Cause(err))
	}
	ids = slices.DeleteFunc(ids, func(id string) bool { return l.stamp(id, false) == "" })
	slices.Sort(ids)
	return ids, nil
}
