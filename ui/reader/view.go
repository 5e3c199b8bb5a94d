package reader

import (
	"cmp"
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
func (m *Model) View() string {
	if m.page == nil || m.width <= 0 || m.height <= 0 {
		return ""
	}
	if m.search.open && m.height == 1 {
		return m.searchLine()
	}
	marks, notes := m.marks()
	var b strings.Builder
	at, more := m.top, true
	for i := range m.textHeight() {
		if i > 0 {
			b.WriteByte('\n')
		}
		if !more {
			b.WriteString(strings.Repeat(" ", m.width))
			continue
		}
		l := m.page.Line(at)
		if m.margins() > 0 {
			m.margin(&b, l, notes)
		}
		m.page.Paint(&b, l, m.opt.Theme, onLine(marks, l))
		at, more = m.page.Next(at)
	}
	if m.textHeight() < m.height {
		b.WriteByte('\n')
		b.WriteString(m.searchLine())
	}
	return b.String()
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
	for _, hit := range m.visibleHits(screen) {
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

// onLine picks the marks that touch a line.
func onLine(marks []page.Mark, l *page.Line) []page.Mark {
	var on []page.Mark
	for _, mark := range marks {
		if mark.Source.Start < l.End && mark.Source.End > l.Start {
			on = append(on, mark)
		}
	}
	return on
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
