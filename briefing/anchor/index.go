package anchor

import (
	"strings"
	"unicode/utf8"

	"readout/briefing/markdown"
	"readout/briefing/note"
	"readout/content"
)

// index is the visible text of a document without white space, in which quotations are
// looked for.
type index struct {
	visible *markdown.Visible
	text    string
	marks   []uint32 // offset in visible.Text of every markStep-th byte of text
}

const markStep = 64

func newIndex(v *markdown.Visible) *index {
	x := &index{visible: v}
	var b strings.Builder
	b.Grow(len(v.Text))
	for i, r := range v.Text {
		if blank(r) {
			continue
		}
		size := utf8.RuneLen(r)
		for n := range size {
			if (b.Len()+n)%markStep == 0 {
				x.marks = append(x.marks, uint32(i+n))
			}
		}
		b.WriteString(v.Text[i : i+size])
	}
	x.text = b.String()
	return x
}

// toVisible gives the offset in the visible text of a byte of the text without white space.
func (x *index) toVisible(at int) int {
	if at >= len(x.text) {
		return len(strings.TrimRightFunc(x.visible.Text, blank))
	}
	n := at / markStep * markStep
	i := int(x.marks[at/markStep])
	for n < at {
		r, size := utf8.DecodeRuneInString(x.visible.Text[i:])
		switch {
		case blank(r):
			i += size
		case !utf8.RuneStart(x.visible.Text[i]):
			i, n = i+1, n+1
		default:
			size = min(size, at-n)
			i, n = i+size, n+size
		}
	}
	for {
		r, size := utf8.DecodeRuneInString(x.visible.Text[i:])
		if !blank(r) {
			return i
		}
		i += size
	}
}

// candidate is a place where the quotation stands.
type candidate struct {
	at       int // byte of text
	agree    int // code points of prefix and suffix found around it
	distance int // code points between where the quotation stood and stands
}

const (
	alike     = 1   // places whose agreement differs by so many code points agree alike
	agreement = 0.9 // of what stood around it, for a place to be taken as it is
)

// find gives the range of the visible text where a target's quotation stands as it did, not
// far from where it stood, with nearly all around it that was; false if there is none, or
// another such place is nearly as near.
func (x *index) find(t note.Target) (at content.Span, score float64, ok bool) {
	exact, prefix, suffix := squeeze(t.Exact), squeeze(t.Prefix), squeeze(t.Suffix)
	if exact == "" {
		return at, 0, false
	}
	var places []candidate
	most := 0
	for from := 0; ; {
		i := strings.Index(x.text[from:], exact)
		if i < 0 {
			break
		}
		c := candidate{at: from + i, agree: x.agreement(from+i, from+i+len(exact), prefix, suffix)}
		from = c.at + 1
		most = max(most, c.agree)
		if c.agree+alike >= most {
			places = append(places, c)
		}
	}
	around := utf8.RuneCountInString(prefix) + utf8.RuneCountInString(suffix)
	if len(places) == 0 || around == 0 || float64(most) < agreement*float64(around) {
		return at, 0, false
	}
	best, next := x.nearest(places, most-alike, t.Position.Start)
	if best.distance > farPoints || next >= 0 && best.distance*nearer >= next {
		return at, 0, false
	}
	_, size := utf8.DecodeLastRuneInString(exact)
	last := x.toVisible(best.at + len(exact) - size)
	return content.Span{Start: x.toVisible(best.at), End: last + size}, float64(best.agree) / float64(around), true
}

// agreement gives the number of code points of prefix and suffix that stand around a range.
func (x *index) agreement(start, end int, prefix, suffix string) int {
	return commonSuffix(x.text[:start], prefix) + commonPrefix(x.text[end:], suffix)
}

// nearest gives, of the places that agree enough, the one nearest to a code point of the
// visible text, and the distance of the next; -1 if there is no other.
func (x *index) nearest(places []candidate, enough, point int) (best candidate, next int) {
	next, best.distance = -1, -1
	for _, c := range places {
		if c.agree < enough {
			continue
		}
		c.distance = x.distance(c.at, point)
		switch {
		case best.distance < 0:
			best = c
		case c.distance < best.distance:
			best, next = c, best.distance
		case next < 0 || c.distance < next:
			next = c.distance
		}
	}
	return best, next
}

// distance gives the code points between a byte of the text and a code point of the visible
// text.
func (x *index) distance(at, point int) int {
	n := x.visible.CodePoint(x.toVisible(at)) - point
	return max(n, -n)
}

// commonPrefix gives the number of code points that two texts begin with alike.
func commonPrefix(a, b string) int {
	n := 0
	for i, r := range b {
		if other, size := utf8.DecodeRuneInString(a[min(i, len(a)):]); size == 0 || other != r {
			break
		}
		n++
	}
	return n
}

// commonSuffix gives the number of code points that two texts end with alike.
func commonSuffix(a, b string) int {
	n := 0
	for len(a) > 0 && len(b) > 0 {
		r, size := utf8.DecodeLastRuneInString(a)
		if other, _ := utf8.DecodeLastRuneInString(b); other != r {
			break
		}
		a, b, n = a[:len(a)-size], b[:len(b)-size], n+1
	}
	return n
}
