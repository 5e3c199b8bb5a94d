package page

import (
	"encoding/json"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"readout/briefing/markdown"
	"readout/ui/theme"

	"github.com/charmbracelet/x/ansi"
)

// corpus gives the examples of the CommonMark specification, from goldmark's module,
// all README*.md of the module cache, and our own samples.
func corpus(tb testing.TB) map[string][]byte {
	tb.Helper()
	out := map[string][]byte{}
	for _, pattern := range []string{"testdata/*.md"} {
		files, _ := filepath.Glob(pattern)
		for _, f := range files {
			data, err := os.ReadFile(f)
			if err != nil {
				tb.Fatal(err)
			}
			out[f] = data
		}
	}
	if len(out) == 0 {
		tb.Fatal("no samples under testdata")
	}
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/yuin/goldmark").Output()
	if err != nil {
		tb.Logf("without the specification: goldmark's module cannot be found: %v", err)
		return out
	}
	var examples []struct{ Markdown string }
	data, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(dir)), "_test", "spec.json"))
	if err != nil || json.Unmarshal(data, &examples) != nil {
		tb.Logf("without the specification: %v", err)
	}
	for i, e := range examples {
		out["example "+string(rune('0'+i/100%10))+string(rune('0'+i/10%10))+string(rune('0'+i%10))] = []byte(e.Markdown)
	}
	cache, err := exec.Command("go", "env", "GOMODCACHE").Output()
	if err != nil {
		tb.Logf("without the module cache: %v", err)
		return out
	}
	_ = filepath.WalkDir(strings.TrimSpace(string(cache)), func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() && strings.HasPrefix(d.Name(), "README") && strings.HasSuffix(d.Name(), ".md") {
			if data, err := os.ReadFile(path); err == nil {
				out[path] = data
			}
		}
		return nil
	})
	return out
}

// mapped counts what checkPage has seen.
type mapped struct{ runes, lines, docs int }

// checkPage fails unless every mapped character of every line points at its own source
// bytes, no line is too wide, each line goes on where the one before it ended, and all
// visible text is there. White space, which a wrapped line swallows, is not counted.
func checkPage(t *testing.T, name string, doc *markdown.Document, opt Options, count *mapped) {
	t.Helper()
	p := New(doc, opt)
	src := doc.Source()
	shown := make([]bool, len(src))
	at, block := 0, [2]int{-1, -1}
	count.docs++
	for pos, ok := p.First(), true; ok; pos, ok = p.Next(pos) {
		l := p.Line(pos)
		if l == nil {
			break
		}
		count.lines++
		cells := 0
		inLine := 0
		for _, s := range l.Spans {
			cells += s.Width
			if got := p.m.width(s.Text); got != s.Width {
				t.Fatalf("%s: width %d: span %q says %d cells and takes %d", name, opt.Width, s.Text, s.Width, got)
			}
			if s.Source.Len() == 0 {
				continue
			}
			from := string(src[s.Source.Start:s.Source.End])
			if s.Verbatim && s.Text != from {
				t.Fatalf("%s: width %d: %q stands for %q", name, opt.Width, s.Text, from)
			}
			if !s.Verbatim && !stands(s, from) {
				t.Fatalf("%s: width %d: %q stands for %q", name, opt.Width, s.Text, from)
			}
			if s.Source.Start < inLine {
				t.Fatalf("%s: width %d: line %q goes back", name, opt.Width, l.Text())
			}
			inLine = s.Source.Start
			for i := s.Source.Start; i < s.Source.End; i++ {
				shown[i] = true
			}
			count.runes += utf8.RuneCountInString(s.Text)
		}
		if cells > max(min(opt.Width, 84), leastWidth) {
			t.Fatalf("%s: width %d: %q takes %d cells", name, opt.Width, l.Text(), cells)
		}
		here := [2]int{pos.Chunk, l.Block}
		isTable := l.Block < len(doc.Chunk(pos.Chunk).Blocks) && doc.Chunk(pos.Chunk).Blocks[l.Block].Kind == markdown.Table
		if l.Start < at && (!isTable || here != block) {
			t.Fatalf("%s: width %d: line %q begins at %d, before %d", name, opt.Width, l.Text(), l.Start, at)
		}
		at, block = max(at, l.Start), here
	}
	v := doc.Visible()
	for i, r := range v.Text {
		s, ok := v.Source(i)
		if !ok || unicode.IsSpace(r) {
			continue
		}
		if !shown[s.Start] {
			t.Fatalf("%s: width %d: %q at %d of the source is lost", name, opt.Width, r, s.Start)
		}
	}
}

// stands reports whether an atomic span shows what its source says.
func stands(s Span, from string) bool {
	switch {
	case s.Style&markdown.Citation != 0:
		label := strings.TrimSuffix(strings.TrimSuffix(strings.TrimPrefix(from, "[^"), ":"), "]")
		return strings.Contains(compact(standing(label)), s.Text)
	case strings.Trim(from, " \t\n\\") == "", strings.HasSuffix(from, "\n") && strings.Trim(from, " \t\r\f\n\\") == "":
		return strings.TrimSpace(s.Text) == ""
	case strings.HasPrefix(from, "&"):
		got := html.UnescapeString(from)
		return strings.Contains(got, s.Text) || s.Text == "\uFFFD" || s.Text == " " && strings.TrimSpace(got) == "" || control(got)
	}
	r, n := utf8.DecodeRuneInString(from)
	return n == len(from) && (r < ' ' || r >= 0x7f)
}

