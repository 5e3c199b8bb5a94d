package library

import (
	"fmt"
	"slices"

	"readout/briefing/note/disk"
)

// Noted gives the ids of the briefings that may have notes, in order: where notes lie beside
// the files of briefings these are all, otherwise no briefing without logs is looked at.
func (l *Library) Noted() ([]string, error) {
	ids, err := l.noted()
	if err != nil {
		return nil, fmt.Errorf("looking for notes: %w", disk.Cause(err))
	}
	return slices.DeleteFunc(ids, func(id string) bool { return l.stamp(id, false) == "" }), nil
}
