package intake

import (
	"cmp"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"readout/briefing"
	"readout/briefing/anchor"
	"readout/briefing/markdown"
	"readout/briefing/note"
	"readout/content"

	"golang.org/x/text/unicode/norm"
)

// Text is a revision of a briefing in which quotations are found. It is not safe for
// concurrent use.
type Text struct {
	id       string
	revision string
	briefing *briefing.Briefing
	resolver *anchor.Resolver
	visible  *markdown.Visible
	aside    []ranked
	astral   []int    // code points of visible that UTF-16 has two units for
	squeezed string   // visible, squeezed
	offsets  []uint32 // of the characters in visible that the bytes of squeezed are of
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

// OpenText prepares a briefing's text; id and revision are the library's. history, which may
// be nil, has the older revisions that notes of readout's own may have been made on.
func OpenText(id, revision string, src []byte, history anchor.History) *Text {
	doc := markdown.Open(src)
	t := &Text{
		id: id, revision: revision, briefing: briefing.Parse(src),
		resolver: anchor.NewResolver(doc, revision, history), visible: doc.Visible(), found: map[asked]answer{},
	}
	t.aside = aside(t.briefing)
	var b strings.Builder
	point := 0
	for i, r := range t.visible.Text {
		if r > 0xffff {
			t.astral = append(t.astral, point)
		}
		point++
		n := b.Len()
		writeFolded(&b, r)
		for ; n < b.Len(); n++ {
			t.offsets = append(t.offsets, uint32(i))
		}
	}
	t.squeezed = b.String()
	return t
}

func isBlank(r rune) bool { return r == ' ' || r == '\n' || r == '\t' || r == '\r' || r == '\u00a0' }

// squeeze gives a text as quotations are compared: without white space, with one form of
// quotation marks, apostrophes and dashes, for programs have their own, and with accents
// apart from their letters.
func squeeze(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		writeFolded(&b, r)
	}
	return b.String()
}

