package prose

import (
	"slices"
	"strings"

	"readout/content"
)

// resolver links pronouns and words such as "the minister" or "the two sides" back to
// whom they mean, by who was spoken of last and who was the subject. It is careful: a
// word that may mean several stays unlinked.
type resolver struct {
	doc    *Document
	g      *gazetteer
	gender map[int]byte // entity → 'm' or 'f' where the text shows it
	past   []occurrence
	voice  int // whom a spokesman without a name was said to speak for last, or -1
}

// occurrence is a name or a linked word met so far.
type occurrence struct {
	entity, paragraph, sentence int
	head                        bool // stands before its sentence's first verb, or as its first name
}

// anaphors adds the anaphors of paragraph i to its mentions. quoted are the spans in
// quotation marks, where pronouns are a speaker's.
func (r *resolver) anaphors(i int, p *passage, roles []named, quoted []content.Span) {
	par := &r.doc.Paragraphs[i]
	named := par.Mentions
	var found []Mention
	at, role := 0, 0
	for s, sent := range par.Sentences {
		first := true
		for k := firstToken(p, sent.Start); k < len(p.toks) && p.toks[k].Start < sent.End; k++ {
			t := &p.toks[k]
			if at < len(named) && named[at].Start <= t.Start {
				m := named[at]
				at++
				if spokesman(p.lower(k-2)) && (p.lower(k-1) == "for" || p.lower(k-1) == "of") || spokesman(p.lower(k-3)) && p.lower(k-1) == "the" {
					r.voice = m.Entity
				}
				if !m.Modifier {
					r.meet(m.Entity, i, s, first)
					first = first && r.doc.Entities[m.Entity].Kind != Person
				}
				for k+1 < len(p.toks) && p.toks[k+1].Start < m.End {
					k++
				}
				continue
			}
			for role < len(roles) && roles[role].last <= k {
				role++
			}
			var n []int
			end := k + 1
			if role < len(roles) && roles[role].first == k {
				n, end = r.role(&roles[role]), roles[role].last
				if roles[role].independent() && (n == nil || r.nameless(n[0])) {
					if n == nil {
						n = one(r.officeHolder(&roles[role]))
					}
					e := n[0]
					found = append(found, Mention{Span: content.Span{Start: t.Start, End: p.toks[end-1].End}, Entity: e, Kind: Person})
					r.meet(e, i, s, first)
					k, first = end-1, false
					continue
				}
			} else if !inside(quoted, t.Start) || p.lower(k+1) == "two" {
				n, end = r.word(p, k, i, s)
			}
			for _, e := range n {
				found = append(found, Mention{
					Span:   content.Span{Start: t.Start, End: p.toks[end-1].End},
					Entity: e, Kind: r.kind(e), Anaphor: true,
				})
				r.meet(e, i, s, first)
			}
			if len(n) > 0 {
				first = false
			}
			k = end - 1
		}
	}
	if len(found) > 0 {
		par.Mentions = append(par.Mentions, found...)
		slices.SortStableFunc(par.Mentions, func(a, b Mention) int { return a.Start - b.Start })
	}
}

// kind gives how an anaphor means an entity: a state that is spoken of so acts.
func (r *resolver) kind(e int) EntityKind {
	if r.doc.Entities[e].State {
		return Organisation
	}
	return r.doc.Entities[e].Kind
}

func firstToken(p *passage, at int) int {
	k, _ := slices.BinarySearchFunc(p.toks, at, func(t Token, at int) int { return t.Start - at })
	return k
}

func inside(spans []content.Span, at int) bool {
	k, found := slices.BinarySearchFunc(spans, at, func(s content.Span, at int) int { return s.Start - at })
	return found || k > 0 && spans[k-1].Contains(at)
}

func (r *resolver) meet(entity, paragraph, sentence int, head bool) {
	r.past = append(r.past, occurrence{entity, paragraph, sentence, head})
}

// horizon gives the oldest occurrence that a word may still mean.
func (r *resolver) horizon() int { return max(0, len(r.past)-300) }

// word settles the word at token k: whom it means, and the token after it.
func (r *resolver) word(p *passage, k, paragraph, sentence int) ([]int, int) {
	t := &p.toks[k]
	switch t.Lower {
	case "he", "him", "his", "himself":
		return one(r.he('m', paragraph, sentence)), k + 1
	case "she", "her", "herself", "hers":
		return one(r.he('f', paragraph, sentence)), k + 1
	case "it":
		if p.starts[k] {
			return one(r.it(paragraph, sentence)), k + 1
		}
	case "both":
		if lower := p.lower(k + 1); lower == "sides" || lower == "countries" || lower == "nations" || lower == "governments" {
			return r.sides(paragraph), k + 2
		}
	case "the":
		return r.definite(p, k, paragraph)
	}
	return nil, k + 1
}

