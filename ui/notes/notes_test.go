package notes

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"readout/briefing/note"
	"readout/ui/screentest"
	"readout/ui/theme"
)

func day(s string) time.Time {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return t
}

func items() []Item {
	return []Item{
		{ID: "d", Kind: note.Judgement, Quote: "a sentence that a later version dropped", Body: "Was this corrected?", Orphaned: true, Outcome: "orphaned", From: "meetings", Modified: day("2025-02-04")},
		{ID: "b", Kind: note.Question, Quote: "The ministers agreed to share what they learn.", Body: "Since **when**?\n\nAnd through whom, given that both said in spring that they would not, and repeated it in summer and again in the autumn?", Tags: []string{"intelligence", "follow-up"}, Section: "Agreements", Offset: 400, Modified: day("2025-02-03")},
		{ID: "a", Kind: note.Highlight, Quote: "The delegation arrived\nin the harbour town on Monday.", Section: "Meetings", Offset: 100, Modified: day("2024-12-31")},
		{ID: "c", Kind: note.Check, Quote: "155 mm \x1b[31mshells", Tags: []string{"\u202earms"}, Section: "Agreements", Offset: 500, Creator: "Bea", Modified: day("2025-03-04")},
	}
}

func listOf(t *testing.T, w, h int) *Model {
	t.Helper()
	m := New(screentest.Theme(t, theme.Options{Dark: true}), ansi.WcWidth, DefaultKeys())
	m.SetSize(w, h)
	m.SetItems(items())
	return m
}

func TestNotesLook(t *testing.T) {
	for _, size := range [][2]int{{40, 18}, {80, 18}, {120, 20}, {200, 20}, {20, 4}} {
		m := listOf(t, size[0], size[1])
		screentest.Check(t, ansi.WcWidth, m.View(), size[0], size[1])
		screentest.Golden(t, fmt.Sprintf("notes-%d.txt", size[0]), screentest.Plain(m.View()))
	}
}

func TestNotesWithout(t *testing.T) {
	m := New(screentest.Theme(t, theme.Options{Dark: true}), ansi.WcWidth, DefaultKeys())
	m.SetSize(70, 8)
	screentest.Golden(t, "notes-none.txt", screentest.Plain(m.View()))
	for _, k := range []string{"enter", "e", "x", "t", "j", "G"} {
		if a := m.Update(screentest.Press(k)); a != nil {
			t.Errorf("%s gave %#v on an empty list", k, a)
		}
	}
}

func TestNotesActions(t *testing.T) {
	for _, tt := range []struct{ keys, want string }{
		{"enter", "notes.Jump a"},
		{"j e", "notes.Edit b"},
		{"j j x", "notes.Delete c"},
		{"G t", "notes.Tags d"},
		{"j k k enter", "notes.Jump a"},
		{"N", "notes.Close"},
		{"esc", "notes.Close"},
		{"q", "notes.Close"},
		{"/ s h e l l s enter x", "notes.Delete c"},
		{"/ f o l l o w enter e", "notes.Edit b"},
		{"/ x q esc j enter", "notes.Jump b"}, // esc takes the filter away: letters were text
		{"/ z z z enter enter", ""},
		{"v v x", "notes.Delete a b"},
		{"v v k v x", "notes.Delete a"},
		{"V t", "notes.Tags a b c d"},
		{"V V x", "notes.Delete a"},
		{"s enter", "notes.Jump a"},
		{"s g enter", "notes.Jump c"}, // the newest
		{"/ k i n d : q u enter V x", "notes.Delete b"},
		{"/ i s : o r p h enter V x", "notes.Delete d"},
		{"/ t a g : f o l enter V x", "notes.Delete b"},
		{"/ b y : b e a enter V x", "notes.Delete c"},
		{"/ s i n c e : 2 0 2 5 - 0 3 enter V x", "notes.Delete c"},
		{"/ u n t i l : 2 0 2 4 enter V x", "notes.Delete a"},
		{"/ i n : a g r enter V x", "notes.Delete b c"},
	} {
		m := listOf(t, 80, 20)
		got := ""
		for k := range strings.FieldsSeq(tt.keys) {
			switch a := m.Update(screentest.Press(k)).(type) {
			case Jump:
				got = "notes.Jump " + a.Item.ID
			case Edit:
				got = "notes.Edit " + a.ID
			case Delete:
				got = "notes.Delete " + strings.Join(a.IDs, " ")
			case Tags:
				got = "notes.Tags " + strings.Join(a.IDs, " ")
			case Close:
				got = "notes.Close"
			}
		}
		if got != tt.want {
			t.Errorf("%s: %q, want %q", tt.keys, got, tt.want)
		}
	}
}

