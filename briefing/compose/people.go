package compose

import (
	"slices"

	"readout/briefing"
	"readout/content/prose"
)

// mostCited is how many paragraphs an entry of who is who cites.
const mostCited = 4

// people gives the persons whose office the articles say, in order of appearance, with
// the paragraphs that name them.
func (c *composer) people() []briefing.Entry {
	var out []briefing.Entry
	for i := range c.reports {
		r := &c.reports[i]
		for n := range r.doc.Entities {
			e := &r.doc.Entities[n]
			if e.Kind != prose.Person || e.Office == "" {
				continue
			}
			cited := r.cited(n)
			entry := briefing.Entry{Lead: briefing.Lead{Actors: []string{e.Name}}, Text: e.Office, Citations: cited}
			if k := slices.IndexFunc(out, func(o briefing.Entry) bool { return o.Lead.Actors[0] == e.Name }); k >= 0 {
				out[k].Citations = append(out[k].Citations, cited...)
				continue
			}
			out = append(out, entry)
		}
	}
	return out
}

// cited gives the paragraphs that name an entity, the first ones.
func (r *report) cited(entity int) []string {
	var out []string
	for i := range r.doc.Paragraphs {
		p := &r.doc.Paragraphs[i]
		named := slices.ContainsFunc(p.Mentions, func(m prose.Mention) bool { return m.Entity == entity && !m.Anaphor })
		if named && len(out) < mostCited {
			out = append(out, r.label(p))
		}
	}
	return out
}
