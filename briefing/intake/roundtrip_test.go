package intake

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	"readout/briefing"
	"readout/briefing/anchor"
	"readout/briefing/export"
	"readout/briefing/markdown"
	"readout/briefing/note"
	"readout/content"

	"github.com/google/go-cmp/cmp"
)

// bundleOf places notes in a text, as an export does.
func bundleOf(src []byte, id string, notes []note.Note) export.Bundle {
	revision := briefing.Revision(src)
	return export.Bundle{Briefing: briefing.Parse(src), ID: id, Revision: revision, Notes: anchor.Place(markdown.Open(src), revision, nil, notes)}
}

func exported(t testing.TB, f export.Format, b ...export.Bundle) []byte {
	t.Helper()
	r, err := export.Render(b, f, export.BySection)
	if err != nil {
		t.Fatal(err)
	}
	return r.Plain()
}

// taken reads a file and gives its notes as they come back from the log of a library that
// had none.
func taken(t testing.TB, text *Text, data []byte) []note.Note {
	t.Helper()
	_, entries, problems, err := Read(data, "")
	if err != nil || len(problems) > 0 {
		t.Fatalf("%v %v\n%.2000s", err, problems, data)
	}
	var out []note.Note
	for i := range entries {
		a, err := text.Arrive(&entries[i], nil, some)
		if err != nil || a.Fate != New {
			t.Fatalf("%v %v", a.Fate, err)
		}
		line, err := a.Note.MarshalJSON()
		if err != nil {
			t.Fatal(err)
		}
		n, err := noteOf(line)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, n)
	}
	return out
}

// pieces are what texts are hard to count and to keep for.
var pieces = []string{"", " ", "a", "é", "e\u0301", "🧭", "👩\u200d💻", "שלום", "\u202e", "\r\n", "\n", "\x1b[31m", "\u009b", "\xff", "%", "#", "<b>", "\"", "\\", "urn:x:", "\u2028", "&"}

func anyText(chance *rand.Rand, most int) string {
	var b strings.Builder
	for range chance.IntN(most + 1) {
		b.WriteString(pieces[chance.IntN(len(pieces))])
	}
	return b.String()
}

// anyNote makes a note of any texts, as often as not on words of the source.
func anyNote(chance *rand.Rand, src []byte, i int) note.Note {
	at := func() time.Time { return time.Unix(chance.Int64N(4e9), chance.Int64N(2)*5e8).UTC() }
	n := note.Note{
		ID: fmt.Sprintf("%s%d", content.CleanLine(anyText(chance, 4)), i), Revision: 1 + chance.IntN(3), Kind: note.Kind(anyText(chance, 2)),
		Body: anyText(chance, 9), Creator: anyText(chance, 3), Created: at(), Modified: at(),
	}
	if i%3 == 0 {
		n.ID, n.Kind = fmt.Sprintf("00000000-0000-4000-8000-%012x", i), note.Question
	}
	for range chance.IntN(4) {
		n.Tags = append(n.Tags, anyText(chance, 3))
	}
	if chance.IntN(3) == 0 {
		n.Grade = note.Grade{Reliability: "\x00ABCDEF"[chance.IntN(7)], Credibility: "\x00123456"[chance.IntN(7)]}
		n.Likely = note.Likelihood(chance.IntN(8))
	}
	for range chance.IntN(3) {
		l := note.Link{Briefing: "b" + anyText(chance, 2), Label: anyText(chance, 3)}
		switch chance.IntN(3) {
		case 0:
			l.Note = fmt.Sprintf("00000000-0000-4000-8000-%012x", chance.IntN(9))
		case 1:
			l.Note = "n" + content.CleanLine(anyText(chance, 4))
		default:
			l.Target = note.Target{Source: anyText(chance, 2), Exact: anyText(chance, 4), Section: anyText(chance, 2), Whole: chance.IntN(2) == 0, Data: content.Span{Start: 3, End: 9}}
		}
		n.Links = append(n.Links, l)
	}
	switch chance.IntN(6) {
	case 4:
		n.Target = note.Target{Source: anyText(chance, 2), Section: anyText(chance, 2), Whole: true}
	case 5:
		n.Target = note.Target{Source: "00ff"}
	case 0:
		n.Target = note.Target{Source: anyText(chance, 2), Exact: anyText(chance, 9), Prefix: anyText(chance, 4), Suffix: anyText(chance, 4), Section: anyText(chance, 2)}
	case 1:
	default:
		start := chance.IntN(len(src))
		n.Target = anchor.Describe(markdown.Open(src), content.Span{Start: start, End: min(start+1+chance.IntN(60), len(src))})
		n.Target.Source, n.Target.Section = briefing.Revision(src), "meetings"
	}
	return n
}

