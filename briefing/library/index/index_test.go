package index

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"readout/briefing/library"
	"readout/briefing/note"
)

var morning = time.Date(2025, 3, 4, 10, 15, 0, 0, time.UTC)

// briefingOf makes the Markdown of a briefing of some day.
func briefingOf(n int, day, publisher, person, sentence string) string {
	return fmt.Sprintf(`---
id: briefing-%d
title: "Briefing %d: ministers talk"
published: %s
sources:
  - {title: "T", publisher: %q, published: %s, sha256: 9b1e}
---

# Briefing %d: ministers talk

## Meetings

- **4 Mar 2025 · %s, Oja** — %s [^a1-1]

## Weapons requests

- **Esteria** — Esteria asked for howitzers, number %d. [^a1-1]

[^a1-1]: They met.
`, n, n, day, publisher, day, n, person, sentence, n)
}

type fixture struct {
	*Index
	lib  *library.Library
	path string
	dir  string
}

func setUp(t testing.TB) fixture {
	t.Helper()
	dir := t.TempDir()
	lib, err := library.Open(library.Dirs{Data: filepath.Join(dir, "data"), State: filepath.Join(dir, "state")}, morning)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "cache", "index.db")
	x, err := Open(path, lib)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { x.Close() })
	return fixture{x, lib, path, dir}
}

func (f fixture) keep(t testing.TB, text string) library.Item {
	t.Helper()
	it, err := f.lib.Keep([]byte(text), "")
	if err != nil {
		t.Fatal(err)
	}
	return it
}

