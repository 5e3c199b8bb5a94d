package page

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"readout/briefing/markdown"
	"readout/content"
	"readout/ui/theme"

	"github.com/charmbracelet/x/ansi"
)

// Mark lays a role over the text of a source range. Of two marks on one character that
// of the higher priority lies on top, of equal ones the later.
type Mark struct {
	Source   content.Span
	Role     theme.Role
	Priority int
}

// painter writes one line.
type painter struct {
	b    *strings.Builder
	th   *theme.Theme
	m    *metrics
	room int        // cells left
	look theme.Look // in force
	wide bool       // what was written last is not ASCII
	over []Mark     // the marks on this line, the lowest first
}

// Paint writes l in exactly the page's width of cells, padded, without a line end. The
// only control sequences in it are SGR, the last a reset, and OSC 8, hyperlinks.
func (p *Page) Paint(b *strings.Builder, l *Line, th *theme.Theme, marks []Mark) {
	w := painter{b: b, th: th, m: p.m, room: p.opt.Width, over: p.over[:0]}
	if l != nil {
		for _, m := range marks {
			if m.Source.Start < l.End && l.Start < m.Source.End {
				w.over = append(w.over, m)
			}
		}
		p.over = w.over
		if len(w.over) > 1 {
			slices.SortStableFunc(w.over, func(a, b Mark) int { return cmp.Compare(a.Priority, b.Priority) })
		}
		w.blank(min(l.Margin, w.room))
		for i := range l.Spans {
			w.span(&l.Spans[i])
		}
	}
	w.set(theme.Look{}, ' ')
	w.blank(w.room)
	b.WriteString("\x1b[m")
}

func (w *painter) blank(n int) {
	const spaces = "                                                                "
	for w.room -= n; n > 0; n -= min(n, len(spaces)) {
		w.b.WriteString(spaces[:min(n, len(spaces))])
	}
}

// set sets the look of what is written next, which begins with byte next. A control
// sequence between two spans also keeps characters of the one from joining with
// those of the other.
func (w *painter) set(l theme.Look, next byte) {
	if l == w.look && !w.wide && next < utf8.RuneSelf {
		return
	}
	w.look = l
	w.wide = false
	if l.Plain() {
		w.b.WriteString("\x1b[m")
		return
	}
	l.Write(w.b)
}

// base gives the look of a span without marks.
func (w *painter) base(s *Span) theme.Look {
	look := w.th.Look(s.Role)
	if s.Style == 0 {
		return look
	}
	for _, o := range [...]struct {
		style markdown.Style
		role  theme.Role
	}{
		{markdown.Strong, theme.Strong},
		{markdown.Emphasis, theme.Emphasis},
		{markdown.Strike, theme.Strike},
		{markdown.CodeSpan, theme.CodeSpan},
		{markdown.RawHTML, theme.HTML},
		{markdown.Link, theme.Link},
		{markdown.Image, theme.Image},
		{markdown.Citation, theme.Citation},
	} {
		if s.Style&o.style != 0 {
			look = w.th.Look(o.role).Over(look)
		}
	}
	return look
}

func (w *painter) span(s *Span) {
	if s.Text == "" {
		return
	}
	if s.Picture != 0 {
		w.picture(s)
		return
	}
	if s.Style&markdown.Link != 0 && w.th.Hyperlinks() {
		if uri := hyperlink(s.Target); uri != "" {
			w.b.WriteString(ansi.SetHyperlink(uri))
			defer w.b.WriteString(ansi.ResetHyperlink())
		}
	}
	base := w.base(s)
	if s.Source.Len() == 0 || !w.marked(s.Source) {
		w.set(base, s.Text[0])
		w.text(s.Text, s.Width)
		return
	}
	if !s.Verbatim {
		w.set(w.lay(base, s.Source), s.Text[0])
		w.text(s.Text, s.Width)
		return
	}
	for from := 0; from < len(s.Text); {
		to := from
		look := base
		cells := 0
		for to < len(s.Text) {
			n, width := w.m.next(s.Text[to:])
			at := content.Span{Start: s.Source.Start + to, End: s.Source.Start + to + n}
			here := w.lay(base, at)
			if to == from {
				look = here
			} else if here != look {
				break
			}
			to += n
			cells += width
		}
		w.set(look, s.Text[from])
		w.text(s.Text[from:to], cells)
		from = to
	}
}

// picture writes a row of placeholders: the colour says of which picture they are.
func (w *painter) picture(s *Span) {
	if s.Width > w.room {
		return
	}
	theme.Look{}.Foreground(ansi.IndexedColor(s.Picture)).Write(w.b)
	w.b.WriteString(s.Text)
	w.b.WriteString("\x1b[m")
	w.look, w.room = theme.Look{}, w.room-s.Width
}

func (w *painter) marked(s content.Span) bool {
	for i := range w.over {
		if w.over[i].Source.Overlaps(s) {
			return true
		}
	}
	return false
}

// lay lays the marks on a character over its look.
func (w *painter) lay(look theme.Look, at content.Span) theme.Look {
	for i := range w.over {
		if w.over[i].Source.Overlaps(at) {
			look = w.th.Look(w.over[i].Role).Over(look)
		}
	}
	return look
}

// text writes s as it is shown; width are its cells.
func (w *painter) text(s string, width int) {
	if width == len(s) && width <= w.room {
		w.b.WriteString(s)
		w.room -= width
		return
	}
	w.wide = true
	for s != "" {
		n, cells := w.m.next(s)
		if cells > w.room {
			w.blank(w.room)
			return
		}
		shown := s[:n]
		if n > 1 {
			shown, _ = w.m.simple(shown)
		}
		w.b.WriteString(shown)
		w.room -= cells
		s = s[n:]
	}
}
