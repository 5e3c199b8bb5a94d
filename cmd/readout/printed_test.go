package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// outside is a program whose streams, folders and clock a test holds.
func outside(t testing.TB) (p *program, out, errs *bytes.Buffer) {
	t.Helper()
	dir := t.TempDir()
	out, errs = &bytes.Buffer{}, &bytes.Buffer{}
	return &program{
		in: strings.NewReader(""), out: out, err: errs, width: 80,
		env:  func(string) string { return "" },
		now:  time.Date(2025, 12, 1, 0, 0, 0, 0, time.UTC),
		home: folders{filepath.Join(dir, "data"), filepath.Join(dir, "state"), filepath.Join(dir, "config"), filepath.Join(dir, "cache")},
	}, out, errs
}

// FuzzPrinted: whatever an article, a Markdown text, a title or a file's name holds,
// nothing that a terminal acts on is printed.
func FuzzPrinted(f *testing.F) {
	for _, kind := range []string{"plain", "escapes", "invalid", "crlf"} {
		f.Add(oddFile(kind), "Strait \x1b]0;owned\x07talks")
	}
	f.Add([]byte("# T\x1b[2J\n\n- a [l](https://e.org/\u202e\x1b) \u009b31m &#27;[31m `\x1bP` [^x]\n\n[^x]: \x08\x7f\n"), "\u2066\x9b")
	f.Add([]byte("T\x1b[2J (\u202eA)\n- Your Note on Location 1 | Added on x\n\n\x1b]0;x\x07\n==========\n\x1b[3\x9b\n==========\n"), "x")
	f.Add([]byte(`{"rows":[{"id":"\u001b[2J","uri":"\u001b]0;x\u0007","document":{"title":"\u202e\u009b"}},7]}`), "\x1b[2J")
	f.Fuzz(func(t *testing.T, text []byte, title string) {
		if len(text) > 1<<16 {
			t.Skip("longer texts say nothing more")
		}
		p, out, errs := outside(t)
		dir := t.TempDir()
		file := filepath.Join(dir, "text.md")
		if err := os.WriteFile(file, text, 0o666); err != nil {
			t.Fatal(err)
		}
		for _, command := range [][]string{
			{"show", file, "--as", "markdown"},
			{"show", file, "--as", "article", "--json"},
			{"show", file, "--as", "markdown", "--section", title},
			{"show", file, "--as", "markdown", "--view", "timeline"},
			{"show", file, "--as", "markdown", "--view", "people"},
			{"show", file, "--as", "article", "--view", "sources"},
			{"show", "--section", title},
			{"make", file, "--title", title},
			{"show", title},
			{"import", file},
			{"import", "--to", title, file},
			{"list"},
		} {
			out.Reset()
			errs.Reset()
			run(command, p)
			for _, stream := range []string{out.String(), errs.String()} {
				if at := acting(stream); at >= 0 {
					t.Fatalf("readout %q printed %q at byte %d", command, stream[at:min(at+12, len(stream))], at)
				}
			}
		}
	})
}

// acting gives the first byte in s that a terminal would act on or cannot show; -1: none.
// It is written out here so that it does not lean on what it tests.
func acting(s string) int {
	for i, r := range s {
		_, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && size == 1,
			r < 0x20 && r != '\n' && r != '\t',
			r >= 0x7f && r <= 0x9f,
			r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069,
			r == 0x2028, r == 0x2029:
			return i
		}
	}
	return -1
}
