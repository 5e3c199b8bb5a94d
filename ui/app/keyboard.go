package app

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"readout/ui/stroke"
)

// keyboard puts the strokes of the app's own keys together.
type keyboard struct {
	*Keys
	reading stroke.Taker // where a briefing is read
	listing stroke.Taker // in lists
	held    tea.KeyPressMsg
}

func newKeyboard(k *Keys) keyboard {
	if k == nil {
		k = defaultKeys()
	}
	var lists []key.Binding
	for _, b := range k.app.inLists() {
		lists = append(lists, *b)
	}
	return keyboard{Keys: k, reading: stroke.NewTaker(k.app.Bindings()), listing: stroke.NewTaker(lists)}
}

// taker gives what puts strokes together on a screen.
func (k *keyboard) taker(s screen) *stroke.Taker {
	if s == onText {
		return &k.reading
	}
	return &k.listing
}

// press gives a key to whatever has the keys.
func (m *Model) press(msg tea.KeyPressMsg) tea.Cmd {
	greeted := m.greet()
	return tea.Batch(greeted, m.pressed(msg))
}

func (m *Model) pressed(msg tea.KeyPressMsg) tea.Cmd {
	switch {
	case key.Matches(msg, m.keys.app.Suspend) && !m.writes(msg):
		return m.suspend()
	case key.Matches(msg, m.keys.app.Redraw) && !m.writes(msg):
		return tea.ClearScreen // what another program has written over it is not known here
	case m.bottom == onQuestion:
		return m.answer(msg)
	case msg.String() == "ctrl+c" && m.bottom == onPalette:
		m.bottom = noBottom
		return nil
	case msg.String() == "ctrl+c" && m.bottom == noBottom && m.typing():
		return m.leaveLine()
	case msg.String() == "ctrl+c":
		return m.quit()
	case m.bottom != noBottom:
		return m.below(msg)
	}
	if m.message.stays && key.Matches(msg, m.keys.app.Dismiss) {
		m.message = message{}
		return nil
	}
	if !m.message.stays {
		m.message = message{}
	}
	if m.typing() || m.awaiting() {
		return m.toPane(msg)
	}
	taker := m.keys.taker(m.screen)
	s, whole := taker.Take(msg)
	if !whole {
		m.keys.held = msg
		return nil
	}
	if cmd, taken := m.commanded(s); taken {
		return cmd
	}
	if _, _, two := s.Parts(); two { // not the app's after all: the panes get what was held
		return tea.Batch(m.toPane(m.keys.held), m.pressed(msg))
	}
	return m.toPane(msg)
}

// writes reports whether a key changes the text that is being typed.
func (m *Model) writes(msg tea.KeyPressMsg) bool {
	return (m.bottom != noBottom && m.bottom != onQuestion || m.typing()) && key.Matches(msg, m.keys.composer.Writing()...)
}

// typing reports whether letters are text, in the middle of the screen.
func (m *Model) typing() bool {
	switch m.screen {
	case onNotes:
		return m.panes.notes.Filtering()
	case onLibrary:
		return m.panes.library.Filtering()
	case onHelp:
		return m.panes.help.Filtering()
	}
	return m.desk() != nil && m.desk().reader.Typing()
}

// leaveLine leaves the line that is typed in, by its own key.
func (m *Model) leaveLine() tea.Cmd {
	leave := m.keys.field.Filter.Leave
	if m.screen == onText {
		leave = m.keys.reader.Line.Leave
	}
	if len(leave.Keys()) == 0 {
		return m.quit()
	}
	return m.toPane(stroke.Stroke(leave.Keys()[0]).Presses()[0])
}

// awaiting reports whether the next key belongs to the one before it, in a pane.
func (m *Model) awaiting() bool {
	d := m.desk()
	if d == nil || m.screen != onText {
		return false
	}
	if m.side == onOutline {
		return d.outline.Awaiting()
	}
	return m.side == noSide && d.reader.Awaiting()
}

// commanded does what the app's own keys say where the reader is.
func (m *Model) commanded(s stroke.Stroke) (cmd tea.Cmd, taken bool) {
	d := m.desk()
	if key.Matches(s, m.keys.app.Palette) {
		m.openPalette()
		return nil, true
	}
	switch {
	case m.screen == onHelp, m.screen == onText && (d == nil || m.side == onSource):
		return nil, false
	case m.screen == onText && m.side == noSide && d.reader.Searching() && key.Matches(s, m.keys.reader.Searching()...):
		return nil, false // N is a hit back while hits are marked
	}
	if cmd, taken := m.anywhere(s); taken {
		return cmd, true
	}
	switch m.screen {
	case onNotes:
		return m.onNotes(d, s)
	case onText:
		return m.onDesk(d, s)
	}
	return nil, false
}

// toPane gives a key to the pane that has the keys.
func (m *Model) toPane(msg tea.KeyPressMsg) tea.Cmd {
	switch m.screen {
	case onHelp:
		if m.panes.help.Update(msg) {
			m.screen = m.before
		}
		return nil
	case onNotes:
		return m.inNotes(msg)
	case onLibrary:
		return m.inLibrary(msg)
	}
	return m.inText(msg)
}