func TestNotesStaySelected(t *testing.T) {
	m := listOf(t, 80, 20)
	m.Select("c")
	left := items()[:2]
	m.SetItems(append(left, items()[3])) // a is gone
	if it, _ := m.Selected(); it.ID != "c" {
		t.Errorf("selected %q", it.ID)
	}
	m.SetItems(left) // c too: the cursor stays near
	if it, ok := m.Selected(); !ok || it.ID != "d" {
		t.Errorf("selected %q", it.ID)
	}
	m.SetItems(items())
	m.SelectNear(450)
	if it, _ := m.Selected(); it.ID != "b" {
		t.Errorf("near 450 there is %q", it.ID)
	}
}

func TestNotesKeys(t *testing.T) {
	screentest.CheckKeys(t, "notes", DefaultKeys().Bindings())
}

// What a row is said to be high is how high it is drawn, at every width.
func TestRowsAreAsHighAsDrawn(t *testing.T) {
	for _, w := range []int{1, 12, 20, 40, 80, 200} {
		m := listOf(t, w, 20)
		more := append(items(),
			Item{ID: "e", Body: "some plain words and 7 more", Section: "Meetings", Offset: 110},
			Item{ID: "f", Body: "x", Versions: []string{"Ada: one", "Bo: two"}, Grade: note.Grade{Reliability: 'B'}, Likely: note.Likely, Section: "Meetings", Offset: 120},
			Item{ID: "g", Body: " 7. ", Links: []Link{{Label: "one"}, {Label: "two"}}, Outcome: "moved", Section: "Meetings", Offset: 130},
			Item{ID: "h", On: note.OnBriefing, Tags: []string{"a"}},
		)
		m.SetItems(more)
		for range 2 {
			for row := range m.shown {
				if high, drawn := m.rowsOf(row), len(m.lines(row)); high != drawn {
					t.Errorf("at %d cells row %d has %d lines, and is drawn with %d", w, row, high, drawn)
				}
			}
			m.Update(screentest.Press("s"))
		}
	}
}

func manyItems(count int) []Item {
	many := make([]Item, count)
	for i := range many {
		many[i] = Item{ID: fmt.Sprint(i), Kind: note.Highlight, Quote: "howitzers", Body: fmt.Sprintf("note %d", i), Section: "Weapons requests", Offset: 7}
	}
	return many
}

// All of 100,000 notes can be marked and then change, and the list goes on.
func TestManyNotesMarked(t *testing.T) {
	m := listOf(t, 80, 20)
	m.SetItems(manyItems(100_000))
	m.markAll()
	m.SetItems(manyItems(99_999))
	if m.Marked() != 99_999 {
		t.Errorf("%d are marked", m.Marked())
	}
}

// BenchmarkFilter types a letter into the filter of 100,000 notes on one word.
func BenchmarkFilter(b *testing.B) {
	m := New(screentest.Theme(b, theme.Options{Dark: true}), ansi.WcWidth, DefaultKeys())
	m.SetSize(80, 20)
	m.SetItems(manyItems(100_000))
	m.Update(screentest.Press("/"))
	for b.Loop() {
		m.Update(screentest.Press("9"))
		_ = m.View()
		m.Update(screentest.Press("backspace"))
	}
}
