package reader

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"readout/briefing/note"
	"readout/content"
	"readout/ui/screentest"
	"readout/ui/theme"
)

// rangeOf gives the range of walk from the first of some words to the end of others after it.
func rangeOf(t *testing.T, from, to string) content.Span {
	t.Helper()
	start := strings.Index(walk, from)
	end := strings.Index(walk[max(start, 0):], to)
	if start < 0 || end < 0 {
		t.Fatalf("no %q … %q", from, to)
	}
	return content.Span{Start: start, End: start + end + len(to)}
}

// tangled gives notes that lie in, across and exactly on others, over paragraphs, lists, a
// quotation, code and a table.
func tangled(t *testing.T) []Note {
	kinds := []note.Kind{note.Highlight, note.Question, note.Check, note.Action, note.Judgement}
	var notes []Note
	for i, ends := range [][2]string{
		{"First one", "Third."},                    // holds the next two
		{"one. Second", "quoted"},                  // across a sentence
		{"Second one", "Second one"},               // in both
		{"quoted", "towns agreed"},                 // across paragraphs, and the heading between
		{"towns agreed", "towns agreed on Monday"}, // across the end of the one before
		{"They meet again", "They meet again"},     // exactly on each other
		{"They meet again", "They meet again"},
		{"nested **bold", "deeper"},
		{"two\n> lines", "two\n> lines"},
		{"東京都", "Latin"},
		{"main", "println"},
		{"Esk", "Dunmore"},
		{"7,500", "Last"},
	} {
		notes = append(notes, Note{ID: fmt.Sprint(i), Kind: kinds[i%len(kinds)], Span: rangeOf(t, ends[0], ends[1]), Says: fmt.Sprintf("note %d says a few words more than fit on a row", i)})
	}
	return notes
}

// Of notes that lie over each other the shorter is on top, character by character, and of
// equal ones the later.
func TestTangledNotes(t *testing.T) {
	notes := tangled(t)
	for _, opt := range []theme.Options{{Dark: true}, {}, {NoColor: true}} {
		for _, w := range []int{80, 120, 200} {
			m := open(t, walk, w, 60)
			th := screentest.Theme(t, opt)
			m.SetTheme(th)
			m.SetNotes(notes)
			screentest.Check(t, ansi.WcWidth, m.View(), w, 60)
			marks, _ := m.marks()
			for at := range walk {
				var want *Note
				for i := range notes {
					if n := &notes[i]; n.Span.Contains(at) && (want == nil || n.Span.Len() <= want.Span.Len()) {
						want = n
					}
				}
				best, role := 0, theme.Role(0)
				for _, mark := range marks {
					if mark.Source.Contains(at) && mark.Priority >= best && mark.Priority < priorityNote {
						best, role = mark.Priority, mark.Role
					}
				}
				switch {
				case want == nil && best > 0:
					t.Fatalf("%q is marked", walk[at:at+1])
				case want != nil && role != theme.KindRole(want.Kind):
					t.Fatalf("byte %d shows another note than %s", at, want.ID)
				}
			}
			ends := 0
			for _, mark := range marks {
				if mark.Role == theme.NoteEnd {
					ends++
				}
			}
			if want := 2 * len(notes); opt.NoColor && ends != want || !opt.NoColor && ends != 0 {
				t.Errorf("%+v at %d: %d ends are marked, of %d", opt, w, ends, want)
			}
			name := map[bool]string{true: "dark", false: "light"}[opt.Dark]
			if opt.NoColor {
				name = "plain"
			}
			screentest.Golden(t, fmt.Sprintf("tangled-%s-%d.txt", name, w), strings.ReplaceAll(m.View(), "\x1b", "␛"))
		}
	}
}

func TestMarginLook(t *testing.T) {
	for _, width := range []int{20, 24, 40, 48} {
		m := open(t, walk, 80, 18)
		m.SetNotes(append(tangled(t), Note{ID: "silent", Span: rangeOf(t, "A plain", "item")}))
		var b strings.Builder
		for _, at := range []string{"First", "Last"} {
			to(t, m, at)
			rows := m.Margin(width)
			screentest.Check(t, ansi.WcWidth, strings.Join(rows, "\n"), width, 18)
			fmt.Fprintf(&b, "════ %s\n%s", at, screentest.Plain(strings.Join(rows, "\n")))
		}
		screentest.Golden(t, fmt.Sprintf("margin-%d.txt", width), b.String())
	}
	m := open(t, walk, 80, 5)
	m.SetNotes([]Note{{ID: "1", Span: rangeOf(t, "First", "one"), Says: "a\x1b[2J\u202eb"}})
	for _, width := range []int{0, 1, 3, 9, 12, 20} {
		rows := m.Margin(width)
		screentest.Check(t, ansi.WcWidth, strings.Join(rows, "\n"), width, 5)
	}
}
