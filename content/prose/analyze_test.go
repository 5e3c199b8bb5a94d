package prose

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"readout/content"
)

func articleOf(text, published string) *content.Article {
	a := &content.Article{}
	if published != "" {
		a.Published = content.Date{Value: published, Certainty: content.Exact}
	}
	for part := range strings.SplitSeq(text, "\n\n") {
		if part = strings.TrimSpace(part); part != "" {
			a.Paragraphs = append(a.Paragraphs, content.Paragraph{Number: len(a.Paragraphs) + 1, Text: part})
		}
	}
	return a
}

func day(t *testing.T, s string) time.Time {
	t.Helper()
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// dump writes a document as lines, for golden files.
func dump(d *Document) string {
	var b strings.Builder
	fmt.Fprintf(&b, "published %s %s %q\n", d.Published.Value, d.Published.Certainty, d.Published.Words)
	for i, e := range d.Entities {
		fmt.Fprintf(&b, "entity %d %s %q short %q office %q country %q state %v aliases %q\n", i, e.Kind, e.Name, e.Short, e.Office, e.Country, e.State, e.Aliases)
	}
	for _, p := range d.Paragraphs {
		fmt.Fprintf(&b, "\nparagraph %d\n", p.Number)
		for _, s := range p.Sentences {
			fmt.Fprintf(&b, "  sentence %s\n", p.Text[s.Start:s.End])
		}
		for _, m := range p.Mentions {
			mark := ""
			if m.Anaphor {
				mark = " anaphor"
			}
			if m.Modifier {
				mark += " modifier"
			}
			fmt.Fprintf(&b, "  mention %q = %s (%s)%s\n", p.Text[m.Start:m.End], d.Entities[m.Entity].Name, m.Kind, mark)
		}
		for _, m := range p.Dates {
			fmt.Fprintf(&b, "  date %q = %s %s period %v\n", p.Text[m.Start:m.End], m.Date.Value, m.Date.Certainty, m.Period)
		}
		for _, q := range p.Quotations {
			speaker := "-"
			if q.Speaker >= 0 {
				speaker = d.Entities[q.Speaker].Name
			}
			fmt.Fprintf(&b, "  quotation %s direct %v speaker %s at %q cue %q via %q\n", p.Text[q.Start:q.End], q.Direct, speaker,
				p.Text[q.SpeakerSpan.Start:q.SpeakerSpan.End], p.Text[q.Cue.Start:q.Cue.End], q.Via)
		}
	}
	return b.String()
}

func TestAnalyzeGolden(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("testdata", "lisbon.txt"))
	if err != nil {
		t.Fatal(err)
	}
	got := dump(Analyze(articleOf(string(text), ""), day(t, "2026-01-31")))
	golden := filepath.Join("testdata", "lisbon.golden")
	if os.Getenv("UPDATE_GOLDEN") != "" {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("differs from %s (UPDATE_GOLDEN=1 writes it anew):\n%s", golden, firstDifference(got, string(want)))
	}
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range g {
		if i >= len(w) || g[i] != w[i] {
			return fmt.Sprintf("line %d\n got %s\nwant %s", i+1, g[i], strings.Join(w[min(i, len(w)):min(i+1, len(w))], ""))
		}
	}
	return "the golden file has more lines"
}

func TestAnalyzeIsDeterministic(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("testdata", "lisbon.txt"))
	if err != nil {
		t.Fatal(err)
	}
	first := dump(Analyze(articleOf(string(text), "2025-03-05"), time.Time{}))
	for range 5 {
		if again := dump(Analyze(articleOf(string(text), "2025-03-05"), time.Time{})); again != first {
			t.Fatal(firstDifference(again, first))
		}
	}
}

func TestAnalyzeEmpty(t *testing.T) {
	for _, a := range []*content.Article{{}, articleOf("…", ""), articleOf("\u200b", ""), articleOf("“", ""), articleOf("The", "")} {
		if d := Analyze(a, time.Time{}); len(d.Paragraphs) != len(a.Paragraphs) {
			t.Errorf("%d paragraphs for %d", len(d.Paragraphs), len(a.Paragraphs))
		}
	}
}

