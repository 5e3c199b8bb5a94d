//go:build unix

package main

import (
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
)

// still is a model whose frame is what its last message said.
type still struct{ frame string }

func (still) Init() tea.Cmd { return nil }
func (s still) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if frame, ok := msg.(string); ok {
		s.frame = frame
	}
	return s, nil
}
func (s still) View() tea.View { return tea.NewView(s.frame) }

// TestPace: a frame that is another one makes the program look at once and often, until
// nothing has changed for a while.
func TestPace(t *testing.T) {
	ticker := time.NewTicker(time.Hour)
	defer ticker.Stop()
	p := &paced{Model: still{}, ticker: func() *time.Ticker { return ticker }}
	look := func() {
		t.Helper()
		select {
		case <-ticker.C:
		case <-time.After(5 * time.Second):
			t.Fatal("nobody looks for the new frame")
		}
	}
	p.Update("new")
	if got := p.View().Content; got != "new" {
		t.Fatalf("the frame is %q", got)
	}
	look()
	ticker.Reset(time.Hour)
	p.Update("new")
	p.View()
	select {
	case <-ticker.C:
		t.Fatal("it looks for the same frame again")
	case <-time.After(50 * time.Millisecond):
	}
	look() // it rests by now, which is not to sleep
	p.Update("newer")
	p.View()
	look()
}

// TestFrameTicker: this Bubble Tea has its ticker where it is looked for.
func TestFrameTicker(t *testing.T) {
	var stopped *time.Ticker
	p := tea.NewProgram(nil)
	if got := frameTicker(p); got != stopped {
		t.Errorf("a program that does not run has the ticker %v", got)
	}
	seen := make(chan *time.Ticker, 1)
	p = tea.NewProgram(asking{func() { seen <- frameTicker(p) }}, tea.WithInput(nil), tea.WithOutput(discard{}))
	if _, err := p.Run(); err != nil {
		t.Fatal(err)
	}
	if <-seen == nil {
		t.Error("the ticker is not where it was: the program never rests")
	}
}

// asking asks once, and quits.
type asking struct{ ask func() }

func (a asking) Init() tea.Cmd { return func() tea.Msg { return "now" } }
func (a asking) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if msg == "now" {
		a.ask()
		return a, tea.Quit
	}
	return a, nil
}
func (asking) View() tea.View { return tea.NewView("") }
