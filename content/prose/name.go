package prose

import (
	"strings"

	"readout/content"
)

// named is a name found in a paragraph and not yet linked to an entity. Positions are
// tokens, half open.
type named struct {
	first, last int
	kind        EntityKind
	ref         *reference // the gazetteer's entry, where it has one
	own, ownEnd int        // of a person: the name without its office
	core        int        // of a body: where its name begins after its owner's, or 0
	office      string     // of a person
	country     string
	side        bool // a government by another word: "the Ukrainian side"
	group       bool // people of a country or body: "Ukrainian delegation"
	modifier    bool // an adjective before a noun: "Ukrainian grain"
	role        bool // an office without a name: "the Foreign Minister"
	weak        bool // only its capital speaks for it
}

// vocabulary is what the whole article teaches about its words.
type vocabulary struct {
	lower map[string]bool // words seen in lower case
	mid   map[string]int  // words seen capitalised inside a sentence
	place map[string]int  // of those, after "in", "near" and the like
	names map[string]bool // parts of persons' names
}

// passage is a paragraph cut into tokens and sentences.
type passage struct {
	text   string
	toks   []Token
	sents  []content.Span
	starts []bool // per token: its capital may be that of a sentence
	title  bool   // nearly every word is capitalised, as in a headline
}

func newPassage(text string) *passage {
	p := &passage{text: text, toks: Tokens(text)}
	p.sents = sentences(text, p.toks)
	p.starts = make([]bool, len(p.toks))
	s := 0
	for i := range p.toks {
		for s < len(p.sents) && p.sents[s].Start < p.toks[i].Start {
			s++
		}
		if s < len(p.sents) && p.sents[s].Start == p.toks[i].Start {
			p.starts[i] = true
		} else if i > 0 {
			prev := p.toks[i-1].Lower
			p.starts[i] = oneOf(prev, "“‘\":•([—–") && (prev != "(" || p.starts[i-1]) && (prev != "\"" || !p.gap(i) || p.gap(i-1))
			if p.starts[i-1] && p.toks[i-1].Shape == Mark {
				p.starts[i] = true
			}
		}
	}
	p.title = p.headline()
	return p
}

// headline reports whether the passage capitalises its words as headlines do.
func (p *passage) headline() bool {
	if n := len(p.toks); n == 0 || n > 30 || terminal(&p.toks[n-1]) {
		return false
	}
	capitals, plain := 0, 0
	for i := range p.toks {
		if t := &p.toks[i]; t.Len() > 3 {
			switch t.Shape {
			case Plain:
				plain++
			case Capitalised, Upper, Mixed:
				capitals++
			}
		}
	}
	return capitals > 3 && plain*4 < capitals
}

func (p *passage) words(first, last int) string {
	if first >= last {
		return ""
	}
	return p.text[p.toks[first].Start:p.toks[last-1].End]
}

// after gives the token after i, or one that is nothing.
func (p *passage) after(i int) *Token {
	if i+1 < len(p.toks) && p.toks[i+1].Shape == Plain {
		return &p.toks[i+1]
	}
	return &Token{}
}

// lower gives the token i in lower case, or "" past the ends.
func (p *passage) lower(i int) string {
	if i < 0 || i >= len(p.toks) {
		return ""
	}
	return p.toks[i].Lower
}

// learn notes how the passage writes its words.
func (v *vocabulary) learn(p *passage) {
	for i := range p.toks {
		t := &p.toks[i]
		switch {
		case t.Shape == Plain:
			v.lower[t.Lower] = true
		case t.Shape == Upper && i > 2 && p.toks[i-1].Lower == "(" && p.lower(i+1) == ")" && p.toks[i-2].Shape == Plain && p.toks[i-3].Shape == Plain:
			v.lower[t.Lower] = true // short for common words: "exclusive economic zone (EEZ)"
		case t.Shape == Capitalised && !p.starts[i] && !p.title:
			v.mid[t.Lower]++
			if i > 0 && locative(p.toks[i-1].Lower) && p.toks[i-1].Lower != "at" || gazettes().noun(p.after(i))&placeNoun != 0 {
				v.place[t.Lower]++
			}
		}
	}
}

// locative reports whether a preposition says where something is.
func locative(lower string) bool {
	switch lower {
	case "in", "near", "inside", "across", "throughout", "outside", "around", "within", "into", "at":
		return true
	}
	return false
}

// longestName is the most tokens that a name may have.
const longestName = 24

// finder finds the names of one passage.
type finder struct {
	*passage
	g   *gazetteer
	v   *vocabulary
	out []named
}

func (f *finder) find() []named {
	f.out = make([]named, 0, len(f.toks)/8+2)
	for i := 0; i < len(f.toks); {
		i = max(f.at(i), i+1)
	}
	return f.out
}

