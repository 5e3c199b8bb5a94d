package app

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"
)

// mostBehind is of how many briefings a view is made anew as soon as one of them changes;
// one of more is when it is asked for again.
const mostBehind = 50

// behindMsg brings what tells whether a briefing behind a view has changed.
type behindMsg struct {
	of    *desk
	stamp string
}

// lookBehind asks for the stamps of the briefings behind the view on the screen, but for
// the one that is open, which is looked at anyway.
func (m *Model) lookBehind() tea.Cmd {
	d := m.view.aside
	if d == nil || m.bottom != noBottom {
		return nil
	}
	var ids []string
	for _, p := range d.sight.made.Places {
		if p.Briefing != "" && p.Briefing != m.baseID() && !slices.Contains(ids, p.Briefing) {
			if ids = append(ids, p.Briefing); len(ids) > mostBehind {
				return nil
			}
		}
	}
	if len(ids) == 0 {
		return nil
	}
	store := m.opt.Store
	return func() tea.Msg {
		stamps := make([]string, len(ids))
		for i, id := range ids {
			stamps[i] = store.Stamp(id)
		}
		return behindMsg{d, strings.Join(stamps, "\n")}
	}
}

// seenBehind makes the view anew when a change is over: two looks see the same.
func (m *Model) seenBehind(msg behindMsg) tea.Cmd {
	d := msg.of
	if d != m.view.aside {
		return nil
	}
	seen := d.seen
	d.seen = msg.stamp
	switch {
	case d.stamp == "":
		d.stamp = msg.stamp
	case msg.stamp != d.stamp && msg.stamp == seen:
		d.stamp = msg.stamp
		return m.makeSight(d.sight.of, true)
	}
	return nil
}
