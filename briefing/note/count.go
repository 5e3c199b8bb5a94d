package note

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"strconv"

	"readout/briefing/note/disk"
)

// Count gives how many notes ReadAll would give, without reading more of them than their
// ids: a library of a million is listed in seconds.
func Count(files disk.Files, paths ...string) int {
	best := map[string]tallied{}
	for _, path := range paths {
		own := map[string]tallied{}
		if countIn(files, path, own) != nil {
			continue // ReadAll says why
		}
		for id, t := range own {
			if was, seen := best[id]; !seen || t.beats(was) {
				best[id] = t
			}
		}
	}
	n := 0
	for _, t := range best {
		if !t.deleted {
			n++
		}
	}
	return n
}

type tallied struct {
	revision int
	deleted  bool
}

// beats is the rule of joined.
func (t tallied) beats(was tallied) bool {
	return t.revision > was.revision || t.revision == was.revision && !t.deleted
}

// countIn adds the notes of a log.
func countIn(files disk.Files, path string, all map[string]tallied) error {
	if err := mustBeFile(path); err != nil {
		return err
	}
	f, err := files.OpenFile(path, os.O_RDONLY, 0)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer f.Close()
	r := bufio.NewReaderSize(f, 64<<10)
	var line []byte
	for {
		line, err = readLine(r, line[:0])
		if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, errLong) {
			return err
		}
		if id, t, ok := tallyOf(bytes.TrimSpace(line)); ok {
			if was, seen := all[id]; !seen || t.beats(was) {
				all[id] = t
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
	}
}

// tallyOf gives id, revision and state of the note on a line. A line in the form that this
// program writes needs no more than its beginning, and that it is JSON.
func tallyOf(line []byte) (id string, t tallied, ok bool) {
	const head = `{"@context":` + context + `,"id":"`
	rest, own := bytes.CutPrefix(line, []byte(head))
	if own {
		iri, after, found := bytes.Cut(rest, []byte(`","type":"Annotation","readout:revision":`))
		digits := 0
		for digits < len(after) && '0' <= after[digits] && after[digits] <= '9' {
			digits++
		}
		revision, err := strconv.Atoi(string(after[:digits]))
		if found && err == nil && !bytes.ContainsAny(iri, `\"`) && revision <= maxRevision && json.Valid(line) {
			return noteID(string(iri)), tallied{revision, bytes.HasPrefix(after[digits:], []byte(`,"readout:deleted":true`))}, true
		}
	}
	var n Note
	if _, placement := decodePlacement(line); placement || len(line) == 0 || n.UnmarshalJSON(line) != nil {
		return "", t, false
	}
	return n.ID, tallied{n.Revision, n.Deleted}, true
}
