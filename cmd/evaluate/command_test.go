package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestText(t *testing.T) {
	var out, complaints bytes.Buffer
	if code := run([]string{"events", filepath.Join("testdata", "events.tsv"), "--errors", "5"}, &out, &complaints); code != 0 || complaints.Len() > 0 {
		t.Fatalf("exit code %d, %s", code, &complaints)
	}
	lines := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
	want := []string{
		"PROTEST, not NONE: The bakery sells cakes at noon.",
		"class precision recall f1 support",
		"ASSAULT 1.000 1.000 1.000 1",
		"CONSULT 1.000 1.000 1.000 1",
		"NONE 0.500 1.000 0.667 1",
		"PROTEST 0.000 0.000 0.000 1",
		"total macro_f1 0.667 accuracy 0.750 support 4 records 4 seconds",
	}
	if len(lines) != len(want) {
		t.Fatalf("%d lines:\n%s", len(lines), &out)
	}
	for i, line := range lines {
		if got := fold(line); got != want[i] && (i != len(want)-1 || !strings.HasPrefix(got, want[i])) {
			t.Errorf("line %d is %q, want %q", i+1, got, want[i])
		}
	}
}

func TestErrorsBesideJSON(t *testing.T) {
	var out, complaints bytes.Buffer
	run([]string{"weapons", filepath.Join("testdata", "weapons.tsv"), "--json", "--errors", "1"}, &out, &complaints)
	if n := strings.Count(out.String(), "\n"); n != 1 {
		t.Errorf("%d lines of JSON", n)
	}
	if got := complaints.String(); got != "yes, not no: The bakery sells cakes at noon.\n" {
		t.Errorf("beside it %q", got)
	}
}

// TestExitCodes runs what cannot be measured: one clear line, with the line of the record.
func TestExitCodes(t *testing.T) {
	dir := t.TempDir()
	file := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		return path
	}
	file("s/articles/a1_x.txt", "Title: X\n\nThe old bridge has three arches.\n")
	file("s/facts.jsonl", `{"doc": "a1", "facts": []}`+"\n"+`{"doc": "a2", "facts": []}`)
	file("s/labels.jsonl", "")
	file("e/ground-truth.json", "{\n \"p1\": {\"articleBody\": \"Rain.\"},\n oops}")
	file("f/ground-truth.json", `{"p1": {"articleBody": "Rain."}}`)
	for _, c := range []struct {
		args string
		code int
		says string
	}{
		{"", 2, "a kind and a path"},
		{"events", 2, "a kind and a path"},
		{"tides x.tsv", 2, `there is no kind "tides"`},
		{"events x.tsv --verbose", 2, "--verbose"},
		{"events x.tsv --errors -1", 2, "--errors"},
		{"events x.tsv --errors many", 2, "--errors"},
		{"events " + filepath.Join(dir, "nothing.tsv"), 1, "nothing.tsv: no such file"},
		{"events " + dir, 1, "reading " + dir},
		{"events " + file("events.tsv", "YIELD\tThey left.\n\nno tab here\n"), 1, "events.tsv:3: 1 columns"},
		{"weapons " + file("weapons.tsv", "no\tThey left.\nperhaps\tThey came.\n"), 1, `weapons.tsv:2: "perhaps"`},
		{"dates " + file("dates.tsv", "2025-03-12\tThey left.\tFriday\t2025-03-14\texact\n"), 1, "dates.tsv:1: the sentence does not have"},
		{"names " + file("names.jsonl", `{"doc": "é", "text": "é", "names": []}`+"\n"+`{"text": "é", "names": [{"start": 0, "end": 2}]}`), 1, "names.jsonl:2: a name at 0 to 2 of 1"},
		{"sentences " + file("sentences.jsonl", "{}\r\n\r\n{\"text\": 4}"), 1, "sentences.jsonl:3: json"},
		{"keypoints " + file("keypoints.jsonl", `{"doc": "k", "text": "They left."}`), 1, "keypoints.jsonl:1: there is no reference"},
		{"quotes " + filepath.Join(dir, "s"), 1, `facts.jsonl:2: there is no article "a2"`},
		{"sections " + filepath.Join(dir, "s"), 1, `facts.jsonl:2: there is no article "a2"`},
		{"sections " + filepath.Join(dir, "t"), 1, "articles: no such file"},
		{"extraction " + filepath.Join(dir, "e"), 1, "ground-truth.json:3: invalid character"},
		{"extraction " + filepath.Join(dir, "f"), 1, "p1.html.gz: no such file"},
		{"events " + filepath.Join("testdata", "events.tsv") + " --predictions " + filepath.Join(dir, "no", "x"), 1, "writing the predictions"},
	} {
		var out, complaints bytes.Buffer
		if code := run(strings.Fields(c.args), &out, &complaints); code != c.code {
			t.Errorf("evaluate %s: exit code %d, want %d", c.args, code, c.code)
		}
		line, rest, _ := strings.Cut(complaints.String(), "\n")
		if !strings.Contains(line, c.says) || rest != "" && c.code == 1 {
			t.Errorf("evaluate %s says %q, want %q", c.args, &complaints, c.says)
		}
	}
}

func TestNoControlCodes(t *testing.T) {
	path := filepath.Join(t.TempDir(), "events.tsv")
	if err := os.WriteFile(path, []byte("\x1b[31mYIELD\tThe bakery \x1b]0;x\x07sells \u202ecakes.\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	var out, complaints bytes.Buffer
	run([]string{"events", path, "--errors", "1"}, &out, &complaints)
	if strings.ContainsAny(out.String()+complaints.String(), "\x1b\x07\u202e") {
		t.Errorf("control codes in %q", &out)
	}
}

// TestRefusedArticle measures an article that the program makes nothing of: its sentences
// are in no section, and the user is told.
func TestRefusedArticle(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"articles/a1_x.txt": "Title: X\n\nRain\n",
		"labels.jsonl":      `{"doc": "a1", "paragraph": 1, "text": "Rain", "labels": ["background"]}`,
		"facts.jsonl":       `{"doc": "a1", "quotes": [{"paragraph": 1, "quote": "Rain", "speaker": "Ana Roy"}]}`,
	} {
		if err := os.MkdirAll(filepath.Join(dir, "articles"), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(name)), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	var out, complaints bytes.Buffer
	if code := run([]string{"sections", dir}, &out, &complaints); code != 0 || !strings.Contains(complaints.String(), "no briefing of a1") {
		t.Errorf("exit code %d, %s", code, &complaints)
	}
	if !strings.Contains(out.String(), "total  macro_f1 0.000") {
		t.Errorf("figures:\n%s", &out)
	}
	if code := run([]string{"quotes", dir}, &out, &complaints); code != 0 || !strings.Contains(out.String(), "total  accuracy 0.000") {
		t.Errorf("quotes, exit code %d:\n%s", code, &out)
	}
}
