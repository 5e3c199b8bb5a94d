package library

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"readout/briefing/markdown"
	"readout/content"
	"readout/ui/screentest"
	"readout/ui/theme"
)

func items() []Item {
	return []Item{
		{
			ID: "1", Title: "Harbour towns agree to share what their coast guards see", Published: content.Date{Value: "2023-05-10", Certainty: content.Inferred},
			Publishers: []string{"Example Post", "Example Times"}, Notes: 5,
			Counts: []Count{{"meetings", "Meetings", 3}, {"threats", "Threats and warnings", 2}, {"agreements", "Agreements", 1}, {"weapons-requests", "Weapons requests", 4}},
		},
		{ID: "2", Title: "Notes on \x1b]0;owned\x07procès \u202everbal", Published: content.Date{Value: "2023-04"}, Notes: 1},
		{ID: "3", Path: "/home/reader/plain.md"},
		{ID: "4", Title: strings.Repeat("A very long title ", 12), Published: content.Date{Value: "2023-04-01/2023-04-03"}},
	}
}

func listOf(t *testing.T, w, h int) *Model {
	t.Helper()
	m := New(screentest.Theme(t, theme.Options{Dark: true}), ansi.WcWidth, DefaultKeys())
	m.SetSize(w, h)
	m.SetItems(items())
	return m
}

func TestLibraryLook(t *testing.T) {
	for _, size := range [][2]int{{40, 14}, {80, 14}, {120, 14}, {200, 14}, {20, 5}} {
		m := listOf(t, size[0], size[1])
		screentest.Check(t, ansi.WcWidth, m.View(), size[0], size[1])
		screentest.Golden(t, fmt.Sprintf("library-%d.txt", size[0]), screentest.Plain(m.View()))
	}
}

// TestPreviewBelow: below the list the text begins behind the title, unless the list had to
// cut that.
func TestPreviewBelow(t *testing.T) {
	const short = "Harbour towns agree to share what their coast guards see"
	for _, tt := range []struct {
		width   int
		title   string
		repeats bool
	}{{80, short, false}, {80, "Another heading", true}, {40, short, true}, {130, short, true}} {
		m := listOf(t, tt.width, 30)
		if tt.width < besideFrom {
			m.Update(screentest.Press("p"))
		}
		m.SetPreview(m.Lacks(), markdown.Open([]byte("---\nid: 1\n---\n\n# "+tt.title+"\n\nThe towns of the harbour agreed.\n\nAnd more.\n")))
		view := screentest.Plain(m.View())
		_, below, _ := strings.Cut(view, "Meetings")
		first, _, _ := strings.Cut(tt.title, " ")
		if !strings.Contains(below, "agreed.") || !strings.Contains(below, "And more.") || strings.Contains(below, first) != tt.repeats {
			t.Errorf("%d, %s:\n%s", tt.width, tt.title, view)
		}
		screentest.Check(t, ansi.WcWidth, m.View(), tt.width, 30)
	}
}

func TestLibraryWithout(t *testing.T) {
	m := New(screentest.Theme(t, theme.Options{Dark: true}), ansi.WcWidth, DefaultKeys())
	m.SetSize(80, 8)
	if got := screentest.Plain(m.View()); strings.TrimSpace(got) != "" {
		t.Errorf("says %q before it knows what there is", got)
	}
	m.SetItems(nil)
	screentest.Golden(t, "library-none.txt", screentest.Plain(m.View()))
	if a := m.Update(screentest.Press("enter")); a != nil {
		t.Errorf("enter gave %#v on an empty list", a)
	}
}

func TestLibraryActions(t *testing.T) {
	for _, tt := range []struct {
		keys string
		want Action
	}{
		{"enter", Open{"1"}},
		{"j j enter", Open{"3"}},
		{"G enter", Open{"4"}},
		{"q", Quit{}},
		{"esc", Back{}},
		{"/ P R O C E S enter enter", Open{"2"}},
		{"/ t i m e s enter enter", Open{"1"}},
		{"/ q esc q", Quit{}},
		{"/ p l a i n enter esc j enter", Open{"4"}}, // the filter goes, the cursor stays on its briefing
	} {
		m := listOf(t, 80, 14)
		var got Action
		for k := range strings.FieldsSeq(tt.keys) {
			got = m.Update(screentest.Press(k))
		}
		if got != tt.want {
			t.Errorf("%s: %#v, want %#v", tt.keys, got, tt.want)
		}
	}
}

