package main

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"readout/briefing/note"
	"readout/content"
	"readout/ui/app"
)

// survey is what the notes of all briefings say together. What was read of a briefing is
// kept until its files change.
type survey struct {
	mu    sync.Mutex
	known map[string]surveyed // by briefing
	led   map[string]surveyed // by briefing, with links alone
}

// linkMark stands in every line of a note that leads somewhere: the purpose of such a body.
const linkMark = `"linking"`

// surveyed is what the notes of one briefing say.
type surveyed struct {
	stamp string
	title string
	tags  []string
	notes []string // ids
	links []app.Leading
}

// Survey is app.Store's.
func (s *store) Survey() (*app.Survey, error) {
	s.survey.mu.Lock()
	defer s.survey.mu.Unlock()
	ids, err := s.lib.Noted()
	if err != nil {
		return nil, err
	}
	now := make(map[string]surveyed, len(ids))
	for _, id := range ids {
		stamp := s.lib.Stamp(id)
		one, ok := s.survey.known[id]
		if !ok || one.stamp != stamp {
			one = s.surveyOf(id)
			one.stamp = stamp
		}
		now[id] = one
	}
	s.survey.known = now
	out := &app.Survey{}
	count := map[string]int{}
	there := map[[2]string]bool{}
	for id, one := range now {
		for _, tag := range one.tags {
			count[tag]++
		}
		for _, n := range one.notes {
			there[[2]string{id, n}] = true
		}
	}
	for tag := range count {
		out.Tags = append(out.Tags, tag)
	}
	slices.SortFunc(out.Tags, func(a, b string) int { return cmp.Or(cmp.Compare(count[b], count[a]), strings.Compare(a, b)) })
	for _, id := range ids {
		for _, l := range now[id].links {
			l.Gone = l.Link.Note != "" && !there[[2]string{l.Link.Briefing, l.Link.Note}]
			l.To = s.titleOf(l.Link.Briefing, now)
			out.Links = append(out.Links, l)
		}
	}
	return out, nil
}

// Leading is app.Store's. It is asked for with every text, and there may be a million notes:
// those that lead nowhere are not taken apart, and what was found is kept until it changes.
func (s *store) Leading(id string) ([]app.Leading, error) {
	s.survey.mu.Lock()
	defer s.survey.mu.Unlock()
	ids, err := s.lib.Noted()
	if err != nil {
		return nil, err
	}
	var links []app.Leading
	now := make(map[string]surveyed, len(ids))
	for _, from := range ids {
		now[from] = s.linksFrom(from)
		for _, l := range now[from].links {
			if l.Link.Briefing == id {
				links = append(links, l)
			}
		}
	}
	s.survey.led = now
	return links, nil
}

// linksFrom gives where the notes on a briefing lead, as it is known if its files are as they
// were.
func (s *store) linksFrom(id string) surveyed {
	stamp := s.lib.Stamp(id)
	for _, known := range []map[string]surveyed{s.survey.led, s.survey.known} {
		if one, ok := known[id]; ok && one.stamp == stamp {
			return surveyed{stamp: stamp, links: one.links}
		}
	}
	one := surveyed{stamp: stamp}
	if s.lib.Mention(id, linkMark) {
		one.links = s.surveyOf(id).links
	}
	return one
}

// surveyOf reads the notes of a briefing. What cannot be read is reported where it is
// opened.
func (s *store) surveyOf(id string) (one surveyed) {
	if it, err := s.lib.ByID(id); err == nil {
		one.title = content.CleanLine(it.Title)
	}
	notes, _, _ := s.lib.Notes(id)
	for i := range notes {
		n := notes[i].Display()
		one.notes = append(one.notes, notes[i].ID)
		one.tags = append(one.tags, n.Tags...)
		for _, l := range notes[i].Links {
			one.links = append(one.links, app.Leading{Briefing: id, From: one.title, Note: notes[i].ID, Label: labelOf(&n), Link: l})
		}
	}
	return one
}

// labelOf gives the first words of what a note stands on.
func labelOf(n *note.Note) string {
	const most = 120
	text := strings.Join(strings.Fields(cmp.Or(n.Target.Exact, n.Body)), " ")
	if len(text) > most {
		return strings.ToValidUTF8(text[:most], "") + "…"
	}
	return text
}

func (s *store) titleOf(id string, known map[string]surveyed) string {
	if one, ok := known[id]; ok {
		return one.title
	}
	it, err := s.lib.ByID(id)
	if err != nil {
		return ""
	}
	return content.CleanLine(it.Title)
}
