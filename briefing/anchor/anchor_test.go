package anchor

import (
	"fmt"
	"math/rand/v2"
	"runtime/debug"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"readout/briefing/markdown"
	"readout/briefing/note"
	"readout/content"
)

const harbour = `---
id: x
---

# Harbour *talks*

- **27 Nov 2024 · Dorn** — The two sides agreed to keep the
  ferry line open. [^a1-1]
- Dorn met Vale.

***

Second paragraph &amp; more, with ` + "`code`" + ` and 한국어 text.

| a | b |
|---|---|
| c | d |

[^a1-1]: The two sides agreed.
`

func TestDescribeAgreesWithTheVisibleText(t *testing.T) {
	if testing.Short() {
		t.Skip("a long sweep in one goroutine")
	}
	for _, src := range []string{harbour, strings.Repeat(strings.TrimPrefix(harbour, "---\nid: x\n---\n")+"\n", 60)} {
		doc := markdown.Open([]byte(src))
		v := doc.Visible()
		r := rand.New(rand.NewPCG(7, 8))
		for range 400 {
			a := v.Byte(r.IntN(v.CodePoint(len(v.Text))))
			b := v.Byte(v.CodePoint(a) + 1 + r.IntN(min(90, v.CodePoint(len(v.Text))-v.CodePoint(a))))
			if strings.ContainsAny(v.Text[a:a+1]+v.Text[b-1:b], "\n\t") {
				continue // what stands between blocks has no source
			}
			span, _ := v.SourceSpan(content.Span{Start: a, End: b})
			want := note.Target{
				Exact: v.Text[a:b], Prefix: lastPoints(v.Text[:a]), Suffix: firstPoints(v.Text[b:]),
				Position: content.Span{Start: v.CodePoint(a), End: v.CodePoint(b)}, Data: span,
			}
			got := Describe(doc, span)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatalf("%q:\n%s", v.Text[a:b], diff)
			}
			got.Source = "r"
			if at, o := resolve(doc, "r", got); got.Exact != "" && (o != Outcome{Found, ByData, 1} || at != span) {
				t.Fatalf("%q on its own revision: %v %+v", v.Text[a:b], at, o)
			}
		}
	}
}

// Whether the visible text is at hand or not, a range is described in the same way: one that
// begins within a mark, in a cell, between two blocks, or has nothing that shows.
func TestDescribeInAgreesWithDescribe(t *testing.T) {
	long := strings.Repeat("# Späte Übung\n\nEins *zwei* „drei“ 👍🏽.\n\n| a | b |\n|---|---|\n| c | [d](x) |\n\n---\n\n- e[^1]\n\n[^1]: f\n\n", 8)
	for _, src := range []string{harbour, long, "", "x", "---\nid: x\n---\n"} {
		doc := markdown.Open([]byte(src))
		v := doc.Visible()
		r := rand.New(rand.NewPCG(9, 10))
		for range 300 {
			a := r.IntN(len(src) + 1)
			span := content.Span{Start: a, End: a + r.IntN(min(120, len(src)-a)+1)}
			if diff := cmp.Diff(Describe(doc, span), DescribeIn(v, span)); diff != "" {
				t.Fatalf("%v %q:\n%s", span, src[span.Start:span.End], diff)
			}
		}
	}
}

func resolve(doc *markdown.Document, revision string, t note.Target) (content.Span, Outcome) {
	return NewResolver(doc, revision, nil).Resolve(t)
}

func target(t *testing.T, src, words string) note.Target {
	t.Helper()
	at := strings.Index(src, words)
	if at < 0 {
		t.Fatalf("no %q", words)
	}
	out := Describe(markdown.Open([]byte(src)), content.Span{Start: at, End: at + len(words)})
	out.Source = "old"
	return out
}

