package compose

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"readout/briefing"
	"readout/content/event"
	"readout/content/prose"
)

// entry makes the entry of a unit in a section.
func (c *composer) entry(r *report, u *unit, key string) briefing.Entry {
	e := briefing.Entry{Text: u.text(), Citations: []string{r.label(u.par)}}
	if key == keyBackground {
		return e
	}
	e.Lead.Date = u.date
	if key == keyStatements {
		r.statement(u, &e)
		return e
	}
	told := c.told(u, key)
	if len(told) == 0 {
		return e
	}
	for _, ev := range told {
		r.name(&e.Lead, ev.Actors)
	}
	for _, ev := range told {
		r.name(&e.Lead, ev.Targets)
	}
	e.Lead.Status = r.status(u, told[0], c.asks(key))
	if q := u.quote; q != nil && q.Direct && 2*q.Len() > u.span.Len() && r.doc.Entities[q.Speaker].Kind == prose.Person {
		e.Speaker = r.called(q.Speaker)
	}
	return e
}

// mostActors is how many names a lead has at most.
const mostActors = 5

// called gives the name by which leads call an entity: with a capital first, for a lead
// tells names from other words by it.
func (r *report) called(entity int) string {
	e := &r.doc.Entities[entity]
	if first, _ := utf8.DecodeRuneInString(e.Short); unicode.IsLower(first) {
		return e.Name
	}
	return e.Short
}

// name adds entities to the actors of a lead.
func (r *report) name(l *briefing.Lead, entities []int) {
	for _, entity := range entities {
		if name := r.called(entity); !slices.Contains(l.Actors, name) && len(l.Actors) < mostActors {
			l.Actors = append(l.Actors, name)
		}
	}
}

// told gives the events for which the unit stands in a section.
func (p *Profile) told(u *unit, key string) []*event.Event {
	var out []*event.Event
	for i := range u.events {
		e := &u.events[i]
		if !e.Mentioned && (p.section(e) == key || slices.Contains(p.also(e), key)) {
			out = append(out, e)
		}
	}
	return out
}

// statement fills in who speaks: in direct speech its speaker; otherwise who praises,
// blames or denies rather than who reports it.
func (r *report) statement(u *unit, e *briefing.Entry) {
	if q := u.quote; q != nil && (q.Direct && 2*q.Len() > u.span.Len() || r.doc.Entities[q.Speaker].Kind == prose.Person) {
		e.Speaker = r.called(q.Speaker)
		return
	}
	for i := range u.events {
		if ev := &u.events[i]; ev.Statement && len(ev.Actors) > 0 {
			e.Speaker = r.called(ev.Actors[0])
			break
		}
	}
	if u.quote != nil && e.Speaker == "" {
		e.Speaker = r.called(u.quote.Speaker)
	}
	if via := r.reportedBy(u); via != "" && via != e.Speaker {
		e.Lead.Status = "reported by " + via
	}
}

// status says in words whether an event took place and who says so. asked: the section
// is one of requests, and its title says so.
func (r *report) status(u *unit, ev *event.Event, asked bool) string {
	var parts []string
	switch ev.Status {
	case event.Planned:
		parts = append(parts, "planned")
	case event.Possible:
		parts = append(parts, "possible")
	case event.Conditional:
		parts = append(parts, "conditional")
	case event.Denied:
		word := "denied"
		if ev.Type == event.Reject {
			word = "refused"
		}
		parts = append(parts, word)
	case event.Requested:
		if !asked {
			parts = append(parts, "requested")
		}
	}
	if via := r.reportedBy(u); via != "" && !slices.Contains(r.names(ev), via) {
		parts = append(parts, "reported by "+via)
	}
	return strings.Join(parts, ", ")
}

func (r *report) names(ev *event.Event) []string {
	var out []string
	for _, entity := range ev.Actors {
		out = append(out, r.called(entity))
	}
	return out
}

// reportedBy names the medium or office on whose word the unit stands.
func (r *report) reportedBy(u *unit) string {
	for i := range u.quotes {
		q := &u.quotes[i]
		if q.Speaker < 0 || !q.Overlaps(u.span) {
			continue
		}
		e := &r.doc.Entities[q.Speaker]
		if e.Kind == prose.Organisation && (len(q.Via) > 0 || e.Country == "" || q.Direct) {
			return r.called(q.Speaker)
		}
	}
	return ""
}
