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
	return f.body(i, j, end)
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
	if m.last == m.first+1 && (kind == Location || f.starts[i] && f.v.mid[f.toks[i].Lower] == 0) {
		return 0
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

func ordinal(lower string) bool {
	if lower == "" || !isDigit(lower[0]) {
		return false
	}
	return strings.HasSuffix(lower, "th") || strings.HasSuffix(lower, "nd") || strings.HasSuffix(lower, "rd") || strings.HasSuffix(lower, "st")
}

// complement takes in what a body is the body of: "Ministry of Foreign Affairs and
// Trade", "Armed Forces of Ukraine", "Council on Foreign Relations".
func (f *finder) complement(head, end int, kind EntityKind) int {
	for hop := range 3 {
		q := end
		switch f.lower(q) {
		case "of":
		case "for", "on", "against":
			if kind == Location || hop > 0 && f.lower(q) != "for" || hop > 0 && f.g.match1(f.toks, q+1) != nil {
				return end
			}
		case "and", ",":
			if hop == 0 || f.g.noun(&f.toks[head])&organisationNoun == 0 || !f.g.lists(f.toks[head].Lemma) || f.lower(q) == "," {
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

// group settles people of the known name [i, end): "Ukrainian delegation", "U.S.
// service members", "ISIL tactical units". It gives 0 where there are none.
func (f *finder) group(i, end int, ref *reference) int {
	if ref.kind == refPeople || ref.kind == refCountry && f.toks[i].Shape != Upper {
		return 0
	}
	last, head := f.groupEnd(end, ref)
	if last == 0 || (ref.kind == refPlace || ref.kind == refCapital) && (last > end+1 || !localPeople(head.Lower) || f.locationFor(i)) {
		return 0
	}
	f.out = append(f.out, named{
		first: f.qualified(i, head), last: last, kind: Organisation, country: ref.country, ref: ref, group: true,
		side: ref.kind != refOrganisation && ref.kind != refPlace && government(head.Lemma),
	})
	return last
}

// localPeople reports whether a noun after the name of a place stands for people of it
// who act together: "Karachi police", "Gaza residents".
func localPeople(lower string) bool {
	switch lower {
	case "police", "authorities", "officials", "residents", "militias", "rebels", "fighters", "lawmakers", "government", "prosecutors", "firefighters", "leaders", "activists":
		return true
	}
	return false
}

// qualified gives the first token of people whose name begins at token i, with what
// qualifies them: "senior Iraqi officials", "our Kurdish partners", "an ISIL unit".
func (f *finder) qualified(i int, head *Token) int {
	k := i
	for k > 0 && f.toks[k-1].Shape == Plain && qualifier(f.toks[k-1].Lower) {
		k--
	}
	switch f.lower(k - 1) {
	case "our":
		if head.Lemma != head.Lower {
			k--
		}
	case "a", "an":
		if head.Lemma == head.Lower && !f.starts[k-1] {
			k--
		}
	}
	return k
}

func qualifier(lower string) bool {
	switch lower {
	case "senior", "top", "local", "high-ranking", "provincial", "moderate", "high-level", "leading":
		return true
	}
	return false
}

// groupEnd gives the end of the words for people that begin at token end, after a
// name that ref explains, and their noun; 0 where there are none.
func (f *finder) groupEnd(end int, ref *reference) (last int, head *Token) {
	for k := end; k < len(f.toks) && k < end+5; k++ {
		t := &f.toks[k]
		c := f.g.noun(t)
		inner, n := f.g.match(f.toks, k)
		switch {
		case c&groupNoun != 0 && (t.Lemma != t.Lower || collective(t.Lower)) && (t.Shape == Plain || last == 0 || f.capital(k)):
			last, head = k+1, t
			continue
		case c&organisationNoun != 0 && f.capital(k), c&groupNoun != 0, groupAdjective(t.Lower):
			continue
		case inner != nil && inner.kind == refAdjective:
			continue
		case inner != nil && inner.kind == refOrganisation && k == end && ref.kind == refAdjective && n == 1 && t.Shape == Upper:
			last, head = k+1, t // "Kurdish YPG"
		}
		break
	}
	if last > 0 && last < len(f.toks) && f.g.noun(&f.toks[last])&officeNoun != 0 && f.toks[last].Lemma == f.toks[last].Lower && f.toks[last].Lower != "head" {
		return 0, nil // "Spanish government spokesman"
	}
	if last == end+1 && f.attributive(end) {
		return 0, nil // "Iranian military aid"
	}
	return last, head
}

// attributive reports whether the noun at token k, as "military", only stands before
// another noun.
func (f *finder) attributive(k int) bool {
	switch f.lower(k) {
	case "military", "army", "navy", "police", "intelligence", "opposition", "government", "security", "party", "coalition", "media", "community":
	default:
		return false
	}
	if k+1 >= len(f.toks) {
		return false
	}
	t := &f.toks[k+1]
	if t.Shape != Plain || functionWord(t.Lower) || sentenceStarter(t.Lower) || speechVerb(t.Lemma) || strings.HasSuffix(t.Lower, "ly") {
		return false
	}
	return t.Lemma == t.Lower || strings.HasSuffix(t.Lower, "s")
}

// collective reports whether a noun means many people in the singular.
func collective(lower string) bool {
	switch lower {
	case "government", "regime", "people", "delegation", "parliament", "opposition", "navy", "police", "intelligence", "embassy",
		"ministry", "side", "militia", "leadership", "administration", "coalition", "media", "community", "cabinet", "team", "group",
		"mission", "contingent", "battalion", "brigade", "regiment", "division", "unit", "population", "military", "army", "party", "troops", "forces":
		return true
	}
	return false
}

// groupAdjective reports whether a word may stand between a country and its people.
func groupAdjective(lower string) bool {
	switch lower {
	case "military", "security", "air", "ground", "armed", "special", "democratic", "opposition", "naval", "senior", "top", "defense",
		"defence", "foreign", "local", "tactical", "intelligence", "law", "enforcement", "police", "terrorist", "rebel", "government",
		"regional", "former", "riot", "border", "coast", "service", "state", "civil", "political", "religious", "high-ranking", "diplomatic",
		"presidential", "parliamentary", "federal", "national", "elite", "regular", "young", "civilian", "public", "backed", "moderate",
		"interim", "transitional", "high-level", "occupation", "ruling", "elected", "allied":
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
	country, mapped := f.mapped(i, j)
	switch {
	case mapped && !f.v.names[last.Lower], f.lower(j) == "," && !f.v.names[last.Lower] && f.within(j, &reference{kind: refPlace}) > j:
		m.kind = Location
		m.last, m.country = f.within(j, &reference{kind: refPlace, country: country}), country
		m.first = f.widened(i)
		if k := m.last; k < len(f.toks) && f.toks[k].Shape == Plain && f.g.noun(&f.toks[k])&placeNoun != 0 {
			m.last++
		}
	case f.dateline(i, j):
		m.kind = Location
		m.last = f.within(j, &reference{kind: refPlace})
	case j < len(f.toks) && f.toks[j].Shape == Plain && f.g.noun(&f.toks[j])&placeNoun != 0 && f.g.noun(&f.toks[j])&organisationNoun == 0 && f.toks[i].Shape != Upper:
		m.kind, m.last = Location, j+1 // "Rukban camp"
	case f.lower(i-1) != "" && (locative(f.lower(i-1)) && f.lower(i-1) != "at" || f.lower(i-1) == "of" && i > 1 && f.g.noun(&f.toks[i-2])&placeNoun != 0 || direction(f.lower(i-1))):
		m.kind = Location
		m.last = f.within(j, &reference{kind: refPlace})
		m.first = f.widened(i)
	case j == i+1 && f.toks[i].Shape == Upper:
		if !f.acronym(&f.toks[i]) {
			return j
		}
		m.kind = Organisation
		if i > 0 && ordinal(f.toks[i-1].Lower) {
			m.first-- // "507th ARW"
		}
		if j < len(f.toks) && f.toks[j].Shape == Number && f.toks[j].Len() < 3 && (j+1 == len(f.toks) || f.toks[j+1].Shape == Mark || functionWord(f.toks[j+1].Lower) || sentenceStarter(f.toks[j+1].Lower)) {
			m.last++ // "CTF 50"
		}
	case j == i+1:
		if f.starts[i] && f.v.mid[f.toks[i].Lower] == 0 {
			return j
		}
		m.kind = f.single(i)
		switch f.lower(j) {
		case "administration", "government", "regime", "presidency", "campaign", "cabinet":
			m.kind, m.last, m.group = Organisation, j+1, true // "Biden administration"
		}
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

// acronym reports whether a word in capitals may be the name of a body.
func (f *finder) acronym(t *Token) bool {
	n := utf8.RuneCountInString(t.Lower)
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
	if t.Len() == 1 || strings.ContainsAny(t.Lower, "0123456789") || f.v.lower[t.Lower] || f.g.noun(t) != 0 || lowerTail(t.Lower) || adjectival(t.Lower) {
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
func lowerTail(lower string) bool {
	_, tail, ok := strings.Cut(lower, "-")
	return ok && len(tail) > 3
}

// adjectival reports whether a capitalised word is by its ending an adjective of a
// name ("Orwellian", "Shiite") rather than a name.
func adjectival(lower string) bool {
	for _, end := range [...]string{"ian", "ese", "ish", "ite", "ist", "ism", "ists", "ites", "ians", "ic", "ing", "ly", "tion", "ment", "ious", "ity", "ness", "ed", "ance", "ence"} {
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
