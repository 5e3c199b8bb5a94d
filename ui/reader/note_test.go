package reader

import (
	"strings"
	"testing"

	"readout/content"
	"readout/ui/screentest"
)

// What a note stands on without a selection is the source's own sentence: no lead, no
// citation, no half of a quotation.
func TestSentenceMeant(t *testing.T) {
	for _, tt := range []struct{ from, want string }{
		{"First", "First one."},
		{" one. Second", "First one."},
		{"Twice", "Second one, “quoted. Twice,” he said."},
		{"quoted", "Second one, “quoted. Twice,” he said."},
		{"Second one", "Second one, “quoted. Twice,” he said."},
		{"Third", "Third."},
		{"[^a1-1]\n\n## L", "Third."},
		{"3 May", "The towns agreed on Monday."},
		{"office", "The towns agreed on Monday."},
		{"— The", "The towns agreed on Monday."},
		{"towns", "The towns agreed on Monday."},
		{"They meet", "They meet again."},
		{"[^a1-1][^a1-2]", "They meet again."},
		{"[^a1-2]\n- A", "They meet again."},
		{"two\n> lines", "A quotation of two\n> lines."},
		{"lines", "A quotation of two\n> lines."},
		{"And more", "And more."},
		{"news*", "Harbour *news* of the day"},
		{"Harbour *", "Harbour *news* of the day"},
		{"東京", "東京都は水曜日にスクリーンを発表した。"},
		{"println", "println(1)"},
		{"func", "func main() {"},
		{"Esk", "Esk"},
		{"7,500", "7,500"},
		{"Boats", "Boats"},
		{"[^a1-2] |", "Boats"},
		{"Dunmore", "Dunmore by the long sea"},
		{"It has", "It has two sentences."},
		{"don’t", "Last paragraph, don’t stop."},
	} {
		m := open(t, walk, 80, 30)
		to(t, m, tt.from)
		for _, k := range []string{"a", "t", "h", "y"} {
			var got content.Span
			switch a := press(m, k).(type) {
			case Write:
				got = a.Span
			case Tag:
				got = a.Span
			case Highlight:
				got = a.Span
			case Copy:
				got = a.Span
			}
			if quote(m, got) != tt.want {
				t.Errorf("%s at %q is on %q, want %q", k, tt.from, quote(m, got), tt.want)
			}
		}
	}
}

func TestLeads(t *testing.T) {
	for _, tt := range []struct{ src, want string }{
		{"- **Mara Lind:** “We will go. We will win.” She left.[^1]", "“We will go. We will win.”"},
		{"- **27 Nov · Mara Lind** — “Not a paragraph\n- that ends. It goes on", "“Not a paragraph"},
		{"- **Kyiv** said on Monday it would. Not now.", "**Kyiv** said on Monday it would."}, // bold, and no lead
		{"- **All of it is bold.**", "All of it is bold."},
		{"- **Only a lead** —", "Only a lead** —"},
		{"- **10 May · Office** — [^a1-1]", "10 May · Office** —"},
		{`"We will go. We will win," he said. She left.`, `"We will go. We will win," he said.`},
		{`He is 6" tall. She is not. They left.`, `He is 6" tall.`},
		{"He said: “Go. Now.", "He said: “Go."},
	} {
		m := open(t, tt.src+"\n\n[^1]: One.\n[^a1-1]: Two.\n", 80, 10)
		a, _ := press(m, "g g a").(Write)
		if got := quote(m, a.Span); strings.TrimPrefix(got, "**") != strings.TrimPrefix(tt.want, "**") {
			t.Errorf("%s: %q, want %q", tt.src, got, tt.want)
		}
	}
}

func TestSelecting(t *testing.T) {
	for _, tt := range []struct{ from, keys, want string }{
		{"towns", "v w w", "towns agreed"},
		{"towns", "v )", "towns agreed on Monday."},
		{"towns", "v ) )", "towns agreed on Monday. They meet again."},
		{"towns", "v ) ) ) (", "towns agreed on Monday. They meet again.[^a1-1][^a1-2]\n- A"},
		{"They", "v }", "They meet again."},
		{"Last", "v } }", "Last paragraph, don’t stop.\n\n[^a1-1]: The first paragraph of the source. It has two sentences."},
		{"Last", "v }", "Last paragraph, don’t stop."},
		{"The second", "v w w w w", "The second."},
		{"agreed on", "v b w", "a"},
		{"towns", "v b", "The t"},
		{"towns", "v w O b", "The towns"},
		{"towns", "s", "The towns agreed on Monday."},
		{"towns", "s )", "The towns agreed on Monday. They meet again."},
		{"3 May", "s", "The towns agreed on Monday."},
		{"東京", "v l l", "東京都"},
		{"👩", "v", "👩‍👩‍👧‍👦"},
		{"families", "v left left", "👩‍👩‍👧‍👦 f"},
		{"te\u0301", "v", "t"},
		{"naïve", "v $", "naïve &amp; more."},
		{"Harbour *", "v w", "Harbour"},
		{"Third", "v w w", "Third."},
		{"Third", "v w w l", "Third.[^a1-1]"},
		{"Esk", "v }", "Esk  | 12 |\n| Dunmore by the long sea | 7,500"},
		{"Last", "v G", walk[strings.Index(walk, "Last") : len(walk)-1]},
		{"Second one", "v g g", "Harbour *news* of the day\n\nFirst one. S"},
	} {
		m := open(t, walk, 80, 30)
		to(t, m, tt.from)
		press(m, tt.keys)
		if s, ok := m.Selection(); !ok || quote(m, s) != tt.want {
			t.Errorf("%s %s: %q, want %q", tt.from, tt.keys, quote(m, s), tt.want)
		}
		if a, ok := press(m, "a").(Write); !ok || quote(m, a.Span) != tt.want {
			t.Errorf("%s %s a: %#v", tt.from, tt.keys, a)
		}
		if _, ok := m.Selection(); ok {
			t.Errorf("%s %s: still selected after a", tt.from, tt.keys)
		}
	}
	m := open(t, walk, 80, 30)
	if press(m, "v w v"); m.anchor >= 0 {
		t.Error("v does not end a selection")
	}
	if press(m, "v w esc"); m.anchor >= 0 {
		t.Error("esc does not end a selection")
	}
}

