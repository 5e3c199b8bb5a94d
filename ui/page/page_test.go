package page

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"readout/briefing/markdown"

	"github.com/charmbracelet/x/ansi"
)

func dump(p *Page) string {
	var b strings.Builder
	pos := p.First()
	for {
		fmt.Fprintln(&b, p.Line(pos).Text())
		next, ok := p.Next(pos)
		if !ok {
			return b.String()
		}
		pos = next
	}
}

var update = flag.Bool("update", false, "write the golden files anew")

// TestGolden shows what pages look like; the files under testdata are meant to be read.
func TestGolden(t *testing.T) {
	for _, name := range []string{"briefing", "structure", "scripts", "hostile"} {
		src, err := os.ReadFile("testdata/" + name + ".md")
		if err != nil {
			t.Fatal(err)
		}
		for _, width := range []int{30, 80} {
			p := New(markdown.Open(src), Options{Width: width, Method: ansi.WcWidth})
			file := fmt.Sprintf("testdata/%s.%d.golden", name, width)
			got := dump(p)
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
					t.Fatal(err)
				}
				continue
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("%s at %d cells:\n%s\nwant\n%s", name, width, got, want)
			}
		}
	}
}

// TestPositions walks a document in every way and comes to the same lines.
func TestPositions(t *testing.T) {
	src := long(60_000)
	p := New(markdown.Open(src), Options{Width: 60})
	var all []Pos
	for pos, ok := p.First(), true; ok; pos, ok = p.Next(pos) {
		all = append(all, pos)
	}
	if p.Last() != all[len(all)-1] {
		t.Fatalf("the last line is %v, want %v", p.Last(), all[len(all)-1])
	}
	for i := len(all) - 1; i > 0; i-- {
		if prev, ok := p.Prev(all[i]); !ok || prev != all[i-1] {
			t.Fatalf("before %v comes %v, want %v", all[i], prev, all[i-1])
		}
	}
	for i := 0; i < len(all); i += 37 {
		for _, n := range []int{0, 1, -1, 60, -60, 1000, -1000, len(all), -len(all)} {
			want := all[min(max(i+n, 0), len(all)-1)]
			if got := p.Move(all[i], n); got != want {
				t.Fatalf("%d lines from %v is %v, want %v", n, all[i], got, want)
			}
		}
	}
	for i, pos := range all {
		l := p.Line(pos)
		if l.Start == l.End {
			continue
		}
		if got := p.Find(l.Start); got != pos {
			t.Fatalf("line %d begins at %d, which is found at %v, not %v", i, l.Start, got, pos)
		}
		for col := range 60 {
			at, ok := l.Offset(col)
			if !ok {
				t.Fatalf("line %d has text but none at column %d", i, col)
			}
			x, w, ok := l.Column(at)
			if !ok || x > 60 || w < 1 {
				t.Fatalf("offset %d of line %d is at column %d, %d wide, %v", at, i, x, w, ok)
			}
			if back, _ := l.Offset(x); back != at {
				t.Fatalf("column %d leads to offset %d, which is at column %d, which leads to %d", col, at, x, back)
			}
		}
	}
}

func TestEmptyDocument(t *testing.T) {
	for _, src := range []string{"", "\n\n", "---\na: b\n---\n", "[a]: /b\n"} {
		p := New(markdown.Open([]byte(src)), Options{Width: 40})
		if p.Line(p.First()) == nil || p.First() != p.Last() {
			t.Errorf("%q: first line %v, last line %v", src, p.First(), p.Last())
		}
	}
}
