package event

import (
	"cmp"
	"slices"
	"strings"

	"readout/content"
	"readout/content/prose"
)

// Coder codes events with a lexicon. It is safe for concurrent use.
type Coder struct{ lexicon *Lexicon }

// NewCoder gives a coder for a lexicon that Parse has read.
func NewCoder(l *Lexicon) *Coder { return &Coder{l} }

// Code gives the events of every paragraph, by the index of the paragraph. Within a
// sentence the main event stands first; sentences are in order.
func (c *Coder) Code(d *prose.Document) [][]Event {
	out := make([][]Event, len(d.Paragraphs))
	var scratch []match
	var heading []Event
	for i := range d.Paragraphs {
		par := &d.Paragraphs[i]
		sentences := c.lexicon.read(d, par)
		for k := range sentences {
			s := &sentences[k]
			scratch = c.lexicon.matches(s, scratch)
			found := c.sentence(s, scratch, heading)
			if e, ok := c.lexicon.fragment(s, found, out[i]); ok {
				found = append([]Event{e}, found...)
			}
			out[i] = append(out[i], found...)
		}
		if par.Heading {
			heading = out[i]
		}
	}
	return out
}

// fragment gives the request for arms of a sentence without a verb that goes on from a
// request before it: "We need more. Mortars, drones, radars …"
func (l *Lexicon) fragment(s *sentence, found, before []Event) (Event, bool) {
	if len(before) == 0 || slices.ContainsFunc(found, func(e Event) bool { return e.Type != None && !e.Mentioned }) {
		return Event{}, false
	}
	asked := before[len(before)-1]
	for i := len(before) - 1; i >= 0 && before[i].Sentence == s.index-1; i-- {
		asked = before[i]
	}
	if asked.Sentence != s.index-1 || asked.Type != Request || !l.armsIn(s, 0, len(s.tokens)) {
		return Event{}, false
	}
	speech := slices.ContainsFunc(s.tokens, func(t token) bool { return t.quoted })
	for i := range s.tokens {
		if w := &s.tokens[i]; w.quoted == speech && (auxiliary(w.Lemma) || s.finite(i) || s.says(i)) {
			return Event{}, false
		}
	}
	asked.Sentence, asked.Clause, asked.Trigger, asked.Arms = s.index, s.span, content.Span{Start: s.span.Start, End: s.span.Start}, true
	asked.Pattern = "list that goes on from the request before"
	return asked, true
}

// Scores: a further event of a sentence must be firm; one that is only thin is mentioned
// rather than reported.
const (
	firm = 40
	thin = 25
)

// act is a match with what the words around it say.
type act struct {
	match
	mood   mood
	object *act // what an operator takes
	taken  bool // is the object of another act
}

// sentence codes one sentence. heading holds the events of the sub-heading above it.
func (c *Coder) sentence(s *sentence, found []match, heading []Event) []Event {
	acts := make([]act, len(found))
	for i, m := range found {
		acts[i] = act{match: m, mood: s.mood(m.head, m.noun)}
	}
	for i := range acts {
		if acts[i].op {
			acts[i].object = s.object(acts, i)
		}
	}
	comment, speaks := s.comment()
	type scored struct {
		Event
		score int
		act   *act
	}
	var list []scored
	for i := range acts {
		a := &acts[i]
		if a.taken {
			continue
		}
		e, ok := c.event(s, a)
		if !ok {
			continue
		}
		list = append(list, scored{e, s.score(a), a})
	}
	for i := range list {
		switch a := list[i].act; {
		case purpose(a, acts):
			list[i].score += 100
		case a.kind == Request && a.weak && a.code == "100" && (speaks || s.tokens[a.head].quoted) && a.head > 0 && s.tokens[a.head-1].mention >= 0:
			list[i].score += 80
		}
		// What a verb has as its object is not told again as an event of its own.
		if a := list[i].act; a.nominal(s) && a.kind != Consult && a.kind != Request && s.governed(acts, a) {
			list[i].score -= 40
		}
		for _, h := range heading {
			if h.Type == list[i].Type && (h.Arms || list[i].Arms == h.Arms) {
				list[i].score += 10
				break
			}
		}
	}
	slices.SortStableFunc(list, func(a, b scored) int { return cmp.Compare(b.score, a.score) })
	var out []Event
	for i, e := range list {
		// A weak or subordinate event is evidence only where nothing better is said, and
		// one event is told once.
		if i > 0 && e.score < firm {
			continue
		}
		if slices.ContainsFunc(out, func(o Event) bool {
			return o.Type == e.Type && o.Of == e.Of && o.Arms == e.Arms && (len(e.Actors) == 0 || slices.Equal(o.Actors, e.Actors))
		}) {
			continue
		}
		e.Mentioned = e.score < thin || e.act.weak && !e.act.comment && e.Type != Request
		out = append(out, e.Event)
	}
	if speaks && (len(out) == 0 || out[0].Mentioned) {
		out = append(out, comment)
	}
	return out
}

