package reader

import (
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// mostQueries is how many searches are kept to be asked again.
const mostQueries = 100

// Queries is what was searched, the latest last. Readers that share one know each other's
// searches.
type Queries struct{ asked []asked }

type asked struct {
	text string
	how  manner
}

// keep takes over what was searched, as the latest.
func (q *Queries) keep(a asked) {
	if a.text == "" {
		return
	}
	q.asked = slices.DeleteFunc(q.asked, func(b asked) bool { return a == b })
	if len(q.asked) == mostQueries {
		q.asked = slices.Delete(q.asked, 0, 1)
	}
	q.asked = append(q.asked, a)
}

// last gives what was searched last; without a text if nothing was.
func (q *Queries) last() asked {
	if n := len(q.asked); n > 0 {
		return q.asked[n-1]
	}
	return asked{}
}

// recalling is how far the reader has gone back over the searches while one is typed.
type recalling struct {
	typed asked // before that
	back  int   // 0: what is typed is shown
}

// recall puts an earlier search into the search line, or a later one, of those that begin
// as what was typed.
func (m *Model) recall(msg tea.KeyPressMsg) tea.Cmd {
	s, r, step := &m.search, &m.search.recalling, 1
	if key.Matches(msg, m.opt.Keys.Line.Newer) {
		step = -1
	}
	if r.back == 0 {
		r.typed = asked{s.query, s.how}
	}
	var fit []asked
	for _, a := range m.opt.Queries.asked {
		if strings.HasPrefix(a.text, r.typed.text) && a != r.typed {
			fit = append(fit, a)
		}
	}
	to := min(max(r.back+step, 0), len(fit))
	if to == r.back {
		return nil
	}
	r.back = to
	shown := r.typed
	if to > 0 {
		shown = fit[len(fit)-to]
	}
	return m.query(shown.text, shown.how)
}

// searchAgain marks what was searched last, and goes to the next hit or to the one before.
func (m *Model) searchAgain(backward bool) (Action, tea.Cmd) {
	last := m.opt.Queries.last()
	if last.text == "" {
		return Message{Text: "nothing was searched yet"}, nil
	}
	s := &m.search
	m.jumps.leave(m.cursor)
	s.cursor, s.top = m.Position()
	if s.backward = backward; !backward {
		s.cursor++
	}
	m.setQuery(last.text, last.how)
	m.show()
	m.nearHit()
	return nil, m.find(m.flow.chunks())
}
