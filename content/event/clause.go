package event

import (
	"strings"

	"readout/content/prose"
)

// subordinate marks the tokens of subordinate clauses: from a word that begins one to
// the next comma that is not of a list, to the verb of the clause around it, or to the
// end.
func (s *sentence) subordinate() {
	s.depth = make([]uint8, len(s.tokens))
	in, relative, verbs := false, false, 0
	told := false // the clause has its verb
	if len(s.tokens) > 1 && strings.HasSuffix(s.tokens[0].Lower, "ing") && s.tokens[0].Lower != s.tokens[0].Lemma && s.tokens[0].Lower != "following" && s.verbal(0) {
		in, relative = true, true // "Raising the duty will help", "Speaking in Rome, he said"
	}
	for i := range s.tokens {
		t := &s.tokens[i]
		if !in {
			switch {
			case t.boundary || t.Lower == "," || t.Lower == "that" || t.Lower == "and" || t.Lower == "but" || speechOrThought(t.Lemma):
				told = false
			case told && s.postponed(i) || s.participial(i, told):
				in, relative, verbs = true, true, 1
			case told && s.contact(i):
				in, relative, verbs = true, true, 0
			case s.finite(i) || s.verbal(i) && s.lower(i-1) != "to" && !strings.HasSuffix(t.Lower, "ing"):
				told = true
			}
		}
		switch {
		case s.opensClause(i):
			if !in {
				verbs = 0
			}
			in = true
			relative = t.Lower == "who" || t.Lower == "which" || t.Lower == "that" || s.reduced(i)
		case in && t.Lower == "," && !s.listComma(i):
			in = false
		case in && (t.boundary || t.Lower == "but"):
			in = false
		case in && relative && s.finite(i):
			if verbs++; verbs > 1 && s.lower(i-1) != "and" && s.lower(i-1) != "or" {
				in = false
			}
		}
		if in {
			s.depth[i] = 1
		}
	}
}

// finite reports whether the token begins the verb of a clause, as far as its form tells.
func (s *sentence) finite(i int) bool {
	t := &s.tokens[i]
	if i > 0 && (auxiliary(s.tokens[i-1].Lemma) || s.lower(i-1) == "to" || adverb(s.lower(i-1)) && i > 1 && auxiliary(s.tokens[i-2].Lemma)) {
		return false
	}
	switch t.Lower {
	case "is", "are", "was", "were", "has", "have", "had", "will", "would", "can", "could", "may", "might", "must", "should", "does", "do", "did", "'ll":
		return true
	}
	return t.Shape == prose.Plain && t.Lower != t.Lemma && strings.HasSuffix(t.Lower, "ed") && s.verbal(i) && s.lower(i+1) != "by"
}

// reduced reports whether a participle at i stands for a relative clause: "the rebels
// backed by Iran", "the blogger, arrested last week,".
func (s *sentence) reduced(i int) bool {
	t := &s.tokens[i]
	if i == 0 || t.Shape != prose.Plain || t.Lower == t.Lemma || strings.HasSuffix(t.Lower, "s") || strings.HasSuffix(t.Lower, "ing") {
		return false
	}
	prev := &s.tokens[i-1]
	if prev.Lower == "," {
		return i > 1 && strings.HasSuffix(t.Lower, "ed") && s.tokens[i-2].Shape != prose.Number && (preposition(s.lower(i+1)) || s.lower(i+1) == "last" || s.lower(i+1) == "this")
	}
	return s.lower(i+1) == "by" && !auxiliary(prev.Lemma) && !adverb(prev.Lower)
}

// postponed reports whether a participle at i, in a clause that has its verb, belongs to
// the noun before it: "the families of athletes killed at the games".
func (s *sentence) postponed(i int) bool {
	t := &s.tokens[i]
	if i == 0 || t.Shape != prose.Plain || t.Lower == t.Lemma || !strings.HasSuffix(t.Lower, "ed") || !preposition(s.lower(i+1)) {
		return false
	}
	prev := &s.tokens[i-1]
	return prev.Shape != prose.Mark && prev.Shape != prose.Number && s.nounlike(i-1) && !adverb(prev.Lower) && !s.verbal(i-1) && !weekday(prev.Lower)
}

