package event

import (
	"slices"
	"strings"

	"readout/content/prose"
)

// roles gives who does an act and to or with whom, by simple syntax over the names:
// the subject is the nearest name, with those joined to it, before the verb and not
// after a preposition; the object follows it. last is the act that an operator ends in.
func (s *sentence) roles(a, last *act) (actors, targets []int) {
	if a.nominal(s) {
		return s.nounRoles(a, last)
	}
	subject := s.subject(a.head)
	if first := s.governing(a.head); first >= 0 {
		if shared := s.subject(first); len(shared) > 0 {
			subject = shared
		}
	}
	object := s.objects(a.from, last.head, s.roleEnd(last), topical(a.kind))
	if a.mood.passive && a.kind != None && !a.any || a.passive {
		by := s.agent(a.head)
		if a.mood.passive {
			object = without(object, by)
		}
		if len(by) > 0 || a.kind != Consult && a.kind != Agree {
			return by, join(subject, object)
		}
	}
	if len(subject) == 0 {
		subject = s.speaker(a.head)
	}
	return subject, without(object, subject)
}

// nounRoles reads the names around a noun: "Umerov's visit to Seoul", "talks between A
// and B", "an attack on B by A".
func (s *sentence) nounRoles(a, last *act) (actors, targets []int) {
	h := a.head
	if h > 0 && s.lower(h-1) == "'s" || h > 1 && s.lower(h-2) == "'s" || h > 2 && s.lower(h-3) == "'s" {
		for k := h - 1; k >= max(0, h-4); k-- {
			if s.tokens[k].mention >= 0 {
				actors = s.group(s.tokens[k].mention)
				break
			}
		}
	}
	if len(actors) == 0 {
		for k := h - 1; k >= max(0, h-3); k-- {
			if m := s.tokens[k].mention; m >= 0 && s.par.Mentions[m].Modifier {
				actors = []int{s.par.Mentions[m].Entity}
			}
		}
	}
	if len(actors) == 0 && h > 0 {
		actors = s.owner(h)
	}
	end := s.roleEnd(last)
	between := s.objects(a.from, a.from, end, topical(a.kind))
	if len(actors) == 0 {
		actors = s.subject(h)
	}
	if len(actors) == 0 {
		if len(between) == 0 || a.kind != Consult && a.kind != Support && a.kind != Cooperate {
			return nil, between
		}
		return between[:1], between[1:]
	}
	return actors, without(between, actors)
}

// owner gives the entities of a possessive pronoun before the noun at h: "his talks".
func (s *sentence) owner(h int) []int {
	for k := h - 1; k >= max(0, h-3); k-- {
		switch s.lower(k) {
		case "his", "her", "its", "their":
			var out []int
			for i := s.from; i < s.to; i++ {
				if m := &s.par.Mentions[i]; m.Anaphor && m.Start == s.tokens[k].Start {
					out = append(out, m.Entity)
				}
			}
			return out
		}
	}
	return nil
}

// roleEnd bounds the words after an act in which its targets stand.
func (s *sentence) roleEnd(a *act) int {
	end := a.head + 1
	for end < len(s.tokens) && end < a.to+2*longGap && !s.tokens[end].boundary && s.depth[end] <= s.depth[a.head] {
		end++
	}
	return end
}

// subject gives the entities that the verb at i has as its subject.
func (s *sentence) subject(i int) []int {
	level := s.depth[i]
	for k := i - 1; k >= 0; k-- {
		t := &s.tokens[k]
		if s.depth[k] > level {
			continue
		}
		if t.boundary && !t.quoted && s.tokens[i].quoted {
			break
		}
		if t.mention < 0 || !t.begins {
			if who := s.anaphor(k); len(who) > 0 && (pronounSubject(t.Lower) || !s.afterPreposition(k)) {
				return who
			}
			continue
		}
		m := &s.par.Mentions[t.mention]
		if m.Modifier || s.reports(t.mention, i) || s.possessive(t.mention) || s.afterPreposition(k) && !s.opens(k, i) {
			continue
		}
		return s.group(t.mention)
	}
	// "South Korean intelligence confirmed": the side is named by an adjective.
	for k := i - 1; k >= 0; k-- {
		if m := s.tokens[k].mention; m >= 0 && s.par.Mentions[m].Modifier && s.depth[k] == level && !s.afterPreposition(k) {
			return []int{s.par.Mentions[m].Entity}
		}
	}
	for k := i - 1; k >= 0; k-- {
		if m := s.tokens[k].mention; m >= 0 && s.possessive(m) && s.depth[k] == level && !s.afterPreposition(k) {
			return []int{s.par.Mentions[m].Entity}
		}
	}
	return nil
}

// reports reports whether a mention is the subject of a verb of saying before i, whose
// content has a subject of its own: in "the paper said troops entered" it is not who
// entered, but in "Norway said it sent" it is who sent.
func (s *sentence) reports(m, i int) bool {
	v := s.after(m)
	for v < i && (adverb(s.lower(v)) || auxiliary(s.lemma(v))) {
		v++
	}
	if v >= i || !s.says(v) {
		return false
	}
	next := v + 1
	for next < i && (s.lower(next) == "that") {
		next++
	}
	return next < i && !pronounSubject(s.lower(next)) && s.lower(next) != "to" && s.nounlike(next)
}

