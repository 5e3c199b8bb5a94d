package reader

import (
	"slices"
	"sort"
)

// setSections learns where sections begin: in the order of the outline for digits, in
// the order of the text for motions.
func (m *Model) setSections() {
	m.sections, m.numbered = nil, nil
	if m.briefing == nil {
		return
	}
	for i := range m.briefing.Sections {
		s := &m.briefing.Sections[i]
		from := s.Span.Start
		if s.Heading.Len() == 0 && len(s.Entries) > 0 {
			from = s.Entries[0].Span.Start
		}
		if p, ok := m.flow.find(from); ok {
			from = m.flow.source(p).Start
		}
		m.numbered = append(m.numbered, from)
	}
	m.sections = slices.Clone(m.numbered)
	if p, ok := m.flow.first(); ok {
		m.sections = append(m.sections, m.flow.source(p).Start)
	}
	slices.Sort(m.sections)
	m.sections = slices.Compact(m.sections)
}

// section goes a section on, or back: to the start of this one first, and from the
// first one to the start of the text.
func (m *Model) section(step int) {
	i := sort.SearchInts(m.sections, m.cursor+1) // the first section behind the cursor
	if step < 0 {
		i = sort.SearchInts(m.sections, m.cursor) - 1
	}
	if i >= 0 && i < len(m.sections) {
		m.toSection(m.sections[i])
	}
}

// number goes to the section with a number in the outline, from 1.
func (m *Model) number(n int) {
	if n >= 1 && n <= len(m.numbered) {
		m.toSection(m.numbered[n-1])
	}
}

func (m *Model) toSection(offset int) {
	m.goTo(offset)
	m.place(1)
}
