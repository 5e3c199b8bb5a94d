package prose

import (
	"slices"
	"strings"

	"readout/content"
)

// linker gives the names of an article their entities.
type linker struct {
	doc      *Document
	g        *gazetteer
	keys     map[string]int    // what an entity is known by → entity
	people   []personName      // every person with more than one name, in order
	surnames map[string][]int  // last name → people
	short    map[string]string // abbreviation in lower case → key of the body
	entities map[int]int       // person → entity
	aliases  map[int]map[string]bool
}

// personName is a person as the whole article names them.
type personName struct {
	parts           []string // fullest form
	given, surname  string   // lower case
	office, country string
}

func newLinker(doc *Document) *linker {
	return &linker{
		doc: doc, g: gazettes(), keys: map[string]int{}, surnames: map[string][]int{}, short: map[string]string{},
		entities: map[int]int{}, aliases: map[int]map[string]bool{},
	}
}

// surnameOf gives the last name among the parts of a person's name in lower case.
func (l *linker) surnameOf(parts []string) string {
	first := strings.ToLower(parts[0])
	if len(parts) > 1 && len(parts) < 4 && l.g.family[first] &&
		(strings.Contains(parts[1], "-") || !l.g.given[first] && !l.g.given[strings.ToLower(parts[1])]) {
		return first
	}
	last := strings.ToLower(parts[len(parts)-1])
	if n := len(parts); n > 2 && (last == "jr." || last == "sr." || last == "ii" || last == "iii" || last == "iv") {
		last = strings.ToLower(parts[n-2])
	}
	return bare(last)
}

// bare takes the Arabic article off a name: "al-Abadi" and "Abadi" are one.
func bare(lower string) string {
	if article(lower) {
		_, rest, _ := strings.Cut(lower, "-")
		return rest
	}
	return lower
}

func nameParts(p *passage, n *named) []string {
	var parts []string
	for k := n.own; k < n.ownEnd; k++ {
		if p.toks[k].Shape != Mark {
			parts = append(parts, strings.ReplaceAll(p.text[p.toks[k].Start:p.toks[k].End], "’", "'"))
		}
	}
	return parts
}

// register notes a full name before anything is linked, so that a last name may stand
// before the full one.
func (l *linker) register(p *passage, n *named) {
	if n.kind != Person || n.role {
		return
	}
	parts := nameParts(p, n)
	if len(parts) < 2 {
		return
	}
	surname, given := l.surnameOf(parts), strings.ToLower(parts[0])
	for _, k := range l.surnames[surname] {
		if old := &l.people[k]; compatible(old.given, given) || bare(given) == surname {
			if len(parts) > len(old.parts) {
				old.parts = parts
			}
			if old.office == "" {
				old.office = n.office
			}
			if old.country == "" {
				old.country = n.country
			}
			return
		}
	}
	l.surnames[surname] = append(l.surnames[surname], len(l.people))
	l.people = append(l.people, personName{parts: parts, given: given, surname: surname, office: n.office, country: n.country})
}

func compatible(a, b string) bool {
	if a == b {
		return true
	}
	a, b = strings.TrimSuffix(a, "."), strings.TrimSuffix(b, ".")
	return len(a) == 1 && strings.HasPrefix(b, a) || len(b) == 1 && strings.HasPrefix(a, b)
}

// abbreviate notes abbreviations that the text introduces: "Syrian Democratic Forces
// (SDF)".
func (l *linker) abbreviate(p *passage, n *named) {
	if n.kind == Person || p.lower(n.last) != "(" || n.last+2 >= len(p.toks) {
		return
	}
	abbr := &p.toks[n.last+1]
	text := canonical(p.words(max(n.first, n.core), n.last))
	if abbr.Shape != Upper || p.lower(n.last+2) != ")" || !strings.EqualFold(text[:1], abbr.Lower[:1]) {
		return
	}
	if _, ok := l.short[abbr.Lower]; !ok {
		l.short[abbr.Lower] = l.key(p, n, true)
	}
}

// key gives what a name that is no person is known by.
func (l *linker) key(p *passage, n *named, full bool) string {
	text := canonical(p.words(max(n.first, n.core), n.last))
	if !full {
		if k, ok := l.short[strings.ToLower(text)]; ok {
			return k
		}
	}
	switch {
	case n.side, n.ref != nil && !n.group && n.country != "" && (n.ref.kind == refCountry || n.ref.kind == refAdjective || n.ref.kind == refPeople),
		n.ref != nil && n.ref.kind == refCapital && n.kind == Organisation && !n.group:
		return "state " + n.country
	case n.ref != nil && n.ref.kind == refOrganisation && !n.group:
		return "body " + n.ref.name
	case n.ref != nil && !n.group:
		return "place " + n.ref.name
	}
	if n.kind == Location {
		text, _, _ = strings.Cut(text, ",")
	}
	return "name " + strings.ToLower(text)
}

func canonical(text string) string {
	if strings.ContainsAny(text, "\n\r\t’\u00a0\u2009\u202f") || strings.Contains(text, "  ") {
		text = strings.ReplaceAll(strings.Join(strings.Fields(text), " "), "’", "'")
	}
	for _, the := range [...]string{"The ", "the ", "A ", "a ", "An ", "an ", "Our ", "our "} {
		text = strings.TrimPrefix(text, the)
	}
	return text
}