// standing gives s with what must not be shown replaced, as the runs have it.
func standing(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r > 0 && r < ' ':
			r += 0x2400
		case r == 0x7f:
			r = 0x2421
		case control(string(r)) && r != 0x200d && r != 0x200c && r != 0xfeff && r != 0x200b && r != 0xad && r < 0xe0000:
			r = utf8.RuneError
		}
		b.WriteRune(r)
	}
	return b.String()
}

func control(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == 0x2028 || r == 0x2029
}

func TestEveryCharacterKnowsItsSource(t *testing.T) {
	if testing.Short() {
		t.Skip("a long sweep in one goroutine")
	}
	docs := corpus(t)
	var count mapped
	for name, src := range docs {
		doc := markdown.Open(src)
		for _, width := range []int{20, 40, 80, 120} {
			method := ansi.WcWidth
			if width == 40 || strings.HasPrefix(name, "testdata") {
				checkPage(t, name, doc, Options{Width: width, Method: ansi.GraphemeWidth}, &count)
			}
			checkPage(t, name, doc, Options{Width: width, Method: method}, &count)
		}
	}
	t.Logf("%d characters on %d lines of %d layouts, all at their own bytes", count.runes, count.lines, count.docs)
}

// TestEveryWidth: no width between a phone's and a wide screen's loses a character, at either
// way to measure.
func TestEveryWidth(t *testing.T) {
	var count mapped
	for name, src := range corpus(t) {
		if filepath.IsAbs(name) {
			continue // others' READMEs are long, and are looked at at four widths
		}
		doc := markdown.Open(src)
		for width := 10; width <= 130; width++ {
			checkPage(t, name, doc, Options{Width: width, Method: ansi.WcWidth}, &count)
			if strings.HasPrefix(name, "testdata") {
				checkPage(t, name, doc, Options{Width: width, Method: ansi.GraphemeWidth}, &count)
			}
		}
	}
	t.Logf("%d characters on %d lines of %d layouts", count.runes, count.lines, count.docs)
}

// checkPaint fails if painting writes anything but text and SGR, or another width.
func checkPaint(t *testing.T, p *Page, th *theme.Theme, marks []Mark) {
	t.Helper()
	n := 0
	for pos, ok := p.First(), true; ok && n < 400; pos, ok = p.Next(pos) {
		n++
		var b strings.Builder
		p.Paint(&b, p.Line(pos), th, marks)
		out := b.String()
		if !strings.HasSuffix(out, "\x1b[m") {
			t.Fatalf("%q does not end in a reset", out)
		}
		plain := stripSGR(t, out)
		for _, r := range plain {
			if unicode.IsControl(r) || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r == utf8.RuneError && !strings.Contains(plain, "\uFFFD") {
				t.Fatalf("%U painted in %q", r, out)
			}
		}
		cells := 0 // as the renderer counts them: control sequences part characters
		for i, part := range strings.Split(stripLinks(t, out), "\x1b[") {
			if i > 0 {
				_, part, _ = strings.Cut(part, "m")
			}
			cells += p.opt.Method.StringWidth(part)
		}
		if cells != p.opt.Width {
			t.Fatalf("%q is %d cells wide, want %d", out, cells, p.opt.Width)
		}
	}
}

// stripLinks takes the hyperlinks out, and fails on one that is no address of printable ASCII
// to the web or a mail, and on one that is left open.
func stripLinks(t *testing.T, s string) string {
	t.Helper()
	open := false
	out := hyperlinks.ReplaceAllStringFunc(s, func(link string) string {
		uri := strings.TrimSuffix(strings.TrimPrefix(link, "\x1b]8;;"), "\a")
		if open == (uri != "") || uri != "" && !outward.MatchString(uri) {
			t.Fatalf("the hyperlink %q", link)
		}
		open = uri != ""
		return "\x1b[m"
	})
	if open {
		t.Fatalf("a hyperlink is left open in %q", s)
	}
	return out
}

var (
	hyperlinks = regexp.MustCompile("\x1b\\]8;;[^\x07]*\x07")
	outward    = regexp.MustCompile("^(?i:https?|mailto):[!-~]*$")
)

// stripSGR takes the colours out and fails on any other control sequence.
func stripSGR(t *testing.T, s string) string {
	t.Helper()
	s = stripLinks(t, s)
	var b strings.Builder
	for {
		i := strings.IndexByte(s, 0x1b)
		if i < 0 {
			b.WriteString(s)
			return b.String()
		}
		b.WriteString(s[:i])
		s = s[i+1:]
		n := strings.IndexByte(s, 'm')
		if n < 1 || s[0] != '[' || strings.Trim(s[1:n], "0123456789;") != "" {
			t.Fatalf("a control sequence that is no colour: %q", s[:min(len(s), 20)])
		}
		s = s[n+1:]
	}
}
