package page

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"readout/briefing/markdown"
	"readout/content"
	"readout/ui/theme"

	"github.com/charmbracelet/x/ansi"
)

// long gives at least n bytes of varied Markdown.
func long(n int) []byte {
	var b strings.Builder
	for i := 0; b.Len() < n; i++ {
		fmt.Fprintf(&b, "## Section %d\n\n", i)
		for j := range 12 {
			fmt.Fprintf(&b, "- **%d Nov 2024 · Ada, Bo** — the two *ministers* met in the capital on day %d and agreed to "+
				"[share](https://example.org/%d) what they know, `x%d` included. [^a%d-%d]\n", j+1, i, j, j, i, j)
		}
		fmt.Fprintf(&b, "\n| a | b |\n|---|--:|\n| one %d | two |\n\n> A quotation that runs on for a while, so that it wraps.\n\n", i)
		fmt.Fprintf(&b, "```go\nfunc f%d() int { return %d }\n```\n\n", i, i)
		for j := range 12 {
			fmt.Fprintf(&b, "[^a%d-%d]: The paragraph of the source, word for word, as it was printed on that day.\n", i, j)
		}
		b.WriteByte('\n')
	}
	return []byte(b.String())
}

const tenMB = 10 << 20

func BenchmarkOpen10MB(b *testing.B) {
	src := long(tenMB)
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		markdown.Open(src)
	}
	doc := markdown.Open(src)
	b.ReportMetric(held(func() { doc = nil })/float64(len(src)), "held-B/B")
	runtime.KeepAlive(doc)
}

// held measures how much less memory is in use after drop.
func held(drop func()) float64 {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	drop()
	runtime.GC()
	runtime.ReadMemStats(&after)
	return float64(before.HeapAlloc) - float64(after.HeapAlloc)
}

func BenchmarkVisible10MB(b *testing.B) {
	doc := markdown.Open(long(tenMB))
	b.SetBytes(tenMB)
	b.ReportAllocs()
	for b.Loop() {
		doc.Visible()
	}
	v := doc.Visible()
	b.ReportMetric(held(func() { v = nil })/tenMB, "held-B/B")
	runtime.KeepAlive(v)
}

func frame(b *testing.B, p *Page, th *theme.Theme, pos Pos, marks []Mark) {
	b.Helper()
	var out strings.Builder
	for range 60 {
		p.Paint(&out, p.Line(pos), th, marks)
		out.WriteByte('\n')
		pos, _ = p.Next(pos)
	}
	if out.Len() < 60*20 {
		b.Fatal("nothing painted")
	}
}

func dark(b *testing.B) *theme.Theme {
	b.Helper()
	th, err := theme.New(theme.Options{Dark: true})
	if err != nil {
		b.Fatal(err)
	}
	return th
}

func BenchmarkFirstScreen10MB(b *testing.B) {
	src, th := long(tenMB), dark(b)
	b.ReportAllocs()
	for b.Loop() {
		p := New(markdown.OpenPrefix(src), Options{Width: 200, Method: ansi.WcWidth})
		frame(b, p, th, p.First(), nil)
	}
}

func BenchmarkFrame(b *testing.B) {
	src, th := long(tenMB), dark(b)
	p := New(markdown.Open(src), Options{Width: 200, Method: ansi.WcWidth})
	pos := p.Find(len(src) / 2)
	for name, marks := range map[string][]Mark{"plain": nil, "marked": {
		{Source: p.Line(pos).source(400), Role: theme.NoteQuestion, Priority: 1},
		{Source: p.Line(pos).source(4000), Role: theme.Selection, Priority: 2},
	}} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				frame(b, p, th, pos, marks)
			}
		})
	}
}

func BenchmarkScroll(b *testing.B) {
	src, th := long(tenMB), dark(b)
	p := New(markdown.Open(src), Options{Width: 200, Method: ansi.WcWidth})
	pos := p.First()
	b.ReportAllocs()
	for b.Loop() {
		next := p.Move(pos, 60)
		if next == pos {
			next = p.First()
		}
		pos = next
		frame(b, p, th, pos, nil)
	}
}

func BenchmarkSetWidth10MB(b *testing.B) {
	src, th := long(tenMB), dark(b)
	p := New(markdown.Open(src), Options{Width: 200, Method: ansi.WcWidth})
	w := 60
	b.ReportAllocs()
	for b.Loop() {
		w = 60 + (w+1)%40
		p.SetWidth(w)
		frame(b, p, th, p.Find(len(src)/2), nil)
	}
}

// TestHugeConstructs reads what is hard on parsers: one construct as long as the file.
func TestHugeConstructs(t *testing.T) {
	if testing.Short() {
		t.Skip("a long sweep in one goroutine")
	}
	const n = 2 << 20
	for name, src := range map[string]string{
		"line":       strings.Repeat("word ", n/5),
		"unbroken":   strings.Repeat("x", n),
		"paragraph":  strings.Repeat("some *words* in a [line](x)\n", n/28),
		"list":       strings.Repeat("- item of a list\n", n/17),
		"code":       "```\n" + strings.Repeat("code\n", n/5),
		"quote":      strings.Repeat("> quote\n", n/8),
		"table":      "|a|b|\n|-|-|\n" + strings.Repeat("|cell|cell|\n", n/12),
		"backticks":  strings.Repeat("a ` b `` c ``` d ", n/17),
		"brackets":   strings.Repeat("[", n),
		"links":      strings.Repeat("[a](", n/4),
		"tags":       strings.Repeat("<a b='", n/6),
		"delimiters": strings.Repeat("*a ", 4000) + strings.Repeat("b_ ", 4000),
		"titles":     strings.Repeat("[a](b \"", n/7),
		"stars":      strings.Repeat("*a _b ", n/6),
		"nesting":    strings.Repeat("> ", n/2),
		"definition": strings.Repeat("[a]: /b\n", n/8),
		"footnotes":  strings.Repeat("[^a]: b\n", n/8),
		"html":       "<!--" + strings.Repeat("x\n", n/2),
		"comments":   strings.Repeat("<!-- ", n/5),
		"entities":   strings.Repeat("&amp;", n/5),
		"emoji":      strings.Repeat("👨‍👩‍👧", n/18),
		"tildes":     strings.Repeat("~~a~ ", n/5),
	} {
		t.Run(name, func(t *testing.T) {
			doc := markdown.Open([]byte(src))
			p := New(doc, Options{Width: 80})
			for _, at := range []int{0, n / 2, n} {
				pos := p.Find(at)
				for range 50 {
					if p.Line(pos) == nil {
						t.Fatalf("no line at %v", pos)
					}
					pos, _ = p.Next(pos)
				}
			}
			for i := range doc.Chunks() {
				if size := doc.Chunk(i).Span.Len(); size > 200<<10 {
					t.Errorf("chunk %d has %d bytes", i, size)
				}
				if i > 20 {
					break
				}
			}
		})
	}
}

// source gives a range of n bytes from where l begins.
func (l *Line) source(n int) content.Span { return content.Span{Start: l.Start, End: l.Start + n} }
