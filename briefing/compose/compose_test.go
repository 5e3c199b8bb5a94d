package compose_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"readout/briefing"
	"readout/briefing/compose"
	"readout/content"
	"readout/content/sample"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// now is the latest day that the tests' undated years may lie on.
var now = time.Date(2025, 12, 31, 0, 0, 0, 0, time.UTC)

func load(t testing.TB, name string, text []byte, opt content.Options) *content.Article {
	t.Helper()
	opt.Name = name
	a, err := content.Load(bytes.NewReader(text), opt)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func made(t testing.TB, opt compose.Options, articles ...*content.Article) *briefing.Briefing {
	t.Helper()
	b, err := compose.Compose(articles, opt)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestSample holds the whole briefing of the sample to a golden file.
func TestSample(t *testing.T) {
	name, text := sample.Article()
	got := briefing.Format(made(t, compose.Options{Now: now}, load(t, name, text, content.Options{})))
	golden := filepath.Join("testdata", "sample.md")
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(golden, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(string(got), "\n")); diff != "" {
		t.Errorf("the briefing of the sample differs from %s (-want +got):\n%s", golden, diff)
	}
}

// TestExtractive checks on the sample what a briefing promises of any article: no
// sentence that the source does not have, every sentence somewhere, citations that hold
// the words that they are for.
func TestExtractive(t *testing.T) {
	name, text := sample.Article()
	a := load(t, name, text, content.Options{})
	b := made(t, compose.Options{Now: now}, a)
	extractive(t, a, b)
	if n := len(b.KeyPoints); n < 3 || n > 5 {
		t.Errorf("%d key points, want 3 to 5", n)
	}
}

func extractive(t *testing.T, a *content.Article, b *briefing.Briefing) {
	t.Helper()
	filed := ""
	lists := [][]briefing.Entry{b.KeyPoints}
	for _, s := range b.Sections {
		lists = append(lists, s.Entries)
		if len(s.Entries) == 0 {
			t.Errorf("section %s is empty", s.Key)
		}
	}
	for _, list := range lists {
		for _, e := range list {
			if len(e.Citations) == 0 {
				t.Errorf("no citation for %q", e.Text)
			}
			held := false
			for _, label := range e.Citations {
				c, ok := b.Citation(label)
				if !ok {
					t.Errorf("no citation %s", label)
				}
				held = held || strings.Contains(c.Text, e.Text)
			}
			if !held {
				t.Errorf("%q is not in the paragraphs it cites, %v", e.Text, e.Citations)
			}
			filed += e.Text + "\n"
		}
	}
	for _, p := range a.Paragraphs {
		if p.Kind == content.Heading {
			continue
		}
		rest := p.Text
		for line := range strings.SplitSeq(filed, "\n") {
			if line != "" {
				rest = strings.ReplaceAll(rest, line, "")
			}
		}
		if strings.TrimSpace(rest) != "" {
			t.Errorf("paragraph %d: nothing leads to %q", p.Number, strings.TrimSpace(rest))
		}
	}
}

func TestIdentity(t *testing.T) {
	text := []byte("Norland's president met the Esterian prime minister in Port Sund on Tuesday.\n\nThey agreed to build a bridge.\n")
	id := made(t, compose.Options{}, load(t, "a.txt", text, content.Options{})).ID
	same := made(t, compose.Options{Title: "Another", Published: "2024-01-02"}, load(t, "b.txt", text, content.Options{Title: "A title"})).ID
	if id != same {
		t.Errorf("the options change the id: %s, %s", id, same)
	}
	url := made(t, compose.Options{}, load(t, "a.txt", text, content.Options{URL: "https://example.org/bridge"})).ID
	other := made(t, compose.Options{}, load(t, "a.txt", []byte("Another text altogether was written here today.\n"), content.Options{URL: "https://example.org/bridge"})).ID
	if url == id || url != other {
		t.Errorf("with an address the id is the address's: %s, %s, without %s", url, other, id)
	}
}

func TestPublished(t *testing.T) {
	text := []byte("Norland's president met the Esterian prime minister in Port Sund on Wednesday, Nov. 5.\n")
	for _, tt := range []struct {
		name, option string
		want         content.Date
		lead         string
	}{
		{"inferred from weekday and day", "", content.Date{Value: "2025-11-05", Certainty: content.Inferred}, "5 Nov [2025]"},
		{"given", "2014-11-06", content.Date{Value: "2014-11-06", Certainty: content.Exact}, "5 Nov 2014"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := made(t, compose.Options{Published: tt.option, Now: now}, load(t, "a.txt", text, content.Options{}))
			if got := b.Published; got.Value != tt.want.Value || got.Certainty != tt.want.Certainty {
				t.Errorf("published %+v, want %+v", got, tt.want)
			}
			s := b.Find("meetings")
			if s == nil || briefing.ShowDate(s.Entries[0].Lead.Date) != tt.lead {
				t.Errorf("meetings %+v, want one on %s", s, tt.lead)
			}
		})
	}
}

func TestTitle(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"before a subordinate clause", "Norland and Esteria have agreed to build a bridge after years of talks between their ministers.", "Norland and Esteria have agreed to build a bridge"},
		{"before who says so", "Norland will send two ships to the strait, officials in Port Sund said on Monday.", "Norland will send two ships to the strait"},
		{"a short sentence whole", "Norland has a new president.", "Norland has a new president"},
		{"a name's commas stay", "Port Sund, Norland, has a new mayor who likes trams.", "Port Sund, Norland, has a new mayor"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := made(t, compose.Options{}, &content.Article{Paragraphs: []content.Paragraph{{Number: 1, Text: tt.text}}})
			if b.Title != tt.want {
				t.Errorf("title %q, want %q", b.Title, tt.want)
			}
			if !strings.HasPrefix(tt.text, b.Title) {
				t.Errorf("%q is not in the article", b.Title)
			}
		})
	}
}

