package event

import (
	"slices"

	"readout/content/prose"
)

// match is a place where a pattern matches: tokens [from, to) of a sentence, of which
// words says the ones that the pattern names.
type match struct {
	*pattern
	from, to int
	head     int // the token that carries the sense: the first
	words    int // how many tokens the pattern's words cover
}

// better reports whether m says more than o, which begins at the same word: it hides the
// place, has more words, or the same number closer together, or stands first in the
// lexicon.
func (m *match) better(o *match) bool {
	if m.hide != o.hide {
		return m.hide
	}
	if m.words != o.words {
		return m.words > o.words
	}
	if m.to != o.to {
		return m.to < o.to
	}
	return m.order < o.order
}

// matches finds the patterns that match in a sentence, in order, the best at each word,
// and none that begins inside the words of an earlier one.
func (l *Lexicon) matches(s *sentence, out []match) []match {
	out = out[:0]
	for i := range s.tokens {
		t := &s.tokens[i]
		if t.lemma == 0 && t.form == 0 {
			continue
		}
		best := match{to: -1}
		verbal, passive := 0, 0 // 1 yes, 2 no
		for _, list := range [2][]*pattern{l.first[t.lemma], l.first[t.form]} {
			for _, p := range list {
				if s.named(i) && !p.noun && !p.hide && len(p.elements[0].sets) == 0 {
					continue
				}
				if !p.any && !p.hide {
					if verbal == 0 {
						verbal = 2
						if s.verbal(i) {
							verbal = 1
						}
					}
					if p.noun == (verbal == 1) {
						continue
					}
				}
				s.steps = 0
				end, words := p.rest(s, 0, i)
				if end < 0 {
					if passive == 0 {
						passive = 2
						if s.mood(i, false).passive && verbal == 1 {
							passive = 1
						}
					}
					if passive == 1 {
						end, words = p.undergone(s, i)
					}
				}
				if end < 0 {
					continue
				}
				if m := (match{pattern: p, from: i, to: end, head: i, words: words}); best.to < 0 || m.better(&best) {
					best = m
				}
			}
		}
		if best.to < 0 {
			continue
		}
		out = append(out, best)
	}
	return prune(out)
}

// undergone matches a pattern of a verb and its object where the verb at i stands in the
// passive and the object before it: "aid was suspended" for "suspend ** aid". It gives the
// end of the verb and the number of words as rest does.
func (p *pattern) undergone(s *sentence, i int) (end, words int) {
	n := len(p.elements)
	if n < 2 || n > 3 || n == 3 && p.elements[1].gap == 0 || p.passive || p.noun {
		return -1, 0
	}
	if last := &p.elements[n-1]; last.optional || last.not || last.name || last.gap > 0 {
		return -1, 0
	}
	end = -1
	for _, seq := range p.elements[0].words {
		if (seq[0] == s.tokens[i].lemma || seq[0] == s.tokens[i].form) && s.follows(i+1, seq[1:]) {
			end, words = i+len(seq), len(seq)
		}
	}
	for k := i - 1; end >= 0 && k >= max(0, i-longGap); k-- {
		if t := &s.tokens[k]; t.boundary || t.Lower == "," || s.depth[k] != s.depth[i] {
			break
		}
		if _, object := p.rest(s, n-1, k); object > 0 {
			return end, words + object
		}
	}
	return -1, 0
}

// prune drops matches inside others that began before them, but keeps what stands in
// the object of an operator, which is its act.
func prune(list []match) []match {
	kept := list[:0]
	end := 0
	for _, m := range list {
		if m.from < end {
			continue
		}
		kept = append(kept, m)
		if !m.op || m.kind == None {
			end = m.to
		} else {
			end = m.from + 1
		}
	}
	return slices.DeleteFunc(kept, func(m match) bool { return m.hide })
}

// mostSteps bounds the work on one pattern at one word; those that need more, with gaps
// and alternatives that overlap, do not match.
const mostSteps = 2000

