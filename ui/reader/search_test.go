package reader

import (
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"readout/briefing/markdown"
	"readout/ui/screentest"
)

const shores = `# Shores

The Harbour *off*ice met. The harbour
office did not.

Straße, STRASSE and strasse. İstanbul, 5 K and 5 K. “Don’t go,” said Ωmega, ΩMEGA.

| Harbour | x |
|---|---|
| a b | harbour |

`

// A search finds what shows, whatever markup and line ends lie in it, and its source.
func TestHits(t *testing.T) {
	for query, want := range map[string][]string{
		"harbour":        {"Harbour", "harbour", "Harbour", "harbour"},
		"Harbour":        {"Harbour", "Harbour"},
		"harbour office": {"Harbour *off*ice", "harbour\noffice"},
		"office met":     {"off*ice met"},
		"strasse":        {"Straße", "STRASSE", "strasse"},
		"straße":         {"Straße", "STRASSE", "strasse"},
		"STRASSE":        {"STRASSE"},
		"istanbul":       {"İstanbul"},
		"5 k":            {"5 K", "5 K"},
		"\"don't go,\"":  {"“Don’t go,”"},
		"ωmega":          {"Ωmega", "ΩMEGA"},
		"s":              {"S", "s", "s", "S", "ß", "S", "S", "S", "s", "s", "s", "s", "s"},
		"nowhere":        nil,
		"x a":            nil, // not over the edges of cells
	} {
		doc := markdown.Open([]byte(shores))
		q, err := newQuery(query, asWords)
		if err != nil {
			t.Fatal(err)
		}
		spans, ok := hits(doc, newFlow(doc).chunks(), q, func() bool { return false })
		var got []string
		for _, s := range spans {
			got = append(got, shores[s.Start:s.End])
		}
		if query != "s" && strings.Join(got, "|") != strings.Join(want, "|") || !ok {
			t.Errorf("%q: %q, want %q", query, got, want)
		}
		for _, g := range got {
			if query == "s" && !strings.EqualFold(g, "s") && g != "ß" {
				t.Errorf("s finds %q", g)
			}
		}
	}
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{"Straße İ K ſ", "e\u0301", "\xff\xc3", "ẞ", "日本", "ŉ ǰ ﬁ"} {
		f.Add(s, "s")
	}
	f.Fuzz(func(t *testing.T, s, q string) {
		for _, exact := range []bool{true, false} {
			g := fold(s, exact)
			if g.from != nil && len(g.from) != len(g.text) {
				t.Fatalf("%d offsets of %d bytes", len(g.from), len(g.text))
			}
			if g.from == nil && len(g.text) != len(s) {
				t.Fatalf("%q became %q", s, g.text)
			}
			for i := range len(g.text) {
				if from, to := g.span(i, i+1); from < 0 || to > len(s) || from >= to {
					t.Fatalf("byte %d of %q stands for %d–%d of %q", i, g.text, from, to, s)
				}
			}
		}
		// The text of a document is always valid; it finds itself.
		if v := strings.ToValidUTF8(q, ""); v != "" && !strings.Contains(fold(s+v, false).text, fold(v, false).text) {
			t.Fatalf("%q is not found in %q", v, s+v)
		}
	})
}