// TestSections files sentences written for it.
func TestSections(t *testing.T) {
	for _, tt := range []struct {
		text     string
		sections []string
		lead     briefing.Lead
		speaker  string
	}{
		{"French President Emmanuel Macron met with German Chancellor Olaf Scholz in Berlin on March 4, 2024.", []string{"meetings"}, briefing.Lead{Date: content.Date{Value: "2024-03-04"}, Actors: []string{"Macron", "Scholz"}}, ""},
		{"Norway and Sweden signed an agreement on railways.", []string{"agreements"}, briefing.Lead{Actors: []string{"Norway", "Sweden"}}, ""},
		{"Ukraine asked Germany for more tanks and artillery shells.", []string{"weapons-requests"}, briefing.Lead{Actors: []string{"Ukraine", "Germany"}}, ""},
		{"Ukraine asked Germany for more tents.", []string{"requests"}, briefing.Lead{Actors: []string{"Ukraine", "Germany"}}, ""},
		{"Japan will send 40 doctors and food to Turkey.", []string{"aid"}, briefing.Lead{Actors: []string{"Japan", "Turkey"}, Status: "planned"}, ""},
		{"Poland refused to send tanks to Ukraine.", []string{"aid"}, briefing.Lead{Actors: []string{"Poland", "Ukraine"}, Status: "refused"}, ""},
		{"Finland deployed 200 soldiers along the border with Russia.", []string{"deployments"}, briefing.Lead{Actors: []string{"Finland", "Russia"}}, ""},
		{"Iran threatened to attack Iraq.", []string{"threats"}, briefing.Lead{Actors: []string{"Iran", "Iraq"}}, ""},
		{"Canada imposed sanctions on Belarus.", []string{"sanctions"}, briefing.Lead{Actors: []string{"Canada", "Belarus"}}, ""},
		{"Ethiopia released 200 prisoners.", []string{"de-escalation"}, briefing.Lead{Actors: []string{"Ethiopia"}}, ""},
		{"Italy praised Greece.", []string{"statements"}, briefing.Lead{}, "Italy"},
		{"The capital of Norway is Oslo, where its parliament sits.", []string{"background"}, briefing.Lead{}, ""},
	} {
		t.Run(tt.text, func(t *testing.T) {
			b := made(t, compose.Options{}, &content.Article{Paragraphs: []content.Paragraph{{Number: 1, Text: tt.text}}})
			var keys []string
			for _, s := range b.Sections {
				if s.Key != "timeline" && s.Key != "who-is-who" {
					keys = append(keys, s.Key)
				}
			}
			if !slices.Equal(keys, tt.sections) {
				t.Fatalf("sections %v, want %v", keys, tt.sections)
			}
			e := b.Find(keys[0]).Entries[0]
			if !slices.Equal(e.Lead.Actors, tt.lead.Actors) || e.Lead.Status != tt.lead.Status || e.Lead.Date.Value != tt.lead.Date.Value || e.Speaker != tt.speaker {
				t.Errorf("lead %+v, speaker %q; want %+v, %q", e.Lead, e.Speaker, tt.lead, tt.speaker)
			}
			if e.Text != tt.text || !slices.Equal(e.Citations, []string{"a1-1"}) {
				t.Errorf("entry %q %v", e.Text, e.Citations)
			}
		})
	}
}

// TestSeveral merges two articles: the same words once, with both citations.
func TestSeveral(t *testing.T) {
	first := load(t, "a.txt", []byte("Norway and Sweden signed an agreement on railways.\n\nSweden praised Norway.\n"), content.Options{})
	second := load(t, "b.txt", []byte("Norway and Sweden signed an agreement on railways.\n\nDenmark criticised the agreement.\n"), content.Options{})
	b := made(t, compose.Options{}, first, second)
	s := b.Find("agreements")
	if len(s.Entries) != 1 || !slices.Equal(s.Entries[0].Citations, []string{"a1-1", "a2-1"}) {
		t.Errorf("agreements %+v", s.Entries)
	}
	if len(b.Sources) != 2 || len(b.Citations) != 4 {
		t.Errorf("%d sources, %d citations", len(b.Sources), len(b.Citations))
	}
}

