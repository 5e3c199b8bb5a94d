package screentest

import (
	"fmt"
	"image/color"
	"strings"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// Styles writes down how cells look, in several themes at once: a letter stands for a look in
// each of them, so that one text of a few letters a row tells all. A cell with the terminal's
// own colours in every theme is a space.
type Styles struct {
	Method  ansi.Method
	letters map[string]string // of the looks of a cell, one a theme
	legend  []string
}

// Rows gives the runs of cells that look the same, a line a row: "3 12b 5c" is three cells
// without a look, twelve of b, five of c. views are the same screen in each theme.
func (s *Styles) Rows(w, h int, views ...string) string {
	screens := make([]uv.ScreenBuffer, len(views))
	for i, view := range views {
		screens[i] = uv.NewScreenBuffer(w, h)
		screens[i].Method = s.Method
		uv.NewStyledString(strings.ReplaceAll(view, "\n", "\r\n")).Draw(screens[i], screens[i].Bounds())
	}
	var rows []string
	for y := range h {
		var runs []string
		last, n := "", 0
		flush := func() {
			if n > 0 {
				runs = append(runs, fmt.Sprintf("%d%s", n, last))
			}
		}
		for x := range w {
			letter := s.letter(screens, x, y)
			if letter != last {
				flush()
				last, n = letter, 0
			}
			n++
		}
		if last != "" {
			flush()
		}
		rows = append(rows, strings.Join(runs, " "))
	}
	return strings.Join(rows, "\n") + "\n"
}

func (s *Styles) letter(screens []uv.ScreenBuffer, x, y int) string {
	looks := make([]string, len(screens))
	plain := true
	for i := range screens {
		if c := screens[i].CellAt(x, y); c != nil {
			looks[i] = styleText(&c.Style)
		}
		plain = plain && looks[i] == ""
	}
	if plain {
		return ""
	}
	key := strings.Join(looks, " | ")
	letter, ok := s.letters[key]
	if !ok {
		if s.letters == nil {
			s.letters = map[string]string{}
		}
		letter = alphabetic(len(s.legend))
		s.letters[key] = letter
		s.legend = append(s.legend, letter+"  "+key)
	}
	return letter
}

// Legend tells what the letters stand for, in the order in which they came.
func (s *Styles) Legend() string { return strings.Join(s.legend, "\n") + "\n" }

// alphabetic gives a, b, … z, aa, ab, ….
func alphabetic(n int) string {
	if n < 26 {
		return string(rune('a' + n))
	}
	return alphabetic(n/26-1) + string(rune('a'+n%26))
}

func styleText(s *uv.Style) string {
	var words []string
	for _, c := range []struct {
		name  string
		color color.Color
	}{{"", s.Fg}, {"on ", s.Bg}, {"line ", s.UnderlineColor}} {
		if c.color != nil {
			r, g, b, _ := c.color.RGBA()
			words = append(words, fmt.Sprintf("%s#%02x%02x%02x", c.name, r>>8, g>>8, b>>8))
		}
	}
	for _, a := range []struct {
		bit  uint8
		name string
	}{
		{uv.AttrBold, "bold"}, {uv.AttrFaint, "faint"}, {uv.AttrItalic, "italic"}, {uv.AttrReverse, "reverse"}, {uv.AttrStrikethrough, "struck"},
	} {
		if s.Attrs&a.bit != 0 {
			words = append(words, a.name)
		}
	}
	if s.Underline != uv.UnderlineNone {
		words = append(words, fmt.Sprintf("underline %d", s.Underline))
	}
	return strings.Join(words, " ")
}
