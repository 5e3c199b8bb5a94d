package prose

import (
	"slices"
	"strings"

	"readout/content"
)

// attribution is who said something, and the words that tell.
type attribution struct {
	speaker int // entity, or -1
	mention int // index of the paragraph's mention, or -1
	cue     content.Span
	via     []string
	found   bool // somebody is named or meant, even if unlinked
}

// listener finds the quotations of an article's paragraphs and their speakers.
type listener struct {
	doc     *Document
	g       *gazetteer
	issuer  int   // who issued the press release or statement spoken of last, or -1
	carried int   // speaker of a quotation left open by the paragraph before, or -1
	open    bool  // the paragraph before left a quotation open
	space   []int // for the tables of a hearing, one paragraph after the other
}

// hearing is one paragraph being listened to.
type hearing struct {
	*listener
	*passage
	par     *Paragraph
	at      []int       // token → mention that begins there, or -1
	covered []int       // token → mention that covers it, or -1
	named   map[int]int // entity → the first mention that names it
}

func (l *listener) hear(i int, p *passage, quotes []quoted) {
	par := &l.doc.Paragraphs[i]
	h := &hearing{listener: l, passage: p, par: par}
	h.index()
	var out []Quotation
	var heads []quoted
	carried := l.carried
	l.carried = -1
	previous := attribution{speaker: -1, mention: -1}
	from := 0
	for k, q := range quotes {
		a := h.attribute(q, from, h.limit(quotes, k))
		if !a.found && k > 0 && previous.found && h.continues(quotes[k-1], q) {
			a = previous
			a.cue = content.Span{}
		}
		if !a.found && !previous.found {
			a = h.led(q, from)
		}
		if !a.found && k == 0 && q.first == 0 && carried >= 0 {
			a = attribution{speaker: carried, mention: -1, found: true}
		}
		if !h.counts(q, a, k > 0 && previous.found && h.resumes(quotes[max(0, k-1)], q)) {
			continue
		}
		if k == 0 && q.first == 0 && carried < 0 {
			l.giveBack(i, a)
		}
		previous = a
		if q.open {
			l.carried = a.speaker
		}
		from = q.last
		out = append(out, h.quotation(q, a))
		heads = append(heads, q)
	}
	// A quotation before its speaker's first cue in the paragraph may be theirs too.
	for k := len(out) - 2; k >= 0; k-- {
		if out[k].Speaker < 0 && out[k+1].Speaker >= 0 && heads[k+1].first-heads[k].last <= 1 {
			out[k].Speaker, out[k].SpeakerSpan = out[k+1].Speaker, out[k+1].SpeakerSpan
		}
	}
	l.open = len(quotes) > 0 && quotes[len(quotes)-1].open
	out = append(out, h.indirect(quotes)...)
	slices.SortStableFunc(out, func(a, b Quotation) int { return a.Start - b.Start })
	par.Quotations = out
}

func (h *hearing) index() {
	size := len(h.toks) + 1
	h.space = slices.Grow(h.space[:0], 2*size)
	h.at, h.covered = h.space[:size:size], h.space[size:2*size]
	for k := range h.at {
		h.at[k], h.covered[k] = -1, -1
	}
	h.named = map[int]int{}
	k := 0
	for m := range h.par.Mentions {
		mention := &h.par.Mentions[m]
		if mention.Modifier {
			continue
		}
		if _, ok := h.named[mention.Entity]; !ok && !mention.Anaphor {
			h.named[mention.Entity] = m
		}
		for k > 0 && h.toks[k-1].Start >= mention.Start {
			k--
		}
		for k < len(h.toks) && h.toks[k].Start < mention.Start {
			k++
		}
		if k < len(h.toks) && h.toks[k].Start == mention.Start && h.at[k] < 0 {
			h.at[k] = m
		}
		for j := k; j < len(h.toks) && h.toks[j].Start < mention.End; j++ {
			if h.covered[j] < 0 {
				h.covered[j] = m
			}
		}
	}
}

func (h *hearing) quotation(q quoted, a attribution) Quotation {
	out := Quotation{
		Span:   content.Span{Start: h.toks[q.first].Start, End: h.toks[q.last-1].End},
		Direct: true, Speaker: a.speaker, Cue: a.cue, Via: a.via,
	}
	out.SpeakerSpan = h.namedSpan(a)
	return out
}

