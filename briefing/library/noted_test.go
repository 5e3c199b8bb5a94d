package library

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"readout/briefing/note"
)

// Only briefings that are there and have logs are noted.
func TestNoted(t *testing.T) {
	l := newShelf(t)
	if ids, err := l.Noted(); err != nil || len(ids) != 0 {
		t.Fatalf("of an empty library %v %v", ids, err)
	}
	var kept []string
	for _, src := range []string{"# One\n\nText.\n", "# Two\n\nText.\n", "# Three\n\nText.\n"} {
		it, err := l.Keep([]byte(src), "")
		if err != nil {
			t.Fatal(err)
		}
		kept = append(kept, it.ID)
	}
	for _, id := range kept[:2] {
		if err := l.Append(id, "ada", note.Note{ID: "n", Revision: 1, Briefing: id, Kind: note.Highlight}); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.MkdirAll(filepath.Join(l.dirs.Data, notesDir, "gone-briefing"), 0o755); err != nil {
		t.Fatal(err)
	}
	want := slices.Sorted(slices.Values(kept[:2]))
	if ids, err := l.Noted(); err != nil || !slices.Equal(ids, want) {
		t.Errorf("%v %v, want %v", ids, err, want)
	}
	if id := kept[0]; !l.Mention(id, id) || l.Mention(kept[1], id) || l.Mention(kept[2], id) || l.Mention("../x", id) {
		t.Error("the notes on one briefing name it, and no others do")
	}
}
