package compose

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"readout/content"
	"readout/content/event"
	"readout/content/prose"
)

// longestQuote is how many sentences of one quotation make one entry.
const longestQuote = 4

// mostSections is how many sections a unit is filed in, those that also have it aside.
const mostSections = 3

// unit is what one entry says: a sentence, or the sentences of one quotation.
type unit struct {
	par      *prose.Paragraph
	index    int // of the paragraph
	first    int // its sentences, first to last
	last     int
	span     content.Span
	events   []event.Event
	sections []string
	date     content.Date // of the sentence, or carried over from the scene it stands in
	quote    *prose.Quotation
	onScene  bool   // goes on in the meeting told of before
	heading  string // the sub-heading that it stands under; empty if none
	view
}

// view is what package prose found around a place of a paragraph: everything that
// overlaps it and perhaps a little more.
type view struct {
	mentions []prose.Mention
	dates    []prose.DateMention
	quotes   []prose.Quotation
}

// viewer gives the views of a paragraph's places, from the first to the last, without
// going through the paragraph for each.
type viewer struct {
	par     *prose.Paragraph
	m, d, q int
}

func (v *viewer) at(s content.Span) view {
	for v.m < len(v.par.Mentions) && v.par.Mentions[v.m].End <= s.Start {
		v.m++
	}
	for v.d < len(v.par.Dates) && v.par.Dates[v.d].End <= s.Start {
		v.d++
	}
	for v.q < len(v.par.Quotations) && v.par.Quotations[v.q].End <= s.Start {
		v.q++
	}
	m, d, q := v.m, v.d, v.q
	for m < len(v.par.Mentions) && v.par.Mentions[m].Start < s.End {
		m++
	}
	for d < len(v.par.Dates) && v.par.Dates[d].Start < s.End {
		d++
	}
	for q < len(v.par.Quotations) && v.par.Quotations[q].Start < s.End {
		q++
	}
	return view{v.par.Mentions[v.m:m], v.par.Dates[v.d:d], v.par.Quotations[v.q:q]}
}

// units cuts an article into units and says which sections each belongs to.
func (c *composer) units(r *report, events [][]event.Event) []unit {
	var out []unit
	s := scene{}
	heading := ""
	for i := range r.doc.Paragraphs {
		par := &r.doc.Paragraphs[i]
		if par.Heading {
			heading = par.Text
			continue
		}
		seen, e := viewer{par: par}, 0
		for first := 0; first < len(par.Sentences); {
			last := quoteEnd(par, seen.at(par.Sentences[first]).quotes, first)
			u := unit{par: par, index: i, first: first, last: last, heading: heading}
			u.span = content.Span{Start: par.Sentences[first].Start, End: par.Sentences[last].End}
			u.view = seen.at(u.span)
			from := e
			for e < len(events[i]) && events[i][e].Sentence <= last {
				e++
			}
			u.events = events[i][from:e]
			first = last + 1
			if !strings.ContainsFunc(u.text(), unicode.IsLetter) {
				continue
			}
			u.quote = u.quotation()
			u.date = s.date(&u)
			if n := len(out); n > 0 {
				out[n-1].heldOn(&u)
			}
			u.sections = c.file(r, &u)
			s.note(&u)
			out = append(out, u)
		}
	}
	return out
}

// quoteEnd gives the last sentence of the quotation that begins in a sentence, if it is
// short enough to be read as one.
func quoteEnd(par *prose.Paragraph, quotes []prose.Quotation, first int) int {
	for _, q := range quotes {
		if !q.Direct || !par.Sentences[first].Overlaps(q.Span) || first > 0 && par.Sentences[first-1].Overlaps(q.Span) {
			continue
		}
		last := first
		for last+1 < len(par.Sentences) && par.Sentences[last+1].Overlaps(q.Span) {
			last++
		}
		if last > first && last-first < longestQuote {
			return last
		}
	}
	return first
}

