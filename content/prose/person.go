package prose

import "strings"

// person looks for a person, with or without an office, at the capitalised token i.
func (f *finder) person(i int) int {
	j := f.run(i)
	head := -1
	for k := i; k < j; k++ {
		if f.titleAt(k) {
			head = k
		}
	}
	switch {
	case head < 0:
		return f.bareName(i, j)
	case head+1 < j:
		if end := f.nameEnd(head+1, j); end > head+1 && !f.notPerson(head+1, end) && !f.headlined(head+1) {
			return f.addPerson(i, head+1, end)
		}
		// "Cook County Sheriff Office": the head belongs to something else.
		return i
	case head > i && f.g.givenName(&f.toks[i]) && head-i < 3 && f.g.noun(&f.toks[head])&rankNoun != 0:
		return f.addPerson(i, i, j) // "Martin Luther King", "John Major"
	}
	return f.officeOf(i, j)
}

// headlined reports whether only a headline gives the word at token k its capital, so that
// it may be the verb after an office.
func (f *finder) headlined(k int) bool {
	t := &f.toks[k]
	return f.title && !f.g.givenName(t) && !f.g.family[t.Lower] && !f.v.names[t.Lower] && f.v.mid[t.Lower] == 0
}

// titleAt reports whether token k is an office or a rank written as a part of a name.
func (f *finder) titleAt(k int) bool {
	t := &f.toks[k]
	if t.Shape != Capitalised && t.Shape != Upper {
		return false
	}
	c := f.g.noun(t)
	if c&(officeNoun|rankNoun) == 0 || strings.HasSuffix(t.Lower, "s") && t.Lemma != t.Lower && t.Lower != "mrs" {
		return false
	}
	if f.lower(k+1) == "'s" && f.capital(k+2) {
		return false // "Prime Minister's Office"
	}
	// "General Assembly", "Major League", "Chief Directorate".
	if k+2 < len(f.toks) && f.eastAsian(k+1, f.run(k+1)) {
		return true // "President Park Chung-ho"
	}
	return k+1 >= len(f.toks) || f.g.noun(&f.toks[k+1])&(organisationNoun|eventNoun|placeNoun) == 0 || f.g.noun(&f.toks[k+1])&(officeNoun|rankNoun) != 0 || f.toks[k+1].Shape == Plain
}

// bareName settles a capitalised run [i, j) without an office.
func (f *finder) bareName(i, j int) int {
	t := &f.toks[i]
	end := i
	switch {
	case f.g.givenName(t) && j > i+1:
		if ref, n := f.g.match(f.toks, i); ref != nil && (n > 1 || f.g.noun(&f.toks[i+1]) != 0 || f.g.noun(&f.toks[j-1])&organisationNoun != 0) {
			return i
		}
		if _, ok := f.mapped(i, j); ok {
			return i
		}
		end = f.nameEnd(i, j)
	case f.eastAsian(i, j):
		end = min(f.nameEnd(i, j), i+3)
	case f.v.names[t.Lower] && f.g.match1(f.toks, i) == nil:
		end = f.nameEnd(i, j)
	}
	if end > i+1 || end == i+1 && f.v.names[t.Lower] {
		if f.notPerson(i, end) || end == j && f.landed(i, end) {
			return i
		}
		return f.addPerson(i, i, end)
	}
	return i
}

// landed reports whether the words [i, end) are those of a place by what stands around
// them: "the Nur Shams camp", "near Omar Torres airport".
func (f *finder) landed(i, end int) bool {
	if f.landNoun(end) == end || f.v.names[f.lower(end-1)] {
		return false
	}
	prev := f.lower(i - 1)
	return prev == "the" || prev == "of" || locative(prev)
}

// eastAsian reports whether the run [i, j) begins with a family name and given names
// after it: "Yoon Suk-yeol", "Kim Jong Un", "Xi Jinping".
func (f *finder) eastAsian(i, j int) bool {
	if j < i+2 || !f.g.family[f.toks[i].Lower] || f.toks[i+1].Shape != Capitalised {
		return false
	}
	next := f.toks[i+1].Lower
	if _, n := f.g.match(f.toks, i); n > 1 {
		return false // "Hong Kong"
	}
	if f.g.noun(&f.toks[i+1]) != 0 || f.g.match1(f.toks, i+1) != nil {
		return false
	}
	return strings.Contains(next, "-") || !f.starts[i] || j == i+2 || j == i+3
}

