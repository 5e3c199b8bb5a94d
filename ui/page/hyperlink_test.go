package page

import (
	"strings"
	"testing"

	"readout/briefing/markdown"
	"readout/ui/theme"

	"github.com/charmbracelet/x/ansi"
)

func TestHyperlink(t *testing.T) {
	for target, want := range map[string]string{
		"https://example.org/a b":      "https://example.org/a%20b",
		"HTTP://example.org/ü;x":       "HTTP://example.org/%C3%BC;x",
		"mailto:ada@example.org":       "mailto:ada@example.org",
		"https://e.org/\x1b\\\a\u009c": "https://e.org/%1B\\%07%C2%9C",
		"javascript:alert(1)":          "",
		"file:///etc/passwd":           "",
		"notes.md":                     "",
		"":                             "",
		"https://" + strings.Repeat("x", longestAddress): "",
	} {
		if got := hyperlink(target); got != want {
			t.Errorf("%q: %q, want %q", target, got, want)
		}
	}
}

// The terminal is told where a link leads, on each line of it; not where it knows no links, and
// never where one leads within the reader's own files.
func TestLinksArePainted(t *testing.T) {
	doc := markdown.Open([]byte("See [the long report](https://example.org/r), <ada@example.org>, and [more](more.md).\n"))
	for _, none := range []bool{false, true} {
		th, err := theme.New(theme.Options{Dark: true, NoLinks: none})
		if err != nil {
			t.Fatal(err)
		}
		p := New(doc, Options{Width: 14, Method: ansi.WcWidth})
		var b strings.Builder
		for pos, ok := p.First(), true; ok; pos, ok = p.Next(pos) {
			p.Paint(&b, p.Line(pos), th, nil)
		}
		out := b.String()
		for uri, want := range map[string]int{"https://example.org/r": 2, "mailto:ada@example.org": 2, "more.md": 0} {
			if none {
				want = 0
			}
			if got := strings.Count(out, "\x1b]8;;"+uri+"\a"); got != want {
				t.Errorf("without links %v: %s is told %d times, want %d", none, uri, got, want)
			}
		}
	}
}
