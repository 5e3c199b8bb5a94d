package reader

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"readout/ui/screentest"
)

// Keys in two strokes go to the next thing of a kind, and one back.
func TestThings(t *testing.T) {
	for _, tt := range []struct{ from, keys, want string }{
		{"First", "g c", "[^a1-1]\n"},
		{"First", "g c g c", "[^a1-1][^a1-2]"},
		{"First", "3 g c", "[^a1-2]\n- A"},
		{"A plain", "g C", "[^a1-2]\n- A"},
		{"A plain", "3 g C", "[^a1-1]\n\n## L"},
		{"A plain", "9 9 g C", "[^a1-1]\n\n## L"}, // the first one there is
		{"First", "g l", "link]"},
		{"First", "2 g l", "bad one]"},
		{"nested", "g L", "bad one]"},
		{"First", "g l g c", "[^a1-2] |"},
		{"First", "; ; ; ;", "link]"},
		{"A plain", ",", "[^a1-2]\n- A"},
		{"First", "g h", "Lists"},
		{"First", "2 g h", "港の新聞"},
		{"Last", "g H", "港の新聞"},
		{"Last", "g H g H g H", "Harbour *news*"},
		{"First", "g d", "3 May"},
		{"First", "g d g d", "Monday"},
		{"A plain", "g D", "Monday"},
		{"They meet", "g D g D", "3 May"},
		{"First", "g n", "The towns agreed"},
		{"First", "2 g n", "agreed on Monday"},
		{"First", "9 g n", "7,500"},
		{"7,500", "g N", "agreed on Monday"},
		{"7,500", "3 g N", "First one."},
		{"First", "g N", "First"},
	} {
		m := open(t, walk, 80, 60)
		m.SetNotes(notesOf(m))
		to(t, m, tt.from)
		if press(m, tt.keys); from(m, len(tt.want)) != tt.want {
			t.Errorf("%s: %s goes to %q, want %q", tt.from, tt.keys, from(m, 20), tt.want)
		}
		stands(t, m, tt.keys)
	}
}

// Names are those of the text and those of the leads of entries.
func TestNames(t *testing.T) {
	m := open(t, `# News

## Meetings

- **3 May 2023 · Ada Marlow, Norway** — President Ada Marlow met ministers of Norway in Paris. She left on Friday, May 5. [^a1-1]

[^a1-1]: She left.
`, 80, 20)
	var names []string
	for range 9 {
		if _, none := press(m, "g p").(Message); none {
			break
		}
		names = append(names, strings.FieldsFunc(from(m, 30), func(r rune) bool { return strings.ContainsRune(" ,.*", r) })[0])
	}
	if got := strings.Join(names, " "); got != "Ada Norway President Norway Paris" {
		t.Errorf("the names are %s", got)
	}
	press(m, "g g g d g d")
	if from(m, 6) != "Friday" {
		t.Errorf("the second date is %q", from(m, 12))
	}
}

// A note that begins with a marker is left backwards.
func TestNoteOnMarker(t *testing.T) {
	m := open(t, "One *two* three. Four *five* six.", 60, 10)
	m.SetNotes([]Note{{ID: "a", Span: spanOf(m, "*two* three")}, {ID: "b", Span: spanOf(m, "*five*")}})
	for _, step := range []struct{ keys, want string }{{"g n", "two"}, {"g n", "five"}, {"g N", "two"}} {
		if press(m, step.keys); from(m, len(step.want)) != step.want {
			t.Errorf("%s goes to %q, want %q", step.keys, from(m, 10), step.want)
		}
	}
	if a, ok := press(m, "g N").(Message); !ok || !strings.Contains(a.Text, "no note") {
		t.Errorf("before the first note: %v", a)
	}
}

// What is far away is looked for behind the scenes, and not gone to after another key.
func TestFarThing(t *testing.T) {
	src := strings.Repeat("Nothing here to be seen at all.\n\n", 20000) + "A [link](https://example.org).\n"
	m := open(t, src, 60, 12)
	seek := func() tea.Cmd {
		m.Update(screentest.Press("g"))
		_, cmd := m.Update(screentest.Press("l"))
		if cmd == nil || m.Cursor() != 0 {
			t.Fatalf("a far link is looked for at once, the cursor is at %d", m.Cursor())
		}
		return cmd
	}
	cmd := seek()
	m.Update(screentest.Press("l"))
	m.Update(cmd())
	if m.Cursor() != 1 {
		t.Errorf("after another key the reader goes to %q", from(m, 10))
	}
	press(m, "g g")
	m.Update(seek()())
	if from(m, 5) != "link]" || !m.onScreen() {
		t.Errorf("at %q", from(m, 10))
	}
	if press(m, "ctrl+o"); m.Cursor() != 0 {
		t.Errorf("back to %q", from(m, 10))
	}
	if a, ok := press(m, "g d").(Message); m.Cursor() != 0 || !ok {
		t.Errorf("a date where there is none: %v at %q", a, from(m, 10))
	}
}

// A date and a name, and the screen after it, in 10 MB.
func BenchmarkThing(b *testing.B) {
	for name, keys := range map[string]string{"link": "g l", "date": "g d", "name": "g p", "note": "g n", "heading": "g h"} {
		b.Run(name, func(b *testing.B) {
			m := bigReader(b)
			strokes := strings.Fields(keys)
			for range b.N {
				for _, s := range strokes {
					if _, cmd := m.Update(screentest.Press(s)); cmd != nil {
						m.Update(cmd())
					}
				}
				_ = m.View()
			}
		})
	}
}
