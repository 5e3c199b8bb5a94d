package page

import (
	"os"
	"strings"
	"testing"

	"readout/briefing/markdown"
	"readout/content"
	"readout/ui/theme"

	"github.com/charmbracelet/x/ansi"
)

func themes(tb testing.TB) []*theme.Theme {
	tb.Helper()
	var out []*theme.Theme
	for _, opt := range []theme.Options{{Dark: true}, {}, {Dark: true, NoColor: true}, {Style: "dracula", Dark: true}} {
		th, err := theme.New(opt)
		if err != nil {
			tb.Fatal(err)
		}
		out = append(out, th)
	}
	return out
}

func someMarks(n int) []Mark {
	return []Mark{
		{Source: content.Span{Start: n / 7, End: n / 3}, Role: theme.NoteQuestion, Priority: 1},
		{Source: content.Span{Start: n / 5, End: n / 2}, Role: theme.SearchHit, Priority: 2},
		{Source: content.Span{Start: n / 4, End: n}, Role: theme.Selection, Priority: 3},
		{Source: content.Span{Start: n / 2, End: n/2 + 1}, Role: theme.Cursor, Priority: 4},
	}
}

func TestPaintWritesTextAndColoursOnly(t *testing.T) {
	if testing.Short() {
		t.Skip("a long sweep in one goroutine")
	}
	all := themes(t)
	for name, src := range corpus(t) {
		if len(src) > 20_000 {
			continue
		}
		doc := markdown.Open(src)
		for i, width := range []int{7, 20, 80, 200} {
			p := New(doc, Options{Width: width, Method: ansi.Method(i % 2)})
			checkPaint(t, p, all[i], someMarks(len(src)))
		}
		if t.Failed() {
			t.Fatal(name)
		}
	}
}

func FuzzPaint(f *testing.F) {
	for _, name := range []string{"testdata/hostile.md", "testdata/structure.md", "testdata/scripts.md"} {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data, uint8(40), false)
	}
	all := themes(f)
	f.Fuzz(func(t *testing.T, src []byte, width uint8, clusters bool) {
		if len(src) > 6000 {
			return
		}
		method := ansi.WcWidth
		if clusters {
			method = ansi.GraphemeWidth
		}
		doc := markdown.Open(src)
		opt := Options{Width: int(width%130) + 1, Method: method}
		p := New(doc, opt)
		for _, th := range all[:3] {
			checkPaint(t, p, th, someMarks(len(src)))
		}
		if opt.Width >= leastWidth {
			checkPage(t, "fuzz", doc, opt, &mapped{})
		}
	})
}

func TestMarksLieOverTheText(t *testing.T) {
	src := "Some *plain* words here."
	for _, th := range themes(t)[:3] {
		p := New(markdown.Open([]byte(src)), Options{Width: 40})
		l := p.Line(p.First())
		seen := map[string]theme.Role{}
		for r := theme.Cursor; r <= theme.NoteJudgement; r++ {
			at := strings.Index(src, "words")
			var b strings.Builder
			p.Paint(&b, l, th, []Mark{{Source: content.Span{Start: at, End: at + 5}, Role: r}})
			i := strings.Index(b.String(), "words")
			if i < 0 {
				t.Fatalf("the marked word is not in one piece: %q", b.String())
			}
			before := b.String()[:i]
			sgr := before[strings.LastIndex(before, "\x1b"):]
			if other, ok := seen[sgr]; ok {
				t.Errorf("roles %d and %d both look like %q", other, r, sgr)
			}
			seen[sgr] = r
		}
	}
}
