//go:build unix

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// resize gives the terminal another size, as dragging a window does.
func (term *terminal) resize(w, h int) {
	term.t.Helper()
	term.tmux("resize-window", "-x", fmt.Sprint(w), "-y", fmt.Sprint(h))
}

// TestReaderInATerminal goes through what stands around a text: tabs, a split, search, help,
// the palette, the sources, the outline, notes in the margin, a text that changes while it is
// read, and sizes; at the end nothing of it is left on the screen.
func TestReaderInATerminal(t *testing.T) {
	t.Parallel()
	dir := writeViewed(t)
	term := openTerminal(t, dir, 100, 30, "readout", "strait.md", "notes/older.md")
	term.wait("▎Norway and Sweden")
	term.press("g", "t")
	term.wait("▎Older notes")
	term.press("C-w", "v")
	term.until("shows both", func(screen string) bool {
		return strings.Contains(screen, "took the ferry") && strings.Contains(screen, "Holm met President")
	})
	term.press("C-w", "o")
	term.until("shows one", func(screen string) bool { return !strings.Contains(screen, "Holm met President") })
	term.press("/")
	term.write("ferry")
	term.wait("1/2")
	term.press("Enter", "n")
	term.wait("2/2")
	term.press("Escape")
	term.press("?")
	term.wait("line down")
	term.press("/")
	term.write("margin")
	term.until("is filtered", func(screen string) bool {
		return strings.Contains(screen, "margin") && !strings.Contains(screen, "line down")
	})
	term.press("Enter", "q", ":")
	term.wait("─ Command ─")
	term.write("who is who")
	term.press("Enter")
	term.wait("Ada Holm · ")
	term.press("q", "g", "T", "V", "s")
	term.wait("3 of 3 paragraphs cited")
	term.press("q", "Tab", "j", "Enter")
	term.wait("▎2 Weapons requests")
	term.press("]", "[", "}", "a")
	term.write("How many **exactly**?")
	term.press("C-s")
	term.wait("1 note · saved")
	term.resize(200, 50)
	term.wait("── ▌ How many exactly?")
	term.press("|")
	term.until("hides it", func(screen string) bool { return !strings.Contains(screen, "── ▌ How many") })
	term.resize(20, 5)
	term.resize(100, 30)
	term.wait("Norway wants six")

	path := filepath.Join(dir, "strait.md")
	text := strings.Replace(viewed["strait.md"], "## Background\n", "- **Sweden** — Sweden wants a radar. [^a1-2]\n\n## Background\n", 1)
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	term.wait("+ • Sweden — Sweden wants a radar.")
	term.press("g", "u")
	term.press("q")
	term.endedWell()
	if left := strings.TrimSpace(term.screen()); left != "" {
		t.Errorf("it leaves on the screen\n%s", left)
	}
}
