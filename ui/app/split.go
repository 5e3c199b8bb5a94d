package app

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"readout/ui/cell"
	"readout/ui/stroke"
	"readout/ui/theme"
)

// The sizes of which a side of a split has at least one, in cells and rows.
const (
	sideFrom  = 40
	belowFrom = 4
	apart     = 3 // cells: a line between blanks
)

// split shows a second briefing beside the one that is read, or below it.
type split struct {
	other  *desk
	second bool   // the one that is read stands right, or below
	below  bool   // instead of beside, which takes its room
	bound  bool   // a section that the reader comes to is shown on the other side too
	key    string // of the section that was shown last for that
}

// slot is a part of the text's place, without the row with its title: counted from the
// corner of that place, in cells and rows.
type slot struct{ x, y, w, h int }

// divide gives both parts, that of the briefing that is read first.
func (s *split) divide(w, h int) (mine, other slot) {
	switch left := (w - apart) / 2; {
	case !s.below && left >= sideFrom:
		mine, other = slot{0, 1, left, h - 1}, slot{left + apart, 1, w - left - apart, h - 1}
	case h >= 2*belowFrom:
		mine, other = slot{0, 1, w, h/2 - 1}, slot{0, h/2 + 1, w, h - h/2 - 1}
	default:
		return slot{w: w, h: h}, slot{}
	}
	if s.second {
		return other, mine
	}
	return mine, other
}

// WindowKeys are the keys of several briefings on one screen.
type WindowKeys struct {
	Beside key.Binding `bind:"split-beside"`
	Below  key.Binding `bind:"split-below"`
	Other  key.Binding `bind:"other-side"`
	First  key.Binding `bind:"first-side"`
	Second key.Binding `bind:"second-side"`
	Only   key.Binding `bind:"only-this-side"`
	Bind   key.Binding `bind:"bind-sides"`
	Close  key.Binding `bind:"close-briefing"`
}

func defaultWindows() WindowKeys {
	bind := func(help, what string, keys ...string) key.Binding {
		return key.NewBinding(key.WithKeys(keys...), key.WithHelp(help, what))
	}
	return WindowKeys{
		Beside: bind("ctrl-w v", "another briefing beside", "ctrl+w v"),
		Below:  bind("ctrl-w s", "another briefing below", "ctrl+w s"),
		Other:  bind("ctrl-w w", "to the other side", "ctrl+w w", "ctrl+w ctrl+w"),
		First:  bind("ctrl-w h", "left, or above", "ctrl+w h", "ctrl+w k", "ctrl+w left", "ctrl+w up"),
		Second: bind("ctrl-w l", "right, or below", "ctrl+w l", "ctrl+w j", "ctrl+w right", "ctrl+w down"),
		Only:   bind("ctrl-w o", "this side only", "ctrl+w o"),
		Bind:   bind("ctrl-w b", "sides move together", "ctrl+w b"),
		Close:  bind("ctrl-w c", "close side, or briefing", "ctrl+w c", "ctrl+w q"),
	}
}

// Bindings gives the keys in the order in which help shows them.
func (k WindowKeys) Bindings() []key.Binding {
	return []key.Binding{k.Beside, k.Below, k.Other, k.First, k.Second, k.Only, k.Bind, k.Close}
}

// onWindows has the keys of several briefings.
func (m *Model) onWindows(s stroke.Stroke) (cmd tea.Cmd, taken bool) {
	k, two := m.keys.app.Windows, m.view.split
	switch {
	case key.Matches(s, k.Beside):
		return m.divide(false), true
	case key.Matches(s, k.Below):
		return m.divide(true), true
	case key.Matches(s, k.Close) && two == nil:
		return m.closeDesk(), true
	case key.Matches(s, k.Other, k.First, k.Second, k.Only, k.Bind, k.Close):
		if two == nil {
			m.say("one briefing is on the screen" + m.tip(k.Beside, "puts another beside it"))
			return nil, true
		}
	default:
		return nil, false
	}
	switch {
	case key.Matches(s, k.Other), key.Matches(s, k.First) && two.second, key.Matches(s, k.Second) && !two.second:
		return m.cross(), true
	case key.Matches(s, k.Only, k.Close):
		m.view.split = nil
	case key.Matches(s, k.Bind):
		two.bound = !two.bound
		two.key = ""
		if two.bound {
			m.say("the sides go to sections together" + m.tip(k.Bind, "lets them go"))
		} else {
			m.say("each side goes its own way")
		}
	}
	return nil, true
}

