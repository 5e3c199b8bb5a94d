package prose

import "strings"

// known settles a name of the gazetteer at token i, with what belongs to it.
func (f *finder) known(i int) int {
	ref, n := f.g.match(f.toks, i)
	if ref == nil {
		return i
	}
	end := i + n
	if stop := f.longerBody(i, end); stop > 0 {
		return stop
	}
	if stop := f.group(i, end, ref); stop > 0 {
		return stop
	}
	if stop := f.namesake(i, end, ref); stop > 0 {
		return stop
	}
	m := named{first: i, last: end, ref: ref, country: ref.country}
	if f.lower(end) == "-" && compound(f.lower(end+1)) {
		if last, head := f.groupEnd(end+2, ref); last > 0 { // "U.S.-led coalition"
			f.out = append(f.out, named{first: i, last: last, kind: Organisation, country: ref.country, group: true, side: government(head.Lemma)})
			return last
		}
	}
	switch ref.kind {
	case refAdjective:
		if j := f.run(i); j > end && !f.personStart(end) && f.lower(j) == "party" {
			f.out = append(f.out, named{first: i, last: j, kind: Organisation, country: ref.country})
			return j // "Georgian Dream party"
		}
		m.kind, m.modifier = Organisation, true
		if f.lower(end) == "" || f.toks[end].Shape == Mark || f.lower(end) == "and" {
			m.modifier = f.lower(end) == "and" || f.lower(end) == "," || f.lower(end) == "-"
		} else if auxiliary(f.lower(end)) {
			m.modifier = false // "the British have"
		}
	case refPeople, refOrganisation:
		m.kind = Organisation
	case refPlace:
		m.kind = Location
	case refCountry:
		m.kind = Organisation
		if f.starts[i] && end == len(f.toks) || f.locationFor(i) {
			m.kind = Location
		}
	case refCapital:
		m.kind = Organisation
		if f.city(i, end) {
			m.kind = Location
		}
	}
	if m.kind == Location {
		if ref.kind != refCountry {
			m.last = f.landNoun(m.last)
		}
		m.last = f.within(m.last, ref)
		m.first = f.widened(i)
	}
	if j := f.run(i); j > end && f.g.noun(&f.toks[j-1])&eventNoun != 0 && f.g.noun(&f.toks[j-1])&organisationNoun == 0 {
		m.modifier = true // "Geneva Conventions": named after it
	}
	f.out = append(f.out, m)
	return m.last
}

// namesake settles a name that begins with that of a place and goes on with words
// that nobody knows: "Shanghai Composite". It gives 0 where there is none.
func (f *finder) namesake(i, end int, ref *reference) int {
	j := f.run(i)
	if j <= end || ref.kind != refPlace && ref.kind != refCapital && ref.kind != refCountry || f.title {
		return 0
	}
	for k := end; k < j; k++ {
		t := &f.toks[k]
		if f.g.noun(t) != 0 || f.g.match1(f.toks, k) != nil || f.g.givenName(t) || f.v.names[t.Lower] || direction(t.Lower) {
			return 0
		}
	}
	f.out = append(f.out, named{first: i, last: j, kind: Organisation, weak: true})
	return j
}

// dateline reports whether the words [i, j) in capitals at the start of a sentence say
// where it was filed: "DUBAI, United Arab Emirates —", "LYON (AFP) —".
func (f *finder) dateline(i, j int) bool {
	if !f.starts[i] || f.toks[i].Shape != Upper {
		return false
	}
	for k := j; k < len(f.toks) && k < j+10; k++ {
		switch f.lower(k) {
		case "—", "–", "--":
			return true
		case "-":
			if f.gap(k) && f.gap(k+1) {
				return true
			}
		case ".":
			return false
		}
	}
	return false
}

// city reports whether the capital [i, end) is meant as a city, not as the government
// that sits there.
func (f *finder) city(i, end int) bool {
	if f.locationFor(i) || f.starts[i] && end == len(f.toks) || f.dateline(i, end) {
		return true
	}
	if f.lower(end) == "," && end+1 < len(f.toks) {
		if ref := f.g.match1(f.toks, end+1); ref != nil && (ref.kind == refCountry || ref.kind == refPlace) && ref.country == f.g.match1(f.toks, i).country {
			return true
		}
	}
	switch f.lower(i - 1) {
	case "capital", "city":
		return true
	case ",":
		if f.lower(i-2) == "capital" || f.lower(i-2) == "city" {
			return true
		}
	}
	if end < len(f.toks) && (f.toks[end].Shape == Plain || f.toks[end].Shape == Capitalised) {
		switch f.toks[end].Lemma {
		case "region", "meet", "summit", "time", "area", "suburb", "airport", "direction", "street", "conference", "city", "metro",
			"university", "neighborhood", "resident", "hotel", "hospital", "mayor", "exchange", "protocol", "agreement", "court", "bureau", "office":
			return f.toks[end].Lower != "met" && f.toks[end].Lower != "meets"
		}
	}
	return false
}

func auxiliary(lower string) bool {
	switch lower {
	case "have", "has", "had", "are", "were", "will", "would", "who", "say", "did", "do":
		return true
	}
	return false
}

// landNoun takes in a noun in lower case after the name of a place that ends at token k:
// "Kayes region".
func (f *finder) landNoun(k int) int {
	for n := 0; n < 2 && k < len(f.toks) && f.toks[k].Shape == Plain && f.g.noun(&f.toks[k])&placeNoun != 0 && f.toks[k].Lower != "state"; n++ {
		k++
	}
	return k
}

