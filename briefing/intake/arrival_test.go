package intake

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"readout/briefing/export"
	"readout/briefing/note"
	"readout/content"
)

// firstEntry gives the first entry of a file.
func firstEntry(t testing.TB, text string) *Entry {
	t.Helper()
	_, entries, problems, err := Read([]byte(text), "")
	if err != nil || len(entries) == 0 {
		t.Fatal(err, problems)
	}
	return &entries[0]
}

func row(text, updated string) string {
	return fmt.Sprintf(`{"rows":[{"id":"x1","created":"2025-01-01T00:00:00+00:00","updated":%q,"user":"acct:bo@hypothes.is","uri":"https://example.org/2024/talks","text":%q,"tags":["a"],"target":[{"selector":[{"type":"TextQuoteSelector","exact":"Dorn met Vale in the harbour town"}]}]}]}`, updated, text)
}

func highlight(text string) string {
	return "Highlight,Book Title,Note\nDorn met Vale in the harbour town,Harbour talks," + text + "\n"
}

func kept(t testing.TB, n note.Note) *note.Note {
	t.Helper()
	line, err := n.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	if n, err = noteOf(line); err != nil {
		t.Fatal(err)
	}
	return &n
}

// What becomes of an entry that is here already.
func TestFates(t *testing.T) {
	text := harbourText("")
	arrive := func(file string, old *note.Note) Arrival {
		t.Helper()
		a, err := text.Arrive(firstEntry(t, file), old, some)
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	edit := func(n *note.Note) *note.Note {
		h := note.NewHistory(func() time.Time { return noon }, nil, *n)
		_, edited := h.Edit(n.ID, "Mine.")
		return kept(t, edited[0])
	}
	gone := func(n *note.Note) *note.Note {
		h := note.NewHistory(func() time.Time { return noon }, nil, *n)
		_, deleted := h.Delete(n.ID)
		return kept(t, deleted[0])
	}
	own := func(n *note.Note, revision int, body string) string {
		n = kept(t, *n)
		n.Revision, n.Body = revision, body
		return `{"format":"readout notes","version":1,"briefings":[{"id":"b","title":"T","notes":[` + string(encode(*n)) + `]}]}`
	}
	const old, newer = "2025-01-02T00:00:00+00:00", "2025-01-03T00:00:00+00:00"
	first := arrive(row("Why?", old), nil)
	here := kept(t, first.Note)
	again := arrive(row("Because.", newer), here)
	twice := kept(t, again.Note)
	book := kept(t, arrive(highlight("Why?"), nil).Note)
	for name, c := range map[string]struct {
		got      Arrival
		fate     Fate
		revision int
		body     string
	}{
		"first":                            {first, New, 1, "Why?"},
		"the same":                         {arrive(row("Why?", old), here), Known, 1, "Why?"},
		"the same, touched":                {arrive(row("Why?", newer), here), Known, 1, "Why?"},
		"changed":                          {again, Changed, 2, "Because."},
		"changed, then the same":           {arrive(row("Because.", newer), twice), Known, 1, "Because."},
		"changed again":                    {arrive(row("Hm.", "2025-01-04T00:00:00+00:00"), twice), Changed, 3, "Hm."},
		"older":                            {arrive(row("Why?", old), twice), Kept, 1, "Why?"},
		"changed, and edited here":         {arrive(row("Because.", newer), edit(here)), Kept, 1, "Because."},
		"changed, taken in, edited here":   {arrive(row("Hm.", "2030-01-04T00:00:00+00:00"), edit(twice)), Kept, 1, "Hm."},
		"deleted here":                     {arrive(row("Because.", newer), gone(here)), Deleted, 1, "Because."},
		"of a program without times":       {arrive(highlight("Why?"), book), Known, 1, "Why?"},
		"changed there":                    {arrive(highlight("So."), book), Changed, 2, "So."},
		"changed there, edited here":       {arrive(highlight("So."), edit(book)), Kept, 1, "So."},
		"own, the same":                    {arrive(own(here, 1, "Why?"), here), Known, 1, "Why?"},
		"own, edited elsewhere":            {arrive(own(here, 3, "New."), here), Changed, 3, "New."},
		"own, edited on both sides":        {arrive(own(here, 2, "Theirs."), edit(here)), Rival, 2, "Theirs."},
		"own, an earlier revision":         {arrive(own(here, 1, "Why?"), edit(here)), Kept, 1, "Why?"},
		"own, deleted here":                {arrive(own(here, 1, "Why?"), gone(here)), Deleted, 1, "Why?"},
		"own, deleted here, revived there": {arrive(own(here, 5, "Back."), gone(here)), Changed, 5, "Back."},
	} {
		if n := c.got.Note; c.got.Fate != c.fate || n.Revision != c.revision || n.Body != c.body {
			t.Errorf("%s: fate %d, revision %d, %q", name, c.got.Fate, n.Revision, n.Body)
		}
	}
	if again.Note.Creator != "bo" || !again.Note.Created.Equal(here.Created) || again.Note.Modified.Format(time.DateOnly) != "2025-01-03" || again.Orphaned {
		t.Errorf("%+v", again.Note)
	}
}

// onOneWord gives an answer of Hypothesis with notes on one word of a briefing.
func onOneWord(count int) []byte {
	var rows strings.Builder
	for i := range count {
		fmt.Fprintf(&rows, `,{"id":"n%d","uri":"urn:readout:briefing:b","text":"%d","tags":[],"target":[{"selector":[{"type":"TextQuoteSelector","exact":"rained","prefix":"It ","suffix":". Dorn"}]}]}`, i, i)
	}
	return []byte(`{"rows":[` + rows.String()[1:] + `]}`)
}

// arriveAll takes in what is to arrive whole, each note with a place.
func arriveAll(t testing.TB, text *Text, answer []byte, count int) (notes []note.Note) {
	t.Helper()
	_, entries, problems, err := Read(answer, "")
	if err != nil || len(problems) > 0 || len(entries) != count {
		t.Fatal(err, problems, len(entries))
	}
	for i := range entries {
		a, err := text.Arrive(&entries[i], nil, some)
		if err != nil || a.Orphaned {
			t.Fatal(i, err)
		}
		notes = append(notes, a.Note)
	}
	return notes
}

// 100,000 notes on one word of a briefing are taken in, and each stands on it.
func TestManyNotesOnOneWord(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes seconds")
	}
	const count = 100_000
	arriveAll(t, harbourText(""), onOneWord(count), count)
}

