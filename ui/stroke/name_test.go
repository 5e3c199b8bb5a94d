package stroke_test

import (
	"testing"

	"readout/ui/stroke"
)

func TestParse(t *testing.T) {
	for _, tt := range []struct{ written, key, again, label string }{
		{"j", "j", "j", "j"},
		{"G", "G", "G", "G"},
		{"shift-g", "G", "G", "G"},
		{"gg", "g g", "gg", "gg"},
		{"g g", "g g", "gg", "gg"},
		{"ctrl-d", "ctrl+d", "ctrl-d", "ctrl-d"},
		{"Ctrl+D", "ctrl+d", "ctrl-d", "ctrl-d"},
		{"alt-V", "alt+shift+v", "alt-V", "alt-V"},
		{"meta-shift-v", "alt+shift+v", "alt-V", "alt-V"},
		{"alt-<", "alt+<", "alt-<", "alt-<"},
		{"ctrl-alt-x", "ctrl+alt+x", "ctrl-alt-x", "ctrl-alt-x"},
		{"ctrl--", "ctrl+-", "ctrl--", "ctrl--"},
		{"+", "+", "+", "+"},
		{"-", "-", "-", "-"},
		{"ctrl-x ctrl-s", "ctrl+x ctrl+s", "ctrl-x ctrl-s", "ctrl-x ctrl-s"},
		{"ctrl-x b", "ctrl+x b", "ctrl-x b", "ctrl-x b"},
		{"Return", "enter", "enter", "enter"},
		{"up", "up", "up", "↑"},
		{"PageDown", "pgdown", "pgdown", "pgdn"},
		{"shift-tab", "shift+tab", "shift-tab", "shift-tab"},
		{"f12", "f12", "f12", "f12"},
		{"ctrl-space", "ctrl+space", "ctrl-space", "ctrl-space"},
		{"é", "é", "é", "é"},
	} {
		got, err := stroke.Parse(tt.written)
		if err != nil || got.String() != tt.key {
			t.Errorf("%q is the key %q, %v; want %q", tt.written, got, err, tt.key)
			continue
		}
		if got.Written() != tt.again {
			t.Errorf("%q is written %q, want %q", tt.key, got.Written(), tt.again)
		}
		if l := stroke.Label([]string{tt.key, tt.key}); l != tt.label {
			t.Errorf("%q is shown as %q, want %q", tt.key, l, tt.label)
		}
		name := ""
		for i, p := range got.Presses() {
			if i > 0 {
				name += " "
			}
			name += p.String()
		}
		if name != tt.key {
			t.Errorf("pressing %q gives %q", tt.key, name)
		}
	}
	for _, wrong := range []string{"", " ", "foo", "ctrl-", "hyper-x", "a b c", "ctrl-foo", "shift-1", "\x1b", "\u202e", "g \x07", "f99"} {
		if got, err := stroke.Parse(wrong); err == nil {
			t.Errorf("%q is the key %q", wrong, got)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"j", "gg", "ctrl-x ctrl-s", "alt-V", "shift-tab", "-", "+-", "ctrl-shift-é"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		key, err := stroke.Parse(s)
		if err != nil {
			return
		}
		again, err := stroke.Parse(key.Written())
		if err != nil || again != key {
			t.Errorf("%q is %q, written %q, which is %q, %v", s, key, key.Written(), again, err)
		}
	})
}