// link gives the entity of a name, making it where it is new; -1 for a role, which
// anaphors settle.
func (l *linker) link(p *passage, n *named) int {
	switch {
	case n.role:
		return -1
	case n.kind == Person:
		return l.person(p, n)
	}
	key := l.key(p, n, false)
	text := canonical(p.words(max(n.first, n.core), n.last))
	if n.kind == Location {
		text, _, _ = strings.Cut(text, ",")
	}
	if n.modifier || n.ref != nil && n.ref.kind == refPeople {
		text = n.ref.name
	}
	e, ok := l.keys[key]
	if !ok {
		entity := Entity{Kind: n.kind, Name: text, Short: text, Country: n.country}
		if n.group && n.own < n.ownEnd {
			entity.Country = l.countryOf(nameParts(p, n))
		}
		switch {
		case strings.HasPrefix(key, "state "):
			entity = Entity{Kind: Location, Name: l.g.countries[n.country], Country: n.country, State: true}
			entity.Short = entity.Name
		case n.ref != nil && !n.group && strings.HasPrefix(key, "body ") && len(n.ref.name) > len(text):
			entity.Name = n.ref.name
		case n.kind == Location && n.ref != nil:
			entity.Name, entity.Short = n.ref.name, n.ref.name
		}
		e = l.add(entity)
		l.keys[key] = e
	}
	l.alias(e, text)
	return e
}

// countryOf gives the country of a person named before, or "".
func (l *linker) countryOf(parts []string) string {
	if len(parts) > 0 {
		for _, k := range l.surnames[l.surnameOf(parts)] {
			return l.people[k].country
		}
	}
	return ""
}

func (l *linker) add(e Entity) int {
	l.doc.Entities = append(l.doc.Entities, e)
	return len(l.doc.Entities) - 1
}

func (l *linker) alias(e int, text string) {
	entity := &l.doc.Entities[e]
	if entity.Kind == Location {
		text, _, _ = strings.Cut(text, ",") // "Cadiz, Spain"
	}
	if text == entity.Name || text == "" {
		return
	}
	if l.aliases[e] == nil {
		l.aliases[e] = map[string]bool{}
	}
	if !l.aliases[e][text] {
		l.aliases[e][text] = true
		entity.Aliases = append(entity.Aliases, text)
	}
}

// person links a name to a person: the full name by all its parts, a last name to the
// person whose office fits or who was met first.
func (l *linker) person(p *passage, n *named) int {
	parts := nameParts(p, n)
	if len(parts) == 0 {
		return -1
	}
	surname, given := l.surnameOf(parts), strings.ToLower(parts[0])
	who := -1
	for _, k := range l.surnames[surname] {
		fits := len(parts) == 1 || compatible(l.people[k].given, given) || bare(given) == surname
		if fits && (who < 0 || n.office != "" && sharesWord(l.people[k].office, n.office) && !sharesWord(l.people[who].office, n.office)) {
			who = k
		}
	}
	if who < 0 {
		return l.soleName(parts, n)
	}
	e, ok := l.entities[who]
	if !ok {
		name := l.people[who]
		e = l.add(Entity{Kind: Person, Name: strings.Join(name.parts, " "), Short: l.shortName(name.parts), Office: name.office, Country: name.country})
		l.entities[who] = e
	}
	l.fill(e, n)
	l.alias(e, strings.Join(parts, " "))
	return e
}

func (l *linker) soleName(parts []string, n *named) int {
	text := strings.Join(parts, " ")
	key := "person " + bare(strings.ToLower(text))
	e, ok := l.keys[key]
	if !ok {
		e = l.add(Entity{Kind: Person, Name: text, Short: text})
		l.keys[key] = e
	}
	l.fill(e, n)
	l.alias(e, text)
	return e
}

func (l *linker) fill(e int, n *named) {
	entity := &l.doc.Entities[e]
	if entity.Office == "" {
		entity.Office = n.office
	}
	if entity.Country == "" {
		entity.Country = n.country
	}
}

// shortName gives the last name as it is written.
func (l *linker) shortName(parts []string) string {
	surname := l.surnameOf(parts)
	for i, part := range slices.Backward(parts) {
		if bare(strings.ToLower(part)) == surname {
			first := i
			for first > 1 && particle(strings.ToLower(parts[first-1])) {
				first-- // "von der Leyen"
			}
			return strings.Join(parts[first:i+1], " ")
		}
	}
	return parts[len(parts)-1]
}

// sharesWord reports whether two offices have a word longer than three letters in
// common.
func sharesWord(a, b string) bool {
	words := strings.Fields(strings.ToLower(b))
	for w := range strings.FieldsSeq(strings.ToLower(a)) {
		if len(w) > 3 && slices.Contains(words, w) {
			return true
		}
	}
	return false
}

// mentions links the names of a passage and gives their mentions in text order.
func (l *linker) mentions(p *passage, names []named) []Mention {
	out := make([]Mention, 0, len(names))
	for k := range names {
		n := &names[k]
		e := l.link(p, n)
		if e < 0 {
			continue
		}
		out = append(out, Mention{
			Span:   content.Span{Start: p.toks[n.first].Start, End: p.toks[n.last-1].End},
			Entity: e, Kind: n.kind, Modifier: n.modifier,
		})
	}
	return out
}
