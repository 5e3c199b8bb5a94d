package app

import (
	"strings"
	"testing"
	"time"

	"readout/briefing/view"
)

func TestSearchOf(t *testing.T) {
	s := newStage(t, newShelf(), 80, 24, "harbour")
	got := s.m.searchOf(`"air defence" Osk section:Weapons-Requests person:"ada holm" source:post since:2023-05-01 until:2023-05-31`)
	want := Search{
		Query:  view.Query{Words: `"air defence" osk`, Section: "weapons-requests", Person: "ada holm"},
		Source: "post",
		Period: view.Period{Since: time.Date(2023, 5, 1, 0, 0, 0, 0, time.UTC), Until: time.Date(2023, 5, 31, 0, 0, 0, 0, time.UTC)},
	}
	if !strings.HasPrefix(got.Asked, `"air defence" Osk section:`) {
		t.Errorf("asked %q", got.Asked)
	}
	if got.Asked = ""; got != want {
		t.Errorf("%+v", got)
	}
	month := view.Period{Since: time.Date(2023, 5, 1, 0, 0, 0, 0, time.UTC), Until: time.Date(2023, 5, 31, 0, 0, 0, 0, time.UTC)}
	if got := s.m.searchOf("osk since:2023-05 until:2023-05"); got.Period != month {
		t.Errorf("a month is %v", got.Period)
	}
	if got := s.m.noDate("osk since:soon"); !strings.HasPrefix(got, "“soon” is no date") {
		t.Errorf("of what is no date it says %q", got)
	}
	if got := s.m.searchOf("tag:x"); !got.Notes || got.Tag != "x" {
		t.Errorf("%+v", got)
	}
}

// TestFindEverywhere: what is found in all briefings and notes is a view; enter goes to the
// place, and ctrl-o comes back.
func TestFindEverywhere(t *testing.T) {
	s := newStage(t, newShelf(), 100, 30, "plain")
	s.keys("g /")
	s.shows("Find in all briefings and notes", `since:30d   until:2025-03-31   is:note   is:unread`)
	s.types("ferry")
	s.keys("enter")
	s.shows("Found: ferry", "a ferry crosses it twice a day")
	s.keys("enter")
	if s.m.baseID() != "harbour" || !strings.Contains(harbour[s.m.desk().reader.Cursor():], "ferry") {
		t.Fatalf("enter goes to %s", s.m.baseID())
	}
	s.keys("a")
	s.types("Which one?")
	s.keys("ctrl+s ctrl+o")
	s.shows("Found: ferry")
	s.keys("q L f")
	s.types("which is:note")
	s.keys("enter")
	s.shows("Which one?")
	s.keys("q f")
	s.types("nowhere")
	s.keys("enter")
	s.shows("nothing is found for nowhere")
}

// TestProgressOfTheIndex: who waits for a search sees how far the index is, who reads does not.
func TestProgressOfTheIndex(t *testing.T) {
	s := newStage(t, newShelf(), 100, 30, "plain")
	s.store.progress = "the search index is being built: 3 of 9 briefings"
	s.send(watchMsg{})
	s.hides("3 of 9")
	s.keys("g /")
	s.types("ferry")
	s.hold = true
	s.keys("enter")
	s.send(watchMsg{})
	s.shows("3 of 9 briefings")
	s.release()
	s.shows("Found: ferry")
}
