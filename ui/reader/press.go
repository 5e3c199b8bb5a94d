package reader

import (
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"readout/briefing/markdown"
	"readout/content"
)

// press does what a key says.
func (m *Model) press(msg tea.KeyPressMsg) Action {
	if m.second(msg) || m.move(msg) || m.scrolled(msg) {
		return nil
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
		if m.anchor >= 0 {
			m.ClearSelection()
		} else {
			m.endSearch()
		}
	case key.Matches(msg, k.Search):
		m.openSearch()
	default:
		return m.ask(msg)
	}
	return nil
}

// second takes the second stroke of gg, zz, zt and zb, and remembers a first one.
func (m *Model) second(msg tea.KeyPressMsg) bool {
	was := m.pending
	m.pending = 0
	switch s := msg.String(); {
	case was == 'g' && s == "g":
		m.toEdge(m.flow.first())
	case was == 'z' && s == "z":
		m.place(m.textHeight() / 2)
	case was == 'z' && s == "t":
		m.place(0)
	case was == 'z' && s == "b":
		m.place(m.textHeight() - 1)
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
	switch {
	case m.search.active() && key.Matches(msg, k.HitNext):
		m.nextHit(1)
	case m.search.active() && key.Matches(msg, k.HitPrev):
		m.nextHit(-1)
	case key.Matches(msg, k.Right):
		m.moveText(f.right)
	case key.Matches(msg, k.Left):
		m.moveText(f.left)
	case key.Matches(msg, k.WordNext):
		m.moveOn(f.wordNext)
	case key.Matches(msg, k.WordPrev):
		m.moveText(f.wordPrev)
	case key.Matches(msg, k.SentenceNext):
		m.moveOn(f.sentenceNext)
	case key.Matches(msg, k.SentencePrev):
		m.moveText(f.sentencePrev)
	case key.Matches(msg, k.ParagraphNext):
		m.moveOn(f.paragraphNext)
	case key.Matches(msg, k.ParagraphPrev):
		m.moveText(f.paragraphPrev)
	case key.Matches(msg, k.SectionNext):
		m.section(1)
	case key.Matches(msg, k.SectionPrev):
		m.section(-1)
	case key.Matches(msg, k.Section):
		m.number(int(msg.String()[0] - '0'))
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
		m.toEdge(m.flow.first())
	case key.Matches(msg, k.Bottom):
		m.toEdge(m.flow.last())
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
	k := m.opt.Keys
	if _, ok := m.flow.first(); !ok {
		return nil
	}
	switch {
	case key.Matches(msg, k.Highlight):
		defer m.ClearSelection()
		return Highlight{Span: m.subject(), NoteID: m.noteMeant()}
	case key.Matches(msg, k.Write):
		defer m.ClearSelection()
		return Write{Span: m.subject()}
	case key.Matches(msg, k.Tag):
		defer m.ClearSelection()
		return Tag{Span: m.subject(), NoteID: m.noteMeant()}
	case key.Matches(msg, k.Copy):
		defer m.ClearSelection()
		return Copy{Span: m.subject()}
	case key.Matches(msg, k.Edit), key.Matches(msg, k.Delete):
		id := m.noteMeant()
		if id == "" {
			n, _ := m.notes.at(m.cursor)
			id = n.ID
		}
		switch {
		case id == "":
			return Message{Text: "there is no note under the cursor"}
		case key.Matches(msg, k.Edit):
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

// selectSpan selects a range, with the cursor on its last character.
func (m *Model) selectSpan(s content.Span) {
	from, ok := m.flow.find(s.Start)
	if !ok {
		return
	}
	b := m.flow.at(from)
	to := from
	if text := b.text.TextSpan(s); text.Len() > 0 {
		to.at = b.start(text.End - 1)
	}
	m.anchor = m.flow.source(from).Start
	m.goTo(m.flow.source(to).Start)
}

// follow gives the action of the citation or link nearest to the cursor in its block.
func (m *Model) follow() Action {
	p, ok := m.flow.find(m.cursor)
	if !ok {
		return nil
	}
	best := m.flow.at(p).target(m.cursor)
	switch {
	case best == nil:
		return Message{Text: "there is no citation or link here"}
	case best.Style&markdown.Citation != 0:
		return ShowCitation{Label: best.Target}
	case !opens(best.Target):
		return Message{Text: "only http, https and mailto links open: " + content.CleanLine(best.Target)}
	}
	return OpenLink{URL: best.Target}
}

// opens reports whether an address is one that may be opened outside.
func opens(url string) bool {
	scheme, _, ok := strings.Cut(url, ":")
	scheme = strings.ToLower(scheme)
	return ok && (scheme == "http" || scheme == "https" || scheme == "mailto")
}

// nextTarget goes to the next citation or link.
func (m *Model) nextTarget() {
	p, ok := m.flow.find(m.cursor)
	for ok {
		for _, at := range m.flow.at(p).targets() {
			if at > m.cursor {
				m.goTo(at)
				return
			}
		}
		p, ok = m.flow.next(p.chunk, p.block)
	}
}