func TestResolveInAnotherRevision(t *testing.T) {
	const long = "The minister said that the harbour would stay open all winter."
	repeat := "One. The same words. Two.\n\n"
	for _, c := range []struct {
		name, old, words, now string
		want                  string // the source found; "" for an orphan
		status                Status
	}{
		{"unchanged", harbour, "Dorn met Vale", harbour, "Dorn met Vale", Found},
		{"text before it", harbour, "Dorn met Vale", "New first words.\n\n" + harbour[13:], "Dorn met Vale", Moved},
		{"wrapped anew", harbour, "keep the\n  ferry line", strings.ReplaceAll(harbour, "the\n  ferry line", "the ferry\nline"), "keep the ferry\nline", Found},
		{"wrapped at a hyphen", "An anti-aircraft gun was asked for.\n", "anti-aircraft gun", "An anti-\naircraft  gun was asked for.\n", "anti-\naircraft  gun", Found},
		{"no-break space", "Nearly 5 000 tons of grain came.\n", "5 000 tons", "Nearly 5\u00a0000 tons of grain came.\n", "5\u00a0000 tons", Found},
		{"markup", "They agreed to share it all.\n", "agreed to share", "They **agreed** to *share* it all.\n", "agreed** to *share", Found},
		{"text gone", "A b c. " + long + " D e f.\n", "harbour would stay", "A b c. D e f.\n", "", Orphaned},
		{"words changed", "A b c. " + long + " D e f.\n", "stay open", "A b c. " + strings.ReplaceAll(long, "stay open", "be closed") + " D e f.\n", "", Orphaned},
		{"told apart by what is around", "Dorn said yes to it.\n\nVale said yes to all.\n", "said yes", "Vale said yes to all.\n\nDorn said yes to it.\n", "said yes", Moved},
		{"two places fit equally", repeat, "same words", repeat + repeat + repeat, "same words", Found},
		{"two places fit equally and both moved", "Zero zero, a few words more.\n\n" + repeat, "same words", repeat + "Several other words, so many.\n\n" + repeat, "", Ambiguous},
		{"short words in new surroundings", "He has gone home to the island.\n", "has gone", "Nobody knows; what has gone may come.\n", "", Orphaned},
		{"a repetition of what was edited", "Before it all. " + long + " After it all.\n\nSo: " + long + " Yes.\n", long, "Before it all. The harbour would shut, the minister said at last. After it all.\n\nSo: " + long + " Yes.\n", "", Ambiguous},
	} {
		tt := target(t, c.old, c.words)
		span, o := resolve(markdown.Open([]byte(c.now)), "new", tt)
		if got := c.now[span.Start:span.End]; got != c.want || o.Status != c.status {
			t.Errorf("%s: %q %+v, want %q", c.name, got, o, c.want)
		}
	}
	now := "Vale said yes to all.\n\nDorn said yes to it.\n"
	span, _ := resolve(markdown.Open([]byte(now)), "new", target(t, "Dorn said yes to it.\n\nVale said yes to all.\n", "said yes"))
	if span.Start != strings.LastIndex(now, "said yes") {
		t.Errorf("found Vale's words for Dorn's")
	}
}

func TestResolveDistrustsBytesThatShowOtherText(t *testing.T) {
	doc := markdown.Open([]byte(harbour))
	tt := target(t, harbour, "Dorn met Vale")
	for _, data := range []content.Span{{Start: 5, End: 9}, {Start: -1, End: 4}, {Start: 0, End: 1 << 30}, {Start: 9, End: 2}, {}} {
		tt.Data = data
		span, o := resolve(doc, "old", tt)
		if harbour[span.Start:span.End] != "Dorn met Vale" || o.Method != BySearch {
			t.Errorf("%v: %v %+v", data, span, o)
		}
	}
	for _, tt := range []note.Target{{Exact: " \n"}, {Exact: "\xff"}, {Prefix: "x"}} {
		if span, o := resolve(doc, "old", tt); !o.Orphaned() || span != (content.Span{}) {
			t.Errorf("%+v: %v %+v", tt, span, o)
		}
	}
}

// newsOf gives a document of about so many bytes, and 200 targets on it.
func newsOf(size int) (src string, targets []note.Target) {
	var b strings.Builder
	for n := 0; b.Len() < size; n++ {
		fmt.Fprintf(&b, "Paragraph %d says that *ministers* of town %d met, and that ship %d sailed on\nwith %d tons of grain for the harbour of the north.\n\n", n, n*7%97, n*13%89, n*31%83)
	}
	src = b.String()
	doc := markdown.Open([]byte(src))
	for n := range 200 {
		at := n * (len(src) - 100) / 200
		t := Describe(doc, content.Span{Start: at, End: at + 20 + n%60})
		t.Source = "old"
		targets = append(targets, t)
	}
	return src, targets
}

// Many notes are placed at once by several processors, each where it would be alone.
func TestPlaceTogetherAsAlone(t *testing.T) {
	if testing.Short() {
		t.Skip("a long sweep in one goroutine")
	}
	src, targets := newsOf(20 << 10)
	notes := make([]note.Note, len(targets))
	for i := range targets {
		notes[i].Target = targets[i]
	}
	now := []byte("New.\n\n" + strings.ReplaceAll(src, "tons of grain", "tons of salt"))
	for name, history := range map[string]History{"with": func(string) ([]byte, bool) { return []byte(src), true }, "without": nil} {
		doc := markdown.Open(now)
		alone := NewResolver(doc, "new", history)
		for i, p := range Place(doc, "new", history, notes) {
			if span, o := alone.Resolve(targets[i]); p.Span != span || p.Outcome != o {
				t.Errorf("%s the old text note %d is at %v %v, alone at %v %v", name, i, p.Span, p.Outcome, span, o)
			}
		}
	}
}

