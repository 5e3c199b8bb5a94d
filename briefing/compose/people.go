package compose

import (
	"fmt"
	"slices"
	"strings"

	"readout/briefing"
	"readout/content/prose"
)

// mostCited is how many paragraphs an entry of who is who cites.
const mostCited = 4

// people gives the persons whose office the articles say, in order of appearance: name,
// side, how often they are named, and the paragraphs that name them first.
func (c *composer) people() []briefing.Entry {
	var out []briefing.Entry
	var named []int
	for i := range c.reports {
		r := &c.reports[i]
		for n := range r.doc.Entities {
			e := &r.doc.Entities[n]
			if e.Kind != prose.Person || e.Office == "" {
				continue
			}
			cited, times := r.cited(n)
			k := slices.IndexFunc(out, func(o briefing.Entry) bool { return strings.EqualFold(o.Lead.Actors[0], e.Name) })
			if k < 0 {
				k = len(out)
				out = append(out, briefing.Entry{Lead: briefing.Lead{Actors: []string{e.Name}, Status: r.side(e)}, Text: e.Office})
				named = append(named, 0)
			}
			out[k].Citations = append(out[k].Citations, cited...)
			named[k] += times
		}
	}
	for k := range out {
		count := fmt.Sprintf("%d mentions", named[k])
		if named[k] == 1 {
			count = "1 mention"
		}
		out[k].Lead.Status = strings.TrimPrefix(out[k].Lead.Status+", "+count, ", ")
	}
	return out
}

// side names the country that a person belongs to, as the article calls it; empty where
// it does not.
func (r *report) side(person *prose.Entity) string {
	if person.Country == "" {
		return ""
	}
	for i := range r.doc.Entities {
		if e := &r.doc.Entities[i]; e.State && e.Country == person.Country {
			return e.Name
		}
	}
	return ""
}

// cited gives the first paragraphs that name an entity, and how often it is named.
func (r *report) cited(entity int) (labels []string, times int) {
	for i := range r.doc.Paragraphs {
		p := &r.doc.Paragraphs[i]
		before := times
		for k := range p.Mentions {
			if m := &p.Mentions[k]; m.Entity == entity && !m.Anaphor {
				times++
			}
		}
		if times > before && len(labels) < mostCited {
			labels = append(labels, r.label(p))
		}
	}
	return labels, times
}
