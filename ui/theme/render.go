package theme

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"readout/content"

	"charm.land/glamour/v2"
	"charm.land/glamour/v2/ansi"
)

// Markdown renders src with Glamour at a width, for note bodies and help. Nothing in it
// can act on the terminal but colours. What Glamour cannot render is given as it is.
func (t *Theme) Markdown(src string, width int) string {
	src = disarm(strings.ReplaceAll(content.Clean(src), "\t", "    "))
	r, err := glamour.NewTermRenderer(glamour.WithStyles(t.config), glamour.WithWordWrap(max(width, 1)))
	if err != nil {
		return src
	}
	out, err := r.Render(src)
	if err != nil {
		return src
	}
	return strings.Trim(strings.ReplaceAll(onlyColours(out), "\t", " "), "\n")
}

// disarm replaces character references to control characters, which Glamour would turn
// into the characters themselves.
func disarm(s string) string {
	var b strings.Builder
	for {
		i := strings.Index(s, "&#")
		if i < 0 {
			b.WriteString(s)
			return b.String()
		}
		end := strings.IndexByte(s[i:], ';')
		if end < 0 {
			b.WriteString(s)
			return b.String()
		}
		digits, base := s[i+2:i+end], 10
		if len(digits) > 0 && digits[0]|0x20 == 'x' {
			digits, base = digits[1:], 16
		}
		b.WriteString(s[:i])
		if v, err := strconv.ParseUint(digits, base, 32); err == nil && (v < ' ' || v >= 0x7f && v < 0xa0) {
			b.WriteRune(utf8.RuneError)
			s = s[i+end+1:]
			continue
		}
		b.WriteString("&#")
		s = s[i+2:]
	}
}

// onlyColours keeps text, line ends and SGR sequences.
func onlyColours(s string) string {
	var b strings.Builder
	for s != "" {
		i := strings.IndexByte(s, 0x1b)
		if i < 0 {
			break
		}
		b.WriteString(content.Clean(s[:i]))
		s = s[i:]
		if len(s) > 1 && s[1] == '[' {
			n := 2
			for n < len(s) && (s[n] >= '0' && s[n] <= '9' || s[n] == ';' || s[n] == ':') {
				n++
			}
			if n < len(s) && s[n] == 'm' {
				b.WriteString(s[:n+1])
				s = s[n+1:]
				continue
			}
		}
		rest := content.Clean(s)
		if next := strings.IndexByte(s[1:], 0x1b); next >= 0 {
			rest = content.Clean(s[:next+1])
			s = s[next+1:]
		} else {
			s = ""
		}
		b.WriteString(rest)
	}
	b.WriteString(content.Clean(s))
	return b.String()
}

// colourless gives c without its colours.
func colourless(c ansi.StyleConfig) ansi.StyleConfig {
	for _, p := range []*ansi.StylePrimitive{
		&c.Document.StylePrimitive, &c.BlockQuote.StylePrimitive, &c.Paragraph.StylePrimitive, &c.List.StylePrimitive,
		&c.Heading.StylePrimitive, &c.H1.StylePrimitive, &c.H2.StylePrimitive, &c.H3.StylePrimitive,
		&c.H4.StylePrimitive, &c.H5.StylePrimitive, &c.H6.StylePrimitive, &c.Text, &c.Strikethrough, &c.Emph, &c.Strong,
		&c.HorizontalRule, &c.Item, &c.Enumeration, &c.Task.StylePrimitive, &c.Link, &c.LinkText, &c.Image, &c.ImageText,
		&c.Code.StylePrimitive, &c.CodeBlock.StylePrimitive, &c.Table.StylePrimitive, &c.DefinitionList.StylePrimitive,
		&c.DefinitionTerm, &c.DefinitionDescription, &c.HTMLBlock.StylePrimitive, &c.HTMLSpan.StylePrimitive,
	} {
		p.Color, p.BackgroundColor = nil, nil
	}
	c.CodeBlock.Chroma, c.CodeBlock.Theme = nil, ""
	return c
}
