package reader

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"readout/ui/screentest"
)

// numbered is a text whose paragraphs say which they are, in nine sections.
func numberedText() string {
	var b strings.Builder
	for i := 1; i <= 90; i++ {
		if i%10 == 1 {
			b.WriteString("## Part " + strconv.Itoa(i/10+1) + "\n\n")
		}
		b.WriteString("Paragraph " + strconv.Itoa(i) + " has words. It ends here.\n\n")
	}
	return b.String()
}

// A digit jumps at once, and counts where a motion follows; the motion begins where the
// reader was.
func TestCounts(t *testing.T) {
	for _, tt := range []struct{ from, keys, want string }{
		{"Paragraph 41 ", "3", "Part 3"},
		{"Paragraph 41 ", "3 }", "Paragraph 44 "},
		{"Paragraph 41 ", "3 {", "Paragraph 39 "},
		{"Paragraph 41 ", "1 2 }", "Paragraph 52 "},
		{"Paragraph 41 ", "1 0 }", "Part 6"},
		{"Paragraph 41 ", "2 w", "has words. "},
		{"Paragraph 41 ", "3 )", "It ends here.\n\nParagraph 43 "},
		{"Paragraph 45 ", "2 (", "Paragraph 44 "},
		{"Paragraph 41 ", "4 l", "graph 41 "},
		{"Paragraph 41 ", "6 j", "Paragraph 47 "},
		{"Paragraph 45 ", "6 k", "Paragraph 40 "},
		{"Paragraph 41 ", "2 ]", "Part 7"},
		{"Paragraph 41 ", "2 [", "Part 4"},
		{"Paragraph 41 ", "9 9 ]", "Part 9"},
		{"Paragraph 41 ", "9 9 [", "Part 1"},
		{"Paragraph 41 ", "5 G", "Paragraph 4 "},
		{"Paragraph 41 ", "1 G", "Part 1"},
		{"Paragraph 41 ", "5 g g", "Paragraph 4 "},
		{"Paragraph 41 ", "9 9 9 G", "Paragraph 90 "},
		{"Paragraph 41 ", "1 }", "Paragraph 1 "}, // one is no count: the jump stands
		{"Paragraph 41 ", "2 h", "Part 2"},       // nothing that moves takes it back
		{"Paragraph 41 ", "%", "Paragraph 41 "},
		{"Paragraph 41 ", "9 9 9 9 9 9 9 j", "Paragraph 90 "},
		{"Paragraph 41 ", "2 ' '", "Paragraph 41 "},
		{"Paragraph 41 ", "0", "Paragraph 41 "},
	} {
		m := open(t, numberedText(), 60, 20)
		to(t, m, tt.from)
		if press(m, tt.keys); from(m, len(tt.want)) != tt.want {
			t.Errorf("%s: %s goes to %q, want %q", tt.from, tt.keys, from(m, 20), tt.want)
		}
		stands(t, m, tt.keys)
	}
}

// A count leaves the screen as if the digits had not jumped.
func TestCountsLeaveNoTrace(t *testing.T) {
	one, other := open(t, numberedText(), 60, 20), open(t, numberedText(), 60, 20)
	for _, m := range []*Model{one, other} {
		to(t, m, "Paragraph 41 ")
		press(m, "w $")
	}
	press(one, "2 j")
	press(other, "j j")
	if one.View() != other.View() || one.column != other.column || len(one.jumps.trail.back) != len(other.jumps.trail.back) {
		t.Errorf("2j shows\n%s\nand jj shows\n%s", screentest.Plain(one.View()), screentest.Plain(other.View()))
	}
}

// A count that no motion follows in time is none.
func TestCountEnds(t *testing.T) {
	m := open(t, numberedText(), 60, 20)
	press(m, "2")
	early := countedMsg{m, m.typed.request}
	press(m, "3")
	if m.Update(early); m.Count() != 23 {
		t.Errorf("the timer of an earlier digit ends the count: %d", m.Count())
	}
	m.Update(countedMsg{m, m.typed.request})
	if press(m, "}"); m.Count() != 0 || from(m, 13) != "Paragraph 21 " {
		t.Errorf("after its time 23 counts still: at %q", from(m, 20))
	}
	// The second stroke of a motion may come later than the timer.
	press(m, "5 g")
	m.Update(countedMsg{m, m.typed.request})
	if press(m, "g"); from(m, 12) != "Paragraph 4 " {
		t.Errorf("5gg goes to %q", from(m, 20))
	}
}

