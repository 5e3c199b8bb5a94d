package anchor

import (
	"readout/briefing"
	"readout/briefing/note"
	"readout/content"
)

// ByScope is how a note on a whole section or briefing is placed: the section is known by
// its key, whatever became of the words of its heading.
const ByScope Method = "scope"

// scoped places a note on a whole briefing, which has no range, or on a whole section that
// is there, whose range is that of its heading. ok is false for any other note.
func (r *Resolver) scoped(t *note.Target) (at content.Span, ok bool) {
	switch t.Scope() {
	case note.OnBriefing:
		return at, true
	case note.OnSection:
		for _, s := range r.sections() {
			if s.Key == t.Section {
				return Heading(&s), true
			}
		}
	}
	return at, false
}

// Heading gives the range on which a note on a whole section stands: its heading, or where
// it begins.
func Heading(s *briefing.Section) content.Span {
	if s.Heading.Len() > 0 {
		return s.Heading
	}
	return content.Span{Start: s.Span.Start, End: s.Span.Start}
}

// renamed takes the place that the words of a section's heading have for that of the
// section, if a heading is there.
func (r *Resolver) renamed(at content.Span, o Outcome) (content.Span, Outcome) {
	for _, s := range r.sections() {
		if !o.Orphaned() && s.Heading.Overlaps(at) {
			return s.Heading, o
		}
	}
	return content.Span{}, Outcome{}
}
