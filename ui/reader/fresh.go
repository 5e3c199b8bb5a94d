package reader

import (
	"slices"
	"sort"

	"readout/content"
	"readout/ui/page"
	"readout/ui/theme"
)

// Fresh is an entry that was not there, or otherwise, when the text was read last.
type Fresh struct {
	Span    content.Span // source bytes
	Changed bool         // it was there, in other words
}

// SetFresh sets what is fresh in the text that is shown.
func (m *Model) SetFresh(fresh []Fresh) {
	m.fresh = m.fresh[:0]
	for _, f := range fresh {
		f.Span.Start = m.character(f.Span.Start) // behind the mark of a list
		m.fresh = append(m.fresh, f)
	}
	slices.SortFunc(m.fresh, func(a, b Fresh) int { return a.Span.Start - b.Span.Start })
}

// freshMark gives the mark of an entry that begins on a line and is fresh; empty for none.
func (m *Model) freshMark(l *page.Line) string {
	i := sort.Search(len(m.fresh), func(i int) bool { return m.fresh[i].Span.Start >= l.Start })
	if i == len(m.fresh) || m.fresh[i].Span.Start >= l.End {
		return ""
	}
	mark := "+"
	if m.fresh[i].Changed {
		mark = "~"
	}
	return m.opt.Theme.Style(theme.Success).Render(mark)
}

// seekFresh goes n fresh entries on, or back for a negative n.
func (m *Model) seekFresh(n int) Action {
	if len(m.fresh) == 0 {
		return Message{Text: "nothing is new since you read it last"}
	}
	starts := make([]int, len(m.fresh))
	for i, f := range m.fresh {
		starts[i] = f.Span.Start
	}
	q := quest{thing: aFresh, direction: 1, from: m.cursor, left: n, found: -1}
	if n < 0 {
		q.direction, q.left = -1, -n
	}
	q.look(slices.Compact(starts))
	return m.arrive(q)
}
