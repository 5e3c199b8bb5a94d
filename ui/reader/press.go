package reader

import (
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"readout/content"
	"readout/ui/stroke"
)

// press does what a key says.
func (m *Model) press(msg tea.KeyPressMsg) (Action, tea.Cmd) {
	s, whole := m.typed.strokes.Take(msg)
	if !whole {
		return nil, nil
	}
	if cmd, taken := m.digit(s); taken {
		return nil, cmd
	}
	if m.move(s) || m.scrolled(s) || m.jumped(s) {
		return nil, nil
	}
	if action, cmd, taken := m.hit(s); taken {
		return action, cmd
	}
	if action, taken := m.returned(s); taken {
		return action, nil
	}
	if t, direction := m.opt.Keys.thing(s); t != noThing {
		n, _ := m.takeCount(false)
		return m.seek(t, n*direction)
	}
	m.endCount()
	k := m.opt.Keys
	switch {
	case key.Matches(s, k.Select):
		if m.anchor >= 0 {
			m.ClearSelection()
		} else {
			m.anchor = m.cursor
		}
	case key.Matches(s, k.Swap):
		if m.anchor >= 0 {
			at := m.anchor
			m.anchor = m.cursor
			m.goTo(at)
		}
	case key.Matches(s, k.Sentence):
		m.grow()
	case key.Matches(s, k.SelectAgain):
		return m.selectAgain(), nil
	case key.Matches(s, k.Cancel):
		if m.anchor >= 0 {
			m.ClearSelection()
		} else {
			m.endSearch()
		}
	case key.Matches(s, k.Search):
		m.openSearch()
	case key.Matches(s, k.Word, k.WordBack):
		return m.searchWord(key.Matches(s, k.WordBack))
	default:
		return m.ask(s), nil
	}
	return nil, nil
}

// move does the motions over the text; it reports whether the key is one.
func (m *Model) move(s stroke.Stroke) bool {
	k, f := m.opt.Keys, m.flow
	for _, motion := range [...]struct {
		key  key.Binding
		move func(place) place
		on   bool // to the start of what comes next
	}{
		{k.Right, f.right, false},
		{k.Left, f.left, false},
		{k.WordNext, f.wordNext, true},
		{k.WordPrev, f.wordPrev, false},
		{k.SentenceNext, f.sentenceNext, true},
		{k.SentencePrev, f.sentencePrev, false},
		{k.ParagraphNext, f.paragraphNext, true},
		{k.ParagraphPrev, f.paragraphPrev, false},
	} {
		if !key.Matches(s, motion.key) {
			continue
		}
		n, _ := m.takeCount(false)
		if motion.on {
			m.moveOn(n, motion.move)
		} else {
			m.moveText(times(n, motion.move))
		}
		return true
	}
	return false
}

// scrolled does the motions over lines and screens.
func (m *Model) scrolled(s stroke.Stroke) bool {
	k := m.opt.Keys
	half, page := max(m.textHeight()/2, 1), max(m.textHeight()-2, 1)
	for _, motion := range [...]struct {
		key key.Binding
		do  func(n int)
	}{
		{k.Down, m.moveLines},
		{k.Up, func(n int) { m.moveLines(-n) }},
		{k.HalfDown, func(n int) { m.scroll(n * half) }},
		{k.HalfUp, func(n int) { m.scroll(-n * half) }},
		{k.PageDown, func(n int) { m.scroll(n * page) }},
		{k.PageUp, func(n int) { m.scroll(-n * page) }},
		{k.ScrollDown, m.wheel},
		{k.ScrollUp, func(n int) { m.wheel(-n) }},
		{k.LineStart, func(int) { m.lineEdge(0) }},
		{k.LineEnd, func(n int) { m.moveLines(n - 1); m.lineEdge(m.width) }},
		{k.ScreenTop, func(n int) { m.screenLine(n - 1) }},
		{k.ScreenMid, func(int) { m.screenLine(m.textHeight() / 2) }},
		{k.ScreenBottom, func(n int) { m.screenLine(m.textHeight() - n) }},
		{k.ToMiddle, func(int) { m.place(m.textHeight() / 2) }},
		{k.ToTop, func(int) { m.place(0) }},
		{k.ToBottom, func(int) { m.place(m.textHeight() - 1) }},
	} {
		if key.Matches(s, motion.key) {
			n, _ := m.takeCount(false)
			motion.do(n)
			return true
		}
	}
	return false
}

// jumped does the motions that go far: back from them goes the way of jumps.
func (m *Model) jumped(s stroke.Stroke) bool {
	k := m.opt.Keys
	switch {
	case m.search.active() && key.Matches(s, k.HitNext, k.HitPrev):
		return false
	case key.Matches(s, k.SectionNext):
		n, _ := m.takeCount(false)
		m.leaving(func() { m.section(n) })
	case key.Matches(s, k.SectionPrev):
		n, _ := m.takeCount(false)
		m.leaving(func() { m.section(-n) })
	case key.Matches(s, k.Top, k.Bottom):
		m.toEnds(s)
	default:
		return false
	}
	return true
}

