package note

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"readout/content"
)

// Link leads from a note to another, or to a place in the text of a briefing. What it
// leads to may be gone.
type Link struct {
	Briefing string // id of the briefing that it leads to; never empty
	Note     string // id of a note there; empty: it leads to text
	Target   Target // where it leads to text: the place, as of a note there; otherwise zero
	Label    string // the first words of what it leads to, as they were
}

// maxLinks bounds the links of a note.
const maxLinks = 1000

// Leads reports whether a and b lead to the same.
func (a Link) Leads(b Link) bool {
	return a.Briefing == b.Briefing && a.Note == b.Note && a.Target == b.Target
}

// checkLinks says why links cannot stand in a log; nil: they can.
func checkLinks(links []Link) error {
	if len(links) > maxLinks {
		return fmt.Errorf("it has %d links, more than %d", len(links), maxLinks)
	}
	for i := range links {
		l := &links[i]
		switch {
		case l.Briefing == "":
			return fmt.Errorf("its link %d leads to no briefing", i+1)
		case l.Note != "" && l.Target != (Target{}):
			return fmt.Errorf("its link %d leads to a note and to text", i+1)
		case l.Note != "" && (len(l.Note) > maxID || noteOfIRI(linkIRI(l.Note)) != l.Note):
			return fmt.Errorf("its link %d leads to a note whose id cannot be written", i+1)
		case !isSpan(l.Target.Position) || !isSpan(l.Target.Data):
			return fmt.Errorf("its link %d leads to no range: %v, %v", i+1, l.Target.Position, l.Target.Data)
		}
	}
	return nil
}

const urnNote = "urn:readout:note:"

// linkIRI gives the IRI by which a link names a note: its own, or one made of its id where
// that is none.
func linkIRI(id string) string {
	scheme, rest, ok := strings.Cut(id, ":")
	switch {
	case isUUID(id):
		return urnUUID + id
	case !ok || scheme == "" || rest == "" || strings.HasPrefix(id, urnNote) || strings.HasPrefix(id, urnBriefing) || strings.HasPrefix(id, urnUUID) ||
		strings.ContainsAny(id, " <>\"{}|\\^`%") || content.CleanLine(id) != id:
		return urnNote + url.PathEscape(id)
	}
	return id
}

func noteOfIRI(iri string) string {
	if id, ok := strings.CutPrefix(iri, urnNote); ok {
		if id, err := url.PathUnescape(id); err == nil {
			return id
		}
	}
	return noteID(iri)
}

// linkBody gives the body of a link: a SpecificResource, as only such a one can have a
// purpose; a note stands in the scope of its briefing.
func linkBody(l *Link) body {
	at := urnBriefing + url.PathEscape(l.Briefing)
	b := body{Type: typeResource, Purpose: purposeLink, Source: at, Label: l.Label}
	if l.Note != "" {
		b.Source, b.Scope = linkIRI(l.Note), at
		return b
	}
	b.Section, b.Whole, b.Selector = l.Target.Section, l.Target.Whole, selectors(&l.Target)
	if l.Target.Source != "" {
		b.State = &state{typeState, l.Target.Source}
	}
	if b.Selector == nil && b.State == nil {
		b.Scope = at // one of these makes it a specific resource
	}
	return b
}

// link gives back the link that a body is; ok is false where it is another body.
func (o object) link() (l Link, ok bool) {
	if o.text("purpose") != purposeLink || o.get("value") != nil {
		return l, false
	}
	source := firstText(o.text("source"), firstObject(o.get("source")).text("id"))
	at := source
	if !strings.HasPrefix(source, urnBriefing) {
		at = o.text("scope")
		l.Note = noteOfIRI(source)
	}
	at, ok = strings.CutPrefix(at, urnBriefing)
	if !ok || source == "" {
		return l, false
	}
	id, err := url.PathUnescape(at)
	if err != nil {
		return l, false
	}
	l.Briefing, l.Label = id, o.text("label")
	if l.Note == "" {
		l.Target = o.target()
	}
	return l, checkLinks([]Link{l}) == nil
}

func firstObject(value []byte) object {
	for o := range objects(value) {
		return o
	}
	return nil
}

// cleanLinks gives links to be shown.
func cleanLinks(links []Link) []Link {
	links = slices.Clone(links)
	for i := range links {
		l := &links[i]
		l.Briefing, l.Note, l.Label = content.CleanLine(l.Briefing), content.CleanLine(l.Note), content.CleanLine(l.Label)
		l.Target = l.Target.display()
	}
	return links
}