// contact reports whether a clause without a relative pronoun begins at i: "the embargo it
// has imposed".
func (s *sentence) contact(i int) bool {
	switch s.lower(i) {
	case "it", "he", "she", "they", "we":
	default:
		return false
	}
	prev := &s.tokens[i-1]
	return prev.Shape == prose.Plain && s.nounlike(i-1) && !s.verbal(i-1) && !adverb(prev.Lower) && !weekday(prev.Lower) &&
		i+1 < len(s.tokens) && (auxiliary(s.lemma(i+1)) || s.verbal(i+1))
}

// participial reports whether a verb in -ing at i belongs to the noun before it: "the
// coalition fighting the rebels has declared", "rallied on Sunday calling for".
func (s *sentence) participial(i int, told bool) bool {
	t := &s.tokens[i]
	if i == 0 || t.Shape != prose.Plain || t.Lower == t.Lemma || !strings.HasSuffix(t.Lower, "ing") {
		return false
	}
	prev := &s.tokens[i-1]
	if weekday(prev.Lower) {
		return true
	}
	if prev.Shape == prose.Mark || prev.Shape == prose.Number || !s.nounlike(i-1) || adverb(prev.Lower) || s.adjective(i-1) || auxiliary(prev.Lemma) {
		return false
	}
	if next := s.lower(i + 1); next == "," || next == "." || next == "of" || next == "" || s.verbal(i-1) {
		return false
	}
	if n := &s.tokens[i+1]; n.Shape == prose.Plain && !determiner(n.Lower) && !preposition(n.Lower) && n.Lower != "to" && n.Lower != "that" && !adverb(n.Lower) && prev.Shape == prose.Plain && !strings.HasSuffix(prev.Lower, "s") {
		return false // "a data sharing agreement"
	}
	if told {
		return true
	}
	for k := i + 1; k < len(s.tokens) && !s.tokens[k].boundary; k++ {
		if s.finite(k) {
			return s.lower(k-1) != "that" && s.lower(k-1) != "who" && s.lower(k-1) != "which"
		}
	}
	return false
}

// opensClause reports whether the token begins a clause, or a phrase of time or cause,
// that does not say what the sentence reports.
func (s *sentence) opensClause(i int) bool {
	t := &s.tokens[i]
	switch t.Lower {
	case "who", "which", "whose", "whom", "where", "when", "while", "although", "though", "because", "unless",
		"amid", "despite", "since", "if", "whereas", "until", "without":
		return true
	case "after", "before", "following", "as", "ahead", "during", "in", "over":
		next := s.lower(i + 1)
		switch t.Lower {
		case "as":
			return next != "well" && next != "part" && next != "a" && next != "an" && next != "of" && next != "saying"
		case "ahead":
			return next == "of"
		case "in":
			return next == "response" || next == "retaliation" || next == "order" || next == "protest" || next == "the" && aftermath(s.lower(i+2))
		case "over":
			return i+1 < len(s.tokens) && s.tokens[i+1].Shape != prose.Number
		case "following":
			return next != "day" && next != "week" && s.lower(i-1) != "the"
		}
		return true
	case "that":
		// A relative clause follows a noun; a clause of content follows a verb.
		return i > 0 && s.tokens[i-1].Shape == prose.Plain && !speechOrThought(s.tokens[i-1].Lemma) && s.tokens[i-1].Lower != "so" &&
			!s.verbal(i-1)
	case "to":
		return s.lower(i-1) == "order"
	}
	return s.reduced(i)
}

// listComma reports whether the comma at i stands between members of a list, between
// adjectives or beside a date or number rather than at the end of a clause.
func (s *sentence) listComma(i int) bool {
	if i+1 >= len(s.tokens) {
		return false
	}
	next, prev := &s.tokens[i+1], &s.tokens[i-1]
	if next.Shape == prose.Number || next.Lower == "including" || next.Lower == "such" || next.Lower == "especially" || next.Lower == "particularly" || next.Lower == "notably" {
		return true
	}
	if i+2 < len(s.tokens) && (s.lower(i+2) == "," || s.lower(i+2) == "and") && s.nounlike(i+1) {
		return true
	}
	return next.Lower == "and" && prev.Shape != prose.Mark && i+2 < len(s.tokens) && !s.tokens[i+2].begins && !s.verbal(i+2)
}

// nounlike reports whether the token could be a noun or a name on its own.
func (s *sentence) nounlike(i int) bool {
	t := &s.tokens[i]
	return t.mention >= 0 || t.Shape == prose.Plain && !functionWord(t.Lower) && !particle(t.Lower) && !strings.HasSuffix(t.Lower, "ing") && !strings.HasSuffix(t.Lower, "ed")
}
