package prose

import (
	"slices"

	"readout/content"
)

// firstPersons links "I" in a quotation to its speaker, and "we" to the state or the
// body that the speaker speaks for.
func (l *listener) firstPersons(i int, p *passage) {
	par := &l.doc.Paragraphs[i]
	var found []Mention
	for _, q := range par.Quotations {
		if !q.Direct || q.Speaker < 0 {
			continue
		}
		we := l.represented(q.Speaker)
		for k := firstToken(p, q.Start); k < len(p.toks) && p.toks[k].Start < q.End; k++ {
			e := -1
			switch p.toks[k].Lower {
			case "i", "me", "my", "myself":
				if l.doc.Entities[q.Speaker].Kind == Person && p.toks[k].Lower != "i" || p.toks[k].Shape == Capitalised {
					e = q.Speaker
				}
			case "we", "us", "our", "ours", "ourselves":
				if p.toks[k].Shape != Upper {
					e = we
				}
			}
			if e >= 0 {
				found = append(found, Mention{
					Span: content.Span{Start: p.toks[k].Start, End: p.toks[k].End}, Entity: e, Kind: l.meant(e), Anaphor: true,
				})
			}
		}
	}
	if len(found) > 0 {
		par.Mentions = append(par.Mentions, found...)
		slices.SortStableFunc(par.Mentions, func(a, b Mention) int { return a.Start - b.Start })
	}
}

// meant gives the kind of an entity that acts: a state is an organisation then.
func (l *listener) meant(e int) EntityKind {
	if l.doc.Entities[e].State {
		return Organisation
	}
	return l.doc.Entities[e].Kind
}

// represented gives the entity that a speaker's "we" stands for: a body itself, an
// official's state; -1 where it can't be told.
func (l *listener) represented(speaker int) int {
	e := &l.doc.Entities[speaker]
	if e.Kind != Person {
		return speaker
	}
	if e.Country == "" || e.Office == "" {
		return -1
	}
	return slices.IndexFunc(l.doc.Entities, func(o Entity) bool { return o.State && o.Country == e.Country })
}
