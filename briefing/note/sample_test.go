package note

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"readout/content"

	"github.com/google/go-cmp/cmp"
)

var morning = time.Date(2025, 3, 4, 10, 15, 0, 0, time.UTC)

// sampleID gives the UUID of the n-th sample note.
func sampleID(n int) string { return fmt.Sprintf("00000000-0000-4000-8000-%012x", n) }

// sample gives a note that has all that a note can have.
func sample(n int) Note {
	return Note{
		ID: sampleID(n), Revision: 1, Briefing: "7d0c8a1e-0000-4000-8000-000000000001", Kind: Question,
		Body: fmt.Sprintf("Who *signed* number %d?\nAnd <when> & where?", n), Tags: []string{"treaty", "Östersee", "treaty"},
		Grade: Grade{'B', '2'}, Likely: VeryLikely,
		Links: []Link{
			{Briefing: "7d0c8a1e-0000-4000-8000-000000000001", Note: sampleID(99), Label: "agreed on “Tuesday”"},
			{Briefing: "other/2", Label: "the strait", Target: Target{Source: "00ff", Exact: "the strait", Suffix: " is", Data: content.Span{Start: 5, End: 15}, Section: "meetings"}},
		},
		Creator: "Ada", Created: morning.Add(time.Duration(n) * time.Second), Modified: morning.Add(time.Duration(n) * time.Second),
		Target: Target{
			Source: "9b1e0c6d2f7a48b3a5d4c1e08f6b7a9d9b1e0c6d2f7a48b3a5d4c1e08f6b7a9d",
			Exact:  "agreed on Tuesday\n“to share”", Prefix: "Esteria ", Suffix: " weather data",
			Position: content.Span{Start: 120, End: 137}, Data: content.Span{Start: 151, End: 172}, Section: "agreements",
		},
	}
}

func samples(count int) []Note {
	var out []Note
	for n := range count {
		out = append(out, sample(n+1))
	}
	return out
}

func newLog(t testing.TB, options ...Option) *Log {
	t.Helper()
	l, err := OpenLog(filepath.Join(t.TempDir(), "notes", "one", "ada.jsonl"), options...)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func mustAppend(t testing.TB, l *Log, notes ...Note) {
	t.Helper()
	if err := l.Append(notes...); err != nil {
		t.Fatal(err)
	}
}

// wantNotes reads a log and compares; it gives the problems.
func wantNotes(t testing.TB, path string, want []Note) []Problem {
	t.Helper()
	got, problems, err := Read(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(append([]Note{}, want...), append([]Note{}, got...)); diff != "" {
		t.Fatalf("notes (-want +got):\n%s", diff)
	}
	return problems
}

func mustRead(t testing.TB, path string) []byte {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func mustWrite(t testing.TB, path string, text []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, text, 0o644); err != nil {
		t.Fatal(err)
	}
}
