package main

import (
	"os"
	"reflect"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"sync"
	"time"

	"readout/cmd/readout/early"

	tea "charm.land/bubbletea/v2"
)

// Bubble Tea looks whether there is a new frame so many times a second, as long as it runs.
const (
	frameRate = 120                    // the most that are painted while one follows the other
	atOnce    = 500 * time.Microsecond // until a frame after a pause is looked for
	awake     = time.Second            // for so long after a frame that was another one
	resting   = 250 * time.Millisecond // between two looks afterwards
	started   = 20 * time.Millisecond  // until what a start left in memory is collected
)

// paced is a model whose program rests while the screen stays as it is: looking 120 times
// a second takes two per cent of a processor for nothing.
type paced struct {
	tea.Model
	ticker func() *time.Ticker // nil before the program runs
	shown  tea.View

	mu    sync.Mutex
	last  time.Time   // of the last new frame
	slow  *time.Timer // looks no longer at once
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

// wake makes the program look at once for a frame after a pause, and often for a while.
// A ticker that looks for the frame before is let be: one that is reset for every frame
// never ticks while many come.
func (p *paced) wake() {
	ticker := p.ticker()
	if ticker == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.rest == nil {
		p.slow = time.AfterFunc(time.Hour, func() { p.look(ticker, time.Second/frameRate, false) })
		p.rest = time.AfterFunc(awake, func() { p.look(ticker, resting, true) })
		time.AfterFunc(started, func() { sweepUp(whileOpening) })
	}
	p.rest.Reset(awake)
	now := time.Now()
	if now.Sub(p.last) >= time.Second/frameRate {
		p.rests = false
		ticker.Reset(atOnce)
		p.slow.Reset(4 * atOnce)
	}
	p.last = now
}

// look sets how often is looked from now on.
func (p *paced) look(ticker *time.Ticker, every time.Duration, rests bool) {
	p.mu.Lock()
	p.rests = rests
	ticker.Reset(every)
	p.mu.Unlock()
	if rests { // unlocked: a key that comes now is not to wait for it
		early.Over()
		sweepUp(whileReading)
	}
}

// sweepUp collects what a start, or work since the last pause, left in memory: no key waits
// for it now. The environment has the last word on how much may gather from then on.
func sweepUp(allowed func(live uint64) (percent int)) {
	runtime.GC()
	if os.Getenv("GOGC") != "" {
		return
	}
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	if metrics.Read(live); live[0].Value.Kind() != metrics.KindUint64 {
		return // another Go does not say
	}
	debug.SetGCPercent(allowed(live[0].Value.Uint64()))
}

// whileOpening gives how much garbage may gather while a text is read, whatever is in use yet.
func whileOpening(uint64) (percent int) { return 40 }

// whileReading gives how much garbage may gather beside what is in use, in bytes: three
// quarters of it, but less where that is little, so that a small text does not take up
// three times its memory, and no more than some where it is much. Collecting more often is
// felt in a key now and then.
func whileReading(live uint64) (percent int) {
	const little, most, share, least = 32 << 20, 48 << 20, 75, 30
	switch {
	case live < little:
		return 40
	case live*share/100 > most:
		return max(int(100*most/live), least)
	}
	return share
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
