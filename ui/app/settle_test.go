package app

import (
	"slices"
	"testing"
	"time"

	"readout/briefing/note"
)

// A note that was changed in two places is shown with both versions, and c keeps the one,
// the other or both; until then every version stays.
func TestSettleConflict(t *testing.T) {
	for _, c := range []struct {
		name, keys string
		want       []string
	}{
		{"this", "c 1", []string{"Here."}},
		{"that", "c 2", []string{"\x1b[31mThere."}},
		{"both", "c a", []string{"Here.", "\x1b[31mThere."}},
		{"later", "c esc", []string{"Here."}},
		{"none such", "c 3 esc", []string{"Here."}},
		{"no answer", "c y esc", []string{"Here."}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newStage(t, newShelf(), 100, 30, "harbour")
			s.looks()
			s.keys("j j h")
			n := s.m.desk().text.notes[0].Note
			n.Revision, n.Body, n.Creator = 2, "Here.", "ada"
			other := n
			other.Body, other.Creator, other.Tags, other.Modified = "\x1b[31mThere.", "bea", []string{"second"}, n.Modified.Add(time.Minute)
			n.Rivals = []note.Note{other}
			s.store.notes["harbour"] = []note.Note{n}
			s.looks()
			s.shows("a note was changed in two places · N shows both versions")
			s.keys("N")
			s.shows("changed in two places · c settles it", "1  ada, ", "2  bea, ", "“There.” #second")
			s.keys(c.keys)
			var got []string
			rivals := 0
			for _, n := range s.m.desk().text.notes {
				got = append(got, n.Note.Body)
				rivals += len(n.Note.Rivals)
			}
			slices.Sort(got)
			slices.Sort(c.want)
			if !slices.Equal(got, c.want) || (rivals > 0) != (c.name == "later" || c.name[0] == 'n') {
				t.Errorf("there are %q with %d rivals, want %q", got, rivals, c.want)
			}
			if rivals > 0 {
				return
			}
			s.keys("u")
			if notes := s.m.desk().text.notes; len(notes) != 1 || len(notes[0].Note.Rivals) != 1 {
				t.Errorf("undone, the versions are %+v", notes)
			}
			s.shows("changed in two places · c settles it", "1  ada, ", "2  bea, ")
		})
	}
}

func TestSettleNothing(t *testing.T) {
	s := newStage(t, newShelf(), 100, 30, "harbour")
	s.looks()
	s.keys("j j h N c")
	s.shows("nothing is to be settled")
}
