package app

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"readout/ui/theme"
)

// The screen is first painted when there is a text on it, or when that is late.
func TestFirstFrame(t *testing.T) {
	th, err := theme.New(theme.Options{Dark: true})
	if err != nil {
		t.Fatal(err)
	}
	shelf := straits()
	for name, open := range map[string][]string{"text": {"strait"}, "library": nil} {
		start := func() *Model {
			m := New(Options{Store: shelf, Theme: th, Open: open, Now: time.Now, NewID: func() string { return "" }})
			m.Update(tea.WindowSizeMsg{Width: 60, Height: 12})
			if content := m.View().Content; content != "" {
				t.Errorf("%s: before it is there, there is %q", name, content)
			}
			return m
		}
		m := start()
		m.Update(lateMsg{})
		if !strings.Contains(m.View().Content, "\n") {
			t.Errorf("%s: nothing is there when it is late", name)
		}
		m = start()
		command := m.list()
		if len(open) > 0 {
			command = m.load(m.desk())
		}
		m.Update(command())
		if !strings.Contains(m.View().Content, "\n") {
			t.Errorf("%s: nothing is there when it is", name)
		}
	}
}
