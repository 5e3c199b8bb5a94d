package anchor

import (
	"strings"
	"sync"
	"unicode/utf8"

	"readout/briefing/markdown"
	"readout/briefing/note"
	"readout/content"
)

// Status says what became of the place of a note.
type Status uint8

// What can become of it.
const (
	Orphaned Status = iota // it cannot be told
	Found                  // the text stands where it stood
	Moved                  // the text stands somewhere else
)

// Method says how a place was found.
type Method string

// The methods.
const (
	ByData  Method = "data"  // the revision is the note's own: its bytes, whose text is the quotation
	ByQuote Method = "quote" // the quotation, with what stood around it
)

// Outcome says how a note was placed. Score is the share of the prefix and suffix that
// was found around the place, 1 if there was none to find; 0 for an orphan.
type Outcome struct {
	Status Status
	Method Method
	Score  float64
}

// Orphaned reports whether the note has no place.
func (o Outcome) Orphaned() bool { return o.Status == Orphaned }

// Placed is a note with the source range of its text; a zero range for an orphan.
type Placed struct {
	Note     note.Note
	Span     content.Span
	Orphaned bool
	Outcome  Outcome
}

// Resolver finds the places of notes in one document. It is safe for concurrent use, and
// prepares what it needs once: nothing for notes made on the same revision.
type Resolver struct {
	doc      *markdown.Document
	revision string
	index    func() *index
}

// NewResolver prepares to find notes in a document that has been opened as a whole.
func NewResolver(doc *markdown.Document, revision string) *Resolver {
	return &Resolver{doc: doc, revision: revision, index: sync.OnceValue(func() *index { return newIndex(doc.Visible()) })}
}

// Resolve finds the place of one note. For several, NewResolver is quicker.
func Resolve(doc *markdown.Document, revision string, t note.Target) (content.Span, Outcome) {
	return NewResolver(doc, revision).Resolve(t)
}

// Place finds the places of notes, in the order given.
func Place(doc *markdown.Document, revision string, notes []note.Note) []Placed {
	r := NewResolver(doc, revision)
	placed := make([]Placed, len(notes))
	for i, n := range notes {
		span, o := r.Resolve(n.Target)
		placed[i] = Placed{Note: n, Span: span, Orphaned: o.Orphaned(), Outcome: o}
	}
	return placed
}

// Resolve finds the place of a note.
//
// On the revision that it was made on the bytes tell, if their visible text is the quotation.
// Otherwise the quotation is looked for as it is, white space and line ends apart. Of
// several places the one counts whose surroundings agree best with prefix and suffix, and
// of those that agree alike the one nearest to where the quotation stood, if no other is
// nearly as near. A place is not believed where too little speaks for it, a short
// quotation in new surroundings, nor where the old surroundings stand around other words.
func (r *Resolver) Resolve(t note.Target) (content.Span, Outcome) {
	if t.Source == r.revision && r.stands(t) {
		return t.Data, Outcome{Found, ByData, 1}
	}
	x := r.index()
	at, score, ok := x.find(t)
	if !ok {
		return content.Span{}, Outcome{}
	}
	span, ok := x.visible.SourceSpan(at)
	if !ok {
		return content.Span{}, Outcome{}
	}
	o := Outcome{Moved, ByQuote, score}
	if x.visible.CodePoint(at.Start) == t.Position.Start {
		o.Status = Found
	}
	return span, o
}

// stands reports whether the bytes of a target still show its quotation.
func (r *Resolver) stands(t note.Target) bool {
	src := r.doc.Source()
	if t.Data.Start < 0 || t.Data.End > len(src) || t.Data.Len() < 0 {
		return false
	}
	return same(quote(r.doc, t.Data), t.Exact)
}

// same compares texts without their white space.
func same(a, b string) bool { return a == b || squeeze(a) == squeeze(b) }

func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if blank(r) {
			return -1
		}
		return r
	}, s)
}

// blank reports whether a character is white space, as HTML and wrapped text have it.
func blank(r rune) bool { return r == ' ' || r == '\n' || r == '\t' || r == '\u00a0' }

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

// What must speak for a place.
const (
	sureLength = 24 // a quotation of so many code points is believed in any surroundings
	sureAgree  = 6  // so many code points around a shorter one must agree
	alike      = 1  // places whose agreement differs by so many code points agree alike
	nearer     = 3  // among those, the nearest must be so many times nearer than the next
)

// find gives the range of the visible text where a target's quotation stands now.
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
	if len(places) == 0 {
		return at, 0, false
	}
	best, next := x.nearest(places, most-alike, t.Position.Start)
	around := utf8.RuneCountInString(prefix) + utf8.RuneCountInString(suffix)
	switch {
	case next >= 0 && best.distance*nearer >= next:
		return at, 0, false
	case utf8.RuneCountInString(exact) < sureLength && best.agree < min(sureAgree, around):
		return at, 0, false
	case x.occupied(best, exact, prefix, suffix, t.Position.Start):
		return at, 0, false
	}
	score = 1
	if around > 0 {
		score = float64(best.agree) / float64(around)
	}
	_, size := utf8.DecodeLastRuneInString(exact)
	last := x.toVisible(best.at + len(exact) - size)
	return content.Span{Start: x.toVisible(best.at), End: last + size}, score, true
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

// occupied reports whether prefix and suffix still stand around something else of about the
// quotation's length, nearer to where it stood: then the quoted text was edited there, and what was found at another
// place is a repetition of it, not the text itself.
func (x *index) occupied(c candidate, exact, prefix, suffix string, point int) bool {
	const edge = 12 // code points
	before, after := lastPoints(prefix, edge), firstPoints(suffix, edge)
	if before == "" || after == "" {
		return false
	}
	for from := 0; ; {
		i := strings.Index(x.text[from:], before)
		if i < 0 {
			return false
		}
		start := from + i + len(before)
		from += i + 1
		low, high := start+len(exact)/3, min(start+3*len(exact)+2*edge, len(x.text))
		if low >= high {
			continue
		}
		gap := strings.Index(x.text[low:high], after)
		if gap < 0 || c.at >= start && c.at <= low+gap || x.agreement(start, low+gap, prefix, suffix) < c.agree {
			continue
		}
		if x.distance(start, point) < c.distance {
			return true
		}
	}
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
