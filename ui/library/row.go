package library

import (
	"cmp"
	"fmt"
	"strings"

	"readout/content"
	"readout/ui/cell"
	"readout/ui/list"
	"readout/ui/theme"
)

// measure is the widest that a line of the list grows: longer ones read badly.
const measure = 110

// roomy is the height from which briefings are set apart by a blank row.
const roomy = 12

func (m *Model) rowHeight() int {
	if m.rows() < roomy {
		return 2
	}
	return 3
}

// titleWidth gives the cells that a row has for a title.
func (m *Model) titleWidth() int { return max(min(m.column(), measure)-4, 1) }

// line draws one row of a briefing: its title, what is known of it, a blank.
func (m *Model) line(row, line int) string {
	it := m.items[m.shown[row]]
	width := m.titleWidth()
	if m.heads(row) {
		if line == 0 {
			return m.heading(m.groups[m.shown[row]], width+2)
		}
		line--
	}
	bar, title := "   ", m.theme.Style(theme.Title)
	switch {
	case it.Read:
		title = m.theme.Style(theme.Text)
	default:
		bar = " " + m.theme.Style(theme.Success).Render("•") + " "
	}
	if row == m.list.Cursor() {
		bar, title = m.theme.Style(theme.Accent).Render(" ▸ "), m.theme.Style(theme.Accent).Bold(true)
	}
	if m.marked[it.ID] {
		cursor := " "
		if row == m.list.Cursor() {
			cursor = "▸" // colours alone do not show it everywhere
		}
		bar = m.theme.Style(theme.Accent).Render(cursor + "✓ ")
	}
	switch line {
	case 0:
		return bar + title.Render(cell.Cut(m.method, it.name(), width))
	case 1:
		return "   " + m.theme.Style(theme.Muted).Render(cell.Cut(m.method, it.facts(), width))
	}
	return ""
}

// heading draws what the briefings below stand under.
func (m *Model) heading(title string, width int) string {
	title = cell.Cut(m.method, title, width)
	rule := strings.Repeat("─", max(width-m.method.StringWidth(title)-1, 0))
	return " " + m.theme.Style(theme.Muted).Render(title) + " " + m.theme.Style(theme.Border).Render(rule)
}

// name gives what a briefing is called on the screen.
func (it *Item) name() string { return cmp.Or(content.CleanLine(it.Title), "Untitled") }

// headline are the sections whose entries are counted in the list, in this order, with
// the words for one and for several.
func headline() [][3]string {
	return [][3]string{
		{"meetings", "meeting", "meetings"},
		{"agreements", "agreement", "agreements"},
		{"weapons-requests", "weapons request", "weapons requests"},
	}
}

// facts gives date, publishers and counts on one line.
func (it Item) facts() string {
	var parts []string
	if d := Date(it.Published); d != "" {
		parts = append(parts, d)
	}
	if len(it.Publishers) > 0 {
		parts = append(parts, content.CleanLine(strings.Join(it.Publishers, ", ")))
	}
	for _, words := range headline() {
		for _, c := range it.Counts {
			if c.Key == words[0] && c.Entries > 0 {
				parts = append(parts, plural(c.Entries, words[1], words[2]))
			}
		}
	}
	if also := it.others(); also != "" {
		parts = append(parts, also)
	}
	if it.Notes > 0 {
		parts = append(parts, plural(it.Notes, "note", "notes"))
	}
	if len(parts) == 0 && it.Path != "" {
		parts = append(parts, content.CleanLine(it.Path))
	}
	return strings.Join(parts, " · ")
}

// others names the other sections that tell what was done. What was said, and what every
// briefing has, is no news in a list.
func (it *Item) others() string {
	var names []string
	for _, c := range it.Counts {
		switch c.Key {
		case "aid", "deployments", "fighting", "threats", "sanctions", "de-escalation", "requests", "protest":
			if c.Entries > 0 {
				names = append(names, c.Key)
			}
		}
	}
	return strings.Join(names, ", ")
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// empty gives what the pane says when there is nothing to list.
func (m *Model) empty() []string {
	muted := m.theme.Style(theme.Muted)
	switch {
	case m.Asks() != Asked{}:
		return []string{"", muted.Render("   Looking …")}
	case m.wrong != "":
		rows := []string{""}
		for _, row := range cell.Wrap(m.method, content.CleanLine(list.NoDate(m.wrong)), max(m.column()-4, 1)) {
			rows = append(rows, muted.Render("   "+row))
		}
		return rows
	case len(m.items) > 0:
		return []string{"", muted.Render("   No briefing is like that.")}
	}
	return []string{
		"",
		"   No briefings yet.",
		"",
		muted.Render("   readout FILE          opens an article or Markdown"),
		muted.Render("   readout add FILE...   takes articles in"),
		muted.Render("   readout feed add URL  subscribes to a feed"),
	}
}
