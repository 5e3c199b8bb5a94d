package prose

import (
	"strings"

	"readout/content"
)

// indirect finds what sentences report without quotation marks: "the ministry said
// that …", "…, according to the release". One for a sentence, and none for a sentence
// with a quotation of its own.
func (h *hearing) indirect(quotes []quoted) []Quotation {
	var out []Quotation
	next := 0 // the first quotation that may reach into the sentence
	for _, sent := range h.par.Sentences {
		first := firstToken(h.passage, sent.Start)
		last := firstToken(h.passage, sent.End)
		if first >= last {
			continue
		}
		h.remember(first, last)
		for next < len(quotes) && quotes[next].last <= first {
			next++
		}
		direct := false
		for k := next; k < len(quotes) && quotes[k].first < last && !direct; k++ {
			direct = h.wordsIn(quotes[k]) > 2
		}
		if direct {
			continue
		}
		if q, ok := h.reported(first, last); ok {
			out = append(out, q)
		}
	}
	return out
}

// remember notes who issued the document that a sentence speaks of.
func (h *hearing) remember(first, last int) {
	for k := first; k < last; k++ {
		if documentNoun(h.toks[k].Lower) {
			if m := h.issuerAt(k); m >= 0 {
				h.issuer = h.par.Mentions[m].Entity
			}
		}
	}
}

// reported reads the sentence of the tokens [first, last) as reported speech.
func (h *hearing) reported(first, last int) (Quotation, bool) {
	end := last
	if terminal(&h.toks[end-1]) {
		end--
	}
	for k := first; k < end; k++ {
		if h.lower(k) == "according" && h.lower(k+1) == "to" {
			a := h.source(k, k+2, end)
			if k == first {
				comma := k + 2
				for comma < end && h.lower(comma) != "," {
					comma++
				}
				return h.report(a, comma+1, end)
			}
			stop := k
			if h.lower(stop-1) == "," {
				stop--
			}
			return h.report(a, first, stop)
		}
	}
	for v := first + 1; v < end; v++ {
		t := &h.toks[v]
		if !sayingVerb(t.Lemma) || t.Shape != Plain || h.covered[v] >= 0 || determiner(h.lower(v-1)) || h.infinitive(v) || !h.verbal(v) {
			continue
		}
		if strings.HasSuffix(t.Lower, "ing") && h.lower(v+1) != "that" || (t.Lower == t.Lemma || strings.HasSuffix(t.Lower, "s")) && !h.subjectEnds(v) {
			continue
		}
		if h.lower(v-1) == "," && !h.cites(first, v) && !h.apposed(first) || v == end-1 || v > first+4 && h.trailing(v, first, end) {
			if a, stop := h.trailer(v, first); a.found && stop > first+2 {
				return h.report(a, first, stop)
			}
			continue
		}
		body, ok := h.clauseAfter(v, end)
		if !ok {
			continue
		}
		a := h.subjectBefore(v, first)
		if !a.found {
			continue
		}
		h.citing(first, v, &a)
		return h.report(a, body, end)
	}
	return Quotation{}, false
}

func (h *hearing) report(a attribution, first, end int) (Quotation, bool) {
	if first >= end || !a.found {
		return Quotation{}, false
	}
	return Quotation{
		Span:    content.Span{Start: h.toks[first].Start, End: h.toks[end-1].End},
		Speaker: a.speaker, SpeakerSpan: h.namedSpan(a), Cue: a.cue, Via: a.via,
	}, true
}

// subjectEnds reports whether the subject of a verb in the present tense ends right
// before token v, so that it is no noun: "the ministry says", "he will say".
func (h *hearing) subjectEnds(v int) bool {
	if v == 0 || h.covered[v-1] >= 0 || pronoun(h.lower(v-1)) {
		return true
	}
	switch h.lower(v - 1) {
	case "also", "will", "would", "has", "have", "had", "did", "who", "often", "repeatedly", "now", "still", "and":
		return true
	}
	return documentNoun(h.lower(v - 1))
}

// adverbial reports whether a word may begin what only tells when or where.
func adverbial(t *Token) bool {
	switch t.Lower {
	case "on", "in", "at", "during", "after", "to", "by", "late", "early", "this", "last", "earlier", "later", "today", "yesterday", "when", "as", ",", "via", "through", "from":
		return true
	}
	return dateWord(t)
}

// trailing reports whether the verb at token v only closes the sentence: "…, the
// ministry said on Friday".
func (h *hearing) trailing(v, first, end int) bool {
	if end-v > 8 || v+1 < end && !adverbial(&h.toks[v+1]) {
		return false
	}
	for k := v + 1; k < end; k++ {
		if h.lower(k) == "that" || pronoun(h.lower(k)) || k > v+1 && h.at[k] >= 0 && h.kind(h.at[k]) == Person {
			return false
		}
	}
	for k := v - 1; k > first && k > v-14; k-- {
		if h.lower(k) == "," {
			return true
		}
	}
	return false
}