// object gives the act that the operator at i takes: the first one after it that is not
// cut off from it.
func (s *sentence) object(acts []act, i int) *act {
	end := acts[i].to
	for k := i + 1; k < len(acts); k++ {
		a := &acts[k]
		if a.head-end > longGap+2 {
			return nil
		}
		for t := acts[i].from; t < a.head; t++ {
			if s.tokens[t].boundary && !s.tokens[a.head].quoted || t > end && s.depth[t] > s.depth[acts[i].from] {
				return nil
			}
		}
		if a.taken || a.kind == None && a.status == "" || a.weak && !a.noun || acts[i].kind == Threaten && a.kind == Request {
			continue
		}
		a.taken = true
		return a
	}
	return nil
}

// event makes the event of an act, and reports whether the act is asserted at all.
func (c *Coder) event(s *sentence, a *act) (Event, bool) {
	m := a.mood
	last := a
	kind, of, status := a.kind, None, m.status
	code, name := a.code, a.name
	arms := a.arms
	for o := a.object; o != nil; o = o.object {
		last = o
		arms = arms || o.arms
		switch {
		case kind == None:
			// A modal word: "is expected to ask".
			kind, code, name, status = o.kind, o.code, o.name, modalStatus(a, m)
			if o.mood.negative {
				kind, of, status = negated(o.kind)
			}
		case of == None:
			of = o.kind
		}
	}
	if a.object != nil && m.duty && kind != Request && kind != Threaten && kind != None {
		kind, of, status = Request, kind, Requested
	}
	if kind == None && !a.comment {
		return Event{}, false
	}
	if a.object == nil && a.kind != None {
		kind, of, status = compose(a, m)
	} else if of == None && kind != a.kind {
		kind, of = intent(kind, status)
	}
	if s.threatens(kind, status) {
		kind, of = Threaten, kind
	}
	if (kind == Agree || kind == Reject && !m.negative) && (status == Planned || code == "032") && s.unless(last.to) {
		kind = Threaten
	}
	if kind == Reject {
		status = Denied
	}
	if a.kind == Request {
		status = cmp.Or(hedge(m.status), Requested)
		if m.negative {
			status = Denied
		}
	}
	e := Event{
		Type: kind, Of: of, Code: code, Pattern: name, Status: cmp.Or(status, Done), Sentence: s.index,
		Clause: s.clause(a.from, last.to), Trigger: s.bytes(a.from, last.to),
		Arms: arms || c.lexicon.armsIn(s, a.from, s.objectEnd(last)),
	}
	if kind == Request && e.Arms {
		asks, end := asksFor(of) && (!a.weak || of != None), s.objectEnd(last)
		switch {
		case a.arms:
			asks, end = !armsPolicy(s.lemma(a.to)), a.to
		case of == None:
			end = s.about(a.from, end)
			asks = asks && c.lexicon.armsIn(s, a.from, end)
		}
		e.Arms = status != Denied && asks && !c.lexicon.spared(s, a.from, end)
	}
	e.Statement = a.said || kind == Accuse || kind == Reject && of != Aid || kind == Support && code != "057"
	e.Actors, e.Targets = s.roles(a, last)
	return e, true
}