// at looks for a name at token i and gives the token after it, or i.
func (f *finder) at(i int) int {
	t := &f.toks[i]
	switch t.Shape {
	case Mark, Number:
		return i
	case Plain:
		return f.atPlain(i)
	}
	if !f.capital(i) || f.lower(i-1) == "@" || f.lower(i-1) == "#" {
		return i + 1
	}
	if direction(t.Lower) && i+1 < len(f.toks) {
		// "East Mosul", but not "North Korea", which the gazetteer knows whole.
		if ref, n := f.g.match(f.toks, i+1); ref != nil && (ref.kind == refPlace || ref.kind == refCapital) && f.g.match1(f.toks, i) == nil && f.run(i) <= i+1+n {
			f.out = append(f.out, named{first: i, last: i + 1 + n, kind: Location, country: ref.country})
			return i + 1 + n
		}
	}
	if dateWord(t) && f.g.noun(t)&rankNoun == 0 && (!f.capital(i+1) || !f.g.given[t.Lower]) {
		return i + 1
	}
	if (f.starts[i] || determiner(t.Lower) && t.Shape == Capitalised) && f.commonStart(i) {
		return i + 1
	}
	if end := f.person(i); end > i {
		return end
	}
	if end := f.known(i); end > i {
		return end
	}
	return f.unknown(i)
}

// capital reports whether token i is written as a part of a name.
func (f *finder) capital(i int) bool {
	if i < 0 || i >= len(f.toks) {
		return false
	}
	t := &f.toks[i]
	switch t.Shape {
	case Capitalised:
		return t.Lower != "i" && t.Lower != "i'm"
	case Upper:
		return true
	case Mixed:
		return article(t.Lower)
	}
	return false
}

// article reports whether a mixed-case word begins with an Arabic article: "al-Assad".
func article(lower string) bool {
	head, _, ok := strings.Cut(lower, "-")
	if !ok {
		return false
	}
	switch head {
	case "al", "el", "ad", "ar", "as", "at", "az", "an", "ash", "ul", "ed", "es":
		return true
	}
	return false
}

// particle reports whether a word in lower case may stand inside a person's name.
func particle(lower string) bool {
	switch lower {
	case "de", "del", "della", "di", "da", "dos", "das", "do", "du", "van", "von", "der", "den", "ten", "ter", "bin", "ibn", "bint",
		"al", "el", "la", "le", "y", "af", "av", "zu":
		return true
	}
	return false
}

// run gives the end of the capitalised words that begin at token i.
func (f *finder) run(i int) int {
	j := i + 1
	for j < len(f.toks) && j < i+longestName {
		switch {
		case f.capital(j) && !f.starts[j] && (!dateWord(&f.toks[j]) || f.g.match1(f.toks, j) != nil):
			j++
		case particle(f.toks[j].Lower) && f.particleEnd(j) > 0 && f.toks[j].Shape == Plain:
			j = f.particleEnd(j)
		case f.toks[j].Lower == "&" && f.capital(j+1):
			j += 2
		case f.toks[j].Lower == "'s" && f.capital(j+1) && (collectiveOwner(f.toks[j-1].Lower) || f.g.noun(&f.toks[j-1])&officeNoun != 0 && f.g.noun(&f.toks[j+1])&organisationNoun != 0):
			j += 2
		case f.toks[j].Lower == "'" && f.capital(j+1) && collectiveOwners(f.toks[j-1].Lower) && f.gap(j+1) && !f.gap(j):
			j += 2
		case ordinal(f.toks[j].Lower) && f.capital(j+1) && (f.lower(j+1) == "class" || f.unitIn(j+1)) && f.toks[j-1].Shape != Mark:
			j += 2
		case f.nickname(j) > 0:
			j = f.nickname(j)
		default:
			return j
		}
	}
	return j
}

// collectiveOwner reports whether the possessive of a word stands inside the names of
// bodies: "People's Liberation Army".
func collectiveOwner(lower string) bool {
	switch lower {
	case "people", "women", "children", "men", "workers", "king", "queen", "mother", "lord", "st.", "veterans", "lawyers", "students":
		return true
	}
	return false
}

func collectiveOwners(lower string) bool {
	switch lower {
	case "workers", "peoples", "farmers", "teachers", "students", "veterans", "officers", "nurses", "doctors", "journalists", "employers", "writers", "lawyers":
		return true
	}
	return false
}

// nickname gives the token after a nickname in quotation marks at token j, if a name
// goes on after it (Ana “Bee” Roy), or 0.
func (f *finder) nickname(j int) int {
	open, shut := f.lower(j), f.lower(j+2)
	if (open == "“" && shut == "”" || open == "\"" && shut == "\"") && f.capital(j+1) && f.capital(j+3) && !f.starts[j] {
		return j + 4
	}
	return 0
}

