package note

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"readout/briefing/note/disk"
	"readout/content"
)

func TestPlacementsStandBesideNotes(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ana.jsonl")
	log, err := OpenLog(path)
	if err != nil {
		t.Fatal(err)
	}
	n := sample(1)
	events := []Placement{
		{Note: n.ID, From: "a1", To: "b2", Outcome: "moved", Method: "alignment", Score: .875, Data: content.Span{Start: 4, End: 9}, Created: time.Date(2025, 3, 12, 8, 0, 0, 0, time.UTC)},
		{Note: n.ID, From: "a1", To: "c3", Outcome: "orphaned", Created: time.Date(2025, 3, 13, 8, 0, 0, 0, time.UTC)},
	}
	for _, do := range []func() error{
		func() error { return log.Append(n) },
		func() error { return log.Place(events[0]) },
		func() error { return log.Place() },
		func() error { return log.Place(events[1]) },
	} {
		if err := do(); err != nil {
			t.Fatal(err)
		}
	}
	if err := log.Place(Placement{To: "x"}); err == nil {
		t.Error("a placement of no note is saved")
	}
	notes, problems, err := Read(path)
	if err != nil || len(problems) > 0 || len(notes) != 1 {
		t.Fatalf("%d notes, %v, %v", len(notes), problems, err)
	}
	if diff := cmp.Diff(n.Target, notes[0].Target); diff != "" {
		t.Errorf("the note's own place was changed:\n%s", diff)
	}
	if diff := cmp.Diff(events, Placements(disk.System{}, path, path+".none")); diff != "" {
		t.Error(diff)
	}
	// A placement without sense is a line like any other that is not a note.
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	bad := `{"type":"readout:Placement","note":"x","start":9,"end":3}` + "\n" + `{"type":"readout:Placement"}` + "\n"
	if err := os.WriteFile(path, append(text, bad...), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, problems, _ = Read(path); len(problems) != 2 || len(Placements(disk.System{}, path)) != 2 {
		t.Errorf("problems %v", problems)
	}
}
