package briefing

import (
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"readout/content"
)

var update = flag.Bool("update", false, "write the golden files anew")

// harbour is a briefing with one of everything.
func harbour() *Briefing {
	exact := func(v string) content.Date { return content.Date{Value: v, Certainty: content.Exact} }
	inferred := func(v string) content.Date { return content.Date{Value: v, Certainty: content.Inferred} }
	return &Briefing{
		ID: "3f0c9a52-7d1e-4b8a-9c55-0d2f6a1e8b77", Title: "Harbour talks: “a start”, says Dorn", Published: inferred("2024-11-27"), Language: "en", Made: true,
		Sources: []Source{
			{Title: "Ministers agree on [grain] & ferries", Publisher: "Example Post", Byline: "Ann O'Hara and B. Lee", URL: "https://example.org/2024/a_b(c)?x=1&copy;=2", Published: inferred("2024-11-27"), SHA256: strings.Repeat("9b1e", 16)},
			{Publisher: "Example Radio", URL: "https://example.com/talks", Published: exact("2024-11")},
			{Title: "A letter"},
		},
		KeyPoints: []Entry{
			{Text: "The two sides agreed to keep the ferry line open.", Citations: []string{"a1-1", "a2-4"}},
			{Text: "1986. It was a cold year.", Citations: []string{"a1-2"}},
		},
		Sections: []Section{
			{Key: "meetings", Title: "Meetings", Level: 2, Entries: []Entry{
				{Lead: Lead{Date: inferred("2024-11-27"), Actors: []string{"Dorn", "Vale"}, Status: "planned"}, Text: "Dorn is to meet Vale on Wednesday, Nov. 27.", Citations: []string{"a1-1"}},
				{Lead: Lead{Date: exact("2024-11-18/2024-11-24"), Actors: []string{"Ministry of Trade, Industry and Energy", "Vale"}}, Text: "They met *every* day; see https://example.org/log_*.", Citations: []string{"a1-2"}},
				{Lead: Lead{Date: inferred("2024-10"), Status: "reported by Example Radio"}, Text: "A first meeting was held."},
				{Lead: Lead{Actors: []string{"the delegation"}}, Text: "The delegation left."},
			}},
			{Key: "weapons-requests", Title: "Weapon aid requests", Level: 2, Entries: []Entry{{Text: "- \"#1 need\": 155mm shells, <said> @someone.\nA second paragraph | of the same.", Citations: []string{"a2-4"}}}},
			{Key: "statements", Title: "Statements", Level: 2, Entries: []Entry{
				{Speaker: "Dorn", Lead: Lead{Date: exact("2024-11-27"), Actors: []string{"Dorn"}}, Text: "“We need $5 billion – or A$b$,” Dorn said.", Citations: []string{"a1-2"}},
			}},
			{Key: "timeline", Title: "Timeline", Level: 2},
			{Key: "the-1980s", Title: "The 1980s", Level: 3, Entries: []Entry{{Lead: Lead{Date: exact("1986")}, Text: "A cold year."}}},
		},
		Citations: []Citation{
			{Label: "a1-1", Article: 1, Paragraph: 1, Text: "Dorn is to meet Vale on Wednesday, Nov. 27. The two sides agreed to keep the ferry line open."},
			{Label: "a1-2", Article: 1, Paragraph: 2, Text: "1986. It was a cold year. “We need $5 billion – or A$b$,” Dorn said."},
			{Label: "a2-4", Article: 2, Paragraph: 4, Text: "- \"#1 need\": 155mm shells, <said> @someone."},
		},
	}
}

func TestFormatGolden(t *testing.T) {
	golden(t, "harbour.md", Format(harbour()))
	checkRoundTrip(t, harbour())
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", path, diff)
	}
}

