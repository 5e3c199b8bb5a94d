// Package composer is the pane at the bottom in which notes are written: an editor of
// Markdown, and a line of tags.
//
// It keeps what was typed until it is told that it is saved: closing an editor with a
// changed text asks first, and a failed save leaves everything as it was.
package composer

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"readout/briefing/note"
	"readout/content"
	"readout/ui/cell"
	"readout/ui/field"
	"readout/ui/theme"
)

// Subject is what is written about.
type Subject struct {
	NoteID string // of the note that is edited; empty for a new one
	Kind   note.Kind
	Quote  string // the beginning of the text that it stands on
	Span   content.Span
	Many   []string // the notes whose tags are edited together; NoteID is empty
}

// Action is what the pane asks for; nil is nothing.
type Action interface{ isAction() }

type (
	// Save asks to save the text as the body of a note.
	Save struct {
		Subject Subject
		Text    string
	}
	// SaveTags asks to give a note these tags, in this order.
	SaveTags struct {
		Subject Subject
		Tags    []string
	}
	// Close asks to close the pane. Keep holds a text that is to be kept as a draft;
	// otherwise what was typed is given up, or there is nothing.
	Close struct{ Keep bool }
	// Copy asks to copy the text.
	Copy struct{ Text string }
	// Editor asks to have the text edited in the reader's own editor, and then Replace.
	Editor struct{ Text string }
)

func (Save) isAction()     {}
func (SaveTags) isAction() {}
func (Close) isAction()    {}
func (Copy) isAction()     {}
func (Editor) isAction()   {}

// state is what the editor is doing.
type state int

const (
	writing state = iota
	saving
	failed // writing, with the error in view
	asking
)

// Model is the editor of notes.
type Model struct {
	keys    KeyMap
	theme   *theme.Theme
	method  ansi.Method
	width   int
	height  int
	indent  int // of the text
	longest int // columns that the text may take; 0: all
	subject Subject
	area    *field.Area
	saved   string // the text as the store has it
	kind    note.Kind
	state   state
	failure string
}

// New gives an editor.
func New(th *theme.Theme, m ansi.Method, keys KeyMap) *Model {
	return &Model{theme: th, method: m, keys: keys, area: field.NewArea(m)}
}

// Open begins to write about a subject. text is what the editor shows; saved what of it
// the store has as the note's body: they differ for a draft.
func (m *Model) Open(s Subject, text, saved string) {
	if s.Kind == "" {
		s.Kind = note.Highlight
	}
	m.subject, m.kind, m.state, m.failure = s, s.Kind, writing, ""
	m.area.SetValue(saved)
	m.saved = m.area.Value() // as the editor writes it: tabs and the like do not make it changed
	m.area.SetValue(text)
}

// Subject gives what is written about.
func (m *Model) Subject() Subject { return m.subject }

// Text gives what is in the editor.
func (m *Model) Text() string { return m.area.Value() }

// Replace makes another text what is written. Undo brings the one before back.
func (m *Model) Replace(text string) {
	m.area.Replace(text)
	if m.state == failed {
		m.state = writing
	}
}

// Changed reports whether there is something in the editor that the store does not have.
func (m *Model) Changed() bool {
	if m.subject.NoteID == "" && strings.TrimSpace(m.Text()) == "" {
		return false
	}
	return m.Text() != m.saved || m.subject.Kind != m.kind
}

// Ask asks what becomes of the text, as closing the pane does.
func (m *Model) Ask() { m.state = asking }

// Asking reports whether it is being asked what becomes of the text.
func (m *Model) Asking() bool { return m.state == asking }

// Failed shows why the text could not be saved, one line that says what to do.
func (m *Model) Failed(why string) { m.state, m.failure = failed, content.CleanLine(why) }

