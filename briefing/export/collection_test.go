package export

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"readout/briefing/note"
	"readout/content"
)

// annotationsOf exports notes and gives the annotations, after checking what is around them.
func annotationsOf(t testing.TB, bundles []Bundle) []object {
	t.Helper()
	r, err := Render(bundles, FormatW3C, BySection)
	if err != nil {
		t.Fatal(err)
	}
	if content.Clean(string(r.Plain())) != string(r.Plain()) {
		t.Error("the collection has what a terminal acts on")
	}
	d := json.NewDecoder(bytes.NewReader(r.Plain()))
	d.UseNumber()
	var c object
	if err := d.Decode(&c); err != nil {
		t.Fatal(err)
	}
	if c["type"] != "AnnotationCollection" || !uri(c["id"]) || !oneString(c["label"]) || !natural(c["total"]) || values(c["@context"])[0] != "http://www.w3.org/ns/anno.jsonld" {
		t.Errorf("section 5.1: %v %v %v", c["type"], c["id"], c["total"])
	}
	first, ok := c["first"].(object)
	if !ok {
		if fmt.Sprint(c["total"]) != "0" {
			t.Error("section 5.1: no first page")
		}
		return nil
	}
	if first["type"] != "AnnotationPage" || !uri(first["id"]) || !natural(first["startIndex"]) || first["@context"] != nil || !uri(first["partOf"]) || c["last"] != first["id"] {
		t.Errorf("section 5.2: %v %v", first["type"], first["id"])
	}
	var out []object
	for _, item := range values(first["items"]) {
		out = append(out, item.(object))
	}
	if fmt.Sprint(len(out)) != fmt.Sprint(c["total"]) {
		t.Errorf("total is %v of %d", c["total"], len(out))
	}
	return out
}

func meets(t testing.TB, bundles ...Bundle) {
	t.Helper()
	for _, a := range annotationsOf(t, bundles) {
		if list := broken(a); len(list) > 0 {
			text, _ := json.MarshalIndent(a, "", " ")
			t.Errorf("%s breaks\n%s\n%s", a["id"], strings.Join(list, "\n"), text)
		}
	}
}

func TestAssertionsAreThoseOfTheModel(t *testing.T) {
	if n := len(assertions()); n != 54 {
		t.Errorf("%d assertions, the model has 54 required ones", n)
	}
	good := `{"@context":"http://www.w3.org/ns/anno.jsonld","id":"http://example.org/a","type":"Annotation","body":[{"type":"TextualBody","value":"x"}],"target":{"source":"http://example.org/p","selector":{"type":"TextQuoteSelector","exact":"x"}}}`
	decoded, err := decode([]byte(good))
	if err != nil {
		t.Fatal(err)
	}
	if list := broken(decoded); len(list) > 0 {
		t.Fatalf("a good annotation breaks %q", list)
	}
	caught := map[string]bool{}
	for _, bad := range badAnnotations() {
		a, err := decode([]byte(bad))
		if err != nil {
			t.Fatalf("%s: %v", bad, err)
		}
		list := broken(a)
		if len(list) == 0 {
			t.Errorf("nothing is wrong with %s", bad)
		}
		for _, s := range list {
			caught[s] = true
		}
	}
	for _, x := range assertions() {
		if !caught[x.section+" "+x.says] {
			t.Errorf("no example breaks %s %s, so it may check nothing", x.section, x.says)
		}
	}
}

