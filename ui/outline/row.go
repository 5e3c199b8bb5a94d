package outline

import (
	"strconv"
	"strings"

	"readout/briefing"
	"readout/content"
	"readout/ui/cell"
	"readout/ui/theme"
)

const (
	marginWidth = 3  // the mark of the section and the digit that jumps to it
	leastTitle  = 10 // cells that a title keeps before counts are shown
	indentStep  = 2
	noteSign    = "✎"
	freshSign   = "•"
)

// columns are the widths of the columns of counts, in cells, and the heading level that is
// not indented.
type columns struct{ fresh, entries, notes, base int }

// measure finds the columns of the rows that are shown.
func (m *Model) measure() {
	c := columns{base: baseLevel(m.briefing.Sections)}
	for _, i := range m.rows {
		t := m.gathered(i)
		if t.fresh > 0 {
			c.fresh = max(c.fresh, 1+len(strconv.Itoa(t.fresh)))
		}
		if t.entries > 0 {
			c.entries = max(c.entries, len(strconv.Itoa(t.entries)))
		}
		if t.notes > 0 {
			c.notes = max(c.notes, 1+len(strconv.Itoa(t.notes)))
		}
	}
	m.columns = c
}

// baseLevel gives the highest heading level of the sections. A document's own title, alone
// at its level, does not push all the others in.
func baseLevel(sections []briefing.Section) int {
	highest := func(sections []briefing.Section) (level int) {
		for i := range sections {
			if l := sections[i].Level; l > 0 && (level == 0 || l < level) {
				level = l
			}
		}
		return level
	}
	for i := range sections {
		if sections[i].Level == 0 {
			continue
		}
		if rest := highest(sections[i+1:]); rest > sections[i].Level {
			return rest
		}
		break
	}
	return highest(sections)
}

// View draws the outline: exactly as many rows, each exactly as wide, as the pane.
func (m *Model) View() string {
	if m.width == 0 || m.height == 0 {
		return ""
	}
	var b strings.Builder
	rows := 0
	for row := range m.list.Visible() {
		if rows > 0 {
			b.WriteByte('\n')
		}
		m.draw(&b, row)
		rows++
	}
	if rows == 0 {
		m.paint(&b, theme.Muted, cell.Fit(m.opt.Method, " No sections", m.width))
		rows++
	}
	for from := rows; rows < m.height; rows++ {
		b.WriteByte('\n')
		if n := m.notes[Whole]; n > 0 && rows == from+1 {
			m.paint(&b, theme.Muted, m.wholeLine(n))
			continue
		}
		b.WriteString(strings.Repeat(" ", m.width))
	}
	return b.String()
}

// wholeLine tells of notes on the whole briefing, which are in no section.
func (m *Model) wholeLine(n int) string {
	count := noteSign + strconv.Itoa(n) + " "
	return cell.Fit(m.opt.Method, "   the whole briefing", max(m.width-m.opt.Method.StringWidth(count), 0)) + count
}

// draw draws the section of a row: "▎2 Agreements   3 ✎1", a closed one with the number
// of those that it hides: "▎2 Agreements +4   9 ✎2".
func (m *Model) draw(b *strings.Builder, row int) {
	i := m.rows[row]
	s := &m.briefing.Sections[i]
	t := m.gathered(i)
	mark, role := " ", theme.Text
	switch {
	case m.focused && row == m.list.Cursor():
		mark, role = "▸", theme.Accent
	case m.current >= 0 && row == m.row(m.current):
		mark, role = "▎", theme.Title
	case s.Key == "sources" || s.Key == "key-points" || s.Key == "top":
		role = theme.Muted
	}
	number := "  "
	if i < numbered {
		number = strconv.Itoa(i+1) + " "
	}
	room := m.width
	for _, part := range [...]struct {
		role theme.Role
		text string
	}{{theme.Accent, mark}, {theme.Muted, number}} {
		text := cell.Cut(m.opt.Method, part.text, room)
		room -= m.opt.Method.StringWidth(text)
		m.paint(b, part.role, text)
	}
	fresh, counts := m.counts(t)
	title := m.indent(s) + content.CleanLine(s.Title)
	room -= m.opt.Method.StringWidth(fresh + counts)
	if t.hidden > 0 {
		more := " +" + strconv.Itoa(t.hidden)
		title = cell.Cut(m.opt.Method, title, max(room-len(more), 0))
		m.paint(b, role, title)
		room -= m.opt.Method.StringWidth(title)
		m.paint(b, theme.Muted, cell.Fit(m.opt.Method, more, room))
	} else {
		m.paint(b, role, cell.Fit(m.opt.Method, title, room))
	}
	m.paint(b, theme.Success, fresh)
	m.paint(b, theme.Muted, counts)
}

func (m *Model) paint(b *strings.Builder, role theme.Role, text string) {
	if text == "" {
		return
	}
	look := m.opt.Theme.Look(role)
	if look.Plain() || strings.TrimLeft(text, " ") == "" {
		b.WriteString(text)
		return
	}
	look.Write(b)
	b.WriteString(text)
	b.WriteString("\x1b[m")
}

func (m *Model) indent(s *briefing.Section) string {
	depth := 0
	if s.Level > 0 {
		depth = max(s.Level-m.columns.base, 0)
	}
	return strings.Repeat(" ", min(depth*indentStep, m.width/5))
}

// counts gives numbers of fresh entries, and of entries and notes, in columns. Where they
// would leave no room for titles, that of the entries is left out first, then that of notes.
func (m *Model) counts(t tally) (fresh, others string) {
	var b strings.Builder
	room := m.width - marginWidth - leastTitle - 1
	column := func(width, n int, sign string) {
		b.WriteByte(' ')
		text := ""
		if n > 0 {
			text = sign + strconv.Itoa(n)
		}
		b.WriteString(strings.Repeat(" ", max(width-m.opt.Method.StringWidth(text), 0)))
		b.WriteString(text)
	}
	if m.columns.fresh > 0 && m.columns.fresh < room {
		room -= m.columns.fresh + 1
		column(m.columns.fresh, t.fresh, freshSign)
		fresh = b.String()
		b.Reset()
	}
	withNotes := m.columns.notes > 0 && m.columns.notes < room
	if withNotes {
		room -= m.columns.notes + 1
	}
	if m.columns.entries > 0 && m.columns.entries < room {
		column(m.columns.entries, t.entries, "")
	}
	if withNotes {
		column(m.columns.notes, t.notes, noteSign)
	}
	if len(fresh)+b.Len() > 0 {
		b.WriteByte(' ')
	}
	return fresh, b.String()
}
