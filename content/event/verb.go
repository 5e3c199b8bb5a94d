package event

import (
	"strings"

	"readout/content/prose"
)

// verbal reports whether the word at i, which could be a verb or a noun by its form, is
// used as a verb here. It looks at the word's ending and at its neighbours.
func (s *sentence) verbal(i int) bool {
	t := &s.tokens[i]
	if t.Shape != prose.Plain && t.Shape != prose.Capitalised || functionWord(t.Lower) && !auxiliary(t.Lemma) {
		return false
	}
	p := i - 1
	for p >= 0 && (adverb(s.tokens[p].Lower) && !determiner(s.tokens[p].Lower) || day(s.tokens[p].Lower) && p > 0 && s.nounlike(p-1)) {
		p--
	}
	prev, prevLemma := s.lower(p), s.lemma(p)
	switch {
	case t.Lemma == "have" || t.Lemma == "do":
		return !s.auxiliaryOf(i)
	case strings.HasSuffix(t.Lower, "ing"):
		return s.verbalIng(i, p)
	case unmarked(t.Lower) && p >= 0 && !determiner(prev) && !preposition(prev) && !s.adjective(p):
		return true
	case prev == "to":
		return t.Lower == t.Lemma && !s.nounAfterTo(p)
	case auxiliary(prevLemma):
		return true
	case t.Lower != t.Lemma && !strings.HasSuffix(t.Lower, "s"):
		return !s.participleAdjective(i, p) && !s.opening(i)
	case determiner(prev) || prev == "'s" || preposition(prev):
		return false
	case pronounSubject(prev):
		return true
	case p >= 0 && (s.tokens[p].Shape == prose.Number || s.adjective(p) && (prev != "military" || t.Lower == t.Lemma)):
		return false
	}
	next := s.lower(i + 1)
	nextName := i+1 < len(s.tokens) && s.tokens[i+1].begins
	if verbOnly(t.Lemma) {
		return true
	}
	if t.Lower == t.Lemma {
		// The bare form: a verb after a plural noun, at the start ("Give us …") or after
		// "let" and "help"; otherwise most often a noun.
		plural := p >= 0 && strings.HasSuffix(prev, "s") && !strings.HasSuffix(prev, "ss") && !strings.HasSuffix(t.Lower, "tment")
		starts := p < 0 || s.tokens[p].boundary || prev == "," || prev == "or" || prev == "and"
		list := s.tokens[i].mention >= 0
		if p >= 0 && s.tokens[p].mention >= 0 && !list && (determiner(next) || nextName) {
			return true
		}
		return !list && (plural || starts) && (determiner(next) || nextName || next == "to" || next == "us" || next == "them" || next == "that" || next == "in" || next == "on" || next == "for" || next == "with" || next == "from")
	}
	if p >= 0 && s.tokens[p].mention >= 0 && preposition(next) {
		// "Ukraine calls on Canada", but "Taliban attacks on Kabul".
		m := &s.par.Mentions[s.tokens[p].mention]
		return !m.Modifier && (m.Kind != prose.Organisation || s.state(m))
	}
	// The form in -s: a verb after a singular subject if an object follows.
	if i+2 < len(s.tokens) && p >= 0 && !s.named(p) && (s.adjective(i+1) || strings.HasSuffix(next, "ed")) && s.nounlike(i+2) && s.tokens[i+1].Shape == prose.Plain {
		return true
	}
	if p >= 0 && p == i-1 && s.subjectLike(p) && i+1 < len(s.tokens) {
		// "The army needs spare parts", but "army raids left 30 dead" and "army raids in".
		if n := &s.tokens[i+1]; n.Shape == prose.Plain && !functionWord(next) && !preposition(next) && !auxiliary(n.Lemma) && !adverb(next) &&
			(next == n.Lemma || strings.HasSuffix(next, "s")) {
			return true
		}
	}
	return determiner(next) || nextName || next == "to" || next == "that" || pronounSubject(next) || next == "them" || next == "him" ||
		p >= 0 && s.tokens[p].mention >= 0 && !s.par.Mentions[s.tokens[p].mention].Modifier && !preposition(next) && next != "," && next != "and" &&
			next != "" && next != "." && next != "'s" && !auxiliary(s.lemma(i+1))
}

// state reports whether a mention names a country by its name.
func (s *sentence) state(m *prose.Mention) bool {
	return m.Entity < len(s.entities) && s.entities[m.Entity].State
}