func TestFilterByFields(t *testing.T) {
	for _, tt := range []struct {
		typed string
		want  []string
	}{
		{"section:weapons", []string{"1"}},
		{`section:"Weapons requests"`, []string{"1"}},
		{"section:aid", nil},
		{"source:TIMES", []string{"1"}},
		{"source:", []string{"1", "2", "3", "4"}}, // still being typed
		{"since:2023-04-03", []string{"1", "2", "4"}},
		{"until:2023-04", []string{"2", "4"}},
		{"is:noted", []string{"1", "2"}},
		{"is:noted notes", []string{"2"}},
		{"is:lost", nil},
	} {
		m := listOf(t, 80, 14)
		m.Update(screentest.Press("/"))
		for _, r := range tt.typed {
			m.Update(tea.KeyPressMsg{Code: r, Text: string(r)})
		}
		var got []string
		for _, i := range m.shown {
			got = append(got, m.items[i].ID)
		}
		if !slices.Equal(got, tt.want) || m.Shown() != len(tt.want) {
			t.Errorf("%s: %q (%d shown), want %q", tt.typed, got, m.Shown(), tt.want)
		}
	}
}

func TestFilterSaysItsFields(t *testing.T) {
	for _, size := range [][2]int{{40, 6}, {80, 6}, {120, 6}, {200, 6}, {5, 3}} {
		m := listOf(t, size[0], size[1])
		m.Update(screentest.Press("/"))
		screentest.Check(t, ansi.WcWidth, m.View(), size[0], size[1])
		screentest.Golden(t, fmt.Sprintf("filter-%d.txt", size[0]), screentest.Plain(m.View()))
	}
}

func TestDate(t *testing.T) {
	for _, tt := range []struct {
		value     string
		certainty content.Certainty
		want      string
	}{
		{"2024-11-27", content.Exact, "27 Nov 2024"},
		{"2024-11-07", content.Inferred, "7 Nov [2024]"},
		{"2024-11", content.Exact, "Nov 2024"},
		{"2024", content.Inferred, "[2024]"},
		{"2024-11-18/2024-11-24", content.Exact, "18 Nov 2024 – 24 Nov 2024"},
		{"", content.Unknown, ""},
		{"soon\x1b[m", content.Unknown, "soon"},
	} {
		if got := Date(content.Date{Value: tt.value, Certainty: tt.certainty}); got != tt.want {
			t.Errorf("Date(%q) = %q, want %q", tt.value, got, tt.want)
		}
	}
}

func TestLibraryKeys(t *testing.T) {
	screentest.CheckKeys(t, "library", DefaultKeys().Bindings())
}

// BenchmarkFind types words into the filter of 100,000 briefings: a key and its frame.
func BenchmarkFind(b *testing.B) { benchmarkFilter(b, "minister 77") }

// BenchmarkFuzzyFind types letters of words, which no title has as a word.
func BenchmarkFuzzyFind(b *testing.B) { benchmarkFilter(b, "mintlgr") }

// BenchmarkFindBySection types a condition in the same way.
func BenchmarkFindBySection(b *testing.B) { benchmarkFilter(b, "section:weapons since:2023") }

// BenchmarkFindBySource types a condition in the same way.
func BenchmarkFindBySource(b *testing.B) { benchmarkFilter(b, "source:courier") }

func benchmarkFilter(b *testing.B, typed string) {
	var counts []Count
	for _, key := range []string{"top", "meetings", "agreements", "weapons-requests", "aid", "deployments", "fighting", "threats", "sanctions", "statements"} {
		counts = append(counts, Count{Key: key, Entries: 2})
	}
	all := make([]Item, 100_000)
	for i := range all {
		all[i] = Item{ID: strconv.Itoa(i), Title: fmt.Sprintf("Briefing %d: ministers talk about %x, grain and radar", i, i*7919), Publishers: []string{"Strait Courier"}, Counts: counts, Published: content.Date{Value: "2023-05-10"}}
	}
	m := New(screentest.Theme(b, theme.Options{Dark: true}), ansi.WcWidth, DefaultKeys())
	m.SetSize(120, 40)
	m.SetItems(all)
	m.Update(tea.KeyPressMsg{Code: '/', Text: "/"})
	for b.Loop() {
		for _, r := range typed {
			m.Update(tea.KeyPressMsg{Code: r, Text: string(r)})
			m.View()
		}
		b.StopTimer()
		for range typed {
			m.Update(tea.KeyPressMsg{Code: tea.KeyBackspace})
		}
		b.StartTimer()
	}
	b.ReportMetric(b.Elapsed().Seconds()*1000/float64(b.N*len(typed)), "ms/key")
}

// BenchmarkSetItems shows a library of 100,000 briefings, to its first frame.
func BenchmarkSetItems(b *testing.B) {
	all := make([]Item, 100_000)
	for i := range all {
		all[i] = Item{ID: strconv.Itoa(i), Title: fmt.Sprintf("Briefing %d: ministers talk", i)}
	}
	m := New(screentest.Theme(b, theme.Options{Dark: true}), ansi.WcWidth, DefaultKeys())
	m.SetSize(120, 40)
	for b.Loop() {
		m.SetItems(all)
		m.View()
	}
}
