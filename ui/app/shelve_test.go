package app

import (
	"errors"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"readout/ui/library"
)

// TestBulk: what is done in the library is done to all that are marked, and u takes it back
// as it was done.
func TestBulk(t *testing.T) {
	s := newStage(t, newShelf(), 80, 24)
	s.keys("* m")
	s.shows("2 marked", "read: 2 briefings")
	s.hides("unread")
	last := func() library.Shelve { return s.store.shelved[len(s.store.shelved)-1] }
	if a := last(); len(a.IDs) != 2 || a.Read == nil || !*a.Read {
		t.Fatalf("kept %+v", a)
	}
	s.keys("u")
	if a := last(); len(a.IDs) != 2 || a.Read == nil || *a.Read {
		t.Errorf("taken back: %+v", a)
	}
	s.keys("esc v a")
	if a := last(); !slices.Equal(a.IDs, []string{"harbour"}) || a.Archived == nil || !*a.Archived {
		t.Errorf("archived %+v", a)
	}
	s.shows("archived", "takes it back")
	s.keys("u")
	if a := last(); a.Archived == nil || *a.Archived {
		t.Errorf("taken back: %+v", a)
	}
	s.keys("* x")
	s.shows("removed 2 briefings", "No briefings yet")
	s.keys("u")
	s.shows("Harbour towns", "Notes of a walk")
	s.keys("R ctrl+u")
	s.types("Ferry talks")
	s.keys("enter u")
	if a := last(); a.Title == nil || *a.Title != "Harbour towns agree to share what their coast guards see" {
		t.Errorf("taken back: %+v", a)
	}
}

// TestRemoveStopsAtAFault: those that were removed until then can be brought back.
func TestRemoveStopsAtAFault(t *testing.T) {
	s := newStage(t, newShelf(), 80, 24)
	s.m.takenOut(removedMsg{ids: []string{"harbour"}, title: "Harbour towns", err: errors.New("moving plain to the trash: read-only file system")})
	s.shows("removing a briefing: moving plain", "Notes of a walk")
	s.hides("Harbour towns agree")
	if len(s.m.shelving.done) != 1 {
		t.Errorf("%+v can be taken back", s.m.shelving.done)
	}
}

// TestArranged: the order of the list is kept, and is there from the beginning the next time.
func TestArranged(t *testing.T) {
	s := newStage(t, newShelf(), 80, 24)
	s.keys("b b")
	s.shows("grouped by source", "Example Post", "No source")
	if s.store.arranged != "grouped by source" {
		t.Errorf("kept %q", s.store.arranged)
	}
	m := New(Options{Store: s.store, Theme: s.m.theme, Now: s.m.opt.Now, Arranged: s.store.arranged})
	s.m = m
	s.run(m.Init())
	s.m.width, s.m.height = 80, 24
	s.send(nil)
	s.shows("No source")
}

// TestPreview: the beginning of the selected briefing stands beside the list, below it where
// that is narrow, and follows the cursor.
func TestPreview(t *testing.T) {
	s := newStage(t, newShelf(), 140, 30)
	s.shows("Meetings\u00a02", "They agreed to share")
	s.keys("j")
	s.shows("climbs")
	s.hides("They agreed to share")
	s.keys("p")
	s.hides("climbs")
	s.keys("p k")
	s.shows("They agreed to share")
	s = newStage(t, newShelf(), 60, 30)
	s.hides("Meetings\u00a02")
	s.keys("p")
	s.shows("Meetings\u00a02 ·", "two towns will share")
}

// TestPreviewOfTheLastOne: what was asked for before the cursor went on comes too late.
func TestPreviewOfTheLastOne(t *testing.T) {
	s := newStage(t, newShelf(), 140, 30)
	s.hold = true
	s.keys("j k j")
	s.release()
	s.shows("climbs")
	s.hides("They agreed to share")
}

// TestFetch: what comes in stands in the list, what fails is named, and the list is not left.
func TestFetch(t *testing.T) {
	shelf := newShelf()
	s := newStage(t, shelf, 80, 24)
	s.keys("j")
	shelf.fetching = []Fetched{{Said: "1 of 2 feeds, 1 new briefing", New: 1}, {Said: "1 new briefing", New: 1, Err: errors.New("https://example.org/feed: not found")}}
	shelf.sources["third"], shelf.order = "# A third one\n\nText.\n", append([]string{"third"}, shelf.order...)
	s.keys("F")
	s.shows("3 briefings", "A third one", "https://example.org/feed: not found")
	if s.m.shelving.fetching {
		t.Error("still fetching")
	}
	s.keys("esc enter")
	s.shows("climbs")
}

