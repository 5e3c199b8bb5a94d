package theme

import (
	"image/color"
	"strconv"
	"strings"

	"charm.land/glamour/v2/ansi"
	"charm.land/lipgloss/v2"
	xansi "github.com/charmbracelet/x/ansi"
)

// Look is how cells are shown. The zero Look is the terminal's own.
type Look struct {
	fg, bg color.Color
	attr   attr
}

type attr uint8

const (
	bold attr = 1 << iota
	faint
	italic
	underline
	reverse
	struck
)

// Over lays l over base: its colours where it has some, and the attributes of both.
func (l Look) Over(base Look) Look {
	if l.fg == nil {
		l.fg = base.fg
	}
	if l.bg == nil {
		l.bg = base.bg
	}
	l.attr |= base.attr
	return l
}

// Foreground gives l with its text in a colour.
func (l Look) Foreground(c color.Color) Look {
	l.fg = c
	return l
}

// Plain reports whether l is the terminal's own look.
func (l Look) Plain() bool { return l == Look{} }

// Write writes the control sequence (SGR) that sets l, whatever was set before: attributes that
// every terminal and the renderer of Bubble Tea know, which passes over 21, the double underline.
func (l Look) Write(b *strings.Builder) {
	b.WriteString("\x1b[0")
	for i, code := range [...]string{";1", ";2", ";3", ";4", ";7", ";9"} {
		if l.attr&(1<<i) != 0 {
			b.WriteString(code)
		}
	}
	writeColour(b, l.fg, 30)
	writeColour(b, l.bg, 40)
	b.WriteByte('m')
}

// writeColour writes the parameters of a colour; base is 30 for the text, 40 for the ground.
func writeColour(b *strings.Builder, c color.Color, base int) {
	switch c := c.(type) {
	case nil:
	case xansi.BasicColor:
		n := base + int(c)
		if c >= 8 {
			n = base + 60 + int(c) - 8
		}
		writeNumber(b, n)
	case xansi.IndexedColor:
		writeNumber(b, base+8)
		b.WriteString(";5")
		writeNumber(b, int(c))
	default:
		red, green, blue, _ := c.RGBA()
		writeNumber(b, base+8)
		b.WriteString(";2")
		writeNumber(b, int(red>>8))
		writeNumber(b, int(green>>8))
		writeNumber(b, int(blue>>8))
	}
}

func writeNumber(b *strings.Builder, n int) {
	var digits [12]byte
	b.WriteByte(';')
	b.Write(strconv.AppendInt(digits[:0], int64(n), 10))
}

// style gives l as a Lip Gloss style.
func (l Look) style() lipgloss.Style {
	s := lipgloss.NewStyle()
	if l.fg != nil {
		s = s.Foreground(l.fg)
	}
	if l.bg != nil {
		s = s.Background(l.bg)
	}
	if l.attr&bold != 0 {
		s = s.Bold(true)
	}
	if l.attr&faint != 0 {
		s = s.Faint(true)
	}
	if l.attr&italic != 0 {
		s = s.Italic(true)
	}
	if l.attr&underline != 0 {
		s = s.Underline(true)
	}
	if l.attr&reverse != 0 {
		s = s.Reverse(true)
	}
	if l.attr&struck != 0 {
		s = s.Strikethrough(true)
	}
	return s
}

// primitive gives the look of a Glamour style element.
func primitive(p ansi.StylePrimitive) Look {
	var l Look
	if p.Color != nil && *p.Color != "" {
		l.fg = lipgloss.Color(*p.Color)
	}
	if p.BackgroundColor != nil && *p.BackgroundColor != "" {
		l.bg = lipgloss.Color(*p.BackgroundColor)
	}
	for _, a := range []struct {
		on *bool
		attr
	}{{p.Bold, bold}, {p.Faint, faint}, {p.Italic, italic}, {p.Underline, underline}, {p.Inverse, reverse}, {p.CrossedOut, struck}} {
		if a.on != nil && *a.on {
			l.attr |= a.attr
		}
	}
	return l
}

// textLooks gives the looks of the text's roles from a Glamour style.
func textLooks(c *ansi.StyleConfig) (looks [roles]Look) {
	text := primitive(c.Text).Over(primitive(c.Document.StylePrimitive))
	text.bg = nil
	over := func(p ansi.StylePrimitive) Look { return primitive(p).Over(text) }
	looks[Text] = text
	heading := primitive(c.Heading.StylePrimitive).Over(text)
	for i, h := range []ansi.StyleBlock{c.H1, c.H2, c.H3, c.H4, c.H5, c.H6} {
		looks[int(Heading1)+i] = primitive(h.StylePrimitive).Over(heading)
	}
	looks[Strong] = primitive(c.Strong)
	looks[Emphasis] = primitive(c.Emph)
	looks[Strike] = primitive(c.Strikethrough)
	looks[CodeSpan] = primitive(c.Code.StylePrimitive)
	looks[CodeBlock] = over(c.CodeBlock.StylePrimitive)
	looks[Link] = primitive(c.LinkText).Over(primitive(c.Link))
	looks[Image] = primitive(c.ImageText).Over(primitive(c.Image))
	looks[HTML] = primitive(c.HTMLSpan.StylePrimitive).Over(primitive(c.HTMLBlock.StylePrimitive))
	looks[Quote] = over(c.BlockQuote.StylePrimitive)
	looks[Rule] = over(c.HorizontalRule)
	looks[Marker] = primitive(c.Enumeration).Over(primitive(c.Item)).Over(text)
	looks[TaskOpen] = over(c.Task.StylePrimitive)
	looks[TaskDone] = looks[TaskOpen]
	looks[TableHead] = primitive(c.Strong).Over(text)
	return looks
}

// plainLooks gives the roles that colour told apart marks of their own.
func plainLooks(looks *[roles]Look) {
	for r, a := range map[Role]attr{
		Strong: bold, Emphasis: italic, Strike: struck, CodeSpan: bold, Link: underline, Image: italic, HTML: faint,
		Citation: faint, QuoteBar: faint, Marker: faint, Rule: faint, TableHead: bold, TableLine: faint,
		Title: bold, Muted: faint, Accent: bold, Border: faint, BorderFocused: bold, StatusBar: reverse,
		StatusKey: reverse | bold, Error: bold, Success: 0, Cursor: reverse | underline, Selection: reverse,
		SearchHit: reverse | bold, SearchCurrent: reverse | bold | underline, NoteHighlight: underline,
		NoteQuestion: underline | italic, NoteCheck: underline | faint, NoteAction: underline | bold, NoteJudgement: underline | bold | italic,
		NoteEnd:  reverse | italic,
		Heading1: bold | underline, Heading2: bold, Heading3: bold, Heading4: bold, Heading5: bold, Heading6: bold,
	} {
		looks[r].attr = a
	}
}
