package reader

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"readout/briefing/markdown"
	"readout/content"
)

// press does what a key says.
func (m *Model) press(msg tea.KeyPressMsg) (Action, tea.Cmd) {
	if m.second(msg) {
		return nil, nil
	}
	if m.move(msg) || m.scrolled(msg) {
		return nil, nil
	}
	k := m.opt.Keys
	switch {
	case key.Matches(msg, k.Select):
		if m.anchor >= 0 {
			m.ClearSelection()
		} else {
			m.anchor = m.cursor
		}
	case key.Matches(msg, k.Swap):
		if m.anchor >= 0 {
			at := m.anchor
			m.anchor = m.cursor
			m.goTo(at)
		}
	case key.Matches(msg, k.Sentence):
		m.selectSpan(m.sentence())
	case key.Matches(msg, k.Cancel):
		m.ClearSelection()
		m.search.end()
	case key.Matches(msg, k.Search):
		m.openSearch()
	default:
		return m.ask(msg), nil
	}
	return nil, nil
}

// second takes the second stroke of gg, zz, zt and zb, and remembers a first one.
func (m *Model) second(msg tea.KeyPressMsg) bool {
	was := m.pending
	m.pending = 0
	switch s := msg.String(); {
	case was == 'g' && s == "g":
		if p, ok := m.flow.next(0, -1); ok {
			m.goTo(m.flow.source(p).Start)
		}
		m.top = m.page.First()
	case was == 'z' && s == "z":
		m.top = m.page.Move(m.page.Find(m.cursor), -m.textHeight()/2)
	case was == 'z' && s == "t":
		m.top = m.page.Find(m.cursor)
	case was == 'z' && s == "b":
		m.top = m.page.Move(m.page.Find(m.cursor), 1-m.textHeight())
	case was == 0 && (s == "g" || s == "z"):
		m.pending = rune(s[0])
	default:
		return false
	}
	return true
}

// move does the motions over the text; it reports whether the key is one.
func (m *Model) move(msg tea.KeyPressMsg) bool {
	k, f := m.opt.Keys, m.flow
	step := func(n int) func(place) place {
		return func(p place) place {
			if q, ok := f.step(p, n); ok {
				return q
			}
			return p
		}
	}
	switch {
	case m.search.active() && key.Matches(msg, k.HitNext):
		m.toHit(1)
	case m.search.active() && key.Matches(msg, k.HitPrev):
		m.toHit(-1)
	case key.Matches(msg, k.Right):
		m.moveText(step(1))
	case key.Matches(msg, k.Left):
		m.moveText(step(-1))
	case key.Matches(msg, k.WordNext):
		m.moveText(f.wordNext)
	case key.Matches(msg, k.WordPrev):
		m.moveText(f.wordPrev)
	case key.Matches(msg, k.SentenceNext):
		m.moveText(f.sentenceNext)
	case key.Matches(msg, k.SentencePrev):
		m.moveText(f.sentencePrev)
	case key.Matches(msg, k.ParagraphNext):
		m.moveText(f.paragraphNext)
	case key.Matches(msg, k.ParagraphPrev):
		m.moveText(f.paragraphPrev)
	case key.Matches(msg, k.SectionNext):
		m.section(1)
	case key.Matches(msg, k.SectionPrev):
		m.section(-1)
	case key.Matches(msg, k.Section):
		if n := int(msg.String()[0] - '1'); n < len(m.numbered) {
			m.goTo(m.numbered[n])
			m.top = m.page.Move(m.page.Find(m.cursor), -1)
			m.show()
		}
	default:
		return false
	}
	return true
}

