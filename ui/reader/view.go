package reader

import (
	"cmp"
	"slices"
	"strings"

	"readout/content"
	"readout/ui/page"
	"readout/ui/theme"
)

// The priorities of what lies over the text; the innermost note lies on top of the
// others, so notes take the numbers from priorityNote down.
const (
	priorityNote   = 1 << 20
	priorityHit    = priorityNote + 1
	priorityChosen = priorityNote + 2
	priorityCursor = priorityNote + 3
)

// seen gives the source range of the lines on the screen.
func (m *Model) seen() (from, to int) {
	from, at := m.topOffset(), m.top
	to = from
	for range m.textHeight() {
		if l := m.page.Line(at); l != nil && l.End > l.Start {
			to = max(to, l.End)
		}
		next, ok := m.page.Next(at)
		if !ok {
			break
		}
		at = next
	}
	return from, to
}

// View draws the lines on the screen.
func (m *Model) View() string { return strings.Join(m.Rows(), "\n") }

// Rows draws the lines on the screen: as many as the pane is high, each as wide as it.
func (m *Model) Rows() []string {
	if m.width <= 0 || m.height <= 0 {
		return nil
	}
	blank := strings.Repeat(" ", m.width)
	if m.page == nil {
		return slices.Repeat([]string{blank}, m.height)
	}
	if m.search.open && m.height == 1 {
		return []string{m.searchLine()}
	}
	rows := make([]string, 0, m.height)
	marks, notes := m.marks()
	var b strings.Builder
	b.Grow(m.drawn)
	at, more := m.top, true
	for len(rows) < m.textHeight() {
		if !more {
			rows = append(rows, blank)
			continue
		}
		from := b.Len()
		l := m.page.Line(at)
		if m.margins() > 0 {
			m.margin(&b, l, notes)
		}
		m.page.Paint(&b, l, m.opt.Theme, marks)
		rows = append(rows, b.String()[from:])
		at, more = m.page.Next(at)
	}
	m.drawn = b.Len()
	if len(rows) < m.height {
		rows = append(rows, m.searchLine())
	}
	return rows
}

// marks gathers what lies over the lines on the screen, and the notes among them.
func (m *Model) marks() ([]page.Mark, []Note) {
	from, to := m.seen()
	screen := content.Span{Start: from, End: to}
	var marks []page.Mark
	notes := m.notes.over(screen)
	for _, n := range notes {
		if n.Whole {
			continue
		}
		marks = append(marks, page.Mark{Source: n.Span, Role: theme.KindRole(n.Kind), Priority: max(priorityNote-n.Span.Len(), 1)})
		marks = append(marks, m.ends(&n)...)
	}
	hits := m.visibleHits(screen)
	marks = slices.Grow(marks, len(hits)+2)
	for _, hit := range hits {
		role := theme.SearchHit
		if hit.Contains(m.cursor) {
			role = theme.SearchCurrent
		}
		marks = append(marks, page.Mark{Source: hit, Role: role, Priority: priorityHit})
	}
	if s, ok := m.Selection(); ok {
		marks = append(marks, page.Mark{Source: s, Role: theme.Selection, Priority: priorityChosen})
	}
	if p, ok := m.flow.find(m.cursor); ok && !m.dimmed {
		marks = append(marks, page.Mark{Source: m.flow.source(p), Role: theme.Cursor, Priority: priorityCursor})
	}
	return marks, notes
}

// The marks of what is linked: a note, and text to which notes lead.
const (
	linkedMark  = "↔"
	arrivedMark = "←"
)

// margin draws the mark of the first note that begins on a line, and of what else is there:
// that it has a text, or is linked, that the line is led to, or of a fresh entry.
func (m *Model) margin(b *strings.Builder, l *page.Line, notes []Note) {
	muted := m.opt.Theme.Style(theme.Muted)
	fresh := m.freshMark(l)
	if fresh == "" && m.isLedTo(l) {
		fresh = muted.Render(arrivedMark)
	}
	for _, n := range notes {
		if l.Start <= n.Span.Start && n.Span.Start < l.End {
			b.WriteString(m.opt.Theme.Style(theme.Accent).Render(m.opt.Theme.KindMark(n.Kind)))
			switch {
			case n.Whole:
				fresh = muted.Render("§")
			case n.HasBody:
				fresh = muted.Render("✎")
			case n.Linked:
				fresh = muted.Render(linkedMark)
			}
			b.WriteString(cmp.Or(fresh, " "))
			return
		}
	}
	if fresh != "" {
		b.WriteString(fresh + " ")
		return
	}
	b.WriteString(strings.Repeat(" ", gutter))
}

// isLedTo reports whether something that notes lead to begins on a line.
func (m *Model) isLedTo(l *page.Line) bool {
	if l == nil {
		return false
	}
	for _, a := range m.arrivals.over(content.Span{Start: l.Start, End: l.End}) {
		if begins(l, &a) {
			return true
		}
	}
	return false
}

// CursorCell gives the cell of the cursor in the pane; while a search is typed, that
// behind its text.
func (m *Model) CursorCell() (x, y int) {
	if m.page == nil {
		return 0, 0
	}
	if m.search.open {
		return min(len(m.search.how.prompt())+m.opt.Method.StringWidth(m.queryShown()), max(m.width-1, 0)), m.height - 1
	}
	at, want := m.top, m.page.Find(m.cursor)
	for y = range m.textHeight() {
		if at == want {
			x, _, _ = m.page.Line(at).Column(m.cursor)
			return min(x+m.margins(), m.width-1), y
		}
		next, ok := m.page.Next(at)
		if !ok {
			break
		}
		at = next
	}
	return 0, 0
}
