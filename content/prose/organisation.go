package prose

import (
	"strings"
	"unicode/utf8"
)

// longerBody settles a capitalised run that begins with the known name [i, end) and
// goes on to the noun of a body: "Syrian Arab Coalition", "U.S. Air Forces Central
// Command". It gives 0 where there is none.
func (f *finder) longerBody(i, end int) int {
	j := f.run(i)
	if j <= end {
		return 0
	}
	ref, _ := f.g.match(f.toks, i)
	if ref != nil && ref.kind == refOrganisation {
		if branch, n := f.g.match(f.toks, end); branch != nil && branch.kind == refCountry && end+n == j && j < len(f.toks) && f.lower(j) != "'s" {
			f.out = append(f.out, named{first: i, last: j, kind: Organisation, country: branch.country})
			return j // "Greenpeace Brazil"
		}
	}
	last := f.body(i, j, end)
	if last > 0 && ref != nil && ref.kind == refOrganisation && f.lower(end) != "headquarters" {
		f.out[len(f.out)-1].kind = Organisation // "Islamic State Khorasan Province"
	}
	return last
}

// body adds the organisation or place that the capitalised run [i, j) names by its
// noun, looking for the noun from the token from on. It gives 0 where there is none.
func (f *finder) body(i, j, from int) int {
	head, class := -1, nounClass(0)
	for k := max(from, i); k < j; k++ {
		c := f.g.noun(&f.toks[k])
		if c&eventNoun != 0 && c&organisationNoun == 0 && k == j-1 {
			return 0
		}
		if c&(organisationNoun|placeNoun) != 0 && (c&(officeNoun|rankNoun) == 0 || k > i) {
			head, class = k, c
		}
	}
	if head < 0 || head == i && f.starts[i] && f.v.mid[f.toks[i].Lower] == 0 && f.lower(i+1) != "of" {
		return 0
	}
	end := head + 1
	if end < j && !f.personStart(end) {
		end = j
	}
	kind := Organisation
	if class&placeNoun != 0 && (class&organisationNoun == 0) {
		kind = Location
	}
	end = f.complement(head, end, kind)
	first := i
	if i > 0 && ordinal(f.toks[i-1].Lower) {
		first--
	}
	m := named{first: first, last: end, kind: kind, country: f.countryOf(i, end)}
	if ref, n := f.g.match(f.toks, i); ref != nil && i+n == end {
		m.ref = ref
	}
	if m.country == "" {
		m.country = f.possessorOf(i)
	}
	if kind == Location {
		m.country = ""
		if f.lower(m.last) == "," && m.last+1 < len(f.toks) {
			if ref, n := f.g.match(f.toks, m.last+1); ref != nil && (ref.kind == refCountry || ref.kind == refPlace && ref.country == "US") && f.lower(m.last+1+n) != "and" {
				m.last += 1 + n
				m.country = ref.country
			}
		}
	}
	if q := m.last + 1; kind == Organisation && f.lower(m.last) == "," && q+1 < len(f.toks) && ordinal(f.toks[q].Lower) && f.capital(q+1) && troopUnit(f.toks[head].Lower) && f.unitIn(q+1) {
		m.last = f.run(q + 1) // "3rd Battalion, 75th Infantry Regiment"
	}
	if m.last == m.first+1 && (kind == Location || f.starts[i] && f.v.mid[f.toks[i].Lower] == 0) {
		return 0
	}
	if q := head + 2; kind == Location && f.lower(head+1) == "of" && realm(f.toks[head].Lower) {
		if f.lower(q) == "the" {
			q++
		}
		if ref, n := f.g.match(f.toks, q); ref != nil && ref.kind == refCountry && q+n == m.last {
			m.ref, m.country = ref, ref.country // "Kingdom of Bahrain"
			if !f.locationFor(m.first) {
				m.kind = Organisation
			}
		}
	}
	m.side = kind == Organisation && m.country != "" && f.toks[head].Lemma == "government" && f.lower(head+1) == "of"
	if kind == Organisation {
		if last, _ := f.groupEnd(m.last, &reference{kind: refOrganisation}); last > 0 {
			m.last, m.group, m.ref = last, true, nil
		}
	}
	f.out = append(f.out, m)
	return m.last
}

func realm(lower string) bool {
	return lower == "republic" || lower == "kingdom" || lower == "sultanate" || lower == "emirate"
}

