package event

import (
	"strings"

	"readout/content"
	"readout/content/prose"
)

// token is a word of a sentence with what the coder knows of it.
type token struct {
	prose.Token
	lemma, form word // numbers in the lexicon; 0 where it has none
	mention     int  // index of the paragraph's mention that covers it, or -1
	begins      bool // the mention begins here
	quoted      bool // in direct speech
	boundary    bool // ends a clause for gaps: ; : dash or a quotation mark
}

// named reports whether the token at i is a capitalised part of a name and so no verb,
// unless all words of the sentence begin with a capital.
func (s *sentence) named(i int) bool {
	return s.tokens[i].mention >= 0 && s.tokens[i].Shape == prose.Capitalised && !s.titled
}

// mostTokens is how much of a sentence is read; what is longer is no sentence.
const mostTokens = 400

// sentence is a sentence cut into tokens.
type sentence struct {
	par      *prose.Paragraph
	entities []prose.Entity
	index    int
	span     content.Span
	tokens   []token
	depth    []uint8 // by token: 0 in the main clause, 1 in a subordinate one
	steps    int     // taken in matching a pattern
	from, to int     // the paragraph's mentions that begin in it
	quotes   []prose.Quotation
	titled   bool // a headline whose words begin with capitals
}

// read cuts a paragraph into sentences of tokens.
func (l *Lexicon) read(d *prose.Document, par *prose.Paragraph) []sentence {
	out := make([]sentence, len(par.Sentences))
	all := prose.Tokens(par.Text)
	tokens := make([]token, len(all))
	m, quote := 0, 0
	for i := range all {
		t := &tokens[i]
		t.Token = all[i]
		t.mention = -1
		if t.Shape != prose.Mark || len(t.Lower) > 1 || t.Lower == "$" {
			t.lemma, t.form = l.words[lemma(&t.Token)], 0
			if n, ok := l.words["="+t.Lower]; ok {
				t.form = n
			}
		}
		for m < len(par.Mentions) && par.Mentions[m].End <= t.Start {
			m++
		}
		if m < len(par.Mentions) && par.Mentions[m].Overlaps(t.Span) && !par.Mentions[m].Anaphor {
			t.mention = m
			t.begins = i == 0 || tokens[i-1].mention != m
		}
		switch t.Lower {
		case "“", "\"":
			t.boundary = true
			if t.Lower == "“" || quote == 0 {
				quote = 1
			} else {
				quote = 0
			}
		case "”":
			t.boundary = true
			quote = 0
		case ";", ":", "–", "—", "--":
			t.boundary = true
		case "(":
			t.boundary = i+2 >= len(all) || all[i+2].Lower != ")" // but "the United Nations (UN) envoy"
		case ")":
			t.boundary = i < 2 || all[i-2].Lower != "("
		}
		t.quoted = quote > 0
	}
	at, q := 0, 0
	m = 0
	for i, span := range par.Sentences {
		for m < len(par.Mentions) && par.Mentions[m].Start < span.Start {
			m++
		}
		named := m
		for m < len(par.Mentions) && par.Mentions[m].Start < span.End {
			m++
		}
		for at < len(tokens) && tokens[at].Start < span.Start {
			at++
		}
		from := at
		for at < len(tokens) && tokens[at].End <= span.End {
			at++
		}
		for q < len(par.Quotations) && par.Quotations[q].End <= span.Start && par.Quotations[q].SpeakerSpan.End <= span.Start {
			q++
		}
		last := q
		for last < len(par.Quotations) && (par.Quotations[last].Start < span.End || par.Quotations[last].SpeakerSpan.Overlaps(span)) {
			last++
		}
		out[i] = sentence{
			quotes: par.Quotations[q:last],
			par:    par, entities: d.Entities, index: i, span: span, from: named, to: m,
			tokens: tokens[from:min(at, from+mostTokens)],
		}
		out[i].titled = headline(out[i].tokens)
		out[i].subordinate()
	}
	return out
}

// headline reports whether all longer words begin with a capital.
func headline(tokens []token) bool {
	capitals := 0
	for i := range tokens {
		switch t := &tokens[i]; {
		case t.Shape == prose.Capitalised:
			capitals++
		case t.Shape == prose.Plain && len(t.Lower) > 4:
			return false
		}
	}
	return capitals > 3
}

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

// day reports whether a word says when without a preposition: "police today arrested".
func day(w string) bool {
	return weekday(w) || w == "today" || w == "yesterday" || w == "tomorrow" || w == "tonight"
}

