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
	marginWidth = 4 // the mark of the section and the digit that jumps to it
	leastTitle  = 8 // cells that a title keeps before counts are shown
	indentStep  = 2
	noteSign    = "✎"
)

// columns are the widths of the two columns of counts, in cells, and the heading level
// that is not indented.
type columns struct{ entries, notes, base int }

func measure(sections []briefing.Section, notes map[string]int) columns {
	var c columns
	for i := range sections {
		s := &sections[i]
		if n := len(s.Entries); n > 0 {
			c.entries = max(c.entries, len(strconv.Itoa(n)))
		}
		if n := notes[s.Key]; n > 0 {
			c.notes = max(c.notes, 1+len(strconv.Itoa(n)))
		}
	}
	c.base = baseLevel(sections)
	return c
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

// View draws the outline.
func (m *Model) View() string {
	if m.width == 0 || m.height == 0 {
		return ""
	}
	rows := make([]string, 0, m.height)
	for i := range m.list.Visible() {
		rows = append(rows, m.row(i))
	}
	if len(rows) == 0 {
		rows = append(rows, m.opt.Theme.Style(theme.Muted).Render("  No sections"))
	}
	return strings.Join(cell.Rows(m.opt.Method, strings.Join(rows, "\n"), m.width, m.height), "\n")
}

// row draws a section: "▎ 2 Agreements   3 ✎1".
func (m *Model) row(i int) string {
	s, th := &m.briefing.Sections[i], m.opt.Theme
	mark, role := "  ", theme.Text
	switch {
	case m.focused && i == m.list.Cursor():
		mark, role = "▸ ", theme.Accent
	case i == m.current:
		mark, role = "▎ ", theme.Title
	case s.Key == "sources" || s.Key == "key-points" || s.Key == "top":
		role = theme.Muted
	}
	number := "  "
	if i < numbered {
		number = strconv.Itoa(i+1) + " "
	}
	counts := m.counts(s)
	room := max(m.width-marginWidth-m.opt.Method.StringWidth(counts), 0)
	title := cell.Fit(m.opt.Method, m.indent(s)+content.CleanLine(s.Title), room)
	return th.Style(theme.Accent).Render(mark) + th.Style(theme.Muted).Render(number) +
		th.Style(role).Render(title) + th.Style(theme.Muted).Render(counts)
}

func (m *Model) indent(s *briefing.Section) string {
	depth := 0
	if s.Level > 0 {
		depth = max(s.Level-m.columns.base, 0)
	}
	return strings.Repeat(" ", min(depth*indentStep, m.width/5))
}

// counts gives how many entries and notes a section has, in columns. Where they would leave
// no room for titles, that of the entries is left out first.
func (m *Model) counts(s *briefing.Section) string {
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
	notes := m.columns.notes > 0 && m.columns.notes < room
	if notes {
		room -= m.columns.notes + 1
	}
	if m.columns.entries > 0 && m.columns.entries < room {
		column(m.columns.entries, len(s.Entries), "")
	}
	if notes {
		column(m.columns.notes, m.notes[s.Key], noteSign)
	}
	if b.Len() > 0 {
		b.WriteByte(' ')
	}
	return b.String()
}
