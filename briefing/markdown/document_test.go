package markdown

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode"
	"unicode/utf8"

	"readout/content"
)

// openSized opens src in chunks of other sizes than the usual.
func openSized(src []byte, size, limit int) *Document {
	d := newDocument(src)
	d.size, d.limit = size, limit
	d.read(len(src))
	return d
}

func openWhole(src []byte) *Document { return openSized(src, math.MaxInt/4, math.MaxInt/4) }

func blocks(d *Document) []Block {
	var out []Block
	for b := range d.Blocks() {
		out = append(out, b)
	}
	return out
}

// allRuns gives the inline content of a block in order.
func allRuns(b *Block) []Run {
	out := b.Runs
	for _, row := range b.Rows {
		for _, cell := range row.Cells {
			out = append(slices.Clip(out), cell...)
		}
	}
	return out
}

// checkMap fails unless every character of the document knows its own source bytes.
func checkMap(t *testing.T, d *Document) {
	t.Helper()
	src := d.Source()
	at := 0
	for _, b := range blocks(d) {
		if b.Span.Start < 0 || b.Span.End > len(src) || b.Span.Start > b.Span.End {
			t.Fatalf("block %+v lies outside the source", b)
		}
		checkSafe(t, b.Info)
		for _, c := range b.Containers {
			checkSafe(t, c.Label)
		}
		for _, r := range allRuns(&b) {
			if r.Span.Start < at {
				t.Fatalf("run %+v begins before %d, where the one before it ends", r, at)
			}
			if r.Span.Len() == 0 {
				if r.Verbatim {
					t.Fatalf("verbatim run %+v without a source", r)
				}
				continue
			}
			at = r.Span.End
			from := string(src[r.Span.Start:r.Span.End])
			if r.Verbatim && r.Text != from {
				t.Fatalf("run %+v does not say what its source says: %q", r, from)
			}
			if !r.Verbatim && r.Text != "" && r.Style&Citation == 0 && r.Text != decoded(from, r.Text) {
				t.Fatalf("run %+v does not stand for %q", r, from)
			}
			checkSafe(t, r.Text)
			checkSafe(t, r.Target)
		}
	}
	v := d.Visible()
	for i := range v.Text {
		s, ok := v.Source(i)
		if !ok {
			continue
		}
		r, n := utf8.DecodeRuneInString(v.Text[i:])
		from := string(src[s.Start:s.End])
		if from != v.Text[i:i+n] && !strings.ContainsRune(decoded(from, v.Text[i:i+n]), r) && r != ' ' && r != '\n' {
			t.Fatalf("visible character %q at %d maps to %q", r, i, from)
		}
	}
}

// decoded gives what the source text of an atomic run stands for; want helps to tell a
// tab's spaces.
func decoded(from, want string) string {
	r, n := utf8.DecodeRuneInString(from)
	if n == len(from) {
		if from == "\t" {
			if strings.Trim(want, " ") == "" && len(want) <= tabStop {
				return want
			}
			return " "
		}
		if s, odd := standIn(r, n); odd {
			return s
		}
		return from
	}
	if s, n := entity([]byte(from)); n == len(from) {
		return safe(s)
	}
	return from
}

func checkSafe(t *testing.T, s string) {
	t.Helper()
	if !utf8.ValidString(s) {
		t.Fatalf("%q is not UTF-8", s)
	}
	for _, r := range s {
		if unicode.IsControl(r) || bidi(r) || r == 0x2028 || r == 0x2029 {
			t.Fatalf("%q holds %U", s, r)
		}
	}
}

func TestMapOfSpecAndReadmes(t *testing.T) {
	for _, e := range specExamples(t) {
		checkMap(t, Open([]byte(e.Markdown)))
	}
	for _, src := range readmes(t) {
		checkMap(t, Open(src))
	}
}

