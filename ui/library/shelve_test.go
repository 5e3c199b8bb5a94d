package library

import (
	"testing"

	"readout/ui/screentest"
)

// TestShelving: keys ask to keep what is said of a briefing; archived ones are off the list
// unless they are asked for, and unread ones are counted.
func TestShelving(t *testing.T) {
	m := listOf(t, 80, 24)
	items := m.items
	a, ok := m.Update(screentest.Press("m")).(Shelve)
	if !ok || a.ID != items[0].ID || a.Read == nil || !*a.Read {
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
	if m.Shown() != 1 || m.selected() != a.ID {
		t.Errorf("%d are archived", m.Shown())
	}
	m.filter.Reset()
	m.apply()
	if r, ok := m.Update(screentest.Press("R")).(Rename); !ok || r.ID == "" || r.Title == "" {
		t.Errorf("R: %+v", r)
	}
	title := "Another title"
	m.Shelved(Shelve{ID: m.selected(), Title: &title})
	if got := m.items[m.shown[m.list.Cursor()]].Title; got != title {
		t.Errorf("it is called %q", got)
	}
}
