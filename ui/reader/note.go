package reader

import (
	"slices"
	"sort"

	"readout/content"
)

// noteList holds the notes in the text, in the order of where they begin.
type noteList struct {
	notes []Note
	ends  []int // of the notes up to each, the farthest end
}

func newNoteList(notes []Note) noteList {
	var l noteList
	for _, n := range notes {
		if !n.Orphaned {
			l.notes = append(l.notes, n)
		}
	}
	slices.SortStableFunc(l.notes, func(a, b Note) int { return a.Span.Start - b.Span.Start })
	far := 0
	for i := range l.notes {
		far = max(far, l.notes[i].Span.End)
		l.ends = append(l.ends, far)
	}
	return l
}

// over gives the notes that lie over a range, in order.
func (l *noteList) over(s content.Span) []Note {
	to := sort.Search(len(l.notes), func(i int) bool { return l.notes[i].Span.Start >= s.End })
	from := to
	for from > 0 && l.ends[from-1] > s.Start {
		from--
	}
	var found []Note
	for _, n := range l.notes[from:to] {
		if n.Span.Overlaps(s) {
			found = append(found, n)
		}
	}
	return found
}

// at gives the innermost note at an offset; of equal ones the later, which lies on top.
func (l *noteList) at(offset int) (Note, bool) {
	best, ok := Note{}, false
	for _, n := range l.over(content.Span{Start: offset, End: offset + 1}) {
		if !ok || n.Span.Len() <= best.Span.Len() {
			best, ok = n, true
		}
	}
	return best, ok
}

// on gives the last note on exactly the words of a range; one without ID if there is none.
func (l *noteList) on(s content.Span) Note {
	for _, n := range slices.Backward(l.over(s)) {
		if n.Span == s && !n.Whole {
			return n
		}
	}
	return Note{}
}

// NoteUnder gives the id of the innermost note under the cursor; empty if there is none.
func (m *Model) NoteUnder() string {
	if m.page == nil {
		return ""
	}
	n, _ := m.notes.at(m.cursor)
	return n.ID
}

// noteMeant gives the id of the note that a key means: the one that the selection
// covers, or else the innermost under the cursor, or the one on the sentence there.
func (m *Model) noteMeant() string {
	if s, ok := m.Selection(); ok {
		return m.notes.on(s).ID
	}
	n, ok := m.notes.at(m.cursor)
	if !ok {
		n = m.notes.on(m.sentence())
	}
	return n.ID
}
