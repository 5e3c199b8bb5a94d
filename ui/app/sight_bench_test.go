package app

import (
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"readout/ui/screentest"
)

// large is a briefing of so many entries: 24,000 are some 10 MB.
func large(entries int) string {
	var b, cited strings.Builder
	b.WriteString("---\nid: large\ntitle: A large briefing\npublished: 2023-05-09\nlanguage: en\nsources:\n")
	for i := range 40 {
		fmt.Fprintf(&b, "  - {title: \"Article %d\", publisher: Paper %d, published: 2023-05-09}\n", i+1, i%17)
	}
	b.WriteString("---\n\n# A large briefing\n")
	for i := range entries {
		if i%(entries/6+1) == 0 {
			fmt.Fprintf(&b, "\n## Part %d\n\n", i)
		}
		text := fmt.Sprintf("Foreign Minister Ada Holm met President Karel Vint in Port Sund about the boats, the ferry and the light of number %d, and nobody said for how long the talks with the harbour masters would go on.", i)
		fmt.Fprintf(&b, "- **%d May 2023 · Holm, Vint** — %s [^a%d-%d]\n", i%31+1, text, i%40+1, i/40+1)
		fmt.Fprintf(&cited, "\n[^a%d-%d]: %s\n", i%40+1, i/40+1, text)
	}
	return b.String() + cited.String()
}

// BenchmarkViews makes each view of a large briefing, and shows it: what Update takes of
// that is the figure to watch, for the screen stands still as long.
func BenchmarkViews(b *testing.B) {
	src := large(24_000)
	for _, keys := range []string{"t", "p", "s", "x"} {
		b.Run("V"+keys, func(b *testing.B) {
			s := newShelf()
			s.add("large", src)
			st := newStage(&testing.T{}, s, 120, 40, "large")
			var slowest int64
			b.SetBytes(int64(len(src)))
			for b.Loop() {
				st.hold = true
				st.keys("V " + keys)
				st.hold = false
				held := st.held
				st.held = nil
				for _, cmd := range held {
					slowest = max(slowest, st.timed(cmd))
				}
				if keys == "x" {
					st.keys("V x")
				} else {
					st.keys("q")
				}
			}
			b.ReportMetric(float64(slowest)/1e6, "ms/update")
		})
	}
}

// timed runs a command and gives how long its message took the program.
func (s *stage) timed(cmd tea.Cmd) int64 {
	if cmd == nil {
		return 0
	}
	msg := cmd()
	if cmds, ok := several(msg); ok {
		var slowest int64
		for _, c := range cmds {
			slowest = max(slowest, s.timed(c))
		}
		return slowest
	}
	if msg == nil {
		return 0
	}
	begin := time.Now()
	s.m.Update(msg)
	_ = screentest.Plain(s.m.View().Content)
	return time.Since(begin).Nanoseconds()
}
