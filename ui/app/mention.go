package app

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"readout/briefing/view"
	"readout/content"
)

// namedMsg brings the name that stands at the cursor.
type namedMsg struct {
	request  int
	id, name string
}

// mentions shows every sentence that names whom the name at the cursor means, or what is
// selected.
func (m *Model) mentions(d *desk) tea.Cmd {
	id := m.baseID()
	if d.sight != nil {
		if p, ok := d.sight.made.At(d.reader.Cursor()); ok && p.Name != "" {
			return m.lookAt(subjectOf{kind: mentionsView, id: id, name: p.Name})
		}
	}
	passage, at, selected := d.reader.Passage()
	if selected {
		d.reader.ClearSelection()
		return m.lookAt(subjectOf{kind: mentionsView, id: id, name: strings.TrimSpace(content.CleanLine(passage))})
	}
	if name := d.actorAt(passage, at); name != "" {
		return m.lookAt(subjectOf{kind: mentionsView, id: id, name: name})
	}
	request := m.next()
	m.view.making = request
	return func() tea.Msg { return namedMsg{request, id, view.NameIn(passage, at)} }
}

// person gives whom the entry of who is who is about on whose name the cursor is; empty
// where it is on none.
func (d *desk) person() string {
	_, selected := d.reader.Selection()
	if d.text.briefing == nil || selected || d.reader.Typing() || d.reader.Awaiting() {
		return ""
	}
	if s := d.text.briefing.SectionAt(d.reader.Cursor()); s == nil || s.Key != "who-is-who" {
		return ""
	}
	passage, at, _ := d.reader.Passage()
	return d.actorAt(passage, at)
}

// actorAt gives the actor in the lead of an entry that a byte of its text lies in.
func (d *desk) actorAt(passage string, at int) string {
	if d.text.briefing == nil {
		return ""
	}
	_, e := d.text.briefing.EntryAt(d.reader.Cursor())
	if e == nil || !strings.HasPrefix(passage, e.Lead.Raw) || at >= len(e.Lead.Raw) {
		return ""
	}
	from, last := 0, ""
	for _, actor := range e.Lead.Actors {
		i := strings.Index(e.Lead.Raw[from:], actor)
		if i < 0 || actor == "" {
			continue
		}
		from += i + len(actor)
		if last = actor; from > at {
			break
		}
	}
	return last
}

// named shows the mentions of a name that was read.
func (m *Model) named(msg namedMsg) tea.Cmd {
	switch {
	case msg.request != m.view.making:
		return nil
	case msg.name == "":
		m.say("there is no name here" + m.tip(m.keys.reader.Things.NameNext, "goes to the next"))
		return nil
	}
	return m.lookAt(subjectOf{kind: mentionsView, id: msg.id, name: msg.name})
}
