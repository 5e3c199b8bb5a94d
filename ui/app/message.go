package app

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"readout/content"
	"readout/ui/stroke"
	"readout/ui/theme"
)

// message is what the status line says besides the state of things.
type message struct {
	text  string
	role  theme.Role
	stays bool // until it is taken away: something could be lost
}

// saidMsg is a message that a command brings.
type saidMsg message

// say shows a text until the next key.
func (m *Model) say(text string) {
	m.message = saying(text)
}

func saying(text string) message {
	return message{text: content.CleanLine(text), role: theme.StatusBar}
}

// tip gives a key that is worth knowing now, to stand behind a message.
func (m *Model) tip(b key.Binding, says string) string {
	if tip := stroke.Tip(b, says); tip != "" {
		return " · " + tip
	}
	return ""
}

// fail shows an error until it is taken away.
func (m *Model) fail(doing string, err error) {
	m.message = failure(doing, err)
}

func failure(doing string, err error) message {
	return message{text: content.CleanLine(doing + ": " + err.Error()), role: theme.Error, stays: true}
}

// question is asked on the rows above the status line. A link's address is shown in
// full in it.
type question struct {
	text string
	rows []string // below the text: what there is to choose from
	keys []key.Binding
	yes  func() tea.Cmd                      // nil: yes is no answer
	pick func(press tea.KeyPressMsg) tea.Cmd // nil: there is nothing to choose from
	// whole answers what a note shall be on; nil: that is not the question.
	whole func() tea.Cmd
}

// ask asks a question; the keys are its until it is answered.
func (m *Model) ask(q question) {
	q.text = content.CleanLine(q.text)
	for i, row := range q.rows {
		q.rows[i] = content.CleanLine(row)
	}
	m.view.question, m.bottom = q, onQuestion
}

func (m *Model) answer(msg tea.KeyPressMsg) tea.Cmd {
	switch {
	case m.view.question.pick != nil && key.Matches(msg, m.keys.app.Answers.Version, m.keys.app.Answers.Both):
		return m.view.question.pick(msg)
	case m.view.question.yes != nil && key.Matches(msg, m.keys.app.Answers.Yes):
		m.bottom = noBottom
		return m.view.question.yes()
	case m.view.question.whole != nil && key.Matches(msg, m.keys.app.Answers.Whole):
		m.bottom = noBottom
		return m.view.question.whole()
	case key.Matches(msg, m.keys.app.Answers.No):
		m.bottom = noBottom
	}
	return nil
}