func writeFolded(b *strings.Builder, r rune) {
	switch {
	case isBlank(r):
	case r < 0x80:
		b.WriteByte(byte(r))
	case strings.ContainsRune("“”„‟«»", r):
		b.WriteByte('"')
	case strings.ContainsRune("‘’‚‛ʼ", r):
		b.WriteByte('\'')
	case strings.ContainsRune("‐‑–—−", r):
		b.WriteByte('-')
	case r == '…':
		b.WriteString("...")
	default:
		b.WriteString(norm.NFD.String(string(r)))
	}
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
	if a.target.Scope() == note.OnBriefing { // a note on the whole page
		a.target.Source, a.ok = t.revision, true
		return a
	}
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
		a.target, a.span, a.ok = anchor.DescribeIn(t.visible, span), span, true
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
		stands[key] = stands[key] || t.place(&entries[i]).span.Len() > 0
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

// search finds a quotation by its words: where it stands as it is, or else where the
// resolver says that it stands with its words changed.
func (t *Text) search(q asked) (content.Span, bool) {
	if squeeze(q.exact) == "" {
		return content.Span{}, false
	}
	if at, ok := t.standing(q); ok {
		return t.visible.SourceSpan(at)
	}
	target := note.Target{Exact: q.exact, Prefix: q.prefix, Suffix: q.suffix}
	for _, near := range []int{t.part(q.exact), 0} {
		target.Position = content.Span{Start: near, End: near + utf8.RuneCountInString(q.exact)}
		if span, outcome := t.resolver.Resolve(target); !outcome.Orphaned() {
			return span, true
		}
	}
	return content.Span{}, false
}

// part gives the code point of the visible text where the first or the last half of a
// quotation stands, 0 if neither does.
func (t *Text) part(exact string) int {
	exact = squeeze(exact)
	half := len(exact) / 2
	for half > 0 && !utf8.RuneStart(exact[half]) {
		half--
	}
	for _, part := range []string{exact[:half], exact[half:]} {
		if at, ok := t.standing(asked{exact: part, page: true}); ok && len(part) >= sentence/2 {
			return t.visible.CodePoint(at.Start)
		}
	}
	return 0
}

// What must speak for a place where a quotation stands as it is.
const (
	sentence = 24 // code points of one that is believed in any surroundings
	sure     = 6  // bytes around a shorter one that agree, if any are known
)

// standing gives the range of the visible text where a quotation stands as it is. Of several
// places that counts which agrees best with what stood around it, then the one where a
// reader reads: an entry rather than a key point that repeats it, and that rather than the
// paragraph which the entry cites. A sentence quoted from the article stands in that
// paragraph as it stood there, and is looked for in the entry all the same. Where two places
// are alike and are not of one sentence there is none.
func (t *Text) standing(q asked) (at content.Span, ok bool) {
	exact, prefix, suffix := squeeze(q.exact), squeeze(q.prefix), squeeze(q.suffix)
	if exact == "" {
		return at, false
	}
	long := utf8.RuneCountInString(exact) >= sentence
	best := spot{at: -1}
	twin := false // another spot is as good, and of another sentence
	for from := 0; ; {
		i := strings.Index(t.squeezed[from:], exact)
		if i < 0 {
			break
		}
		s := spot{at: from + i}
		from = s.at + len(exact)
		if !t.whole(s.at, from) {
			continue
		}
		s.agreed = agreeing(t.squeezed[:s.at], prefix, true) + agreeing(t.squeezed[from:], suffix, false)
		s.rank = t.rank(int(t.offsets[s.at]))
		switch {
		case best.at < 0 || s.better(best, q.page && long):
			best, twin = s, false
		case !best.better(s, q.page && long):
			twin = twin || !t.oneSentence(best.at, s.at, len(exact))
		}
		if twin && !long && best.rank == 0 && best.agreed == len(prefix)+len(suffix) {
			break // nothing can be better
		}
	}
	if best.at < 0 || !long && (twin || best.agreed < min(sure, len(prefix)+len(suffix))) {
		return at, false
	}
	last := int(t.offsets[best.at+len(exact)-1])
	_, size := utf8.DecodeRuneInString(t.visible.Text[last:])
	return content.Span{Start: int(t.offsets[best.at]), End: last + size}, true
}

// whole reports whether a range of the squeezed text begins and ends with a character, with
// all its accents.
func (t *Text) whole(start, end int) bool {
	if start > 0 && t.offsets[start-1] == t.offsets[start] || end < len(t.offsets) && t.offsets[end-1] == t.offsets[end] {
		return false
	}
	next, _ := utf8.DecodeRuneInString(t.squeezed[end:])
	return !unicode.Is(unicode.Mn, next)
}

// spot is a place where a quotation stands.
type spot struct {
	at     int // byte of squeezed
	agreed int // bytes around it
	rank   int
}

// better reports whether more speaks for a spot than for another; of sentences from an
// article the rank tells first.
func (s spot) better(o spot, byRank bool) bool {
	if byRank && s.rank != o.rank {
		return s.rank < o.rank
	}
	return s.agreed > o.agreed || s.agreed == o.agreed && s.rank < o.rank
}

// oneSentence reports whether what stands before two spots, or behind them, is the same.
func (t *Text) oneSentence(a, b, size int) bool {
	before := t.squeezed[max(a-sentence, 0):a]
	behind := t.squeezed[a+size : min(a+size+sentence, len(t.squeezed))]
	return len(before) == sentence && strings.HasSuffix(t.squeezed[:b], before) ||
		len(behind) == sentence && strings.HasPrefix(t.squeezed[b+size:], behind)
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

// ranked is a range of the source that is not where a briefing is read first.
type ranked struct {
	content.Span
	rank int
}

// aside gives the parts of a briefing that repeat or name what its entries say, in order.
func aside(b *briefing.Briefing) (out []ranked) {
	for _, k := range b.KeyPoints {
		out = append(out, ranked{k.Span, 1})
	}
	for _, s := range b.Sections {
		out = append(out, ranked{s.Heading, 1})
	}
	for _, c := range b.Citations {
		out = append(out, ranked{c.Span, 2})
	}
	slices.SortStableFunc(out, func(a, b ranked) int { return cmp.Compare(a.Start, b.Start) })
	return out
}

// rank says how far a byte of the visible text is from where a briefing is read: 0 in an
// entry, 1 in a key point or a heading, 2 in a cited paragraph.
func (t *Text) rank(at int) int {
	src, ok := t.visible.Source(at)
	if !ok {
		return 1
	}
	i := sort.Search(len(t.aside), func(i int) bool { return t.aside[i].Start > src.Start }) - 1
	if i >= 0 && src.Start < t.aside[i].End {
		return t.aside[i].rank
	}
	return 0
}