// badAnnotations break each assertion at least once.
func badAnnotations() []string {
	around := func(member, value string) string {
		m := map[string]string{"@context": `"http://www.w3.org/ns/anno.jsonld"`, "id": `"http://example.org/a"`, "type": `"Annotation"`, "target": `"http://example.org/p"`}
		m[member] = value
		var parts []string
		for k, v := range m {
			if v != "" {
				parts = append(parts, fmt.Sprintf("%q:%s", k, v))
			}
		}
		return "{" + strings.Join(parts, ",") + "}"
	}
	list := []string{
		around("@context", `"http://example.org/"`), around("@context", ""), around("id", `"a b"`), around("id", `["http://a.b/c","http://a.b/d"]`), around("type", `"Note"`),
		around("target", ""), around("target", `[]`), around("target", `"no iri"`), around("target", `{"source":"http://a.b/c"}`), around("body", `"words"`), around("bodyValue", `["a"]`),
		around("created", `"yesterday"`), around("created", `["2024-01-01T00:00:00Z","2024-01-01T00:00:00Z"]`), around("modified", `"2024-01-01T00:00:00+01:00"`), around("generated", "3"),
		around("rights", `"mine"`), around("canonical", `["http://a.b/c"]`), around("via", `"there"`),
		strings.Replace(around("body", `"http://a.b/c"`), "{", `{"bodyValue":"x",`, 1),
	}
	for _, m := range []string{"body", "target"} {
		for _, v := range []string{
			`{"id":"http://a.b/c","textDirection":"up"}`, `{"id":"http://a.b/c","created":"now"}`, `{"id":"http://a.b/c","modified":"now"}`, `{"id":"http://a.b/c","rights":"no"}`,
			`{"id":"http://a.b/c","canonical":"no"}`, `{"id":"http://a.b/c","via":"no"}`, `{"id":"http://a.b/c","items":[]}`, `{"id":"http://a.b/c","purpose":"tagging"}`,
			`{"type":"Choice","items":["http://a.b/c"],"value":"x"}`, `{"type":"Choice","items":["http://a.b/c"],"source":"http://a.b/c"}`, `{"type":"Choice","items":["http://a.b/c"],"purpose":"tagging"}`,
			`{"source":"http://a.b/c","purpose":"tagging","items":[]}`, `{"source":"http://a.b/c","purpose":"tagging","value":"x"}`, `{"value":"x","items":[]}`, `{"value":"x","source":"http://a.b/c"}`,
			`{"type":"TextualBody","value":"x"}`, `{"source":"http://a.b/c","styleClass":[3]}`,
		} {
			if m == "target" || !strings.Contains(v, "TextualBody") {
				list = append(list, around(m, v))
			}
		}
	}
	for _, v := range []string{
		`{"type":"MySelector"}`, `"quote"`, `[]`, `{"type":"CssSelector"}`, `{"type":"FragmentSelector","value":"x","conformsTo":"y"}`, `{"type":"TextQuoteSelector","prefix":"x"}`, `{"type":"TextPositionSelector","start":-1,"end":2}`,
		`{"type":"DataPositionSelector","start":1.5,"end":2}`, `{"type":"SvgSelector"}`, `{"type":"RangeSelector","startSelector":{"type":"XPathSelector","value":"/"}}`, `{"type":"XPathSelector","value":"/","refinedBy":[]}`,
		`{"type":"XPathSelector","value":"/","refinedBy":{"type":"What"}}`,
	} {
		list = append(list, around("target", `{"source":"http://a.b/c","selector":`+v+`}`))
	}
	for _, v := range []string{`{"type":"readout:RevisionState","readout:sha256":"0"}`, `{"type":"TimeState"}`, `{"type":"TimeState","sourceDateStart":"2024-01-01T00:00:00Z"}`, `{"type":"HttpRequestState"}`} {
		list = append(list, around("target", `{"source":"http://a.b/c","state":`+v+`}`))
	}
	return list
}

func TestEveryAnnotationMeetsTheModel(t *testing.T) {
	meets(t, sampleBundle(t), hostileBundle(t))
	meets(t, Bundle{Briefing: sampleBundle(t).Briefing})
	chance := rand.New(rand.NewPCG(3, 5))
	src := harbour()
	var notes []note.Note
	for i := range 400 {
		notes = append(notes, anyNote(chance, i))
	}
	meets(t, bundle(src, notes...))
}

// TestForeignAnnotationsMeetTheModel exports what other programs put into a log, right and
// wrong.
func TestForeignAnnotationsMeetTheModel(t *testing.T) {
	var notes []note.Note
	for i, line := range append(badAnnotations(), goodAnnotations()...) {
		var n note.Note
		if err := n.UnmarshalJSON([]byte(line)); err != nil {
			continue
		}
		n.Body += map[bool]string{true: " changed"}[i%3 == 0]
		notes = append(notes, n)
	}
	if len(notes) < 50 {
		t.Fatalf("only %d are notes", len(notes))
	}
	meets(t, bundle(harbour(), notes...))
}

// TestConformKeepsWhatIsRight: of an annotation that meets the model nothing is taken away.
func TestConformKeepsWhatIsRight(t *testing.T) {
	for _, line := range goodAnnotations() {
		a, err := decode([]byte(line))
		if err != nil {
			t.Fatal(err)
		}
		if list := broken(a); len(list) > 0 {
			t.Fatalf("%s breaks %q", line, list)
		}
		conform(a, "b")
		got, _ := json.Marshal(a)
		b, _ := decode([]byte(line))
		want, _ := json.Marshal(b)
		if !bytes.Equal(got, want) {
			t.Errorf("%s\nbecame\n%s", want, got)
		}
	}
}

