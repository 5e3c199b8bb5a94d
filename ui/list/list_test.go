package list

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
)

func press(s string) tea.KeyPressMsg {
	switch s {
	case "pgdown":
		return tea.KeyPressMsg{Code: tea.KeyPgDown}
	case "pgup":
		return tea.KeyPressMsg{Code: tea.KeyPgUp}
	}
	return tea.KeyPressMsg{Code: rune(s[0]), Text: s}
}

func seen(l *List) string {
	var b strings.Builder
	for row, line := range l.Visible() {
		fmt.Fprintf(&b, "%d.%d ", row, line)
	}
	return strings.TrimSpace(b.String())
}

func TestListShowsItsCursor(t *testing.T) {
	for _, tt := range []struct {
		keys   string
		cursor int
		want   string
	}{
		{"", 0, "0.0 0.1 1.0 2.0"},
		{"j", 1, "0.0 0.1 1.0 2.0"},
		{"j j j", 3, "2.0 3.0 3.1 3.2"},
		{"j j j k k", 1, "1.0 2.0 3.0 3.1"},
		{"G", 4, "3.1 3.2 4.0 4.1"},
		{"G j j", 4, "3.1 3.2 4.0 4.1"},
		{"G g", 0, "0.0 0.1 1.0 2.0"},
		{"k", 0, "0.0 0.1 1.0 2.0"},
		{"pgdown", 2, "0.0 0.1 1.0 2.0"},
		{"pgdown pgdown", 3, "2.0 3.0 3.1 3.2"},
		{"pgdown pgdown pgdown pgup", 3, "3.0 3.1 3.2 4.0"},
	} {
		var l List
		l.SetRows([]int{2, 1, 1, 3, 2})
		l.SetHeight(4)
		for k := range strings.FieldsSeq(tt.keys) {
			if !l.Update(DefaultKeys(), press(k)) {
				t.Errorf("%q is not a key of the list", k)
			}
		}
		if l.Cursor() != tt.cursor || seen(&l) != tt.want {
			t.Errorf("%q: cursor %d, sees %s; want %d, %s", tt.keys, l.Cursor(), seen(&l), tt.cursor, tt.want)
		}
	}
}

func TestEmptyList(t *testing.T) {
	var l List
	for _, k := range []string{"j", "k", "G", "g", "pgdown", "pgup"} {
		l.Update(DefaultKeys(), press(k))
	}
	if l.Cursor() != -1 || seen(&l) != "" {
		t.Errorf("cursor %d, sees %q", l.Cursor(), seen(&l))
	}
	l.SetHeight(0)
	l.SetRows([]int{1, 1})
	l.Update(DefaultKeys(), press("j"))
	if l.Cursor() != 1 {
		t.Errorf("cursor %d in a pane without height", l.Cursor())
	}
}

func TestRowsGoAway(t *testing.T) {
	var l List
	l.SetHeight(2)
	l.SetRows([]int{1, 1, 1, 1, 1})
	l.Select(4)
	l.SetRows([]int{1, 1})
	if l.Cursor() != 1 || seen(&l) != "0.0 1.0" {
		t.Errorf("cursor %d, sees %s", l.Cursor(), seen(&l))
	}
}

func TestMatch(t *testing.T) {
	for _, tt := range []struct {
		text, query string
		want        bool
	}{
		{"Kyiv and Seoul agree", "", true},
		{"Kyiv and Seoul agree", "  ", true},
		{"Kyiv and Seoul agree", "seoul KYIV", true},
		{"Kyiv and Seoul agree", "seoul moscow", false},
		{"Café de la Gare", "cafe", true},
		{"Procès", "PROCÈS", true},
		{"Україна", "україна", true},
	} {
		if got := Match(tt.text, tt.query); got != tt.want {
			t.Errorf("Match(%q, %q) = %v", tt.text, tt.query, got)
		}
	}
}
