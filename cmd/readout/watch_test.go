package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A file is read again when it has changed, and only then: that a briefing was kept, or has a
// new note, says nothing about its file.
func TestOnlyWhatChangedIsReadAgain(t *testing.T) {
	p, _, _ := outside(t)
	lib, err := p.library()
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "strait.md")
	write := func(text string, at time.Time) {
		t.Helper()
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(file, at, at); err != nil {
			t.Fatal(err)
		}
	}
	now := time.Now()
	write("# Talks\n\nThey met.\n", now)
	s := newStore(lib, "ada", p.home.state)
	s.prepare(p)
	ids, err := p.ready(s, file, "")
	if err != nil {
		t.Fatal(err)
	}
	id := ids[0]
	before := s.Stamp(id)
	if err := s.kept(id); err != nil {
		t.Fatal(err)
	}
	if s.Stamp(id) == before {
		t.Error("that it was kept is not seen")
	}
	source := func() string {
		t.Helper()
		doc, err := s.Reload(id)
		if err != nil {
			t.Fatal(err)
		}
		return string(doc.Source)
	}
	first := source()
	write(strings.ReplaceAll(first, "They", "Thay"), now) // as the file was, by its size and time
	if got := source(); got != first {
		t.Errorf("what does not look changed was read again: %q", got)
	}
	for i, word := range []string{"Thay", "Then", "They"} {
		later := now.Add(time.Duration(i+1) * time.Second)
		write(strings.ReplaceAll(first, "They", word), later)
		for range 2 {
			if got := source(); !strings.Contains(got, word+" met") {
				t.Errorf("it has %q, not %q", got, word)
			}
		}
	}
	if src, err := s.opened(id).again(); src != nil || err != nil {
		t.Errorf("it is read again as it is: %q, %v", src, err)
	}
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Reload(id); err == nil || !strings.Contains(err.Error(), "strait.md") {
		t.Errorf("without its file: %v", err)
	}
}
