package palette

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"readout/ui/screentest"
	"readout/ui/theme"
)

var names = []string{
	"notes", "undo", "redo", "export notes", "to the outline, and back", "next open briefing", "library", "Markdown file in $EDITOR",
	"dark or light", "line down", "line up", "next word", "word back", "next sentence", "next section", "section back", "to the end",
	"highlight", "write a note", "edit the note", "delete the note", "next note", "note back", "next name: person, place", "漢字 wide",
}

func open(t *testing.T, w, h int) (*Model, *[]string) {
	t.Helper()
	m := New(screentest.Theme(t, theme.Options{Dark: true}), ansi.WcWidth, DefaultKeys())
	ran := &[]string{}
	var items []Item
	for i, name := range names {
		items = append(items, Item{Title: name, Key: fmt.Sprintf("ctrl-%c", 'a'+i), Run: func() tea.Cmd { *ran = append(*ran, name); return nil }})
	}
	m.SetIndent(4)
	m.Open(items, func(line string) (Item, bool) {
		return Item{Title: "goes to " + line, Run: func() tea.Cmd { *ran = append(*ran, line); return nil }}, line == "50%"
	})
	m.SetSize(w, h)
	return m, ran
}

func (m *Model) types(text string) {
	for _, k := range screentest.Type(text) {
		m.Update(k)
	}
}

// What is typed finds what a reader means by it, first.
func TestFindsByName(t *testing.T) {
	for _, tt := range []struct{ typed, first string }{
		{"", "notes"},
		{"note", "notes"},
		{"exp", "export notes"},
		{"nxt sec", "next section"},
		{"section next", "next section"},
		{"nsen", "next sentence"},
		{"del", "delete the note"},
		{"editor", "Markdown file in $EDITOR"},
		{"wn", "write a note"},
		{"LIB", "library"},
		{"wide 漢", "漢字 wide"},
		{"end", "to the end"},
		{"50%", "goes to 50%"},
		{" 50% ", "goes to 50%"},
		{"zzz", ""},
	} {
		m, ran := open(t, 80, 13)
		m.types(tt.typed)
		a, ok := m.Update(screentest.Press("enter")).(Run)
		if tt.first == "" {
			if ok || len(m.shown) > 0 {
				t.Errorf("%q finds %q", tt.typed, m.shown[0].Title)
			}
			continue
		}
		if !ok || a.Item.Title != tt.first {
			t.Errorf("%q finds %q first, want %q", tt.typed, a.Item.Title, tt.first)
			continue
		}
		if a.Item.Run(); len(*ran) != 1 {
			t.Errorf("%q ran %q", tt.typed, *ran)
		}
	}
}

// The runes that stand out are those that were typed.
func TestWhatFitsStandsOut(t *testing.T) {
	for _, tt := range []struct{ title, typed, marked string }{
		{"next section", "nxt sec", "[n]e[x][t] [s][e][c]tion"},
		{"next section", "ns", "[n]ext [s]ection"},
		{"section back", "back section", "[s][e][c][t][i][o][n] [b][a][c][k]"},
		{"line to the middle", "ltm", "[l]ine [t]o the [m]iddle"},
		{"漢字 wide", "字w", "漢[字] [w]ide"},
		{"Übersicht", "über", "[Ü][b][e][r]sicht"},
	} {
		f, ok := fits(tt.title, tt.typed)
		if !ok {
			t.Errorf("%q does not fit %q", tt.typed, tt.title)
			continue
		}
		var b strings.Builder
		for i, r := range []rune(tt.title) {
			hit := false
			for _, at := range f.at {
				hit = hit || at == i
			}
			if hit {
				b.WriteString("[" + string(r) + "]")
			} else {
				b.WriteRune(r)
			}
		}
		if b.String() != tt.marked {
			t.Errorf("%q marks %s, want %s", tt.typed, b.String(), tt.marked)
		}
	}
	for _, tt := range [][2]string{{"next", "nn"}, {"next", "tx"}, {"", "a"}, {"next note", "section"}} {
		if _, ok := fits(tt[0], tt[1]); ok {
			t.Errorf("%q fits %q", tt[1], tt[0])
		}
	}
}

func TestMovesAndCloses(t *testing.T) {
	m, _ := open(t, 80, 8)
	for k := range strings.FieldsSeq("down ctrl+n tab up pgdown pgup down") {
		if a := m.Update(screentest.Press(k)); a != nil {
			t.Errorf("%s asks for %v", k, a)
		}
	}
	if a, ok := m.Update(screentest.Press("enter")).(Run); !ok || a.Item.Title != names[3] {
		t.Errorf("the cursor is on %+v", a.Item.Title)
	}
	m.types("ab")
	for _, k := range []string{"backspace", "backspace"} {
		if a := m.Update(screentest.Press(k)); a != nil {
			t.Errorf("%s in a text asks for %v", k, a)
		}
	}
	if _, ok := m.Update(screentest.Press("backspace")).(Close); !ok {
		t.Error("backspace on an empty line does not close")
	}
	if _, ok := m.Update(screentest.Press("esc")).(Close); !ok {
		t.Error("esc does not close")
	}
	m.Update(tea.PasteMsg{Content: "re\x1b[31mdo\n"})
	if a, ok := m.Update(screentest.Press("enter")).(Run); !ok || a.Item.Title != "redo" {
		t.Errorf("pasting finds %q", a.Item.Title)
	}
}

func TestScreens(t *testing.T) {
	var b strings.Builder
	for _, size := range [][2]int{{20, 4}, {24, 6}, {40, 8}, {80, 11}, {120, 13}, {1, 1}, {3, 2}} {
		for _, typed := range []string{"", "note", "qqq", "a line that is longer than any pane would ever have room for, and then some more of it to be sure of that"} {
			m, _ := open(t, size[0], size[1])
			m.types(typed)
			view := m.View()
			screentest.Check(t, ansi.WcWidth, view, size[0], size[1])
			if x, y := m.Cursor(); x < 0 || x >= size[0] || y < 0 || y >= size[1] {
				t.Errorf("the cursor is at %d,%d of %v", x, y, size)
			}
			if size[0] > 3 {
				fmt.Fprintf(&b, "════ %d×%d %q\n%s", size[0], size[1], typed, screentest.Plain(view))
			}
		}
	}
	screentest.Golden(t, "screens.txt", b.String())
}

func FuzzFits(f *testing.F) {
	f.Add("next section", "nxt sec")
	f.Add("漢字\xff", "\u0130i")
	f.Fuzz(func(t *testing.T, title, typed string) {
		fit, ok := fits(title, typed)
		if !ok {
			return
		}
		n := len([]rune(title))
		for _, at := range fit.at {
			if at < 0 || at >= n {
				t.Errorf("rune %d of %d", at, n)
			}
		}
	})
}

// TestHintsWhileNothingIsTyped: where there is nothing to choose from, what can be typed is
// said until something is; and only among commands nothing is called a command.
func TestHintsWhileNothingIsTyped(t *testing.T) {
	t.Parallel()
	m, _ := open(t, 60, 10)
	m.OpenAs("Find", nil, nil, "words", "since:30d")
	if view := ansi.Strip(m.View()); !strings.Contains(view, "words") || !strings.Contains(view, "since:30d") {
		t.Errorf("no hints in\n%s", view)
	}
	m.SetLine("x")
	if view := ansi.Strip(m.View()); strings.Contains(view, "words") || strings.Contains(view, "command") || !strings.Contains(view, "nothing is like that") {
		t.Errorf("after a letter stands\n%s", view)
	}
}