// BenchmarkNotesOnOneWord takes them in, as Hypothesis has them; keeps them in a log; reads
// that, and exports them in each format.
func BenchmarkNotesOnOneWord(b *testing.B) {
	const count = 10_000
	answer := bytes.ReplaceAll(onOneWord(count), []byte("urn:readout:briefing:b"), []byte("https://example.org/a?x=1&y=2"))
	measure := func(name string, do func(b *testing.B)) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				do(b)
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/count, "µs/note")
		})
	}
	measure("arrive", func(b *testing.B) { arriveAll(b, harbourText(""), answer, count) })
	notes := arriveAll(b, harbourText(""), answer, count)
	measure("append", func(b *testing.B) { appendAll(b, notes) })
	path := appendAll(b, notes)
	measure("read", func(b *testing.B) { readAll(b, path, count) })
	bundle := bundleOf(harbour(""), "b", readAll(b, path, count))
	for _, f := range export.Formats() {
		measure("export/"+f, func(b *testing.B) { exported(b, export.Format(f), bundle) })
	}
}

// BenchmarkNotesOnLargeText takes in notes all over a text of 10 MB, which name no place.
func BenchmarkNotesOnLargeText(b *testing.B) {
	const count, size = 1000, 10 << 20
	var src, rows strings.Builder
	src.WriteString("# Log\n\n")
	for i := 0; src.Len() < size; i++ {
		fmt.Fprintf(&src, "Ship %d left *the harbour* of Port Sund with rice, and came back with tea and timber.\n\n", i)
	}
	sentences := size / 91
	for i := range count {
		fmt.Fprintf(&rows, `,{"id":"n%d","uri":"urn:readout:briefing:b","text":"%d","tags":[],"target":[{"selector":[{"type":"TextQuoteSelector","exact":"Ship %d left the harbour"}]}]}`, i, i, i*(sentences/count))
	}
	answer := []byte(`{"rows":[` + rows.String()[1:] + `]}`)
	for b.Loop() {
		arriveAll(b, OpenText("b", "r", []byte(src.String()), nil), answer, count)
	}
}

// appendAll gives a log with notes.
func appendAll(t testing.TB, notes []note.Note) (path string) {
	t.Helper()
	l, err := note.OpenLog(filepath.Join(t.TempDir(), "bo.jsonl"))
	if err == nil {
		err = l.Append(notes...)
	}
	if err != nil {
		t.Fatal(err)
	}
	return l.Path()
}

