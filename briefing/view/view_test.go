package view

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"readout/briefing"
	"readout/briefing/markdown"
	"readout/content"
)

func sample(t testing.TB, name string) (Text, []byte) {
	t.Helper()
	src, err := os.ReadFile(filepath.Join("testdata", name+".md"))
	if err != nil {
		t.Fatal(err)
	}
	return Text{ID: name, Briefing: briefing.Parse(src)}, src
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", "golden", name)
	if slices.Contains(os.Args, "-update") || os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != string(want) {
		t.Errorf("%s differs (UPDATE=1 go test writes it anew); got\n%s", path, got)
	}
}

// all gives every view of two briefings.
func all(here Text, others ...Text) map[string]View {
	return map[string]View{
		"timeline": Timeline(here),
		"people":   People(here),
		"sources":  Sources(here),
		"mentions": Mentions("Ada Holm", here, others),
		"section":  Section("weapons-requests", "1–7 Mar 2025", append([]Text{here}, others...)),
	}
}

// What the views of the samples say, with where each entry leads.
func TestViews(t *testing.T) {
	here, src := sample(t, "strait")
	other, walk := sample(t, "walk")
	other.Day = content.Date{Value: "2025-03-06"}
	sources := map[string][]byte{"strait": src, "walk": walk}
	for name, v := range all(here, other) {
		var b strings.Builder
		b.Write(v.Markdown)
		b.WriteString("\n════ places\n")
		for _, p := range v.Places {
			fmt.Fprintf(&b, "%s\n", strings.TrimSpace(string(v.Markdown[p.Span.Start:p.Span.End])))
			if p.Briefing != "" {
				fmt.Fprintf(&b, "  → %s: %s\n", p.Briefing, firstLine(sources[p.Briefing][p.Target.Start:p.Target.End]))
			}
			if p.Name+p.Address != "" {
				fmt.Fprintf(&b, "  → %s%s\n", p.Name, p.Address)
			}
		}
		golden(t, name+".md", []byte(b.String()))
	}
}

func firstLine(b []byte) string {
	line, _, _ := strings.Cut(strings.TrimSpace(string(b)), "\n")
	return line
}

// A view is a briefing in the form that is written, so it can be kept and opened.
func TestViewsAreBriefings(t *testing.T) {
	here, _ := sample(t, "strait")
	other, _ := sample(t, "walk")
	for name, v := range all(here, other) {
		b := briefing.Parse(v.Markdown)
		if !b.Made || b.ID == "" || len(b.Problems) > 0 {
			t.Errorf("%s: made %v, id %q, problems %q", name, b.Made, b.ID, b.Problems)
		}
		for _, s := range b.Sections {
			for _, e := range s.Entries {
				for _, l := range e.Citations {
					if c, ok := b.Citation(l); !ok || c.Article > 0 && b.Source(c) == nil {
						t.Errorf("%s: the citation %s of %q leads nowhere", name, l, e.Text)
					}
				}
			}
		}
		if again := all(here, other)[name]; string(again.Markdown) != string(v.Markdown) {
			t.Errorf("%s is another one the second time", name)
		}
	}
}

// Citations of several briefings keep apart, and each leads to its own paragraph.
func TestSectionNumbersArticlesThrough(t *testing.T) {
	one, _ := sample(t, "strait")
	two, _ := sample(t, "strait")
	two.ID, two.Briefing.Title = "strait-2", "Another one"
	two.Briefing.Citations[2].Text = "Esteria wants a ferry, Holm said."
	v := Section("weapons-requests", "", []Text{one, two})
	if n := len(v.Briefing.Sources); n != 4 {
		t.Fatalf("there are %d sources, want 4", n)
	}
	got := map[string]string{}
	for _, c := range v.Briefing.Citations {
		got[c.Label] = c.Text
	}
	want := map[string]string{"a1-3": "Esteria wants a ferry, Holm said.", "a3-3": "Esteria wants six patrol boats, Holm said. She did not say when."}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("the citations are %q, want %q", got, want)
	}
}

