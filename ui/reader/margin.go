package reader

import (
	"slices"
	"strings"

	"readout/content"
	"readout/ui/cell"
	"readout/ui/page"
	"readout/ui/theme"
)

// marginRows is how many rows of a note the margin shows at most.
const marginRows = 3

// The marks that connect a line with the notes on it: beside it, and further down where
// that row is taken.
const (
	connects = "── "
	descends = "╰─ "
)

// Margin draws what the notes on the lines of the screen say, beside their lines, in as many
// rows as the text has, each exactly as wide as asked for. Of a note that has no room left
// above the next one the rest is left out; one that has none at all is not shown.
func (m *Model) Margin(width int) []string {
	rows := make([]string, m.textHeight())
	if m.page == nil || width <= 0 {
		return cell.Rows(m.opt.Method, "", width, m.height)
	}
	from, to := m.seen()
	screen := content.Span{Start: from, End: to}
	notes := append(slices.Clip(m.arrivals.over(screen)), m.notes.over(screen)...)
	slices.SortStableFunc(notes, func(a, b Note) int { return a.Span.Start - b.Span.Start })
	next, at, more := 0, m.top, true
	for y := 0; y < len(rows) && more; y++ {
		l := m.page.Line(at)
		for i := range notes {
			if l != nil && begins(l, &notes[i]) && notes[i].Says != "" {
				next = m.beside(rows, max(next, y), y, width, &notes[i])
			}
		}
		at, more = m.page.Next(at)
	}
	return cell.Rows(m.opt.Method, strings.Join(rows, "\n"), width, m.height)
}

// begins reports whether a note begins on a line.
func begins(l *page.Line, n *Note) bool { return l.Start <= n.Span.Start && n.Span.Start < l.End }

// beside writes a note from a row on that is free, for the line of another row, and gives
// the row behind it.
func (m *Model) beside(rows []string, row, line, width int, n *Note) int {
	th, connect := m.opt.Theme, connects
	if row > line {
		connect = descends
	}
	mark := th.Style(theme.KindRole(n.Kind)).Render(th.KindMark(n.Kind))
	if n.ID == "" { // text to which notes lead
		mark = th.Style(theme.Link).Render(arrivedMark)
	}
	head := th.Style(theme.Border).Render(connect) + mark + " "
	indent := m.opt.Method.StringWidth(head)
	room := width - indent - 1
	if room < 8 {
		return row
	}
	says := cell.Wrap(m.opt.Method, content.CleanLine(n.Says), room)
	if len(says) > marginRows {
		says = says[:marginRows]
		says[marginRows-1] = cell.Cut(m.opt.Method, says[marginRows-1]+" "+cell.Ellipsis, room)
	}
	for i, text := range says {
		if row >= len(rows) {
			break
		}
		before := head
		if i > 0 {
			before = strings.Repeat(" ", indent)
		}
		rows[row] = before + th.Style(theme.Muted).Render(text)
		row++
	}
	return row
}

// ends gives marks on the first and the last character of a note, for a screen without
// colours, on which it could not be told where one of several ends.
func (m *Model) ends(n *Note) []page.Mark {
	if m.opt.Theme.Look(theme.NoteEnd).Plain() {
		return nil
	}
	var marks []page.Mark
	for _, at := range []int{n.Span.Start, n.Span.End - 1} {
		if p, ok := m.flow.find(at); ok {
			if s := m.flow.source(p); s.Start >= n.Span.Start && s.End <= n.Span.End {
				marks = append(marks, page.Mark{Source: s, Role: theme.NoteEnd, Priority: priorityNote})
			}
		}
	}
	return marks
}
