package reader

import (
	"strings"
	"testing"

	"readout/briefing/markdown"
	"readout/ui/screentest"
)

// A regular expression finds what shows; case counts where a capital stands for itself.
func TestPatterns(t *testing.T) {
	src := shores + "See [the *pilot* boat](https://example.org) and the\npilot. In 1998 and 2023.\n\nTwo lines\\\nbreak here.\n"
	for pattern, want := range map[string][]string{
		`harbou?r`:                {"Harbour", "harbour", "Harbour", "harbour"},
		`Harbou?r`:                {"Harbour", "Harbour"},
		`the \w+ boat`:            {"the *pilot* boat"},
		`boat and the pilot`:      {"boat](https://example.org) and the\npilot"},
		`\bp\S+t\b`:               {"pilot", "pilot"},
		`\d{4}`:                   {"1998", "2023"},
		`\D{3} 1998`:              {" In 1998"},
		`^two`:                    {"Two"},
		`^break|lines$`:           {"lines", "break"},
		`"don't go,"`:             {"“Don’t go,”"},
		`x*`:                      {"x"}, // nothing at all is no hit
		`\p{Greek}mega`:           {"Ωmega", "ΩMEGA"},
		`\pNTEEN`:                 nil,
		`nowhere|not here either`: nil,
	} {
		doc := markdown.Open([]byte(src))
		q, err := newQuery(pattern, asPattern)
		if err != nil {
			t.Errorf("%s: %v", pattern, err)
			continue
		}
		spans, _ := hits(doc, newFlow(doc).chunks(), q, func() bool { return false })
		var got []string
		for _, s := range spans {
			got = append(got, src[s.Start:s.End])
		}
		if strings.Join(got, "|") != strings.Join(want, "|") {
			t.Errorf("%s: %q, want %q", pattern, got, want)
		}
	}
}

// A pattern that is none yet says so in the line, and finds nothing until it is one.
func TestTypedPattern(t *testing.T) {
	m := open(t, shores, 60, 12)
	line := func() string {
		rows := strings.Split(strings.TrimRight(screentest.Plain(m.View()), "\n"), "\n")
		return rows[len(rows)-1]
	}
	press(m, "/")
	types(m, "(har|off")
	if !strings.HasSuffix(line(), "nothing found") {
		t.Errorf("words: %q", line())
	}
	press(m, "ctrl+r")
	if !strings.HasPrefix(line(), "re/(har|off") || !strings.HasSuffix(line(), "missing closing )") || m.Cursor() != 2 {
		t.Errorf("half a pattern: %q at %d", line(), m.Cursor())
	}
	screentest.Check(t, m.opt.Method, m.View(), 60, 12)
	if x, _ := m.CursorCell(); x != len("re/(har|off") {
		t.Errorf("the cursor is at %d", x)
	}
	types(m, ")")
	if !strings.HasSuffix(line(), "1/6") || from(m, 7) != "Harbour" {
		t.Errorf("a pattern: %q", line())
	}
	press(m, "enter n n")
	if !strings.HasPrefix(line(), "re/(har|off)") || !strings.Contains(line(), "3/6") {
		t.Errorf("kept: %q", line())
	}
	press(m, "esc / enter")
	if !strings.HasPrefix(line(), "re/(har|off)") {
		t.Errorf("again: %q", line())
	}
	press(m, "esc / x ctrl+r ctrl+r")
	if !strings.HasPrefix(line(), "/x") {
		t.Errorf("words again: %q", line())
	}
	types(m, strings.Repeat("y", mostPattern))
	if press(m, "ctrl+r"); !strings.Contains(line(), "longer than") {
		t.Errorf("a long pattern: %q", line())
	}
}

func FuzzPattern(f *testing.F) {
	for _, s := range []string{`a|b`, `\p{Greek}\pL\Q.`, `[[:^alpha:]]`, `(?i)x{2,}`, `\`, `\p{`, `(a{99}){99}`, "\xff"} {
		f.Add(s, "Straße “quoted” ΩMEGA 12")
	}
	f.Fuzz(func(t *testing.T, pattern, text string) {
		q, err := newQuery(pattern, asPattern)
		if err != nil {
			return
		}
		src := strings.ToValidUTF8(text, "")
		doc := markdown.Open([]byte(src))
		for b := range doc.Blocks() {
			for _, s := range q.in(b.Visible(), nil) {
				if s.Start < 0 || s.End > len(src) || s.Len() <= 0 {
					t.Fatalf("%q finds %v in %q", pattern, s, src)
				}
			}
		}
	})
}

// The star goes to the next place of the word under the cursor, whole and in any case.
func TestWordSearch(t *testing.T) {
	src := "The boat left. A boathouse burned; Boat *two* came.\n\n| Boat | 港の |\n|---|---|\n| rowboat | 港の新 |\n\nThe last boat.\n"
	m := open(t, src, 60, 12)
	to(t, m, "oat left")
	var seen []string
	for _, keys := range []string{"*", "n", "n", "n", "N"} {
		press(m, keys)
		seen = append(seen, from(m, 5))
		stands(t, m, keys)
	}
	if got := strings.Join(seen, ","); got != "Boat ,Boat ,boat.,boat ,boat." {
		t.Errorf("the word is found at %q", got)
	}
	if !strings.Contains(m.View(), "4/4") {
		t.Errorf("not counted:\n%s", screentest.Plain(m.View()))
	}
	press(m, "esc ctrl+o")
	to(t, m, " *two*")
	if press(m, "*"); m.search.query != "two" {
		t.Errorf("on a blank the word is %q", m.search.query)
	}
	press(m, "esc")
	to(t, m, "港の |")
	if press(m, "*"); from(m, 9) != "港の新" {
		t.Errorf("of a script without spaces: %q", from(m, 9))
	}
	press(m, "esc g g")
	m.ClearSelection()
	show(m, "—")
	if _, ok := press(m, "*").(Message); !ok {
		t.Error("there is no word, and nothing says so")
	}
}