// opens reports whether the name at k stands between a conjunction and its verb at i:
// "after Turkey began".
func (s *sentence) opens(k, i int) bool {
	switch s.lower(k - 1) {
	case "after", "before", "since", "until", "as", "than":
	default:
		return false
	}
	next := s.after(s.tokens[k].mention)
	for next < i && (adverb(s.lower(next)) || auxiliary(s.lemma(next))) {
		next++
	}
	return next == i
}

// governing gives the verb whose subject the verb at i shares, or -1.
func (s *sentence) governing(i int) int {
	if !strings.HasSuffix(s.lower(i), "ing") || auxiliary(s.lemma(i-1)) {
		return s.coordinated(i)
	}
	switch s.lower(i - 1) {
	case ",", "while", "after", "before", "by", "when", "without":
	default:
		return -1
	}
	for k := 1; k < i; k++ {
		if s.depth[k] == 0 && s.finite(k) {
			return k
		}
	}
	return -1
}

// coordinated gives the verb that the verb at i is joined to by "and" or "but", and has
// its subject from: "praised the villages and promised help"; -1 if there is none.
func (s *sentence) coordinated(i int) int {
	p := i - 1
	for p >= 0 && (adverb(s.lower(p)) || auxiliary(s.lemma(p))) {
		p--
	}
	if w := s.lower(p); w != "and" && w != "but" {
		return -1
	}
	for k := p - 1; k > 0; k-- {
		if t := &s.tokens[k]; t.Shape == prose.Plain && s.depth[k] == 0 && t.mention < 0 && !adverb(t.Lower) && (s.finite(k) || speechOrThought(t.Lemma) && t.Lower != t.Lemma) {
			return k
		}
	}
	return -1
}

// anaphor gives the entities of a pronoun or "the two" at k that prose has linked.
func (s *sentence) anaphor(k int) []int {
	var out []int
	for i := s.from; i < s.to; i++ {
		m := &s.par.Mentions[i]
		if m.Start > s.tokens[k].Start {
			break
		}
		if m.Anaphor && !m.Modifier && m.Start == s.tokens[k].Start {
			switch s.tokens[k].Lower {
			case "his", "her", "its", "their":
				continue
			}
			out = append(out, m.Entity)
		}
	}
	return out
}

// inPhrase reports whether the noun at i hangs on a preposition: "condemned the attack"
// and "an attack" do not, "concern over the attack" does.
func (s *sentence) inPhrase(i int) bool {
	for j := i - 1; j >= max(0, i-7); j-- {
		t := &s.tokens[j]
		switch {
		case preposition(t.Lower) || t.Lower == "to":
			return true
		case t.Shape == prose.Mark && t.Lower != "'s", auxiliary(t.Lemma), t.mention < 0 && s.verbal(j):
			return false
		}
	}
	return false
}

// afterPreposition reports whether the noun phrase at k hangs on a preposition.
func (s *sentence) afterPreposition(k int) bool {
	for j := k - 1; j >= max(0, k-5); j-- {
		t := &s.tokens[j]
		switch {
		case t.Lower == "to" || t.Lower == "citing" || t.Lower == "including":
			return true
		case preposition(t.Lower):
			return true
		case t.mention >= 0 && !s.par.Mentions[t.mention].Modifier && !s.possessive(t.mention):
			if s.joined(j+1, k) {
				return s.afterPreposition(s.start(t.mention))
			}
			return false
		case t.Shape == prose.Mark && t.Lower != "'s", auxiliary(t.Lemma), s.verbal(j) && t.mention < 0:
			return false
		}
	}
	return false
}

// start gives the first token of a mention.
func (s *sentence) start(m int) int {
	for i := range s.tokens {
		if s.tokens[i].mention == m {
			return i
		}
	}
	return 0
}

// joined reports whether only "and", commas and small words stand between two names.
func (s *sentence) joined(from, to int) bool {
	for i := from; i < to; i++ {
		switch s.tokens[i].Lower {
		case "and", ",", "or", "the", "as", "well", "his", "her", "both", "'s":
		default:
			if s.tokens[i].mention < 0 || !s.par.Mentions[s.tokens[i].mention].Modifier {
				return false
			}
		}
	}
	return true
}

// possessive reports whether the mention is followed by 's.
func (s *sentence) possessive(m int) bool {
	end := s.par.Mentions[m].End
	for i := range s.tokens {
		if s.tokens[i].Start >= end {
			return s.tokens[i].Start == end && (s.tokens[i].Lower == "'s" || s.tokens[i].Lower == "'" || s.tokens[i].Lower == "’")
		}
	}
	return false
}

