package page

import (
	"strings"
	"testing"

	"readout/briefing/markdown"
	"readout/ui/picture"
	"readout/ui/theme"

	"github.com/charmbracelet/x/ansi"
)

const illustrated = `Before.

![A chart of tons](chart.png)

- ![Two](two.png)

Words with ![one](chart.png) among them.

![missing](none.png) ![Two](two.png)
`

// Where a block is nothing but images, those that there are stand above their alternative
// text, as wide as they are; where there is no room for one, and among words, it does not.
func TestPictures(t *testing.T) {
	have := map[string]picture.Picture{"chart.png": {ID: 3, Columns: 20, Rows: 4}, "two.png": {ID: 4, Columns: 2, Rows: 1}}
	opt := Options{Width: 40, Method: ansi.WcWidth, Picture: func(target string) (picture.Picture, bool) {
		p, ok := have[target]
		return p, ok
	}}
	th, err := theme.New(theme.Options{Dark: true})
	if err != nil {
		t.Fatal(err)
	}
	for width, want := range map[int]string{40: "3 3 3 3 4 4", 15: "4 4"} {
		opt.Width = width
		p := New(markdown.Open([]byte(illustrated)), opt)
		var drawn, text []string
		for pos, ok := p.First(), true; ok; pos, ok = p.Next(pos) {
			var b strings.Builder
			line := p.Line(pos)
			p.Paint(&b, line, th, nil)
			if w := ansi.StringWidthWc(b.String()); w != width {
				t.Errorf("%q is %d cells wide, want %d", b.String(), w, width)
			}
			for _, s := range line.Spans {
				if s.Picture == 0 {
					continue
				}
				drawn = append(drawn, string(rune('0'+s.Picture)))
				if line.End > line.Start || !strings.Contains(b.String(), "\x1b[0;38;5;"+drawn[len(drawn)-1]+"m"+s.Text+"\x1b[m") {
					t.Errorf("a row of a picture is painted as %q", b.String())
				}
			}
			text = append(text, line.Text())
		}
		if got := strings.Join(drawn, " "); got != want {
			t.Errorf("at %d cells there are rows of the pictures %s, want %s", width, got, want)
		}
		opt := opt
		opt.Picture = nil
		var all []string
		for _, line := range text {
			if !strings.ContainsRune(line, '\U0010EEEE') {
				all = append(all, strings.TrimLeft(line, " •"))
			}
		}
		if got, want := strings.Join(all, "\n"), strings.ReplaceAll(strings.TrimSuffix(dump(New(markdown.Open([]byte(illustrated)), opt)), "\n"), "• ", ""); got != want {
			t.Errorf("the text with pictures is\n%s\nwant\n%s", got, want)
		}
	}
}