// quotation gives the longest quotation of the unit that has a speaker; direct speech
// before indirect.
func (u *unit) quotation() *prose.Quotation {
	var best *prose.Quotation
	for i := range u.quotes {
		q := &u.quotes[i]
		if q.Speaker < 0 || !q.Overlaps(u.span) {
			continue
		}
		if best == nil || q.Len() > best.Len() {
			best = q
		}
	}
	return best
}

// verdict is what an event does for the place of its unit.
type verdict struct {
	keys   []string // of the sections that it files the unit in
	stated bool     // it makes the unit a statement if nothing files it elsewhere
	why    string   // in a few words, for a reader who wants to argue
}

// judge says what an event does for the place of its unit. past: the unit tells history.
func (c *composer) judge(r *report, u *unit, e *event.Event, past bool) verdict {
	key := c.section(e)
	switch {
	case !r.public(u, e):
		return verdict{why: "no act of states, officials or armed groups"}
	case e.Mentioned:
		stated := e.Statement && len(e.Actors) > 0 && r.official(e.Actors[0]) || u.quote == nil && r.person(e)
		return verdict{stated: stated, why: "named in passing"}
	case key == keyStatements:
		return verdict{stated: true, why: "said rather than done"}
	case key == "":
		return verdict{why: "the profile has no section for it"}
	case e.Code == "030" && e.Of == event.None && len(e.Actors) == 1 && len(e.Targets) == 0 && r.doc.Entities[e.Actors[0]].Kind == prose.Person:
		return verdict{stated: true, why: "one side's consent"}
	case u.quoted(e.Trigger) && remark(e):
		return verdict{stated: true, why: "a comment in direct speech"}
	case past:
		return verdict{why: "history: what is dated here lies a year or more back"}
	}
	return verdict{keys: append([]string{key}, c.also(e)...), why: "reported"}
}

// file gives the sections of a unit. Statements and background stand alone.
func (c *composer) file(r *report, u *unit) []string {
	var keys []string
	stated := false
	past := r.past(u)
	for i := range u.events {
		v := c.judge(r, u, &u.events[i], past)
		stated = stated || v.stated
		if len(v.keys) == 0 || slices.Contains(keys, v.keys[0]) || len(keys) >= mostSections {
			continue
		}
		for _, key := range v.keys {
			if !slices.Contains(keys, key) {
				keys = append(keys, key)
			}
		}
	}
	switch {
	case len(keys) > 0:
		return keys
	case past && (u.quote == nil || !u.quote.Direct):
	case stated || u.spoken(r):
		return []string{keyStatements}
	}
	return []string{keyBackground}
}

// spoken reports whether the unit is speech of somebody who counts as an actor.
func (u *unit) spoken(r *report) bool {
	if u.quote == nil {
		return false
	}
	return r.speaks(u.quote.Speaker) && u.quote.Len()*3 > u.span.Len()
}

// person reports whether an official is the first actor of an event.
func (r *report) person(e *event.Event) bool {
	return len(e.Actors) > 0 && r.doc.Entities[e.Actors[0]].Kind == prose.Person && r.official(e.Actors[0])
}

// remark reports whether an event that is told in direct speech is a comment on it rather
// than news of it: requests, promises and warnings are made by saying so.
func remark(e *event.Event) bool {
	switch e.Type {
	case event.Request, event.Aid, event.Agree, event.Threaten:
		return false
	case event.Consult:
		return len(e.Targets) == 0
	case event.Support:
		return e.Code != "057"
	}
	return true
}

// past reports whether the unit tells history: what it dates lies about a year or more
// before publication, and nothing in it is recent.
func (r *report) past(u *unit) bool {
	if u.onScene {
		return false
	}
	year, ok := yearOf(r.doc.Published.Value)
	if !ok {
		return false
	}
	old := false
	for i := range u.dates {
		d := &u.dates[i]
		if !d.Overlaps(u.span) {
			continue
		}
		value := d.Date.Value
		if _, end, ok := strings.Cut(value, "/"); ok {
			value = end
		}
		y, ok := yearOf(value)
		if !ok {
			continue
		}
		if year-y < 1 || year-y == 1 && len(value) > 4 && len(r.doc.Published.Value) > 7 &&
			monthsBetween(value, r.doc.Published.Value) < 12 {
			return false
		}
		old = true
	}
	return old
}