// group gives the entities of a list "A, B and C" that the mention belongs to, from the
// left.
func (s *sentence) group(m int) []int {
	list := []int{s.par.Mentions[m].Entity}
	at := s.start(m)
	for k := m - 1; k >= 0; k-- {
		prev := &s.par.Mentions[k]
		if prev.Anaphor || prev.Modifier {
			continue
		}
		if prev.Start < s.span.Start {
			break
		}
		from := s.after(k)
		if from >= at || !s.hasAnd(from, at) && len(list) < 2 || !s.joined(from, at) {
			break
		}
		list = append([]int{prev.Entity}, list...)
		at = s.start(k)
	}
	return unique(list)
}

// hasAnd reports whether "and" or a comma stands among the tokens.
func (s *sentence) hasAnd(from, to int) bool {
	for i := from; i < to; i++ {
		if s.tokens[i].Lower == "and" {
			return true
		}
	}
	return false
}

// after gives the first token after a mention.
func (s *sentence) after(m int) int {
	i := s.start(m)
	for i < len(s.tokens) && s.tokens[i].mention == m {
		i++
	}
	return i
}

// objects gives the persons, organisations and states named in tokens [from, to) that
// can be parties to the act rather than places or what it is about. An infinitive or a
// clause after the verb at head ends them.
func (s *sentence) objects(from, head, to int, topics bool) []int {
	var out []int
	topic := false
	for i := from; i < to && i < len(s.tokens); i++ {
		t := &s.tokens[i]
		switch t.Lower {
		case "according", "citing":
			return unique(out)
		case "that":
			if len(out) > 0 && i > head {
				return unique(out)
			}
		case "to":
			if i > head && i+1 < len(s.tokens) && s.tokens[i+1].mention < 0 && s.verbal(i+1) && len(out) > 0 {
				return unique(out)
			}
		case "on", "about", "regarding", "over", "concerning", "including", "of", "into":
			topic = topics && i > from || t.Lower == "including"
		case "with", "between":
			topic = false
		case ",":
			if i > head && i+1 < len(s.tokens) && s.tokens[i+1].mention < 0 && strings.HasSuffix(s.tokens[i+1].Lower, "ing") {
				return unique(out)
			}
		}
		if t.mention < 0 || !t.begins || topic {
			continue
		}
		m := &s.par.Mentions[t.mention]
		if s.lower(i-1) == "," && s.says(s.after(t.mention)) {
			return unique(out)
		}
		if m.Modifier || m.Kind != prose.Person && s.placed(i) || s.possessive(t.mention) && i > head+1 && i+2 < to {
			continue
		}
		out = append(out, m.Entity)
	}
	return unique(out)
}

// says reports whether the token is a verb of saying: ", Smith said".
func (s *sentence) says(i int) bool {
	switch s.lemma(i) {
	case "say", "report", "announce", "tell", "add", "write":
		return true
	}
	return false
}

// topical reports whether "on" and "about" after an act of a type say what it is about.
func topical(kind Type) bool {
	switch kind {
	case Assault, Coerce, Sanction, Mobilize, Aid, Threaten, Yield, Request:
		return false
	}
	return true
}

// placed reports whether the name at i follows a preposition of place: "in Kursk", "in
// Russia's Kursk region".
func (s *sentence) placed(i int) bool {
	for k := i - 1; k >= max(0, i-6); k-- {
		switch t := &s.tokens[k]; {
		case t.Lower == "in" || t.Lower == "at" || t.Lower == "near" || t.Lower == "across" || t.Lower == "outside" || t.Lower == "inside" || t.Lower == "around":
			return true
		case t.Lower == "the" || t.Lower == "'s" || t.mention >= 0:
		default:
			return false
		}
	}
	return false
}

// agent gives the entities after "by".
func (s *sentence) agent(i int) []int {
	for k := i + 1; k < min(len(s.tokens), i+longGap); k++ {
		if s.tokens[k].Lower != "by" {
			continue
		}
		for j := k + 1; j < min(len(s.tokens), k+6); j++ {
			if m := s.tokens[j].mention; m >= 0 {
				out := []int{s.par.Mentions[m].Entity}
				if s.hasAnd(s.after(m), min(len(s.tokens), s.after(m)+2)) && m+1 < len(s.par.Mentions) && s.joined(s.after(m), s.start(m+1)) {
					out = append(out, s.par.Mentions[m+1].Entity)
				}
				return unique(out)
			}
		}
	}
	return nil
}

// speaker gives who says the words at i, for "we" and for sentences without a subject.
func (s *sentence) speaker(i int) []int {
	at := s.tokens[i].Start
	for _, q := range s.quotes {
		if q.Direct && q.Contains(at) && q.Speaker >= 0 {
			return []int{q.Speaker}
		}
	}
	return nil
}

func unique(list []int) []int {
	var out []int
	for _, e := range list {
		if !slices.Contains(out, e) {
			out = append(out, e)
		}
	}
	return out
}

func join(a, b []int) []int { return unique(append(slices.Clone(a), b...)) }

func without(list, drop []int) []int {
	var out []int
	for _, e := range list {
		if !slices.Contains(drop, e) {
			out = append(out, e)
		}
	}
	return out
}