func readAll(t testing.TB, path string, count int) []note.Note {
	t.Helper()
	notes, problems, err := note.Read(path)
	if err != nil || len(problems) > 0 || len(notes) != count {
		t.Fatal(len(notes), problems, err)
	}
	return notes
}

// Hostile texts in any field become notes that can be kept and shown, or a clear problem.
func TestHostile(t *testing.T) {
	const evil = "\x1b]0;owned\x07\x1b[2J\u202e\u009b31m\x08\x00"
	long := strings.Repeat("a", 50<<20)
	jsonText := func(s string) string { return string(encode(s)) }
	hypothesis := func(id, text string) string {
		return `{"id":` + jsonText(id) + `,"uri":"../../../etc/passwd","user":"acct:../../x` + `","text":` + jsonText(text) + `,"tags":[` + jsonText(evil) + `],"target":[{"selector":[{"type":"TextQuoteSelector","exact":` + jsonText("Dorn met Vale in the harbour town"+evil) + `},{"type":"TextPositionSelector","start":-5,"end":1e300}]}]}`
	}
	text := harbourText("")
	_, entries, problems, err := Read([]byte(`{"rows":[`+hypothesis("../../a"+evil, evil)+`,`+hypothesis("b", long)+`,`+hypothesis("c", "fine")+`]}`), "")
	if err != nil || len(entries) != 2 || len(problems) != 1 || !strings.Contains(problems[0].Error(), "entry 2: it has 50 MB, more than 16") {
		t.Fatal(err, len(entries), problems)
	}
	for i := range entries {
		a, err := text.Arrive(&entries[i], nil, some)
		if err != nil {
			t.Fatal(err)
		}
		n := a.Note
		for _, s := range append([]string{n.ID, n.Body, n.Creator, n.Target.Exact}, n.Tags...) {
			if content.Clean(s) != s {
				t.Errorf("%q came in", s)
			}
		}
	}
	for name, raw := range map[string]string{
		"control characters in the id": `{"type":"Annotation","id":"http://e.org/` + `\u001b[2J","target":"http://e.org/"}`,
		"a long id":                    `{"type":"Annotation","id":"` + strings.Repeat("i", 600) + `","target":"http://e.org/"}`,
		"a revision that is none":      `{"type":"Annotation","id":"http://e.org/1","readout:revision":-3,"target":"http://e.org/"}`,
		"a page elsewhere":             `{"type":"AnnotationCollection","first":"http://e.org/page1"}`,
		"a page that is itself":        `{"type":"AnnotationPage","id":"p","items":["p"],"next":"p"}`,
		"lists without end":            "[{\"type\":\"Annotation\"}," + strings.Repeat("[", 5000) + strings.Repeat("]", 5000) + "]",
		"a list of lists":              `[[[{"type":"Annotation"},7]]]`,
	} {
		_, entries, problems, err := Read([]byte(raw), "")
		if err != nil || len(problems) == 0 || len(entries) > 1 {
			t.Errorf("%s: %d entries, %v, %v", name, len(entries), problems, err)
		}
		for _, p := range problems {
			if content.CleanLine(p.Error()) != p.Error() || len(p.Error()) > 1000 {
				t.Errorf("%s: %q", name, p.Error())
			}
		}
	}
}

// A note on a whole page is one on the whole briefing: it has its place, and keeps it.
func TestPageNotes(t *testing.T) {
	text := harbourText("")
	for _, target := range []string{`[{"source":"https://example.org/2024/talks"}]`, `[]`} {
		file := `{"rows":[{"id":"p1","created":"2025-01-01T00:00:00+00:00","updated":"2025-01-01T00:00:00+00:00","user":"acct:bo@hypothes.is","uri":"https://example.org/2024/talks","text":"A fair report.","tags":[],"target":` + target + `}]}`
		a, err := text.Arrive(firstEntry(t, file), nil, some)
		if err != nil || a.Fate != New || a.Orphaned {
			t.Fatalf("%+v %v", a, err)
		}
		n := kept(t, a.Note)
		if n.Target.Scope() != note.OnBriefing || n.Target.Source == "" {
			t.Errorf("it is on %+v", n.Target)
		}
		if again, err := text.Arrive(firstEntry(t, file), n, some); err != nil || again.Fate != Known {
			t.Errorf("once more it is %+v %v", again, err)
		}
	}
}
