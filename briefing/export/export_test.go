package export

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"readout/briefing"
	"readout/briefing/anchor"
	"readout/briefing/markdown"
	"readout/briefing/note"
	"readout/content"
)

var update = flag.Bool("update", false, "write the golden files anew")

// harbour is the source of a briefing of two articles.
func harbour() []byte {
	exact := func(v string) content.Date { return content.Date{Value: v, Certainty: content.Exact} }
	return briefing.Format(&briefing.Briefing{
		ID: "3f0c9a52-7d1e-4b8a-9c55-0d2f6a1e8b77", Title: "Harbour talks: “a start”, says Dorn", Published: exact("2024-11-27"), Language: "en",
		Sources: []briefing.Source{
			{Title: "Ministers agree on [grain]", Publisher: "Example Post", URL: "https://example.org/2024/a_b(c)", Published: content.Date{Value: "2024-11-27", Certainty: content.Inferred}, SHA256: strings.Repeat("9b1e", 16)},
			{Publisher: "Example Radio", URL: "https://example.com/talks", Published: exact("2024-11")},
		},
		KeyPoints: []briefing.Entry{{Text: "The two sides agreed to keep the ferry line open.", Citations: []string{"a1-1"}}},
		Sections: []briefing.Section{
			{Title: "Meetings", Level: 2, Entries: []briefing.Entry{
				{Lead: briefing.Lead{Date: exact("2024-11-27"), Actors: []string{"Dorn", "Vale"}}, Text: "Dorn met Vale in the harbour town.", Citations: []string{"a1-1", "a1-3", "a2-4"}},
				{Text: "They will meet again; see https://example.org/log_*.", Citations: []string{"a2-4"}},
			}},
			{Title: "Statements", Level: 2, Entries: []briefing.Entry{{Speaker: "Dorn", Text: "“We need $5 billion – or A$b$,” Dorn said.", Citations: []string{"a1-2"}}}},
		},
		Citations: []briefing.Citation{
			{Label: "a1-1", Text: "Dorn met Vale in the harbour town. The two sides agreed to keep the ferry line open."},
			{Label: "a1-2", Text: "“We need $5 billion – or A$b$,” Dorn said."},
			{Label: "a1-3", Text: "It rained when Dorn met Vale in the harbour town."},
			{Label: "a2-4", Text: "They will meet again; see https://example.org/log_*."},
		},
	})
}

// noteOn gives a note on words of a source.
func noteOn(t testing.TB, src []byte, words, id string, kind note.Kind, body string, tags ...string) note.Note {
	t.Helper()
	at := bytes.Index(src, []byte(words))
	if at < 0 {
		t.Fatalf("no %q", words)
	}
	target := anchor.Describe(markdown.Open(src), content.Span{Start: at, End: at + len(words)})
	target.Source = briefing.Revision(src)
	made := time.Date(2024, 11, 28, 11, 12, 13, 0, time.FixedZone("", 3600))
	return note.Note{ID: id, Revision: 1, Kind: kind, Body: body, Tags: tags, Creator: "Ann *Reader*", Created: made, Modified: made, Target: target}
}

func bundle(src []byte, notes ...note.Note) Bundle {
	revision := briefing.Revision(src)
	return Bundle{Briefing: briefing.Parse(src), ID: "file", Revision: revision, Notes: anchor.Place(markdown.Open(src), revision, nil, notes)}
}

func sampleBundle(t testing.TB) Bundle {
	src := harbour()
	changed := noteOn(t, src, "They will meet again", "3", note.Check, "See [the log][1] and `<b>` in <b>bold</b>.[^a]\n\n[1]: https://example.org/log\n[^a]: A footnote.\n\n```go\nfunc x() {}", "to check", "2024")
	changed.Modified = changed.Created.Add(26 * time.Hour)
	gone := noteOn(t, src, "Dorn met Vale", "4", note.Highlight, "", "old")
	gone.Target = note.Target{Source: "0", Exact: "The ferry sank *twice*.", Prefix: "Nobody", Suffix: "knows", Section: "meetings"}
	return bundle(src,
		gone,
		noteOn(t, src, "“We need \\$5 billion – or A\\$b\\$,” Dorn said.", "5", note.Judgement, "# Big\n\nText\n====\n\n- one\n- two\n---\nlast"),
		changed,
		noteOn(t, src, "Dorn met Vale in the harbour town.", "2", note.Question, "Who asked for the meeting?", "diplomacy", "c++ & more"),
		noteOn(t, src, "agreed to keep", "1", note.Highlight, ""),
		noteOn(t, src, "It rained", "6", note.Action, "> quoted\nlazy\n\n1. a\n   # b\n2. c"),
	)
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got):\n%s", path, diff)
	}
}

func TestMarkdownGolden(t *testing.T) {
	b := sampleBundle(t)
	var out bytes.Buffer
	if err := Markdown(&out, []Bundle{b}); err != nil {
		t.Fatal(err)
	}
	golden(t, "notes.md", out.Bytes())
	other := bundle([]byte("# Plain\n\nSome text.\n\n## Part\n\nMore text here.\n"))
	other.Notes = anchor.Place(markdown.Open([]byte("# Plain\n\nSome text.\n\n## Part\n\nMore text here.\n")), other.Revision, nil,
		[]note.Note{noteOn(t, []byte("# Plain\n\nSome text.\n\n## Part\n\nMore text here.\n"), "More text", "9", note.Highlight, "# Mine")})
	out.Reset()
	if err := Markdown(&out, []Bundle{other, b, {Briefing: &briefing.Briefing{}}}); err != nil {
		t.Fatal(err)
	}
	golden(t, "several.md", out.Bytes())
}
