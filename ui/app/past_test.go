package app

import (
	"encoding/json"
	"testing"

	"readout/briefing/note"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// standing gives the notes of the store that are not deleted, without what every revision
// has of its own.
func standing(s *shelf, id string) map[string]note.Note {
	out := map[string]note.Note{}
	for _, n := range s.notes[id] {
		if !n.Deleted {
			out[n.ID] = n
		}
	}
	return out
}

// Whatever a reader does to notes is undone by u, and done again by ctrl-r, after the
// program was left and begun anew between all of these.
func TestEveryOperationIsUndoneAfterARestart(t *testing.T) {
	marked := func(s *stage) {
		s.goTo("Fishing")
		s.keys("h")
		s.goTo("They agreed")
		s.keys("h")
		s.goTo("Northport asked for six patrol boats before")
		s.keys("h")
	}
	for name, do := range map[string]func(*stage){
		"highlight": func(s *stage) { s.goTo("See"); s.keys("h") },
		"kind":      func(s *stage) { s.goTo("Fishing"); s.keys("h") },
		"write": func(s *stage) {
			s.goTo("See")
			s.keys("a")
			s.types("Which chart?")
			s.keys("ctrl+s")
		},
		"edit": func(s *stage) {
			s.goTo("Fishing")
			s.keys("e")
			s.types("Since when? #fish")
			s.keys("ctrl+s")
		},
		"tag": func(s *stage) {
			s.goTo("Fishing")
			s.keys("t")
			s.types("fish")
			s.keys("enter")
		},
		"bulk tag": func(s *stage) {
			s.keys("N V t")
			s.types("all of them")
			s.keys("enter")
		},
		"delete":      func(s *stage) { s.goTo("Fishing"); s.keys("x") },
		"bulk delete": func(s *stage) { s.keys("N V x") },
		"attach": func(s *stage) {
			s.goTo("See")
			s.keys("N g r")
		},
		"grade": func(s *stage) {
			s.goTo("Fishing")
			s.keys("e alt+g")
			s.types("b2 likely")
			s.keys("enter ctrl+s")
		},
		"note on a section": func(s *stage) {
			s.goTo("Fishing")
			s.keys("A y")
			s.types("Thin.")
			s.keys("ctrl+s")
		},
		"note on the briefing": func(s *stage) {
			s.keys("A A")
			s.types("One source.")
			s.keys("ctrl+s")
		},
		"link": func(s *stage) { s.keys("N g l j l") },
	} {
		t.Run(name, func(t *testing.T) {
			store := newShelf()
			again := func() *stage {
				// The past goes through its file.
				text, err := json.Marshal(store.pasts["harbour"])
				if err != nil {
					t.Fatal(err)
				}
				var past note.Past
				if err := json.Unmarshal(text, &past); err != nil {
					t.Fatal(err)
				}
				store.pasts["harbour"] = past
				return newStage(t, store, 100, 30, "harbour")
			}
			marked(again())
			before := standing(store, "harbour")
			do(again())
			after := standing(store, "harbour")
			same := cmpopts.IgnoreFields(note.Note{}, "Revision", "Modified")
			if cmp.Equal(before, after, same, cmpopts.EquateEmpty()) {
				t.Fatal("nothing was done")
			}
			for range 2 {
				again().keys("u")
				if diff := cmp.Diff(before, standing(store, "harbour"), same, cmpopts.EquateEmpty()); diff != "" {
					t.Fatalf("undone after a restart (-before +now):\n%s", diff)
				}
				again().keys("ctrl+r")
				if diff := cmp.Diff(after, standing(store, "harbour"), same, cmpopts.EquateEmpty()); diff != "" {
					t.Fatalf("done again after a restart (-after +now):\n%s", diff)
				}
			}
		})
	}
}
