package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// noted gives a program with a briefing in its library and a note on it, and runs it.
func noted(t *testing.T, title string) (do func(args ...string) (said string), dir string) {
	t.Helper()
	p, out, errs := outside(t)
	dir = t.TempDir()
	do = func(args ...string) string {
		t.Helper()
		out.Reset()
		errs.Reset()
		if code := run(args, p); code != exitOK {
			t.Fatalf("%v: exit code %d: %s", args, code, errs)
		}
		return out.String() + errs.String()
	}
	path, row := filepath.Join(dir, "a.md"), filepath.Join(dir, "a.json")
	writeTo(t, path, "---\nid: one\ntitle: "+title+"\n---\n# "+title+"\n\n## Meetings\n\n- Lind met Oja in Port Estel on Tuesday.\n")
	writeTo(t, row, `{"rows":[{"id":"n","uri":"https://example.org/a","user":"acct:bo@hypothes.is","text":"Who says so?","target":[{"selector":[{"type":"TextQuoteSelector","exact":"Lind met Oja in Port Estel on Tuesday."}]}]}]}`)
	do("add", path)
	do("import", "--to", "one", row)
	return do, dir
}

func writeTo(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func textOf(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// A briefing called as a device of Windows is exported to a file that can be there.
func TestExportOfADevice(t *testing.T) {
	t.Parallel()
	for title, want := range map[string]string{"CON": "con-briefing.md", "Nul": "nul-briefing.md", "com1": "com1-briefing.md", "Console": "console.md"} {
		do, dir := noted(t, title)
		do("export", "-o", filepath.Join(dir, "out")+"/")
		entries, err := os.ReadDir(filepath.Join(dir, "out"))
		if err != nil || len(entries) != 1 || entries[0].Name() != want {
			t.Errorf("%s is exported to %v (%v), want %s", title, entries, err, want)
		}
	}
}

// What was written between the markers is kept every time that the part is written anew.
func TestExportKeepsEveryEdit(t *testing.T) {
	t.Parallel()
	do, dir := noted(t, "Talks")
	path := filepath.Join(dir, "notes.md")
	do("export", "-o", path)
	export := textOf(t, path)
	var kept []string
	for i, words := range []string{"My first words.", "My second words.", "My third words.", "My first words."} {
		writeTo(t, path, strings.Replace(export, "Who says so?", words, 1))
		edited := textOf(t, path)
		said := strings.TrimSpace(do("export", "-o", path))
		_, name, ok := strings.Cut(said, "the file as it was is kept as ")
		if !ok || textOf(t, path) != export {
			t.Fatalf("%q, and the export has\n%s", said, textOf(t, path))
		}
		if end := []string{".earlier", ".earlier.2", ".earlier.3", ".earlier"}[i]; !strings.HasSuffix(name, end) {
			t.Errorf("%q is kept as %s", words, name)
		}
		kept = append(kept, name)
		if textOf(t, name) != edited {
			t.Errorf("%q is not in %s", words, name)
		}
	}
	for i, words := range []string{"My first words.", "My second words.", "My third words."} {
		if !strings.Contains(textOf(t, kept[i]), words) {
			t.Errorf("%q is lost", words)
		}
	}
}
