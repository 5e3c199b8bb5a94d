package app

import (
	"strings"
	"testing"

	"readout/briefing"
)

func closes(t *testing.T, s *stage) {
	t.Helper()
	if err := s.m.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestWhatIsNewSinceItWasRead: a text that changed since it was read last opens on the same
// words, with its marks and folds, and what is new or in other words is marked and can be
// gone through; read once more, nothing is new.
func TestWhatIsNewSinceItWasRead(t *testing.T) {
	store := newShelf()
	before := store.sources["harbour"]
	s := newStage(t, store, 100, 30, "harbour")
	s.goTo("Fishing")
	s.keys("m a")
	s.goTo("chart")
	top := before[s.m.desk().reader.Cursor():]
	closes(t, s)
	store.older[briefing.Revision([]byte(before))] = before
	now := strings.Replace(before, "## Meetings\n\n", "## Meetings\n\n- A third town came along. [^a1-1]\n", 1)
	now = strings.Replace(now, "for six patrol boats before", "for seven patrol boats before", 1)
	if strings.Count(now, "\n") != strings.Count(before, "\n")+1 || !strings.Contains(now, "seven") {
		t.Fatal("the sample is another one")
	}
	store.sources["harbour"] = now
	s = newStage(t, store, 100, 30, "harbour")
	s.shows("1 new, 1 changed since you read it last", "gu next")
	if at := s.m.desk().reader.Cursor(); now[at:] != top {
		t.Errorf("the cursor is on %.20q", now[at:])
	}
	s.keys("' a")
	if at := s.m.desk().reader.Cursor(); !strings.HasPrefix(now[at:], "Fishing") {
		t.Errorf("mark a is on %.20q", now[at:])
	}
	s.keys("g g g u")
	if at := s.m.desk().reader.Cursor(); !strings.HasPrefix(now[at:], "A third town") {
		t.Errorf("the first that is new: %.20q", now[at:])
	}
	s.shows("+ • A third town", "•1")
	s.keys("g u")
	s.shows("~ • ")
	s.keys("g u")
	s.shows("no new or changed entry further on")
	closes(t, s)
	s = newStage(t, store, 100, 30, "harbour")
	s.hides("since you read it last", "+ •", "~ •")
	s.keys("g u")
	s.shows("nothing is new since you read it last")
}

// TestFoldsAreKept: sections that were closed in the outline are closed the next time.
func TestFoldsAreKept(t *testing.T) {
	store := newShelf()
	store.sources["deep"] = "# Deep\n\n## One\n\n### One a\n\ntext\n\n### One b\n\ntext\n\n## Two\n\ntext\n"
	s := newStage(t, store, 110, 30, "deep")
	s.keys("tab g j space")
	closes(t, s)
	s = newStage(t, store, 110, 30, "deep")
	if got := s.m.desk().outline.Closed(); len(got) != 1 || got[0] != "one" {
		t.Errorf("closed: %q", got)
	}
}
