package prose

import (
	"slices"
	"strings"
)

// roles adds the offices that stand beside a name and have a name of their own in them,
// as further words for the person: "Ada Obi, commander of the Northern Fleet", "the
// Northern Fleet commander, Ada Obi".
func (f *finder) roles() {
	var found []named
	for k := range f.out {
		n := &f.out[k]
		if n.kind != Person || n.role || n.own >= n.ownEnd {
			continue
		}
		before := f.roleBefore(n)
		if k > 0 && f.out[k-1].role && f.out[k-1].last == n.first-1 && f.lower(n.first-1) == "," && n.ownEnd > n.own+1 {
			before = [2]int{f.out[k-1].first, f.out[k-1].last} // "the CEO of Tesco, Dave Lewis"
			if n.office == "" {
				n.office = f.out[k-1].office
			}
			if n.country == "" {
				n.country = f.out[k-1].country
			}
		}
		for _, span := range [...][2]int{f.roleAfter(n), before} {
			if span[1] > span[0] && f.namesBody(span[0], span[1]) {
				found = append(found, named{first: span[0], last: span[1], kind: Person, own: n.own, ownEnd: n.ownEnd, office: n.office, country: n.country})
			}
		}
	}
	if len(found) == 0 {
		return
	}
	// An office that was read as one without a name is the same.
	f.out = slices.DeleteFunc(f.out, func(n named) bool {
		return n.role && slices.ContainsFunc(found, func(o named) bool { return o.first <= n.first && n.first < o.last })
	})
	f.out = append(f.out, found...)
	slices.SortStableFunc(f.out, func(a, b named) int {
		if a.first != b.first {
			return a.first - b.first
		}
		return b.last - a.last
	})
}

// owned takes the owner of a body into its name: "Interior Ministry's Border Service". The
// owner stays a name of its own, and so does a state, whose bodies are named without it.
func (f *finder) owned() {
	for k := len(f.out) - 1; k > 0; k-- {
		body, owner := &f.out[k], &f.out[k-1]
		if body.kind != Organisation || body.group || body.modifier || owner.kind != Organisation || owner.modifier || owner.role ||
			f.lower(owner.last) != "'s" || body.first != owner.last+1 || body.last < body.first+2 {
			continue
		}
		if owner.ref != nil && (owner.ref.kind != refOrganisation || owner.group) || owner.weak && f.toks[owner.first].Shape != Upper {
			continue
		}
		body.core, body.first = body.first, owner.first
		f.out[k], f.out[k-1] = f.out[k-1], f.out[k]
	}
}

// roleAfter gives the office after a name and a comma: its words up to what it is the
// office of.
func (f *finder) roleAfter(n *named) [2]int {
	if f.lower(n.last) != "," {
		return [2]int{}
	}
	first := n.last + 1
	if f.lower(first) == "the" {
		first++
	}
	head := -1
	for j := first; j < len(f.toks) && j < first+9; j++ {
		t := &f.toks[j]
		if t.Shape == Mark && t.Lower != "'s" || functionWord(t.Lower) && t.Lower != "of" || speechVerb(t.Lemma) && t.Lemma != t.Lower {
			break
		}
		if f.g.noun(t)&(officeNoun|rankNoun) != 0 && t.Lemma == t.Lower {
			head = j
		} else if head >= 0 {
			break
		}
	}
	if head < 0 {
		return [2]int{}
	}
	return [2]int{first, f.roleEnd(head + 1)}
}

// roleEnd gives the end of what an office is the office of, from the token after its
// noun on.
func (f *finder) roleEnd(end int) int {
	for range 3 {
		q := end
		switch f.lower(q) {
		case "of", "for", "to", "at":
			q++
		default:
			return end
		}
		if f.lower(q) == "the" {
			q++
		}
		k, ok := slices.BinarySearchFunc(f.out, q, func(n named, at int) int { return n.first - at })
		if !ok || f.out[k].modifier || f.out[k].kind == Person && !f.out[k].role {
			return end
		}
		end = f.out[k].last
	}
	return end
}

// roleBefore gives the office before a name and a comma: "The Northern Fleet commander,
// Ada Obi".
func (f *finder) roleBefore(n *named) [2]int {
	last := n.first - 1
	if last < 2 || f.lower(last) != "," || f.g.noun(&f.toks[last-1])&officeNoun == 0 || f.toks[last-1].Lemma != f.toks[last-1].Lower {
		return [2]int{}
	}
	first := last - 1
	for first > 0 && first > last-8 {
		t := &f.toks[first-1]
		if t.Shape == Mark || determiner(t.Lower) || functionWord(t.Lower) || sentenceStarter(t.Lower) || t.Shape == Plain && !f.officeWord(first-1) && f.g.noun(t)&officeNoun == 0 && t.Lower != "commanding" {
			break
		}
		first--
	}
	return [2]int{first, last}
}

// namesBody reports whether an office [first, last) has the name of what it belongs to
// in it, other than a country's adjective.
func (f *finder) namesBody(first, last int) bool {
	capitals := 0
	for k := first; k < last; k++ {
		t := &f.toks[k]
		if t.Shape == Capitalised || t.Shape == Upper {
			if f.g.noun(t)&(officeNoun|rankNoun) == 0 {
				if ref := f.g.match1(f.toks, k); ref == nil || ref.kind != refAdjective {
					capitals++
				}
			}
		}
	}
	return capitals > 0 && last-first > 1 && !strings.HasSuffix(f.lower(last-1), "'s")
}

// independent reports whether an office without a name is named fully enough to be known
// by: "UN High Commissioner for Refugees", "Secretary of State".
func (n *named) independent() bool {
	return strings.Contains(n.office, " ")
}
