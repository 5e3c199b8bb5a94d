package app

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"readout/ui/library"
	"readout/ui/notes"
	"readout/ui/outline"
	"readout/ui/source"
	"readout/ui/stroke"
	"readout/ui/theme"
)

// paste gives pasted text to the pane that has the keys.
func (m *Model) paste(msg tea.PasteMsg) tea.Cmd {
	switch {
	case m.bottom == onQuestion:
	case m.bottom != noBottom:
		return m.below(msg)
	case m.screen == onNotes:
		m.panes.notes.Update(msg)
	case m.screen == onLibrary:
		m.panes.library.Update(msg)
	case m.screen == onHelp:
		m.panes.help.Update(msg)
	default:
		return m.pass(msg)
	}
	return nil
}

// inText has the keys of a briefing: those of a pane beside the text, or the reader's.
func (m *Model) inText(msg tea.KeyPressMsg) tea.Cmd {
	d := m.desk()
	switch {
	case d == nil:
		m.screen = onLibrary
		return m.list()
	case m.side == onSource && !d.reader.Typing():
		return m.inSource(msg)
	case m.side == onOutline && !d.reader.Typing():
		m.inOutline(d, msg)
		return nil
	case m.view.among.from != nil && d.sight == nil:
		if cmd, taken := m.linking(d, msg); taken {
			return cmd
		}
	case d.sight != nil:
		if cmd, taken := m.inSight(d, msg); taken {
			return cmd
		}
	case key.Matches(msg, m.keys.reader.Follow) && d.person() != "":
		return m.mentions(d)
	}
	return m.pass(msg)
}

// anywhere has the app's keys that count in lists too.
func (m *Model) anywhere(s stroke.Stroke) (cmd tea.Cmd, taken bool) {
	k := m.keys.app
	switch {
	case key.Matches(s, k.Help):
		m.before, m.screen = m.screen, onHelp
		m.panes.help.Reset()
	case key.Matches(s, k.Scheme):
		m.fixed = true
		m.setScheme(theme.Scheme{Dark: !m.scheme.Dark, Contrast: m.scheme.Contrast})
	case key.Matches(s, k.Mouse):
		m.toggleMouse()
	case key.Matches(s, k.Next):
		return m.turn(1), true
	case key.Matches(s, k.Previous):
		return m.turn(-1), true
	default:
		return nil, false
	}
	return nil, true
}

// onDesk has the app's keys that need a briefing.
func (m *Model) onDesk(d *desk, s stroke.Stroke) (cmd tea.Cmd, taken bool) {
	if cmd, taken := m.onViews(d, s); taken {
		return cmd, true
	}
	if cmd, taken := m.onWindows(s); taken {
		return cmd, true
	}
	if d.sight != nil {
		if cmd, taken := m.onSight(d, s); taken {
			return cmd, true
		}
		if d = m.base(); d == nil {
			return nil, false
		}
	}
	k := m.keys.app
	switch {
	case key.Matches(s, k.Undo):
		return m.undo(d), true
	case key.Matches(s, k.Redo):
		return m.redo(d), true
	case key.Matches(s, k.Notes):
		m.screen = onNotes
		m.panes.notes.Reset()
		m.showNotes(d)
		m.panes.notes.SelectNear(d.reader.Cursor())
		return tea.Batch(m.lookAround(), m.lookForArrivals(d)), true
	case key.Matches(s, k.Contrast):
		m.setScheme(theme.Scheme{Dark: m.scheme.Dark, Contrast: !m.scheme.Contrast})
	case key.Matches(s, k.Wider):
		m.widen(step)
	case key.Matches(s, k.Narrower):
		m.widen(-step)
	case key.Matches(s, k.Export):
		return m.export(d), true
	case key.Matches(s, k.EditFile):
		return m.editFile(d), true
	case key.Matches(s, k.Outline):
		m.toggleOutline(d)
	case key.Matches(s, k.Margin):
		m.toggleMargin(d)
	case key.Matches(s, k.Focus):
		m.focusOutline(d)
	case key.Matches(s, k.Library):
		return m.toLibrary(d), true
	case key.Matches(s, k.Quit):
		if d.shelved {
			return m.toLibrary(d), true
		}
		return m.quit(), true
	default:
		return nil, false
	}
	return nil, true
}