// A view of more sources than front matter holds is a briefing all the same.
func TestSectionOfManyBriefings(t *testing.T) {
	one, _ := sample(t, "strait")
	var texts []Text
	for i := range 1500 {
		texts = append(texts, Text{ID: fmt.Sprintf("strait-%d", i), Briefing: one.Briefing})
	}
	v := Section("meetings", "", texts)
	if !v.Briefing.Made || v.Entries != 3*1500 || len(v.Places) != 4*1500 {
		t.Fatalf("made %v, %d entries, %d places", v.Briefing.Made, v.Entries, len(v.Places))
	}
	last := v.Places[len(v.Places)-1]
	if _, e := v.Briefing.EntryAt(last.Span.Start); e == nil || e.Text != last.Text {
		t.Errorf("the last place stands at %+v", e)
	}
	if n := len(v.Briefing.Sources); n < 100 || !strings.Contains(string(v.Markdown), fmt.Sprintf("- %d more articles not listed below\n", 3000-n)) {
		t.Errorf("it lists %d sources and does not say that there are more", n)
	}
}

// An entry is found again where its words are, whatever stands before it by now.
func TestFind(t *testing.T) {
	here, src := sample(t, "strait")
	v := Timeline(here)
	for _, change := range []func(string) string{
		func(s string) string { return s },
		func(s string) string {
			return strings.Replace(s, "## Meetings\n", "## Meetings\n\n- Something new happened. [^a1-5]\n", 1)
		},
		func(s string) string { return strings.Replace(s, "## Meetings", "Some words more.\n\n## Talks", 1) },
	} {
		now := []byte(change(string(src)))
		doc, b := markdown.Open(now), briefing.Parse(now)
		for _, p := range v.Places {
			span := p.Find(doc, b)
			if got := string(now[span.Start:span.End]); plainWords(got) != plainWords(p.Text) {
				t.Errorf("%q is found at %q", p.Text, got)
			}
		}
	}
	gone := markdown.Open([]byte("# Short\n"))
	for _, p := range v.Places {
		if span := p.Find(gone, briefing.ParseDocument(gone)); span.End > len("# Short\n") || span.Start > span.End {
			t.Errorf("%v lies outside the text", span)
		}
	}
}