// auxiliaryOf reports whether the form of "have" or "do" at i belongs to a verb after it.
func (s *sentence) auxiliaryOf(i int) bool {
	k := i + 1
	for k < len(s.tokens) && adverb(s.tokens[k].Lower) {
		k++
	}
	if k >= len(s.tokens) || s.tokens[k].Shape != prose.Plain {
		return false
	}
	t := &s.tokens[k]
	return t.Lemma == "be" || t.Lemma == "have" || t.Lower != t.Lemma && !strings.HasSuffix(t.Lower, "s") && !strings.HasSuffix(t.Lower, "ing") ||
		unmarked(t.Lower) || s.lemma(i) == "do" && k > i+1
}

// verbalIng tells a verb in -ing from a noun: "meeting Macron" from "the meeting".
func (s *sentence) verbalIng(i, p int) bool {
	prev := s.lower(p)
	switch {
	case prev == "be" || s.lemma(p) == "be":
		return true
	case prev == "'s" && pronounSubject(s.lower(p-1)):
		return true
	case determiner(prev) || p >= 0 && s.adjective(p):
		return false
	case s.lower(i+1) == "of":
		return false
	case p >= 0 && p == i-1 && s.tokens[p].Shape == prose.Plain && strings.HasSuffix(prev, "ed") && s.participleAdjective(p, p-1):
		return false // "renewed fighting in the city"
	case p >= 0 && s.tokens[p].mention >= 0 && p == i-1:
		// "the Bali bombing", but "Russia bombing the city".
		from := s.start(s.tokens[p].mention) - 1
		next := s.lower(i + 1)
		return from < 0 || !determiner(s.lower(from)) && s.tokens[from].Shape != prose.Number || determiner(next) || s.tokens[min(i+1, len(s.tokens)-1)].mention >= 0
	}
	return true
}

// nounAfterTo reports whether "to" at p is a preposition: "an end to attacks".
func (s *sentence) nounAfterTo(p int) bool {
	switch s.lemma(p - 1) {
	case "end", "response", "access", "due", "prior", "return", "addition", "according", "thank", "answer", "objection":
		return true
	}
	return false
}

// adjective reports whether the token looks like an adjective.
func (s *sentence) adjective(i int) bool {
	w := s.tokens[i].Lower
	if s.tokens[i].mention >= 0 {
		return s.par.Mentions[s.tokens[i].mention].Modifier
	}
	if agentNoun(w) {
		return false
	}
	for _, end := range [...]string{"al", "ic", "ive", "ous", "ary", "ful", "able", "ible", "ent", "ant", "ish", "less"} {
		if len(w) > len(end)+2 && strings.HasSuffix(w, end) && !strings.HasSuffix(w, "ment") && w != "president" && w != "parliament" && w != "present" {
			return true
		}
	}
	switch w {
	case "military", "joint", "big", "major", "massive", "deadly", "heavy", "high-level", "air", "armed", "suicide", "peace",
		"urgent", "good", "great", "strong", "large", "full", "early", "official", "planned", "alleged", "bilateral":
		return true
	}
	return false
}

// opening reports whether a participle at i opens a noun phrase: "Ousted president A
// fled", "said on Sunday captured former president B refused".
func (s *sentence) opening(i int) bool {
	t := &s.tokens[i]
	if !strings.HasSuffix(t.Lower, "ed") || i+1 >= len(s.tokens) || preposition(s.lower(i+1)) || s.lower(i+1) == "to" {
		return false
	}
	if i == 0 {
		return s.nounlike(1)
	}
	return weekday(s.lower(i-1)) && s.lower(i+1) == "former"
}

// subjectLike reports whether the token at i is a noun in the singular that names an
// actor, as far as a "the" before it tells.
func (s *sentence) subjectLike(i int) bool {
	t := &s.tokens[i]
	if t.Shape != prose.Plain || strings.HasSuffix(t.Lower, "s") || functionWord(t.Lower) || preposition(t.Lower) || s.adjective(i) && t.Lower != "military" {
		return false
	}
	prev := s.lower(i - 1)
	return prev == "the" || prev == "'s" || i > 0 && s.tokens[i-1].mention >= 0
}

// participleAdjective reports whether a form in -ed stands before its noun: "the
// detained activists", "armed groups".
func (s *sentence) participleAdjective(i, p int) bool {
	prev := s.lower(p)
	if !determiner(prev) && prev != "after" && prev != "following" && prev != "amid" && prev != "of" && prev != "with" && (p < 0 || p != i-1 || !s.adjective(p)) || prev == "that" || prev == "all" || prev == "both" {
		return false
	}
	next := s.lower(i + 1)
	return next != "" && !preposition(next) && next != "to" && next != "," && next != "." && !determiner(next)
}