// namedSpan gives where the paragraph names a speaker: at the attribution, or for a
// pronoun at a name elsewhere in the paragraph.
func (h *hearing) namedSpan(a attribution) content.Span {
	if a.mention >= 0 && !h.par.Mentions[a.mention].Anaphor {
		return h.par.Mentions[a.mention].Span
	}
	if m, ok := h.named[a.speaker]; ok {
		return h.par.Mentions[m].Span
	}
	return content.Span{}
}

// attribute looks for the words that say whose a quotation is: after it, then before
// it in the same sentence.
func (h *hearing) attribute(q quoted, from, limit int) attribution {
	// A quotation that begins in the middle of a clause belongs to that clause.
	if h.toks[q.first+1].Shape == Plain && h.lower(q.first-1) != "," && h.lower(q.last-2) != "," && h.lower(q.last) != "," && q.first > 0 {
		if b := h.before(q.first, from); b.found && b.speaker >= 0 && b.cue.Len() > 0 {
			return b
		}
	}
	if a := h.after(q.last, limit); a.found {
		return a
	}
	return h.before(q.first, from)
}

// limit gives the token where the next quotation begins.
func (h *hearing) limit(quotes []quoted, k int) int {
	if k+1 < len(quotes) {
		return quotes[k+1].first
	}
	return len(h.toks)
}

// after reads an attribution that follows a quotation: "he said", "said the minister",
// "according to the ministry".
func (h *hearing) after(i, limit int) attribution {
	none := attribution{speaker: -1, mention: -1}
	closed := i > 1 && (h.lower(i-2) == "." || h.lower(i-2) == "?" || h.lower(i-2) == "!")
	if h.lower(i) == "," || h.lower(i) == "—" || h.lower(i) == "–" {
		i++
		closed = false
	}
	if i >= limit {
		return none
	}
	switch h.lower(i) {
	case "while", "whereas", "but", "and", "because", "although", "though", "which", "when":
		return none // another clause, with a speaker of its own
	}
	if h.lower(i) == "according" && h.lower(i+1) == "to" {
		return h.source(i, i+2, limit)
	}
	if speechVerb(h.toks[i].Lemma) && h.toks[i].Lower != "report" {
		return h.subjectAfter(i, limit)
	}
	// A capital after a full stop begins a sentence of its own, unless it is a bare
	// attribution and nothing more.
	for v := i; v < limit && v < i+24; v++ {
		t := &h.toks[v]
		if terminal(t) || t.Lower == ";" || t.Lower == ":" {
			return none
		}
		if v > i && speechVerb(t.Lemma) && h.covered[v] < 0 && !h.infinitive(v) {
			if closed && h.toks[i].Shape != Plain && !h.bareCue(v) {
				return none
			}
			return h.subjectBetween(i, v)
		}
		if t.Shape == Plain && v > i+1 && (t.Lower == "that" || t.Lower == "and" && h.covered[v] < 0 && h.covered[v-1] < 0) {
			return none
		}
	}
	return none
}

// infinitive reports whether the verb at token v is one: "to say", "could say".
func (h *hearing) infinitive(v int) bool { return h.lower(v-1) == "to" }

// bareCue reports whether nothing but the end of a clause follows the verb at token v.
func (h *hearing) bareCue(v int) bool {
	switch h.lower(v + 1) {
	case "", ".", ",":
		return true
	}
	return false
}

// subjectAfter reads the speaker after the verb at token v: "said Ada Obi, a
// spokeswoman". A person wins over the body they speak for.
func (h *hearing) subjectAfter(v, limit int) attribution {
	a := attribution{speaker: -1, mention: -1, cue: h.toks[v].Span}
	for k := v + 1; k < limit && k < v+22; k++ {
		t := &h.toks[k]
		if terminal(t) || t.Lower == "," || t.Lower == ";" || t.Lower == "(" || k > v+1 && t.Shape == Plain && speechVerb(t.Lemma) {
			break
		}
		if k == v+1 && (t.Lower == "that" || t.Lower == ":") {
			return attribution{speaker: -1, mention: -1}
		}
		if m := h.at[k]; m >= 0 {
			person := h.kind(m) == Person
			if a.mention < 0 || person && h.kind(a.mention) != Person {
				a.mention, a.speaker, a.found = m, h.par.Mentions[m].Entity, true
			}
			if person {
				break
			}
		}
	}
	if !a.found && v+1 < limit && (determiner(h.lower(v+1)) || h.lower(v+1) == "one") {
		a.found = true
		h.document(v+1, min(limit, v+8), &a)
	}
	return a
}