func one(e int) []int {
	if e < 0 {
		return nil
	}
	return []int{e}
}

// he gives the person a pronoun means: the subject of the sentence so far, else that
// of the sentences before; at most one paragraph back.
func (r *resolver) he(gender byte, paragraph, sentence int) int {
	best, rank := -1, 99
	for k := len(r.past) - 1; k >= r.horizon(); k-- {
		o := r.past[k]
		var back int
		switch {
		case o.paragraph == paragraph:
			back = sentence - o.sentence
		case o.paragraph == paragraph-1 || o.paragraph == paragraph-2 && r.doc.Paragraphs[paragraph-1].Heading:
			last := len(r.doc.Paragraphs[o.paragraph].Sentences) - 1
			back = sentence + 1 + last - o.sentence
		default:
			k = 0
			continue
		}
		if back > 3 {
			break
		}
		if r.doc.Entities[o.entity].Kind != Person || !r.agrees(o.entity, gender) {
			continue
		}
		// The subject of the nearest sentence wins over its objects.
		score := back * 2
		if !o.head {
			score++
		}
		if score < rank {
			best, rank = o.entity, score
		}
	}
	if best >= 0 {
		r.gender[best] = gender
	}
	return best
}

// agrees reports whether a pronoun may mean a person, by the pronouns used for them
// before, else by their given name or title.
func (r *resolver) agrees(entity int, gender byte) bool {
	if g := r.gender[entity]; g != 0 {
		return g == gender
	}
	e := &r.doc.Entities[entity]
	first, _, _ := strings.Cut(e.Name, " ")
	g := r.g.gender(first)
	for title := range strings.FieldsSeq(e.Office) {
		switch strings.TrimSuffix(title, ".") {
		case "Mr", "Sir", "Lord", "King", "Prince", "spokesman", "chairman", "Spokesman":
			g = 'm'
		case "Mrs", "Ms", "Dame", "Lady", "Queen", "Princess", "spokeswoman", "chairwoman", "Spokeswoman":
			g = 'f'
		}
	}
	return g == 0 || g == gender
}

// it gives the body that a sentence beginning with "it" goes on about: the subject of
// the sentence before.
func (r *resolver) it(paragraph, sentence int) int {
	for k := len(r.past) - 1; k >= r.horizon(); k-- {
		o := r.past[k]
		if o.paragraph != paragraph || o.sentence < sentence-1 {
			break
		}
		first := k == 0 || r.past[k-1].paragraph != o.paragraph || r.past[k-1].sentence != o.sentence
		if first && o.sentence == sentence-1 && o.head && r.doc.Entities[o.entity].Kind != Person {
			return o.entity
		}
	}
	return -1
}

// definite settles "the two", "the two sides", "the minister", "the delegation".
func (r *resolver) definite(p *passage, k, paragraph int) ([]int, int) {
	none := k + 1
	if p.lower(k+1) == "two" {
		switch p.lower(k + 2) {
		case "sides", "countries", "nations", "states", "governments", "parties", "allies", "neighbors", "neighbours":
			return r.sides(paragraph), k + 3
		case "leaders", "ministers", "men", "presidents", "officials", "diplomats", "women":
			return r.pair(paragraph), k + 3
		}
		if k+2 < len(p.toks) && (p.toks[k+2].Shape == Plain && r.g.noun(&p.toks[k+2]) == 0 && !strings.HasSuffix(p.toks[k+2].Lower, "s")) {
			return r.pair(paragraph), k + 2
		}
		return nil, none
	}
	country := ""
	for h := k + 1; h < len(p.toks) && h < k+4; h++ {
		t := &p.toks[h]
		if ref := r.g.match1(p.toks, h); ref != nil && (ref.kind == refAdjective || ref.kind == refCountry) {
			country = ref.country
			continue
		}
		if t.Shape != Plain {
			return nil, none
		}
		c := r.g.noun(t)
		next := p.lower(h + 1)
		plural := t.Lemma != t.Lower
		switch {
		case plural || h+1 < len(p.toks) && p.toks[h+1].Shape == Plain && r.g.noun(&p.toks[h+1])&(officeNoun|organisationNoun) != 0:
			continue
		case c&officeNoun != 0 && next != "of" && next != "for":
			e := r.holder(t.Lower, country, paragraph)
			if e < 0 && country == "" && spokesman(t.Lower) {
				e = r.voice
			}
			return one(e), h + 1
		case c&(organisationNoun|groupNoun) != 0 && next != "of" && h == k+1:
			return one(r.body(t.Lower, paragraph)), h + 1
		}
	}
	return nil, none
}

func spokesman(lower string) bool {
	return lower == "spokesman" || lower == "spokeswoman" || lower == "spokesperson"
}