func TestPercent(t *testing.T) {
	m := open(t, numberedText(), 60, 20)
	for n := 1; n <= 100; n += 9 {
		for _, digit := range strconv.Itoa(n) {
			press(m, string(digit))
		}
		press(m, "%")
		if got := 100 * m.Cursor() / len(numberedText()); got < min(n, 99) || got > n+1 {
			t.Errorf("%d%% goes to %d %%", n, got)
		}
	}
	if m.Progress() != 100 {
		t.Errorf("100%% goes to %d %%", m.Progress())
	}
}

// A selection that counted motions extend holds what the same motions without counts
// would.
func TestCountsSelect(t *testing.T) {
	for _, pair := range [][2]string{{"3 w", "w w w"}, {"2 )", ") )"}, {"4 }", "} } } }"}, {"3 j", "j j j"}, {"2 b", "b b"}} {
		var got [2]string
		for i, keys := range pair {
			m := open(t, walk, 80, 60)
			to(t, m, "Second one")
			press(m, "v "+keys)
			s, _ := m.Selection()
			got[i] = quote(m, s)
		}
		if got[0] != got[1] || len(got[0]) < 5 {
			t.Errorf("v %s selects %q, v %s selects %q", pair[0], got[0], pair[1], got[1])
		}
	}
}

// Back and on again go over the places that were left by jumps, and by jumps alone.
func TestJumpList(t *testing.T) {
	m := open(t, numberedText(), 60, 20)
	var places []int
	for _, keys := range []string{"]", "5 0 %", "4", "G", "g g", "/ 5 5 enter", "7 G"} {
		press(m, "w")
		places = append(places, m.Cursor())
		press(m, keys)
		m.Update(countedMsg{m, m.typed.request})
	}
	end := m.Cursor()
	press(m, "esc")
	for _, want := range slices.Backward(places) {
		if press(m, "ctrl+o"); m.Cursor() != want || !m.onScreen() {
			t.Errorf("back to %q, want %q", from(m, 20), m.flow.doc.Source()[want:want+20])
		}
	}
	if a, ok := press(m, "ctrl+o").(Message); !ok || m.Cursor() != places[0] {
		t.Errorf("at the end of the way: %v at %q", a, from(m, 20))
	}
	for _, want := range append(places[1:], end) {
		if press(m, "ctrl+i"); m.Cursor() != want {
			t.Errorf("on to %q, want %q", from(m, 20), m.flow.doc.Source()[want:want+20])
		}
	}
	if _, ok := press(m, "alt+right").(Message); !ok {
		t.Error("on again goes beyond the last place")
	}
	press(m, "alt+left alt+left")
	two := m.Cursor()
	press(m, "ctrl+i ctrl+i")
	if press(m, "2 ctrl+o"); m.Cursor() != two {
		t.Errorf("2 ctrl-o goes to %q", from(m, 20))
	}
	press(m, "]")
	if _, ok := press(m, "ctrl+i").(Message); !ok {
		t.Error("after a new jump the old way on is there still")
	}
}

func TestMarks(t *testing.T) {
	m := open(t, numberedText(), 60, 20)
	to(t, m, "Paragraph 41 ")
	press(m, "m a")
	to(t, m, "Paragraph 62 ")
	press(m, "m b")
	press(m, "g g")
	for keys, want := range map[string]string{"' a": "Paragraph 41 ", "` b": "Paragraph 62 "} {
		if press(m, keys); from(m, len(want)) != want || !m.onScreen() {
			t.Errorf("%s goes to %q", keys, from(m, 20))
		}
	}
	press(m, "' a")
	press(m, "' b")
	for _, want := range []string{"Paragraph 41 ", "Paragraph 62 ", "Paragraph 41 "} {
		if press(m, "' '"); from(m, len(want)) != want {
			t.Errorf("'' goes to %q, want %q", from(m, 20), want)
		}
	}
	at := m.Cursor()
	if a, _ := press(m, "' c").(Message); !strings.HasSuffix(a.Text, "set here: a b") || m.Cursor() != at {
		t.Errorf("for a mark that is not set it says %q", a.Text)
	}
	if a := press(m, "m B"); a != (KeepMark{Letter: "B"}) {
		t.Errorf("a mark of a capital: %v", a)
	}
	if a := press(m, "' B"); a != (FindMark{Letter: "B"}) {
		t.Errorf("to a mark of a capital: %v", a)
	}
	for _, keys := range []string{"m 5", "m esc", "m m", "' x", "g x", "g q", "z a"} {
		if press(m, keys); m.Cursor() != at || m.Awaiting() || m.Count() != 0 {
			t.Errorf("%s goes to %q", keys, from(m, 20))
		}
	}
	show(m, "Short.")
	press(m, "' b")
	stands(t, m, "a mark beyond the end of a new text")
}
