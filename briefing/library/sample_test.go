package library

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"readout/briefing/note"
	"readout/content"
)

var morning = time.Date(2025, 3, 4, 10, 15, 0, 0, time.UTC)

const harbour = `---
id: 7d0c8a1e-0b5e-4a46-9d9c-3d1f3c0b8f11
title: Norland and Esteria share weather data
published: 2025-03-04
sources:
  - {title: "Weather data", publisher: Strait Courier, url: "https://example.org/a", published: 2025-03-04, sha256: 9b1e}
  - {title: "More of it", publisher: Strait Courier, url: "https://example.org/b", published: 2025-03-04, sha256: 9b1f}
---

# Norland and Esteria share weather data

- The two met on Tuesday.[^a1-1]

## Meetings

- **4 Mar 2025 · Lind, Oja** — Lind met Oja in Port Estel on Tuesday.[^a1-1]
- **4 Mar 2025 · Lind** — Lind then met the harbour masters.[^a1-1]

## Agreements

- **4 Mar 2025 · Norland, Esteria** — They agreed to share weather data.[^a1-1]

## Sources

[^a1-1]: Lind met Oja in Port Estel on Tuesday.
`

// body is harbour without its front matter.
func body() string { return strings.SplitN(harbour, "---\n", 3)[2] }

const plain = "# Notes on tides\n\nThe tide is high.\n\n## Moon\n\nIt pulls.\n"

// shelf is a library in a folder of its own that lies beside nothing else.
type shelf struct {
	*Library
	root string
}

func newShelf(t testing.TB, options ...Option) shelf {
	t.Helper()
	root := t.TempDir()
	return shelf{open(t, root, morning, options...), root}
}

func open(t testing.TB, root string, now time.Time, options ...Option) *Library {
	t.Helper()
	l, err := Open(Dirs{Data: filepath.Join(root, "in", "data"), State: filepath.Join(root, "in", "state")}, now, options...)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func (s shelf) keep(t testing.TB, src, from string) Item {
	t.Helper()
	told := s.Identify([]byte(src), from)
	it, err := s.Keep([]byte(src), from)
	if err != nil {
		t.Fatal(err)
	}
	if it.ID != told {
		t.Fatalf("Identify says %s, Keep kept it as %s", told, it.ID)
	}
	return it
}

// file writes a file outside the library.
func (s shelf) file(t testing.TB, name, text string) string {
	t.Helper()
	path := filepath.Join(s.root, "desk", name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// tree gives every file below a folder with its time and content.
func tree(t testing.TB, root string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, _ := filepath.Rel(root, path)
		out[name] = ""
		if d.Type().IsRegular() {
			info, err := d.Info()
			if err != nil {
				return err
			}
			text, err := os.ReadFile(path)
			out[name] = fmt.Sprintf("%v %s", info.ModTime(), text)
			return err
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func mustList(t testing.TB, l *Library) []Item {
	t.Helper()
	items, problems, err := l.List()
	if err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
	return items
}

func sampleNote(n int) note.Note {
	at := morning.Add(time.Duration(n) * time.Second)
	return note.Note{
		ID: fmt.Sprintf("00000000-0000-4000-8000-%012x", n), Revision: 1, Kind: note.Question, Body: "Who *signed* it?",
		Tags: []string{"treaty"}, Creator: "Ada", Created: at, Modified: at,
		Target: note.Target{Source: strings.Repeat("9b", 32), Exact: "share weather data", Position: content.Span{Start: 3, End: 21}, Data: content.Span{Start: 9, End: 27}},
	}
}