func TestSearching(t *testing.T) {
	src := shores + strings.Repeat("Nothing of that here.\n\n", 40) + "A last harbour.\n"
	m := open(t, src, 60, 12)
	to(t, m, "did not")
	cursor, top := m.Position()
	press(m, "/")
	if !m.Typing() || !m.Searching() {
		t.Fatal("/ opens no search")
	}
	types(m, "harbour")
	status := func() string {
		rows := strings.Split(strings.TrimRight(screentest.Plain(m.View()), "\n"), "\n")
		return rows[len(rows)-1]
	}
	if from(m, 8) != "Harbour " || !strings.HasSuffix(status(), "3/5") {
		t.Errorf("at %q: %q", from(m, 12), status())
	}
	if x, y := m.CursorCell(); x != 8 || y != 11 {
		t.Errorf("the cursor is at %d, %d", x, y)
	}
	press(m, "esc")
	if c, at := m.Position(); c != cursor || at != top || m.Searching() {
		t.Errorf("esc goes to %q", from(m, 12))
	}
	press(m, "/")
	types(m, "harbour")
	press(m, "enter")
	var seen []string
	for _, k := range []string{"n", "n", "n", "N", "N", "N"} {
		press(m, k)
		seen = append(seen, strings.Fields(status())[1])
		if !m.onScreen() {
			t.Errorf("%s: the hit is not on the screen", k)
		}
		stands(t, m, k)
	}
	if got := strings.Join(seen, " "); got != "4/5 5/5 1/5 5/5 4/5 3/5" {
		t.Errorf("hits in the order %s", got)
	}
	if press(m, "w"); from(m, 1) != "|" && from(m, 1) != "x" {
		t.Errorf("w while hits are marked goes to %q", from(m, 5))
	}
	press(m, "esc")
	if m.Searching() {
		t.Error("esc does not end the search")
	}
	// enter alone repeats the last search.
	if press(m, "g g / enter"); from(m, 7) != "Harbour" || !strings.Contains(status(), "/5") {
		t.Errorf("again: at %q: %q", from(m, 8), status())
	}
	press(m, "esc /")
	types(m, "zzz")
	if !strings.Contains(status(), "nothing found") || from(m, 7) != "Harbour" {
		t.Errorf("at %q: %q", from(m, 8), status())
	}
	press(m, "ctrl+u")
	send(m, tea.PasteMsg{Content: "a\x1b[31m last\nharbour"})
	if from(m, 6) != "A last" || !strings.HasPrefix(status(), "/a last harbour") {
		t.Errorf("pasted: at %q: %q", from(m, 8), status())
	}
	press(m, "ctrl+w backspace backspace backspace backspace backspace")
	if got := m.search.query; got != "a " {
		t.Errorf("after ctrl-w and backspace the query is %q", got)
	}
	if press(m, "backspace backspace backspace"); m.Searching() {
		t.Error("backspace on an empty line does not end the search")
	}
}

// Only the last request counts, and the earlier ones stop.
func TestSearchRequests(t *testing.T) {
	m := open(t, strings.Repeat(shores, 400), 60, 12)
	press(m, "/")
	_, first := m.Update(screentest.Press("h"))
	_, second := m.Update(screentest.Press("a"))
	if msg := first(); msg != nil {
		t.Errorf("a search that is out of date brings %v", msg)
	}
	late := foundMsg{request: 1}
	m.Update(late)
	if m.search.done {
		t.Error("hits of an earlier search are taken")
	}
	if from(m, 2) != "Ha" {
		t.Errorf("before the hits are known the cursor is at %q", from(m, 5))
	}
	m.Update(second())
	if !m.search.done || len(m.search.hits) == 0 {
		t.Error("the hits did not come")
	}
	// Another text under an open search is searched anew.
	show(m, "x harbour")
	if press(m, "enter"); len(m.search.hits) != 1 {
		t.Errorf("%d hits in the new text", len(m.search.hits))
	}
	press(m, "esc")
	_, cmd := m.Update(screentest.Press("/"))
	if cmd != nil {
		t.Error("an empty search runs")
	}
}

// A hit far away is gone to when it is found.
func TestFarHit(t *testing.T) {
	m := open(t, strings.Repeat("Nothing here to be seen at all.\n\n", 20000)+"A needle.\n", 60, 12)
	press(m, "/")
	types(m, "needle")
	if from(m, 6) != "needle" || !m.onScreen() {
		t.Errorf("at %q", from(m, 10))
	}
	if press(m, "esc"); m.Cursor() != 0 {
		t.Errorf("esc to %d", m.Cursor())
	}
}

// A query that goes on from another one finds what it would find by itself.
func TestNarrowed(t *testing.T) {
	src := strings.Repeat(shores+strings.Repeat("Nothing here. aaab\n\n", 300), 30)
	m := open(t, src, 60, 12)
	for _, query := range []string{"harbour off", "HarBour", "aab", "strasse. i", "zz"} {
		press(m, "esc esc /")
		types(m, query)
		q, _ := newQuery(query, asWords)
		if want, _ := hits(m.flow.doc, m.flow.chunks(), q, func() bool { return false }); !slices.Equal(m.search.hits, want) || !m.search.done {
			t.Errorf("%q: %d hits typed, %d at once", query, len(m.search.hits), len(want))
		}
	}
}

