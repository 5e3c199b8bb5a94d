package reader

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"readout/briefing"
	"readout/briefing/markdown"
	"readout/briefing/note"
	"readout/content"
	"readout/ui/screentest"
	"readout/ui/theme"
)

// walk is a text with everything that a motion may stumble over.
const walk = `# Harbour *news* of the day

First one. Second one, “quoted. Twice,” he said. Third.[^a1-1]

## Lists

- **3 May · Harbour office** — The towns agreed on Monday. They meet again.[^a1-1][^a1-2]
- A plain item with a [link](https://example.org/a) and a [bad one](javascript:alert(1)).
  - nested **bold** and ` + "`code`" + `
    1. deeper

> A quotation of two
> lines. And more.

### 港の新聞

東京都は水曜日にスクリーンを発表した。Next to Latin. 👩‍👩‍👧‍👦 families, e` + "\u0301" + `te` + "\u0301" + ` and naïve &amp; more.

` + "```go\nfunc main() {\n\n\tprintln(1)\n}\n```" + `

| Town | Boats[^a1-2] |
|------|-----:|
| Esk  | 12 |
| Dunmore by the long sea | 7,500 |

Last paragraph, don’t stop.

[^a1-1]: The first paragraph of the source. It has two sentences.
[^a1-2]: The second.
`

func open(t testing.TB, src string, w, h int) *Model {
	t.Helper()
	m := New(Options{
		Theme: screentest.Theme(t, theme.Options{Dark: true}), Method: ansi.WcWidth, Keys: DefaultKeys(),
		After: func(time.Duration, tea.Msg) tea.Cmd { return nil }, // tests end what waits themselves
	})
	m.SetSize(w, h)
	show(m, src)
	return m
}

func show(m *Model, src string) {
	doc := markdown.Open([]byte(src))
	m.SetDocument(doc, briefing.ParseDocument(doc))
}

// press presses keys and gives the last action. What commands bring is taken at once.
func press(m *Model, keys string) Action {
	var last Action
	for k := range strings.FieldsSeq(keys) {
		last = send(m, screentest.Press(k))
	}
	return last
}

func send(m *Model, msg tea.Msg) Action {
	action, cmd := m.Update(msg)
	for cmd != nil {
		var later Action
		if later, cmd = m.Update(cmd()); later != nil {
			action = later
		}
	}
	return action
}

func types(m *Model, text string) {
	for _, k := range screentest.Type(text) {
		send(m, k)
	}
}

// to puts the cursor on the first place of a text in the source.
func to(t testing.TB, m *Model, text string) {
	t.Helper()
	at := strings.Index(string(m.flow.doc.Source()), text)
	if at < 0 {
		t.Fatalf("there is no %q", text)
	}
	m.Jump(at)
}

// from gives the source from the cursor on, n bytes of it.
func from(m *Model, n int) string {
	src := m.flow.doc.Source()
	return string(src[m.cursor:min(m.cursor+n, len(src))])
}

func quote(m *Model, s content.Span) string { return string(m.flow.doc.Source()[s.Start:s.End]) }

// stands fails the test unless the cursor is on a character that has a source and is shown.
func stands(t *testing.T, m *Model, after string) {
	t.Helper()
	p, ok := m.flow.find(m.cursor)
	if !ok {
		return
	}
	if s := m.flow.source(p); s.Start != m.cursor || s.Len() == 0 {
		t.Fatalf("%s: the cursor %d is not on the start of a character %v", after, m.cursor, s)
	}
	if !m.shown(m.cursor) && m.width > gutter {
		t.Fatalf("%s: at %d, %q, nothing is shown", after, m.cursor, from(m, 12))
	}
	if !m.onScreen() {
		t.Fatalf("%s: the cursor is not on the screen", after)
	}
}

