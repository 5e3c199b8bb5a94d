//go:build unix

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// writeMany writes a folder of briefings, more than are opened at once.
func writeMany(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "news")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for i := range mostTabs + 4 {
		publisher := []string{"Example Post", "Strait Courier"}[i%2]
		text := fmt.Sprintf(`---
id: talks-%d
title: Talks number %d
published: 2025-03-%02d
sources:
  - {title: "Talks", publisher: %s, published: 2025-03-%02d}
---

# Talks number %d

## Meetings

- **Holm, Vint** — Holm met Vint for the %d. time.
`, i, i, i+1, publisher, i+1, i, i)
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%02d.md", i)), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// TestLibraryInATerminal: a folder is a list, which is filtered, previewed, grouped, archived,
// renamed and searched, and each of it is taken back and kept.
func TestLibraryInATerminal(t *testing.T) {
	t.Parallel()
	dir := writeMany(t)
	term := openTerminal(t, dir, 120, 30, "readout", ".")
	term.wait("12 briefings · 12 unread")
	term.wait("Holm met Vint for the 0. time") // how the first begins
	term.press("j")
	term.wait("for the 1. time")
	term.press("/")
	term.write("tlks11")
	term.press("Enter")
	term.wait("1 of 12 briefings")
	term.press("a")
	term.wait("No briefing is like that")
	term.press("u")
	term.wait("for the 11. time")
	term.press("R", "C-u")
	term.write("The last talks")
	term.press("Enter")
	term.wait("renamed")
	term.press("Escape") // a key right behind it would be read as one with alt
	term.wait("Talks number 8")
	term.press("b", "b")
	term.wait("Strait Courier ──")
	term.press("v", "v", "x")
	term.wait("removed 2 briefings")
	term.press("u")
	term.wait("12 briefings")
	term.press("f")
	term.write("person:vint is:unread")
	term.press("Enter")
	term.wait("Found: person:vint is:unread")
	term.wait("The last talks, 12 Mar 2025")
	term.press("}", "}", "}", "Enter")
	term.wait("10 Mar 2025 · Strait Courier") // the head of the briefing of the third hit
	term.press("q")
	term.wait("11 unread")
	term.press("/")
	term.write("last talks")
	term.press("Enter")
	term.wait("1 of 12 briefings")
	term.press("Enter")
	term.wait("▎The last talks ") // in the reader too
	term.press("q")
	term.wait("unread")
	term.press("q")
	term.endedWell()

	again := openTerminal(t, dir, 120, 30, "readout")
	again.wait("The last talks")
	again.wait("Strait Courier ──") // as it was listed last
	again.press("q")
	again.endedWell()
}