// scrolled does the motions over lines and screens.
func (m *Model) scrolled(msg tea.KeyPressMsg) bool {
	k, height := m.opt.Keys, m.textHeight()
	switch {
	case key.Matches(msg, k.Down):
		m.moveLines(1)
	case key.Matches(msg, k.Up):
		m.moveLines(-1)
	case key.Matches(msg, k.HalfDown):
		m.scroll(max(height/2, 1))
	case key.Matches(msg, k.HalfUp):
		m.scroll(-max(height/2, 1))
	case key.Matches(msg, k.PageDown):
		m.scroll(max(height-2, 1))
	case key.Matches(msg, k.PageUp):
		m.scroll(-max(height-2, 1))
	case key.Matches(msg, k.Top):
		m.land(m.page.First(), 1)
		m.top = m.page.First()
	case key.Matches(msg, k.Bottom):
		m.land(m.page.Last(), -1)
	case key.Matches(msg, k.LineStart):
		m.lineEdge(0)
	case key.Matches(msg, k.LineEnd):
		m.lineEdge(m.width)
	case key.Matches(msg, k.ScreenTop):
		m.screenLine(0)
	case key.Matches(msg, k.ScreenMid):
		m.screenLine(height / 2)
	case key.Matches(msg, k.ScreenBottom):
		m.screenLine(height - 1)
	case key.Matches(msg, k.TargetNext):
		m.nextTarget()
	default:
		return false
	}
	return true
}

// ask turns a key into an action for the app.
func (m *Model) ask(msg tea.KeyPressMsg) Action {
	k, id := m.opt.Keys, m.noteAt(m.cursor)
	switch {
	case key.Matches(msg, k.Highlight):
		defer m.ClearSelection()
		return Highlight{Span: m.subject(), NoteID: id}
	case key.Matches(msg, k.Write):
		defer m.ClearSelection()
		return Write{Span: m.subject()}
	case key.Matches(msg, k.Tag):
		defer m.ClearSelection()
		return Tag{Span: m.subject(), NoteID: id}
	case key.Matches(msg, k.Copy):
		defer m.ClearSelection()
		return Copy{Span: m.subject()}
	case key.Matches(msg, k.Edit), key.Matches(msg, k.Delete):
		if id == "" {
			return Message{Text: "there is no note under the cursor"}
		}
		if key.Matches(msg, k.Edit) {
			return Edit{NoteID: id}
		}
		return Delete{NoteID: id}
	case key.Matches(msg, k.Follow):
		return m.follow()
	}
	return nil
}

// subject is what a note would stand on: the selection, or the sentence under the cursor.
func (m *Model) subject() content.Span {
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

func (m *Model) selectSpan(s content.Span) {
	m.anchor = s.Start
	if p, ok := m.flow.find(s.End - 1); ok {
		m.goTo(m.flow.source(p).Start)
	}
}

// noteAt gives the innermost note at an offset.
func (m *Model) noteAt(offset int) string {
	id, shortest := "", 0
	for _, n := range m.notes {
		if !n.Orphaned && n.Span.Contains(offset) && (id == "" || n.Span.Len() < shortest) {
			id, shortest = n.ID, n.Span.Len()
		}
	}
	return id
}

// follow gives the action of the citation or link under the cursor, or of the first one
// after it in its block, or else of the block's first.
func (m *Model) follow() Action {
	p, ok := m.flow.find(m.cursor)
	if !ok {
		return nil
	}
	var best *markdown.Run
	runs := m.flow.at(p).block.Runs
	for i := range runs {
		r := &runs[i]
		if r.Style&(markdown.Citation|markdown.Link) == 0 {
			continue
		}
		if best == nil || best.Span.End <= m.cursor {
			if best == nil || r.Span.End > m.cursor {
				best = r
			}
		}
	}
	switch {
	case best == nil:
		return nil
	case best.Style&markdown.Citation != 0:
		return ShowCitation{Label: best.Target}
	}
	return OpenLink{URL: best.Target}
}

// nextTarget goes to the next citation or link.
func (m *Model) nextTarget() {
	p, ok := m.flow.find(m.cursor)
	for ok {
		for _, r := range m.flow.at(p).block.Runs {
			if r.Style&(markdown.Citation|markdown.Link) != 0 && r.Span.Start > m.cursor {
				m.goTo(r.Span.Start)
				return
			}
		}
		p, ok = m.flow.next(p.chunk, p.block)
	}
}
