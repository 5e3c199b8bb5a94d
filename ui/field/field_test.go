package field

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
)

// press gives the key press that a terminal sends for a keystroke like "ctrl+w" or "x".
func press(s string) tea.KeyPressMsg {
	k := tea.Key{}
	for {
		mod, rest, ok := strings.Cut(s, "+")
		if !ok || rest == "" {
			break
		}
		switch mod {
		case "ctrl":
			k.Mod |= tea.ModCtrl
		case "alt":
			k.Mod |= tea.ModAlt
		}
		s = rest
	}
	special := map[string]rune{
		"left": tea.KeyLeft, "right": tea.KeyRight, "up": tea.KeyUp, "down": tea.KeyDown, "home": tea.KeyHome,
		"end": tea.KeyEnd, "backspace": tea.KeyBackspace, "delete": tea.KeyDelete, "enter": tea.KeyEnter,
		"pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown, "tab": tea.KeyTab,
	}
	if code, ok := special[s]; ok {
		k.Code = code
		return tea.KeyPressMsg(k)
	}
	k.Code, _ = utf8.DecodeRuneInString(s)
	if k.Mod == 0 {
		k.Text = s
	}
	return tea.KeyPressMsg(k)
}

func TestLineEdits(t *testing.T) {
	for _, tt := range []struct {
		name, start, keys, want string
		cursor                  int
	}{
		{"types at the end", "ab", "c", "abc", 3},
		{"types in the middle", "ac", "left b", "abc", 2},
		{"backspace takes a whole cluster", "e\u0301", "backspace", "", 0},
		{"backspace takes a family at once", "a👨‍👩‍👧", "backspace", "a", 1},
		{"left steps over a flag", "🇺🇦x", "left left y", "y🇺🇦x", 1},
		{"word left", "one two", "alt+left x", "one xtwo", 5},
		{"word right ends behind the word", "one two", "home ctrl+right x", "onex two", 4},
		{"deletes a word", "one two ", "ctrl+w", "one ", 4},
		{"deletes to the start", "one two", "alt+b ctrl+u", "two", 0},
		{"deletes to the end", "one two", "alt+b ctrl+k", "one ", 4},
		{"undoes a word at once", "", "a b c ctrl+_", "", 0},
		{"undoes a deletion", "one two", "ctrl+w ctrl+_", "one two", 7},
		{"home and end", "one", "home x end y", "xoney", 5},
		{"delete", "abc", "home delete", "bc", 0},
		{"nothing to delete", "", "backspace delete ctrl+w ctrl+u ctrl+k ctrl+_", "", 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var l Line
			l.SetValue(tt.start)
			for k := range strings.FieldsSeq(tt.keys) {
				if !l.Update(DefaultKeys(), press(k)) {
					t.Errorf("key %q was not taken", k)
				}
			}
			if l.Value() != tt.want || l.Cursor() != tt.cursor {
				t.Errorf("got %q at %d, want %q at %d", l.Value(), l.Cursor(), tt.want, tt.cursor)
			}
		})
	}
}

func TestPasteIsCleaned(t *testing.T) {
	evil := "a\x1b[31mb\x1b]0;title\x07c\u202ed\x9b2Je\x08f\tg"
	var l Line
	l.Update(DefaultKeys(), tea.PasteMsg{Content: evil + "\nnext"})
	a := NewArea(ansi.WcWidth)
	a.Update(DefaultKeys(), DefaultAreaKeys(), tea.PasteMsg{Content: evil + "\r\nnext"})
	for _, got := range []string{l.Value(), a.Value()} {
		for _, r := range got {
			if (r < ' ' && r != '\n') || (r >= 0x7f && r < 0xa0) || r == '\u202e' {
				t.Errorf("%q holds %U", got, r)
			}
		}
	}
	if strings.Contains(l.Value(), "\n") || !strings.HasSuffix(l.Value(), "next") {
		t.Errorf("a line holds %q", l.Value())
	}
	if !strings.HasSuffix(a.Value(), "\nnext") {
		t.Errorf("an area holds %q", a.Value())
	}
}

func TestLineShowsItsCursor(t *testing.T) {
	var l Line
	l.SetValue(strings.Repeat("漢字kana ", 20))
	for range 200 {
		shown, x := l.View(ansi.WcWidth, 17)
		if w := ansi.WcWidth.StringWidth(shown); w > 17 || x < 0 || x > 16 {
			t.Fatalf("width %d, cursor %d in 17 cells", w, x)
		}
		l.Update(DefaultKeys(), press("left"))
	}
	if _, x := l.View(ansi.WcWidth, 17); x != 0 || l.Cursor() != 0 {
		t.Errorf("cursor at %d, cell %d after going home", l.Cursor(), x)
	}
}

func TestAreaWrapsAtWords(t *testing.T) {
	a := NewArea(ansi.WcWidth)
	a.SetSize(11, 10)
	a.SetValue("the quick brown fox\n\nincomprehensibilities end")
	rows, _, _ := a.View()
	want := []string{"the quick ", "brown fox", "", "incomprehe", "nsibilitie", "s end"}
	if strings.Join(rows, "|") != strings.Join(want, "|") {
		t.Errorf("rows %q, want %q", rows, want)
	}
}

func TestAreaMovesByRows(t *testing.T) {
	a := NewArea(ansi.WcWidth)
	a.SetSize(11, 3)
	a.SetValue("the quick brown fox\nab\nlong enough")
	var trail []int
	for range 6 {
		_, x, y := a.View()
		if y < 0 || y > 2 {
			t.Fatalf("cursor in row %d of 3", y)
		}
		trail = append(trail, x)
		a.Update(DefaultKeys(), DefaultAreaKeys(), press("up"))
	}
	// From behind "enough" up: a wrapped row ends before its last
	// cell, and the column is aimed at again after the short line.
	if want := []int{6, 4, 2, 6, 6, 0}; !equal(trail, want) {
		t.Errorf("columns %v, want %v", trail, want)
	}
}

func equal(a, b []int) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// Whatever is typed, the cursor stays on a cluster boundary inside the area and rows
// together hold the text.
func TestAreaHoldsTogether(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	keys := strings.Fields("left right up down home end backspace delete ctrl+w ctrl+u ctrl+k ctrl+_ enter tab alt+b alt+f pgup pgdown a b 漢 é 👨‍👩‍👧 e\u0301 🇺🇦")
	a := NewArea(ansi.WcWidth)
	for i := range 4000 {
		if i%50 == 0 {
			a.SetSize(1+r.IntN(30), 1+r.IntN(6))
		}
		if i%7 == 0 {
			a.Update(DefaultKeys(), DefaultAreaKeys(), tea.PasteMsg{Content: " word wor\u0301d  x\n"})
		}
		a.Update(DefaultKeys(), DefaultAreaKeys(), press(keys[r.IntN(len(keys))]))
		var b strings.Builder
		for n, row := range a.rows {
			if n > 0 && row.start != a.rows[n-1].end {
				b.WriteString(a.Value()[a.rows[n-1].end:row.start])
			}
			b.WriteString(a.Value()[row.start:row.end])
		}
		if b.String() != a.Value() {
			t.Fatalf("step %d: rows hold %q of %q", i, b.String(), a.Value())
		}
		rows, x, y := a.View()
		if len(rows) > a.height || x < 0 || x >= a.width || y < 0 || y >= len(rows) {
			t.Fatalf("step %d: cursor %d,%d in %d rows of %d×%d", i, x, y, len(rows), a.width, a.height)
		}
	}
}