func plainWords(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

func TestPeriod(t *testing.T) {
	day := func(s string) time.Time {
		d, err := time.Parse(time.DateOnly, s)
		if err != nil {
			return time.Time{}
		}
		return d.Add(13 * time.Hour)
	}
	for _, tt := range []struct {
		since, until, date string
		has                bool
		says               string
	}{
		{"", "", "", true, ""},
		{"", "", "2024-11-27", true, ""},
		{"2024-11-20", "", "2024-11-20", true, "since 20 Nov 2024"},
		{"2024-11-20", "", "2024-11-19", false, "since 20 Nov 2024"},
		{"2024-11-20", "2024-11-27", "2024-11-27", true, "20–27 Nov 2024"},
		{"2024-11-20", "2024-11-27", "2024-11-28/2024-12-01", false, "20–27 Nov 2024"},
		{"", "2024-11-27", "2024-11-28", false, "until 27 Nov 2024"},
		{"2024-11-20", "2024-11-20", "2024-11-20", true, "20 Nov 2024"},
		{"2024-11-20", "", "2024-12", true, "since 20 Nov 2024"},
		{"2024-11-20", "", "", false, "since 20 Nov 2024"},
		{"2024-11-20", "", "soon", false, "since 20 Nov 2024"},
	} {
		p := Period{day(tt.since), day(tt.until)}
		if got := p.Has(content.Date{Value: tt.date}); got != tt.has {
			t.Errorf("%s has %q: %v, want %v", p, tt.date, got, tt.has)
		}
		if p.String() != tt.says {
			t.Errorf("it says %q, want %q", p, tt.says)
		}
	}
}

func TestMentionsByAnyForm(t *testing.T) {
	here, _ := sample(t, "strait")
	want := string(Mentions("Ada Holm", here, nil).Markdown)
	for _, name := range []string{"Holm", "ada holm", " Ada  Holm’s", "Holm's"} {
		if got := string(Mentions(name, here, nil).Markdown); got != want {
			t.Errorf("%q gives\n%s\nwant\n%s", name, got, want)
		}
	}
	if v := Mentions("Nobody Else", here, nil); v.Entries != 0 {
		t.Errorf("somebody who is not there has %d mentions", v.Entries)
	}
}

func TestNameIn(t *testing.T) {
	const passage = "On Tuesday Foreign Minister Ada Holm met Karel Vint in Port Sund."
	for _, tt := range []struct{ at, want string }{
		{"On", "Ada Holm"}, {"Holm", "Ada Holm"}, {"met", "Karel Vint"}, {"Vint", "Karel Vint"}, {".", ""},
	} {
		if got := NameIn(passage, strings.Index(passage, tt.at)); !strings.Contains(got, tt.want) || tt.want == "" && got != "" {
			t.Errorf("at %q: %q, want %q", tt.at, got, tt.want)
		}
	}
}

// FuzzViews: whatever a briefing calls somebody or something, its views have no control
// codes, no links but to web addresses, and places that lead to what they say.
func FuzzViews(f *testing.F) {
	for _, name := range []string{"strait", "walk"} {
		_, src := sample(f, name)
		f.Add(string(src), "Ada Holm")
	}
	f.Add("---\nid: x\nsources:\n  - {title: \"a](javascript:x)[b\\u001b[2J\", publisher: \"[p](file:///etc)\", url: \"javascript:alert(1)\"}\n---\n# T\x1b]0;x\x07\n\n## Meet\u202eings\n\n- **4 Mar 2025 · \x1b[31mEve](x)[^a1-1]\\, B*b** — “x” `c` <b>\n\n[^a1-1]: [l](javascript:y) \x9b31m\n", "\x1b[2J\u202e](x)")
	f.Fuzz(func(t *testing.T, src, name string) { checkViews(t, src, name) })
}

// checkViews holds the views of a text to what FuzzViews promises.
func checkViews(t *testing.T, src, name string) {
	t.Helper()
	if len(src) > 1<<14 {
		return // longer texts say nothing more
	}
	here := Text{ID: "x", Briefing: briefing.Parse([]byte(src))}
	made := all(here, Text{ID: "y", Briefing: here.Briefing})
	made["named"] = Mentions(name, here, nil)
	made["called"] = Section(name, "", []Text{here})
	for kind, v := range made {
		text := string(v.Markdown)
		if clean := content.Clean(text); clean != text {
			t.Fatalf("%s has control codes: %q", kind, text)
		}
		checkLinks(t, kind, v.Markdown)
		n := 0
		for _, p := range v.Places {
			if p.Span.Start < 0 || p.Span.End > len(text) || p.Span.Len() <= 0 {
				t.Fatalf("%s: the place %v lies outside", kind, p.Span)
			}
			if p.Text == "" && p.Address == "" || p.Briefing == "" {
				continue
			}
			n++
			if p.Target.Start < 0 || p.Target.End > len(src) {
				t.Fatalf("%s: the target %v lies outside", kind, p.Target)
			}
			_, e := v.Briefing.EntryAt(p.Span.Start)
			if e == nil || folded(e.Text) != folded(p.Text) {
				t.Fatalf("%s: the place of %q stands at %+v in\n%s", kind, p.Text, e, text)
			}
		}
	}
}

func folded(s string) string { return strings.Join(strings.Fields(content.Clean(s)), " ") }

func checkLinks(t *testing.T, kind string, src []byte) {
	t.Helper()
	for b := range markdown.Open(src).Blocks() {
		for _, r := range b.Runs {
			if r.Style&markdown.Link != 0 && !strings.HasPrefix(strings.ToLower(r.Target), "http") {
				t.Fatalf("%s links to %q", kind, r.Target)
			}
		}
	}
}

// Scrambled samples keep what FuzzViews promises too: parts of them stand where others do.
func TestScrambledViews(t *testing.T) {
	if testing.Short() {
		t.Skip("a long sweep in one goroutine")
	}
	_, src := sample(t, "strait")
	_, walk := sample(t, "walk")
	odd := []string{
		"\x1b[2J", "\u202e", "](javascript:x)", "**", "* ", "\n", "\n\n", "- ", "#", "`", "[^a1-1]", "[^a1-1]: ", "—", " · ", "· ·", ":**", "<b>", "&#27;", "|", "    ", "\t", "1. ", "> ", "\r", "\x00", "’s", "[2025]", "---\n", ";", "Ada Holm", "\\",
		"[", "(", "![", "~~", "http://e.org/)", "\xff",
	}
	rnd := rand.New(rand.NewPCG(1, 2))
	for range 400 {
		text := string(src)
		if rnd.IntN(4) == 0 {
			text = string(walk)
		}
		for range 1 + rnd.IntN(12) {
			at := rnd.IntN(len(text) + 1)
			to := min(at+rnd.IntN(8)*rnd.IntN(8), len(text))
			text = text[:at] + odd[rnd.IntN(len(odd))] + text[to:]
		}
		checkViews(t, text, odd[rnd.IntN(len(odd))]+"Holm")
		if t.Failed() {
			return
		}
	}
}