func yearOf(value string) (int, bool) {
	if len(value) < 4 {
		return 0, false
	}
	y, err := strconv.Atoi(value[:4])
	return y, err == nil
}

func monthsBetween(from, to string) int {
	a, _ := yearOf(from)
	b, _ := yearOf(to)
	m, _ := strconv.Atoi(from[5:7])
	n, _ := strconv.Atoi(to[5:7])
	return 12*(b-a) + n - m
}

// public reports whether an event is one of states, governments, officials, parties,
// armed groups or international organisations rather than of companies, courts or sport.
// Violence, arrests and moves of troops are so by their nature.
func (r *report) public(u *unit, e *event.Event) bool {
	if r.topical {
		return true
	}
	for _, list := range [2][]int{e.Actors, e.Targets} {
		if slices.ContainsFunc(list, r.official) {
			return true
		}
	}
	switch e.Type {
	case event.Assault, event.Mobilize, event.Protest, event.Coerce:
		return publicWord(u.text())
	}
	return len(e.Actors) == 0 && publicWord(u.par.Text[e.Clause.Start:e.Clause.End])
}

// isTopical reports whether an article is about public affairs.
func (r *report) isTopical() bool { return r.share() >= 0.5 }

// share gives the share of sentences that name an actor of public affairs.
func (r *report) share() float64 {
	named, all := 0, 0
	for i := range r.doc.Paragraphs {
		p := &r.doc.Paragraphs[i]
		seen := viewer{par: p}
		for _, s := range p.Sentences {
			all++
			if publicWord(p.Text[s.Start:s.End]) || slices.ContainsFunc(seen.at(s).mentions, func(m prose.Mention) bool {
				return m.Overlaps(s) && m.Kind != prose.Location && !m.Modifier && r.official(m.Entity)
			}) {
				named++
			}
		}
	}
	return float64(named) / float64(max(1, all))
}

// official reports whether an entity is, or speaks for, such an actor.
func (r *report) official(entity int) bool {
	if entity < 0 {
		return false
	}
	e := &r.doc.Entities[entity]
	switch e.Kind {
	case prose.Person:
		return publicWord(e.Office)
	case prose.Organisation:
		return publicWord(e.Name)
	}
	return e.State
}

// speaks reports whether somebody's words are a statement: those of scholars, analysts
// and companies are background.
func (r *report) speaks(entity int) bool {
	if !r.topical {
		return r.official(entity)
	}
	e := &r.doc.Entities[entity]
	for word := range strings.FieldsSeq(strings.ToLower(e.Office + " " + e.Name)) {
		switch word {
		case "analyst", "professor", "expert", "researcher", "scholar", "historian", "economist", "ceo", "editor", "reporter",
			"correspondent", "author", "scientist", "institute", "university", "think-tank", "observers", "watchdog":
			return false
		}
	}
	return true
}

// publicWord reports whether a text names such an actor by a common word.
func publicWord(text string) bool {
	for word := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return (r < 'a' || r > 'z') && r < 0x80 }) {
		switch strings.TrimSuffix(word, "s") {
		case "president", "minister", "ministry", "government", "governor", "parliament", "senate", "congres", "army", "military",
			"troop", "force", "soldier", "rebel", "militant", "militia", "insurgent", "police", "party", "protester", "demonstrator",
			"ambassador", "diplomat", "envoy", "official", "authoritie", "authority", "council", "union", "nation", "nato",
			"secretary", "chancellor", "king", "prince", "lawmaker", "senator", "opposition", "delegation", "mayor", "spokesman",
			"spokeswoman", "spokesperson", "regime", "commander", "taliban", "embassy", "kremlin", "pentagon",
			"navy", "coalition", "premier", "un", "eu", "intelligence", "voter", "hamas", "hezbollah", "isis", "guard", "separatist", "jihadist":
			return true
		}
	}
	return false
}

// text gives the words of the unit.
func (u *unit) text() string { return u.par.Text[u.span.Start:u.span.End] }
