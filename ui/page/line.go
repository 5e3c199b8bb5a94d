package page

import (
	"strings"

	"readout/briefing/markdown"
	"readout/content"
	"readout/ui/theme"
)

// Line is one row of the page.
type Line struct {
	Spans      []Span
	Block      int // number of the block in its chunk
	Start, End int // source range shown; equal for blank lines and decoration
	Margin     int // blank cells before the first span
	m          *metrics
}

// Span is a piece of a line in one style. Verbatim: each byte of Text is the source byte
// at Source.Start plus its offset. Otherwise all of Text stands for all of Source; where
// that is empty, the span is decoration.
type Span struct {
	Text     string
	Width    int
	Source   content.Span
	Verbatim bool
	Role     theme.Role
	Style    markdown.Style
	Target   string // destination of a link or image, label of a citation
	Picture  uint8  // of which Text is the placeholders of a row; 0: of none
}

// Text gives the visible text of the line without its margin.
func (l *Line) Text() string {
	var b strings.Builder
	for i := range l.Spans {
		b.WriteString(l.Spans[i].Text)
	}
	return b.String()
}

// Offset gives the source offset of the character at column col of the pane, or of the
// nearest one on the line that has any; false if none has.
func (l *Line) Offset(col int) (int, bool) {
	best, far := 0, -1
	x := l.Margin
	for i := range l.Spans {
		s := &l.Spans[i]
		if s.Source.Len() == 0 {
			x += s.Width
			continue
		}
		l.cells(s, func(at int, w int) bool {
			d := 0
			if col < x {
				d = x - col
			} else if col >= x+w {
				d = col - x - w + 1
			}
			if w > 0 && (far < 0 || d < far) {
				best, far = at, d
			}
			x += w
			return far != 0
		})
		if far == 0 {
			break
		}
	}
	return best, far >= 0
}

// Column gives the pane column and the width of the character at a source offset; false
// if the line does not show it.
func (l *Line) Column(offset int) (col, width int, ok bool) {
	x := l.Margin
	for i := range l.Spans {
		s := &l.Spans[i]
		if !s.Source.Contains(offset) {
			x += s.Width
			continue
		}
		if !s.Verbatim {
			return x, s.Width, true
		}
		l.cells(s, func(at, w int) bool {
			if at > offset {
				return false
			}
			if ok {
				x += width
			}
			width, ok = w, true
			return true
		})
		return x, width, ok
	}
	return 0, 0, false
}

// cells calls f with the source offset and the width of each character of s.
func (l *Line) cells(s *Span, f func(at, w int) bool) {
	if !s.Verbatim {
		f(s.Source.Start, s.Width)
		return
	}
	for i := 0; i < len(s.Text); {
		n, w := l.m.next(s.Text[i:])
		if !f(s.Source.Start+i, w) {
			return
		}
		i += n
	}
}