// troopUnit reports whether a noun is that of a numbered unit.
func troopUnit(lower string) bool {
	switch lower {
	case "fleet", "brigade", "battalion", "regiment", "division", "army", "corps", "wing", "squadron", "group", "battery", "company":
		return true
	}
	return false
}

// unitIn reports whether the noun of a numbered unit stands among the next capitalised
// words from token k on.
func (f *finder) unitIn(k int) bool {
	for j := k; j < k+4 && f.capital(j); j++ {
		if troopUnit(f.toks[j].Lower) {
			return true
		}
	}
	return false
}

func ordinal(lower string) bool {
	if lower == "" || !isDigit(lower[0]) {
		return false
	}
	return strings.HasSuffix(lower, "th") || strings.HasSuffix(lower, "nd") || strings.HasSuffix(lower, "rd") || strings.HasSuffix(lower, "st")
}

// complement takes in what a body is the body of: "Ministry of Foreign Affairs and
// Trade", "Armed Forces of Ukraine", "Council on Foreign Relations".
func (f *finder) complement(head, end int, kind EntityKind) int {
	for hop := range 6 {
		q := end
		switch f.lower(q) {
		case "of":
		case "in", "to":
			if h := f.toks[head].Lower; hop > 1 || h != "mission" && h != "delegation" || f.g.match1(f.toks, q+1) == nil && f.lower(q+1) != "the" {
				return end
			}
		case "for", "on", "against":
			if kind == Location || hop > 0 && f.lower(q) != "for" || hop > 0 && f.g.match1(f.toks, q+1) != nil {
				return end
			}
		case "and", ",":
			if hop == 0 || f.g.noun(&f.toks[head])&organisationNoun == 0 || !f.g.lists(f.toks[head].Lemma) || f.lower(q) == "," && !f.enumerated(q+1) {
				return end
			}
		default:
			return end
		}
		q++
		if f.lower(q) == "the" {
			q++
		}
		if !f.capital(q) || dateWord(&f.toks[q]) || f.personStart(q) && !f.bareTitle(q) {
			return end
		}
		if f.lower(end) == "and" {
			if f.g.match1(f.toks, q) != nil || f.g.noun(&f.toks[q])&(organisationNoun|officeNoun) != 0 {
				return end
			}
		}
		r := f.run(q)
		if k := f.split(q, r); k > 0 {
			r = k
		}
		end = r
	}
	return end
}

// enumerated reports whether a list of fields goes on at token q: "Alcohol, Tobacco,
// Firearms and Explosives".
func (f *finder) enumerated(q int) bool {
	for range 4 {
		if !f.capital(q) || f.g.match1(f.toks, q) != nil || f.personStart(q) {
			return false
		}
		q = f.run(q)
		switch f.lower(q) {
		case "and":
			return f.capital(q+1) && f.g.match1(f.toks, q+1) == nil && !f.personStart(q+1)
		case ",":
			q++
			if f.lower(q) == "and" {
				q++
			}
		default:
			return false
		}
	}
	return false
}

// bareTitle reports whether titles at token q stand without a name: "Office of the
// Inspector General".
func (f *finder) bareTitle(q int) bool {
	k := q
	for k < len(f.toks) && f.titleAt(k) {
		k++
	}
	return k > q && !f.capital(k)
}

// lists reports whether a body may name several fields: "Ministry of A and B".
func (g *gazetteer) lists(lemma string) bool {
	switch lemma {
	case "ministry", "department", "office", "committee", "board", "bureau", "institute", "council", "agency", "commission", "center", "centre", "directorate":
		return true
	}
	return false
}