func weekday(w string) bool {
	switch w {
	case "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday":
		return true
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

func aftermath(w string) bool { return w == "wake" || w == "face" || w == "aftermath" || w == "midst" }

func speechOrThought(lemma string) bool {
	switch lemma {
	case "say", "tell", "state", "add", "announce", "declare", "claim", "warn", "demand", "report", "agree", "confirm",
		"deny", "insist", "promise", "pledge", "vow", "threaten", "know", "believe", "think", "hope", "stress", "note",
		"emphasize", "emphasise", "argue", "decide", "request", "require", "propose", "suggest", "ask", "urge", "accuse",
		"allege", "reiterate", "mean", "ensure", "show", "acknowledge", "admit", "explain", "expect":
		return true
	}
	return false
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

// particle reports whether a word belongs to the verb before it: "rule out sending".
func particle(w string) bool {
	switch w {
	case "out", "up", "off", "down", "back", "away", "forward", "along":
		return true
	}
	return false
}

// lower gives the token's text in lower case, or "" outside the sentence.
func (s *sentence) lower(i int) string {
	if i < 0 || i >= len(s.tokens) {
		return ""
	}
	return s.tokens[i].Lower
}

// lemma gives the token's dictionary form, or "".
func (s *sentence) lemma(i int) string {
	if i < 0 || i >= len(s.tokens) {
		return ""
	}
	return s.tokens[i].Lemma
}

func adverb(w string) bool {
	switch w {
	case "also", "not", "n't", "never", "already", "still", "now", "then", "again", "soon", "later", "once", "yet", "so",
		"ever", "first", "often", "always", "even", "just", "further", "together", "jointly", "far", "long":
		return true
	}
	return len(w) > 4 && strings.HasSuffix(w, "ly") && w != "family" && w != "ally" && w != "italy" && w != "july" && w != "supply" && w != "assembly" && w != "reply" && w != "rally" && w != "apply"
}

func auxiliary(lemma string) bool {
	switch lemma {
	case "be", "have", "do", "will", "would", "shall", "should", "can", "could", "may", "might", "must", "get":
		return true
	}
	return false
}

func functionWord(w string) bool {
	switch w {
	case "the", "a", "an", "this", "that", "these", "those", "of", "in", "on", "at", "by", "for", "with", "from", "to",
		"into", "and", "or", "but", "nor", "as", "its", "his", "her", "their", "our", "your", "my", "it", "he", "she",
		"they", "we", "i", "you", "who", "which", "is", "are", "was", "were", "be", "been", "has", "have", "had", "will",
		"would", "not", "no", "all", "any", "some", "if", "than", "about", "over", "after", "before", "between", "against",
		"during", "under", "through", "while", "when", "where", "there", "here", "him", "them", "us":
		return true
	}
	return false
}

func determiner(w string) bool {
	switch w {
	case "the", "a", "an", "this", "that", "these", "those", "its", "his", "her", "their", "our", "your", "my", "no",
		"any", "some", "each", "every", "another", "such", "several", "many", "more", "further", "new", "recent",
		"other", "first", "last", "latest", "both", "'s", "'", "’", "two", "three", "four", "five", "most", "all":
		return true
	}
	return false
}

func preposition(w string) bool {
	switch w {
	case "of", "in", "on", "at", "by", "for", "with", "from", "into", "against", "between", "over", "after", "before",
		"during", "under", "through", "amid", "despite", "without", "about", "on-going", "via", "per", "following",
		"like", "including", "toward", "towards", "across", "beyond", "within", "regarding":
		return true
	}
	return false
}

func pronounSubject(w string) bool {
	switch w {
	case "i", "we", "they", "you", "he", "she", "it", "who", "which", "that":
		return true
	}
	return false
}

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

// verbOnly reports whether a verb is never a noun.
func verbOnly(lemma string) bool {
	switch lemma {
	case "die", "agree", "refuse", "deny", "accuse", "arrive", "seize", "expel", "deploy", "detain", "reject", "send", "give",
		"condemn", "criticise", "criticize", "denounce", "destroy", "impose", "suspend", "resume", "announce", "begin", "allow", "provide",
		"withdraw", "warn", "threaten", "invade", "deport", "accept", "approve", "reopen", "recognise",
		"recognize", "ratify", "sue", "investigate", "evacuate", "deliver", "donate", "want", "ask", "seek", "insist",
		"oppose", "defend", "receive", "meet", "condone", "favour", "recommend":
		return true
	}
	return false
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

// unmarked reports whether the participle of a verb has the form of the bare verb.
func unmarked(w string) bool {
	switch w {
	case "hit", "cut", "put", "set", "beat", "cast", "thrust", "burst", "broadcast", "rid", "shut", "let", "hurt", "spread", "overrun", "quit", "split":
		return true
	}
	return false
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

// agentNoun reports whether a word with the ending of an adjective is a noun.
func agentNoun(w string) bool {
	switch w {
	case "general", "admiral", "cardinal", "tribunal", "hospital", "rival", "criminal", "capital", "trial", "proposal",
		"approval", "withdrawal", "arrival", "removal", "refusal", "denial", "deal", "festival", "arsenal", "principal", "journal",
		"republic", "public", "critic", "traffic", "clinic", "panic", "cleric", "ethic", "picnic", "fabric", "academic",
		"executive", "representative", "detective", "offensive", "initiative", "relative", "fugitive", "captive", "native", "operative",
		"secretary", "mercenary", "missionary", "dignitary", "anniversary", "boundary", "commentary", "salary", "library", "judiciary", "military",
		"student", "agent", "resident", "militant", "accident", "incident", "client", "patient", "combatant", "defendant", "migrant",
		"sergeant", "lieutenant", "merchant", "immigrant", "participant", "assistant", "contingent", "insurgent", "continent", "regent",
		"dissident", "tenant", "opponent", "correspondent", "superintendent", "tyrant", "informant", "claimant", "applicant", "plant", "event",
		"garment", "constable", "table", "cable", "fable":
		return true
	}
	return false
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
