package library

import (
	"slices"
	"strings"
	"testing"
	"time"

	"readout/ui/screentest"
)

// TestShelving: keys ask to keep what is said of a briefing; archived ones are off the list
// unless they are asked for, and unread ones are counted.
func TestShelving(t *testing.T) {
	m := listOf(t, 80, 24)
	items := m.items
	a, ok := m.Update(screentest.Press("m")).(Shelve)
	if !ok || !slices.Equal(a.IDs, []string{items[0].ID}) || a.Read == nil || !*a.Read {
		t.Fatalf("m: %+v", a)
	}
	unread := m.Unread()
	m.Shelved(a)
	if m.Unread() != unread-1 || !m.items[0].Read {
		t.Errorf("%d are unread", m.Unread())
	}
	a, ok = m.Update(screentest.Press("a")).(Shelve)
	if !ok || a.Archived == nil || !*a.Archived {
		t.Fatalf("a: %+v", a)
	}
	shown := m.Shown()
	m.Shelved(a)
	if m.Shown() != shown-1 || m.selected() == items[0].ID {
		t.Errorf("%d are shown", m.Shown())
	}
	m.filter.Open()
	for _, r := range "is:archived" {
		m.Update(screentest.Press(string(r)))
	}
	if m.Shown() != 1 || m.selected() != a.IDs[0] {
		t.Errorf("%d are archived", m.Shown())
	}
	m.filter.Reset()
	m.apply()
	if r, ok := m.Update(screentest.Press("R")).(Rename); !ok || r.ID == "" || r.Title == "" {
		t.Errorf("R: %+v", r)
	}
	title := "Another title"
	m.Shelved(Shelve{IDs: []string{m.selected()}, Title: &title})
	if got := m.items[m.shown[m.list.Cursor()]].Title; got != title {
		t.Errorf("it is called %q", got)
	}
}

// TestOrders: the briefings are listed in each order, and stand together by day or source;
// the cursor stays on its briefing.
func TestOrders(t *testing.T) {
	m := listOf(t, 100, 30)
	m.list.Select(1)
	selected, seen := m.selected(), map[string]bool{}
	for range orders {
		say, ok := m.Update(screentest.Press("s")).(Arrange)
		if !ok || m.selected() != selected || m.Shown() != len(m.items) {
			t.Errorf("%+v: %s is selected of %d", say, m.selected(), m.Shown())
		}
		seen[say.Name] = true
		screentest.Check(t, m.method, m.View(), 100, 30)
	}
	if len(seen) != int(orders) || m.order != asAdded {
		t.Errorf("the orders %v", seen)
	}
	var got string
	for range groupings {
		m.Update(screentest.Press("b"))
		screentest.Check(t, m.method, m.View(), 100, 30)
		got += "════ " + m.order.String() + "\n" + screentest.Plain(m.View()) + "\n"
	}
	screentest.Golden(t, "groups.txt", got)
}

// TestToUnread: n and N go round the briefings that were not opened.
func TestToUnread(t *testing.T) {
	m := listOf(t, 80, 24)
	read := true
	m.Shelved(Shelve{IDs: []string{m.items[1].ID, m.items[2].ID}, Read: &read})
	var got []string
	for _, k := range []string{"n", "n", "N", "N"} {
		m.Update(screentest.Press(k))
		got = append(got, m.selected())
	}
	if !slices.Equal(got, []string{"4", "1", "4", "1"}) {
		t.Errorf("goes to %q", got)
	}
	m.Shelved(Shelve{IDs: []string{"1", "4"}, Read: &read})
	m.Update(screentest.Press("n"))
	if m.selected() != "1" {
		t.Errorf("goes to %s, and nothing is unread", m.selected())
	}
}

// TestFilterDates: a date in the filter is read as everywhere else; what is none is named, and
// while one is being typed nothing is.
func TestFilterDates(t *testing.T) {
	m := listOf(t, 80, 24)
	m.SetClock(func() time.Time { return time.Date(2023, 5, 12, 9, 0, 0, 0, time.UTC) })
	for typed, want := range map[string]string{
		"since:7d": "1", "since:2w": "1,2", "since:2023-05": "1", "since:3m": "1,2,4", "until:2023-04": "2,4", "since:today": "",
		"since:2": "1,2,3,4", "since:y": "1,2,3,4", "since:2023-0": "1,2,4",
	} {
		m.filter.Reset()
		m.filter.Open()
		for _, r := range typed {
			m.Update(screentest.Press(string(r)))
		}
		var got []string
		for _, i := range m.shown {
			got = append(got, m.items[i].ID)
		}
		if s := strings.Join(got, ","); s != want || m.wrong != "" {
			t.Errorf("%s shows %s (%q)", typed, s, m.wrong)
		}
	}
	m.filter.Reset()
	m.filter.Open()
	for _, r := range "since:soon" {
		m.Update(screentest.Press(string(r)))
	}
	if got := screentest.Plain(m.View()); !strings.Contains(got, "“soon” is no date") {
		t.Errorf("says\n%s", got)
	}
}

// TestCursorOnMarked: without colours too one sees where the cursor is among marked briefings.
func TestCursorOnMarked(t *testing.T) {
	m := listOf(t, 80, 24)
	m.Update(screentest.Press("*"))
	if got := screentest.Plain(m.View()); !strings.HasPrefix(got, "▸✓ Harbour") || strings.Count(got, "▸") != 1 {
		t.Errorf("shows\n%s", got)
	}
}