// nameEnd gives the end of the person's name that begins at token i, before j at the
// latest: names end where a word begins that says something else.
func (f *finder) nameEnd(i, j int) int {
	k := i
	for k < j && k < i+6 {
		t := &f.toks[k]
		if k > i && f.g.noun(t)&(organisationNoun|eventNoun|placeNoun|officeNoun) != 0 && f.g.noun(t)&rankNoun == 0 && (k != i+1 || k < j-1 || !f.g.givenName(&f.toks[i])) {
			break
		}
		if ref, _ := f.g.match(f.toks, k); ref != nil && k > i && (ref.kind == refAdjective || ref.kind == refOrganisation || ref.kind == refCountry) && !f.g.givenName(t) {
			break
		}
		k++
	}
	for k > i && particle(f.toks[k-1].Lower) && f.toks[k-1].Shape == Plain {
		k--
	}
	return k
}

// notPerson reports whether the words [i, end) can't be a person's name.
func (f *finder) notPerson(i, end int) bool {
	if i >= end {
		return true
	}
	t := &f.toks[i]
	if t.Shape == Upper && end == i+1 && len(t.Lower) < 5 && !f.v.names[t.Lower] {
		return true
	}
	if f.g.noun(t)&(organisationNoun|eventNoun|placeNoun) != 0 && !f.g.givenName(t) && !f.eastAsian(i, end) {
		return true
	}
	if ref, n := f.g.match(f.toks, i); ref != nil && !f.g.givenName(t) && !f.v.names[t.Lower] && !f.eastAsian(i, end) {
		return i+n >= end || ref.kind != refPlace
	}
	return functionWord(t.Lower) && !f.g.givenName(t)
}

// addPerson adds the person whose name is [own, end) and whose office, if any, stands
// in [i, own).
func (f *finder) addPerson(i, own, end int) int {
	if next := f.lower(end + 1); f.lower(end) == "," && (next == "jr." || next == "sr." || next == "jr") {
		end += 2
	}
	n := named{first: i, last: end, kind: Person, own: own, ownEnd: end}
	if own > i {
		n.office = f.words(i, own)
		n.country = f.countryOf(i, own)
	}
	if n.country == "" {
		n.country = f.possessorOf(i)
	}
	if k := len(f.out); n.country == "" && n.office != "" && k > 0 && f.lower(i-1) == "and" && f.out[k-1].last == i-1 && f.out[k-1].kind == Person {
		n.country = f.out[k-1].country // "Ukraine's minister A and general B"
	}
	f.out = append(f.out, n)
	return end
}

// countryOf gives the country that an office [i, end) names, as "UA" for "Ukrainian
// Defense Minister".
func (f *finder) countryOf(i, end int) string {
	for k := i; k < end; k++ {
		if ref, _ := f.g.match(f.toks, k); ref != nil && ref.country != "" && f.toks[k].Shape != Plain {
			return ref.country
		}
	}
	return ""
}

// possessorOf gives the country whose possessive stands before token i: "Seoul's …".
func (f *finder) possessorOf(i int) string {
	if i > 1 && f.toks[i-1].Lower == "'s" && len(f.out) > 0 {
		if last := &f.out[len(f.out)-1]; last.last == i-1 && last.ref != nil {
			return last.ref.country
		}
	}
	return ""
}

// officeOf settles an office [i, j) that no name follows at once: with what it is the
// office of, and perhaps a name after that ("Head of the President's Office Andriy
// Yermak"), or an office alone.
func (f *finder) officeOf(i, j int) int {
	end := j
	for hop := range 4 {
		q := end
		switch f.lower(q) {
		case "of", "for", "to", "at", "in":
			q++
		case "and":
			if hop == 0 {
				q = len(f.toks)
			} else {
				q++
			}
		default:
			q = len(f.toks)
		}
		if q < len(f.toks) && (determiner(f.toks[q].Lower) || f.toks[q].Lower == "its" || f.toks[q].Lower == "his") {
			q++
		}
		if f.lower(q) == "ruling" || f.lower(q) == "opposition" || f.lower(q) == "armed" {
			q++
		}
		if !f.capital(q) || dateWord(&f.toks[q]) || f.lower(end) == "and" && (f.personStart(q) || f.g.match1(f.toks, q) != nil) {
			break
		}
		r := f.run(q)
		if f.lower(end) == "and" && f.titled(q, r) {
			break
		}
		if k := f.portfolio(q, r); k > q && k < r && r-k < 4 && f.g.noun(&f.toks[k]) == 0 && f.g.match1(f.toks, k) == nil {
			return f.addPerson(i, k, r)
		}
		for f.lower(r) == "'s" && f.capital(r+1) {
			r = f.run(r + 1)
		}
		if k := f.split(q, r); k > 0 {
			return f.addPerson(i, k, r)
		}
		if f.lower(end) == "to" || f.lower(end) == "in" || f.lower(end) == "at" {
			if _, n := f.g.match(f.toks, q); n == 0 && f.g.noun(&f.toks[r-1])&organisationNoun == 0 {
				break
			}
		}
		end = r
	}
	if end == j && f.starts[i] && j == i+1 {
		return i // "Officers", "Head over": nothing but a word at the start
	}
	n := named{first: i, last: end, kind: Person, role: true, office: f.words(i, end), country: f.countryOf(i, end)}
	if n.country == "" {
		n.country = f.possessorOf(i)
	}
	f.out = append(f.out, n)
	return end
}

