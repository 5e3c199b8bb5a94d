// Package screentest helps tests to type into panes and to look at what they draw. Only
// tests import it.
package screentest

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"readout/ui/theme"
)

var update = flag.Bool("update", false, "write golden files anew")

// Theme gives the colours that a test draws with.
func Theme(t testing.TB, opt theme.Options) *theme.Theme {
	t.Helper()
	th, err := theme.New(opt)
	if err != nil {
		t.Fatal(err)
	}
	return th
}

// special are the keys that have a name instead of a character.
func special(name string) (rune, bool) {
	code, ok := map[string]rune{
		"left": tea.KeyLeft, "right": tea.KeyRight, "up": tea.KeyUp, "down": tea.KeyDown, "home": tea.KeyHome,
		"end": tea.KeyEnd, "backspace": tea.KeyBackspace, "delete": tea.KeyDelete, "enter": tea.KeyEnter,
		"pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown, "tab": tea.KeyTab, "esc": tea.KeyEscape, "space": tea.KeySpace,
	}[name]
	return code, ok
}

// Press gives the message that a terminal sends for a keystroke as key maps name it:
// "x", "N", "enter", "ctrl+s".
func Press(stroke string) tea.KeyPressMsg {
	var k tea.Key
	name := stroke
	for {
		mod, rest, ok := strings.Cut(name, "+")
		if !ok || rest == "" {
			break
		}
		switch mod {
		case "ctrl":
			k.Mod |= tea.ModCtrl
		case "alt":
			k.Mod |= tea.ModAlt
		case "shift":
			k.Mod |= tea.ModShift
		}
		name = rest
	}
	if code, ok := special(name); ok {
		k.Code = code
		if name == "space" && k.Mod == 0 {
			k.Text = " "
		}
		return tea.KeyPressMsg(k)
	}
	k.Code, _ = utf8.DecodeRuneInString(name)
	if k.Mod == 0 {
		k.Text = name
	}
	return tea.KeyPressMsg(k)
}

// Type gives the key presses of a text.
func Type(text string) []tea.KeyPressMsg {
	var keys []tea.KeyPressMsg
	for _, r := range text {
		switch r {
		case '\n':
			keys = append(keys, Press("enter"))
		case ' ':
			keys = append(keys, Press("space"))
		default:
			keys = append(keys, tea.KeyPressMsg{Code: r, Text: string(r)})
		}
	}
	return keys
}

// Golden compares got with testdata/name, or writes that with -update.
func Golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != got {
		t.Errorf("%s differs (go test -update writes it anew)\n--- want\n%s\n--- got\n%s", path, want, got)
	}
}

// Plain gives what a view shows, without styles and without spaces at line ends.
func Plain(view string) string {
	lines := strings.Split(ansi.Strip(view), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n") + "\n"
}

// Check fails the test unless view is exactly h rows of exactly w cells with no control
// in it but colours, attributes and hyperlinks, nor bidi overrides.
func Check(t *testing.T, m ansi.Method, view string, w, h int) {
	t.Helper()
	rows := strings.Split(view, "\n")
	if h > 0 && len(rows) != h {
		t.Fatalf("%d rows, want %d:\n%s", len(rows), h, view)
	}
	for i, row := range rows {
		if got := m.StringWidth(row); h > 0 && got != w {
			t.Fatalf("row %d of %d×%d is %d cells wide: %q", i, w, h, got, row)
		}
		checkControls(t, row)
	}
}

func checkControls(t *testing.T, row string) {
	t.Helper()
	for i := 0; i < len(row); {
		r, size := utf8.DecodeRuneInString(row[i:])
		switch {
		case r == 0x1b:
			n := allowed(row[i:])
			if n == 0 {
				t.Fatalf("a control sequence that is not ours in %q", row)
			}
			i += n
			continue
		case r == utf8.RuneError && size == 1, r < ' ', r >= 0x7f && r <= 0x9f, r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069:
			t.Fatalf("%U in %q", r, row)
		}
		i += size
	}
}

// allowed gives the length of the sequence that s begins with if it sets colours or
// attributes, or begins or ends a link; otherwise 0.
func allowed(s string) int {
	switch {
	case strings.HasPrefix(s, "\x1b["):
		for i := 2; i < len(s); i++ {
			if s[i] == 'm' {
				return i + 1
			}
			if !strings.ContainsRune("0123456789;:", rune(s[i])) {
				return 0
			}
		}
	case strings.HasPrefix(s, "\x1b]8;"):
		if i := strings.IndexAny(s[4:], "\x07\x1b"); i >= 0 {
			i += 4
			if s[i] == 0x07 {
				return i + 1
			}
			if strings.HasPrefix(s[i:], "\x1b\\") {
				return i + 2
			}
		}
	}
	return 0
}

// CheckKeys fails the test where a key is bound twice among bindings that count at the
// same time, where one of two strokes ("g n") begins with the key of another, and where a
// binding has no help.
func CheckKeys(t *testing.T, scope string, bindings []key.Binding) {
	t.Helper()
	taken := map[string]string{}
	for _, b := range bindings {
		h := b.Help()
		if h.Key == "" || h.Desc == "" {
			t.Errorf("%s: the binding of %q has no help", scope, b.Keys())
		}
		if len(b.Keys()) == 0 {
			t.Errorf("%s: %q has no keys", scope, h.Desc)
		}
		for _, k := range b.Keys() {
			if other, ok := taken[k]; ok {
				t.Errorf("%s: %q is bound to %q and to %q", scope, k, other, h.Desc)
			}
			taken[k] = h.Desc
		}
	}
	for k, desc := range taken {
		first, _, two := strings.Cut(k, " ")
		if other, ok := taken[first]; two && ok {
			t.Errorf("%s: %q, of %q, begins with the key of %q", scope, k, desc, other)
		}
	}
}
