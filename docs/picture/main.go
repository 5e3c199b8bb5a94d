// Command picture draws what a terminal shows as an SVG: it reads a screen with its SGR
// sequences, as `tmux capture-pane -e -p` prints one, and writes the picture.
//
// It is not part of readout; docs/pictures.sh uses it.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"html"
	"image/color"
	"io"
	"log"
	"os"
	"strings"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// The size of a cell, in pixels; the font is 14 pixels high.
const (
	cellWidth  = 8.4
	cellHeight = 18.0
	padding    = 14.0
)

// paper is the terminal's own colours.
type paper struct{ fg, bg string }

func main() {
	light := flag.Bool("light", false, "a terminal with a light background")
	flag.Parse()
	in, err := io.ReadAll(os.Stdin)
	if err != nil {
		log.Fatalf("reading the screen: %v", err)
	}
	p := paper{fg: "#d8dae0", bg: "#16181d"}
	if *light {
		p = paper{fg: "#24272e", bg: "#fcfcfa"}
	}
	out := bufio.NewWriter(os.Stdout)
	draw(out, strings.TrimRight(string(in), "\n"), p)
	if err := out.Flush(); err != nil {
		log.Fatalf("writing the picture: %v", err)
	}
}

// draw writes the screen as an SVG with one text element a run of equal style.
func draw(w io.Writer, screen string, p paper) {
	lines := uv.NewStyledString(screen).Lines(ansi.WcWidth)
	columns := 0
	for _, l := range lines {
		columns = max(columns, len(l))
	}
	width, height := float64(columns)*cellWidth+2*padding, float64(len(lines))*cellHeight+2*padding
	fmt.Fprintf(w, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %.0f %.0f" font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="14">`+"\n", width, height)
	fmt.Fprintf(w, `<rect width="100%%" height="100%%" rx="8" fill="%s"/>`+"\n", p.bg)
	for y, l := range lines {
		for x := 0; x < len(l); {
			end := x + max(l[x].Width, 1)
			text := []string{l[x].Content}
			for l[x].Width <= 1 && end < len(l) && l[end].Width <= 1 && l[end].Style.Equal(&l[x].Style) {
				text = append(text, l[end].Content)
				end++
			}
			p.run(w, strings.Join(text, ""), l[x].Style, float64(x), float64(end-x), float64(y))
			x = end
		}
		if n := len(l); n > 0 && n < columns && l[0].Style.Bg != nil { // what tmux cleared in a colour it leaves out
			p.run(w, strings.Repeat(" ", columns-n), l[0].Style, float64(n), float64(columns-n), float64(y))
		}
	}
	fmt.Fprintln(w, "</svg>")
}

// run draws cells of one style.
func (p paper) run(w io.Writer, text string, s uv.Style, x, cells, y float64) {
	fg, bg := hex(s.Fg, p.fg), hex(s.Bg, "")
	if s.Attrs&uv.AttrReverse != 0 {
		fg, bg = hex(s.Bg, p.bg), hex(s.Fg, p.fg)
	}
	left, top := padding+x*cellWidth, padding+y*cellHeight
	if bg != "" {
		fmt.Fprintf(w, `<rect x="%.1f" y="%.1f" width="%.1f" height="%.1f" fill="%s"/>`+"\n", left, top, cells*cellWidth, cellHeight, bg)
	}
	if strings.TrimSpace(text) == "" {
		return
	}
	look := ""
	if s.Attrs&uv.AttrBold != 0 {
		look += ` font-weight="bold"`
	}
	if s.Attrs&uv.AttrItalic != 0 {
		look += ` font-style="italic"`
	}
	if s.Attrs&uv.AttrFaint != 0 {
		look += ` opacity="0.6"`
	}
	if s.Underline != uv.UnderlineNone {
		look += ` text-decoration="underline"`
	}
	fmt.Fprintf(w, `<text x="%.1f" y="%.1f" textLength="%.1f" fill="%s" xml:space="preserve"%s>%s</text>`+"\n",
		left, top+13.5, cells*cellWidth, fg, look, html.EscapeString(text))
}

func hex(c color.Color, otherwise string) string {
	if c == nil {
		return otherwise
	}
	r, g, b, _ := c.RGBA()
	return fmt.Sprintf("#%02x%02x%02x", r>>8, g>>8, b>>8)
}
