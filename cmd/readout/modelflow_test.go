//go:build unix

package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestNotesInATerminal grades, tags, previews, puts on a section and links notes, leaves
// the program, takes the last step back in the next, and finds it all in the exports.
func TestNotesInATerminal(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	ferry := file("ferry.md", "# The ferry\n\nThe ferry sails at noon.\n\n## Fares\n\nA ticket costs five crowns.\n")
	mill := file("mill.md", "# The mill\n\nThe mill stands by the river.\n\n## Flour\n\nIt grinds rye.\n")

	term := openTerminal(t, dir, 100, 30, "readout", mill)
	term.wait("The mill stands")
	term.press("}", "t")
	term.wait("Tags")
	term.write("waterways")
	term.press("Enter")
	term.wait("tags saved")
	term.press(":", "q", "Enter")
	term.ended()

	term = openTerminal(t, dir, 100, 30, "readout", ferry, mill)
	term.wait("The ferry sails")
	term.press("}", "a")
	term.wait("alt-g")
	term.write("**Timetable** says so #wat")
	term.wait("#waterways") // completed from the other briefing
	term.press("Tab", "M-p")
	term.wait("│")
	term.press("M-g")
	term.wait("reliability A–F")
	term.write("b2 very l")
	term.wait("usually reliable, probably true · very likely or highly probable")
	term.press("Enter", "C-s")
	term.wait("note saved")
	term.press("l")
	term.wait("B2 usually reliable")
	term.press("}", "}", "A")
	term.wait("A note on the section “Fares”")
	term.press("y")
	term.wait("Note on the section")
	term.write("Too cheap to be true")
	term.press("C-s")
	term.wait("note saved")
	term.press("N")
	term.wait("§ on the whole section")
	term.press("g", "l")
	term.wait("to which note or text?")
	term.press("Escape", ">")
	term.wait("link from “The ferry sails")
	term.wait("It grinds rye.")
	term.press("}", "}", "}", "Enter")
	term.wait("linked from")
	term.press("<", "N")
	term.wait("→ “It grinds rye.” in The mill")
	term.press("Escape", ":", "q", "Enter")
	if code := term.ended(); code != "0" {
		t.Fatalf("the exit code is %s", code)
	}

	var notes []struct {
		On, Grade, Likelihood, Body string
		Tags                        []string
		Links                       []struct{ Label string }
	}
	read := func() {
		t.Helper()
		notes = nil
		if err := json.Unmarshal([]byte(command(t, dir, "notes", "--json", "The ferry")), &notes); err != nil {
			t.Fatal(err)
		}
		if len(notes) != 2 {
			t.Fatalf("%+v", notes)
		}
	}
	read()
	if n := notes[0]; n.Grade != "B2" || n.Likelihood != "very likely" || strings.Join(n.Tags, " ") != "waterways" || len(n.Links) != 1 || n.On != "text" {
		t.Errorf("%+v", n)
	}
	if n := notes[1]; n.On != "section" || n.Body != "Too cheap to be true" {
		t.Errorf("%+v", n)
	}

	term = openTerminal(t, dir, 100, 30, "readout", ferry)
	term.wait("The ferry sails")
	term.press("u")
	term.wait("undone")
	term.press(":", "q", "Enter")
	term.ended()
	if read(); len(notes[0].Links) != 0 || notes[0].Grade != "B2" {
		t.Errorf("undone in the next session: %+v", notes[0])
	}
	if out := command(t, dir, "notes", "The ferry"); !strings.Contains(out, "B2: usually reliable, probably true · very likely (80–95 %)") || !strings.Contains(out, "the whole section Fares") {
		t.Errorf("the notes are\n%s", out)
	}
	for _, format := range []string{"markdown", "obsidian", "org", "html", "csv", "json", "w3c", "bibtex", "csl"} {
		out := command(t, dir, "export", "--format", format, "The ferry")
		if !strings.Contains(out, "B2") || !strings.Contains(out, "very likely") || !strings.Contains(out, "Too cheap") {
			t.Errorf("%s lacks something:\n%s", format, out)
		}
	}
}
