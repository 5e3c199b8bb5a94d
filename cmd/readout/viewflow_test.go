//go:build unix

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// viewed are two briefings of a folder, one of which links to the other and elsewhere.
var viewed = map[string]string{
	"strait.md": `---
id: strait
title: Norway and Sweden share what their coast guards see
published: 2025-03-05
language: en
sources:
  - {title: "Coast guards to share", publisher: Example Post, url: "https://example.org/strait", published: 2025-03-05}
---

# Norway and Sweden share what their coast guards see

## Meetings

- **4 Mar 2025 · Holm, Vint** — Foreign Minister Ada Holm met President Karel Vint in Port Sund on Tuesday. [^a1-1]

## Weapons requests

- **Norway · planned** — Norway wants six patrol boats, Holm said. [^a1-2]

## Background

- It was told in [an older text](notes/older.md#the-ferry) and in [another](../outside.md). [^a1-3]

## Sources

1. Example Post, [Coast guards to share](https://example.org/strait), 5 Mar 2025

[^a1-1]: Foreign Minister Ada Holm met President Karel Vint in Port Sund on Tuesday.

[^a1-2]: Norway wants six patrol boats, Holm said. She did not say when.

[^a1-3]: It was told in an older text and in another.
`,
	"notes/older.md": `# Older notes

Words before it.

## The ferry

Ada Holm took the ferry.

## Weapons requests

- Sweden asked for a radar.
`,
}

func writeViewed(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "texts")
	for name, text := range viewed {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "..", "outside.md"), []byte("# Outside\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	return dir
}

// TestViewsInATerminal goes from a briefing over who is who and a person's mentions to
// another briefing and back, follows links, writes a note in a timeline, and has the text
// of the sources beside the briefing.
func TestViewsInATerminal(t *testing.T) {
	t.Parallel()
	dir := writeViewed(t)
	first := openTerminal(t, dir, 100, 30, "readout", "notes/older.md")
	first.wait("The ferry")
	first.press("q")
	first.endedWell()

	term := openTerminal(t, dir, 100, 30, "readout", "strait.md")
	term.wait("Meetings")
	term.press("V", "p")
	term.wait("Ada Holm · 2 mentions, Foreign Minister")
	term.press("Enter")
	term.wait("Older notes")
	term.press("3", "}")
	term.press("Enter")
	term.wait("Words before it")
	term.press("C-o")
	term.wait("In Norway and Sweden")
	term.press("q")
	term.wait("Who is who")
	term.press("Escape")
	term.wait("Weapons requests")

	term.press("g", "l", "Enter") // the first link
	term.wait("Words before it")
	term.press("C-o")
	term.wait("It was told in an older text")
	term.press("g", "l", "Enter")
	term.wait("lies outside the folder")

	term.press("V", "t")
	term.wait("Timeline")
	term.press("h")
	term.wait("1 note")
	term.press("q")

	term.press("V", "x")
	term.wait("▎ It was told")
	term.press("V", "x")
	term.press("g", "g", "]", "]", "V", "e")
	term.wait("Weapons requests, last 7 days")
	term.write("9999d")
	term.press("Enter")
	term.wait("Sweden asked for a radar.")
	term.press("q", "q")
	term.endedWell()
	if notes := listNotes(t, dir); len(notes) != 1 || !strings.HasPrefix(notes[0].Quote, "Foreign Minister Ada Holm met") {
		t.Fatalf("the notes on disk are %+v", notes)
	}
}

// A link opens regular Markdown files in the folder of its text or below, wherever symbolic
// links lead, and nothing else.
func TestLinkedFiles(t *testing.T) {
	dir := writeViewed(t)
	for _, s := range [][2]string{{"../outside.md", "out.md"}, {"notes/older.md", "in.md"}, {"..", "up"}} {
		if err := os.Symlink(s[0], filepath.Join(dir, s[1])); err != nil {
			t.Skip("no symbolic links here:", err)
		}
	}
	for _, name := range []string{"folder.md", "notes/x"} {
		if err := os.MkdirAll(filepath.Join(dir, name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "secret.txt"), []byte("x"), 0o666); err != nil {
		t.Fatal(err)
	}
	p, _, _ := outside(t)
	lib, err := p.library()
	if err != nil {
		t.Fatal(err)
	}
	s := newStore(lib, "ada", p.home.state)
	s.prepare(p)
	ids, err := p.ready(s, filepath.Join(dir, "strait.md"), "")
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		"notes/older.md":                     "",
		"./notes/../notes/older.md":          "",
		"in.md":                              "",
		filepath.Join(dir, "notes/older.md"): "",
		"../outside.md":                      "lies outside",
		"/etc/passwd.md":                     "no such file",
		"out.md":                             "lies outside",
		"up/outside.md":                      "lies outside",
		"folder.md":                          "no regular file",
		"none.md":                            "no such file",
		"secret.txt":                         "only Markdown files",
		"strait.md\x00":                      "only Markdown files",
		"":                                   "only Markdown files",
	} {
		id, err := s.OpenFile(ids[0], path)
		switch {
		case want == "" && (err != nil || id == "" || id == ids[0]):
			t.Errorf("%q: %q, %v", path, id, err)
		case want != "" && (err == nil || !strings.Contains(err.Error(), want)):
			t.Errorf("%q: %q, %v, want %s", path, id, err, want)
		}
	}
	if _, err := s.OpenFile("nowhere", "in.md"); err == nil || !strings.Contains(err.Error(), "did not come from a file") {
		t.Errorf("from a text of no file: %v", err)
	}
}

// Mentions are found by the index, and without it.
func TestMentioning(t *testing.T) {
	dir := writeViewed(t)
	p, _, _ := outside(t)
	for name := range viewed {
		if code := run([]string{"add", filepath.Join(dir, name)}, p); code != exitOK {
			t.Fatalf("adding %s gives %d", name, code)
		}
	}
	lib, err := p.library()
	if err != nil {
		t.Fatal(err)
	}
	s := newStore(lib, "ada", p.home.state)
	s.prepare(p)
	check := func(name string, said string, want ...string) {
		t.Helper()
		texts, got, err := s.Mentioning(name)
		if err != nil || !strings.Contains(got, said) || said == "" && got != "" {
			t.Errorf("%s: %q, %v", name, got, err)
		}
		var titles []string
		for _, x := range texts {
			titles = append(titles, x.Briefing.Title)
		}
		if strings.Join(titles, "; ") != strings.Join(want, "; ") {
			t.Errorf("%s is in %q, want %q", name, titles, want)
		}
	}
	check("Ada Holm", "", "Norway and Sweden share what their coast guards see", "Older notes")
	check("Karel Vint", "", "Norway and Sweden share what their coast guards see")
	check("Nobody", "")
	s.index = filepath.Join(p.home.data, "briefings") // a folder is no database
	s.indexing = indexing{}
	s.patience = 0
	check("Karel Vint", "the search index is still being built: all briefings were looked through", "Norway and Sweden share what their coast guards see", "Older notes")
}
