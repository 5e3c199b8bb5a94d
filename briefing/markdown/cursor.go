package markdown

import "bytes"

const tabStop = 4

// maxLine is the longest stretch of a source line that is read at once, in bytes.
// Longer lines are cut after a space or, without one, between two characters.
const maxLine = 32 << 10

// cursor walks over one source line and counts columns, for tabs may be taken in part.
type cursor struct {
	src  []byte
	pos  int // next byte
	stop int // end of the line without its ending
	end  int // end with it: the start of the next line
	col  int // column of pos, from 0
	pad  int // columns left of the tab at pos when it was taken in part; otherwise 0
}

// lineAt gives the cursor for the line, or the stretch of a long line, that starts at.
func lineAt(src []byte, at, limit int) cursor {
	rest := src[at:limit]
	cut := false
	if len(rest) > maxLine+1 {
		rest = rest[:maxLine+1]
		cut = true
	}
	c := cursor{src: src, pos: at}
	if i := bytes.IndexByte(rest, '\n'); i >= 0 {
		c.end = at + i + 1
		c.stop = at + i
	} else if cut {
		c.end = at + stretch(rest[:maxLine])
		c.stop = c.end
		return c
	} else {
		c.end = limit
		c.stop = limit
	}
	if c.stop > at && src[c.stop-1] == '\r' && c.stop < c.end {
		c.stop--
	}
	return c
}

// stretch gives how many bytes of b, a part of a long line, are best read at once.
func stretch(b []byte) int {
	if i := bytes.LastIndexAny(b[len(b)*3/4:], " \t"); i >= 0 {
		return len(b)*3/4 + i + 1
	}
	for n := len(b); n > len(b)-4; n-- {
		if b[n-1] < 0x80 || b[n-1] >= 0xc0 {
			if b[n-1] < 0x80 {
				return n
			}
			return n - 1
		}
	}
	return len(b)
}

// indent gives the columns of white space before the next character and its offset.
func (c *cursor) indent() (columns, next int) {
	next = c.pos
	col := c.col
	if c.pad > 0 {
		col += c.pad
		next++
	}
	for next < c.stop {
		switch c.src[next] {
		case ' ':
			col++
		case '\t':
			col += tabStop - col%tabStop
		default:
			return col - c.col, next
		}
		next++
	}
	return col - c.col, next
}

// blank reports whether nothing but white space is left.
func (c *cursor) blank() bool {
	_, next := c.indent()
	return next >= c.stop
}

// width gives the columns that the byte at pos takes from here on.
func (c *cursor) width() int {
	switch {
	case c.pad > 0:
		return c.pad
	case c.src[c.pos] == '\t':
		return tabStop - c.col%tabStop
	}
	return 1
}

// skip takes n columns of white space, a tab in part where it is wider.
func (c *cursor) skip(n int) {
	for n > 0 && c.pos < c.stop {
		if b := c.src[c.pos]; b != ' ' && b != '\t' {
			return
		}
		w := c.width()
		if w > n {
			c.pad = w - n
			c.col += n
			return
		}
		n -= w
		c.col += w
		c.pad = 0
		c.pos++
	}
}

// jump moves to offset next, over white space, counting columns.
func (c *cursor) jump(next int) {
	for c.pos < next {
		c.col += c.width()
		c.pad = 0
		c.pos++
	}
}

// peek gives the byte at offset i of the line, 0 behind its end.
func (c *cursor) peek(i int) byte {
	if i < c.stop {
		return c.src[i]
	}
	return 0
}