func (h *hearing) kind(m int) EntityKind { return h.doc.Entities[h.par.Mentions[m].Entity].Kind }

// subjectBetween reads the speaker in the tokens [i, v) before the verb at v.
func (h *hearing) subjectBetween(i, v int) attribution {
	a := attribution{speaker: -1, mention: -1, cue: h.toks[v].Span, found: true}
	for k := i; k < v; k++ {
		m := h.at[k]
		if m < 0 {
			continue
		}
		// The person next to the verb speaks, "Obi's spokesman, Ben Roy, said".
		if a.mention < 0 || h.kind(m) == Person && (h.kind(a.mention) != Person || !h.object(k, i)) {
			a.mention, a.speaker = m, h.par.Mentions[m].Entity
		}
	}
	if a.mention < 0 || h.kind(a.mention) != Person {
		h.document(i, v, &a)
	}
	if a.mention < 0 && a.speaker < 0 && h.lower(i) == "it" && h.issuer >= 0 {
		a.speaker = h.issuer
	}
	return a
}

// document lets a press release or a statement speak for who issued it.
func (h *hearing) document(i, end int, a *attribution) {
	for k := i; k < end && k < len(h.toks); k++ {
		if !documentNoun(h.toks[k].Lower) || h.covered[k] >= 0 && !h.par.Mentions[h.covered[k]].Anaphor {
			continue
		}
		first := k
		if h.lower(k-1) == "press" || h.lower(k-1) == "news" || h.lower(k-1) == "joint" {
			first--
		}
		a.via = append(a.via, h.words(first, k+1))
		if m := h.issuerAt(k); m >= 0 {
			a.mention, a.speaker, a.found = m, h.par.Mentions[m].Entity, true
		} else if h.issuer >= 0 && a.mention < 0 {
			a.speaker, a.found = h.issuer, true
		}
		return
	}
}

func documentNoun(lower string) bool {
	switch lower {
	case "release", "statement", "communiqué", "communique", "readout", "document", "report", "declaration", "letter", "tweet", "post", "text", "transcript", "message":
		return true
	}
	return false
}

// issuerAt gives the mention that issued the document whose noun is token k: "release
// from Yoon's office", "the ministry's statement"; -1 where none is named.
func (h *hearing) issuerAt(k int) int {
	next := k + 1
	if h.lower(next) == "," {
		next++
	}
	if h.lower(next) == "released" || h.lower(next) == "issued" || h.lower(next) == "published" {
		next++
	}
	switch h.lower(next) {
	case "from", "by", "of":
		for j := next + 1; j < next+8 && j < len(h.toks); j++ {
			if h.at[j] >= 0 {
				return h.at[j]
			}
			if h.toks[j].Shape == Mark {
				break
			}
		}
	}
	for j := k - 1; j >= 0 && j > k-4; j-- {
		if m := h.covered[j]; m >= 0 && h.kind(m) != Person {
			return m
		}
	}
	return -1
}

// source reads "according to …" whose object begins at token i.
func (h *hearing) source(cue, i, limit int) attribution {
	a := attribution{speaker: -1, mention: -1, cue: content.Span{Start: h.toks[cue].Start, End: h.toks[i-1].End}, found: true}
	for k := i; k < limit && k < i+16; k++ {
		t := &h.toks[k]
		if terminal(t) || t.Lower == "," || t.Lower == ";" {
			break
		}
		if m := h.at[k]; m >= 0 && (a.mention < 0 || h.kind(m) == Person && h.kind(a.mention) != Person && h.lower(k-1) != "in") {
			a.mention, a.speaker = m, h.par.Mentions[m].Entity
		}
	}
	if a.mention < 0 || h.kind(a.mention) != Person {
		h.document(i, min(limit, i+8), &a)
	}
	return a
}

