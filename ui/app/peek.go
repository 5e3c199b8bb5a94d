package app

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"readout/briefing/markdown"
)

// restFor is how long the cursor rests on a briefing in the library before its beginning is
// read: who runs through the list makes no disk work.
const restFor = 60 * time.Millisecond

// peekMsg says that the cursor has rested on a briefing, and peekedMsg brings its beginning.
type (
	peekMsg struct {
		request int
		id      string
	}
	peekedMsg struct {
		request  int
		id       string
		document *markdown.Document // nil: it cannot be read
	}
)

// lookAhead asks for the beginning of the briefing that is selected in the library.
func (m *Model) lookAhead() tea.Cmd {
	id := m.panes.library.Lacks()
	if m.screen != onLibrary || id == "" || id == m.shelving.peeked {
		return nil
	}
	m.shelving.peeked, m.shelving.peeking = id, m.next()
	return m.after(restFor, peekMsg{m.shelving.peeking, id})
}

func (m *Model) peek(msg peekMsg) tea.Cmd {
	if msg.request != m.shelving.peeking {
		return nil
	}
	store := m.opt.Store
	return func() tea.Msg {
		doc, err := store.Load(msg.id)
		if err != nil {
			return peekedMsg{msg.request, msg.id, nil}
		}
		return peekedMsg{msg.request, msg.id, markdown.OpenPrefix(doc.Source)}
	}
}

func (m *Model) peekedAt(msg peekedMsg) {
	if msg.request == m.shelving.peeking {
		m.panes.library.SetPreview(msg.id, msg.document)
		m.shelving.peeked = ""
	}
}
