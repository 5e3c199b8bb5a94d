package app

import (
	"bytes"

	tea "charm.land/bubbletea/v2"
)

// editedMsg says that the reader's own editor was left.
type editedMsg struct {
	file *desk // whose file was edited; nil: it was the text of a note
	edit *Edit // nil: it did not begin
	ran  bool
	err  error
}

// exec runs another program in the terminal.
func (m *Model) exec(run tea.ExecCommand, left tea.ExecCallback) tea.Cmd {
	if m.opt.Exec != nil {
		return m.opt.Exec(run, left)
	}
	return tea.Exec(run, left)
}

// suspend leaves the terminal to the shell, until that goes on with the program.
func (m *Model) suspend() tea.Cmd {
	return m.exec(m.opt.Store.Suspend(), func(err error) tea.Msg {
		if err != nil {
			return saidMsg(saying("not suspended: " + err.Error()))
		}
		return nil
	})
}

// editText hands the text of a note to the reader's own editor.
func (m *Model) editText(text string) tea.Cmd {
	store := m.opt.Store
	return func() tea.Msg {
		edit, err := store.EditText(text)
		return editedMsg{edit: edit, err: err}
	}
}

// editFile hands the file of a briefing to the reader's own editor, after what is being
// saved.
func (m *Model) editFile(d *desk) tea.Cmd {
	if d.text.briefing == nil {
		m.say("this briefing is still being read")
		return nil
	}
	store, id := m.opt.Store, d.id
	line := 1 + bytes.Count(d.doc.Source[:min(d.reader.Cursor(), len(d.doc.Source))], []byte("\n"))
	var edit *Edit
	return m.enqueue(d, job{
		prepare: func() func() outcome {
			return func() outcome {
				var err error
				edit, err = store.EditFile(id, line)
				return outcome{err: err}
			}
		},
		settle: func(o outcome) tea.Cmd { return m.edited(editedMsg{file: d, edit: edit, err: o.err}) },
	})
}

// edited goes on with an edit: it begins in the terminal, or its text is taken back.
func (m *Model) edited(msg editedMsg) tea.Cmd {
	switch {
	case msg.err != nil && msg.file != nil:
		m.fail("editing the file", msg.err)
	case msg.err != nil:
		m.fail("editing the text", msg.err)
	case !msg.ran && msg.file == nil && m.bottom != onComposer: // left meanwhile
	case !msg.ran:
		return m.exec(msg.edit.Run, func(err error) tea.Msg {
			return editedMsg{file: msg.file, edit: msg.edit, ran: true, err: err}
		})
	case msg.file != nil:
		return m.reread(msg.file, msg.edit.Text())
	case m.bottom == onComposer:
		m.panes.composer.Replace(msg.edit.Text())
	}
	return nil
}

// reread loads a briefing anew whose file was edited. Its notes find their text in it.
func (m *Model) reread(d *desk, text string) tea.Cmd {
	if text == string(d.doc.Source) {
		m.say("the file is as it was")
		return nil
	}
	return tea.Sequence(m.keepPosition(d), m.load(d))
}