// A key means the innermost note under the cursor, the one on the selection, or the one
// on the sentence.
func TestNoteMeant(t *testing.T) {
	for _, tt := range []struct {
		from, keys string
		want       Action
	}{
		{"agreed", "e", Edit{"inner"}},
		{"agreed", "x", Delete{"inner"}},
		{"towns", "e", Edit{"outer"}},
		{"Monday", "e", Edit{"inner"}},
		{"They meet", "x", Delete{"outer"}},
		{"First", "e", Edit{"sentence"}},
		{"7,500", "x", Delete{"cell"}},
		{"towns", "v w w e", Edit{"inner"}},
		{"Harbour *", "e", Message{"there is no note under the cursor"}},
		{"Second", "x", Message{"there is no note under the cursor"}},
	} {
		m := open(t, walk, 80, 30)
		m.SetNotes(notesOf(m))
		to(t, m, tt.from)
		if got := press(m, tt.keys); got != tt.want {
			t.Errorf("%s %s: %#v, want %#v", tt.from, tt.keys, got, tt.want)
		}
	}
	for _, tt := range []struct{ from, keys, want string }{
		{"agreed", "h", "inner"}, {"agreed", "t", "inner"}, {"First", "h", "sentence"}, {"Second", "h", ""}, {"agreed", "v h", ""}, {"First", "s h", "sentence"},
	} {
		m := open(t, walk, 80, 30)
		m.SetNotes(notesOf(m))
		to(t, m, tt.from)
		id := ""
		switch a := press(m, tt.keys).(type) {
		case Highlight:
			id = a.NoteID
		case Tag:
			id = a.NoteID
		default:
			t.Errorf("%s %s: %#v", tt.from, tt.keys, a)
		}
		if id != tt.want {
			t.Errorf("%s %s means %q, want %q", tt.from, tt.keys, id, tt.want)
		}
	}
	// A note on a sentence is meant from its entry's lead and citation too.
	m := open(t, walk, 80, 30)
	at := strings.Index(walk, "Third.")
	m.SetNotes([]Note{{ID: "third", Span: content.Span{Start: at, End: at + 6}}})
	to(t, m, "[^a1-1]\n\n## L")
	if got, want := press(m, "h"), (Highlight{content.Span{Start: at, End: at + 6}, "third"}); got != want {
		t.Errorf("h on the citation: %#v", got)
	}
}

// The signs in the margin stand on the line where their note begins, at any width.
func TestMargin(t *testing.T) {
	for _, w := range []int{24, 40, 80} {
		m := open(t, walk, w, 80)
		m.SetNotes(notesOf(m))
		want := map[string]string{"First": "◇ ", "towns": "▌ ", "7,500": "!✎"}
		for i, row := range strings.Split(screentest.Plain(m.View()), "\n") {
			sign := strings.TrimSpace(string([]rune(row + "  ")[:gutter]))
			for text, s := range want {
				if strings.Contains(row, text) {
					if sign != strings.TrimSpace(s) {
						t.Errorf("width %d, row %d: sign %q, want %q: %s", w, i, sign, s, row)
					}
					delete(want, text)
				}
			}
		}
		if len(want) > 0 {
			t.Errorf("width %d: %v not seen", w, want)
		}
	}
}

func TestFollow(t *testing.T) {
	src := walk + "\nSee <mailto:a@example.org>, [here](#lists) and [file](file:///etc/passwd), [up](HTTPS://example.org/x).\n"
	bad := func(s string) Action { return Message{"only http, https and mailto links open: " + s} }
	for _, tt := range []struct {
		from string
		want Action
	}{
		{"First", ShowCitation{"a1-1"}},
		{"[^a1-1]\n\n## L", ShowCitation{"a1-1"}},
		{"towns", ShowCitation{"a1-1"}},
		{"[^a1-2]\n- A", ShowCitation{"a1-2"}},
		{"Boats", ShowCitation{"a1-2"}},
		{"12 |", ShowCitation{"a1-2"}},
		{"A plain", OpenLink{"https://example.org/a"}},
		{"link]", OpenLink{"https://example.org/a"}},
		{"bad", bad("javascript:alert(1)")},
		{"Last", Message{"there is no citation or link here"}},
		{"See", OpenLink{"mailto:a@example.org"}},
		{"here", FollowLink{"#lists"}},
		{"file]", bad("file:///etc/passwd")},
		{"up]", OpenLink{"HTTPS://example.org/x"}},
	} {
		m := open(t, src, 80, 30)
		to(t, m, tt.from)
		if got := press(m, "enter"); got != tt.want {
			t.Errorf("enter on %q: %#v, want %#v", tt.from, got, tt.want)
		}
	}
}