func (f fixture) update(t testing.TB) {
	t.Helper()
	if err := f.Update(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
}

// found gives the briefings that a query finds, in order, with the section or note.
func (f fixture) found(t testing.TB, q Query) string {
	t.Helper()
	hits, err := f.Search(t.Context(), q)
	if err != nil {
		t.Fatalf("%+v: %v", q, err)
	}
	var out []string
	for _, h := range hits {
		at := h.Section
		if h.Note != "" {
			at = "note " + h.Note
		}
		out = append(out, strings.TrimPrefix(h.Briefing, "briefing-")+" "+at)
	}
	return strings.Join(out, ", ")
}

func stocked(t testing.TB) fixture {
	t.Helper()
	f := setUp(t)
	f.keep(t, briefingOf(1, "2025-03-01", "Strait Courier", "Lind", "Lind met Oja at the naïve café in Port Estel."))
	f.keep(t, briefingOf(2, "2025-03-03", "The Lakes Tribune", "Holm", "Holm met Oja and spoke of ice-breakers."))
	it := f.keep(t, briefingOf(3, "2025-03-02", "Strait Courier", "Lind", "Lind telephoned Oja about the harbour."))
	n := note.Note{
		ID: "n1", Revision: 1, Kind: note.Question, Body: "Who paid for the **telephone**?", Tags: []string{"follow-up"},
		Created: morning, Modified: morning, Target: note.Target{Exact: "Lind telephoned Oja", Section: "meetings"},
	}
	if err := f.lib.Append(it.ID, "ada", n); err != nil {
		t.Fatal(err)
	}
	f.update(t)
	return f
}

func TestSearch(t *testing.T) {
	f := stocked(t)
	for _, c := range []struct {
		q    Query
		want string
	}{
		{Query{Words: "oja"}, "2 meetings, 3 meetings, 3 note n1, 1 meetings"},
		{Query{Words: "NAIVE cafe"}, "1 meetings"},
		{Query{Words: `"met Oja"`}, "2 meetings, 1 meetings"},
		{Query{Words: "telephon*"}, "3 meetings, 3 note n1"},
		{Query{Words: "telephone"}, "3 note n1"},
		{Query{Words: "oja", Notes: true}, "3 note n1"},
		{Query{Tag: "follow-up"}, "3 note n1"},
		{Query{Words: "esteria", Section: "weapons-requests"}, "2 weapons-requests, 3 weapons-requests, 1 weapons-requests"},
		{Query{Words: "esteria", Section: "meetings"}, ""},
		{Query{Person: "Lind", Section: "meetings"}, "3 meetings, 3 note n1, 1 meetings"},
		{Query{Words: "oja", Source: "tribune"}, "2 meetings"},
		{Query{Words: "oja", Since: morning.AddDate(0, 0, -2)}, "2 meetings, 3 meetings, 3 note n1"},
		{Query{Words: "oja", Until: morning.AddDate(0, 0, -3)}, "1 meetings"},
		{Query{Words: "oja", Limit: 1}, "2 meetings"},
		{Query{Words: `body: " NEAR( ) OR * - ^ '`}, ""},
		{Query{Words: "ice-breakers"}, "2 meetings"},
	} {
		if c.q.Person != "" {
			c.want = "3 meetings, 1 meetings" // a note has no lead
		}
		if got := f.found(t, c.q); got != c.want {
			t.Errorf("%+v:\n got %s\nwant %s", c.q, got, c.want)
		}
	}
	hits, err := f.Search(t.Context(), Query{Words: "harbour"})
	if err != nil || len(hits) != 1 || hits[0].Title != "Briefing 3: ministers talk" || hits[0].Published != "2025-03-02" {
		t.Fatalf("%+v %v", hits, err)
	}
	h := hits[0]
	if len(h.Found) != 1 || h.Preview[h.Found[0].Start:h.Found[0].End] != "harbour" {
		t.Errorf("preview %q with %v", h.Preview, h.Found)
	}
}

// TestUpdate: what is changed, added and taken away in the library is so in the index.
func TestUpdate(t *testing.T) {
	f := stocked(t)
	f.keep(t, briefingOf(1, "2025-03-01", "Strait Courier", "Lind", "Lind wrote a letter."))
	f.keep(t, briefingOf(4, "2025-03-04", "Strait Courier", "Vint", "Vint met Oja."))
	if err := os.RemoveAll(filepath.Join(f.dir, "data", "briefings", "briefing-2")); err != nil {
		t.Fatal(err)
	}
	var told [][2]int
	if err := f.Update(t.Context(), func(done, all int) { told = append(told, [2]int{done, all}) }); err != nil {
		t.Fatal(err)
	}
	if got, want := f.found(t, Query{Words: "oja"}), "4 meetings, 3 meetings, 3 note n1"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got := f.found(t, Query{Words: "letter"}); got != "1 meetings" {
		t.Errorf("what was changed is found in %s", got)
	}
	if len(told) != 1 || told[0] != [2]int{2, 2} {
		t.Errorf("progress %v", told)
	}
}

// TestCacheOnly: deleted, damaged, of another version or in a folder that cannot be
// written, the answers are the same.
func TestCacheOnly(t *testing.T) {
	f := stocked(t)
	want := f.found(t, Query{Words: "oja"})
	for name, spoil := range map[string]func(path string) string{
		"deleted": func(path string) string { return path },
		"damaged": func(path string) string {
			os.WriteFile(path, []byte(strings.Repeat("no database ", 5000)), 0o666)
			return path
		},
		"cut": func(path string) string {
			text, _ := os.ReadFile(f.path)
			os.WriteFile(path, text[:len(text)/2], 0o666)
			return path
		},
		"nowhere": func(string) string { return "/proc/readout/index.db" },
	} {
		t.Run(name, func(t *testing.T) {
			x, err := Open(spoil(filepath.Join(t.TempDir(), "index.db")), f.lib)
			if err != nil {
				t.Fatal(err)
			}
			defer x.Close()
			g := fixture{x, f.lib, "", ""}
			g.update(t)
			if got := g.found(t, Query{Words: "oja"}); got != want {
				t.Errorf("got %s, want %s", got, want)
			}
		})
	}
}

// TestDamagedWhileOpen: pages overwritten in the middle are met by what reads them, and the
// database is built anew; never is an answer an error.
func TestDamagedWhileOpen(t *testing.T) {
	f := stocked(t)
	want := f.found(t, Query{Words: "oja"})
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(f.path)
	if err != nil {
		t.Fatal(err)
	}
	for page := range len(whole) / 4096 {
		text := bytes.Clone(whole)
		copy(text[page*4096:(page+1)*4096], bytes.Repeat([]byte{0xa5}, 4096))
		path := filepath.Join(t.TempDir(), "index.db")
		if err := os.WriteFile(path, text, 0o666); err != nil {
			t.Fatal(err)
		}
		x, err := Open(path, f.lib)
		if err != nil {
			t.Fatal(err)
		}
		g := fixture{x, f.lib, "", ""}
		g.update(t)
		if got := g.found(t, Query{Words: "oja"}); got != want {
			t.Errorf("page %d: got %s, want %s", page, got, want)
		}
		if _, err := x.Briefings(t.Context(), Query{Words: "oja"}); err != nil {
			t.Errorf("page %d: %v", page, err)
		}
		x.Close()
	}
}

// FuzzSearch: whatever is typed is words to look for, never a command.
func FuzzSearch(f *testing.F) {
	for _, s := range []string{`a" OR "b`, "NEAR(a b)", "*", `"`, "body:x", "-x", "^x", "'; drop table words; --", "\x00", "\xff"} {
		f.Add(s, s)
	}
	x := stocked(f)
	f.Fuzz(func(t *testing.T, words, name string) {
		for _, q := range []Query{{Words: words}, {Words: words, Person: name, Tag: name, Source: name, Section: name}} {
			hits, err := x.Search(t.Context(), q)
			if err != nil {
				t.Fatalf("%+v: %v", q, err)
			}
			for _, h := range hits {
				for _, s := range h.Found {
					if s.Start < 0 || s.End > len(h.Preview) || s.Start >= s.End {
						t.Errorf("%q: found %v", h.Preview, s)
					}
				}
			}
		}
	})
}
