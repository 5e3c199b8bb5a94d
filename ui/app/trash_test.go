package app

import (
	"errors"
	"testing"
)

func TestRemoveInLibrary(t *testing.T) {
	store := newShelf()
	s := newStage(t, store, 80, 24)
	s.keys("u")
	s.shows("nothing was done to briefings since the start")
	s.keys("x")
	s.shows("1 briefing", "removed · u brings back Harbour towns agree")
	s.keys("x")
	s.shows("No briefings yet.")
	s.keys("u")
	s.shows("1 briefing")
	s.keys("u")
	s.shows("2 briefings", "▸ Harbour towns agree to share")
	s.keys("/ q z x u enter")
	s.shows("0 of 2 briefings")
}

func TestRemoveFails(t *testing.T) {
	store := newShelf()
	s := newStage(t, store, 80, 24)
	s.keys("x")
	store.err = errors.New("removing the briefing: no space left")
	s.keys("x")
	s.shows("1 briefing", "no space left")
	s.keys("u")
	s.shows("1 briefing", "no space left")
	store.err = nil
	s.keys("u")
	s.shows("2 briefings")
}

// TestTrash: what was removed can be seen and brought back, also what was before the start,
// and u does not try again what is back.
func TestTrash(t *testing.T) {
	store := newShelf()
	s := newStage(t, store, 80, 24)
	s.keys("X")
	s.shows("the trash is empty")
	s.keys("x x")
	s.shows("No briefings yet.")

	s = newStage(t, store, 80, 24) // a new start
	s.keys("u")
	s.shows("nothing was done to briefings since the start")
	s.keys("X")
	s.shows("Bring back from the trash", "Harbour towns agree to share", "10 May 2023")
	s.types("harbour")
	s.keys("enter")
	s.shows("1 briefing", "▸ Harbour towns agree to share")
	s.keys("x X")
	s.types("harbour")
	s.keys("enter")
	s.shows("1 briefing")
	s.keys("u")
	s.shows("1 briefing", "nothing was done to briefings since the start")

	s.keys("x")
	store.trash = nil // another program has emptied it
	s.keys("u u")
	s.shows("nothing was done to briefings since the start")
}
