package note

import (
	"bytes"
	"cmp"
	"iter"
	"slices"
)

// Versions gives the contents that claim to be this revision of the note, the one that is
// shown first; of a note without a conflict it gives one.
func (n Note) Versions() []Note {
	all := append([]Note{n}, n.Rivals...)
	all[0].Rivals = nil
	return all
}

// versionsAsWritten gives every version of a note as a note of its own; the one that is
// shown comes last, as in a log, where the later of two lines is shown.
func versionsAsWritten(n *Note) iter.Seq[*Note] {
	return func(yield func(*Note) bool) {
		if len(n.Rivals) == 0 {
			yield(n)
			return
		}
		for _, v := range slices.Backward(n.Versions()) {
			if !yield(&v) {
				return
			}
		}
	}
}

// flat gives every version of notes, as versionsAsWritten does.
func flat(notes []Note) []Note {
	out := make([]Note, 0, len(notes))
	for i := range notes {
		for v := range versionsAsWritten(&notes[i]) {
			out = append(out, *v)
		}
	}
	return out
}

// unflat is the way back from flat, of notes that stand once.
func unflat(versions []Note) []Note {
	var out []Note
	for i, v := range versions {
		if i > 0 && versions[i-1].ID == v.ID {
			v.Rivals = out[len(out)-1].Versions()
			out = out[:len(out)-1]
		}
		out = append(out, v)
	}
	return out
}

// joined makes one note of two of the same revision. What differs in what a reader can
// change stays as a rival, once; the rest of two that say the same counts for nothing.
// A version that is there is shown rather than one that says the note is gone.
func joined(n, old *Note, beats func(n, old *Note) bool) Note {
	shown, other := old, n
	if n.Deleted == old.Deleted && beats(n, old) || old.Deleted && !n.Deleted {
		shown, other = n, old
	}
	if len(old.Rivals)+len(n.Rivals) == 0 && n.same(*old) {
		return *shown
	}
	versions := []Note{shown.Versions()[0]}
	for _, v := range slices.Concat(other.Versions(), shown.Rivals) {
		if !slices.ContainsFunc(versions, v.same) {
			versions = append(versions, v)
		}
	}
	slices.SortStableFunc(versions[1:], func(a, b Note) int {
		return cmp.Or(b.Modified.Compare(a.Modified), cmp.Compare(a.Creator, b.Creator), cmp.Compare(a.Body, b.Body))
	})
	joined := versions[0]
	if len(versions) > 1 {
		joined.Rivals = versions[1:]
	}
	return joined
}

// Settle ends a conflict: the version of this number, from 0 as Versions has them, becomes
// the next revision. The others stay in the log.
func (h History) Settle(id string, version int) (History, []Note) {
	before := h.latest[id]
	versions := before.Versions()
	if len(versions) < 2 || version < 0 || version >= len(versions) {
		return h, nil
	}
	after := h.revise(versions[version])
	return h.did(Step{[]Note{before}, []Note{after}}), []Note{after}
}

// Part ends a conflict by keeping everything: what is shown stays the note, and each other
// version becomes a note of its own.
func (h History) Part(id string) (History, []Note) {
	before, ok := h.Note(id)
	if !ok || len(before.Rivals) == 0 {
		return h, nil
	}
	var s Step
	h.part(&s, before, before)
	return h.did(s), s.After
}

// part adds to a step what a note becomes, and its rivals as notes of their own.
func (h History) part(s *Step, before, after Note) {
	after.Rivals = nil
	s.Before, s.After = append(s.Before, before), append(s.After, h.revise(after))
	for _, rival := range before.Rivals {
		if rival.Deleted {
			continue
		}
		rival.ID, rival.Revision = h.newID(), 1
		gone := rival
		gone.Deleted = true
		s.Before, s.After = append(s.Before, gone), append(s.After, rival)
	}
}

// isMergeMark reports whether a line is one with which git marks what it could not merge.
func isMergeMark(line []byte) bool {
	for _, mark := range []string{"<<<<<<<", "|||||||", "=======", ">>>>>>>"} {
		if rest, ok := bytes.CutPrefix(line, []byte(mark)); ok {
			return len(rest) == 0 || rest[0] == ' '
		}
	}
	return false
}
