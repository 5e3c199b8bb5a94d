package event

import "slices"

// match is a place where a pattern matches: tokens [from, to) of a sentence, of which
// words says the ones that the pattern names.
type match struct {
	*pattern
	from, to int
	head     int // the token that carries the sense: the first
}

// matches finds the patterns that match in a sentence, in order, the longest at each
// word, and none that begins inside the words of an earlier one.
func (l *Lexicon) matches(s *sentence, out []match) []match {
	out = out[:0]
	for i := range s.tokens {
		t := &s.tokens[i]
		if t.lemma == 0 && t.form == 0 {
			continue
		}
		best := match{to: -1}
		verbal := 0 // 1 yes, 2 no
		for _, list := range [2][]*pattern{l.first[t.lemma], l.first[t.form]} {
			for _, p := range list {
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
				end := p.match(s, i)
				if end < 0 {
					continue
				}
				if end > best.to || end == best.to && p.order < best.order {
					best = match{pattern: p, from: i, to: end, head: i}
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
		if !m.op {
			end = m.to
		} else {
			end = m.from + 1
		}
	}
	return slices.DeleteFunc(kept, func(m match) bool { return m.hide })
}

// match gives the end of the pattern where it matches from the token at i, or -1. Of
// several ends it takes that of the shortest gaps and the longest phrases.
func (p *pattern) match(s *sentence, i int) int { return p.rest(s, 0, i) }

func (p *pattern) rest(s *sentence, n, i int) int {
	if n == len(p.elements) {
		return i
	}
	e := &p.elements[n]
	switch {
	case e.gap > 0:
		return p.afterGap(s, n, i)
	case e.name:
		if i < len(s.tokens) && s.tokens[i].begins {
			if e.not {
				return -1
			}
			end := i + 1
			for end < len(s.tokens) && s.tokens[end].mention == s.tokens[i].mention {
				end++
			}
			return p.rest(s, n+1, end)
		}
	default:
		if end := p.phrase(s, n, i); end >= 0 || end == excluded {
			return max(end, -1)
		}
	}
	if e.optional || e.not {
		return p.rest(s, n+1, i)
	}
	return -1
}

// excluded is what phrase gives for a word that must not be there and is.
const excluded = -2

// phrase matches an element of words and what follows it.
func (p *pattern) phrase(s *sentence, n, i int) int {
	e := &p.elements[n]
	if i >= len(s.tokens) {
		return -1
	}
	best := -1
	t := &s.tokens[i]
	for _, id := range [2]word{t.lemma, t.form} {
		if id == 0 {
			continue
		}
		for _, tail := range e.words[id] {
			if !s.follows(i+1, tail) {
				continue
			}
			if e.not {
				return excluded
			}
			if end := p.rest(s, n+1, i+1+len(tail)); end > best {
				best = end
			}
		}
	}
	return best
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

func (p *pattern) afterGap(s *sentence, n, i int) int {
	for skipped := 0; skipped <= p.elements[n].gap; {
		if end := p.rest(s, n+1, i); end >= 0 {
			return end
		}
		if i >= len(s.tokens) || s.tokens[i].boundary {
			return -1
		}
		// A name counts as one word, however long it is.
		if m := s.tokens[i].mention; m < 0 || i+1 >= len(s.tokens) || s.tokens[i+1].mention != m {
			skipped++
		}
		i++
	}
	return -1
}