// beside reports whether an unknown name at token i goes on a list of places: "in Gao and
// Kidal", "from Gao and from Kidal".
func (f *finder) beside(i int) bool {
	k := i - 1
	switch f.lower(k) {
	case ",", "and", "or":
		return f.afterPlace(k) && f.lower(i+1) != "'s" && !speechVerb(f.after(i).Lemma)
	case "from", "to":
		return f.lower(k-1) == "and" && f.afterPlace(k-1) || f.lower(k) == "to" && f.motionBefore(k)
	case "off":
		return f.toks[k].Shape == Plain
	}
	return false
}

// taken reports whether a verb of war or conquest has what stands at token i for its
// object.
func (f *finder) taken(i int) bool {
	if i == 0 || f.toks[i-1].Shape != Plain {
		return false
	}
	switch f.toks[i-1].Lemma {
	case "enter", "storm", "invade", "capture", "recapture", "retake", "shell", "bombard", "besiege", "liberate", "occupy", "overrun", "encircle":
		return true
	}
	return false
}

// toponym reports whether a word ends as only the names of places do.
func toponym(lower string) bool {
	for _, end := range [...]string{"ivka", "ovka", "abad", "ville", "shire", "stan"} {
		if strings.HasSuffix(lower, end) && len(lower) > len(end)+2 {
			return true
		}
	}
	return false
}

// compound reports whether a participle after a name and a hyphen makes an adjective:
// "U.S.-led", "Iran-backed".
func compound(lower string) bool {
	switch lower {
	case "led", "backed", "based", "held", "controlled", "supported", "aligned", "funded", "allied", "brokered", "made", "born", "occupied", "sponsored", "trained", "installed", "mediated":
		return true
	}
	return false
}

// hyphened settles a token such as "Saudi-led" or "Moscow-backed" at i, and gives the
// token after it, or i.
func (f *finder) hyphened(i int) int {
	head, tail, ok := strings.Cut(f.toks[i].Lower, "-")
	if !ok || !compound(tail) {
		return i
	}
	ref := f.g.phrases[head]
	if ref == nil {
		return i + 1
	}
	m := named{first: i, last: i + 1, kind: Organisation, ref: ref, country: ref.country, modifier: true}
	if last, _ := f.groupEnd(i+1, &reference{kind: refOrganisation}); last > 0 && ref.country != "" {
		m = named{first: i, last: last, kind: Organisation, country: ref.country, group: true}
	}
	if k := i + 1; m.modifier && k < len(f.toks) && f.toks[k].Shape == Plain && f.g.noun(&f.toks[k])&placeNoun != 0 && (tail == "held" || tail == "controlled" || tail == "occupied") {
		m = named{first: i, last: k + 1, kind: Location, country: ref.country}
		if f.lower(i-1) == "an" || f.lower(i-1) == "a" {
			m.first--
		}
	}
	f.out = append(f.out, m)
	return m.last
}

// within adds the country or state after a place: "Palmyra, Syria".
func (f *finder) within(end int, ref *reference) int {
	if f.lower(end) != "," || ref.kind == refCountry || end+1 >= len(f.toks) {
		return end
	}
	next, n := f.g.match(f.toks, end+1)
	if next == nil || next.country == "" || next.country != ref.country && ref.country != "" {
		return end
	}
	if next.kind == refCountry || next.kind == refPlace && next.country == "US" || next.kind == refCapital && next.country == "US" {
		after := f.lower(end + 1 + n)
		if after == "and" || after == "or" {
			return end
		}
		return end + 1 + n
	}
	return end
}

// widened takes in the words before a place that belong to it: "northern Iraq", "city
// of Mosul".
func (f *finder) widened(i int) int {
	k := i
	for k > 0 && direction(f.toks[k-1].Lower) && f.toks[k-1].Shape == Plain && !strings.HasPrefix(f.toks[k-1].Lower, "ne") {
		k-- // "northern", not "neighbouring" or "nearby"
	}
	if k > 1 && f.toks[k-1].Lower == "of" && f.toks[k-2].Shape == Plain && f.g.noun(&f.toks[k-2])&placeNoun != 0 {
		k -= 2
		for k > 0 && (f.toks[k-1].Lower == "port" || f.toks[k-1].Lower == "capital" || direction(f.toks[k-1].Lower)) {
			k--
		}
		if n := len(f.out); n > 0 && f.out[n-1].last == k && f.out[n-1].modifier {
			k = f.out[n-1].first // "Iraqi city of Mosul"
		}
	}
	for n := len(f.out); n > 0 && f.out[n-1].last > k; n-- {
		f.out = f.out[:n-1]
	}
	return k
}

// atPlain settles the few names that begin with a word in lower case.
func (f *finder) atPlain(i int) int {
	t := &f.toks[i]
	c := f.g.noun(t)
	if c == 0 {
		if ref, n := f.g.match(f.toks, i); ref != nil {
			f.out = append(f.out, named{first: i, last: i + n, kind: Organisation, ref: ref, country: ref.country})
			return i + n
		}
		return i
	}
	if c&(officeNoun|rankNoun) != 0 {
		if end := f.lowerOffice(i); end > i {
			return end
		}
	}
	if f.lower(i+1) != "of" || c&(groupNoun|organisationNoun) == 0 {
		return i
	}
	k := i + 2
	if f.lower(k) == "the" {
		k++
	}
	if k >= len(f.toks) {
		return i
	}
	ref, n := f.g.match(f.toks, k)
	if ref == nil || ref.kind != refCountry || c&placeNoun != 0 || f.run(k) > k+n {
		return i
	}
	f.out = append(f.out, named{first: i, last: k + n, kind: Organisation, country: ref.country, ref: ref, group: true, side: government(t.Lemma)})
	return k + n
}

// government reports whether a noun after an adjective of country stands for the state.
func government(lemma string) bool {
	switch lemma {
	case "government", "authority", "side", "administration", "leadership", "state":
		return true
	}
	return false
}
