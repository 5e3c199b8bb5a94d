package prose

import "strings"

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
