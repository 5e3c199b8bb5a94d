package app

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"readout/briefing/view"
	"readout/ui/reader"
	"readout/ui/stroke"
)

// onSight has those of the app's keys that mean another thing in a view.
func (m *Model) onSight(d *desk, s stroke.Stroke) (cmd tea.Cmd, taken bool) {
	switch k := m.keys.app; {
	case key.Matches(s, k.Quit):
		return m.leaveSight(d), true
	case key.Matches(s, k.Outline):
		m.toggleOutline(d)
		return nil, true
	case key.Matches(s, k.Focus):
		m.focusOutline(d)
		return nil, true
	case key.Matches(s, k.Library) && m.base() == nil:
		return m.leaveSight(d), true
	case key.Matches(s, k.Notes) && m.base() != nil:
		m.view.aside = nil
	}
	return nil, false
}

// inSight has the keys of the text of a view: enter goes to the briefing, what asks for a
// note makes it there.
func (m *Model) inSight(d *desk, msg tea.KeyPressMsg) (cmd tea.Cmd, taken bool) {
	_, selected := d.reader.Selection()
	if d.reader.Typing() || d.reader.Awaiting() || selected {
		return nil, false
	}
	switch k := m.keys.reader; {
	case key.Matches(msg, k.Follow) && !d.reader.OnTarget():
		return m.enter(d), true
	case key.Matches(msg, k.Cancel) && !d.reader.Searching():
		return m.leaveSight(d), true
	}
	return nil, false
}

// enter goes where the entry at the cursor is from.
func (m *Model) enter(d *desk) tea.Cmd {
	p, ok := d.sight.made.At(d.reader.Cursor())
	switch {
	case ok && p.Name != "":
		return m.lookAt(subjectOf{kind: mentionsView, id: d.sight.of.id, name: p.Name})
	case ok && p.Briefing != "":
		return m.toPlace(p)
	case ok && p.Address != "":
		m.openLink(p.Address)
		return nil
	}
	m.say("there is no entry of a briefing on this line")
	return nil
}

// toPlace goes to where an entry of a view stands in its briefing.
func (m *Model) toPlace(p view.Place) tea.Cmd {
	return m.openAt(p.Briefing, func(d *desk) int { return p.Find(d.text.document, d.text.briefing).Start })
}

// actInSight does what the reader asks for in a view: notes are made in the briefing that
// the entry is from.
func (m *Model) actInSight(d *desk, action reader.Action) tea.Cmd {
	switch a := action.(type) {
	case reader.Highlight:
		return m.noteAt(d, a.Span.Start, func(b *desk, p view.Place) reader.Action {
			span := p.Find(b.text.document, b.text.briefing)
			return reader.Highlight{Span: span, NoteID: a.NoteID}
		})
	case reader.Write:
		return m.noteAt(d, a.Span.Start, func(b *desk, p view.Place) reader.Action {
			return reader.Write{Span: p.Find(b.text.document, b.text.briefing)}
		})
	case reader.Tag:
		return m.noteAt(d, a.Span.Start, func(b *desk, p view.Place) reader.Action {
			return reader.Tag{Span: p.Find(b.text.document, b.text.briefing), NoteID: a.NoteID}
		})
	case reader.Edit, reader.Delete:
		if b := m.base(); b != nil {
			return m.act(b, action)
		}
	case reader.KeepMark:
		m.markInView(a)
	case reader.WriteOnWhole:
		m.say("notes on a section or a text are made in the briefing: " + stroke.Tip(m.keys.reader.Follow, "goes there"))
	default:
		return m.actAnywhere(d, action)
	}
	return nil
}

// noteAt makes a note on the sentence that an entry of a view is about. In another briefing
// than the one that is open it goes there first.
func (m *Model) noteAt(d *desk, offset int, note func(*desk, view.Place) reader.Action) tea.Cmd {
	p, ok := d.sight.made.At(offset)
	switch b := m.base(); {
	case !ok || p.Briefing == "" || p.Text == "":
		m.say("notes are made on the entries of a view: this line is none")
		return nil
	case b == nil || p.Briefing != b.id:
		cmd := m.toPlace(p)
		m.say("notes are made in the briefing: this is it")
		return cmd
	default:
		return m.act(b, note(b, p))
	}
}
