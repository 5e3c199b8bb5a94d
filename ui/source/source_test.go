package source

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"readout/ui/screentest"
	"readout/ui/theme"
)

func pane(t *testing.T, w, h int) *Model {
	t.Helper()
	th := screentest.Theme(t, theme.Options{NoColor: true})
	m := New(th, ansi.WcWidth, DefaultKeys())
	m.SetSize(w, h)
	m.Show(Paragraph{
		Label: "a1-2", Number: 2,
		Text:  "The delegation arrived in the harbour town on Monday. It met the mayor, who had asked for patrol boats in spring.  It left before the evening.",
		Cited: "It met the mayor, who had asked for patrol boats in spring.",
		Title: "Harbour towns agree\x1b[2J", Publisher: "Example Post", Date: "10 May [2023]", Address: "https://example.org/harbour-towns",
	})
	return m
}

func TestSourceLook(t *testing.T) {
	for _, size := range [][2]int{{20, 5}, {40, 16}, {80, 12}, {120, 10}} {
		m := pane(t, size[0], size[1])
		screentest.Check(t, ansi.WcWidth, m.View(), size[0], size[1])
		screentest.Golden(t, fmt.Sprintf("source-%d.txt", size[0]), screentest.Plain(m.View()))
	}
}

// The cited words are the ones that are marked, at any width.
func TestSourceMarksTheCitedWords(t *testing.T) {
	for width := 20; width < 160; width += 7 {
		m := pane(t, width, 40)
		var marked strings.Builder
		for row := range strings.SplitSeq(m.View(), "\n") {
			if from := strings.Index(row, "\x1b[7m"); from >= 0 {
				to := strings.Index(row[from:], "\x1b[m")
				marked.WriteString(strings.TrimSpace(row[from+4:from+to]) + " ")
				if !strings.Contains(row[:from], "▎") {
					t.Errorf("no bar beside %q", row)
				}
			}
		}
		if got := strings.TrimSpace(marked.String()); got != m.paragraph.Cited {
			t.Fatalf("at %d marked %q", width, got)
		}
	}
}

func TestSourceActions(t *testing.T) {
	for _, tt := range []struct {
		key  string
		want Action
	}{
		{"enter", Close{}},
		{"esc", Close{}},
		{"q", Close{}},
		{"j", nil},
		{"k", nil},
		{"z", nil},
		{"o", Open{"https://example.org/harbour-towns"}},
	} {
		if got := pane(t, 60, 6).Update(screentest.Press(tt.key)); got != tt.want {
			t.Errorf("%s: %#v, want %#v", tt.key, got, tt.want)
		}
	}
	m := pane(t, 60, 6)
	m.Show(Paragraph{Label: "x", Text: "Words."})
	if got := m.Update(screentest.Press("o")); got != nil {
		t.Errorf("opens %#v", got)
	}
}

func TestSourceKeys(t *testing.T) { screentest.CheckKeys(t, "source", DefaultKeys().Bindings()) }
