package anchor

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"readout/content"
)

// What a selection's words must say for a place.
const (
	sureShare  = 0.5  // of the weight of its words at one place, of what is left of the text around
	editShare  = 0.3  // likewise where the words around it in its sentence are there too
	leastShare = 0.22 // of all, at least
	leastFrame = 0.5  // of the words around it, for that
	frameWords = 10   // on either side of it
	nearWords  = 4    // a word that is so much farther than another counts half
	wideWords  = 100  // on either side: the text around
	aside      = 40   // words put into a selection
)

// place is where a selection went: words [start, end) of now.
type place struct {
	start, end int
	share      float32 // of the weight of the selection's words that went there
	frame      float32 // of the weight of the words around it that went there too
}

// follow gives the range of the new visible text for a range of the old; an orphan's outcome
// if too little of it is there, or it has no words.
func (a *alignment) follow(span content.Span) (content.Span, Outcome) {
	first, last := a.old.within(span)
	if first == last {
		return content.Span{}, Outcome{}
	}
	p, ok := a.place(first, last)
	if !ok {
		return content.Span{}, Outcome{}
	}
	at := a.edges(span, first, last, p)
	o := Outcome{Changed, ByAlignment, float64(p.share)}
	if same(a.old.visible.Text[span.Start:span.End], a.now.visible.Text[at.Start:at.End]) {
		o.Status = Found
		for i := first; i < last; i++ {
			if a.moved[i] {
				o.Status = Moved
			}
		}
	}
	return at, o
}

// within gives the words [first, last) that a range of the visible text touches.
func (t *text) within(span content.Span) (first, last int) {
	first = t.after(span.Start)
	for last = first; last < len(t.words) && int(t.words[last].start) < span.End; last++ {
	}
	return first, last
}

// after gives the first word that ends behind an offset of the visible text.
func (t *text) after(at int) int {
	low, high := 0, len(t.words)
	for low < high {
		if mid := (low + high) / 2; int(t.words[mid].end) > at {
			high = mid
		} else {
			low = mid + 1
		}
	}
	return low
}

// place finds where the words [first, last) of old went.
func (a *alignment) place(first, last int) (place, bool) {
	best, whole := a.heaviest(first, last)
	p := place{share: best.weight / whole}
	low, high := a.old.sentence(first, last)
	p.frame = a.frame(low, first, last, high, best)
	left := a.left(first, last)
	if best.weight == 0 || p.share < max(leastShare, editShare*left) || p.share < sureShare*left && p.frame < leastFrame {
		return p, false
	}
	a.spread(first, last, low, high, best, &p)
	return p, true
}

// spread gives a place the words around the group that stand where the selection had words
// that have no partner.
func (a *alignment) spread(first, last, low, high int, g group, p *place) {
	p.start, p.end = g.now, g.end
	if left := a.partners(first, low, g, -1); left >= 0 {
		p.start -= apportion(g.now-int(a.to[left])-1, g.first-first, first-left-1)
	}
	if right := a.partners(last, high, g, 1); right >= 0 {
		p.end += apportion(int(a.to[right])-g.end, last-1-g.last, right-last)
	}
	a.snap(first, last, g, p)
}

// snap widens a place whose first or last words were changed to the start or end of its
// sentence, if the selection began or ended with one.
func (a *alignment) snap(first, last int, g group, p *place) {
	if g.first > first && (first == 0 || a.old.stop(first-1)) {
		k := p.start - 1
		for k >= 0 && a.from[k] < 0 && !a.now.stop(k) {
			k--
		}
		if (k < 0 || a.now.stop(k)) && g.now-k-1 <= most(g.first-first) {
			p.start = k + 1
		}
	}
	if g.last < last-1 && a.old.stop(last-1) {
		k := p.end - 1
		for k+1 < len(a.from) && a.from[k+1] < 0 && !a.now.stop(k) {
			k++
		}
		if a.now.stop(k) && k+1-g.end <= most(last-1-g.last) {
			p.end = k + 1
		}
	}
}

// most gives how many words can stand where so many stood.
func most(words int) int { return 2*words + 2 }

// left gives the share of the weight of the words around a selection that have a partner.
func (a *alignment) left(first, last int) float32 {
	var with, whole float32
	for i := max(0, first-wideWords); i < min(len(a.to), last+wideWords); i++ {
		if i >= first && i < last {
			continue
		}
		w := a.weight[a.old.words[i].id]
		whole += w
		if a.to[i] >= 0 {
			with += w
		}
	}
	if whole == 0 {
		return 1
	}
	return with / whole
}

// apportion gives how many of so many new words between two partners are of the selection,
// where so many old ones in it and out of it have no partner.
func apportion(words, in, out int) int {
	if in == 0 || words <= 0 {
		return 0
	}
	return min((words*in+(in+out)/2)/(in+out), most(in))
}

// group is partners of the words of a selection that stand together.
type group struct {
	first, last int // the first and last word of old that is in it
	now, end    int // words of now
	weight      float32
}