// toggleOutline shows the outline or hides it. Where there is no room beside the text
// it lies over it and has the keys.
func (m *Model) toggleOutline(d *desk) {
	if !m.layout.wide {
		m.focusOutline(d)
		return
	}
	d.shown.noOutline = !d.shown.noOutline
	if d.shown.noOutline && m.side == onOutline {
		m.side = noSide
	}
}

func (m *Model) focusOutline(d *desk) {
	if m.side == onOutline {
		m.side = noSide
		return
	}
	m.side = onOutline
	d.shown.noOutline = false
	d.outline.SetCursor(d.reader.Cursor())
}

func (m *Model) inOutline(d *desk, msg tea.KeyPressMsg) {
	if !d.outline.Awaiting() && key.Matches(msg, m.keys.outline.Leave) {
		m.side = noSide
		return
	}
	if jump, ok := d.outline.Update(msg).(outline.Jump); ok {
		d.reader.Jump(jump.Offset)
		m.side = noSide
	}
}

func (m *Model) inSource(msg tea.KeyPressMsg) tea.Cmd {
	switch a := m.panes.source.Update(msg).(type) {
	case source.Close:
		m.closeSource()
	case source.Open:
		m.openLink(a.Address)
	case source.At:
		m.toCiting(a.Label)
	}
	return nil
}

// onNotes has those of the app's keys that count in the list of notes besides.
func (m *Model) onNotes(d *desk, s stroke.Stroke) (cmd tea.Cmd, taken bool) {
	switch k := m.keys.app; {
	case key.Matches(s, k.Undo):
		return m.undo(d), true
	case key.Matches(s, k.Redo):
		return m.redo(d), true
	case key.Matches(s, k.Export):
		return m.export(d), true
	}
	return nil, false
}

func (m *Model) inNotes(msg tea.KeyPressMsg) tea.Cmd {
	d := m.desk()
	switch a := m.panes.notes.Update(msg).(type) {
	case notes.Jump:
		if a.Item.Orphaned {
			return m.lookForPlace(d, a.Item.ID)
		}
		d.reader.Jump(a.Item.Offset)
		m.screen = onText
	case notes.Edit:
		m.edit(d, a.ID)
	case notes.Tags:
		m.editTags(d, a.IDs...)
	case notes.Delete:
		return m.remove(d, a.IDs...)
	case notes.Attach:
		return m.attach(d, a.ID)
	case notes.Linking:
		return m.link(d, a.ID)
	case notes.Follow:
		return m.followNote(d, a.ID, a.To)
	case notes.Settle:
		m.askVersion(d, a.ID)
	case notes.Close:
		m.screen = onText
	}
	return nil
}

func (m *Model) inLibrary(msg tea.KeyPressMsg) tea.Cmd {
	return m.ofLibrary(m.panes.library.Update(msg))
}

func (m *Model) ofLibrary(action library.Action) tea.Cmd {
	switch a := action.(type) {
	case library.Open:
		return m.open(a.ID)
	case library.Remove:
		return m.takeOut(a)
	case library.Undo:
		return m.takeBack()
	case library.Trash:
		return m.lookInTrash()
	case library.Arrange:
		return m.arranged(a)
	case library.Fetch:
		return m.fetch()
	case library.Browse:
		if a.Address == "" {
			m.say("it says of no article where that is on the web")
			return nil
		}
		m.openLink(a.Address)
	case library.Feeds:
		return m.lookAtFeeds()
	case library.Shelve:
		return m.shelve(a, opposite(a))
	case library.Rename:
		m.askTitle(a)
	case library.Find:
		m.askSearch()
	case library.Everywhere:
		m.askEverywhere(withSections(usualSections(nil), a.Sections...))
	case library.Back:
		m.view.splitting = nil
		if d := m.desk(); d != nil {
			m.screen = onText
			return m.restore(d)
		}
	case library.Quit:
		return m.quit()
	}
	return nil
}