// divide shows another open briefing beside the one that is read, or below it. Where there
// is none, the reader chooses it in the library.
func (m *Model) divide(below bool) tea.Cmd {
	if m.view.split != nil {
		m.view.split.below = below
		return nil
	}
	b := m.base()
	if b == nil {
		return nil
	}
	two := &split{below: below}
	if len(m.desks) == 1 {
		m.view.splitting = two
		cmd := m.toLibrary(b)
		m.say("which briefing is to stand beside this one?")
		return cmd
	}
	two.other = m.desks[(m.current+1)%len(m.desks)]
	m.view.split = two
	return m.awake(two.other)
}

// awake loads a briefing that was not shown yet.
func (m *Model) awake(d *desk) tea.Cmd {
	if d.state == closed || d.state == failed {
		return m.load(d)
	}
	return nil
}

// cross goes to the other side.
func (m *Model) cross() tea.Cmd {
	two, here := m.view.split, m.base()
	i := slices.Index(m.desks, two.other)
	if here == nil || i < 0 {
		m.view.split = nil
		return nil
	}
	cmd := m.goTo(i)
	return cmd
}

// sided keeps the split right as another briefing is shown: the one on the other side is
// gone to there, and the one that was chosen for it comes.
func (m *Model) sided(from, to *desk) {
	switch two := m.view.split; {
	case m.view.splitting != nil && from != nil && from != to:
		m.view.split, m.view.splitting = m.view.splitting, nil
		m.view.split.other, m.view.split.second = from, true
	case two != nil && to == two.other:
		two.other, two.second = from, !two.second
	}
	m.view.splitting = nil
}

// bindSides shows on the other side the section that the reader has come to.
func (m *Model) bindSides() {
	two, d := m.view.split, m.base()
	if two == nil || !two.bound || d == nil || d != m.desk() || d.text.briefing == nil || two.other.text.briefing == nil {
		return
	}
	s := d.text.briefing.SectionAt(d.reader.Cursor())
	if s == nil || s.Key == two.key {
		return
	}
	two.key = s.Key
	if there := two.other.text.briefing.Find(s.Key); there != nil {
		two.other.reader.SetPosition(there.Span.Start, there.Span.Start)
	}
}

// bothRows draws both sides, each under its title.
func (m *Model) bothRows(d *desk) []string {
	l, two := m.layout, m.view.split
	d.reader.SetFocused(true)
	two.other.reader.SetFocused(false)
	mine := append([]string{m.sideTitle(d, l.at.w, true)}, m.reading(d, l.at)...)
	other := append([]string{m.sideTitle(two.other, l.other.w, false)}, m.reading(two.other, l.other)...)
	if two.second {
		mine, other = other, mine
	}
	if l.at.x == l.other.x {
		return append(mine, other...)
	}
	line := m.theme.Style(theme.Border).Render("│")
	return cell.Beside(mine, cell.Column(" "+line+" ", l.text), other)
}

// sideTitle says which briefing a side shows, and which side has the keys.
func (m *Model) sideTitle(d *desk, width int, focused bool) string {
	mark, role := " ", theme.Muted
	if focused {
		mark, role = "▎", theme.Title
	}
	title := m.theme.Style(theme.Accent).Render(mark) + " " + m.theme.Style(role).Render(cell.Cut(m.method, d.title(), max(width-3, 0)))
	return cell.Fit(m.method, title, width)
}