// TestForeign: a text in another language is split by its own headings, and nothing is
// read into its sentences.
func TestForeign(t *testing.T) {
	a := load(t, "osk.txt", []byte("Außenminister treffen sich in Osk\n\nDie Außenminister von Island und Norwegen haben sich am Dienstag in Osk getroffen. Sie vereinbarten nichts.\n\n"+
		"Streit um die Grenze\n\nDer Streit um die Grenze ist nach Angaben der Minister nicht beigelegt. „Wir reden weiter“, sagte einer von ihnen.\n"), content.Options{})
	b := made(t, compose.Options{Now: now}, a)
	if b.Language != "de" || len(b.Sections) != 2 || b.Sections[0].Title != "Streit um die Grenze" || len(b.Sections[0].Entries) != 2 || b.Sections[1].Key != "background" || len(b.Sections[1].Entries) != 2 {
		t.Errorf("%s %+v", b.Language, b.Sections)
	}
	extractive(t, a, b)
}

func TestNothing(t *testing.T) {
	if _, err := compose.Compose(nil, compose.Options{}); err == nil {
		t.Error("no article, and no error")
	}
	if _, err := compose.Compose([]*content.Article{{}}, compose.Options{}); err == nil {
		t.Error("no paragraph, and no error")
	}
}

func TestSplit(t *testing.T) {
	src := []byte("*Norway* and Sweden signed an agreement on [railways](https://example.org). Finland deployed 200 soldiers along the border with Russia.\n\nUkraine asked Germany\nfor more tanks.\n")
	b := briefing.Parse(src)
	compose.Split(src, b)
	want := map[string]string{
		"agreements":       "*Norway* and Sweden signed an agreement on [railways](https://example.org).",
		"deployments":      "Finland deployed 200 soldiers along the border with Russia.",
		"weapons-requests": "Ukraine asked Germany\nfor more tanks.",
	}
	for key, words := range want {
		s := b.Find(key)
		if s == nil {
			t.Errorf("no section %s", key)
			continue
		}
		e := s.Entries[0]
		got := string(src[e.Span.Start:e.Span.End])
		// Marks around the first and the last word belong to no character of it.
		if s.Level != 0 || strings.Trim(got, "*.") != strings.Trim(words, "*.") {
			t.Errorf("%s: level %d, %q; want %q", key, s.Level, got, words)
		}
		if at := b.SectionAt(e.Span.Start); at == nil || at.Key != key {
			t.Errorf("the section at %d is %+v, want %s", e.Span.Start, at, key)
		}
	}
	headed := []byte("# Railways\n\nNorway and Sweden signed an agreement on railways.\n")
	b = briefing.Parse(headed)
	n := len(b.Sections)
	if compose.Split(headed, b); len(b.Sections) != n {
		t.Error("sections were added to a text with headings")
	}
}

// TestScene: what goes on in a meeting has its date, and what came before it has not.
func TestScene(t *testing.T) {
	for _, tt := range []struct{ name, text, words, want string }{
		{"during it", "French President Emmanuel Macron arrived in Berlin on March 4, 2024.\n\nDuring the visit, Macron met with German Chancellor Olaf Scholz.\n", "met with", "4 Mar [2024]"},
		{"at an hour of that day", "French President Emmanuel Macron arrived in Berlin on March 4, 2024.\n\nMacron met with German Chancellor Olaf Scholz in the evening.\n", "met with", "4 Mar [2024]"},
		{"said in the next sentence", "French President Emmanuel Macron met with German Chancellor Olaf Scholz in Berlin. The meeting took place on March 4, 2024.\n", "met with", "4 Mar 2024"},
		{"another matter", "French President Emmanuel Macron arrived in Berlin on March 4, 2024.\n\nMacron met with Spanish Prime Minister Pedro Sanchez.\n", "met with", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := made(t, compose.Options{}, load(t, "a.txt", []byte(tt.text), content.Options{}))
			s := b.Find("meetings")
			if s == nil {
				t.Fatal("no meetings")
			}
			i := slices.IndexFunc(s.Entries, func(e briefing.Entry) bool { return strings.Contains(e.Text, tt.words) })
			if i < 0 {
				t.Fatalf("nothing with %q", tt.words)
			}
			if got := briefing.ShowDate(s.Entries[i].Lead.Date); got != tt.want {
				t.Errorf("date %q, want %q", got, tt.want)
			}
		})
	}
}

// BenchmarkLine composes paragraphs of a megabyte: one without a full stop, one with
// many sentences and quotations.
func BenchmarkLine(b *testing.B) {
	for name, text := range map[string]string{
		"sentence":  strings.Repeat("Ukraine asked Germany for tanks and ", 30000),
		"sentences": strings.Repeat("Ukraine asked Germany for tanks. “We met,” he said. ", 20000),
	} {
		a := &content.Article{Paragraphs: []content.Paragraph{{Number: 1, Text: strings.TrimSpace(text)}}}
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				made(b, compose.Options{}, a)
			}
		})
	}
}

func BenchmarkCompose(b *testing.B) {
	name, text := sample.Article()
	a := load(b, name, text, content.Options{})
	made(b, compose.Options{Now: now}, a)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		briefing.Format(made(b, compose.Options{Now: now}, a))
	}
}