// In a pane of one row the query has it while it is typed.
func TestSearchInOneRow(t *testing.T) {
	m := open(t, shores, 30, 1)
	press(m, "/")
	types(m, "har")
	if got := screentest.Plain(m.View()); !strings.HasPrefix(got, "/har ") {
		t.Errorf("shows %q", got)
	}
	if press(m, "enter"); !strings.Contains(m.View(), "H") || strings.Contains(m.View(), "/har") {
		t.Errorf("after enter: %q", m.View())
	}
}

// Earlier searches come back into the line, those that begin as what was typed; a reader
// that shares them has them too.
func TestEarlierSearches(t *testing.T) {
	shared := &Queries{}
	m := open(t, shores, 60, 12)
	m.opt.Queries = shared
	for _, query := range []string{"harbour", "office", "harbours", "office"} {
		press(m, "/")
		types(m, query)
		press(m, "enter esc")
	}
	m = open(t, shores, 60, 12)
	m.opt.Queries = shared
	press(m, "/")
	var seen []string
	for _, k := range []string{"up", "up", "up", "up", "down", "down", "down", "down"} {
		press(m, k)
		seen = append(seen, m.search.query)
	}
	if got, want := strings.Join(seen, " "), "office harbours harbour harbour harbours office  "; got != want {
		t.Errorf("up and down give %q, want %q", got, want)
	}
	types(m, "ha")
	if press(m, "up up"); m.search.query != "harbour" {
		t.Errorf("from ha up twice gives %q", m.search.query)
	}
	if press(m, "down down"); m.search.query != "ha" {
		t.Errorf("and down again %q", m.search.query)
	}
	press(m, "ctrl+r")
	types(m, "r+")
	if press(m, "enter / up"); m.search.query != "har+" || m.search.how != asPattern || len(m.search.hits) != 4 {
		t.Errorf("a regular expression comes back as %q, %d hits", m.search.query, len(m.search.hits))
	}
}

// Going round an end is said, and so is that there is no other hit.
func TestRoundTheEnds(t *testing.T) {
	m := open(t, shores+strings.Repeat("Nothing here.\n\n", 40)+"A harbour that is last.\n", 60, 12)
	says := func(k string) string {
		var action Action
		for part := range strings.FieldsSeq(k) {
			action, _ = m.Update(screentest.Press(part))
		}
		said, _ := action.(Message)
		return said.Text
	}
	press(m, "/")
	types(m, "harbour")
	press(m, "enter")
	for _, step := range []struct{ key, says string }{
		{"N", "past the first hit, and on from the last"},
		{"N", ""},
		{"3 n", "past the last hit, and on from the first"},
		{"n", ""},
	} {
		if got := says(step.key); got != step.says {
			t.Errorf("%s says %q, want %q", step.key, got, step.says)
		}
	}
	press(m, "esc /")
	types(m, "that is")
	if press(m, "enter"); says("n") != "this is the only hit" {
		t.Error("one hit is not said to be the only one")
	}
}

// # goes to the place of the word before, and n further back.
func TestSearchWordBackwards(t *testing.T) {
	src := strings.Repeat("The harbour and\n\n", 5)
	m := open(t, src, 60, 12)
	press(m, "G # ")
	at := func() int { return strings.Count(src[:m.Cursor()], "\n\n") }
	if at() != 3 || from(m, 3) != "and" {
		t.Errorf("# goes to %q in paragraph %d", from(m, 8), at())
	}
	if press(m, "n"); at() != 2 {
		t.Errorf("n goes to paragraph %d", at())
	}
	if press(m, "N"); at() != 3 {
		t.Errorf("N goes to paragraph %d", at())
	}
	if press(m, "g g #"); at() != 4 || from(m, 3) != "The" {
		t.Errorf("from the first place # goes to %q in paragraph %d", from(m, 8), at())
	}
}

// Where its key is free, n searches again what was searched last.
func TestSearchAgain(t *testing.T) {
	m := open(t, shores, 60, 12)
	m.opt.Keys.SectionNext.SetKeys("]")
	if a, _ := m.Update(screentest.Press("n")); a != (Message{Text: "nothing was searched yet"}) {
		t.Errorf("n without a search: %v", a)
	}
	press(m, "/")
	types(m, "harbour")
	press(m, "enter esc g g n")
	if from(m, 7) != "Harbour" || !m.search.active() {
		t.Errorf("n goes to %q", from(m, 8))
	}
	first := m.Cursor()
	if press(m, "n"); m.Cursor() <= first {
		t.Error("n again goes nowhere")
	}
}