func goodAnnotations() []string {
	const head = `{"@context":"http://www.w3.org/ns/anno.jsonld","id":"http://example.org/anno","type":"Annotation",`
	return []string{
		head + `"body":"http://example.org/post1","target":"http://example.com/page1"}`,
		head + `"body":{"id":"http://example.org/analysis1.mp3","format":"audio/mpeg","language":"fr","textDirection":"ltr"},"target":{"id":"http://example.gov/patent1.pdf","format":"application/pdf","language":["en","ar"]}}`,
		head + `"bodyValue":"Comment text","target":"http://example.org/target1"}`,
		head + `"body":{"type":"Choice","items":[{"id":"http://example.org/note1","language":"en"},{"id":"http://example.org/note2"}]},"target":"http://example.org/website1"}`,
		head + `"creator":{"id":"http://example.net/user1","type":"Person","nickname":"pseudo"},"created":"2015-10-13T13:00:00Z","modified":"2015-10-14T15:13:28Z","generated":"2015-10-14T15:13:28Z","rights":"https://creativecommons.org/publicdomain/zero/1.0/","via":["urn:x:1","urn:x:2"],"canonical":"urn:uuid:dbfb1861-0ecf-41ad-be94-a584e5c4f1df","body":{"type":"TextualBody","value":"x","purpose":"describing","created":"2015-06-02T12:00:00Z"},"target":["http://example.org/a","http://example.org/b"]}`,
		head + `"target":{"source":"http://example.org/page1","selector":[{"type":"FragmentSelector","value":"x","conformsTo":"http://tools.ietf.org/rfc/rfc3236","refinedBy":{"type":"TextQuoteSelector","exact":"a","prefix":"b","suffix":"c"}},{"type":"RangeSelector","startSelector":{"type":"XPathSelector","value":"//a"},"endSelector":{"type":"CssSelector","value":"a"}},{"type":"SvgSelector","id":"http://example.org/svg1"},"http://example.org/selector"],"state":[{"type":"TimeState","sourceDate":"2015-07-20T13:30:00Z","cached":"http://archive.example.org/c"},{"type":"HttpRequestState","value":"Accept: application/pdf","refinedBy":{"type":"TimeState","sourceDateStart":"2015-07-20T13:30:00Z","sourceDateEnd":"2015-07-21T13:30:00Z"}}],"styleClass":"red","scope":"http://example.org/scope","renderedVia":{"id":"http://example.com/viewer","type":"Software"}}}`,
	}
}

// anyNote makes a note of any texts that a note can have.
func anyNote(chance *rand.Rand, i int) note.Note {
	pieces := []string{"", " ", "a", "é", "e\u0301", "🧭", "👩\u200d💻", "שלום", "\u202e", "\r\n", "\n", "\x1b[31m", "\u009b", "\xff", "%", "#", "<b>", "\"", "\\", "urn:x:", "\u2028"}
	text := func(most int) string {
		var b strings.Builder
		for range chance.IntN(most + 1) {
			b.WriteString(pieces[chance.IntN(len(pieces))])
		}
		return b.String()
	}
	at := func() time.Time { return time.Unix(chance.Int64N(4e9), chance.Int64N(2)*5e8).UTC() }
	start := chance.IntN(3000)
	n := note.Note{
		ID: fmt.Sprintf("%s%d", content.CleanLine(text(6)), i), Revision: 1 + chance.IntN(3), Briefing: text(4), Kind: note.Kind(text(2)), Body: text(9), Creator: text(3), Created: at(), Modified: at(),
		Target: note.Target{Source: text(3), Exact: text(9), Prefix: text(4), Suffix: text(4), Section: text(2)},
	}
	if chance.IntN(3) > 0 {
		n.Target.Position = content.Span{Start: start, End: start + chance.IntN(40)}
		n.Target.Data = content.Span{Start: 2 * start, End: 2*start + chance.IntN(40)}
	}
	for range chance.IntN(4) {
		n.Tags = append(n.Tags, text(3))
	}
	return n
}

func FuzzConform(f *testing.F) {
	for _, line := range append(badAnnotations(), goodAnnotations()...) {
		f.Add([]byte(line))
	}
	f.Fuzz(func(t *testing.T, line []byte) {
		var n note.Note
		if n.UnmarshalJSON(line) != nil {
			return
		}
		meets(t, bundle([]byte("# Title\n\nText.\n"), n))
	})
}
