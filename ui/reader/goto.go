package reader

// GoToParagraph jumps to a paragraph, entry or heading, counted from 1, as the key of the
// end does with a count.
func (m *Model) GoToParagraph(n int) { m.goingTo(func() { m.paragraph(max(n, 1)) }) }

// GoToPercent jumps to a part of the text, 0 to 100.
func (m *Model) GoToPercent(n int) { m.goingTo(func() { m.percent(max(n, 0)) }) }

func (m *Model) goingTo(jump func()) {
	if m.page == nil {
		return
	}
	m.endCount()
	m.leaving(jump)
	m.show()
}
