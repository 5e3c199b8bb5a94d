package intake

import (
	"sort"
	"strings"
	"unicode/utf8"

	"readout/briefing"
	"readout/briefing/anchor"
	"readout/briefing/markdown"
	"readout/briefing/note"
	"readout/content"
)

// Text is a revision of a briefing in which quotations are found. It is not safe for
// concurrent use.
type Text struct {
	id       string
	revision string
	doc      *markdown.Document
	briefing *briefing.Briefing
	resolver *anchor.Resolver
	visible  *markdown.Visible
	astral   []int    // code points of visible that UTF-16 has two units for
	squeezed string   // visible without white space
	offsets  []uint32 // of each byte of squeezed in visible
	found    map[asked]answer
}

type asked struct {
	exact, prefix, suffix string
	position              content.Span
	utf16                 bool // that counts UTF-16 units
	page                  bool // it was made on the article, not on the briefing
}

type answer struct {
	target note.Target
	span   content.Span
	ok     bool
}

// OpenText prepares a briefing's text; id and revision are the library's.
func OpenText(id, revision string, src []byte) *Text {
	doc := markdown.Open(src)
	t := &Text{
		id: id, revision: revision, doc: doc, briefing: briefing.Parse(src),
		resolver: anchor.NewResolver(doc, revision, nil), visible: doc.Visible(), found: map[asked]answer{},
	}
	var b strings.Builder
	point := 0
	for i, r := range t.visible.Text {
		if r > 0xffff {
			t.astral = append(t.astral, point)
		}
		point++
		if isBlank(r) {
			continue
		}
		size := utf8.RuneLen(r)
		for n := range size {
			t.offsets = append(t.offsets, uint32(i+n))
		}
		b.WriteString(t.visible.Text[i : i+size])
	}
	t.squeezed = b.String()
	return t
}

func isBlank(r rune) bool { return r == ' ' || r == '\n' || r == '\t' || r == '\r' || r == '\u00a0' }

func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if isBlank(r) {
			return -1
		}
		return r
	}, s)
}

// codePoint gives the code point of the visible text that a UTF-16 unit belongs to.
func (t *Text) codePoint(unit int) int {
	return unit - sort.Search(len(t.astral), func(i int) bool { return t.astral[i]+i >= unit })
}

// place finds the place of an entry's quotation: where its position says, if the quotation
// stands there; otherwise where the quotation is, with what stood around it. ok is false where that cannot be told; the target then
// has the quotation only.
func (t *Text) place(e *Entry) answer {
	q := e.Note.Target
	key := asked{plainText(q.Exact), plainText(q.Prefix), plainText(q.Suffix), e.position, e.utf16, e.About.Briefing == ""}
	if a, ok := t.found[key]; ok {
		return a
	}
	a := answer{target: note.Target{Exact: key.exact, Prefix: key.prefix, Suffix: key.suffix}}
	span, ok := t.at(key)
	if !ok {
		span, ok = t.search(key)
	}
	if !ok {
		// Some programs quote the Markdown of a page, not its text.
		if bare := visible(key.exact); bare != key.exact {
			key := key
			key.exact = bare
			span, ok = t.search(key)
		}
	}
	if ok {
		a.target, a.span, a.ok = anchor.Describe(t.doc, span), span, true
		a.target.Source = t.revision
		if s := t.briefing.SectionAt(span.Start); s != nil {
			a.target.Section = s.Key
		}
	}
	if len(t.found) > 1<<16 {
		t.found = map[asked]answer{}
	}
	t.found[key] = a
	return a
}

// About gives, of entries about several documents, those about documents of which at least
// one quotation stands in the text; the others go to other, one by one. Entries about a
// single document are all given.
func (t *Text) About(entries []Entry, other func(Document)) []Entry {
	stands := map[string]bool{}
	for i := range entries {
		key := entries[i].About.key()
		stands[key] = stands[key] || t.place(&entries[i]).ok
	}
	if len(stands) < 2 {
		return entries
	}
	var out []Entry
	for _, e := range entries {
		if stands[e.About.key()] {
			out = append(out, e)
		} else {
			other(e.About)
		}
	}
	return out
}

