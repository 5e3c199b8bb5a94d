package compose

import (
	"slices"
	"strings"

	"readout/content"
	"readout/content/event"
	"readout/content/prose"
)

// scene is the meeting that an article tells of: sentences that say they go on there
// ("during the visit", "the two also agreed") share its date.
type scene struct {
	when   content.Date
	actors []int
}

// date gives the date of a unit: the day in its words that is nearest to what it reports,
// or that of the scene where it says that it belongs to it, or else a period that it
// names.
func (s *scene) date(u *unit) content.Date {
	own, period, ok := u.ownDate()
	if ok && !period {
		return own
	}
	u.onScene = s.when.Value != "" && u.continues(s)
	if !u.onScene {
		return own
	}
	d := s.when
	d.Certainty, d.Words = content.Inferred, ""
	return d
}

// ownDate gives the date that the unit names: a day before a longer period, and among
// those the one nearest to the words of the main event.
func (u *unit) ownDate() (date content.Date, period, ok bool) {
	at := u.span.Start
	if len(u.events) > 0 {
		at = u.events[0].Trigger.Start
	}
	var best *prose.DateMention
	for i := range u.dates {
		d := &u.dates[i]
		if !d.Overlaps(u.span) || d.Date.Value == "" || d.Period && u.quoted(d.Span) {
			continue
		}
		if best == nil || best.Period && !d.Period || best.Period == d.Period && distance(d.Span, at) < distance(best.Span, at) {
			best = d
		}
	}
	if best == nil {
		return content.Date{}, false, false
	}
	return best.Date, best.Period, true
}

// heldOn gives a meeting that has no date the one that the next sentence is there to
// give: "The conversation took place the day before."
func (u *unit) heldOn(next *unit) {
	words := strings.Fields(strings.ToLower(next.text()))
	if u.date.Value != "" || next.date.Value == "" || len(words) < 4 || words[0] != "the" || !gathering(words[1]) {
		return
	}
	if words[2] != "took" && words[2] != "was" && words[2] != "were" {
		return
	}
	if slices.ContainsFunc(u.events, func(e event.Event) bool { return e.Type == event.Consult }) {
		u.date = next.date
	}
}

// quoted reports whether bytes stand in direct speech.
func (u *unit) quoted(s content.Span) bool {
	return slices.ContainsFunc(u.quotes, func(q prose.Quotation) bool { return q.Direct && q.Overlaps(s) })
}

func distance(s content.Span, at int) int {
	if at < s.Start {
		return s.Start - at
	}
	return max(0, at-s.End)
}

// continues reports whether the unit says that it goes on in the scene, and has one of
// its actors.
func (u *unit) continues(s *scene) bool {
	shared := false
	for i := range u.mentions {
		if m := &u.mentions[i]; m.Overlaps(u.span) && slices.Contains(s.actors, m.Entity) {
			shared = true
			break
		}
	}
	if !shared {
		return false
	}
	text := strings.ToLower(u.text())
	words := strings.Fields(text)
	if len(words) < 3 {
		return false
	}
	for _, hour := range [...]string{"in the morning", "in the afternoon", "in the evening", "later that day", "later in the day", "earlier in the day", "the same day"} {
		if strings.Contains(text, hour) {
			return true
		}
	}
	switch words[0] {
	case "during", "at", "after", "following", "in":
		for _, w := range words[1:min(5, len(words))] {
			if gathering(strings.Trim(w, ",.")) {
				return true
			}
		}
	case "the":
		return words[1] == "two" || words[1] == "sides" || words[1] == "parties"
	case "both", "they":
		return true
	}
	return false
}

func gathering(w string) bool {
	switch w {
	case "visit", "meeting", "talks", "trip", "summit", "call", "conversation", "negotiations", "discussions", "discussion", "session":
		return true
	}
	return false
}

// note makes a dated meeting the scene of what follows, unless it only tells what came
// before it.
func (s *scene) note(u *unit) {
	if d := u.date; len(d.Value) != len("2006-01-02") {
		return
	}
	for i := range u.events {
		e := &u.events[i]
		if e.Type != event.Consult || e.Status != event.Done {
			continue
		}
		same := slices.ContainsFunc(e.Actors, func(a int) bool { return slices.Contains(s.actors, a) })
		if len(e.Actors) > 0 && (!same || u.date.Value >= s.when.Value) {
			s.when, s.actors = u.date, slices.Concat(e.Actors, e.Targets)
			return
		}
	}
}
