package plain

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"readout/briefing"
	"readout/briefing/note"
	"readout/ui/app"
	"readout/ui/library"
	"readout/ui/screentest"
)

// shelf is a Store in memory; what is not asked of it here panics.
type shelf struct {
	app.Store
	sources  map[string]string
	notes    map[string][]note.Note
	position map[string]app.Position
	fails    error
}

func (s *shelf) List() ([]library.Item, []string, error) {
	return []library.Item{{ID: "towns", Title: "Towns share a radar"}, {ID: "walk", Title: "A walk"}}, nil, nil
}

func (s *shelf) Load(id string) (*app.Doc, error) {
	src, ok := s.sources[id]
	if !ok {
		return nil, fmt.Errorf("there is no briefing %s", id)
	}
	return &app.Doc{Item: library.Item{ID: id}, Source: []byte(src), Notes: s.notes[id], Position: s.position[id]}, nil
}

func (s *shelf) SaveNotes(id string, revisions ...note.Note) error {
	if s.fails != nil {
		return s.fails
	}
	for _, r := range revisions {
		kept := s.notes[id][:0:0]
		for _, n := range s.notes[id] {
			if n.ID != r.ID {
				kept = append(kept, n)
			}
		}
		if !r.Deleted {
			kept = append(kept, r)
		}
		s.notes[id] = kept
	}
	return nil
}

func (s *shelf) SavePast(string, note.Past) error { return nil }

func (s *shelf) SavePosition(id string, p app.Position) error {
	s.position[id] = p
	return nil
}

func (s *shelf) Export(ids ...string) (string, error) { return "notes.md", nil }

const towns = `---
id: towns
title: Towns share a radar
published: 2023-05-10
sources:
  - {title: "Radar", publisher: Example Post, published: 2023-05-10, sha256: 9b1e}
---

# Towns share a radar

- The towns share a radar. [^a1-1]

## Meetings

- **10 May 2023 · Lind → Osei** — Lind met Osei in Northport. [^a1-1]
- **8 May 2023 · Lind** — Lind had met ` + "\x1b[31mhostile\u202e" + ` people before. [^a1-2]

## Agreements

- **Northport** — They agreed to share a radar. [^a1-1]

## Sources

[^a1-1]: Lind met Osei in Northport. They agreed to share a radar.

[^a1-2]: Lind had met hostile people before.
`

func newShelf() *shelf {
	return &shelf{
		sources: map[string]string{"towns": towns, "walk": "# A walk\n\nThe path begins at the mill.\n"},
		notes:   map[string][]note.Note{}, position: map[string]app.Position{},
	}
}

func session(t *testing.T, s *shelf, ask bool, lines ...string) string {
	t.Helper()
	var out strings.Builder
	ids := 0
	now := time.Date(2023, 5, 11, 9, 0, 0, 0, time.UTC)
	err := Read(Options{
		In: strings.NewReader(strings.Join(lines, "\n")), Out: &out, Ask: ask, Store: s, Author: "reader",
		Now:   func() time.Time { now = now.Add(time.Minute); return now },
		NewID: func() string { ids++; return fmt.Sprintf("00000000-0000-4000-8000-%012d", ids) },
	}, "towns")
	if err != nil {
		t.Fatal(err)
	}
	if strings.ContainsAny(out.String(), "\x1b\u202e\u009b│─▌") {
		t.Errorf("marks or control codes in\n%q", out.String())
	}
	return out.String()
}

// TestSession goes through a briefing by commands; the golden file is what is said.
func TestSession(t *testing.T) {
	s := newShelf()
	got := session(t, s, true, "?", "", "", "c", "h", "h", "a", "Who is that?", ".", "t who", "l", "]", "w", "/lind met", "/", "2", "9", "nonsense", "u", "l", "time", "e", "x", "p", "x", "g", "o", "o walk", "", "q")
	screentest.Golden(t, "session.txt", got)
	if p := s.position["towns"]; p.Revision != briefing.Revision([]byte(towns)) {
		t.Errorf("the position was kept as %+v", p)
	}
	if n := s.notes["towns"]; len(n) != 0 {
		t.Errorf("%d notes are left", len(n))
	}
}

// TestNotesAndPlaceAreKept: a note is said to be saved when it is, and the next time the
// reader is where it was left.
func TestNotesAndPlaceAreKept(t *testing.T) {
	s := newShelf()
	s.fails = errors.New("no space left on device")
	got := session(t, s, true, "2", "h", "q")
	if !strings.Contains(got, "Not saved: no space left") || strings.Contains(got, "Highlight saved") {
		t.Error(got)
	}
	s.fails = nil
	got = session(t, s, true, "a", "It is so.", ".")
	if n := s.notes["towns"]; len(n) != 1 || n[0].Body != "It is so." || n[0].Target.Exact != "They agreed to share a radar." {
		t.Errorf("%+v", n)
	}
	if !strings.Contains(got, "Section 2 of") && !strings.Contains(got, "Agreements, entry 1 of 1") {
		t.Errorf("it does not go on where it was left:\n%s", got)
	}
}

// TestInAPipe: without anybody to ask the text is written as a whole.
func TestInAPipe(t *testing.T) {
	got := session(t, newShelf(), false)
	for _, want := range []string{"Towns share a radar", "10 May 2023, Lind to Osei: Lind met Osei in Northport.", "Agreements, 1 entry.", "They agreed to share a radar."} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	if strings.Contains(got, "> ") {
		t.Error("it asks")
	}
}