// titled reports whether an office stands among the tokens [q, r).
func (f *finder) titled(q, r int) bool {
	for k := q; k < r; k++ {
		if f.titleAt(k) {
			return true
		}
	}
	return false
}

// portfolio gives the token after the field of a minister that begins at token q:
// "State", "Defense", "Foreign Affairs"; q where there is none.
func (f *finder) portfolio(q, r int) int {
	for q < r {
		switch f.lower(q) {
		case "state", "defense", "defence", "foreign", "affairs", "interior", "treasury", "commerce", "energy", "labor", "labour", "health",
			"education", "transport", "transportation", "agriculture", "justice", "finance", "economy", "trade", "homeland", "security", "war":
			q++
			continue
		}
		break
	}
	return q
}

// personStart reports whether a person's name or title begins at token k.
func (f *finder) personStart(k int) bool {
	return k < len(f.toks) && (f.g.givenName(&f.toks[k]) || f.titleAt(k) || f.eastAsian(k, f.run(k)))
}

// split gives the token in [q, r) where a person's name begins after the name of a
// body, or 0: "United Kingdom | Ben Wallace".
func (f *finder) split(q, r int) int {
	start := q + 1
	if _, n := f.g.match(f.toks, q); n > 0 {
		start = q + n
	}
	for k := start; k < r; k++ {
		t := &f.toks[k]
		if k == r-1 {
			if f.v.names[t.Lower] && f.g.match1(f.toks, k) == nil {
				return k
			}
			break
		}
		if f.g.noun(t)&rankNoun != 0 && f.titleAt(k) && k+1 < r {
			return k + 1
		}
		if f.g.givenName(t) && f.g.noun(t) == 0 || strings.Contains(f.toks[k+1].Lower, "-") && f.eastAsian(k, r) {
			return k
		}
		if k == start && start > q+1 && r-k >= 2 && f.nameEnd(k, r) == r && f.g.noun(t) == 0 {
			return k
		}
	}
	return 0
}

// lowerOffice settles an office in lower case before a name: "prime minister Boris
// Johnson", "spokesman John Kirby".
func (f *finder) lowerOffice(i int) int {
	if !f.capital(i+1) || dateWord(&f.toks[i+1]) || f.g.noun(&f.toks[i])&(officeNoun|rankNoun) == 0 {
		return i
	}
	switch f.lower(i) {
	case "sister", "father", "brother", "mother":
		return i // of the family, not of an order
	}
	k := i + 1
	for k < len(f.toks) && f.titleAt(k) {
		k++
	}
	j := f.run(i + 1)
	end := f.nameEnd(k, j)
	if end <= k || f.notPerson(k, end) || end == k+1 && f.g.noun(&f.toks[k]) != 0 {
		return i
	}
	first := i
	for first > 0 && f.officeWord(first-1) {
		first--
	}
	f.addPerson(i+1, k, end)
	n := &f.out[len(f.out)-1]
	n.office = f.words(first, k)
	if k := len(f.out) - 2; n.country == "" && k >= 0 && f.lower(first-1) == "'s" && f.out[k].last == first-1 {
		n.country = f.out[k].country // "Rabat's navy commander Ali"
	}
	if c := f.countryOf(first, i+1); c != "" {
		n.country = c
	}
	return end
}