// asksFor reports whether a request for an act of a type can be one for arms.
func asksFor(of Type) bool {
	switch of {
	case None, Aid, Agree, Request, Support, Cooperate:
		return true
	}
	return false
}

// hedge gives the statuses that survive a request: it was planned, or may come.
func hedge(s Status) Status {
	switch s {
	case Planned, Possible, Conditional:
		return s
	}
	return ""
}

func modalStatus(a *act, m mood) Status {
	if m.negative {
		return Denied
	}
	return a.status
}

// compose says what an act in its mood is. PLOVER codes what is announced as AGREE or
// THREATEN, and what is refused as REJECT, whatever the act.
func compose(a *act, m mood) (kind, of Type, status Status) {
	switch {
	case m.negative && (m.status == Planned || !a.op):
		return negated(a.kind)
	case m.duty && a.kind != Request && a.kind != Threaten:
		return Request, a.kind, Requested
	}
	kind, of = intent(a.kind, m.status)
	return kind, of, m.status
}

// negated gives what an act that does not take place is: most are refused.
func negated(kind Type) (Type, Type, Status) {
	switch kind {
	case Aid, Yield, Agree, Cooperate, Consult, Support:
		return Reject, kind, Denied
	}
	return kind, None, Denied
}

// intent gives the type of an act that is announced.
func intent(kind Type, status Status) (Type, Type) {
	if status != Planned {
		return kind, None
	}
	switch kind {
	case Aid, Yield, Cooperate, Consult, Support:
		return Agree, kind
	case Assault, Coerce, Sanction, Protest:
		return Threaten, kind
	}
	return kind, None
}

// threatens reports whether an act that may come, and would harm, hangs on a condition.
func (s *sentence) threatens(kind Type, status Status) bool {
	switch kind {
	case Sanction, Coerce, Assault:
		return status == Possible && slices.ContainsFunc(s.tokens, func(t token) bool { return t.Lower == "if" || t.Lower == "unless" })
	}
	return false
}

// unless reports whether what is announced at i hangs on what somebody else does.
func (s *sentence) unless(i int) bool {
	return slices.ContainsFunc(s.tokens[min(i, len(s.tokens)):], func(t token) bool { return t.Lower == "unless" })
}

// purpose reports whether an act is what a talk was for: "called the president to
// congratulate him".
func purpose(a *act, acts []act) bool {
	if a.kind != Support || !a.mood.infinitive {
		return false
	}
	return slices.ContainsFunc(acts, func(c act) bool { return c.kind == Consult && !c.taken && c.head < a.head && c.from == c.head })
}

// nominal reports whether the act is told by a noun.
func (a *act) nominal(s *sentence) bool { return a.noun || a.any && !a.op && !s.verbal(a.head) }

// governed reports whether a verb that tells an event or introduces speech stands before
// the act in the same stretch of words.
func (s *sentence) governed(acts []act, a *act) bool {
	for i := range acts {
		v := &acts[i]
		if v.head >= a.head || v.nominal(s) || v.weak && !v.comment || v.kind == None && !v.comment || v.kind == Consult && a.kind == Aid {
			continue
		}
		if !slices.ContainsFunc(s.tokens[v.head:a.head], func(t token) bool { return t.boundary }) {
			return true
		}
	}
	return false
}

// score says how much an act is what its sentence reports.
func (s *sentence) score(a *act) int {
	score := 100
	nominal := a.nominal(s)
	if nominal {
		score = 60
	}
	if a.weak {
		score -= 70
		if nominal {
			score = 20
		}
	}
	if s.depth[a.head] > 0 && (!nominal || a.kind != Consult) {
		score -= 50
	}
	if nominal && a.kind != Consult && !a.arms && s.inPhrase(a.head) {
		score -= 40
	}
	if !nominal && preposition(s.lower(a.head-1)) {
		score -= 60
		if a.kind == Aid {
			score += 20 // "thanked Norway for sending food" tells of the food
		}
	}
	if !nominal && s.lower(a.head-1) == "," && strings.HasSuffix(s.lower(a.head), "ing") {
		score -= 30 // "met the king, asking for peace"
	}
	if a.mood.infinitive {
		score -= 80
	}
	if a.mood.status == Conditional || a.mood.status == Possible {
		score -= 10
	}
	return score - min(a.head/3, 12)
}

