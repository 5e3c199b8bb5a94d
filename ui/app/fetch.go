package app

import (
	tea "charm.land/bubbletea/v2"
)

// Fetched says how far fetching is, or what came of it.
type Fetched struct {
	Said string // in one line
	New  int    // briefings so far
	Err  error  // of the last: what failed, in one line
}

// fetchedMsg brings it, and where the next comes from.
type fetchedMsg struct {
	Fetched
	more <-chan Fetched
	end  bool
}

// fetch reads the feeds behind the list; what comes in stands in it.
func (m *Model) fetch() tea.Cmd {
	if m.shelving.fetching {
		m.say("the feeds are being read")
		return nil
	}
	m.shelving.fetching = true
	m.say("reading the feeds …")
	store := m.opt.Store
	return func() tea.Msg { return nextFetched(store.Fetch()) }
}

func nextFetched(more <-chan Fetched) tea.Msg {
	f, ok := <-more
	return fetchedMsg{f, more, !ok}
}

func (m *Model) fetched(msg fetchedMsg) tea.Cmd {
	if msg.end {
		m.shelving.fetching = false
		return nil
	}
	if msg.Err != nil {
		m.fail(msg.Said, msg.Err)
	} else if !m.message.stays {
		m.say(msg.Said)
	}
	var list tea.Cmd
	if msg.New > m.shelving.arrived && m.screen == onLibrary {
		list = m.relist()
	}
	m.shelving.arrived = msg.New
	return tea.Batch(list, func() tea.Msg { return nextFetched(msg.more) })
}

// relist lists the library again; the cursor stays on its briefing.
func (m *Model) relist() tea.Cmd {
	list := m.list()
	return func() tea.Msg {
		msg := list()
		if listed, ok := msg.(listedMsg); ok {
			listed.stay = true
			return listed
		}
		return msg
	}
}

// arrivals lists the library again when something has changed in it.
func (m *Model) arrivals(stamp string) tea.Cmd {
	before := m.shelving.stamp
	m.shelving.stamp = stamp
	if before == "" || stamp == before || m.screen != onLibrary {
		return nil
	}
	return m.relist()
}