// Each motion goes where its name says.
func TestMotions(t *testing.T) {
	for _, tt := range []struct{ from, keys, want string }{
		{"First", "w", "one."},
		{"First", "w w", ". Second"},
		{"First", "w w w", "Second one"},
		{"First", "l", "irst"},
		{"Second one", "b", ". Second"},
		{"Second one", "b b", "one. Second"},
		{"First", "b", "day"},
		{"day", "w", "First"},
		{"First", ")", "Second one"},
		{"First", ") )", "Twice,”"},
		{"First", ") ) )", "Third"},
		{"Third", "(", "Twice,”"},
		{"ird.", "(", "Third"},
		{"Third", "w", ".[^a1"},
		{"Third", "w w", "[^a1-1]\n"},
		{"Third", "w w w", "Lists"},
		{"Third", "w w l", "Lists"},
		{"Lists", "b", "[^a1-1]\n"},
		{"Third", ")", "Lists"},
		{"3 May", ")", "The towns"},
		{"The towns", ")", "They meet"},
		{"They meet", "( (", "3 May"},
		{"They meet", ")", "A plain"},
		{"3 May", "}", "A plain"},
		{"3 May", "} }", "nested"},
		{"3 May", "} } }", "deeper"},
		{"deeper", "}", "A quotation"},
		{"deeper", "{ {", "A plain"},
		{"agreed", "{", "3 May"},
		{"agreed", "{ {", "Lists"},
		{"Harbour *", "{", "Harbour *"},
		{"First", "]", "Lists"},
		{"First", "n n", "港の新聞"},
		{"Second", "[", "Harbour *"},
		{"agreed", "[", "Lists"},
		{"agreed", "p p", "Harbour *"},
		{"First", "2", "Lists"},
		{"First", "3", "港の新聞"},
		{"First", "9", "First"},
		{"港の", "w", "の新"},
		{"港の", "w w", "新聞"},
		{"東京", "w", "は水"},
		{"東京", "w w w w", "スクリーン"},
		{"東京", "w w w w w", "を発"},
		{"スクリーン", "b b b", "は水"},
		{"発表", "w w w", "Next"},
		{"東京都", "l l", "都は"},
		{"👩", "l", " families"},
		{"👩", "w", "families"},
		{" families", "left", "👩"},
		{"e\u0301te\u0301", "l", "te\u0301"},
		{"te\u0301 and", "l", "e\u0301 and"},
		{"e\u0301te\u0301", "w", "and naïve"},
		{"naïve", "w", "&amp;"},
		{"&amp;", "l", " more"},
		{"don’t", "w", "stop"},
		{"7,500", "w", "Last"},
		{"stop", "b", "don’t"},
		{"Boats", "w", "[^a1-2] |"},
		{"Boats", "b", "Town"},
		{"12", "b", "Esk"},
		{"Esk", "w", "12"},
		{"Esk", ")", "12"},
		{"Town", "}", "Last"},
		{"Last", "{", "Town"},
		{"Esk", "l l l", "12"},
		{"12", "left", "k  |"},
		{"func", "$", "{\n"},
		{"func", "j", "\tprintln"},
		{"func", "j k", "func"},
		{"main", "j j", "}\n"},
		{"main", "j j k k", "main"},
		{"Second", "g g", "Harbour *"},
		{"Second", "G", ".\n"},
		{"Second", "home", "Harbour *"},
		{"Second", "0", "First"},
		{"Second", "^", "First"},
		{"First", ";", "[^a1-1]\n"},
		{"First", "; ;", "[^a1-1][^a1-2]"},
		{"First", "; ; ;", "[^a1-2]\n"},
		{"A plain", ";", "link]"},
		{"Town", ";", "[^a1-2] |"},
		{"The second", "}", ".\n"},
		{"The second", ")", ".\n"},
		{"The second", "w w w w w", ".\n"},
		{"Harbour *", "b", "Harbour *"},
		{"Harbour *", "(", "Harbour *"},
		{"Harbour *", "l l l l l l l l", "news*"},
		{"First", "down up up", "Harbour *"},
	} {
		m := open(t, walk, 80, 60)
		to(t, m, tt.from)
		press(m, tt.keys)
		if got := from(m, len(tt.want)); got != tt.want {
			t.Errorf("%s: %s goes to %q, want %q", tt.from, tt.keys, from(m, 20), tt.want)
		}
		stands(t, m, tt.from+": "+tt.keys)
	}
}

// What one motion does the one against it undoes, from anywhere.
func TestBackAgain(t *testing.T) {
	for _, pair := range [][2]string{{"l", "left"}, {"w", "b"}, {")", "("}, {"}", "{"}, {"]", "["}} {
		for _, w := range []int{6, 20, 80} {
			m := open(t, walk, w, 12)
			var stops []int
			for {
				stops = append(stops, m.cursor)
				press(m, pair[0])
				stands(t, m, pair[0])
				if m.cursor == stops[len(stops)-1] {
					break
				}
				if m.cursor < stops[len(stops)-1] || len(stops) > len(walk) {
					t.Fatalf("%s goes from %d to %d", pair[0], stops[len(stops)-1], m.cursor)
				}
			}
			if len(stops) < 3 {
				t.Fatalf("%s stops %d times only", pair[0], len(stops))
			}
			at := len(stops) - 1
			if pair[0] != "l" && pair[0] != "]" { // at the end they stand on the last character
				for m.cursor != stops[at-1] {
					was := m.cursor
					if press(m, pair[1]); m.cursor >= was {
						t.Fatalf("%s stays at %d", pair[1], was)
					}
				}
				at--
			}
			for at--; at >= 0; at-- {
				press(m, pair[1])
				stands(t, m, pair[1])
				if m.cursor != stops[at] {
					t.Fatalf("width %d: %s goes back to %d %q, want %d %q", w, pair[1], m.cursor, from(m, 10), stops[at], walk[stops[at]:stops[at]+10])
				}
			}
		}
	}
}

