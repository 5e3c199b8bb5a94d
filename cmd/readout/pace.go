package main

import (
	"reflect"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
)

// Bubble Tea looks whether there is a new frame so many times a second, as long as it runs.
const (
	frameRate = 120                    // so that what a key does is seen within 8 ms
	awake     = time.Second            // for so long after a frame that was another one
	resting   = 250 * time.Millisecond // between two looks afterwards
)

// paced is a model whose program rests while the screen stays as it is: looking 120 times
// a second takes two per cent of a processor for nothing.
type paced struct {
	tea.Model
	ticker func() *time.Ticker // nil before the program runs
	shown  tea.View

	mu    sync.Mutex
	rest  *time.Timer
	rests bool
}

// Update gives the message to the model.
func (p *paced) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	next, cmd := p.Model.Update(msg)
	p.Model = next
	return p, cmd
}

// View gives the frame of the model. One that is not the last one is looked for at once.
func (p *paced) View() tea.View {
	v := p.Model.View()
	if !sameFrame(v, p.shown) {
		p.wake()
	}
	p.shown = v
	return v
}

func sameFrame(a, b tea.View) bool {
	if (a.Cursor == nil) != (b.Cursor == nil) || a.Cursor != nil && *a.Cursor != *b.Cursor {
		return false
	}
	return a.Content == b.Content && a.WindowTitle == b.WindowTitle && a.MouseMode == b.MouseMode
}

// wake makes the program look often, for a while. A ticker that does so already is let be:
// one that is reset for every frame never ticks while many come.
func (p *paced) wake() {
	ticker := p.ticker()
	if ticker == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.rest == nil {
		p.rest = time.AfterFunc(awake, func() { p.sleep(ticker) })
	}
	p.rest.Reset(awake)
	if p.rests {
		p.rests = false
		ticker.Reset(time.Second / frameRate)
	}
}

func (p *paced) sleep(ticker *time.Ticker) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.rests = true
	ticker.Reset(resting)
}

// frameTicker gives what makes a program look for a new frame; nil before it runs, and
// nil with a Bubble Tea that has it elsewhere, which then never rests.
func frameTicker(p *tea.Program) *time.Ticker {
	field := reflect.ValueOf(p).Elem().FieldByName("ticker")
	if !field.IsValid() || field.Type() != reflect.TypeFor[*time.Ticker]() {
		return nil
	}
	return (*time.Ticker)(field.UnsafePointer())
}