// unknown settles a capitalised run that neither the gazetteer nor a title explains.
func (f *finder) unknown(i int) int {
	if end := f.hyphened(i); end > i {
		return end
	}
	j := f.run(i)
	if f.g.noun(&f.toks[i])&acronymNoun != 0 || f.title && f.v.mid[f.toks[i].Lower] == 0 {
		return j
	}
	if f.starts[i] && f.v.lower[f.toks[i].Lower] && j > i+1 && f.v.mid[f.toks[i].Lower] == 0 && f.g.noun(&f.toks[i]) == 0 {
		return i + 1
	}
	if craft(f.lower(i-1)) || strings.ContainsAny(f.toks[i].Lower, "0123456789") && strings.Contains(f.toks[i].Lower, "-") {
		return j // the name of a ship, a type of aircraft
	}
	if end := f.body(i, j, i); end > 0 {
		return end
	}
	// A known name further on ends what is unknown.
	for k := i + 1; k < j; k++ {
		if ref, n := f.g.match(f.toks, k); ref != nil && ref.kind == refCountry && k+n == j && !f.allNames(i, k) {
			f.out = append(f.out, named{first: i, last: j, kind: Organisation, country: ref.country, weak: true})
			return j // a branch: "Lumina Kenya"
		}
		if ref := f.g.match1(f.toks, k); ref != nil && (ref.kind == refAdjective || ref.kind == refOrganisation || ref.kind == refCountry) || f.g.givenName(&f.toks[k]) && k+1 < j {
			j = k
			break
		}
	}
	last := &f.toks[j-1]
	if f.g.noun(last)&eventNoun != 0 || f.g.noun(&f.toks[i])&(eventNoun|acronymNoun|officeNoun|rankNoun) != 0 {
		return j
	}
	m := named{first: i, last: j, weak: true, own: i, ownEnd: j}
	switch {
	case f.placed(i, j, &m):
		m.kind = Location
	case j == i+1 && f.toks[i].Shape == Upper:
		f.initials(i, &m)
	case j == i+1:
		if f.starts[i] && f.v.mid[f.toks[i].Lower] == 0 {
			return j
		}
		m.kind = f.single(i)
		switch f.lower(j) {
		case "administration", "government", "regime", "presidency", "campaign", "cabinet":
			m.kind, m.last, m.group = Organisation, j+1, true // "Biden administration"
		}
	case firm(f.lower(i - 1)):
		m.kind = Organisation
	case f.allNames(i, j):
		m.kind = Person
	default:
		m.kind = Organisation
	}
	if m.kind == "" {
		return j
	}
	f.out = append(f.out, m)
	return m.last
}

// firm reports whether a noun goes before the name of a company or a like body.
func firm(lower string) bool {
	switch lower {
	case "company", "firm", "builder", "maker", "automaker", "carmaker", "bank", "lender", "agency", "newspaper", "broadcaster", "airline",
		"retailer", "producer", "manufacturer", "giant", "developer", "startup", "start-up", "charity", "brand", "party", "band", "club", "miner",
		"magazine", "website", "network", "union", "group", "movement", "militia", "publisher", "insurer", "contractor", "consultancy", "refiner":
		return true
	}
	return false
}

// craft reports whether a noun goes before the name of a ship or a work, which is none
// of the kinds of name that are looked for.
func craft(lower string) bool {
	switch lower {
	case "ship", "tanker", "vessel", "frigate", "destroyer", "carrier", "submarine", "yacht", "ferry", "trawler", "freighter", "warship",
		"corvette", "cruiser", "film", "novel", "song", "album", "movie", "thriller", "musical", "racehorse":
		return true
	}
	return false
}

// placed reports whether the unknown words [i, j) name a place, by the atlas, their form
// or what stands around them, and fits m to it.
func (f *finder) placed(i, j int, m *named) bool {
	last := &f.toks[j-1]
	country, mapped := f.mapped(i, j)
	known := f.v.names[last.Lower]
	switch {
	case mapped && !known, f.lower(j) == "," && !known && f.within(j, &reference{kind: refPlace}) > j:
		m.country = country
		m.last = f.landNoun(f.within(j, &reference{kind: refPlace, country: country}))
		m.first = f.widened(i)
	case f.dateline(i, j):
		m.last = f.within(j, &reference{kind: refPlace})
	case j == i+1 && !known && f.toks[i].Shape == Capitalised && (f.beside(i) || f.taken(i) || toponym(last.Lower)):
		m.last = f.within(f.landNoun(j), &reference{kind: refPlace})
	case j < len(f.toks) && f.toks[j].Shape == Plain && f.g.noun(&f.toks[j])&placeNoun != 0 && f.g.noun(&f.toks[j])&organisationNoun == 0 && f.toks[i].Shape != Upper:
		m.last = f.landNoun(j) // "Rukban camp"
	case f.lower(i-1) != "" && (locative(f.lower(i-1)) && f.lower(i-1) != "at" || f.lower(i-1) == "of" && i > 1 && f.g.noun(&f.toks[i-2])&placeNoun != 0 || direction(f.lower(i-1))):
		m.last = f.within(j, &reference{kind: refPlace})
		m.first = f.widened(i)
	default:
		return false
	}
	return true
}