// checkChunks fails unless cutting src changes nothing.
func checkChunks(t *testing.T, src []byte) {
	t.Helper()
	whole := blocks(openWhole(src))
	for _, size := range []int{1, 64, 1000} {
		d := openSized(src, size, math.MaxInt/4)
		if got := blocks(d); !reflect.DeepEqual(got, whole) {
			for i := range min(len(got), len(whole)) {
				if !reflect.DeepEqual(got[i], whole[i]) {
					t.Fatalf("size %d: block %d\n got %+v\nwant %+v", size, i, got[i], whole[i])
				}
			}
			t.Fatalf("size %d: %d blocks, want %d", size, len(got), len(whole))
		}
		end := 0
		for i := range d.Chunks() {
			c := d.Chunk(i)
			if c.Span.Start != end {
				t.Fatalf("chunk %d begins at %d, want %d", i, c.Span.Start, end)
			}
			end = c.Span.End
		}
		if end != len(src) {
			t.Fatalf("the chunks end at %d, want %d", end, len(src))
		}
	}
	checkMap(t, openSized(src, 16, 32))
}

func TestChunksChangeNothing(t *testing.T) {
	for _, e := range specExamples(t) {
		checkChunks(t, []byte(e.Markdown))
	}
	for path, src := range readmes(t) {
		if len(src) < 20_000 {
			checkChunks(t, src)
			if t.Failed() {
				t.Fatal(path)
			}
		}
	}
}

func FuzzOpen(f *testing.F) {
	for _, s := range []string{
		"# a\n\n- b\n- c\n\n  d\n> e\nf\n", "[^a]: x\n\n    y\n\nz[^a]\n", "|a|b|\n|-|-|\n|1\\|2|3|\n",
		"[a]: /x 'y\nz'\n\n[a] &amp; \\* `c\nd`\n", "1. a\n\n   ```\n   x\n\n   ```\n2. [x] b\n", "\x1b[31m\u202e\xff&#27;\r\n\tx\n",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		if len(src) > 4000 {
			return
		}
		checkMap(t, Open(src))
		checkChunks(t, src)
	})
}

func TestVisiblePositions(t *testing.T) {
	src := []byte("# Título &amp; *más*\n\nline one\nline **two** 漢字\n\n- a\n- b\n\n|x|y|\n|-|-|\n|1|2|\n")
	v := Open(src).Visible()
	want := "Título & más\nline one line two 漢字\na\nb\nx\ty\n1\t2"
	if v.Text != want {
		t.Fatalf("got %q, want %q", v.Text, want)
	}
	points := 0
	for i := range v.Text {
		if got := v.CodePoint(i); got != points {
			t.Errorf("code point of byte %d is %d, want %d", i, got, points)
		}
		if got := v.Byte(points); got != i {
			t.Errorf("byte of code point %d is %d, want %d", points, got, i)
		}
		if s, ok := v.Source(i); ok && v.At(s.Start) != i {
			t.Errorf("source %v of byte %d leads to %d", s, i, v.At(s.Start))
		}
		points++
	}
	two := strings.Index(v.Text, "two")
	s, ok := v.SourceSpan(content.Span{Start: two - 5, End: two + 3})
	if !ok || string(src[s.Start:s.End]) != "line **two" {
		t.Errorf("the source of %q is %q", "line two", src[s.Start:s.End])
	}
	if back := v.TextSpan(s); v.Text[back.Start:back.End] != "line two" {
		t.Errorf("and back: %q", v.Text[back.Start:back.End])
	}
}

// sampleOf gives at least n bytes of Markdown with definitions at its end.
func sampleOf(n int) []byte {
	var b strings.Builder
	for i := 0; b.Len() < n; i++ {
		fmt.Fprintf(&b, "## Part %d\n\n- one [link][ref%d] [^n%d]\n- two\n\n  three\n\n> quote %d\n\n", i, i%7, i%5, i)
	}
	for i := range 7 {
		fmt.Fprintf(&b, "[ref%d]: https://example.org/%d\n", i, i)
	}
	for i := range 5 {
		fmt.Fprintf(&b, "[^n%d]: Note %d.\n", i, i)
	}
	return []byte(b.String())
}