// particleEnd gives the token after one or two particles and the name after them.
func (f *finder) particleEnd(j int) int {
	for k := j; k < j+3 && k < len(f.toks); k++ {
		if f.capital(k) {
			return k + 1
		}
		if !particle(f.toks[k].Lower) {
			return 0
		}
	}
	return 0
}

// match1 gives the gazetteer's entry for what begins at token i.
func (g *gazetteer) match1(toks []Token, i int) *reference {
	ref, _ := g.match(toks, i)
	return ref
}

// commonStart reports whether the first word of a sentence is no name: a function
// word, or a word that the article writes in lower case elsewhere.
func (f *finder) commonStart(i int) bool {
	t := &f.toks[i]
	if t.Shape == Upper {
		return false
	}
	if sentenceStarter(t.Lower) || functionWord(t.Lower) {
		// "The Hague", "New York": the gazetteer knows better.
		_, n := f.g.match(f.toks, i)
		return n < 2
	}
	if f.g.match1(f.toks, i) != nil || f.g.givenName(t) || f.g.noun(t)&(officeNoun|rankNoun) != 0 {
		return false
	}
	if f.v.mid[t.Lower] > 0 || f.v.names[t.Lower] {
		return false
	}
	if f.capital(i+1) && !f.starts[i+1] {
		return f.v.lower[t.Lower] && f.g.noun(t) == 0 && f.g.noun(&f.toks[i+1])&organisationNoun == 0 || strings.HasSuffix(t.Lower, "ly")
	}
	// A lone word at the start: its capital says nothing.
	return true
}

// locationFor reports whether the place, or the state read as a place, that begins at
// token i stands where its land is meant: after a preposition of place, at the end of
// a journey, or after a city of its own.
func (f *finder) locationFor(i int) bool {
	k := i - 1
	for k >= 0 && (f.toks[k].Lower == "the" || direction(f.toks[k].Lower)) {
		k--
	}
	if k < 0 {
		return false
	}
	switch f.toks[k].Lower {
	case "new", "future", "democratic", "unified", "free", "independent", "whole", "post-war", "postwar", "entire", "modern":
		return true
	}
	switch prev := f.toks[k].Lower; {
	case prev == "in" || prev == "inside" || prev == "into" || prev == "across" || prev == "throughout" || prev == "near" ||
		prev == "outside" || prev == "around" || prev == "within" || prev == "at" && f.toks[k].Shape == Plain:
		return true
	case prev == "both":
		return k > 0 && (f.toks[k-1].Lower == "in" || f.toks[k-1].Lower == "across")
	case prev == "from":
		return f.motionBefore(k) || !f.sourceBefore(k)
	case prev == "to" && k > 0 && f.toks[k-1].Lower == "and":
		return len(f.out) > 0 && f.out[len(f.out)-1].kind == Location && k-f.out[len(f.out)-1].last < 8
	case prev == "to" || prev == "through" || prev == "for":
		return f.motionBefore(k)
	case prev == "with":
		return k > 0 && f.toks[k-1].Lemma == "border"
	case prev == "of":
		return k > 0 && (direction(f.toks[k-1].Lower) || f.g.noun(&f.toks[k-1])&placeNoun != 0 && f.toks[k-1].Shape == Plain || f.toks[k-1].Lower == "outside" ||
			partOf(f.toks[k-1].Lower))
	case prev == "on":
		return k > 0 && (assault(f.toks[k-1].Lemma) || f.g.noun(&f.toks[k-1])&eventNoun != 0)
	case prev == "and" || prev == "or" || prev == ",":
		return f.afterPlace(k)
	}
	switch f.toks[k].Lemma {
	case "leave", "visit", "reach", "enter", "invade", "occupy", "annex", "tour", "flee", "cross", "bombard", "liberate":
		return true
	}
	return false
}

// afterPlace reports whether the name before the comma or conjunction at token k was
// read as a place.
func (f *finder) afterPlace(k int) bool {
	if n := len(f.out); n > 0 {
		last := &f.out[n-1]
		gap := k - last.last
		return last.kind == Location && (gap == 0 || gap == 1 && f.toks[k-1].Lower == ",")
	}
	return false
}

// motionBefore reports whether a word of going, sending or being stationed stands
// shortly before token k.
func (f *finder) motionBefore(k int) bool {
	people := false
	for j := k - 1; j >= 0 && j > k-10 && f.toks[j].Shape != Mark; j-- {
		switch f.toks[j].Lemma {
		case "send", "dispatch":
			if people {
				return true
			}
		}
		people = people || f.toks[j].Shape == Plain && f.g.noun(&f.toks[j])&groupNoun != 0
	}
	for j := k - 1; j >= 0 && j > k-5; j-- {
		if f.toks[j].Shape == Mark && f.toks[j].Lower != "-" {
			return false
		}
		switch f.toks[j].Lemma {
		case "visit", "travel", "trip", "go", "come", "arrive", "arrival", "fly", "flight", "return", "journey", "move", "deploy",
			"deployment", "drive", "flee", "head", "route", "withdraw", "withdrawal", "leave", "depart", "march", "relocate", "ship", "retreat", "pull",
			"escape", "tour", "migrate", "cross", "invite", "evacuate", "bind", "way", "bring", "enter", "walk", "sail", "close":
			return true
		}
	}
	return false
}