// Lines keep the wanted column over shorter lines and back, and reach every line.
func TestLines(t *testing.T) {
	for _, w := range []int{1, 5, 20, 40, 80, 200} {
		m := open(t, walk, w, 10)
		var down []int
		for {
			down = append(down, m.cursor)
			press(m, "j")
			stands(t, m, "j")
			if m.cursor == down[len(down)-1] {
				break
			}
			if len(down) > 2*len(walk) {
				t.Fatalf("width %d: j does not come to the end", w)
			}
		}
		last := m.page.Find(m.cursor)
		if want, _ := m.flow.last(); m.page.Find(m.flow.source(want).Start) != last {
			t.Errorf("width %d: j ends at %q", w, from(m, 20))
		}
		for i := len(down) - 2; i >= 0; i-- {
			press(m, "k")
			if m.cursor != down[i] {
				t.Fatalf("width %d: k goes to %q, want %q", w, from(m, 10), walk[down[i]:down[i]+10])
			}
		}
	}
	m := open(t, "A long first line of text\n\nb\n\n| a | b |\n|---|---|\n| c | d |\n\nAnother long line of text\n", 60, 20)
	to(t, m, "of text")
	for _, want := range []string{"b\n", "b |", "d |", "of text\n", "of text\n"} {
		if press(m, "j"); from(m, len(want)) != want {
			t.Errorf("j to %q, want %q", from(m, 8), want)
		}
	}
	press(m, "$ k")
	if from(m, 1) != "d" {
		t.Errorf("k from the end of a line to %q", from(m, 8))
	}
	if press(m, "k k k"); from(m, 2) != "t\n" {
		t.Errorf("$ is not kept: %q", from(m, 8))
	}
}

// Pages go to the ends and no further, and never leave a screen half empty.
func TestPages(t *testing.T) {
	src := "# Start\n\n" + strings.Repeat("A paragraph of some words.\n\n", 60) + "The end.\n"
	for _, pair := range [][2]string{{"space", "ctrl+b"}, {"ctrl+d", "ctrl+u"}, {"pgdown", "pgup"}} {
		m := open(t, src, 40, 15)
		for range 60 {
			press(m, pair[0])
			stands(t, m, pair[0])
			if lines := strings.Split(screentest.Plain(m.View()), "\n"); lines[13] == "" && lines[14] == "" {
				t.Fatalf("%s: empty at the end:\n%s", pair[0], strings.Join(lines, "\n"))
			}
		}
		if from(m, 3) != "The" || !strings.Contains(m.View(), "end") {
			t.Errorf("%s ends at %q", pair[0], from(m, 10))
		}
		if m.Progress() != 100 {
			t.Errorf("%d %% at the end", m.Progress())
		}
		for range 60 {
			press(m, pair[1])
		}
		if from(m, 3) != "Sta" || m.top != m.page.First() {
			t.Errorf("%s ends at %q", pair[1], from(m, 10))
		}
	}
	m := open(t, src, 40, 15)
	press(m, "space space")
	for _, k := range []string{"H", "M", "B"} {
		top := m.top
		if press(m, k); m.top != top {
			t.Errorf("%s scrolls", k)
		}
		stands(t, m, k)
	}
	for keys, row := range map[string]int{"z t": 0, "z z": 7, "z b": 14} {
		press(m, keys)
		if _, y := m.CursorCell(); y != row {
			t.Errorf("%s: row %d, want %d", keys, y, row)
		}
	}
}

// Whatever is pressed at whatever size, the cursor stands on shown text, and the screen
// is whole.
func TestRandomKeys(t *testing.T) {
	strokes := strings.Fields(`j k l left w b ( ) { } ] [ n p 1 2 3 g g c d ; , G % m ' ctrl+o ctrl+i 0 home end 0 $ ctrl+d ctrl+u space ctrl+b H M B z t b v O s esc h a e x y enter ; / enter N * ctrl+r ( [ a1 é`)
	rng := rand.New(rand.NewPCG(7, 11))
	texts := []string{walk, "", "\n\n", "---\na: b\n---\n", "x", "> - \n", strings.Repeat(walk, 20), "![](x)\n\n<!-- c -->\n\n***\n", "a\tb\u200b\x00\x1b[31mred\u202e\n"}
	for round := range 40 {
		src := texts[round%len(texts)]
		m := open(t, src, 1+rng.IntN(90), 1+rng.IntN(30))
		for range 150 {
			keys := strokes[rng.IntN(len(strokes))]
			switch rng.IntN(40) {
			case 0:
				m.SetSize(1+rng.IntN(120), 1+rng.IntN(40))
			case 1:
				src = texts[rng.IntN(len(texts))]
				show(m, src)
			case 2:
				m.SetMethod([]ansi.Method{ansi.WcWidth, ansi.GraphemeWidth}[rng.IntN(2)])
			default:
				press(m, keys)
			}
			screentest.Check(t, m.opt.Method, m.View(), m.width, m.height)
			stands(t, m, fmt.Sprintf("%d×%d %s", m.width, m.height, keys))
			if s, ok := m.Selection(); ok && (s.Len() <= 0 || s.Start < 0 || s.End > len(src)) {
				t.Fatalf("selection %v of %d bytes", s, len(src))
			}
			m.CursorCell()
			m.Progress()
		}
	}
}