// onOther reports whether a cell of the text's place lies on the other side.
func (l *layout) onOther(x, y int) bool {
	o := l.other
	return o.w > 0 && x >= o.x && x < o.x+o.w && y >= o.y-1 && y < o.y+o.h
}

// closeDesk closes the briefing that is read; what is left open, or the library, comes.
func (m *Model) closeDesk() tea.Cmd {
	d := m.base()
	switch {
	case d == nil:
		return nil
	case d.busy():
		m.say("this briefing is still being saved")
		return nil
	case len(m.desks) == 1:
		d.shelved = true
		return m.toLibrary(d)
	}
	i := m.current
	next := i + 1
	if next == len(m.desks) {
		next = i - 1
	}
	cmd := m.goTo(next)
	if d.busy() { // its place is being kept: it goes once that is done
		m.view.closing = append(m.view.closing, d)
		return cmd
	}
	m.drop(d)
	return cmd
}

// drop takes a briefing off the screen for good.
func (m *Model) drop(d *desk) {
	here := m.base()
	m.view.closing = slices.DeleteFunc(m.view.closing, func(o *desk) bool { return o == d })
	if d == here {
		return // the reader came back to it
	}
	m.desks = slices.DeleteFunc(m.desks, func(o *desk) bool { return o == d })
	m.current = max(slices.Index(m.desks, here), 0)
	if two := m.view.split; two != nil && two.other == d {
		m.view.split = nil
	}
}

// tabs gives the titles of the open briefings on one line, where there are several, and
// the column at which each begins; that which is read is always among them.
func (m *Model) tabs(width int) (line string, starts []int) {
	if len(m.desks) < 2 {
		return "", nil
	}
	const least, most = 12, 60 // a headline has sixty letters and more
	each := min(max(width/len(m.desks), least), most)
	fit := max(width/each, 1)
	first := min(max(m.current-fit/2, 0), max(len(m.desks)-fit, 0))
	starts = make([]int, len(m.desks))
	var b strings.Builder
	x := 0
	for i := range m.desks {
		starts[i] = -1
		if i < first || i >= first+fit {
			continue
		}
		starts[i] = x
		b.WriteString(m.tab(i, each))
		x += each
	}
	return b.String(), starts
}

// tabLine draws the tabs, and what is known first of the briefing that is read where there
// is room for it.
func (m *Model) tabLine(facts []string) string {
	known := ""
	if len(facts) > 0 && m.width >= factsFrom {
		known = m.theme.Style(theme.Muted).Render(facts[0]) + " "
	}
	line, _ := m.tabs(m.tabRoom(known))
	return cell.Ends(m.method, line, known, m.width, 1)
}

func (m *Model) tabRoom(known string) int { return max(m.width-m.method.StringWidth(known)-1, 1) }

// tab draws the tab of an open briefing.
func (m *Model) tab(i, width int) string {
	mark, role := " ", theme.Muted
	if i == m.current {
		mark, role = "▎", theme.Title
	}
	name := cmp.Or(m.desks[i].title(), m.view.titles[m.desks[i].id], fmt.Sprintf("%d …", i+1))
	label := m.theme.Style(theme.Accent).Render(mark) + m.theme.Style(role).Render(cell.Cut(m.method, name, max(width-3, 0)))
	return cell.Fit(m.method, label, width)
}

// toTab goes to the tab under a column of the title line.
func (m *Model) toTab(x int) tea.Cmd {
	known := ""
	if facts := m.desk().facts(); len(facts) > 0 && m.width >= factsFrom {
		known = facts[0] + " "
	}
	_, starts := m.tabs(m.tabRoom(known))
	at := -1
	for i, from := range starts {
		if from >= 0 && from <= x {
			at = i
		}
	}
	if at < 0 || at == m.current {
		return nil
	}
	return m.goTo(at)
}
