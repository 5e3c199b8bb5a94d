package prose

import (
	"strings"
	"sync"
)

// refKind is what a word of the gazetteer refers to.
type refKind uint8

const (
	refCountry refKind = iota + 1
	refAdjective
	refPeople
	refCapital
	refPlace
	refOrganisation
)

// reference is one entry of the gazetteer.
type reference struct {
	kind    refKind
	name    string // canonical
	country string
	upper   bool // stands in capitals only: "US", "WHO"
}

// gazetteer knows names by heart: countries with their adjectives and capitals,
// places, organisations, given names and what kind of noun a noun is.
type gazetteer struct {
	phrases   map[string]*reference // tokens in lower case joined by spaces
	longest   map[string]int        // first token → tokens of the longest phrase
	countries map[string]string     // code → name
	given     map[string]bool
	family    map[string]bool // East Asian family names
	nouns     map[string]nounClass
	women     map[string]bool // given names of women
	either    map[string]bool // given names that tell nothing of the kind
}

// gender gives 'f' or 'm' for a given name that tells, or 0.
func (g *gazetteer) gender(name string) byte {
	lower := strings.ToLower(name)
	switch {
	case g.women[lower]:
		return 'f'
	case g.given[lower] && !g.either[lower]:
		return 'm'
	}
	return 0
}

type nounClass uint8

const (
	officeNoun nounClass = 1 << iota
	rankNoun
	organisationNoun
	placeNoun
	groupNoun
	eventNoun
	acronymNoun
	lookedUp // no class: the token has been looked up
)

var gazettes = sync.OnceValue(func() *gazetteer {
	g := &gazetteer{
		phrases: make(map[string]*reference, 3000), longest: make(map[string]int, 3000), countries: make(map[string]string, 220),
		given: make(map[string]bool, 2500), family: make(map[string]bool, 300), nouns: make(map[string]nounClass, 600),
		women: make(map[string]bool, 400), either: make(map[string]bool, 100),
	}
	g.loadPlaces()
	for row := range rows("organisations") {
		country := code(row[0])
		forms := row[1]
		if len(row) > 2 && row[2] != "" {
			forms += "|" + row[2]
		}
		g.add(forms, refOrganisation, row[1], country)
	}
	for row := range rows("given") {
		for name := range strings.SplitSeq(row[1], " ") {
			g.given[strings.ToLower(name)] = true
		}
	}
	for row := range rows("women") {
		set := g.women
		if row[0] == "either" {
			set = g.either
		}
		for name := range strings.SplitSeq(row[1], " ") {
			set[strings.ToLower(name)] = true
		}
	}
	for row := range rows("surnames") {
		for name := range strings.SplitSeq(row[1], " ") {
			g.family[strings.ToLower(name)] = true
		}
	}
	classes := map[string]nounClass{
		"office": officeNoun, "rank": rankNoun, "organisation": organisationNoun, "place": placeNoun,
		"group": groupNoun, "event": eventNoun, "acronym": acronymNoun,
	}
	for row := range rows("nouns") {
		for word := range strings.SplitSeq(row[1], " ") {
			g.nouns[word] |= classes[row[0]]
		}
	}
	return g
})

func code(field string) string {
	if field == "-" {
		return ""
	}
	return field
}

func (g *gazetteer) loadPlaces() {
	for row := range rows("places") {
		for name := range strings.SplitSeq(row[1], "|") {
			g.add(name, refPlace, name, code(row[0]))
		}
	}
	for row := range rows("peoples") {
		g.add(row[0], refAdjective, row[0], "")
		if len(row) > 1 {
			g.add(row[1], refPeople, row[0], "")
		}
	}
	for row := range rows("countries") {
		country, name := row[0], row[1]
		g.countries[country] = name
		for a := range strings.SplitSeq(row[3], "|") {
			if a != name {
				g.add(a, refAdjective, name, country)
			}
		}
		g.add(row[4], refPeople, name, country)
		for capital := range strings.SplitSeq(row[5], "|") {
			g.add(capital, refCapital, capital, country)
		}
		g.add(name, refCountry, name, country)
		g.add(row[2], refCountry, name, country)
	}
}

// add enters all forms of a name. Later entries win, except that an adjective never
// hides a country ("US").
func (g *gazetteer) add(forms string, kind refKind, name, country string) {
	for form := range strings.SplitSeq(forms, "|") {
		if form == "" {
			continue
		}
		toks := Tokens(form)
		key := phraseKey(toks)
		upper := len(toks) == 1 && toks[0].Shape == Upper && toks[0].Len() > 1
		if old, ok := g.phrases[key]; ok && kind == refOrganisation && old.kind != refOrganisation {
			continue
		}
		g.phrases[key] = &reference{kind: kind, name: name, country: country, upper: upper}
		g.longest[toks[0].Lower] = max(g.longest[toks[0].Lower], len(toks))
	}
}

func phraseKey(toks []Token) string {
	if len(toks) == 1 {
		return toks[0].Lower
	}
	var b strings.Builder
	for i := range toks {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(toks[i].Lower)
	}
	return b.String()
}

// match gives the longest name of the gazetteer that begins at token i, and how many
// tokens it takes; nil if there is none.
func (g *gazetteer) match(toks []Token, i int) (*reference, int) {
	first := &toks[i]
	if first.Shape == Mark || first.Shape == Number {
		return nil, 0
	}
	n := min(g.longest[first.Lower], len(toks)-i)
	var space [96]byte
	for ; n > 0; n-- {
		key := space[:0]
		for k := i; k < i+n; k++ {
			if k > i {
				key = append(key, ' ')
			}
			key = append(key, toks[k].Lower...)
		}
		ref, ok := g.phrases[string(key)]
		if !ok {
			continue
		}
		if ref.upper && first.Shape != Upper {
			continue
		}
		if first.Shape == Plain && (n == 1 || toks[i+n-1].Shape == Plain || ref.kind != refOrganisation) {
			continue
		}
		if n > 1 && toks[i+n-1].Shape == Plain && first.Shape != Upper && ref.kind != refOrganisation {
			continue
		}
		return ref, n
	}
	return nil, 0
}

// noun gives the classes of a noun, singular or plural.
func (g *gazetteer) noun(t *Token) nounClass {
	if t.nouns == 0 {
		t.nouns = lookedUp | g.nouns[t.Lower]
		if t.Lemma != t.Lower {
			t.nouns |= g.nouns[t.Lemma]
		}
	}
	return t.nouns &^ lookedUp
}

// givenName reports whether a person's name may begin with this token.
func (g *gazetteer) givenName(t *Token) bool {
	if t.Shape != Capitalised {
		return false
	}
	if g.given[t.Lower] {
		return true
	}
	first, _, ok := strings.Cut(t.Lower, "-")
	return ok && g.given[first]
}
