package event

import "readout/content/prose"

// mood is what the words around a verb say of it.
type mood struct {
	status     Status
	negative   bool
	duty       bool // must, should, has to, needs to
	infinitive bool // "to" and a verb that no operator governs: a purpose
	passive    bool
}

// mood reads the auxiliaries before the token at i. Nouns have only a negation: "no
// agreement".
func (s *sentence) mood(i int, noun bool) mood {
	var m mood
	if noun {
		switch s.lower(i - 1) {
		case "no":
			m.negative = true
		case "possible", "planned", "upcoming", "proposed", "expected", "future":
			m.status = Planned
		}
		return m
	}
	p := i - 1
	be := false
	m.negative = s.lower(i+1) == "no" // "reached no agreement"
	for ; p >= 0; p-- {
		t := &s.tokens[p]
		if k := s.beforeDate(p); k < p {
			p = k + 1
			continue
		}
		if t.Lower == "," || t.boundary || t.mention >= 0 {
			break
		}
		lemma := t.Lemma
		switch {
		case t.Lower == "not" || t.Lower == "n't" || t.Lower == "never" || t.Lower == "longer" && s.lower(p-1) == "no":
			m.negative = true
		case lemma == "be":
			be = be || p == i-1 || adverb(s.lower(i-1))
		case lemma == "will" || lemma == "shall":
			m.status = Planned
		case lemma == "would":
			m.status = Conditional
			if s.reported(p) {
				m.status = Planned
			}
		case lemma == "can" || lemma == "could" || t.Lower == "may" && t.Shape == prose.Plain || lemma == "might":
			m.status = Possible
		case lemma == "must" || lemma == "should" || lemma == "ought":
			m.duty = true
		case lemma == "to" && (p == i-1 || s.lower(p+1) == "be" || s.lower(p+1) == "have" || adverb(s.lower(p+1))):
			if done := s.beforeTo(p, &m); done {
				return s.voice(m, i, be)
			}
		case lemma == "have" || lemma == "do" || adverb(t.Lower) || lemma == "get":
		default:
			return s.voice(m, i, be)
		}
	}
	return s.voice(m, i, be)
}

// beforeDate gives the auxiliary before a date that ends at p and stands between it and
// its verb: "will on Tuesday, June 19, lead"; p if there is none.
func (s *sentence) beforeDate(p int) int {
	k, day := p, false
	for ; k >= 0; k-- {
		t := &s.tokens[k]
		switch {
		case weekday(t.Lower) || month(t.Lower) || t.Lower == "week" || t.Lower == "month" || t.Lower == "year" || t.Lower == "today" || t.Lower == "yesterday":
			day = true
			continue
		case t.Lower == "," || t.Shape == prose.Number || t.Lower == "on" || t.Lower == "in" || t.Lower == "next" || t.Lower == "this" || t.Lower == "later":
			continue
		}
		break
	}
	if day && k >= 0 && auxiliary(s.tokens[k].Lemma) {
		return k
	}
	return p
}

// beforeTo reads what governs the "to" at p, and reports that reading can stop.
func (s *sentence) beforeTo(p int, m *mood) bool {
	q := p - 1
	for q >= 0 && adverb(s.lower(q)) {
		if w := s.lower(q); w == "not" || w == "n't" {
			m.negative = true
		}
		q--
	}
	switch s.lemma(q) {
	case "have", "need", "ought":
		m.duty = true
		return true
	case "be":
		m.status = Planned
		return false
	case "use":
		return true
	case "able", "manage", "decide", "go", "come", "continue", "begin", "start", "help", "move", "seem", "appear":
		if s.lemma(q) == "go" && s.lower(q) == "going" {
			m.status = Planned
		}
		return false
	}
	m.infinitive = true
	return true
}

func (s *sentence) voice(m mood, i int, be bool) mood {
	t := &s.tokens[i]
	participle := t.Lower != t.Lemma && t.Lower[len(t.Lower)-1] != 's' && (len(t.Lower) < 4 || t.Lower[len(t.Lower)-3:] != "ing")
	m.passive = participle && (be || s.lower(i+1) == "by") || be && unmarked(t.Lower)
	if s.lower(i-1) == "being" || s.lower(i-1) == "been" {
		m.passive = m.passive || participle || unmarked(t.Lower)
	}
	return m
}

// reported reports whether a verb of saying stands before the token: "said it would" is
// "will" in reported speech.
func (s *sentence) reported(i int) bool {
	for k := i - 1; k >= 0; k-- {
		switch s.tokens[k].Lemma {
		case "say", "announce", "promise", "pledge", "vow", "tell", "declare", "warn", "threaten", "add", "agree",
			"confirm", "insist", "reveal", "indicate", "report", "reply", "note", "hint", "claim":
			return s.tokens[k].Lower != s.tokens[k].Lemma
		case "if":
			return false
		}
	}
	return false
}
