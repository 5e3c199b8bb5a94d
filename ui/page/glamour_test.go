package page

import (
	"strings"
	"testing"
	"unicode"

	"readout/briefing/markdown"

	"charm.land/glamour/v2"
	gansi "charm.land/glamour/v2/ansi"
	"github.com/charmbracelet/x/ansi"
)

// glamourText is the visible text that Glamour makes of src: no decoration, wide
// enough that nothing wraps, white space folded.
func glamourText(t *testing.T, src string) string {
	t.Helper()
	r, err := glamour.NewTermRenderer(glamour.WithStyles(gansi.StyleConfig{
		Item:           gansi.StylePrimitive{BlockPrefix: "• "},
		Enumeration:    gansi.StylePrimitive{BlockPrefix: ". "},
		Task:           gansi.StyleTask{Ticked: "☑ ", Unticked: "☐ "},
		HorizontalRule: gansi.StylePrimitive{Format: "\n────\n"},
	}), glamour.WithWordWrap(400))
	if err != nil {
		t.Fatal(err)
	}
	out, err := r.Render(src)
	if err != nil {
		t.Fatal(err)
	}
	return fold(ansi.Strip(out))
}

// fold keeps what is text to both: no white space, no lines of tables, quotes and rules.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || strings.ContainsRune("│─┼|-", r) {
			return -1
		}
		return r
	}, s)
}

// TestAsGlamour holds the visible text to Glamour's where Glamour is right. It is not
// in these: it shows link targets behind the text, leaves raw HTML and footnotes out,
// and sets bullets of one shape only.
func TestAsGlamour(t *testing.T) {
	for name, src := range map[string]string{
		"paragraphs": "One *two* **three** ~~four~~ `five`.\nSame line.\n\nNext \\* paragraph &amp; &copy; entity.\n",
		"headings":   "# One\n\n## Two *em*\n\nThree\n=====\n\n###### Six\n\ntext\n",
		"bullets":    "- one\n- two\n- three with **bold**\n",
		"numbers":    "1. one\n2. two\n3. three\n",
		"start":      "7. seven\n8. eight\n",
		"tasks":      "- [x] done\n- [ ] open\n",
		"quote":      "> one\n> two\n",
		"code":       "```\nfunc main() {\n    x := 1\n}\n```\n\n    indented\n",
		"rule":       "one\n\n---\n\ntwo\n",
		"table":      "| a | b |\n|---|---|\n| one | two |\n| three | four |\n",
		"autolink":   "See <https://example.org/a> now.\n",
		"break":      "one  \ntwo\\\nthree\n",
		"escapes":    "\\# not a heading \\[not a link\\] 1\\. x\n",
		"cjk":        "漢字とかな。한국어 😀\n",
	} {
		t.Run(name, func(t *testing.T) {
			p := New(markdown.Open([]byte(src)), Options{Width: 400, MaxWidth: 400, Method: ansi.GraphemeWidth})
			want := glamourText(t, src)
			if got := fold(dump(p)); got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
		})
	}
}