func TestPlaceManyNotes(t *testing.T) {
	src, targets := newsOf(100 << 10)
	var notes []note.Note
	for i, tt := range targets {
		notes = append(notes, note.Note{ID: fmt.Sprint(i), Target: tt})
	}
	top := "Something new at the top.\n\n"
	doc := markdown.Open([]byte(top + src))
	for i, p := range Place(doc, "new", nil, notes) {
		at := targets[i].Data.Start + len(top) // or behind white space and markup there
		if p.Note.ID != fmt.Sprint(i) || p.Orphaned || p.Span.Start < at || p.Span.Start > at+3 || !same(quote(doc, p.Span), targets[i].Exact) {
			t.Errorf("%d: %v, was %v: %q %+v", i, p.Span, targets[i].Data, targets[i].Exact, p.Outcome)
		}
	}
}

// BenchmarkResolve200 measures placing 200 notes on 100 KB: both texts are read in it. The
// garbage collector waits as it does in the program when that opens a text.
func BenchmarkResolve200(b *testing.B) {
	defer debug.SetGCPercent(debug.SetGCPercent(800))
	src, targets := newsOf(100 << 10)
	now := []byte("New.\n\n" + strings.ReplaceAll(src, "tons of grain", "tons of salt"))
	notes := make([]note.Note, len(targets))
	for i := range targets {
		notes[i].Target = targets[i]
	}
	for _, c := range []struct {
		name     string
		src      []byte
		revision string
		history  History
	}{
		{"same revision", []byte(src), "old", nil},
		{"with the old text", now, "new", func(string) ([]byte, bool) { return []byte(src), true }},
		{"without it", now, "new", nil},
	} {
		b.Run(c.name, func(b *testing.B) {
			doc, orphans := markdown.Open(c.src), 0
			for b.Loop() {
				orphans = 0
				for _, p := range NewResolver(doc, c.revision, c.history).Place(notes) {
					if p.Orphaned {
						orphans++
					}
				}
			}
			b.ReportMetric(float64(orphans), "orphans")
		})
	}
}

func BenchmarkDescribe(b *testing.B) {
	for _, size := range []int{100 << 10, 10 << 20} {
		src, _ := newsOf(size)
		doc := markdown.Open([]byte(src))
		b.Run(fmt.Sprint(size>>10, "KB"), func(b *testing.B) {
			for b.Loop() {
				Describe(doc, content.Span{Start: len(src) - 200, End: len(src) - 100})
			}
		})
	}
}

// FuzzResolve finds notes on one text in another, with the old one and without it. Whatever
// comes in, a place lies in the text, and back on its own text a note stands where it stood;
// both ways to describe it say the same.
func FuzzResolve(f *testing.F) {
	f.Add(harbour, strings.Replace(harbour, "agreed", "decided", 1), 60, 90)
	f.Add("a b c\n", "\xff\x00 b", 0, 9)
	f.Add("한국어 텍스트 met met met", "met 한국어 met", 0, 12)
	f.Add("one two one two one two", "two one two one", 4, 11)
	f.Fuzz(func(t *testing.T, old, now string, start, end int) {
		if start < 0 || end < start || end > len(old) {
			return
		}
		doc, span := markdown.Open([]byte(old)), content.Span{Start: start, End: end}
		tt := Describe(doc, span)
		if diff := cmp.Diff(tt, DescribeIn(doc.Visible(), span)); diff != "" {
			t.Errorf("%v with its visible text at hand: %s", span, diff)
		}
		tt.Source = "old"
		for _, kept := range []bool{true, false} {
			r := NewResolver(markdown.Open([]byte(now)), "new", func(string) ([]byte, bool) { return []byte(old), kept })
			at, o := r.Resolve(tt)
			if at.Start < 0 || at.End < at.Start || at.End > len(r.doc.Source()) || o.Score < 0 || o.Score > 1.0001 || o.Method != ByScope && o.Orphaned() != (at.Len() == 0) {
				t.Errorf("kept %v: %v %+v", kept, at, o)
			}
			if at := r.Follow("old", start); at < 0 || at > len(r.doc.Source()) {
				t.Errorf("kept %v: %d is followed to %d", kept, start, at)
			}
		}
		if at, o := resolve(doc, "old", tt); tt.Exact != "" && (at != span || o.Method != ByData) {
			t.Errorf("on its own text: %v %+v", at, o)
		}
	})
}