// rest matches the pattern's elements from n at the token i, or after a day that stands
// there, as agencies write: "met Tuesday with".
func (p *pattern) rest(s *sentence, n, i int) (end, words int) {
	end, words = p.match(s, n, i)
	if end < 0 && n > 0 && n < len(p.elements) && i < len(s.tokens) && day(s.tokens[i].Lower) {
		return p.match(s, n, i+1)
	}
	return end, words
}

// match gives the end of the pattern's elements from n where they match from the token
// at i, and how many tokens their words cover; -1 where they do not. Of several ends it
// takes the one with the shortest gaps and the longest phrases.
func (p *pattern) match(s *sentence, n, i int) (end, words int) {
	if n == len(p.elements) {
		return i, 0
	}
	if s.steps++; s.steps > mostSteps {
		return -1, 0
	}
	e := &p.elements[n]
	switch {
	case e.gap > 0:
		return p.afterGap(s, n, i)
	case e.name:
		if i < len(s.tokens) && s.tokens[i].begins {
			if e.not {
				return -1, 0
			}
			next := i + 1
			for next < len(s.tokens) && s.tokens[next].mention == s.tokens[i].mention {
				next++
			}
			end, words = p.rest(s, n+1, next)
			return end, words + 1
		}
	default:
		end, words, there := p.phrase(s, n, i)
		if e.not && there {
			return -1, 0
		}
		if end >= 0 {
			return end, words
		}
	}
	if e.optional || e.not {
		return p.rest(s, n+1, i)
	}
	return -1, 0
}

// phrase matches an element of words and what follows it. It also reports whether the
// element itself is there.
func (p *pattern) phrase(s *sentence, n, i int) (end, words int, there bool) {
	end = -1
	if i >= len(s.tokens) {
		return end, 0, false
	}
	e, t := &p.elements[n], &s.tokens[i]
	try := func(tail []word) {
		if !s.follows(i+1, tail) {
			return
		}
		there = true
		if e.not {
			return
		}
		to, more := p.rest(s, n+1, i+1+len(tail))
		if more += 1 + len(tail); to >= 0 && more > words {
			end, words = to, more
		}
	}
	for _, seq := range e.words {
		if seq[0] == t.lemma || seq[0] == t.form {
			try(seq[1:])
		}
	}
	for _, id := range [2]word{t.lemma, t.form} {
		if id == 0 {
			continue
		}
		for _, set := range e.sets {
			for _, tail := range set[id] {
				try(tail)
			}
		}
	}
	return end, words, there
}

func (s *sentence) follows(i int, seq []word) bool {
	if i+len(seq) > len(s.tokens) {
		return false
	}
	for k, id := range seq {
		if t := &s.tokens[i+k]; t.lemma != id && t.form != id {
			return false
		}
	}
	return true
}

func (p *pattern) afterGap(s *sentence, n, i int) (end, words int) {
	for skipped := 0; skipped <= p.elements[n].gap; {
		if end, words := p.rest(s, n+1, i); end >= 0 {
			return end, words
		}
		if i >= len(s.tokens) || s.tokens[i].boundary || s.tokens[i].Lower == "but" || s.tokens[i].Lower == "," && !s.listComma(i) {
			return -1, 0
		}
		if w := s.tokens[i].Lower; p.elements[n].phrase && w != "of" && w != "including" && (w == "to" || preposition(w)) {
			return -1, 0
		}
		if s.tokens[i].Shape == prose.Plain && modal(s.tokens[i].Lemma) || i > 0 && s.depth[i] > s.depth[i-1] && !relative(s.tokens[i].Lower) {
			return -1, 0
		}
		// A name counts as one word, however long it is.
		if m := s.tokens[i].mention; m < 0 || i+1 >= len(s.tokens) || s.tokens[i+1].mention != m {
			skipped++
		}
		i++
	}
	return -1, 0
}