// initials fits m to the body whose initials are the token i, if they may be such.
func (f *finder) initials(i int, m *named) {
	j := i + 1
	if !f.acronym(&f.toks[i]) || f.lower(i-1) == "(" && f.lower(j+1) == ")" {
		return // "(DDG 70)"
	}
	m.kind = Organisation
	if i > 0 && ordinal(f.toks[i-1].Lower) {
		m.first-- // "507th ARW"
	}
	if last, _ := f.groupEnd(j, &reference{kind: refOrganisation}); last > 0 {
		m.last, m.group = last, true // "CODECO militia"
		return
	}
	if j < len(f.toks) && f.toks[j].Shape == Number && f.toks[j].Len() < 3 && (j+1 == len(f.toks) || f.toks[j+1].Shape == Mark || functionWord(f.toks[j+1].Lower) || sentenceStarter(f.toks[j+1].Lower)) {
		m.last++ // "CTF 50"
	}
}

// acronym reports whether a word in capitals may be the name of a body.
func (f *finder) acronym(t *Token) bool {
	n := utf8.RuneCountInString(t.Lower)
	if i := t.Start; i > 1 && f.text[i-1] == '-' && strings.ContainsAny(f.text[i-2:i-1], "DRI") {
		return false // "D-R.I.", a senator's party and state
	}
	return n >= 2 && n <= 8 && f.g.nouns[t.Lower]&acronymNoun == 0 && !f.v.lower[t.Lower] && !strings.ContainsAny(t.Lower, "0123456789")
}

// single gives the kind of a lone capitalised word inside a sentence, from what the
// article shows of it; "" where nothing speaks for a name.
func (f *finder) single(i int) EntityKind {
	t := &f.toks[i]
	if f.v.names[t.Lower] || i > 0 && !f.starts[i-1] && says(&f.toks[i-1]) && !strings.Contains(t.Lower, "-") {
		return Person // "said Nolan"
	}
	if f.v.place[t.Lower] > 0 && f.v.place[t.Lower]*2 >= f.v.mid[t.Lower] {
		return Location
	}
	if t.Len() == 1 || t.Lower[1] == '-' || strings.ContainsAny(t.Lower, "0123456789") || f.v.lower[t.Lower] || f.g.noun(t) != 0 || lowerTail(f.text[t.Start:t.End]) || adjectival(t.Lower) && !auxiliary(f.lower(i+1)) && f.lower(i+1) != "'s" {
		return ""
	}
	if article(t.Lower) {
		return Person
	}
	return Organisation
}

// says reports whether a token is a verb in the past after which a speaker is named.
func says(t *Token) bool {
	switch t.Lower {
	case "said", "says", "added", "asked", "recalled", "explained", "replied", "warned", "wrote":
		return true
	}
	return false
}

// commonAdjective reports whether a word begins names of bodies and things, not of
// persons: "Blue", "United".
func commonAdjective(lower string) bool {
	switch lower {
	case "blue", "red", "green", "white", "black", "golden", "silver", "new", "great", "big", "royal", "united", "international",
		"national", "global", "inner", "outer", "high", "long", "old", "free", "open", "first", "second", "third", "super", "grand",
		"inherent", "unified", "joint", "common", "public", "holy", "armed", "combined", "special", "world", "air", "north", "south", "east", "west":
		return true
	}
	return false
}

// lowerTail reports whether a capitalised word is a compound with a common word:
// "English-language".
func lowerTail(word string) bool {
	_, tail, ok := strings.Cut(word, "-")
	return ok && len(tail) > 3 && tail == strings.ToLower(tail)
}

// adjectival reports whether a capitalised word is by its ending an adjective of a
// name ("Orwellian", "Shiite") rather than a name.
func adjectival(lower string) bool {
	for _, end := range [...]string{"ian", "ese", "ish", "ite", "ist", "ism", "ists", "ites", "ians", "ic", "ing", "ly", "tion", "ment", "ious", "ity", "ness", "ed", "ance", "ence", "ics"} {
		if strings.HasSuffix(lower, end) && len(lower) > len(end)+2 {
			return true
		}
	}
	return false
}

// allNames reports whether the unknown words [i, j) look like a person's name: two to
// four capitalised words that the article never writes in lower case.
func (f *finder) allNames(i, j int) bool {
	if j-i > 4 || f.lower(i-1) == "the" || f.toks[j-1].Lemma != f.toks[j-1].Lower {
		return false
	}
	for k := i; k < j; k++ {
		t := &f.toks[k]
		if particle(t.Lower) {
			continue
		}
		if t.Shape == Upper || k == i && commonAdjective(t.Lower) || f.v.lower[t.Lower] || f.g.noun(t) != 0 || adjectival(t.Lower) {
			return false
		}
	}
	return true
}
