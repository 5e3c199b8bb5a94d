package main

import (
	"reflect"
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
	rest   *time.Timer
	shown  tea.View
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

func (p *paced) wake() {
	ticker := p.ticker()
	if ticker == nil {
		return
	}
	ticker.Reset(time.Second / frameRate)
	if p.rest == nil {
		p.rest = time.AfterFunc(awake, func() { ticker.Reset(resting) })
	}
	p.rest.Reset(awake)
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