// bytes gives the bytes of the tokens [from, to).
func (s *sentence) bytes(from, to int) content.Span {
	to = min(max(to, from+1), len(s.tokens))
	return content.Span{Start: s.tokens[from].Start, End: s.tokens[to-1].End}
}

// clause gives the clause around the tokens [from, to): to the nearest boundaries and
// the edges of subordinate clauses.
func (s *sentence) clause(from, to int) content.Span {
	to = min(max(to, from+1), len(s.tokens))
	for from > 0 && !s.tokens[from-1].boundary && s.depth[from-1] == s.depth[from] {
		from--
	}
	for to < len(s.tokens) && !s.tokens[to].boundary && s.depth[to] == s.depth[to-1] {
		to++
	}
	for to > from+1 && s.tokens[to-1].Shape == prose.Mark && !s.tokens[to-1].quoted {
		to--
	}
	return s.bytes(from, to)
}

// objectEnd gives the end of the words that an act can have as its object.
func (s *sentence) objectEnd(a *act) int {
	end := a.to
	for end < len(s.tokens) && end < a.to+2*longGap && !s.tokens[end].boundary && s.depth[end] <= s.depth[a.head] {
		end++
	}
	return end
}

// about gives the first token in [from, to) that says what a request is about rather than
// what is asked for, or to: "asked for laws on guns".
func (s *sentence) about(from, to int) int {
	for i := from + 2; i < min(to, len(s.tokens)); i++ {
		switch s.tokens[i].Lower {
		case "on", "about", "over", "regarding", "concerning", "against", "at", "near", "into":
			return i
		}
	}
	return to
}

// armsIn reports whether tokens [from, to) name arms.
func (l *Lexicon) armsIn(s *sentence, from, to int) bool {
	for i := from; i < to && i < len(s.tokens); i++ {
		for _, id := range [2]word{s.tokens[i].lemma, s.tokens[i].form} {
			if id == 0 {
				continue
			}
			for _, tail := range l.arms[id] {
				if s.follows(i+1, tail) && !armsPolicy(s.lemma(i+1)) {
					return true
				}
			}
		}
	}
	return false
}

// armsPolicy reports whether arms are only the first half of a compound.
func armsPolicy(next string) bool {
	switch next {
	case "control", "race", "embargo", "reduction", "limitation", "dealer", "trafficking", "depot", "maker", "inspector", "program",
		"programme", "expert", "company", "plant", "site", "treaty", "cache", "ban", "test", "launch", "strike", "attack", "fire", "crew",
		"range", "factory", "industry", "manufacturer", "producer", "proliferation", "talks", "talk", "expo", "fair", "barrage", "inspection",
		"stockpile", "arsenal", "exporter", "salvo", "threat", "designer":
		return true
	}
	return false
}

// spared reports whether a word that keeps arms away stands before the arms in tokens
// [from, to): "to ban arms sales".
func (l *Lexicon) spared(s *sentence, from, to int) bool {
	for i := from; i < to && i < len(s.tokens); i++ {
		if t := &s.tokens[i]; t.lemma != 0 && l.disarm[t.lemma] != nil || t.form != 0 && l.disarm[t.form] != nil {
			return true
		}
		if l.armsIn(s, i, i+1) {
			return false
		}
	}
	return false
}

// comment gives the event of a sentence that only says what somebody says.
func (s *sentence) comment() (Event, bool) {
	for _, q := range s.quotes {
		if q.Speaker < 0 || !q.Overlaps(s.span) && !q.SpeakerSpan.Overlaps(s.span) {
			continue
		}
		e := Event{
			Code: "010", Pattern: "comment", Sentence: s.index, Clause: s.span,
			Actors: []int{q.Speaker}, Status: Done, Statement: true,
		}
		if q.Cue.Overlaps(s.span) {
			e.Trigger = q.Cue
		}
		return e, true
	}
	return Event{}, false
}
