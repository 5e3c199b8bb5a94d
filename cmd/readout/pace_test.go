//go:build unix

package main

import (
	"strconv"
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

// TestPace: a program whose frame stays the same rests, and one that is another one makes
// it look at once and often, however many come.
func TestPace(t *testing.T) {
	ticker := time.NewTicker(time.Hour)
	defer ticker.Stop()
	p := &paced{Model: still{}, ticker: func() *time.Ticker { return ticker }}
	p.look(ticker, resting, true)
	ticker.Reset(time.Hour)
	p.View()
	p.Update("")
	p.View()
	if !p.rests {
		t.Fatal("it is awake without a new frame")
	}
	p.Update("new")
	if got := p.View().Content; got != "new" {
		t.Fatalf("the frame is %q", got)
	}
	ticks := 0
	for i := 0; ticks < 3; i++ { // frames come faster than it looks
		p.Update(strconv.Itoa(i))
		p.View()
		select {
		case <-ticker.C:
			ticks++
		case <-time.After(time.Millisecond):
		}
		if i > 5000 {
			t.Fatal("nobody looks for the new frames")
		}
	}
	for i := 0; ; i++ {
		p.mu.Lock()
		rests := p.rests
		p.mu.Unlock()
		if rests {
			return
		}
		if i > 500 {
			t.Fatal("it never rests")
		}
		time.Sleep(10 * time.Millisecond)
	}
}

// TestGarbage: little and much in use take up less than twice as much memory.
func TestGarbage(t *testing.T) {
	for mb, want := range map[uint64]int{0: 40, 31: 40, 32: 75, 64: 75, 96: 50, 120: 40, 1 << 20: 30} {
		if got := whileReading(mb << 20); got != want {
			t.Errorf("beside %d MB %d %% may gather, want %d", mb, got, want)
		}
	}
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