// foreignLines are annotations of other programs that a log holds as they are.
func foreignLines() []string {
	const head = `{"@context":"http://www.w3.org/ns/anno.jsonld","type":"Annotation","id":"http://example.org/`
	return []string{
		head + `1","body":"http://example.org/post1","target":"http://example.com/page1"}`,
		head + `2","bodyValue":"Comment <text>","target":"http://example.org/target1","canonical":"urn:uuid:dbfb1861-0ecf-41ad-be94-a584e5c4f1df"}`,
		head + `3","creator":{"id":"http://example.net/user1","type":"Person","nickname":"pseudo"},"created":"2015-10-13T13:00:00Z","generator":{"id":"http://example.org/tool","name":"Tool"},"body":{"type":"TextualBody","value":"x","purpose":"describing","created":"2015-06-02T12:00:00Z"},"target":["http://example.org/a","http://example.org/b"]}`,
		head + `4","x:weight":3.50,"target":{"source":"http://example.org/page1","selector":[{"type":"TextQuoteSelector","exact":"It rained","prefix":"","suffix":". Dorn"},{"type":"RangeSelector","startSelector":{"type":"XPathSelector","value":"//a"},"endSelector":{"type":"CssSelector","value":"a"}}],"state":{"type":"TimeState","sourceDate":"2015-07-20T13:30:00Z"}}}`,
		head + `5","readout:revision":4,"readout:kind":"check","motivation":"assessing","body":[{"type":"TextualBody","value":"Why?","format":"text/markdown","purpose":"commenting","language":"en"}],"target":{"type":"SpecificResource","source":"urn:readout:briefing:3f0c9a52-7d1e-4b8a-9c55-0d2f6a1e8b77","scope":"http://example.org/scope","selector":{"type":"TextQuoteSelector","exact":"keep the ferry line","x:fuzzy":true}}}`,
	}
}

// Notes that readout exported, in its own form or as Web Annotations, come into another
// library with the same briefing as they were: exported again they are the same bytes.
func TestRoundTrips(t *testing.T) {
	chance := rand.New(rand.NewPCG(7, 11))
	for round := range 60 {
		src := harbour("")
		if round%2 == 1 {
			src = bytes.ReplaceAll(src, []byte("\n"), []byte("\r\n"))
		}
		var notes []note.Note
		for i := range 12 {
			notes = append(notes, anyNote(chance, src, i))
		}
		if round%3 == 0 {
			for _, line := range foreignLines() {
				n, err := noteOf([]byte(line))
				if err != nil {
					t.Fatal(err)
				}
				notes = append(notes, n)
			}
		}
		id := briefing.Parse(src).ID
		for i := range notes {
			if notes[i].Foreign == nil {
				notes[i].Briefing = id
			}
			line, err := notes[i].MarshalJSON() // as it comes out of a log
			if err != nil {
				t.Fatal(err)
			}
			if notes[i], err = noteOf(line); err != nil {
				t.Fatal(err)
			}
		}
		text := OpenText(id, briefing.Revision(src), src, nil)
		for _, f := range []export.Format{export.FormatJSON, export.FormatW3C} {
			want := exported(t, f, bundleOf(src, id, notes))
			got := exported(t, f, bundleOf(src, id, taken(t, text, want)))
			if diff := cmp.Diff(string(want), string(got)); diff != "" {
				t.Fatalf("round %d, %s (-before +after):\n%s", round, f, diff)
			}
		}
	}
}

