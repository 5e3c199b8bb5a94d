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
	On     note.Scope // a whole section or briefing; Quote is its title then
	Grade  note.Grade
	Likely note.Likelihood
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
	grading
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
	saved   string  // the text as the store has it
	stored  Subject // likewise
	state   state
	failure string
	known   []string // tags that complete what is typed, the most useful first
	grade   gradeLine
	preview preview
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
	m.subject, m.stored, m.state, m.failure = s, s, writing, ""
	m.preview.on = false
	m.area.SetValue(saved)
	m.saved = m.area.Value() // as the editor writes it: tabs and the like do not make it changed
	m.area.SetValue(text)
}

// Reopen is Open for a text that was kept as a draft: s says how it was marked and graded,
// stored how the store has it.
func (m *Model) Reopen(s, stored Subject, text, saved string) {
	m.Open(s, text, saved)
	m.stored = stored
}

// SetKnown sets the tags that complete "#words" in the text, the most useful first.
func (m *Model) SetKnown(tags []string) { m.known = tags }

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
	if m.isNothing() {
		return false
	}
	return m.Text() != m.saved || m.subject.Kind != m.stored.Kind || m.graded()
}

// graded reports whether the grade is another than the store has.
func (m *Model) graded() bool {
	return m.subject.Grade != m.stored.Grade || m.subject.Likely != m.stored.Likely
}

// isNothing reports whether there is nothing that a new note could say.
func (m *Model) isNothing() bool {
	return m.subject.NoteID == "" && strings.TrimSpace(m.Text()) == "" && assessment(m.subject) == ""
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
	m.subject.NoteID, m.saved = id, text
	m.stored, m.state = m.subject, writing
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
	m.area.SetSize(m.textWidth(), m.bodyHeight())
}

// textWidth gives the columns of the text.
func (m *Model) textWidth() int {
	room := m.width - m.margin() - min(m.margin(), 2)
	if m.previewBeside() {
		room = (room - 3) / 2
	}
	if m.longest > 0 {
		room = min(room, m.longest)
	}
	return max(room, 1)
}

// bodyHeight gives the rows between the heading and the hint.
func (m *Model) bodyHeight() int {
	if m.height < 3 {
		return max(m.height, 1)
	}
	return max(m.height-1-len(m.hint()), 1)
}

// SetIndent says where the text begins, so that it stands under the text that it is
// about, and how wide it grows. It counts from the next SetSize.
func (m *Model) SetIndent(cells, longest int) { m.indent, m.longest = cells, longest }

// Want gives the rows that the pane would like to have at a width.
func (m *Model) Want(width int) int {
	m.SetSize(width, m.height)
	rows := max(m.area.Rows(), 4)
	if m.preview.on {
		rows = max(rows, len(m.preview.lay(m.theme, m.Text(), m.previewWidth())))
	}
	return rows + 1 + len(m.hint())
}

// margin is the blank at the left of the text.
func (m *Model) margin() int {
	if m.width < 40 {
		return 0
	}
	if m.previewBeside() {
		return 2
	}
	return max(min(m.indent, m.width/2-10), 2)
}

// Update edits the text.
func (m *Model) Update(msg tea.Msg) Action {
	press, isKey := msg.(tea.KeyPressMsg)
	switch {
	case isKey && m.state == asking:
		return m.answer(press)
	case m.state == grading:
		return m.updateGrade(msg)
	}
	if isKey {
		switch {
		case key.Matches(press, m.keys.Save):
			return m.save()
		case key.Matches(press, m.keys.Kind):
			m.subject.Kind = NextKind(m.subject.Kind)
			return nil
		case key.Matches(press, m.keys.Grade):
			m.openGrade()
			return nil
		case key.Matches(press, m.keys.Preview):
			m.preview.on, m.preview.top = !m.preview.on, 0
			m.SetSize(m.width, m.height)
			return nil
		case m.previewInstead() && m.scrollPreview(press):
			return nil
		case key.Matches(press, m.keys.Complete) && m.suggestion() != "":
			m.area.Insert(m.suggestion() + " ")
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
	if m.area.Update(m.keys.Field, m.keys.Area, msg) && m.previewInstead() {
		m.preview.on = false // what is typed is seen
		m.SetSize(m.width, m.height)
	}
	return nil
}

// save asks to save; an empty text on nothing is nothing to save.
func (m *Model) save() Action {
	switch {
	case m.state == saving:
		return nil
	case m.isNothing():
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
	margin := strings.Repeat(" ", m.margin())
	for _, row := range m.body() {
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

// body draws the text with what completes it, the preview, or both.
func (m *Model) body() []string {
	height := m.bodyHeight()
	if m.previewInstead() {
		return m.previewRows(height)
	}
	text, x, y := m.area.View()
	if rest := m.suggestion(); rest != "" && y < len(text) && m.method.StringWidth(text[y]) <= x {
		room := m.textWidth() - x
		text[y] += m.theme.Style(theme.Muted).Render(cell.Cut(m.method, content.CleanLine(rest), max(room, 0)))
	}
	if !m.previewBeside() {
		return text
	}
	line := m.theme.Style(theme.Border).Render(" │ ")
	return cell.Beside(
		cell.Rows(m.method, strings.Join(text, "\n"), m.textWidth(), height),
		cell.Column(line, height), m.previewRows(height),
	)
}

// Cursor gives the cell of the cursor in the pane.
func (m *Model) Cursor() (x, y int) {
	if m.state == grading {
		return m.gradeCursor(max(m.margin(), 2))
	}
	_, x, y = m.area.View()
	if m.height >= 3 {
		y++
	}
	return x + m.margin(), y
}
