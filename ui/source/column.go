package source

import (
	"strconv"
	"strings"

	"readout/content"
	"readout/ui/cell"
	"readout/ui/theme"
)

// column is the whole text of the sources, one paragraph under another. Only what is on
// the screen is laid out.
type column struct {
	paragraphs []Paragraph    // by article, in their order; Cited is not read
	cited      map[int]string // by paragraph: the words that the briefing took there
	at         int            // paragraph that the pane is at
	top, skip  int            // first paragraph shown, and how many of its rows are not
}

// ShowText shows the whole text of the sources, its paragraphs in the order given, instead
// of one paragraph.
func (m *Model) ShowText(paragraphs []Paragraph) {
	m.column = &column{paragraphs: paragraphs}
	m.paragraph, m.rows, m.top = Paragraph{}, nil, 0
}

// Go goes to a paragraph of the whole text, by its index, and marks the words that are
// cited there, by paragraph. What is on the screen already does not scroll.
func (m *Model) Go(at int, cited map[int]string) {
	c := m.column
	if c == nil || at < 0 || at >= len(c.paragraphs) {
		return
	}
	c.at, c.cited = at, cited
	m.reveal()
}

// At puts the pane at a paragraph of the whole text, with what is marked.
func (m *Model) At(at int) {
	if m.column != nil {
		m.Go(at, m.column.cited)
	}
}

// Whole reports whether the whole text is shown.
func (m *Model) Whole() bool { return m.column != nil }

// reveal brings the paragraph that the pane is at on the screen: its first marked row to a
// third of it, if it is not there.
func (m *Model) reveal() {
	c := m.column
	rows, first := m.paragraphRows(c.at)
	above := -c.skip // rows between the top of the screen and the paragraph
	for i := c.top; i < c.at && above <= m.height; i++ {
		r, _ := m.paragraphRows(i)
		above += len(r)
	}
	last := above + min(len(rows)-1, first+m.height/2)
	if c.at >= c.top && above+first >= 0 && last <= m.height {
		return
	}
	c.top, c.skip = c.at, first
	m.scroll(-m.height / 3)
}

// Scroll moves the whole text by rows; the paragraph that the pane is at stays what it is.
func (m *Model) Scroll(n int) {
	if m.column != nil && len(m.column.paragraphs) > 0 {
		m.scroll(n)
	}
}

// scroll moves the text by rows.
func (m *Model) scroll(n int) {
	c := m.column
	for ; n < 0; n++ {
		if c.skip > 0 {
			c.skip--
			continue
		}
		if c.top == 0 {
			return
		}
		c.top--
		rows, _ := m.paragraphRows(c.top)
		c.skip = max(len(rows)-1, 0)
	}
	for ; n > 0; n-- {
		rows, _ := m.paragraphRows(c.top)
		switch {
		case c.skip < len(rows)-1:
			c.skip++
		case c.top < len(c.paragraphs)-1:
			c.top, c.skip = c.top+1, 0
		default:
			return
		}
	}
}

// step goes paragraphs on, or back, and says where the pane is then.
func (m *Model) step(n int) Action {
	c := m.column
	to := max(min(c.at+n, len(c.paragraphs)-1), 0)
	if to == c.at {
		return nil
	}
	m.Go(to, nil)
	return At{c.paragraphs[to].Label}
}

// columnRows gives the rows on the screen.
func (m *Model) columnRows() []string {
	c := m.column
	var out []string
	for i := c.top; i < len(c.paragraphs) && len(out) < m.height; i++ {
		rows, _ := m.paragraphRows(i)
		if i == c.top {
			rows = rows[min(c.skip, len(rows)):]
		}
		out = append(out, rows...)
	}
	return out[:min(len(out), m.height)]
}

// paragraphRows lays out a paragraph, with the name of its article above the first one and
// a blank row behind it, and gives the first row that is marked.
func (m *Model) paragraphRows(i int) (rows []string, first int) {
	c, width := m.column, max(m.width-3, 1)
	p := &c.paragraphs[i]
	if i == 0 || c.paragraphs[i-1].Article != p.Article {
		rows = m.articleRows(p, width)
	}
	first = len(rows)
	text := content.CleanLine(p.Text)
	from, to := 0, 0
	if cited := content.CleanLine(c.cited[i]); cited != "" {
		if at := strings.Index(text, cited); at >= 0 {
			from, to = at, at+len(cited)
		}
	}
	side, bar := " ", m.theme.Style(theme.Accent).Render("▎")
	if _, is := c.cited[i]; is || i == c.at {
		side = m.theme.Style(theme.Border).Render("▏")
	}
	plain, marked := m.theme.Style(theme.Text), m.theme.Style(theme.Selection)
	at, seen := 0, false
	for _, row := range cell.Wrap(m.method, text, width) {
		start := min(at+max(strings.Index(text[at:], row), 0), len(text))
		end := min(start+len(row), len(text))
		at = end
		a, b := max(from, start)-start, min(to, end)-start
		if a >= b || text[start:end] != row {
			rows = append(rows, side+" "+plain.Render(row))
			continue
		}
		if !seen {
			seen, first = true, len(rows)
		}
		rows = append(rows, bar+" "+plain.Render(row[:a])+marked.Render(row[a:b])+plain.Render(row[b:]))
	}
	return append(rows, ""), first
}

// articleRows gives what an article is called, and where it was published.
func (m *Model) articleRows(p *Paragraph, width int) []string {
	var rows []string
	title := content.CleanLine(p.Title)
	if title == "" {
		title = "Article " + strconv.Itoa(p.Article)
	}
	for _, row := range cell.Wrap(m.method, title, width) {
		rows = append(rows, "  "+m.theme.Style(theme.Title).Render(row))
	}
	if from := m.from(p); from != "" {
		for _, row := range cell.Wrap(m.method, from, width) {
			rows = append(rows, "  "+m.theme.Style(theme.Muted).Render(row))
		}
	}
	return append(rows, "")
}

// Paragraph gives the index of the paragraph of the whole text that the pane is at; -1
// where it shows one paragraph alone.
func (m *Model) Paragraph() int {
	if m.column == nil {
		return -1
	}
	return m.column.at
}
