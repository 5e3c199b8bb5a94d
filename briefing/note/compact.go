package note

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"slices"

	"readout/briefing/note/disk"
)

// Compact writes the log anew with the newest revision of each note alone, with all versions of a conflict, tombstones and
// lines that are no notes among them, and says how many lines it left out. A log that has
// nothing to leave out is not touched.
//
// The new file takes the place of the old one whole, under the lock that every Append takes
// before it opens the file: a writer that waits writes into the new one, and a crash leaves
// the one or the other.
func (l *Log) Compact() (left int, err error) {
	err = l.locked("compacting", func() error {
		text, err := disk.ReadFile(l.files, l.path, maxLog)
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return err
		}
		var kept []byte
		if kept, left = compacted(text); left == 0 {
			return nil
		}
		if err := sameNotes(text, kept); err != nil {
			return err
		}
		return disk.WriteFile(l.files, l.path, kept)
	})
	if err != nil {
		return 0, err
	}
	return left, nil
}

// compacted gives the lines that count, in their order, and how many it left out. Of lines
// of one revision that differ all count: they are a conflict.
func compacted(text []byte) (kept []byte, left int) {
	type line struct {
		key      string
		revision int
	}
	var all []line
	last := map[string]int{} // line of the newest revision of a note, and of each placement
	words := map[string][]byte{}
	for text := range bytes.Lines(text) {
		key, revision := keyOf(text, len(all))
		if at, seen := last[key]; !seen || revision >= all[at].revision {
			last[key], words[key] = len(all), bytes.TrimSpace(text)
		}
		all = append(all, line{key, revision})
	}
	rivals := map[string]bool{}
	number := 0
	for text := range bytes.Lines(text) {
		l, says := all[number], bytes.TrimSpace(text)
		isRival := l.revision > 0 && l.revision == all[last[l.key]].revision && !bytes.Equal(says, words[l.key]) && !rivals[string(says)]
		switch {
		case last[l.key] == number:
			kept = append(kept, text...)
		case isRival:
			rivals[string(says)] = true
			kept = append(kept, text...)
		default:
			left++
		}
		number++
	}
	return kept, left
}

// keyOf gives what a line is about; of lines about the same the one of the highest revision
// counts, of equal ones the later. A line that is no note is about itself.
func keyOf(line []byte, number int) (key string, revision int) {
	line = bytes.TrimSpace(bytes.TrimPrefix(line, []byte("\xef\xbb\xbf")))
	if p, ok := decodePlacement(line); ok {
		return fmt.Sprintf("place %q %q %q", p.Note, p.From, p.To), 0
	}
	var n Note
	if n.UnmarshalJSON(line) != nil {
		return fmt.Sprintf("line %d", number), 0
	}
	return "note " + n.ID, n.Revision
}

// sameNotes reports whether two texts of a log say the same.
func sameNotes(a, b []byte) error {
	var all [2]newest
	for i, text := range [][]byte{a, b} {
		number := 1
		for line := range bytes.Lines(text) {
			all[i].take(bytes.TrimSuffix(line, []byte("\n")), number, false) //nolint:errcheck // lines that are no notes are told of elsewhere
			number++
		}
	}
	x, y := all[0].sorted(), all[1].sorted()
	if len(x) != len(y) {
		return fmt.Errorf("%d notes would become %d", len(x), len(y))
	}
	for i := range x {
		p, err := lines(x[i : i+1])
		q, other := lines(y[i : i+1])
		if err != nil || other != nil || !slices.EqualFunc(p, q, bytes.Equal) {
			return fmt.Errorf("note %s would change", x[i].ID)
		}
	}
	return nil
}