// sourceBefore reports whether a word of getting something from somebody stands shortly
// before token k: "a letter from", "demanded from".
func (f *finder) sourceBefore(k int) bool {
	for j := k - 1; j >= 0 && j > k-6; j-- {
		if f.toks[j].Shape == Mark && f.toks[j].Lower != "-" {
			return false
		}
		switch f.toks[j].Lemma {
		case "receive", "demand", "ask", "aid", "assistance", "support", "help", "hear", "buy", "purchase", "request", "letter", "threat",
			"pressure", "get", "secure", "obtain", "seek", "want", "await", "expect", "borrow", "order", "win", "approval", "permission", "response",
			"answer", "reaction", "criticism", "guarantee", "pledge", "loan", "message", "call", "statement", "condemnation", "independence",
			"protection", "invitation", "weapon", "ammunition", "missile", "supply", "gas", "oil", "import", "independent", "different", "benefit":
			return true
		}
	}
	return false
}

// partOf reports whether a noun before "of" takes a part of a land or what is done to it.
func partOf(lower string) bool {
	switch lower {
	case "invasion", "part", "parts", "rest", "most", "half", "much", "siege", "fall", "capture", "control", "liberation", "bombardment",
		"occupation", "shelling", "map", "corner", "outskirts", "streets", "north", "south", "east", "west", "swathes", "vicinity":
		return true
	}
	return false
}

func assault(lemma string) bool {
	switch lemma {
	case "attack", "strike", "airstrike", "raid", "assault", "march", "advance", "missile", "bomb", "shell", "fire", "offensive":
		return true
	}
	return false
}

// direction reports whether a word tells a part of a land: "northern", "south".
func direction(lower string) bool {
	switch lower {
	case "north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", "northeast", "northwest",
		"southeast", "southwest", "northeastern", "northwestern", "southeastern", "southwestern", "mainland", "downtown",
		"occupied", "rural", "upper", "lower", "neighboring", "neighbouring", "nearby", "war-torn", "north-eastern", "south-eastern", "north-western":
		return true
	}
	return false
}

// functionWord reports whether a word belongs to the grammar, so that no name begins
// with it even where it is capitalised.
func functionWord(lower string) bool {
	switch lower {
	case "against", "because", "between", "beyond", "like", "more", "less", "much", "few", "own", "only", "even", "just", "about",
		"above", "along", "around", "away", "below", "beside", "besides", "both", "can", "could", "may", "might", "must", "shall",
		"should", "will", "would", "be", "been", "being", "having", "either", "neither", "nor", "else", "ever", "everyone",
		"everything", "following", "further", "furthermore", "given", "hence", "her", "him", "himself", "herself", "itself", "themselves", "i'm", "inside",
		"into", "me", "mine", "moreover", "near", "nearly", "never", "next", "nobody", "none", "nothing", "of", "off", "often",
		"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "onto", "out", "outside", "over", "part", "perhaps",
		"please", "rather", "same", "similarly", "something", "sometimes", "soon", "than", "thanks", "thank", "their", "them",
		"therefore", "thus", "too", "toward", "towards", "up", "upon", "us", "very", "via", "whether", "whose", "within", "yes",
		"additionally", "afterwards", "again", "ago", "almost", "already", "always", "amid", "any", "anyone", "are", "back",
		"currently", "elsewhere", "eventually", "finally", "first", "former", "hundreds", "thousands", "later", "late", "mr",
		"new", "old", "people", "recent", "recently", "second", "third", "separately", "together", "tomorrow", "tonight", "ultimately",
		"unlike", "until", "usually", "was", "well", "were", "whatever", "whenever", "wherever", "yet", "let", "don't", "ca", "wo", "ha",
		"asked", "based", "citing", "depending", "including", "regarding", "responding", "saying", "talks", "officials", "reports",
		"sources", "experts", "critics", "analysts", "police", "state", "public", "private", "president's", "last", "this", "meanwhile":
		return true
	}
	return false
}

// dateWord reports whether a token is the name of a day or a month.
func dateWord(t *Token) bool {
	if t.Shape != Capitalised && t.Shape != Upper {
		return false
	}
	return monthOf(t.Lower) > 0 || weekdayOf(t.Lower) >= 0
}
