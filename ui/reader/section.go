package reader

import (
	"slices"
	"sort"
)

// setSections learns where in the source sections begin: in the order of the outline for
// digits, in the order of the text for motions. What character that is, is found when it
// is asked for: a large text has thousands of sections.
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
		m.numbered = append(m.numbered, from)
	}
	m.sections = slices.Clone(m.numbered)
	if p, ok := m.flow.first(); ok {
		m.sections = append(m.sections, m.flow.source(p).Start)
	}
	slices.Sort(m.sections)
}

// section goes a section on, or back: to the start of this one first, and from the
// first one to the start of the text.
func (m *Model) section(step int) {
	i := sort.SearchInts(m.sections, m.cursor+1) // the first section behind the cursor
	if step < 0 {
		for i--; i >= 0 && m.character(m.sections[i]) >= m.cursor; {
			i--
		}
	}
	if i >= 0 && i < len(m.sections) {
		m.toSection(m.sections[i])
	}
}

// character gives the source offset of the first character at or after one.
func (m *Model) character(offset int) int {
	if p, ok := m.flow.find(offset); ok {
		return m.flow.source(p).Start
	}
	return offset
}

// number goes to the section with a number in the outline, from 1.
func (m *Model) number(n int) {
	if n >= 1 && n <= len(m.numbered) {
		m.toSection(m.numbered[n-1])
	}
}

func (m *Model) toSection(offset int) {
	m.goTo(m.character(offset))
	m.place(1)
}