// holder gives the person met last who holds an office, as "minister".
func (r *resolver) holder(office, country string, paragraph int) int {
	for k := len(r.past) - 1; k >= r.horizon(); k-- {
		e := &r.doc.Entities[r.past[k].entity]
		if r.past[k].paragraph < paragraph-6 {
			break
		}
		if e.Kind == Person && hasWord(e.Office, office) && (country == "" || e.Country == "" || e.Country == country) {
			return r.past[k].entity
		}
	}
	return -1
}

func hasWord(phrase, word string) bool {
	for w := range strings.FieldsSeq(strings.ToLower(phrase)) {
		if strings.Trim(w, ",.") == word {
			return true
		}
	}
	return false
}

// body gives the body met last whose name ends in a noun, as "delegation".
func (r *resolver) body(noun string, paragraph int) int {
	for k := len(r.past) - 1; k >= r.horizon(); k-- {
		e := &r.doc.Entities[r.past[k].entity]
		if r.past[k].paragraph < paragraph-4 {
			break
		}
		name := strings.ToLower(e.Name)
		if e.Kind == Organisation && (strings.HasSuffix(name, " "+noun) || strings.HasPrefix(name, noun+" of ")) {
			return r.past[k].entity
		}
	}
	return -1
}

// role links an office that stands without a name to the person whose office has the
// most of its words, the last met among equals.
func (r *resolver) role(n *named) []int {
	words := strings.FieldsFunc(strings.ToLower(strings.ReplaceAll(n.office, "’", "'")), func(c rune) bool { return c == ' ' || c == ',' })
	offices := ""
	if len(words) > 2 && words[0] == "head" && words[2] == "state" {
		offices = "president"
	} else if len(words) > 2 && words[0] == "head" && words[2] == "government" {
		offices = "minister"
	}
	best, most := -1, 0
	for k := len(r.past) - 1; k >= r.horizon(); k-- {
		e := &r.doc.Entities[r.past[k].entity]
		if e.Kind != Person || n.country != "" && e.Country != "" && e.Country != n.country {
			continue
		}
		shared := 0
		for i, w := range words {
			if len(w) > 3 && hasWord(e.Office, w) {
				shared++
			} else if i == len(words)-1 && len(words) < 3 {
				shared = 0 // the head noun itself must agree
			}
		}
		if offices != "" && hasWord(e.Office, offices) {
			shared = len(words)
		}
		if shared > most {
			best, most = r.past[k].entity, shared
		}
	}
	if most*2 < min(len(words), 4) {
		return nil
	}
	return one(best)
}

// nameless reports whether an entity is only known by an office.
func (r *resolver) nameless(e int) bool {
	return r.doc.Entities[e].Kind == Person && r.doc.Entities[e].Name == canonical(r.doc.Entities[e].Office)
}

// officeHolder adds somebody who is only known by an office.
func (r *resolver) officeHolder(n *named) int {
	name := canonical(n.office)
	r.doc.Entities = append(r.doc.Entities, Entity{Kind: Person, Name: name, Short: name, Office: n.office, Country: n.country})
	return len(r.doc.Entities) - 1
}

// pair gives the two persons of different sides met last.
func (r *resolver) pair(paragraph int) []int {
	var pair []int
	for k := len(r.past) - 1; k >= r.horizon(); k-- {
		o := r.past[k]
		if o.paragraph < paragraph-8 {
			break
		}
		e := &r.doc.Entities[o.entity]
		if e.Kind != Person || slices.Contains(pair, o.entity) {
			continue
		}
		if len(pair) == 1 && e.Country != "" && e.Country == r.doc.Entities[pair[0]].Country {
			continue
		}
		pair = append(pair, o.entity)
		if len(pair) == 2 {
			return []int{pair[1], pair[0]}
		}
	}
	return nil
}

// sides gives the two states of a talk: those of the pair of persons met last, else
// the last two states that acted.
func (r *resolver) sides(paragraph int) []int {
	if pair := r.pair(paragraph); pair != nil {
		a, b := r.state(r.doc.Entities[pair[0]].Country), r.state(r.doc.Entities[pair[1]].Country)
		if a >= 0 && b >= 0 {
			return []int{a, b}
		}
	}
	var states []int
	for k := len(r.past) - 1; k >= r.horizon() && r.past[k].paragraph >= paragraph-3; k-- {
		e := r.past[k].entity
		if r.doc.Entities[e].State && r.past[k].head && !slices.Contains(states, e) {
			states = append(states, e)
			if len(states) == 2 {
				return []int{states[1], states[0]}
			}
		}
	}
	return nil
}

// state gives the entity of a country, or -1.
func (r *resolver) state(country string) int {
	if country == "" {
		return -1
	}
	return slices.IndexFunc(r.doc.Entities, func(e Entity) bool { return e.State && e.Country == country })
}
