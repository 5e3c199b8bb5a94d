package reader

import (
	"slices"
	"sort"

	"readout/briefing/markdown"
	"readout/content"
)

// selection is one that was ended, to be made again: both ends, as offsets plus one; 0:
// there was none.
type selection struct{ anchor, cursor int }

// ClearSelection ends the selection.
func (m *Model) ClearSelection() {
	if m.anchor >= 0 {
		m.chosen = selection{m.anchor + 1, m.cursor + 1}
	}
	m.anchor = -1
}

// selectAgain makes the last selection again.
func (m *Model) selectAgain() Action {
	if m.chosen == (selection{}) {
		return Message{Text: "nothing was selected yet"}
	}
	last := m.chosen
	m.leaving(func() {
		m.anchor = m.flow.source(m.flow.here(last.anchor - 1)).Start
		m.goFar(last.cursor - 1)
	})
	return nil
}

// grow selects the sentence at the cursor, or what is next larger than the selection: the
// sentence, the paragraph or entry, the section.
func (m *Model) grow() {
	p, ok := m.flow.find(m.cursor)
	if !ok {
		return
	}
	chosen, some := m.Selection()
	for _, span := range [...]func(place) content.Span{m.flow.sentenceAt, m.flow.paragraphAt, m.sectionAt} {
		if s := span(p); !some || s.Start <= chosen.Start && chosen.End <= s.End && s != chosen {
			m.selectRange(s)
			return
		}
	}
}

// paragraphAt gives the source of the paragraph or entry at p, without the citations at its
// end.
func (f *flow) paragraphAt(p place) content.Span {
	from := f.settle(place{p.chunk, p.block, 0}, 1)
	for f.at(from).block.Join != markdown.Apart {
		before, ok := f.prev(from.chunk, from.block)
		if !ok {
			break
		}
		from = before
	}
	return f.until(from, f.paragraphNext(p))
}

// sectionAt gives the source of the section at p, with its heading and without the
// footnotes behind it.
func (m *Model) sectionAt(p place) content.Span {
	at := m.flow.source(p).Start
	i := sort.SearchInts(m.sections, at+1)
	from, _ := m.flow.first()
	if i > 0 {
		from, _ = m.flow.find(m.sections[i-1])
	}
	to, _ := m.flow.last()
	if i < len(m.sections) {
		to, _ = m.flow.find(m.sections[i])
	}
	if m.flow.noted(p) {
		return m.flow.until(from, to)
	}
	for m.flow.noted(to) {
		to = m.flow.settle(place{to.chunk, to.block, 0}, 1)
		before, ok := m.flow.prev(to.chunk, to.block)
		if !ok || !m.flow.noted(before) {
			break
		}
		to = before
	}
	return m.flow.until(from, to)
}

// noted reports whether p is in a footnote.
func (f *flow) noted(p place) bool {
	return slices.ContainsFunc(f.at(p).block.Containers, func(c markdown.Container) bool { return c.Kind == markdown.Footnote })
}

// until gives the source from one place to the end of the text before another, or to the
// end of all text where that is its last character.
func (f *flow) until(from, next place) content.Span {
	end := f.endBefore(next)
	if last, ok := f.last(); ok && next == last {
		if end = last; f.at(last).class(last.at) == citation {
			end = f.endBefore(last)
		}
	}
	if end.before(from) {
		end = from
	}
	return f.span(from, end)
}

// selectRange selects a range of the source, with the cursor on its last character.
func (m *Model) selectRange(s content.Span) {
	from, ok := m.flow.find(s.Start)
	if !ok || s.Len() == 0 {
		return
	}
	end := m.flow.here(s.End - 1)
	m.anchor = m.flow.source(from).Start
	m.goTo(m.flow.source(end).Start)
}

// here gives the character that a byte of the source belongs to.
func (f *flow) here(offset int) place {
	p, _ := f.find(offset)
	if f.source(p).Start > offset {
		if q, ok := f.step(p, -1); ok {
			return q
		}
	}
	return p
}
