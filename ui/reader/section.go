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
	m.sections = slices.Compact(m.sections)
}

// section goes n sections on, or back for a negative n: to the start of this one first,
// and from the first one to the start of the text.
func (m *Model) section(n int) {
	i := sort.SearchInts(m.sections, m.cursor+1) // the first section behind the cursor
	if n > 0 {
		if i < len(m.sections) {
			m.toSection(m.sections[min(i+n, len(m.sections))-1])
		}
		return
	}
	at, to := m.cursor, -1
	for ; n < 0; n++ {
		for i--; i >= 0 && m.character(m.sections[i]) >= at; {
			i--
		}
		if i < 0 {
			break
		}
		at, to = m.character(m.sections[i]), i
	}
	if to >= 0 {
		m.toSection(m.sections[to])
	}
}

// character gives the source offset of the first character at or after one.
func (m *Model) character(offset int) int {
	if p, ok := m.flow.find(offset); ok {
		return m.flow.source(p).Start
	}
	return offset
}

// number goes to the section with a number in the outline, from 1; that is a jump from
// where the reader was.
func (m *Model) number(n, from int) {
	if n < 1 || n > len(m.numbered) {
		return
	}
	m.toSection(m.numbered[n-1])
	if m.cursor != from {
		m.jumps.leave(from)
	}
}

// percent goes to a part of the text.
func (m *Model) percent(n int) {
	size := len(m.flow.doc.Source())
	if n >= 100 {
		m.toEdge(m.flow.last())
		return
	}
	m.goFar(size/100*n + size%100*n/100)
}

// paragraph goes to a paragraph, entry or heading, counted from 1.
func (m *Model) paragraph(n int) {
	if p, ok := m.flow.first(); ok {
		m.goFar(m.flow.source(m.flow.paragraph(p, n)).Start)
	}
}

func (m *Model) toSection(offset int) {
	m.goTo(m.character(offset))
	m.place(1)
}
