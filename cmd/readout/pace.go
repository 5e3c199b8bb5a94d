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

// little is how much memory in use is little, in bytes.
const little = 16 << 20

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
		time.AfterFunc(started, sweepUp)
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
	defer p.mu.Unlock()
	p.rests = rests
	ticker.Reset(every)
	if rests {
		early.Over()
		sweepUp()
	}
}

// sweepUp collects what a start, or work since the last pause, left in memory: no key waits
// for it now. From then on less may gather where little is in use; where much is, collecting
// twice as often is felt in a key now and then. The environment has the last word.
func sweepUp() {
	runtime.GC()
	if os.Getenv("GOGC") != "" {
		return
	}
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	percent := 100
	if live[0].Value.Kind() == metrics.KindUint64 && live[0].Value.Uint64() < little {
		percent = 50
	}
	debug.SetGCPercent(percent)
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
