package app

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"readout/briefing"
	"readout/content"
	"readout/ui/reader"
)

// depart keeps where the reader is on the trail, and gives it.
func (m *Model) depart() reader.Place {
	d := m.desk()
	if d == nil {
		return reader.Place{}
	}
	at := reader.Place{Text: d.id, Offset: d.reader.Cursor()}
	if d.doc != nil {
		m.view.trail.Leave(at)
	}
	return at
}

// visit goes to a place that is on the trail.
func (m *Model) visit(p reader.Place) tea.Cmd {
	for _, d := range m.view.asides {
		if d.id == p.Text {
			m.showSight(d)
			d.reader.Return(p.Offset)
			m.markSight(d)
			return nil
		}
	}
	for i, d := range m.desks {
		if d.id == p.Text {
			cmd := m.show(i)
			d.reader.Return(p.Offset)
			return cmd
		}
	}
	if m.view.aside == nil && m.desk() != nil {
		m.say("that view is not open any more")
	}
	return nil
}

// openAt goes to a place of a briefing of the library: at gives it, once its text is there.
func (m *Model) openAt(id string, at func(d *desk) int) tea.Cmd {
	before := m.desk()
	cmd := m.open(id)
	d := m.base()
	switch {
	case d == nil || d.id != id:
	case d == before && d.text.briefing != nil:
		if to := at(d); to >= 0 {
			d.reader.Jump(to)
		}
	default:
		d.goal = at
		m.arriveAt(d)
	}
	return cmd
}

// arriveAt goes to the place for which a briefing was opened, once all of it is there.
func (m *Model) arriveAt(d *desk) {
	if d.goal == nil || d.text.briefing == nil || d.state != idle {
		return
	}
	at := d.goal(d)
	d.goal = nil
	if at >= 0 {
		d.reader.Return(at)
	}
}

// linkedMsg brings a file that a link leads to.
type linkedMsg struct {
	request  int
	what     string // leads there
	id       string
	fragment string
	err      error
}

// followLink goes where a link leads within the reader's own texts.
func (m *Model) followLink(d *desk, target string) tea.Cmd {
	path, fragment, _ := strings.Cut(target, "#")
	path, fragment = unescaped(path), unescaped(fragment)
	if path == "" {
		if at := headingAt(d.text.briefing, fragment); at >= 0 {
			d.reader.Jump(at)
		} else {
			m.say("there is no heading #" + fragment)
		}
		return nil
	}
	request, store, id := m.next(), m.opt.Store, d.id
	m.view.making = request
	return func() tea.Msg {
		to, err := store.OpenFile(id, path)
		return linkedMsg{request, "the link", to, fragment, err}
	}
}

// linked opens the file that a link leads to.
func (m *Model) linked(msg linkedMsg) tea.Cmd {
	switch {
	case msg.request != m.view.making:
		return nil
	case msg.err != nil:
		m.say(msg.what + " does not open: " + msg.err.Error())
		return nil
	case msg.fragment == "":
		return m.open(msg.id)
	}
	return m.openAt(msg.id, func(d *desk) int {
		at := headingAt(d.text.briefing, msg.fragment)
		if at < 0 {
			m.say("there is no heading #" + msg.fragment)
		}
		return at
	})
}

// unescaped gives a part of a link with what stands behind percent signs; as it is where
// that is no text.
func unescaped(s string) string {
	var out []byte
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) {
			if n, err := strconv.ParseUint(s[i+1:i+3], 16, 8); err == nil {
				out = append(out, byte(n))
				i += 2
				continue
			}
		}
		out = append(out, s[i])
	}
	if !utf8.Valid(out) || content.CleanLine(string(out)) != string(out) {
		return s
	}
	return string(out)
}

// headingAt gives where the heading is that a fragment names: as GitHub does, by the words
// of it, or by the key of its section; -1 if there is none.
func headingAt(b *briefing.Briefing, fragment string) int {
	if b == nil || strings.TrimSpace(fragment) == "" {
		return -1
	}
	count := map[string]int{}
	for i := range b.Sections {
		s := &b.Sections[i]
		name := anchorOf(s.Title)
		n := count[name]
		if count[name]++; n > 0 {
			name += "-" + strconv.Itoa(n)
		}
		if s.Heading.Len() > 0 && name == strings.ToLower(fragment) {
			return s.Heading.Start
		}
	}
	if s := b.Find(fragment); s != nil && s.Heading.Len() > 0 {
		return s.Heading.Start
	}
	if anchorOf(b.Title) == strings.ToLower(fragment) {
		return 0
	}
	return -1
}

// anchorOf gives the name by which links on GitHub lead to a heading.
func anchorOf(title string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case r == '-' || r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			return unicode.ToLower(r)
		}
		return -1
	}, title)
}
