package app

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"readout/content"
)

// stoodMsg brings where a note whose text is gone would stand now.
type stoodMsg struct {
	request int
	desk    *desk
	at      int
}

// lookForPlace looks for where the text of a note stood that is not there any more: the old
// revision and this one are aligned for it.
func (m *Model) lookForPlace(d *desk, id string) tea.Cmd {
	n, ok := d.find(id)
	if !ok || d.text.resolver == nil {
		return nil
	}
	request, resolver, target := m.next(), d.text.resolver, n.Note.Target
	m.view.making = request
	return func() tea.Msg { return stoodMsg{request, d, resolver.Follow(target.Source, target.Data.Start)} }
}

// showPlace goes there.
func (m *Model) showPlace(msg stoodMsg) {
	if msg.request != m.view.making || msg.desk != m.base() {
		return
	}
	m.screen = onText
	msg.desk.reader.Jump(msg.at)
	m.say("the text of this note is gone; it stood about here" + m.tip(m.keys.app.Notes, "the list; r there attaches it"))
}

// sectionCalled gives the title of a section by its key: this text's own, or else the words of
// the key.
func (d *desk) sectionCalled(key string) string {
	if b := d.text.briefing; b != nil {
		if s := b.Find(key); s != nil {
			return content.CleanLine(s.Title)
		}
	}
	return content.CleanLine(strings.ReplaceAll(key, "-", " "))
}
