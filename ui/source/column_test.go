package source

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"readout/ui/screentest"
	"readout/ui/theme"
)

func columnOf(t testing.TB, n, w, h int) *Model {
	t.Helper()
	th, err := theme.New(theme.Options{Dark: true})
	if err != nil {
		t.Fatal(err)
	}
	m := New(th, ansi.WcWidth, DefaultKeys())
	m.SetSize(w, h)
	var text []Paragraph
	for i := range n {
		text = append(text, Paragraph{
			Label: fmt.Sprintf("a%d-%d", i/10+1, i%10+1), Article: i/10 + 1, Number: i%10 + 1, Title: fmt.Sprintf("Article %d", i/10+1),
			Publisher: "Example Post", Text: fmt.Sprintf("Paragraph %d begins here. It goes on for some words more, and then number %d ends.", i, i),
		})
	}
	m.ShowText(text)
	return m
}

// Wherever the reader goes, the paragraph and the words that are marked in it are on the
// screen, and what is there already does not scroll.
func TestGo(t *testing.T) {
	m := columnOf(t, 200, 40, 12)
	for _, at := range []int{0, 1, 2, 150, 149, 10, 11, 199, 198, 0, 60} {
		words := fmt.Sprintf("number %d ends.", at)
		m.Go(at, map[int]string{at: words})
		view := screentest.Plain(m.View())
		if !strings.Contains(strings.Join(strings.Fields(strings.ReplaceAll(view, "▎", "")), " "), words) {
			t.Errorf("at %d the screen lacks %q:\n%s", at, words, view)
		}
		if !strings.Contains(view, "▎") {
			t.Errorf("at %d nothing is marked:\n%s", at, view)
		}
		top, skip := m.column.top, m.column.skip
		m.Go(at, map[int]string{at: words})
		if m.column.top != top || m.column.skip != skip {
			t.Errorf("at %d it scrolls without need", at)
		}
	}
}

// Scrolling goes over every row once, to both ends and no further.
func TestScroll(t *testing.T) {
	m := columnOf(t, 25, 40, 10)
	all := 0
	for i := range m.column.paragraphs {
		rows, _ := m.paragraphRows(i)
		all += len(rows)
	}
	seen := []string{m.columnRows()[0]}
	for range all + 5 {
		m.Scroll(1)
		seen = append(seen, m.columnRows()[0])
	}
	var want []string
	for i := range m.column.paragraphs {
		rows, _ := m.paragraphRows(i)
		want = append(want, rows...)
	}
	if len(seen) < all || strings.Join(seen[:all], "\n") != strings.Join(want, "\n") {
		t.Errorf("scrolling shows %q, want %q", seen, want)
	}
	m.Scroll(-2 * all)
	if m.column.top != 0 || m.column.skip != 0 {
		t.Errorf("back at the start it is at %d, %d", m.column.top, m.column.skip)
	}
	empty := columnOf(t, 0, 40, 10)
	empty.Scroll(1)
	empty.Go(0, nil)
	screentest.Check(t, ansi.WcWidth, empty.View(), 40, 10)
}

// The pane keeps its place at every size, and never a wider row than it has cells.
func TestColumnSizes(t *testing.T) {
	m := columnOf(t, 60, 40, 12)
	m.Go(33, map[int]string{33: "Paragraph 33 begins here."})
	for _, size := range [][2]int{{1, 1}, {3, 2}, {10, 5}, {80, 24}, {200, 60}, {24, 3}, {40, 12}} {
		m.SetSize(size[0], size[1])
		m.Go(33, map[int]string{33: "Paragraph 33 begins here."})
		screentest.Check(t, ansi.WcWidth, m.View(), size[0], size[1])
	}
	if m.Paragraph() != 33 {
		t.Errorf("it is at %d", m.Paragraph())
	}
}

// BenchmarkGo goes through a text of 10 MB.
func BenchmarkGo(b *testing.B) {
	m := columnOf(b, 100_000, 70, 50)
	i := 0
	for b.Loop() {
		i = (i + 7919) % 100_000
		m.Go(i, map[int]string{i: "It goes on for some words more"})
		_ = m.View()
	}
}