// What readout wrote itself comes back from Web Annotations as plain as it was: nothing of
// the form that they were exported in is left in the log.
func TestWebAnnotationsBecomeOwnNotesAgain(t *testing.T) {
	src := harbour("")
	doc := markdown.Open(src)
	var notes []note.Note
	for i, words := range []string{"the ferry line", "Dorn met Vale", "🧭"} {
		at := bytes.LastIndex(src, []byte(words))
		n := note.Note{ID: fmt.Sprintf("00000000-0000-4000-8000-%012x", i), Revision: 2, Kind: note.Check, Body: "Why?", Tags: []string{"a"}[:i%2], Briefing: "3f0c9a52-7d1e-4b8a-9c55-0d2f6a1e8b77", Creator: "Ann", Created: noon, Modified: noon}
		n.Target = anchor.Describe(doc, content.Span{Start: at, End: at + len(words)})
		n.Target.Source, n.Target.Section = briefing.Revision(src), "sources"
		notes = append(notes, n)
	}
	notes = append(notes, note.Note{ID: "no place", Revision: 1, Kind: note.Highlight, Body: "b", Briefing: notes[0].Briefing, Created: noon, Modified: noon})
	got := taken(t, harbourText(""), exported(t, export.FormatW3C, bundleOf(src, "x", notes)))
	slices.SortFunc(got, func(a, b note.Note) int { return strings.Compare(a.ID, b.ID) })
	if diff := cmp.Diff(notes, got, cmp.Transformer("tags", func(list []string) string { return strings.Join(list, ",") })); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// asHypothesis writes an exported Web Annotation as Hypothesis would: positions count
// UTF-16 units of the text, and lines end as they do in a browser.
func asHypothesis(t testing.TB, raw json.RawMessage, visible string) json.RawMessage {
	t.Helper()
	var a struct {
		ID, Created, Modified string
		Target                struct {
			Source   string
			Selector json.RawMessage
		}
	}
	if err := json.Unmarshal(raw, &a); err != nil {
		t.Fatal(err)
	}
	points := []rune(visible)
	unit := func(point float64) int { return len(utf16.Encode(points[:int(point)])) }
	var selectors []map[string]any
	for _, s := range listOf(a.Target.Selector) {
		var m map[string]any
		if err := json.Unmarshal(s, &m); err != nil {
			t.Fatal(err)
		}
		switch m["type"] {
		case "TextPositionSelector":
			m["start"], m["end"] = unit(m["start"].(float64)), unit(m["end"].(float64))
		case "DataPositionSelector":
			continue
		}
		selectors = append(selectors, m)
	}
	return encode(map[string]any{
		"id": a.ID, "created": a.Created, "updated": a.Modified, "user": "acct:ann@hypothes.is", "uri": a.Target.Source, "text": "x", "tags": []string{},
		"target": []any{map[string]any{"source": a.Target.Source, "selector": selectors}}, "document": map[string]any{},
	})
}

// Every range of characters of a hard text keeps its place from a Web Annotation to
// Hypothesis, which counts in UTF-16, and back.
func TestHypothesisRoundTrip(t *testing.T) {
	const hard = "a 👍🏽👍🏽 b e\u0301e\u0301 ñ 👩\u200d👩\u200d👧 שלום שלום, مرحبا 𝄞𝄞 z\n\nthe the the 🧭 the 🧭 the\n\n- 𐐷𐐷 one\n- 𐐷𐐷 one\n"
	for name, source := range map[string]string{
		"hard":       "# T 🧭\n\n" + hard,
		"CRLF":       strings.ReplaceAll("# T 🧭\n\n"+hard, "\n", "\r\n"),
		"a briefing": string(harbour(" 𝄞 the 𝄞 the")),
	} {
		src := []byte(source)
		doc := markdown.Open(src)
		visible := doc.Visible()
		id, revision := "b1", briefing.Revision(src)
		text := OpenText(id, revision, src, nil)
		chance := rand.New(rand.NewPCG(1, 2))
		var notes []note.Note
		for range 150 {
			start := chance.IntN(len(visible.Text))
			end := min(start+1+chance.IntN(24), len(visible.Text))
			for start > 0 && !utf8.RuneStart(visible.Text[start]) {
				start--
			}
			for end < len(visible.Text) && !utf8.RuneStart(visible.Text[end]) {
				end++
			}
			span, ok := visible.SourceSpan(content.Span{Start: start, End: end})
			if !ok {
				continue
			}
			target := anchor.Describe(doc, span)
			if strings.TrimSpace(target.Exact) != target.Exact || target.Exact == "" {
				continue
			}
			target.Source = revision
			if s := briefing.Parse(src).SectionAt(span.Start); s != nil {
				target.Section = s.Key
			}
			notes = append(notes, note.Note{ID: fmt.Sprintf("%d", len(notes)), Revision: 1, Kind: note.Highlight, Briefing: id, Created: noon, Modified: noon, Target: target})
		}
		var collection struct {
			First struct{ Items []json.RawMessage }
		}
		if err := json.Unmarshal(exported(t, export.FormatW3C, bundleOf(src, id, notes)), &collection); err != nil {
			t.Fatal(err)
		}
		var rows []json.RawMessage
		for _, item := range collection.First.Items {
			rows = append(rows, asHypothesis(t, item, visible.Text))
		}
		got := taken(t, text, encode(map[string]any{"rows": rows}))
		want := map[string]note.Target{}
		for _, n := range notes {
			want[madeOf(Hypothesis, "urn:readout:note:"+n.ID).ID] = n.Target
		}
		if len(got) != len(notes) || len(got) < 50 {
			t.Fatalf("%s: %d of %d notes", name, len(got), len(notes))
		}
		for _, n := range got {
			if diff := cmp.Diff(want[n.ID], n.Target); diff != "" {
				t.Errorf("%s: %q (-before +after):\n%s", name, n.Target.Exact, diff)
			}
		}
	}
}

// An annotation of a page that says the same several times is anchored in the briefing,
// and keeps what it says of the page.
func TestForeignAnnotationKeepsItsPage(t *testing.T) {
	line := `{"@context":"http://www.w3.org/ns/anno.jsonld","id":"http://example.org/7","type":"Annotation","x:mood":"good","motivation":["assessing"],"creator":"http://example.org/bo","bodyValue":"Is this so?","target":{"source":"https://example.org/2024/talks","selector":[{"type":"TextQuoteSelector","exact":"The two sides agreed to keep the ferry line open.","prefix":"sday. "},{"type":"CssSelector","value":"p > em"},{"type":"TextPositionSelector","start":900,"end":949}]}}`
	got := taken(t, harbourText(""), []byte(line))
	n := got[0]
	if n.Briefing != "3f0c9a52-7d1e-4b8a-9c55-0d2f6a1e8b77" || n.Target.Section != "agreements" || n.Kind != note.Check || n.Creator != "http://example.org/bo" || n.Body != "Is this so?" {
		t.Errorf("%+v", n)
	}
	o := objectOf(n.Foreign)
	targets := listOf(o["target"])
	if len(targets) != 2 || textOf(o["x:mood"]) != "good" {
		t.Fatalf("it became %s", n.Foreign)
	}
	if diff := cmp.Diff(objectOf(objectOf(json.RawMessage(line))["target"]), objectOf(targets[1])); diff != "" {
		t.Errorf("(-was +is):\n%s", diff)
	}
	// An edit of it keeps all that, too.
	n.Body, n.Revision = "No.", 2
	edited, err := n.MarshalJSON()
	if err != nil || !bytes.Contains(edited, []byte(`"value":"p > em"`)) || !bytes.Contains(edited, []byte(`"x:mood":"good"`)) {
		t.Errorf("%s %v", edited, err)
	}
}