// plainText gives a quotation as the visible text would have it.
func plainText(s string) string {
	return content.Clean(strings.ReplaceAll(s, "\r\n", "\n"))
}

// at gives the source range that a position names if the quotation stands there. Positions
// of Web Annotations are code points, though programs in a browser count UTF-16 units.
func (t *Text) at(q asked) (content.Span, bool) {
	if squeeze(q.exact) == "" || q.position.Len() <= 0 {
		return content.Span{}, false
	}
	places := []content.Span{{Start: t.codePoint(q.position.Start), End: t.codePoint(q.position.End)}}
	if !q.utf16 {
		places = []content.Span{q.position, places[0]}
	}
	for _, p := range places {
		part := content.Span{Start: t.visible.Byte(p.Start), End: t.visible.Byte(p.End)}
		if part.Len() > 0 && squeeze(t.visible.Text[part.Start:part.End]) == squeeze(q.exact) {
			return t.visible.SourceSpan(part)
		}
	}
	return content.Span{}, false
}

// search lets the resolver find a quotation. Of several places that speak for themselves
// alike it is told to look at the one where a reader reads: an entry rather than a key
// point that repeats it, and that rather than the paragraph which the entry cites.
func (t *Text) search(q asked) (content.Span, bool) {
	if squeeze(q.exact) == "" {
		return content.Span{}, false
	}
	target := note.Target{Exact: q.exact, Prefix: q.prefix, Suffix: q.suffix}
	if at, best := t.likeliest(q); at >= 0 {
		if !best {
			target.Prefix, target.Suffix = "", ""
		}
		target.Position.Start = t.visible.CodePoint(at)
		target.Position.End = target.Position.Start + utf8.RuneCountInString(q.exact)
	}
	span, outcome := t.resolver.Resolve(target)
	return span, !outcome.Orphaned()
}

// sentence is the number of code points from which a quotation is one of a sentence, which
// an entry has word for word from the article.
const sentence = 24

// likeliest gives the byte of the visible text where a quotation stands that the most
// speaks for, -1 where it does not stand as it is. best is false where another place
// agrees better with what stood around it: a sentence of an article stands in the paragraph
// that is cited as it stood there, but it is read in the entry.
func (t *Text) likeliest(q asked) (at int, best bool) {
	exact, prefix, suffix := squeeze(q.exact), squeeze(q.prefix), squeeze(q.suffix)
	byRank := q.page && utf8.RuneCountInString(exact) >= sentence
	at = -1
	agreed, rank, most := 0, 0, 0
	for from := 0; ; {
		i := strings.Index(t.squeezed[from:], exact)
		if i < 0 {
			return at, agreed == most
		}
		start := from + i
		from = start + len(exact)
		place := int(t.offsets[start])
		n := agreeing(t.squeezed[:start], prefix, true) + agreeing(t.squeezed[from:], suffix, false)
		if at >= 0 && !byRank && n < agreed {
			continue
		}
		r := t.rank(place)
		most = max(most, n)
		better := n > agreed || n == agreed && r < rank
		if byRank {
			better = r < rank || r == rank && n > agreed
		}
		if at < 0 || better {
			at, agreed, rank = place, n, r
		}
	}
}

// agreeing gives the number of bytes that two texts have alike at the end, or at the
// beginning.
func agreeing(text, around string, end bool) (n int) {
	for n < len(text) && n < len(around) {
		a, b := text[n], around[n]
		if end {
			a, b = text[len(text)-1-n], around[len(around)-1-n]
		}
		if a != b {
			break
		}
		n++
	}
	return n
}

// rank says how far a place is from where a briefing is read: 0 in an entry, 1 in a key
// point or a heading, 2 in a cited paragraph.
func (t *Text) rank(at int) int {
	src, ok := t.visible.Source(at)
	if !ok {
		return 1
	}
	for _, c := range t.briefing.Citations {
		if c.Span.Start <= src.Start && src.Start < c.Span.End {
			return 2
		}
	}
	for _, k := range t.briefing.KeyPoints {
		if k.Span.Start <= src.Start && src.Start < k.Span.End {
			return 1
		}
	}
	for _, s := range t.briefing.Sections {
		if s.Heading.Start <= src.Start && src.Start < s.Heading.End {
			return 1
		}
	}
	return 0
}
