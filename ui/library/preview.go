package library

import (
	"fmt"
	"strings"

	"readout/briefing/markdown"
	"readout/content"
	"readout/ui/cell"
	"readout/ui/page"
	"readout/ui/theme"
)

// The sizes of the preview, in cells and rows.
const (
	besideFrom   = 120 // width from which it stands beside the list unless the reader has closed it
	narrowedFrom = 96  // the same where the reader has opened it
	belowFrom    = 10  // height from which there is one
	longestLine  = 84  // cells
	apart        = 3   // cells between list and preview: a line between blanks
)

// preview is how the selected briefing begins.
type preview struct {
	closed, open bool // the reader has said so; neither: it is there where there is room
	id           string
	page         *page.Page
	title        string // with which the text begins, as a heading; empty: with none
	titled       int    // end of that heading
	width        int    // cells that it takes beside the list
	height       int    // rows that it takes below it
}

// Lacks gives the id of the selected briefing whose beginning the pane lacks; empty where
// it needs none.
func (m *Model) Lacks() string {
	id := m.selected()
	if m.preview.width+m.preview.height == 0 || m.preview.id == id {
		return ""
	}
	return id
}

// SetPreview gives the beginning of a briefing; nil where it cannot be read.
func (m *Model) SetPreview(id string, doc *markdown.Document) {
	m.preview.id, m.preview.page, m.preview.title = id, nil, ""
	if doc != nil {
		m.preview.title, m.preview.titled = beginning(doc)
		m.preview.page = page.New(doc, page.Options{Width: m.preview.cells(m.width), Method: m.method})
	}
}

// beginning gives the heading that a text begins with, and where it ends.
func beginning(doc *markdown.Document) (title string, end int) {
	for b := range doc.Blocks() {
		switch b.Kind {
		case markdown.FrontMatter:
		case markdown.Heading:
			return content.CleanLine(strings.TrimSpace(b.Visible().Text)), b.Span.End
		default:
			return "", 0
		}
	}
	return "", 0
}

// repeats reports whether the text begins with the title that the list above it shows whole.
func (m *Model) repeats(it *Item) bool {
	return m.preview.height > 0 && m.preview.title == it.name() && m.method.StringWidth(it.name()) <= m.titleWidth()
}

// togglePreview shows the preview, or hides it.
func (m *Model) togglePreview() {
	shown := m.preview.width+m.preview.height > 0
	m.preview.open, m.preview.closed = !shown, shown
	m.divide()
	m.apply()
}

// divide shares the pane between list and preview.
func (m *Model) divide() {
	p := &m.preview
	p.width, p.height = 0, 0
	switch {
	case p.closed:
	case m.height < belowFrom:
	case m.width >= besideFrom, p.open && m.width >= narrowedFrom:
		p.width = min(m.width*11/20, measure)
	case p.open:
		p.height = m.height / 2
	}
	if p.page != nil {
		p.page.SetWidth(p.cells(m.width))
	}
}

// cells gives how wide its text is.
func (p *preview) cells(pane int) int {
	if p.width > 0 {
		return min(max(p.width-apart, 1), longestLine)
	}
	return min(max(pane-2, 1), longestLine)
}

// column gives the cells that the list has.
func (m *Model) column() int {
	if m.preview.width > 0 {
		return m.width - m.preview.width
	}
	return m.width
}

// rows gives the rows that list and filter have.
func (m *Model) rows() int { return m.height - m.preview.height }

// previewed draws the beginning of the selected briefing in some rows.
func (m *Model) previewed(height int) []string {
	p, width := &m.preview, m.preview.cells(m.width)
	room := m.width - apart + 1 // below the list, behind two blanks
	if p.width > 0 {
		room = p.width - apart
	}
	if p.page == nil || p.id != m.selected() {
		return cell.Rows(m.method, "", room, height)
	}
	var rows []string
	it := &m.items[m.shown[m.list.Cursor()]]
	for _, row := range cell.Wrap(m.method, it.sections(), width) {
		rows = append(rows, m.theme.Style(theme.Muted).Render(row))
	}
	if len(rows) > 0 {
		rows = append(rows, "")
	}
	at, more := p.page.First(), true
	for repeats := m.repeats(it); repeats && more; at, more = p.page.Next(at) {
		if line := p.page.Line(at); line == nil || line.Start >= p.titled && line.Start < line.End {
			break
		}
	}
	for len(rows) < height && more {
		var b strings.Builder
		p.page.Paint(&b, p.page.Line(at), m.theme, nil)
		rows = append(rows, b.String())
		at, more = p.page.Next(at)
	}
	return cell.Rows(m.method, strings.Join(rows, "\n"), room, height)
}

// sections gives the sections that have entries, and how many.
func (it *Item) sections() string {
	var all []string
	for _, c := range it.Counts {
		if c.Entries > 0 && c.Key != "top" {
			all = append(all, content.CleanLine(c.Title)+fmt.Sprintf("\u00a0%d", c.Entries))
		}
	}
	if it.Notes > 0 {
		all = append(all, plural(it.Notes, "note", "notes"))
	}
	return strings.Join(all, " · ")
}

// beside puts the list and the preview side by side, or below each other.
func (m *Model) beside(list []string) []string {
	switch p := &m.preview; {
	case p.width > 0:
		line := m.theme.Style(theme.Border).Render("│")
		return cell.Beside(list, cell.Column(" "+line+" ", m.height), m.previewed(m.height))
	case p.height > 0:
		rule := m.theme.Style(theme.Border).Render(strings.Repeat("─", m.width))
		below := cell.Beside(cell.Column("  ", p.height-1), m.previewed(p.height-1))
		return append(append(list, rule), below...)
	}
	return list
}
