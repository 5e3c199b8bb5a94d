// Package source is the pane that shows what a citation stands for: the paragraph of
// the article word for word, the cited sentence marked in it, and where it was published;
// or the whole text of the sources beside the briefing, at the paragraph that the reader
// is at.
package source

import (
	"strconv"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"readout/content"
	"readout/ui/cell"
	"readout/ui/theme"
)

// Paragraph is a cited paragraph.
type Paragraph struct {
	Label     string // "a1-2"
	Article   int    // that it is of, from 1; 0: not known
	Number    int    // of the paragraph in its article, from 1; 0: not known
	Text      string
	Cited     string // the words of Text that the briefing took; may be empty
	Title     string // of the article
	Publisher string
	Date      string // as a reader sees it
	Address   string // of the article
}

// Action is what the pane asks for; nil is nothing.
type Action interface{ isAction() }

type (
	// Close asks to close the pane.
	Close struct{}
	// Open asks to open the article's address.
	Open struct{ Address string }
	// At says that the reader went to a paragraph of the whole text.
	At struct{ Label string }
)

func (Close) isAction() {}
func (Open) isAction()  {}
func (At) isAction()    {}

// KeyMap holds the keys of the pane.
type KeyMap struct {
	Up, Down, Open, Close key.Binding
}

// DefaultKeys gives the keys of the pane.
func DefaultKeys() KeyMap {
	return KeyMap{
		Up:    key.NewBinding(key.WithKeys("k", "up", "pgup"), key.WithHelp("k ↑", "up")),
		Down:  key.NewBinding(key.WithKeys("j", "down", "pgdown", "space"), key.WithHelp("j ↓", "down")),
		Open:  key.NewBinding(key.WithKeys("o"), key.WithHelp("o", "open the article")),
		Close: key.NewBinding(key.WithKeys("enter", "esc", "q"), key.WithHelp("enter", "back to the text")),
	}
}

// Bindings gives the keys in the order in which help shows them.
func (k KeyMap) Bindings() []key.Binding { return []key.Binding{k.Close, k.Open, k.Down, k.Up} }

// Model is the pane.
type Model struct {
	keys      KeyMap
	theme     *theme.Theme
	method    ansi.Method
	width     int
	height    int
	paragraph Paragraph
	rows      []string
	top       int
	column    *column // the whole text; nil: one paragraph
}

// New gives an empty pane.
func New(th *theme.Theme, m ansi.Method, keys KeyMap) *Model {
	return &Model{theme: th, method: m, keys: keys}
}

// Show replaces what the pane shows.
func (m *Model) Show(p Paragraph) {
	m.paragraph, m.top, m.column = p, 0, nil
	m.lay()
}

// SetTheme sets the colours.
func (m *Model) SetTheme(th *theme.Theme) {
	m.theme = th
	m.lay()
}

// SetMethod sets the width method.
func (m *Model) SetMethod(method ansi.Method) {
	m.method = method
	m.lay()
}

// SetSize sets the cells that the pane has.
func (m *Model) SetSize(w, h int) {
	m.width, m.height = w, h
	m.lay()
}

// wholeWants is the rows that the whole text would like to have: as many as there are.
const wholeWants = 1 << 10

// Want gives the rows that the pane would like to have at a width.
func (m *Model) Want(width int) int {
	if m.column != nil {
		return wholeWants
	}
	m.SetSize(width, m.height)
	return len(m.rows)
}

// Update scrolls, and says when the reader is done.
func (m *Model) Update(msg tea.Msg) Action {
	press, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return nil
	}
	switch {
	case key.Matches(press, m.keys.Close):
		return Close{}
	case m.column != nil:
		return m.inColumn(press)
	case key.Matches(press, m.keys.Open) && m.paragraph.Address != "":
		return Open{m.paragraph.Address}
	case key.Matches(press, m.keys.Down):
		m.top++
	case key.Matches(press, m.keys.Up):
		m.top--
	}
	m.clamp()
	return nil
}

// inColumn has the keys of the whole text.
func (m *Model) inColumn(press tea.KeyPressMsg) Action {
	switch {
	case len(m.column.paragraphs) == 0:
	case key.Matches(press, m.keys.Open) && m.column.paragraphs[m.column.at].Address != "":
		return Open{m.column.paragraphs[m.column.at].Address}
	case key.Matches(press, m.keys.Down):
		return m.step(1)
	case key.Matches(press, m.keys.Up):
		return m.step(-1)
	}
	return nil
}

func (m *Model) clamp() { m.top = max(min(m.top, len(m.rows)-m.height), 0) }

// View draws the pane.
func (m *Model) View() string {
	if m.column != nil {
		return strings.Join(cell.Rows(m.method, strings.Join(m.columnRows(), "\n"), m.width, m.height), "\n")
	}
	end := min(m.top+m.height, len(m.rows))
	return strings.Join(cell.Rows(m.method, strings.Join(m.rows[min(m.top, end):end], "\n"), m.width, m.height), "\n")
}

// lay makes the rows: where it is from, the paragraph, the address.
func (m *Model) lay() {
	if m.column != nil {
		return
	}
	p, width := m.paragraph, max(m.width-3, 1)
	muted := m.theme.Style(theme.Muted)
	m.rows = m.rows[:0]
	put := func(style func(...string) string, text string) {
		for _, row := range cell.Wrap(m.method, text, width) {
			m.rows = append(m.rows, "  "+style(row))
		}
	}
	if title := content.CleanLine(p.Title); title != "" {
		put(m.theme.Style(theme.Title).Render, title)
	}
	which := content.CleanLine(p.Label)
	if p.Number > 0 {
		which = "paragraph " + strconv.Itoa(p.Number)
	}
	put(muted.Render, strings.Trim(m.from(&p)+" · "+which, " ·"))
	m.rows = append(m.rows, "")
	m.layText(width)
	if address := content.CleanLine(p.Address); address != "" {
		m.rows = append(m.rows, "")
		put(muted.Render, address)
	}
	m.clamp()
}

// from gives who published the article of a paragraph, and when.
func (m *Model) from(p *Paragraph) string {
	return strings.Trim(content.CleanLine(p.Publisher)+" · "+content.CleanLine(p.Date), " ·")
}

// layText wraps the paragraph; rows that hold a part of the cited words have a bar
// beside them, so that they are told apart without colour too.
func (m *Model) layText(width int) {
	text := content.CleanLine(m.paragraph.Text)
	cited := content.CleanLine(m.paragraph.Cited)
	from := strings.Index(text, cited)
	to := from + len(cited)
	if from < 0 || cited == "" || len(cited) == len(text) {
		from, to = 0, 0
	}
	marked := m.theme.Style(theme.Selection)
	at := 0
	for _, row := range cell.Wrap(m.method, text, width) {
		skip := max(strings.Index(text[at:], row), 0)
		start, end := at+skip, min(at+skip+len(row), len(text))
		at = end
		a, b := max(from, start)-start, min(to, end)-start
		if a >= b || text[start:end] != row {
			m.rows = append(m.rows, "  "+row)
			continue
		}
		bar := m.theme.Style(theme.Accent).Render("▎")
		m.rows = append(m.rows, bar+" "+row[:a]+marked.Render(row[a:b])+row[b:])
	}
}