// before reads an attribution that comes before a quotation in its sentence: "Obi
// said: “…", "warned that it would “…".
func (h *hearing) before(q, from int) attribution {
	none := attribution{speaker: -1, mention: -1}
	start := q
	for start > from && start > q-120 && (!terminal(&h.toks[start-1]) || !h.startsSentence(start)) {
		start--
	}
	if start >= q {
		return none
	}
	if h.lower(q-1) == ":" {
		if a := h.mainSubject(start, q); a.found {
			return a
		}
	}
	for v := q - 1; v >= start && v > q-80; v-- {
		t := &h.toks[v]
		if v > start && t.Lower == "to" && h.lower(v-1) == "according" {
			return h.source(v-1, v+1, q)
		}
		if !speechVerb(t.Lemma) || t.Shape == Capitalised || h.covered[v] >= 0 || determiner(h.lower(v-1)) || !h.verbal(v) {
			continue
		}
		if strings.HasSuffix(t.Lower, "s") && t.Lower != t.Lemma && !h.subjectEnds(v) {
			continue // "two critical reports"
		}
		if a := h.subjectBefore(v, start); a.found {
			return a
		}
	}
	return none
}

// mainSubject reads a sentence that leads up to a quotation with a colon: its first
// name outside of a prepositional phrase speaks, and its last verb of speech, if it
// has one, is the cue.
func (h *hearing) mainSubject(start, q int) attribution {
	a := attribution{speaker: -1, mention: -1}
	for k := start; k < q; k++ {
		if m := h.at[k]; m >= 0 && a.mention < 0 && !h.object(k, start) && h.kind(m) != Location && h.lower(k+1) != "'s" {
			a.mention, a.speaker, a.found = m, h.par.Mentions[m].Entity, true
		}
		if t := &h.toks[k]; t.Shape == Plain && speechVerb(t.Lemma) && h.covered[k] < 0 && h.verbal(k) {
			a.cue = t.Span
		}
	}
	return a
}

// object reports whether a preposition governs the name at token k of a clause.
func (h *hearing) object(k, start int) bool {
	prev := h.lower(k - 1)
	if determiner(prev) {
		prev = h.lower(k - 2)
	}
	if k <= start {
		return false
	}
	switch prev {
	case "of", "in", "to", "with", "from", "by", "for", "on", "at", "against", "about", "between":
		return true
	}
	return false
}

// verbal tells a verb from a noun of the same form by the word before it.
func (h *hearing) verbal(v int) bool {
	switch h.lower(v - 1) {
	case "of", "for", "'s", "his", "her", "their", "its", "this", "in", "on", "with", "any", "no", "new", "that":
		return h.toks[v].Lemma != h.toks[v].Lower
	}
	return true
}

// startsSentence reports whether a sentence of the paragraph begins at token i.
func (h *hearing) startsSentence(i int) bool {
	_, ok := slices.BinarySearchFunc(h.par.Sentences, h.toks[i].Start, func(s content.Span, at int) int { return s.Start - at })
	return ok
}

// subjectBefore gives the subject of the verb at token v: the first name of its clause
// or, between commas, the name they set apart ("Obi, a minister, said").
func (h *hearing) subjectBefore(v, start int) attribution {
	a := attribution{speaker: -1, mention: -1, cue: h.toks[v].Span}
	if h.lower(v-1) == "and" {
		// A second verb has the subject of the first: "Obi praised them and promised".
		if m := h.mainSubject(start, v); m.found {
			m.cue = a.cue
			return m
		}
	}
	last := -1
	for k := v - 1; k >= start && k > v-80; k-- {
		m := h.at[k]
		if m < 0 {
			if t := &h.toks[k]; t.Shape == Plain && (t.Lower == "that" || t.Lower == "because" || t.Lower == "while" || t.Lower == "but") && last >= 0 {
				break
			}
			continue
		}
		object := h.object(k, start)
		if last < 0 && !object || last >= 0 && h.kind(m) == Person && h.kind(last) != Person && !object {
			last = m
			if h.kind(m) == Person {
				break
			}
		}
	}
	if last >= 0 {
		a.mention, a.speaker, a.found = last, h.par.Mentions[last].Entity, true
	}
	if last < 0 || h.kind(last) != Person {
		h.document(max(start, v-14), v, &a)
	}
	return a
}

// continues reports whether quotation b goes on where a stopped: nothing but its
// attribution stands between them ("…," Obi said. "…").
func (h *hearing) continues(a, b quoted) bool {
	ends := 0
	for k := a.last; k < b.first; k++ {
		if terminal(&h.toks[k]) {
			ends++
		}
	}
	return ends <= 1 && b.first-a.last <= 30
}