// heaviest gives the group of most weight, and the weight of all words of the selection.
func (a *alignment) heaviest(first, last int) (best group, whole float32) {
	var g group
	for i := first; i < last; i++ {
		w := a.weight[a.old.words[i].id]
		whole += w
		j := int(a.to[i])
		if j < 0 {
			continue
		}
		if g.weight > 0 && (j < g.end || j-g.end > 3*(i-g.last)+a.slack) {
			if g.weight > best.weight {
				best = g
			}
			g = group{}
		}
		if g.weight == 0 {
			g = group{first: i, now: j}
		}
		g.last, g.end, g.weight = i, j+1, g.weight+w
	}
	if g.weight > best.weight {
		best = g
	}
	return best, whole
}

// partners gives the nearest word of old outside a selection, going from its edge in the
// direction step up to limit, whose partner stands on that side of the group; -1: none.
func (a *alignment) partners(edge, limit int, g group, step int) int {
	if step < 0 {
		edge--
		limit--
	}
	for i := edge; i != limit; i += step {
		j := int(a.to[i])
		if j < 0 {
			continue
		}
		if step < 0 && j < g.now && g.now-j < a.slack+3*(g.first-i) || step > 0 && j >= g.end && j-g.end < a.slack+3*(i-g.last) {
			return i
		}
		return -1
	}
	return -1
}

// frame gives the share of the words [low, first) and [last, high) that went to the
// surroundings of a group, the nearest counting most.
func (a *alignment) frame(low, first, last, high int, g group) float32 {
	var with, whole float32
	count := func(i, away int, there bool) {
		w := a.weight[a.old.words[i].id] * nearWords / float32(nearWords+away-1)
		whole += w
		if there {
			with += w
		}
	}
	for i := low; i < first; i++ {
		j := int(a.to[i])
		count(i, first-i, j >= 0 && inLine(first-i, g.now-j))
	}
	for i := last; i < high; i++ {
		j := int(a.to[i])
		count(i, i-last+1, j >= 0 && inLine(i-last+1, j-g.end+1))
	}
	if whole == 0 {
		return 0
	}
	return with / whole
}

// inLine reports whether a word so many words away from a selection may stand so many away
// from its place.
func inLine(old, now int) bool { return now > 0 && now <= 2*old+4 && old <= 2*now+4 }

// sentence gives the words around [first, last), as far as their sentences go.
func (t *text) sentence(first, last int) (low, high int) {
	for low = first; low > 0 && first-low < frameWords && !t.stop(low-1); low-- {
	}
	for high = last; high < len(t.words) && high-last < frameWords && (high == 0 || !t.stop(high-1)); high++ {
	}
	return low, high
}

// stop reports whether a sentence or a block ends behind a word.
func (t *text) stop(i int) bool {
	if i+1 >= len(t.words) {
		return true
	}
	between := t.visible.Text[t.words[i].end:t.words[i+1].start]
	if len(between) == 1 {
		return between == "\n"
	}
	return strings.ContainsRune(between, '\n') || strings.ContainsAny(between, ".!?…") && strings.ContainsRune(between, ' ')
}

// edges gives the range of the new visible text for a selection of the old and its place:
// with punctuation at its ends where the selection has some, and a part of a word where
// that is as it was.
func (a *alignment) edges(span content.Span, first, last int, p place) content.Span {
	o, n := a.old.words, a.now.words
	s, t := a.old.visible.Text, a.now.visible.Text
	at := content.Span{Start: int(n[p.start].start), End: int(n[p.end-1].end)}
	if cut := span.Start - int(o[first].start); cut > 0 && int(a.to[first]) == p.start && o[first].id == n[p.start].id {
		at.Start = min(at.Start+cut, at.End)
	} else if cut < 0 {
		marks := s[span.Start:o[first].start]
		for left := marksIn(marks); left > 0 && at.Start > 0; left-- {
			r, size := utf8.DecodeLastRuneInString(t[:at.Start])
			if unicode.IsSpace(r) || p.start > 0 && at.Start-size < int(n[p.start-1].end) {
				break
			}
			at.Start -= size
		}
	}
	if cut := int(o[last-1].end) - span.End; cut > 0 && int(a.to[last-1]) == p.end-1 && o[last-1].id == n[p.end-1].id {
		at.End = max(at.End-cut, at.Start)
	} else if cut < 0 {
		for left := marksIn(s[o[last-1].end:span.End]); left > 0 && at.End < len(t); left-- {
			r, size := utf8.DecodeRuneInString(t[at.End:])
			if unicode.IsSpace(r) || p.end < len(n) && at.End+size > int(n[p.end].start) {
				break
			}
			at.End += size
		}
	}
	for at.Start < at.End && !utf8.RuneStart(t[at.Start]) {
		at.Start++
	}
	for at.End < len(t) && at.End > at.Start && !utf8.RuneStart(t[at.End]) {
		at.End--
	}
	return at
}

// marksIn gives the number of characters that are not white space.
func marksIn(s string) (n int) {
	for _, r := range s {
		if !unicode.IsSpace(r) {
			n++
		}
	}
	return n
}
