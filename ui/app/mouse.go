package app

import (
	tea "charm.land/bubbletea/v2"

	"readout/ui/outline"
)

// wheelRows is how many rows a turn of the wheel moves in a list.
const wheelRows = 3

// mouse gives what the mouse does to the pane under it.
func (m *Model) mouse(msg tea.MouseMsg) tea.Cmd {
	if !m.view.mouse {
		return nil
	}
	d := m.desk()
	_, wheel := msg.(tea.MouseWheelMsg)
	_, click := msg.(tea.MouseClickMsg)
	if click && !m.message.stays {
		m.message = message{}
	}
	if _, release := msg.(tea.MouseReleaseMsg); release && d != nil {
		return m.pass(msg) // a drag ends wherever the mouse and the keys are by then
	}
	switch {
	case m.screen == onLibrary && click && m.bottom == noBottom:
		at := msg.Mouse()
		return m.ofLibrary(m.panes.library.Click(at.X, at.Y-m.layout.title))
	case m.screen != onText || d == nil:
		if wheel && m.bottom == noBottom {
			return m.rolled(msg, m.press)
		}
		return nil
	case d.doc == nil, m.bottom != noBottom && !wheel:
		return nil
	default:
		return m.mouseInText(d, msg)
	}
}

// rolled gives a turn of the wheel to a list as its keys.
func (m *Model) rolled(msg tea.MouseMsg, press func(tea.KeyPressMsg) tea.Cmd) tea.Cmd {
	code := tea.KeyDown
	switch msg.Mouse().Button {
	case tea.MouseWheelDown:
	case tea.MouseWheelUp:
		code = tea.KeyUp
	default:
		return nil
	}
	var cmds []tea.Cmd
	for range wheelRows {
		cmds = append(cmds, press(tea.KeyPressMsg{Code: code}))
	}
	return tea.Batch(cmds...)
}

// mouseInText gives what the mouse does to the outline, the source or the text.
func (m *Model) mouseInText(d *desk, msg tea.MouseMsg) tea.Cmd {
	l, at := m.layout, msg.Mouse()
	_, click := msg.(tea.MouseClickMsg)
	if click && at.Y == 0 && l.title > 0 {
		return m.toTab(at.X)
	}
	at.Y -= l.title
	within := at.Y >= 0 && at.Y < l.height
	_, wheel := msg.(tea.MouseWheelMsg)
	switch {
	case d.reader.Dragging():
	case !within:
		return nil
	case at.X < l.outline:
		if wheel {
			return m.rolled(msg, func(k tea.KeyPressMsg) tea.Cmd { d.outline.Update(k); return nil })
		}
		if jump, ok := d.outline.Update(moved(msg, at)).(outline.Jump); ok {
			d.reader.Jump(jump.Offset)
			m.side = noSide
		}
		return nil
	case l.source > 0 && at.X >= m.width-l.source, l.under > 0 && at.Y > l.text:
		switch {
		case wheel && m.panes.source.Whole() && at.Button == tea.MouseWheelUp:
			m.panes.source.Scroll(-wheelRows)
		case wheel && m.panes.source.Whole() && at.Button == tea.MouseWheelDown:
			m.panes.source.Scroll(wheelRows)
		case wheel:
			return m.rolled(msg, m.inSource)
		}
		return nil
	}
	if click && m.side == onOutline {
		m.side = noSide
	}
	if l.outline > 0 && !l.overlay {
		at.X -= l.outline + gutter
	}
	if !d.reader.Dragging() && l.onOther(at.X, at.Y) {
		if click {
			return m.cross()
		}
		m.view.split.other.reader.Update(moved(msg, at))
		return nil
	}
	at.X -= l.margin + l.at.x
	at.Y -= l.at.y
	action, cmd := d.reader.Update(moved(msg, at))
	return tea.Batch(cmd, m.act(d, action))
}

// moved gives a message of the mouse at another place.
func moved(msg tea.MouseMsg, to tea.Mouse) tea.MouseMsg {
	switch msg.(type) {
	case tea.MouseClickMsg:
		return tea.MouseClickMsg(to)
	case tea.MouseReleaseMsg:
		return tea.MouseReleaseMsg(to)
	case tea.MouseWheelMsg:
		return tea.MouseWheelMsg(to)
	}
	return tea.MouseMotionMsg(to)
}

// toggleMouse takes the mouse, or leaves it to the terminal.
func (m *Model) toggleMouse() {
	m.view.mouse = !m.view.mouse
	if m.view.mouse {
		m.say("mouse on · with shift the terminal selects")
		return
	}
	m.say("mouse off · the terminal has it")
}
