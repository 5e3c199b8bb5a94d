package library

import (
	"encoding/json"
	"path/filepath"
	"reflect"

	"readout/briefing/note/disk"
)

// Position is where a reader is in a briefing.
type Position struct {
	Offset   int    `json:"offset"`   // byte of the source that the cursor is on
	Top      int    `json:"top"`      // byte of the source that the first line on the screen shows
	Revision string `json:"revision"` // of the source that they point into

	Marks  map[string]int `json:"marks,omitempty"`  // set by the reader: a letter, and a byte of the source
	Closed []string       `json:"closed,omitempty"` // keys of sections that are folded in the outline
	View   []string       `json:"view,omitempty"`   // what the reader has shown or hidden beside the text, in words
}

// StateFile gives the path of a file of reading state of a briefing, which need not be
// there. name is the caller's own word, not one from outside.
func (l *Library) StateFile(id, name string) string {
	if !isName(id) {
		id = nameOf(id)
	}
	return filepath.Join(l.dirs.State, briefingsDir, id, name)
}

const positionFile = "position.json"

// Position gives where the reader was; ok is false where that is not known.
func (l *Library) Position(id string) (p Position, ok bool) {
	text, err := disk.ReadFile(l.files, l.StateFile(id, positionFile), 64<<10)
	if err != nil || json.Unmarshal(text, &p) != nil || p.Offset < 0 || p.Top < 0 || p.Revision != "" && !isRevision(p.Revision) {
		return Position{}, false
	}
	return p, true
}

// SavePosition keeps where the reader is. An error loses nothing but that.
func (l *Library) SavePosition(id string, p Position) error {
	if was, ok := l.Position(id); ok && reflect.DeepEqual(was, p) {
		return nil
	}
	text, err := json.Marshal(p)
	if err != nil {
		return err
	}
	path := l.StateFile(id, positionFile)
	if err := disk.WriteFile(l.files, path, append(text, '\n')); err != nil {
		return disk.StateFailure("keeping the reading position in", path, err)
	}
	return nil
}

// WriteFile makes data the content of a file, all or nothing, and makes the folders above
// it that are missing; see disk.WriteFile.
func WriteFile(path string, data []byte) error {
	if err := disk.WriteFile(disk.System{}, path, data); err != nil {
		return disk.Failure("writing", path, err)
	}
	return nil
}