// Saved says that the store has text as the body of the note with this id. It reports
// whether that is all that the editor holds; otherwise the editor goes on with that note.
func (m *Model) Saved(id, text string) bool {
	m.subject.NoteID, m.saved, m.kind = id, text, m.subject.Kind
	m.state = writing
	return m.Text() == text
}

// SetTheme sets the colours.
func (m *Model) SetTheme(th *theme.Theme) { m.theme = th }

// SetMethod sets the width method.
func (m *Model) SetMethod(method ansi.Method) {
	m.method = method
	m.area.SetMethod(method)
}

// SetSize sets the cells that the pane has.
func (m *Model) SetSize(w, h int) {
	m.width, m.height = w, h
	rows := h
	if h >= 3 {
		rows = h - 1 - len(m.hint())
	}
	room := w - m.margin() - min(m.margin(), 2)
	if m.longest > 0 {
		room = min(room, m.longest)
	}
	m.area.SetSize(room, max(rows, 1))
}

// SetIndent says where the text begins, so that it stands under the text that it is
// about, and how wide it grows. It counts from the next SetSize.
func (m *Model) SetIndent(cells, longest int) { m.indent, m.longest = cells, longest }

// Want gives the rows that the pane would like to have at a width.
func (m *Model) Want(width int) int {
	m.SetSize(width, m.height)
	return max(m.area.Rows(), 4) + 1 + len(m.hint())
}

// margin is the blank at the left of the text.
func (m *Model) margin() int {
	if m.width < 40 {
		return 0
	}
	return max(min(m.indent, m.width/2-10), 2)
}

// Update edits the text.
func (m *Model) Update(msg tea.Msg) Action {
	press, isKey := msg.(tea.KeyPressMsg)
	if isKey && m.state == asking {
		return m.answer(press)
	}
	if isKey {
		switch {
		case key.Matches(press, m.keys.Save):
			return m.save()
		case key.Matches(press, m.keys.Kind):
			m.subject.Kind = NextKind(m.subject.Kind)
			return nil
		case key.Matches(press, m.keys.Copy):
			return Copy{m.Text()}
		case key.Matches(press, m.keys.Editor):
			return Editor{m.Text()}
		case key.Matches(press, m.keys.Close):
			if !m.Changed() {
				return Close{}
			}
			m.Ask()
			return nil
		}
	}
	m.area.Update(m.keys.Field, m.keys.Area, msg)
	return nil
}

// save asks to save; an empty text on nothing is nothing to save.
func (m *Model) save() Action {
	switch {
	case m.state == saving:
		return nil
	case m.subject.NoteID == "" && strings.TrimSpace(m.Text()) == "":
		return Close{}
	case m.subject.NoteID != "" && !m.Changed():
		return Close{}
	}
	m.state = saving
	return Save{m.subject, m.Text()}
}

func (m *Model) answer(msg tea.KeyPressMsg) Action {
	switch {
	case key.Matches(msg, m.keys.Keep):
		return Close{Keep: true}
	case key.Matches(msg, m.keys.Discard):
		return Close{}
	case key.Matches(msg, m.keys.GoOn):
		m.state = writing
	}
	return nil
}

// View draws the pane: what is written about, the text, and what the keys do.
func (m *Model) View() string {
	var rows []string
	if m.height >= 3 {
		rows = append(rows, m.heading())
	}
	text, _, _ := m.area.View()
	margin := strings.Repeat(" ", m.margin())
	for _, row := range text {
		rows = append(rows, margin+row)
	}
	if m.height >= 3 {
		hint := m.hint()
		for len(rows) < m.height-len(hint) {
			rows = append(rows, "")
		}
		rows = append(rows, hint...)
	}
	return strings.Join(cell.Rows(m.method, strings.Join(rows, "\n"), m.width, m.height), "\n")
}

// Cursor gives the cell of the cursor in the pane.
func (m *Model) Cursor() (x, y int) {
	_, x, y = m.area.View()
	if m.height >= 3 {
		y++
	}
	return x + m.margin(), y
}