// trailer gives the speaker of a closing "…, the ministry said", and where the words
// end that it reports.
func (h *hearing) trailer(v, first int) (attribution, int) {
	comma := v - 1
	for comma > first && comma > v-40 && h.lower(comma) != "," {
		comma--
	}
	if h.lower(comma) != "," {
		comma = first
	}
	if comma <= first {
		return attribution{speaker: -1, mention: -1}, 0
	}
	if comma == v-1 { // "…, said Obi"
		return h.subjectAfter(v, min(len(h.toks), v+16)), comma
	}
	return h.subjectBetween(comma+1, v), comma
}

// clauseAfter gives where the clause begins that the saying verb at token v reports,
// and whether there is one.
func (h *hearing) clauseAfter(v, end int) (int, bool) {
	k := v + 1
	switch h.toks[v].Lemma {
	case "tell", "inform", "assure", "remind":
		return h.afterAddressee(k, end)
	}
	for j := v + 1; j < end && j < v+10; j++ {
		if h.lower(j) == "that" {
			return j + 1, j+2 < end
		}
		if h.toks[j].Shape == Mark {
			break
		}
	}
	if k >= end-2 || h.lower(k) == "to" || h.lower(k) == "by" {
		return 0, false
	}
	if h.lower(k) == "earlier" || h.lower(k) == "later" || h.lower(k) == "also" {
		k++
	}
	// Without "that" a clause shows by its subject: a name, a pronoun, a determiner.
	lower := h.lower(k)
	if h.toks[v].Lemma == "say" || h.toks[v].Lemma == "claim" || h.toks[v].Lemma == "add" {
		return k, h.toks[k].Shape != Mark
	}
	return k, pronoun(lower) || lower == "there"
}

// apposed reports whether the sentence begins with a name and a comma, so that what
// follows tells of it: "Obi, a minister, said".
func (h *hearing) apposed(first int) bool {
	if determiner(h.lower(first)) {
		first++
	}
	m := h.covered[first]
	if m < 0 {
		return false
	}
	k := first
	for k < len(h.toks) && h.covered[k] == m {
		k++
	}
	return h.lower(k) == ","
}

// afterAddressee gives where the clause begins after whom it is told, at token k: "told
// reporters (that) the dam held".
func (h *hearing) afterAddressee(k, end int) (int, bool) {
	for j := k + 1; j < end && j < k+12 && h.toks[j].Shape != Mark; j++ {
		if h.lower(j) == "that" {
			return j + 1, j+2 < end
		}
	}
	if determiner(h.lower(k)) {
		k++
	}
	start := k
	if m := h.covered[k]; m >= 0 {
		for k < end && h.covered[k] == m {
			k++
		}
	} else {
		for k < end && k < start+5 && h.toks[k].Shape == Plain && h.lower(k) != "that" && h.lower(k) != "there" && (k == start || !pronoun(h.lower(k)) && !determiner(h.lower(k))) {
			k++
		}
	}
	if h.lower(k) == "that" {
		return k + 1, k+2 < end
	}
	if k >= end-2 || h.lower(k) == "to" || h.lower(k) == "about" || h.toks[k].Shape == Mark {
		return 0, false
	}
	return k, h.covered[k] >= 0 || pronoun(h.lower(k)) || determiner(h.lower(k)) || h.lower(k) == "there"
}

// cites reports whether a source is named between commas before the verb at token v.
func (h *hearing) cites(first, v int) bool {
	for k := max(first, v-40); k < v; k++ {
		if h.lower(k) == "citing" || h.lower(k) == "quoting" {
			return true
		}
	}
	return false
}

// citing notes whom a report cites: "Yonhap, citing its sources, reported".
func (h *hearing) citing(first, v int, a *attribution) {
	for k := max(first, v-40); k < v; k++ {
		if h.lower(k) != "citing" && h.lower(k) != "quoting" {
			continue
		}
		end := k + 1
		for end < v && h.lower(end) != "," {
			end++
		}
		if a.mention >= 0 && h.par.Mentions[a.mention].Start > h.toks[k].Start {
			// The subject stands before the citation.
			for j := k - 1; j >= first; j-- {
				if m := h.covered[j]; m >= 0 {
					a.mention, a.speaker = m, h.par.Mentions[m].Entity
					break
				}
			}
		}
		if a.speaker >= 0 {
			a.via = append(a.via, h.doc.Entities[a.speaker].Name)
		}
		a.via = append(a.via, h.words(k+1, end))
		return
	}
}