// officeWord reports whether token k may belong to the office whose head follows it.
func (f *finder) officeWord(k int) bool {
	t := &f.toks[k]
	switch t.Lower {
	case "prime", "foreign", "defense", "defence", "vice", "deputy", "former", "interior", "finance", "press", "security", "national",
		"acting", "interim", "health", "justice", "economy", "energy", "trade", "army", "military", "police", "government", "opposition",
		"navy", "air", "force", "fleet", "border", "intelligence", "senior", "top", "presidential", "state", "party", "chief", "executive", "general", "co", "then", "supreme", "armed", "first", "second", "minister", "affairs", "secretary":
		return true
	}
	ref := f.g.match1(f.toks, k)
	return ref != nil && (ref.kind == refAdjective || ref.kind == refCountry) || t.Shape == Upper && len(t.Lower) > 1
}

// appositions finds offices that stand after names between commas: "Ada Obi, the
// minister of trade, said", and links capitalised roles in the same place.
func (f *finder) appositions() {
	for k := range f.out {
		n := &f.out[k]
		if n.kind != Person || n.role || f.holdsOffice(n) {
			continue
		}
		f.officeBefore(n)
		if f.holdsOffice(n) || f.lower(n.last) != "," {
			continue
		}
		first := n.last + 1
		if determiner(f.lower(first)) {
			first++
		}
		head := -1
		j := first
		for ; j < len(f.toks) && j < first+14; j++ {
			t := &f.toks[j]
			if t.Lower == "," || t.Lower == "." || t.Lower == ";" || t.Lower == "—" || t.Lower == ")" || t.Lower == "who" || t.Lower == "which" || head >= 0 && (t.Lower == "from" || t.Lower == "in" || t.Lower == "with" || t.Lower == "on") || head >= 0 && speechVerb(t.Lemma) && t.Lemma != t.Lower {
				break
			}
			if head < 0 && f.g.noun(t)&(officeNoun|rankNoun) != 0 {
				head = j
			}
			if head < 0 && (functionWord(t.Lower) || sentenceStarter(t.Lower) || speechVerb(t.Lemma)) {
				break
			}
		}
		if head >= 0 && j > head {
			n.office = f.words(first, j)
			if c := f.countryOf(first, j); c != "" {
				n.country = c
			}
		}
	}
}

// holdsOffice reports whether a name has an office before it, more than a rank.
func (f *finder) holdsOffice(n *named) bool {
	for k := n.first; k < n.own; k++ {
		if f.g.noun(&f.toks[k])&officeNoun != 0 {
			return true
		}
	}
	return n.office != "" && n.own == n.first
}

// officeBefore reads an office that stands before a name and a comma: "the Italian
// foreign minister, Luigi Riva, joined".
func (f *finder) officeBefore(n *named) {
	k := n.first - 2
	if k < 1 || f.lower(n.first-1) != "," || f.lower(n.last) != "," && f.lower(n.last) != "." || f.toks[k].Shape != Plain || f.g.noun(&f.toks[k])&officeNoun == 0 || f.toks[k].Lemma != f.toks[k].Lower {
		return
	}
	first := k
	for first > 0 && f.officeWord(first-1) {
		first--
	}
	n.office = f.words(first, k+1)
	if c := f.countryOf(first, k+1); c != "" {
		n.country = c
	}
}

// possessions turns names before "'s office", "'s ministry" and the like into the body
// that they name together: "Yoon's office". A state's government is the state.
func (f *finder) possessions() {
	for k := range f.out {
		n := &f.out[k]
		if f.lower(n.last) != "'s" || n.role || n.modifier {
			continue
		}
		h := n.last + 1
		for h < len(f.toks) && (groupAdjective(f.toks[h].Lower) || f.lower(h) == "press") && !ownBody(f.toks[h].Lower) {
			h++
		}
		if h >= len(f.toks) || f.toks[h].Shape != Plain || !ownBody(f.toks[h].Lower) || k+1 < len(f.out) && f.out[k+1].first <= h {
			continue
		}
		if h+1 < len(f.toks) && f.g.noun(&f.toks[h+1])&officeNoun != 0 {
			continue // "Rabat's navy commander"
		}
		if f.attributive(h) {
			continue // "Rabat's military cooperation"
		}
		n.last, n.kind, n.group = h+1, Organisation, true
		n.side = n.country != "" && n.own == n.ownEnd && government(f.toks[h].Lemma)
	}
}

// ownBody reports whether a noun after a possessive is a body that speaks and acts.
func ownBody(lower string) bool {
	switch lower {
	case "office", "ministry", "government", "military", "army", "parliament", "embassy", "administration", "navy", "police", "forces", "cabinet", "delegation":
		return true
	}
	return false
}
