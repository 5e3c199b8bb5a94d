package app

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"golang.org/x/sys/unix"

	"readout/briefing"
	"readout/briefing/note"
	"readout/content"
	"readout/ui/screentest"
)

// watched is the program with a clock on what it does itself between a message and the
// frame after it: the processor time of its thread, which other programs do not add to.
// Commands, which run beside the screen, are not on the clock; the messages that they bring
// are.
type watched struct {
	*stage
	took []time.Duration
}

// send is stage.send with the frame after it, on the clock.
func (w *watched) send(msg tea.Msg) {
	begin := threadTime()
	_, cmd := w.m.Update(msg)
	_ = w.m.View()
	w.took = append(w.took, threadTime()-begin)
	for _, msg := range brought(cmd) {
		w.send(msg)
	}
}

// threadTime gives the processor time that this thread has taken.
func threadTime() time.Duration {
	var t unix.Timespec
	if err := unix.ClockGettime(unix.CLOCK_THREAD_CPUTIME_ID, &t); err != nil {
		panic(err)
	}
	return time.Duration(t.Nano())
}

// brought runs a command and gives what it brings the program, without what waits for time
// to pass.
func brought(cmd tea.Cmd) (msgs []tea.Msg) {
	if cmd == nil {
		return nil
	}
	msg := cmd()
	cmds, ok := several(msg)
	for _, c := range cmds {
		msgs = append(msgs, brought(c)...)
	}
	if _, waits := msg.(timed); ok || waits || msg == nil {
		return msgs
	}
	return append(msgs, msg)
}

// figures reports the median, the 99th percentile and the longest in milliseconds.
func (w *watched) figures(b *testing.B) {
	slices.Sort(w.took)
	for name, share := range map[string]int{"p50-ms": 50, "p99-ms": 99, "max-ms": 100} {
		at := min(len(w.took)*share/100, len(w.took)-1)
		b.ReportMetric(float64(w.took[at].Microseconds())/1000, name)
	}
}

// annotated gives the program with a briefing of 10 MB and 1,000 notes on it.
func annotated(b *testing.B) *watched {
	b.Helper()
	src, store := large(24_000), newShelf()
	store.add("large", src)
	for i := range 1000 {
		at := i * (len(src) - 4000) / 1000
		at += strings.Index(src[at:], "Foreign")
		store.notes["large"] = append(store.notes["large"], note.Note{
			ID: fmt.Sprintf("n%d", i), Revision: 1, Kind: note.Question, Body: "Who?", Creator: "reader",
			Target: note.Target{
				Source: briefing.Revision([]byte(src)), Data: content.Span{Start: at, End: at + len("Foreign Minister")}, Exact: "Foreign Minister",
			},
		})
	}
	w := &watched{stage: newStage(&testing.T{}, store, 200, 60, "large")}
	if n := len(w.m.desk().text.notes); n != 1000 {
		b.Fatal(n, "notes are there")
	}
	return w
}

// BenchmarkReading measures the whole program's own work for keys and resizes, in 10 MB with
// 1,000 notes; ns/op is that of a round with what runs beside the screen.
func BenchmarkReading(b *testing.B) {
	sizes := []tea.Msg{tea.WindowSizeMsg{Width: 80, Height: 24}, tea.WindowSizeMsg{Width: 131, Height: 43}, tea.WindowSizeMsg{Width: 200, Height: 60}}
	for _, bench := range []struct {
		name, before string
		round        []tea.Msg
	}{
		{"scrolling", "", strokes("j j j k w ) } space ctrl+d ctrl+u ctrl+e ] [ G g g 5 0 %")},
		{"searching", "", strokes("/ h a r b enter n n N / n o b esc")},
		{"selecting", "", strokes("v j w ) } space esc V ] esc g n")},
		{"resizing", "2 0 %", sizes},
	} {
		b.Run(bench.name, func(b *testing.B) {
			runtime.LockOSThread()
			defer runtime.UnlockOSThread()
			w := annotated(b)
			w.keys(bench.before)
			for b.Loop() {
				for _, msg := range bench.round {
					w.send(msg)
				}
			}
			w.figures(b)
		})
	}
}

func strokes(keys string) (msgs []tea.Msg) {
	for k := range strings.FieldsSeq(keys) {
		msgs = append(msgs, screentest.Press(k))
	}
	return msgs
}
