package help

import (
	"fmt"
	"strings"
	"testing"

	"charm.land/bubbles/v2/key"
	"github.com/charmbracelet/x/ansi"

	"readout/ui/screentest"
	"readout/ui/theme"
)

func scopes() []Scope {
	b := func(k, help, desc string) key.Binding {
		return key.NewBinding(key.WithKeys(k), key.WithHelp(help, desc))
	}
	off := b("z", "z", "is off")
	off.SetEnabled(false)
	return []Scope{
		{Name: "Reading", Keys: []key.Binding{b("j", "j ↓", "line down"), b("k", "k ↑", "line up"), b("w", "w", "word"), off}},
		{Name: "Notes", Keys: []key.Binding{b("a", "a", "write a note"), b("x", "x", "delete")}},
		{Name: "Library", Keys: []key.Binding{b("enter", "enter", "open")}},
		{Name: "Nothing", Keys: nil},
	}
}

func pane(t *testing.T, w, h int) *Model {
	t.Helper()
	th := screentest.Theme(t, theme.Options{Dark: true})
	m := New(th, ansi.WcWidth, DefaultKeys(), scopes())
	m.SetSize(w, h)
	return m
}

func TestHelpLook(t *testing.T) {
	for _, size := range [][2]int{{20, 5}, {40, 16}, {80, 10}, {120, 10}, {200, 10}} {
		m := pane(t, size[0], size[1])
		screentest.Check(t, ansi.WcWidth, m.View(), size[0], size[1])
		screentest.Golden(t, fmt.Sprintf("help-%d.txt", size[0]), screentest.Plain(m.View()))
	}
}

func TestHelpScrollsAndFilters(t *testing.T) {
	m := pane(t, 40, 4)
	for _, tt := range []struct{ keys, first, lacks string }{
		{"", "Reading", "open"},
		{"j", "line down", "Reading"},
		{"G", "", "delete"},
		{"G k k k k k k k k k k k", "Reading", "open"},
		{"/ n o t e", "/ note", "line down"},
		{"/ n o t e esc", "Reading", "/ note"},
		{"/ z z z", "/ zzz", "Reading"},
	} {
		m.Reset()
		for k := range strings.FieldsSeq(tt.keys) {
			if m.Update(screentest.Press(k)) {
				t.Errorf("%q closes", tt.keys)
			}
		}
		got := screentest.Plain(m.View())
		if !strings.Contains(strings.SplitN(got, "\n", 2)[0], tt.first) || strings.Contains(got, tt.lacks) {
			t.Errorf("%q shows\n%s", tt.keys, got)
		}
	}
	for _, k := range []string{"esc", "?", "q"} {
		m.Reset()
		if !m.Update(screentest.Press(k)) {
			t.Errorf("%q does not close", k)
		}
	}
}

func TestHelpKeys(t *testing.T) { screentest.CheckKeys(t, "help", DefaultKeys().Bindings()) }
