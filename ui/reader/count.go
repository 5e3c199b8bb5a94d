package reader

import (
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"readout/ui/page"
	"readout/ui/stroke"
)

const (
	countTime = 300 * time.Millisecond // how long a motion may let a count wait: who means a section, looks first
	mostCount = 99999
)

// typed is what was typed and waits for the rest: the first of two strokes, a count.
type typed struct {
	strokes stroke.Taker
	number  int  // 0: there is none
	before  spot // where the reader was before its first digit jumped
	request int  // the timer that ends it
}

// spot is where the reader is, and the way there; it counts while the lines stay laid out
// as they are.
type spot struct {
	cursor, column int
	top            page.Pos
	jumps          jumps
}

// countedMsg ends a count that no motion followed.
type countedMsg struct {
	of      *Model
	request int
}

// after gives a message after some time.
func (m *Model) after(wait time.Duration, msg tea.Msg) tea.Cmd {
	if m.opt.After != nil {
		return m.opt.After(wait, msg)
	}
	return tea.Tick(wait, func(time.Time) tea.Msg { return msg })
}

// digit goes to a section at once, and keeps the number for a motion that may follow.
func (m *Model) digit(s stroke.Stroke) (cmd tea.Cmd, taken bool) {
	t := &m.typed
	if !key.Matches(s, m.opt.Keys.Section) && (t.number == 0 || s != "0") {
		return nil, false
	}
	n := int(s[0] - '0')
	if t.number == 0 {
		t.before = spot{m.cursor, m.column, m.top, m.jumps.clone()}
	} else {
		m.jumps.restore(t.before.jumps) // the numbers on the way were no jumps
	}
	t.number = min(t.number*10+n, mostCount)
	m.number(n, t.before.cursor)
	t.request++
	return m.after(countTime, countedMsg{m, t.request}), true
}

// Count gives the number that was typed and may become the count of a motion; 0 if there
// is none.
func (m *Model) Count() int { return m.typed.number }

// endCount forgets the number that was typed.
func (m *Model) endCount() { m.typed.number, m.typed.before = 0, spot{} }

// takeCount gives the number that was typed, and takes back that it jumped to a section;
// false if there is none. A lone 1 says no more than the motion does without it, so its
// jump stands unless whole says that the motion means another thing by a number.
func (m *Model) takeCount(whole bool) (int, bool) {
	n, before := m.typed.number, m.typed.before
	m.endCount()
	if n == 0 || n == 1 && !whole {
		return 1, false
	}
	m.cursor, m.column, m.top = before.cursor, before.column, before.top
	m.jumps.restore(before.jumps)
	m.show()
	return n, true
}

// times gives a motion n times over, as far as it goes.
func times(n int, move func(place) place) func(place) place {
	return func(p place) place {
		for range n {
			q := move(p)
			if q == p {
				break
			}
			p = q
		}
		return p
	}
}