func TestParseAnyMarkdown(t *testing.T) {
	src := strings.ReplaceAll(`---
title: A note: with a colon
published: 27 Nov 2024
---
Before the first heading.

# Harbour

Some *marked* text,
on two lines.[^x]

> A quotation.

## Meetings

Not an entry, as there is a list.

- **27 Nov 2024 · Dorn, Vale** — They met. [^a1-2]
- **Dorn:** “Yes.”
  - and below it
- **Important** words

## Meetings

### Weapon aid requests

* **Nov. 26** - Asked for shells.

Setext
======

[^a1-2]: The source,
    *word* for word.

    Second paragraph.
[^x]: Another.
`, "\t", "    ")
	b := Parse([]byte(src))
	type entry struct{ Lead, Date, Speaker, Text, Citations string }
	type section struct {
		Key, Title string
		Level      int
		Text       string
		Entries    []entry
	}
	var got []section
	for _, s := range b.Sections {
		x := section{Key: s.Key, Title: s.Title, Level: s.Level, Text: src[s.Heading.Start:s.Heading.End]}
		for _, e := range s.Entries {
			x.Entries = append(x.Entries, entry{e.Lead.Raw, e.Lead.Date.Value, e.Speaker, e.Text, strings.Join(e.Citations, " ")})
		}
		got = append(got, x)
	}
	want := []section{
		{"top", "Top", 0, "", []entry{{"", "", "", "Before the first heading.", ""}}},
		{"harbour", "Harbour", 1, "# Harbour\n", []entry{{"", "", "", "Some marked text, on two lines.", "x"}, {"", "", "", "A quotation.", ""}}},
		{"meetings", "Meetings", 2, "## Meetings\n", []entry{
			{"27 Nov 2024 · Dorn, Vale", "2024-11-27", "", "They met.", "a1-2"},
			{"Dorn", "", "Dorn", "“Yes.”\nand below it", ""},
			{"", "", "", "Important words", ""},
		}},
		{"meetings-2", "Meetings", 2, "## Meetings\n", nil},
		{"weapons-requests", "Weapon aid requests", 3, "### Weapon aid requests\n", []entry{{"Nov. 26", "", "", "Asked for shells.", ""}}},
		{"setext", "Setext", 1, "Setext\n======\n", nil},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if b.Title != "A note: with a colon" || b.Published.Value != "2024-11-27" || b.Made || len(b.Problems) != 1 {
		t.Errorf("title %q, published %v, made %v, problems %q", b.Title, b.Published, b.Made, b.Problems)
	}
	c, ok := b.Citation("a1-2")
	if !ok || c.Article != 1 || c.Paragraph != 2 || c.Text != "The source, word for word.\nSecond paragraph." {
		t.Errorf("citation %+v", c)
	}
	for _, at := range []struct{ text, section, entry string }{
		{"title: A note", "", ""},
		{"Before", "top", "Before the first heading."},
		{"marked", "harbour", "Some marked text, on two lines."},
		{"Not an entry", "meetings", ""},
		{"and below", "meetings", "“Yes.”\nand below it"},
		{"### Weapon", "weapons-requests", ""},
		{"shells", "weapons-requests", "Asked for shells."},
		{"======", "setext", ""},
	} {
		var key, text string
		s, e := b.EntryAt(strings.Index(src, at.text))
		if s != nil {
			key = s.Key
		}
		if e != nil {
			text = e.Text
		}
		if key != at.section || text != at.entry {
			t.Errorf("at %q: section %q, entry %q", at.text, key, text)
		}
	}
	if s := b.Find("harbour"); s == nil || src[s.Span.Start:s.Span.End] != src[strings.Index(src, "# Harbour"):strings.Index(src, "Setext")] {
		t.Errorf("the section of level 1 spans %+v", s)
	}
}

func TestFind(t *testing.T) {
	b := Parse([]byte("# One\n## Weapon aid requests\n## Talks\n## Meetings\n## Ein Übermaß\n"))
	for name, want := range map[string]string{
		"weapons-requests": "Weapon aid requests", "Weapons requests": "Weapon aid requests", "arms requests": "Weapon aid requests", "Requests for weapons": "Weapon aid requests",
		"meetings": "Talks", "Meetings": "Meetings", "talks and meetings": "Talks", "meetings-2": "Meetings", "ein-übermaß": "Ein Übermaß", "EIN ÜBERMASS": "", "ein übermaß": "Ein Übermaß", "one": "One", "": "", "two": "",
	} {
		got := ""
		if s := b.Find(name); s != nil {
			got = s.Title
		}
		if got != want {
			t.Errorf("Find(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestSectionKey(t *testing.T) {
	for title, want := range map[string]string{
		"Meetings": "meetings", "2. Meetings and Talks": "meetings", "Weapon aid requests": "weapons-requests", "THREATS & WARNINGS": "threats", "De-escalation": "de-escalation",
		"Who’s who": "who-is-who", "Who is who": "who-is-who", "Sanctions and coercion": "sanctions", "What’s next?": "whats-next", "The 1980s": "the-1980s", "27 November": "27-november", "…": "section", "한국": "한국", "Other requests": "requests",
	} {
		if got := SectionKey(title); got != want {
			t.Errorf("SectionKey(%q) = %q, want %q", title, got, want)
		}
	}
	for form, key := range standard() {
		if !isStandard(key) || SectionKey(key) != key {
			t.Errorf("%q stands for %q, which is not a key of its own", form, key)
		}
	}
}

func TestDates(t *testing.T) {
	for words, want := range map[string]content.Date{
		"27 Nov 2024": {Value: "2024-11-27", Certainty: content.Exact}, "27 Nov [2024]": {Value: "2024-11-27", Certainty: content.Inferred},
		"November 27, 2024": {Value: "2024-11-27", Certainty: content.Exact}, "Oct [2024]": {Value: "2024-10", Certainty: content.Inferred},
		"18–24 Nov 2024": {Value: "2024-11-18/2024-11-24", Certainty: content.Exact}, "28 Oct – 3 Nov [2024]": {Value: "2024-10-28/2024-11-03", Certainty: content.Inferred},
		"28 Dec 2023 – 3 Jan 2024": {Value: "2023-12-28/2024-01-03", Certainty: content.Exact}, "Oct–Nov 2024": {Value: "2024-10/2024-11", Certainty: content.Exact},
		"2024": {Value: "2024", Certainty: content.Exact}, "2023–2024": {Value: "2023/2024", Certainty: content.Exact}, "2024-11-27": {Value: "2024-11-27", Certainty: content.Exact},
		"Nov. 26": {Words: "Nov. 26"},
	} {
		got, ok := readDate(words)
		if !ok || got != want {
			t.Errorf("readDate(%q) = %+v, %v", words, got, ok)
		}
		if shown := ShowDate(want); want.Value != "" && shown != words && words != "November 27, 2024" && words != "2024-11-27" {
			t.Errorf("ShowDate(%+v) = %q, want %q", want, shown, words)
		}
	}
	for _, s := range []string{"", "Dorn", "27", "32 Nov 2024", "–", "27 Nov 2024 Dorn", "155", "12 34 2024"} {
		if d, ok := readDate(s); ok {
			t.Errorf("readDate(%q) = %+v", s, d)
		}
	}
	for _, s := range []string{"", "soon", "2024-13", "2024-11-27/", "20241127"} {
		if got := ShowDate(content.Date{Value: s, Certainty: content.Exact}); got != "" {
			t.Errorf("ShowDate(%q) = %q", s, got)
		}
	}
}

func TestFrontMatterIsReadLeniently(t *testing.T) {
	for name, c := range map[string]struct {
		yaml     string
		want     Briefing
		problems int
	}{
		"other types":   {"id: 12\ntitle: [a, b]\npublished: 2024-11-27T10:00:00Z\nlanguage: null", Briefing{ID: "12", Published: content.Date{Value: "2024-11-27", Certainty: content.Exact}}, 0},
		"source names":  {"sources:\n  - https://example.org/a\n  - A letter\n  - {publisher: X}", Briefing{Sources: []Source{{URL: "https://example.org/a"}, {Title: "A letter"}, {Publisher: "X"}}}, 0},
		"no list":       {"sources: {a: b}", Briefing{}, 1},
		"not a date":    {"title: x\npublished: soon", Briefing{Title: "x"}, 1},
		"not YAML":      {"title: a: b\nid: \"x", Briefing{Title: "a: b", ID: "x"}, 1},
		"key twice":     {"id: x\nid: y", Briefing{ID: "y"}, 1},
		"certain":       {"certainty: inferred\npublished: 2024-11-27", Briefing{Published: content.Date{Value: "2024-11-27", Certainty: content.Inferred}}, 0},
		"block text":    {"title: |\n  a\n  b\nid: >-\n  x\n  y", Briefing{Title: "a b", ID: "x y"}, 0},
		"anchors":       {"id: &a x\ntitle: !!str y\nlanguage: *a", Briefing{ID: "x", Title: "y"}, 0},
		"controls":      {"title: \"a\\e[31mb\\u202e\"", Briefing{Title: "ab"}, 0},
		"list":          {"- a\n- b", Briefing{}, 0},
		"only a scalar": {"hello", Briefing{}, 0},
	} {
		got := Parse([]byte("---\n" + c.yaml + "\n---\n"))
		problems := len(got.Problems)
		got.Problems = nil
		if diff := cmp.Diff(&c.want, got, sameBriefing); diff != "" || problems != c.problems {
			t.Errorf("%s: %d problems\n%s", name, problems, diff)
		}
	}
}

func TestFrontMatterCannotStallTheParser(t *testing.T) {
	for name, yaml := range map[string]string{
		"deep lists":  "a: " + strings.Repeat("[", 60000),
		"deep maps":   strings.Repeat("{a: ", 15000),
		"aliases":     "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d]\nsources: *e",
		"many keys":   strings.Repeat("a: b\n", 12000),
		"indentation": strings.Repeat("- ", 30000),
		"quotes":      "a: " + strings.Repeat("'", 60001),
		"one word":    "a: " + strings.Repeat("b", 60000),
		"words":       "a: " + strings.Repeat("b ", 30000),
		"more lines":  "a: b\n" + strings.Repeat("  b\n", 15000),
		"block":       "a: |\n" + strings.Repeat("  b\n", 15000),
		"comments":    strings.Repeat("# a\n", 15000) + "a: b",
		"tags":        "a: " + strings.Repeat("!a ", 20000),
		"questions":   strings.Repeat("? ", 30000),
		"flow":        "a: [" + strings.Repeat("b, ", 20000) + "]",
		"staircase":   staircase(340),
		"colons":      strings.Repeat("a:\n", 20000),
		"escapes":     "a: \"" + strings.Repeat("\\x41", 15000) + "\"",
		"dashes":      strings.Repeat("-\n", 20000),
	} {
		start := time.Now()
		Parse([]byte("---\n" + yaml + "\n---\n# x\n"))
		if d := time.Since(start); d > 2*time.Second {
			t.Errorf("%s took %v", name, d)
		} else {
			t.Logf("%s took %v", name, d)
		}
	}
}

func staircase(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	return b.String()
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("---\nid: x\nsources: [a]\n---\n# T\n- **27 Nov 2024 · A, B** — text [^a1-2]\n\n[^a1-2]: x\n"))
	f.Add(Format(harbour()))
	f.Add([]byte("- a\n\n  b\n> c\n\n***\n\n1. d\n\t- e"))
	f.Fuzz(func(t *testing.T, src []byte) {
		b := Parse(src)
		if !reflect.DeepEqual(b, Parse(src)) {
			t.Error("read differently the second time")
		}
		last, keys := 0, map[string]bool{}
		check := func(what string, s content.Span, within content.Span) {
			if s.Start < within.Start || s.End > within.End || s.Len() < 0 {
				t.Errorf("%s %v is not in %v", what, s, within)
			}
		}
		for i := range b.Sections {
			s := &b.Sections[i]
			check("section", s.Span, content.Span{Start: last, End: len(src)})
			last = s.Span.Start
			if keys[s.Key] || s.Key == "" {
				t.Errorf("key %q is there twice", s.Key)
			}
			keys[s.Key] = true
			at := s.Span.Start
			for j := range s.Entries {
				e := &s.Entries[j]
				check("entry", e.Span, content.Span{Start: at, End: s.Span.End})
				at = e.Span.End
				if s2, e2 := b.EntryAt(e.Span.Start); s2 != s || e2 != e {
					t.Errorf("EntryAt(%d) finds another entry", e.Span.Start)
				}
			}
		}
		for _, c := range b.Citations {
			check("citation", c.Span, content.Span{End: len(src)})
		}
		if again := Format(Parse(Format(b))); string(again) != string(Format(b)) && b.ID != "" && len(b.Sources) > 0 {
			t.Errorf("written twice:\n%s", cmp.Diff(string(Format(b)), string(again)))
		}
	})
}
