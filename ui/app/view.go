package app

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"readout/content"
	"readout/ui/cell"
	"readout/ui/theme"
)

// View gives the screen. While nothing happens but that is looked whether something has, it
// is drawn once.
func (m *Model) View() tea.View {
	if !m.painted {
		m.frame, m.painted = m.paint(), true
	}
	return m.frame
}

func (m *Model) paint() tea.View {
	v := tea.NewView(strings.Join(m.rows(), "\n"))
	v.AltScreen = true
	v.WindowTitle = "readout"
	if d := m.desk(); d != nil && m.screen != onLibrary && d.title() != "" {
		v.WindowTitle = content.CleanLine(d.title()) + " — readout"
	}
	v.Cursor = m.cursor()
	if m.view.mouse {
		v.MouseMode = tea.MouseModeCellMotion
	}
	return v
}

// rows gives every row of the screen, each exactly as wide as it.
func (m *Model) rows() []string {
	if m.width <= 0 || m.height <= 0 || m.view.opening {
		return nil
	}
	l := m.layout
	rows := make([]string, 0, m.height)
	if l.title > 0 {
		rows = append(rows, m.titleLine())
	}
	for len(rows) < l.title {
		rows = append(rows, strings.Repeat(" ", m.width))
	}
	rows = append(rows, m.middle()...)
	if l.palette > 0 {
		rows = append(rows[:len(rows)-l.palette], cell.Rows(m.method, m.panes.palette.View(), m.width, l.palette)...)
	}
	if l.asked > 0 {
		rows = append(rows, m.questionRows(m.view.question)[:l.asked]...)
	}
	if l.bottom > 0 {
		pane := m.panes.tags.View
		if m.bottom == onComposer {
			pane = m.panes.composer.View
		}
		rows = append(rows, cell.Rows(m.method, pane(), m.width, l.bottom)...)
	}
	if l.welcome > 0 {
		rows = append(rows, m.welcomeLine())
	}
	if l.status > 0 {
		rows = append(rows, m.statusLine())
	}
	return rows
}

// middle draws what is between title line and bottom.
func (m *Model) middle() []string {
	l, d := m.layout, m.desk()
	switch {
	case l.height == 0:
		return nil
	case m.screen == onLibrary || d == nil && m.screen == onText:
		return cell.Rows(m.method, m.panes.library.View(), m.width, l.height)
	case m.screen == onHelp:
		return cell.Rows(m.method, m.panes.help.View(), m.width, l.height)
	}
	var main []string
	if m.screen == onNotes {
		main = cell.Rows(m.method, m.panes.notes.View(), l.main, l.height)
	} else {
		main = m.textRows(d)
	}
	if l.outline == 0 && l.source == 0 {
		return main
	}
	line := m.theme.Style(theme.Border).Render("│")
	var blocks [][]string
	if l.outline > 0 {
		outline := cell.Rows(m.method, d.outline.View(), l.outline, l.height)
		if l.overlay {
			return m.over(outline, main)
		}
		blocks = append(blocks, outline, cell.Column(line+" ", l.height))
	}
	blocks = append(blocks, main)
	if l.source > 0 {
		blocks = append(blocks, cell.Column(" "+line, l.height), cell.Rows(m.method, m.panes.source.View(), l.source, l.height))
	}
	return cell.Beside(blocks...)
}

// textRows draws the text and, under it, the source where that has no room beside it.
func (m *Model) textRows(d *desk) []string {
	l := m.layout
	var main []string
	switch {
	case l.text > 0 && l.other.w > 0:
		main = m.bothRows(d)
	case l.text > 0:
		d.reader.SetFocused(true)
		main = m.reading(d, l.at)
	}
	if l.under == 0 {
		return main
	}
	rule := m.theme.Style(theme.Border).Render(strings.Repeat("─", l.main))
	main = append(main, rule)
	main = append(main, cell.Rows(m.method, m.panes.source.View(), l.main, l.under)...)
	return main[:l.height]
}

// reading draws the text in its place, or what there is instead of it.
func (m *Model) reading(d *desk, at slot) []string {
	column, margin := m.columnIn(at)
	switch {
	case d.doc != nil:
		left := cell.Column(strings.Repeat(" ", margin), at.h)
		right := m.marginOf(d, at.w-column-margin, at.h)
		return cell.Beside(left, d.reader.Rows(), right)
	case d.state == failed:
		return cell.Rows(m.method, "\n  This briefing could not be opened.", at.w, at.h)
	}
	return cell.Rows(m.method, "", at.w, at.h)
}

// over lays a block over the left of another, with a line between them.
func (m *Model) over(left, under []string) []string {
	line := m.theme.Style(theme.Border).Render("│")
	rows := make([]string, len(under))
	for i := range under {
		w := m.method.StringWidth(left[i])
		if w+1 >= m.layout.main {
			rows[i] = cell.Fit(m.method, left[i], m.layout.main)
			continue
		}
		right := m.method.TruncateLeft(under[i], w+1, "") // Cut of x/ansi 0.11 cuts the wrong end
		rows[i] = cell.Fit(m.method, m.method.Truncate(left[i]+line+right, m.layout.main, ""), m.layout.main)
	}
	return rows
}

// cursor gives the terminal's cursor: where text is typed, or on the reader's.
func (m *Model) cursor() *tea.Cursor {
	l := m.layout
	x, y, ok := 0, 0, false
	switch {
	case m.bottom == onQuestion || m.width <= 0 || m.height <= 0:
	case m.bottom == onPalette:
		x, y = m.panes.palette.Cursor()
		y, ok = y+l.height-l.palette, l.palette > 0
	case m.bottom != noBottom && l.bottom > 0:
		x, y = m.panes.tags.Cursor()
		if m.bottom == onComposer {
			x, y = m.panes.composer.Cursor()
		}
		y, ok = y+l.height, true
	case m.screen == onNotes:
		if x, y, ok = m.panes.notes.Cursor(); ok && l.outline > 0 {
			x += l.outline + gutter
		}
	case m.screen == onLibrary:
		x, y, ok = m.panes.library.Cursor()
	case m.screen == onHelp:
		x, y, ok = m.panes.help.Cursor()
	case m.desk() != nil && m.desk().reader.Typing():
		x, y = m.desk().reader.CursorCell()
		x, y = x+l.margin+l.at.x, y+l.at.y
		if ok = x >= 0 && y >= 0; l.outline > 0 && !l.overlay {
			x += l.outline + gutter
		}
	}
	if !ok {
		return nil
	}
	c := tea.NewCursor(min(x, m.width-1), min(y+l.title, m.height-1))
	c.Blink = false
	return c
}