// TestPrefixIsTheSame shows that the first screen does not change when the rest is read.
func TestPrefixIsTheSame(t *testing.T) {
	src := sampleOf(600_000)
	part, whole := OpenPrefix(src), Open(src)
	if part.Complete() || !whole.Complete() {
		t.Fatalf("complete: prefix %v, whole %v", part.Complete(), whole.Complete())
	}
	if part.Chunks() < 2 {
		t.Fatalf("the prefix has %d chunks", part.Chunks())
	}
	for i := range part.Chunks() {
		if got, want := part.Chunk(i), whole.Chunk(i); !reflect.DeepEqual(got, want) {
			t.Fatalf("chunk %d of the prefix differs", i)
		}
	}
	links, cites := 0, 0
	for _, b := range part.Chunk(0).Blocks {
		for _, r := range b.Runs {
			if r.Style&Link != 0 {
				links++
			}
			if r.Style&Citation != 0 {
				cites++
			}
		}
	}
	if links == 0 || cites == 0 {
		t.Errorf("%d links and %d citations on the first screen, all defined at the end", links, cites)
	}
}

func TestChunksFromManySides(t *testing.T) {
	src := sampleOf(400_000)
	d, quiet := Open(src), Open(src)
	var g sync.WaitGroup
	for k := range 4 {
		g.Go(func() {
			for i := range d.Chunks() {
				j := (i*(k+1) + k) % d.Chunks()
				if c := d.Chunk(j); len(c.Blocks) == 0 || c.Span != quiet.span(j) {
					t.Errorf("chunk %d spans %v", j, c.Span)
				}
			}
		})
	}
	g.Wait()
	for i := range d.Chunks() {
		if !reflect.DeepEqual(d.Chunk(i), quiet.parse(i)) {
			t.Fatalf("chunk %d differs", i)
		}
	}
}

func BenchmarkChunk(b *testing.B) {
	src := sampleOf(1 << 20)
	d := Open(src)
	b.ReportAllocs()
	b.SetBytes(int64(len(src) / d.Chunks()))
	i := 0
	for b.Loop() {
		d.parse(i % d.Chunks())
		i++
	}
}

// TestPiecesKeepTheirSpaces shows that text read in pieces loses nothing between them.
func TestPiecesKeepTheirSpaces(t *testing.T) {
	if testing.Short() {
		t.Skip("a long sweep in one goroutine")
	}
	for name, src := range map[string]string{
		"slow lines": strings.Repeat("[a]( some words\nmore words ", 3000),
		"slow line":  strings.Repeat("[a]( some words ", 3000),
		"slow tags":  strings.Repeat("<a b=' more\nwords ", 3000),
		"long line":  strings.Repeat("several words here ", 10_000),
		"paragraph":  strings.Repeat("several words here\n", 10_000),
		"unbroken":   strings.Repeat("漢字", 20_000),
	} {
		t.Run(name, func(t *testing.T) {
			d := Open([]byte(src))
			got := d.Visible().Text
			want := strings.TrimSpace(strings.ReplaceAll(src, "\n", " "))
			if got != want {
				i := 0
				for got[i] == want[i] {
					i++
				}
				t.Fatalf("at %d: got %q, want %q", i, got[max(i-20, 0):min(i+40, len(got))], want[max(i-20, 0):min(i+40, len(want))])
			}
			checkMap(t, d)
		})
	}
}

// Both halves of a text are looked through, and what stands on the middle is found once.
func TestBrackets(t *testing.T) {
	for _, text := range []string{"", "[", "\n[", "[\n[", "a\n[b\n[c", "[a\n\n[b\n [c\n[d\n", "\n[\n[\n[\n["} {
		for pad := range 9 {
			src := []byte(strings.Repeat("x", pad/3) + text + strings.Repeat("\n", pad))
			for from := range len(src) + 1 {
				var want []int
				for at := from; at < len(src); at++ {
					if src[at] == '[' && (at == from || src[at-1] == '\n') {
						want = append(want, at)
					}
				}
				if got := brackets(src, from); !slices.Equal(got, want) {
					t.Errorf("%q from %d has %v, want %v", src, from, got, want)
				}
			}
		}
	}
}
