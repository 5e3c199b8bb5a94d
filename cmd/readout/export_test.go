package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestExportSaysWhere: what was written where is said at a terminal and nowhere else, and a
// folder is made only where one is named.
func TestExportSaysWhere(t *testing.T) {
	t.Parallel()
	p, out, errs := outside(t)
	dir := t.TempDir()
	text, notes := filepath.Join(dir, "walk.md"), filepath.Join(dir, "notes.json")
	write := func(path, text string) {
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write(text, "# Walk\n\n## Meetings\n\nThe ministers walked along the harbour.\n")
	write(notes, `{"@context":"http://www.w3.org/ns/anno.jsonld","type":"Annotation","id":"urn:a","body":{"type":"TextualBody","value":"Where?"},"target":{"source":"urn:x","selector":{"type":"TextQuoteSelector","exact":"walked along the harbour"}}}`)
	does := func(code int, args ...string) {
		t.Helper()
		out.Reset()
		errs.Reset()
		if got := run(args, p); got != code {
			t.Fatalf("%v ended with %d: %s", args, got, errs)
		}
	}
	article := filepath.Join(dir, "walk.txt")
	write(article, "The ministers of Norland and Esteria met at the harbour on 4 March 2025.\n")
	does(exitOK, "add", text)
	does(exitOK, "import", "--to", "Walk", notes)
	missing := filepath.Join(dir, "none")
	for _, args := range [][]string{
		{"export", "-o", filepath.Join(missing, "x.md")},
		{"make", article, "-o", filepath.Join(missing, "x.md")},
		{"feed", "export", "-o", filepath.Join(missing, "x.opml")},
	} {
		does(exitFailed, args...)
		if _, err := os.Stat(missing); err == nil || !strings.Contains(errs.String(), "there is no folder "+missing+"; make it first") || strings.Count(errs.String(), "\n") != 1 {
			t.Errorf("%v: %q", args, errs)
		}
	}
	to := filepath.Join(dir, "out.md")
	does(exitOK, "export", "-o", to)
	if out.Len()+errs.Len() > 0 {
		t.Errorf("in a script it says %q %q", out, errs)
	}
	p.errTTY = true
	does(exitOK, "export", "-o", to)
	if got := errs.String(); out.Len() > 0 || got != "1 note of 1 briefing in "+to+"\n" {
		t.Errorf("%q", got)
	}
	does(exitOK, "export", "-o", missing+"/deep/")
	if got := errs.String(); got != "1 note of 1 briefing in "+missing+"/deep/\n" {
		t.Errorf("%q", got)
	}
	if _, err := os.Stat(filepath.Join(missing, "deep", "walk.md")); err != nil {
		t.Error(err)
	}
}