// Cursor and selection stay on their text when the screen or the document changes.
func TestKeepsPlace(t *testing.T) {
	m := open(t, walk, 80, 20)
	to(t, m, "towns agreed")
	press(m, "v w w")
	want := "towns agreed"
	for _, size := range [][2]int{{20, 5}, {200, 60}, {3, 1}, {80, 20}} {
		m.SetSize(size[0], size[1])
		if s, ok := m.Selection(); !ok || quote(m, s) != want {
			t.Errorf("at %v the selection is %q", size, quote(m, s))
		}
		stands(t, m, "SetSize")
	}
	show(m, walk+"\nMore.\n")
	if s, _ := m.Selection(); quote(m, s) != want {
		t.Errorf("in a longer text the selection is %q", quote(m, s))
	}
	show(m, "Short.")
	stands(t, m, "a shorter text")
	if s, ok := m.Selection(); !ok || s.End > len("Short.") {
		t.Errorf("in a shorter text the selection is %v", s)
	}
	m.ClearSelection()
	if _, ok := m.Selection(); ok {
		t.Error("there is a selection still")
	}
}

// A section begins at the top of the screen, and moving on from there scrolls nothing.
func TestSectionOnTop(t *testing.T) {
	m := open(t, strings.Repeat(walk, 5), 80, 20)
	for _, keys := range []string{"]", "2", "] ]", "["} {
		press(m, keys)
		m.Update(countedMsg{m, m.typed.request})
		if _, y := m.CursorCell(); y != 1 && m.top != m.page.First() {
			t.Errorf("%s: the heading is in row %d", keys, y)
		}
		top := m.top
		if press(m, "j j w ("); m.top != top {
			t.Errorf("after %s the screen moves", keys)
		}
	}
	press(m, "g g")
	for range 60 { // moving on keeps some lines below in sight, moving back some above
		press(m, "j")
	}
	if _, y := m.CursorCell(); y != 16 {
		t.Errorf("moving on, the cursor is in row %d", y)
	}
	for range 30 {
		press(m, "k")
	}
	if _, y := m.CursorCell(); y != 3 {
		t.Errorf("moving back, the cursor is in row %d", y)
	}
}

func TestKeys(t *testing.T) {
	screentest.CheckKeys(t, "reader", DefaultKeys().Bindings())
	screentest.CheckKeys(t, "search", DefaultKeys().Searching())
	screentest.CheckKeys(t, "search line", DefaultKeys().Line.Bindings())
}

func spanOf(m *Model, text string) content.Span {
	i := strings.Index(string(m.flow.doc.Source()), text)
	return content.Span{Start: i, End: i + len(text)}
}

func notesOf(m *Model) []Note {
	at := func(s string) content.Span { return spanOf(m, s) }
	return []Note{
		{ID: "outer", Span: at("The towns agreed on Monday. They meet again."), Kind: note.Highlight},
		{ID: "inner", Span: at("agreed on Monday"), Kind: note.Question, HasBody: true},
		{ID: "sentence", Span: at("First one."), Kind: note.Check},
		{ID: "lost", Span: content.Span{Start: 0, End: 200}, Orphaned: true},
		{ID: "cell", Span: at("7,500"), Kind: note.Action, HasBody: true},
	}
}

// Scrolling by lines leaves the cursor on its text as long as that is on the screen.
func TestScrollLines(t *testing.T) {
	m := open(t, strings.Repeat("A line of text.\n\n", 60), 40, 12)
	press(m, "1 0 j")
	cursor, top := m.Position()
	press(m, "3 ctrl+down")
	if c, now := m.Position(); c != cursor || now <= top {
		t.Errorf("three lines down: the cursor went from %d to %d, the top from %d to %d", cursor, c, top, now)
	}
	press(m, "2 ctrl+y ctrl+up")
	if c, now := m.Position(); c != cursor || now != top {
		t.Errorf("three lines up: cursor %d, top %d, want %d, %d", c, now, cursor, top)
	}
	press(m, "3 0 ctrl+down")
	if m.Cursor() == cursor || !m.onScreen() {
		t.Error("the cursor is off the screen")
	}
}