func BenchmarkAnalyze(b *testing.B) {
	text, err := os.ReadFile(filepath.Join("testdata", "lisbon.txt"))
	if err != nil {
		b.Fatal(err)
	}
	a := articleOf(strings.Repeat(string(text)+"\n\n", 10), "2025-03-05")
	b.SetBytes(int64(len(text) * 10))
	for b.Loop() {
		Analyze(a, time.Time{})
	}
}

func FuzzAnalyze(f *testing.F) {
	text, err := os.ReadFile(filepath.Join("testdata", "lisbon.txt"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(text))
	f.Add("“Yes,” said the Minister of Foreign Affairs of the United States, Ana “Bee” Roy. ‘No.’ It reads (AP): \"x")
	f.Add("U.S.-led in the\n\nNov. 30 to Dec. 2, 0000-00-00, May 32, 2024–2025, the two sides' Kim Jong Un's office")
	now := time.Date(2026, 1, 31, 0, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, text string) {
		d := Analyze(articleOf(text, ""), now)
		for _, p := range d.Paragraphs {
			ordered(t, "sentence", p.Text, len(p.Sentences), func(i int) content.Span { return p.Sentences[i] })
			ordered(t, "mention", p.Text, len(p.Mentions), func(i int) content.Span { return p.Mentions[i].Span })
			ordered(t, "date", p.Text, len(p.Dates), func(i int) content.Span { return p.Dates[i].Span })
			ordered(t, "quotation", p.Text, len(p.Quotations), func(i int) content.Span { return p.Quotations[i].Span })
			for _, m := range p.Mentions {
				if m.Entity < 0 || m.Entity >= len(d.Entities) {
					t.Fatalf("mention of entity %d of %d", m.Entity, len(d.Entities))
				}
			}
			for _, q := range p.Quotations {
				if q.Speaker < -1 || q.Speaker >= len(d.Entities) {
					t.Fatalf("speaker %d of %d", q.Speaker, len(d.Entities))
				}
				for _, s := range []content.Span{q.Cue, q.SpeakerSpan} {
					if s.Start < 0 || s.End < s.Start || s.End > len(p.Text) {
						t.Fatalf("span %v in %d bytes", s, len(p.Text))
					}
				}
			}
			for _, m := range p.Dates {
				if m.Date.Value == "" || m.Date.Certainty == content.Unknown {
					t.Fatalf("date without a value: %+v", m)
				}
			}
		}
		for _, e := range d.Entities {
			if e.Name == "" || e.Short == "" || e.Kind == "" {
				t.Fatalf("nameless entity %+v", e)
			}
		}
	})
}

func ordered(t *testing.T, what, text string, n int, at func(int) content.Span) {
	t.Helper()
	last := 0
	for i := range n {
		s := at(i)
		if s.Start < last || s.End <= s.Start || s.End > len(text) {
			t.Fatalf("%s %v after %d in %d bytes", what, s, last, len(text))
		}
		last = s.Start
	}
}

// TestLongInput shows that no shape of text makes the time grow with its square.
func TestLongInput(t *testing.T) {
	if testing.Short() {
		t.Skip("a long sweep in one goroutine")
	}
	const size = 128 << 10
	for _, unit := range []string{
		"He said that ", "“A ", "\"a\" b. ", "'a ", "The ", "U.S. ", "a.", "a@", "Ana Roy, ", "in May, ", "Head of the ", "’s ", "(", "… ",
		"Mr. Roy said the minister met the two. ", "A-", "http://", "according to the release, ", "the President ", "said ", "“No,” he said. ",
	} {
		start := time.Now()
		Analyze(articleOf(strings.Repeat(unit, size/len(unit)), "2025-03-05"), time.Time{})
		if took := time.Since(start); took > time.Minute {
			t.Errorf("%q repeated to %d bytes took %v", unit, size, took)
		}
	}
}