// TestArrivals: what another program adds to the library stands in the open list.
func TestArrivals(t *testing.T) {
	shelf := newShelf()
	s := newStage(t, shelf, 80, 24)
	s.send(stampMsg{"", "1"})
	shelf.sources["third"], shelf.order = "# A third one\n\nText.\n", append([]string{"third"}, shelf.order...)
	s.send(stampMsg{"", "1"})
	s.hides("A third one")
	s.send(stampMsg{"", "2"})
	s.shows("A third one", "3 briefings")
	s.keys("enter") // the cursor is where it was
	s.shows("They agreed to share")
}

// TestFilterByPerson: what the list does not know the store is asked, once the cursor of the
// filter has typed it.
func TestFilterByPerson(t *testing.T) {
	s := newStage(t, newShelf(), 80, 24)
	s.keys("/")
	s.types("person:lind ")
	s.shows("1 of 2 briefings", "Harbour towns")
	s.hides("Notes of a walk")
	s.types("walk")
	s.shows("No briefing is like that")
	s.keys("esc")
	s.shows("2 briefings", "Notes of a walk")
	s.hold = true
	s.keys("/")
	s.types("person:osei")
	s.shows("Looking …")
	s.release()
	s.shows("1 of 2 briefings", "Harbour towns")
	s.keys("esc")
	s.store.err = errFull
	s.keys("/")
	s.types("tag:x")
	s.shows("filtering by person and tag: ")
}

// TestOpeningOfTheList: the first briefings are on the screen before the others are there, and
// are not counted as if they were all.
func TestOpeningOfTheList(t *testing.T) {
	shelf := newShelf()
	shelf.opening = []library.Item{{ID: "harbour", Title: "Harbour towns agree"}}
	s := newStage(t, shelf, 80, 24)
	s.shows("Notes of a walk", "2 briefings")
	m := New(Options{Store: shelf, Theme: s.m.theme, Now: s.m.opt.Now})
	m.Update(tea.WindowSizeMsg{Width: 80, Height: 24})
	s.m = m
	_, more := m.Update(m.list()())
	s.shows("Harbour towns agree")
	s.hides("Notes of a walk", "1 briefing")
	s.run(more)
	s.shows("Notes of a walk", "2 briefings")
}

// TestFeeds: the feeds are listed with what is wrong with each, those first, and one can be
// read alone.
func TestFeeds(t *testing.T) {
	shelf := newShelf()
	s := newStage(t, shelf, 100, 30)
	s.keys("r")
	s.shows("there are no feeds")
	shelf.feeds = []Feed{
		{URL: "https://example.org/a", Title: "Strait Courier", Read: "29 Nov 16:25"},
		{URL: "https://example.org/b", Wrong: "the server answers 404 Not Found"},
	}
	s.keys("r")
	s.shows("▸ example.org/b: the server answers 404 Not Found", "never read", "Strait Courier", "29 Nov 16:25")
	s.types("strait")
	s.keys("enter")
	if want := []string{"https://example.org/a"}; !slices.Equal(shelf.fetched, want) {
		t.Errorf("asked %q", shelf.fetched)
	}
	shelf.fetching = []Fetched{{Said: "0 new briefings", Err: errors.New("https://example.org/b: not found"), More: 2}}
	s.keys("F")
	s.shows("0 new briefings, 3 failed · r shows them: https://example.org/b: not found")
	if len(shelf.fetched) > 0 {
		t.Errorf("asked %q", shelf.fetched)
	}
}

// TestBrowse: o shows the address of the article and opens it after a yes.
func TestBrowse(t *testing.T) {
	s := newStage(t, newShelf(), 100, 30)
	s.keys("o")
	s.shows("Open https://example.org/")
	s.keys("y")
	if len(s.store.opened) != 1 || !strings.HasPrefix(s.store.opened[0], "https://example.org/") {
		t.Errorf("opened %q", s.store.opened)
	}
	s.keys("j o")
	s.shows("it says of no article where that is on the web")
}
