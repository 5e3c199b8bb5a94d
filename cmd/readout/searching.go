package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"readout/briefing/anchor"
	"readout/briefing/library"
	"readout/briefing/library/index"
	"readout/briefing/markdown"
	"readout/briefing/view"
	"readout/ui/app"
)

// Search is app.Store's: the index says in which briefings something is, the newest first;
// without it the newest briefings are read.
func (s *store) Search(ask app.Search) ([]view.Found, string, error) {
	items, err := s.items()
	if err != nil {
		return nil, "", err
	}
	if ask.Unread {
		items = slices.DeleteFunc(items, func(it library.Item) bool { return it.Read })
	}
	byID := map[string]library.Item{}
	for _, it := range items {
		byID[it.ID] = it
	}
	ids, notes, err := s.indexed(ask)
	said := ""
	if err != nil {
		said = s.without(err)
	}
	if err != nil && !errors.Is(err, errBuilding) {
		ids, notes = s.unindexed(items, ask)
	}
	ids = slices.DeleteFunc(ids, func(id string) bool { return byID[id].ID == "" })
	if len(ids) > mostMentioning {
		said = strings.TrimPrefix(said+fmt.Sprintf("; the newest %d of %d briefings", mostMentioning, len(ids)), "; ")
		ids = ids[:mostMentioning]
	}
	var chosen []library.Item
	for _, id := range ids {
		chosen = append(chosen, byID[id])
	}
	var out []view.Found
	for _, t := range gather(s.lib, chosen, "", view.Period{}) {
		found := view.Found{Text: t}
		if it := byID[t.ID]; notes[t.ID] && it.Notes > 0 {
			found.Notes = s.noted(it, ask.Tag)
		}
		out = append(out, found)
	}
	return out, said, nil
}

// indexed gives the briefings that the index finds, and which of them in notes.
func (s *store) indexed(ask app.Search) (ids []string, notes map[string]bool, err error) {
	x, building := s.indexing.upToDate(s.index, s.lib, s.patience)
	if building != nil && !errors.Is(building, errBuilding) {
		return nil, nil, building
	}
	hits, err := x.Search(context.Background(), index.Query{
		Words: ask.Words, Section: ask.Section, Source: ask.Source, Person: ask.Person, Tag: ask.Tag,
		Notes: ask.Notes, Since: ask.Period.Since, Until: ask.Period.Until, Limit: 20 * mostMentioning,
	})
	notes = map[string]bool{}
	for _, h := range hits {
		if !slices.Contains(ids, h.Briefing) {
			ids = append(ids, h.Briefing)
		}
		notes[h.Briefing] = notes[h.Briefing] || h.Note != ""
	}
	return ids, notes, cmp.Or(err, building)
}

// without says that something was found in another way.
func (s *store) without(err error) string {
	if errors.Is(err, errBuilding) {
		return cmp.Or(s.indexing.said(), errBuilding.Error())
	}
	return "without the search index, " + err.Error()
}

// unindexed gives the newest briefings that may be meant.
func (s *store) unindexed(items []library.Item, ask app.Search) (ids []string, notes map[string]bool) {
	items = slices.Clone(items)
	slices.SortStableFunc(items, func(a, b library.Item) int { return strings.Compare(b.Published.Value, a.Published.Value) })
	notes = map[string]bool{}
	for i := range items[:min(len(items), mostUnindexed)] {
		it := &items[i]
		source := ask.Source == "" || slices.ContainsFunc(it.Publishers, func(p string) bool {
			return strings.Contains(strings.ToLower(p), strings.ToLower(ask.Source))
		})
		if source && ask.Period.Has(it.Published) && mayHave(it, ask.Section) {
			ids, notes[it.ID] = append(ids, it.ID), true
		}
	}
	return ids, notes
}

// noted gives the notes on a briefing, with a tag if one is asked for.
func (s *store) noted(it library.Item, tag string) []view.Noted {
	notes, _, err := s.lib.Notes(it.ID)
	src, failed := s.lib.SourceAt(it.ID, it.Revision)
	if err != nil || failed != nil {
		return nil // readout doctor says what is wrong
	}
	var out []view.Noted
	for _, n := range anchor.NewResolver(markdown.Open(src), it.Revision, history(s.lib, it.ID)).Recall(s.lib.Placements(it.ID)).Place(notes) {
		tagged := tag == "" || slices.ContainsFunc(n.Note.Tags, func(t string) bool { return strings.EqualFold(t, strings.TrimPrefix(tag, "#")) })
		if tagged {
			out = append(out, view.Noted{Body: n.Note.Body, Quote: n.Note.Target.Exact, Span: n.Span})
		}
	}
	return out
}