// hit goes to another hit. Where none are marked it searches again what was searched last,
// if the key is free for that.
func (m *Model) hit(s stroke.Stroke) (action Action, cmd tea.Cmd, taken bool) {
	k := m.opt.Keys
	direction := 1
	switch {
	case key.Matches(s, k.HitNext):
	case key.Matches(s, k.HitPrev):
		direction = -1
	default:
		return nil, nil, false
	}
	if !m.search.active() && slices.ContainsFunc(k.Bindings(), func(b key.Binding) bool { return key.Matches(s, b) }) {
		return nil, nil, false
	}
	n, _ := m.takeCount(false)
	if !m.search.active() {
		action, cmd = m.searchAgain(direction < 0)
		return action, cmd, true
	}
	if m.search.backward {
		direction = -direction
	}
	m.leaving(func() { action = m.nextHit(n * direction) })
	return action, nil, true
}

// toEnds goes to the start or the end of the text, or to the paragraph that a count says.
func (m *Model) toEnds(s stroke.Stroke) {
	n, counted := m.takeCount(s != "home" && s != "end")
	m.leaving(func() {
		switch {
		case counted:
			m.paragraph(n)
		case key.Matches(s, m.opt.Keys.Top):
			m.toEdge(m.flow.first())
		default:
			m.toEdge(m.flow.last())
		}
	})
}

// returned sets marks, goes back to places, and to parts of the text.
func (m *Model) returned(s stroke.Stroke) (action Action, taken bool) {
	k := m.opt.Keys.Jumps
	switch {
	case key.Matches(s, m.opt.Keys.Percent):
		n, ok := m.takeCount(true)
		if !ok {
			return Message{Text: "a number goes before it: 50 is half of the text"}, true
		}
		m.leaving(func() { m.percent(n) })
		return nil, true
	case key.Matches(s, k.Back):
		n, _ := m.takeCount(false)
		return m.back(n), true
	case key.Matches(s, k.On):
		n, _ := m.takeCount(false)
		return m.back(-n), true
	case key.Matches(s, k.Before):
		m.endCount()
		return m.before(), true
	}
	switch tabs := m.opt.Keys.Tabs; {
	case key.Matches(s, tabs.Next):
		if n, ok := m.takeCount(true); ok {
			return Turn{To: n}, true
		}
		return Turn{By: 1}, true
	case key.Matches(s, tabs.Prev):
		n, _ := m.takeCount(false)
		return Turn{By: -n}, true
	}
	if to, ok := markOf(s, k.Mark); ok {
		m.endCount()
		return m.setMark(to), true
	}
	if to, ok := markOf(s, k.ToMark); ok {
		m.endCount()
		return m.toMark(to), true
	}
	return nil, false
}

// ask turns a key into an action for the app.
func (m *Model) ask(s stroke.Stroke) Action {
	k := m.opt.Keys
	if _, ok := m.flow.first(); !ok {
		return nil
	}
	switch {
	case key.Matches(s, k.Highlight):
		defer m.ClearSelection()
		return Highlight{Span: m.Subject(), NoteID: m.noteMeant()}
	case key.Matches(s, k.Write):
		defer m.ClearSelection()
		return Write{Span: m.Subject()}
	case key.Matches(s, k.Whole):
		return WriteOnWhole{}
	case key.Matches(s, k.Tag):
		defer m.ClearSelection()
		return Tag{Span: m.Subject(), NoteID: m.noteMeant()}
	case key.Matches(s, k.Copy):
		defer m.ClearSelection()
		return Copy{Span: m.Subject()}
	case key.Matches(s, k.Edit), key.Matches(s, k.Delete):
		id := m.noteMeant()
		if id == "" {
			n, _ := m.notes.at(m.cursor)
			id = n.ID
		}
		switch {
		case id == "":
			return Message{Text: "there is no note under the cursor"}
		case key.Matches(s, k.Edit):
			return Edit{NoteID: id}
		}
		return Delete{NoteID: id}
	case key.Matches(s, k.Find):
		return Find{}
	case key.Matches(s, k.Follow):
		return m.follow()
	}
	return nil
}

// Subject is what a note would stand on: the selection, or the sentence under the cursor.
func (m *Model) Subject() content.Span {
	if s, ok := m.Selection(); ok {
		return s
	}
	return m.sentence()
}

func (m *Model) sentence() content.Span {
	p, ok := m.flow.find(m.cursor)
	if !ok {
		return content.Span{Start: m.cursor, End: m.cursor}
	}
	return m.flow.sentenceAt(p)
}
