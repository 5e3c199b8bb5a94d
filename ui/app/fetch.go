package app

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"readout/ui/palette"
)

// Fetched says how far fetching is, or what came of it.
type Fetched struct {
	Said string // in one line
	New  int    // briefings so far
	Err  error  // of the last: what failed, in one line
	More int    // how much else failed
}

// Feed is a feed that is subscribed to. Its texts are on one line, and safe to print.
type Feed struct {
	URL, Title string
	Read       string // when it answered last; empty: never
	Wrong      string // what was wrong the last time; empty: nothing
}

// feedsMsg brings the feeds.
type feedsMsg struct {
	feeds []Feed
	err   error
}

// fetchedMsg brings it, and where the next comes from.
type fetchedMsg struct {
	Fetched
	more <-chan Fetched
	end  bool
}

// lookAtFeeds asks how the feeds did.
func (m *Model) lookAtFeeds() tea.Cmd {
	store := m.opt.Store
	return m.shelving.queue.add(func() tea.Msg {
		feeds, err := store.Feeds()
		return feedsMsg{feeds, err}
	})
}

// showFeeds lists the feeds, those that failed first, and offers to read one.
func (m *Model) showFeeds(msg feedsMsg) {
	switch {
	case msg.err != nil:
		m.fail("reading the list of feeds", msg.err)
		return
	case m.screen != onLibrary || m.bottom != noBottom:
		return // the reader has gone on
	case len(msg.feeds) == 0:
		m.say("there are no feeds: readout feed add URL subscribes to one")
		return
	}
	slices.SortStableFunc(msg.feeds, func(a, b Feed) int {
		return cmp.Compare(min(len(b.Wrong), 1), min(len(a.Wrong), 1))
	})
	offers := make([]palette.Item, len(msg.feeds))
	for i, f := range msg.feeds {
		_, address, _ := strings.Cut(f.URL, "://")
		title := cmp.Or(f.Title, address)
		if f.Wrong != "" {
			title += ": " + f.Wrong
		}
		offers[i] = palette.Item{Title: title, Key: cmp.Or(f.Read, "never read"), Run: func() tea.Cmd { return m.fetch(f.URL) }}
	}
	m.panes.palette.OpenAs("Feeds: enter reads one, F in the library all", offers, nil)
	m.bottom = onPalette
}

// fetch reads the feeds behind the list, or some of them; what comes in stands in it.
func (m *Model) fetch(only ...string) tea.Cmd {
	if m.shelving.fetching {
		m.say("the feeds are being read")
		return nil
	}
	m.shelving.fetching = true
	m.say("reading the feeds …")
	store := m.opt.Store
	return func() tea.Msg { return nextFetched(store.Fetch(only...)) }
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
		said := msg.Said
		if msg.More > 0 {
			said += fmt.Sprintf(", %d failed", msg.More+1) + m.tip(m.keys.library.Feeds, "shows them")
		}
		m.fail(said, msg.Err)
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
