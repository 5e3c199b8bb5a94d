package note

import (
	"bytes"
	"encoding/json"
	"flag"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"readout/content"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew")

func encoded(t testing.TB, n Note) []byte {
	t.Helper()
	line, err := n.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	return line
}

func decoded(t testing.TB, line []byte) Note {
	t.Helper()
	var n Note
	if err := n.UnmarshalJSON(line); err != nil {
		t.Fatalf("%v\n%s", err, line)
	}
	return n
}

// The form of a line is a promise to other programs: it must not change unawares.
func TestGoldenLine(t *testing.T) {
	gone := sample(2)
	gone.Deleted, gone.Revision = true, 3
	bare := Note{ID: "http://example.org/note/1", Revision: 1, Kind: Highlight}
	var got bytes.Buffer
	for _, n := range []Note{sample(1), gone, bare} {
		if err := json.Indent(&got, encoded(t, n), "", "  "); err != nil {
			t.Fatal(err)
		}
		got.WriteByte('\n')
	}
	path := filepath.Join("testdata", "annotations.golden")
	if *update {
		mustWrite(t, path, got.Bytes())
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got.String()); diff != "" {
		t.Errorf("run with -update if this is meant (-want +got):\n%s", diff)
	}
}

func TestRoundTrip(t *testing.T) {
	change := func(set func(*Note)) Note { n := sample(1); set(&n); return n }
	for name, n := range map[string]Note{
		"all":               sample(1),
		"deleted":           change(func(n *Note) { n.Deleted, n.Revision = true, 9 }),
		"no body":           change(func(n *Note) { n.Body = "" }),
		"no tags":           change(func(n *Note) { n.Tags = nil }),
		"a tag of nothing":  change(func(n *Note) { n.Tags, n.Body = []string{""}, "" }),
		"neither":           change(func(n *Note) { n.Tags, n.Body = nil, "" }),
		"no target":         change(func(n *Note) { n.Target = Target{} }),
		"only a prefix":     change(func(n *Note) { n.Target.Exact, n.Target.Suffix = "", "" }),
		"a point":           change(func(n *Note) { n.Target.Position = content.Span{Start: 5, End: 5} }),
		"no creator":        change(func(n *Note) { n.Creator = "" }),
		"zero times":        change(func(n *Note) { n.Created, n.Modified = time.Time{}, time.Time{} }),
		"fractions":         change(func(n *Note) { n.Modified = n.Modified.Add(123456789) }),
		"odd briefing":      change(func(n *Note) { n.Briefing = "../a b%2F?#ü\x1b" }),
		"control":           change(func(n *Note) { n.Body, n.Target.Exact = "a\x1b[2Jb\u202e\x00", "\u200f\u00ad\u2028" }),
		"another's IRI":     change(func(n *Note) { n.ID = "https://example.org/anno#1" }),
		"upper-case UUID":   change(func(n *Note) { n.ID = "urn:uuid:0B9E6F0E-7C0E-4A46-9D9C-3D1F3C0B8F11" }),
		"a reliability":     change(func(n *Note) { n.Grade, n.Likely = Grade{Reliability: 'F'}, 0 }),
		"a credibility":     change(func(n *Note) { n.Grade, n.Likely = Grade{Credibility: '6'}, AlmostNoChance }),
		"a graded silence":  change(func(n *Note) { n.Body, n.Tags = "", nil }),
		"text like a grade": change(func(n *Note) { n.Body, n.Tags, n.Grade = "B2", []string{"B2", "likely"}, Grade{} }),
		"a section":         change(func(n *Note) { n.Target.Whole = true }),
		"a bare section":    change(func(n *Note) { n.Target = Target{Section: "meetings", Whole: true} }),
		"a briefing":        change(func(n *Note) { n.Target = Target{Source: "00ff"} }),
		"odd links": change(func(n *Note) {
			n.Links = []Link{
				{Briefing: "../a b%2F?#ü", Note: "https://example.org/anno#1"},
				{Briefing: "b", Note: "not an IRI \x1b"},
				{Briefing: "b", Note: "urn:readout:briefing:b"},
				{Briefing: "b", Note: "urn:readout:note:x%"},
				{Briefing: "b"},
				{Briefing: "b", Label: "all of a section", Target: Target{Section: "x", Whole: true}},
			}
		}),
		"a kind of a later": change(func(n *Note) { n.Kind = "hypothesis" }),
	} {
		line := encoded(t, n)
		if bytes.ContainsAny(line, "\n\r") {
			t.Errorf("%s: a line break in %s", name, line)
		}
		if diff := cmp.Diff(n, decoded(t, line)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	for _, k := range []Kind{Highlight, Question, Check, Action, Judgement} {
		n := change(func(n *Note) { n.Kind = k })
		if got := decoded(t, encoded(t, n)); got.Kind != k {
			t.Errorf("kind %s came back as %s", k, got.Kind)
		}
	}
}

func TestRefusesWhatCannotBeRead(t *testing.T) {
	for name, set := range map[string]func(*Note){
		"no id":           func(n *Note) { n.ID = "" },
		"control in id":   func(n *Note) { n.ID = "a\x1b[2Jb" },
		"long id":         func(n *Note) { n.ID = strings.Repeat("a", 513) },
		"id as URN":       func(n *Note) { n.ID = "urn:uuid:" + sampleID(1) },
		"revision 0":      func(n *Note) { n.Revision = 0 },
		"huge revision":   func(n *Note) { n.Revision = 1 << 31 },
		"negative":        func(n *Note) { n.Target.Data.Start = -1 },
		"inverted":        func(n *Note) { n.Target.Position = content.Span{Start: 9, End: 3} },
		"year 10000":      func(n *Note) { n.Modified = time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC) },
		"reliability G":   func(n *Note) { n.Grade.Reliability = 'G' },
		"credibility 7":   func(n *Note) { n.Grade.Credibility = '7' },
		"an eighth band":  func(n *Note) { n.Likely = 8 },
		"link to nothing": func(n *Note) { n.Links = []Link{{Note: "x"}} },
		"link to two":     func(n *Note) { n.Links = []Link{{Briefing: "b", Note: "x", Target: Target{Exact: "y"}}} },
		"a heap of tags":  func(n *Note) { n.Tags = make([]string, 1001) },
		"too long a text": func(n *Note) { n.Body = strings.Repeat("a", maxLine) },
	} {
		n := sample(1)
		set(&n)
		l := newLog(t)
		if err := l.Append(sample(2), n); err == nil {
			t.Errorf("%s: it was taken", name)
		} else if !strings.Contains(err.Error(), l.Path()) {
			t.Errorf("%s: the error does not name the file: %v", name, err)
		}
		if _, err := os.Stat(filepath.Dir(l.Path())); err == nil {
			t.Errorf("%s: something was written", name)
		}
	}
}

// foreignLines are annotations as other programs write them, after the Recommendation's
// own variety: IRIs and objects, one value and many, shorthands.
var foreignLines = map[string]string{
	"newer version": `{"@context":["http://www.w3.org/ns/anno.jsonld",{"readout":"urn:readout:vocabulary#"}],"id":"urn:uuid:00000000-0000-4000-8000-000000000001","type":"Annotation","readout:revision":4,"readout:kind":"question","readout:colour":"#ff0","motivation":"questioning","creator":{"type":"Person","name":"Ada","email":"mailto:ada@example.org"},"created":"2025-03-04T10:15:01Z","modified":"2025-03-04T10:15:01Z","body":[{"type":"TextualBody","value":"Why?","format":"text/markdown","purpose":"commenting","language":"en"},{"type":"TextualBody","value":"treaty","format":"text/plain","purpose":"tagging","readout:weight":3},{"type":"SpecificResource","source":"http://example.org/thing","purpose":"identifying"}],"target":{"type":"SpecificResource","source":"urn:readout:briefing:b1","state":[{"type":"readout:RevisionState","readout:sha256":"00ff"},{"type":"TimeState","sourceDate":"2025-03-04"}],"scope":"http://example.org/scope","readout:section":"meetings","selector":[{"type":"TextQuoteSelector","exact":"the strait","prefix":"in "},{"type":"TextPositionSelector","start":3,"end":13,"readout:version":2},{"type":"CssSelector","value":"p > em"}]}}`,
	"another tool":  `{"@context":"http://www.w3.org/ns/anno.jsonld","id":"http://example.org/anno/7","type":["Annotation","schema:Comment"],"motivation":["assessing","linking"],"creator":"http://example.org/people/bo","created":"2025-03-04T10:15:01.5","generator":{"id":"http://example.org/tool","name":"Tool 2"},"bodyValue":"Is this so?","target":"urn:readout:briefing:b1","rights":"https://creativecommons.org/licenses/by/4.0/","stylesheet":null,"big":12345678901234567890.123}`,
	"two of all":    `{"@context":"http://www.w3.org/ns/anno.jsonld","id":"http://example.org/anno/8","type":"Annotation","creator":[{"id":"http://example.org/bo","type":"Person","nickname":"bo"},{"name":"Al"}],"created":"2025-03-04T12:15:01+02:00","body":["http://example.org/picture.png",{"type":"TextualBody","value":"First."},{"type":"TextualBody","value":"Second.","purpose":"replying"}],"target":[{"source":"http://example.org/page.html","selector":{"type":"TextQuoteSelector","exact":"strait","refinedBy":{"type":"x"}}},"http://example.org/other"]}`,
}

// What other programs added survives reading and writing, and every kind of edit.
func TestForeignSurvives(t *testing.T) {
	edits := map[string]func(*Note){
		"nothing": func(*Note) {},
		"body":    func(n *Note) { n.Body = "changed" },
		"no body": func(n *Note) { n.Body = "" },
		"tags":    func(n *Note) { n.Tags = append(slices.Clone(n.Tags), "new") },
		"kind":    func(n *Note) { n.Kind = Action },
		"delete":  func(n *Note) { n.Deleted = true },
		"grade":   func(n *Note) { n.Grade, n.Likely = Grade{'A', '1'}, Likely },
		"links":   func(n *Note) { n.Links = sample(1).Links },
		"target":  func(n *Note) { n.Target = sample(1).Target },
		"creator": func(n *Note) { n.Creator = "Eve" },
	}
	// What an edit may take away, because it says something else now.
	gone := map[string][]string{
		"no body": {"language"},
		"target":  {"readout:version", "refinedBy"},
		"creator": {"email", "nickname", "Al", "http://example.org/bo", "http://example.org/people/bo"},
		"kind":    {"linking"},
	}
	marks := map[string][]string{
		"newer version": {"readout:colour", "email", "language", "readout:weight", "http://example.org/thing", "TimeState", "scope", "readout:version", "CssSelector"},
		"another tool":  {"schema:Comment", "linking", "generator", "Tool 2", "rights", "stylesheet", "12345678901234567890.123", "http://example.org/people/bo"},
		"two of all":    {"nickname", "Al", "http://example.org/bo", "picture.png", "Second.", "http://example.org/other", "refinedBy"},
	}
	for name, line := range foreignLines {
		for edit, set := range edits {
			n := decoded(t, []byte(line))
			if n.Foreign == nil {
				t.Fatalf("%s: Foreign is empty", name)
			}
			set(&n)
			if edit != "nothing" {
				n.Revision++
				n.Modified = morning.Add(time.Hour)
			}
			text := encoded(t, n)
			again := decoded(t, text)
			for _, mark := range marks[name] {
				if !slices.Contains(gone[edit], mark) && !strings.Contains(string(text), mark) {
					t.Errorf("%s, %s: %s is lost in\n%s", name, edit, mark, text)
				}
			}
			again.Foreign, n.Foreign = nil, nil
			if edit == "no body" && name == "two of all" {
				n.Body = "Second." // what was the second text is the first now
			}
			if diff := cmp.Diff(n, again); diff != "" {
				t.Errorf("%s, %s (-want +got):\n%s\n%s", name, edit, diff, text)
			}
			if edit == "nothing" && !sameJSON(text, []byte(line)) {
				t.Errorf("%s: unchanged, it came out otherwise:\n%s\n%s", name, line, text)
			}
		}
	}
}

func TestReadsForeign(t *testing.T) {
	want := map[string]Note{
		"newer version": {
			ID: sampleID(1), Revision: 4, Briefing: "b1", Kind: Question, Body: "Why?", Tags: []string{"treaty"}, Creator: "Ada",
			Created: morning.Add(time.Second), Modified: morning.Add(time.Second),
			Target: Target{Source: "00ff", Exact: "the strait", Prefix: "in ", Position: content.Span{Start: 3, End: 13}, Section: "meetings"},
		},
		"another tool": {
			ID: "http://example.org/anno/7", Revision: 1, Briefing: "b1", Kind: Check, Body: "Is this so?", Creator: "http://example.org/people/bo",
			Created: morning.Add(1500 * time.Millisecond), Modified: morning.Add(1500 * time.Millisecond),
		},
		"two of all": {
			ID: "http://example.org/anno/8", Revision: 1, Kind: Highlight, Body: "First.", Creator: "bo",
			Created: morning.Add(time.Second), Modified: morning.Add(time.Second), Target: Target{Exact: "strait"},
		},
	}
	for _, name := range slices.Sorted(maps.Keys(want)) {
		got := decoded(t, []byte(foreignLines[name]))
		got.Foreign = nil
		if diff := cmp.Diff(want[name], got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// A line of this program that was laid out anew by another holds nothing foreign.
func TestLayoutIsNotForeign(t *testing.T) {
	var b bytes.Buffer
	if err := json.Indent(&b, encoded(t, sample(1)), "", "\t"); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(sample(1), decoded(t, b.Bytes())); diff != "" {
		t.Error(diff)
	}
}

func TestRefusesLines(t *testing.T) {
	for _, line := range []string{
		``, `x`, `[]`, `"a"`, `null`, `{}`, `{"type":"Annotation"}`, `{"id":"a"}`, `{"id":"a","type":"Person"}`, `{"id":7,"type":"Annotation"}`,
		`{"id":"a\u001b[2J","type":"Annotation"}`, `{"id":"a","type":"Annotation","readout:revision":0}`,
		`{"id":"a","type":"Annotation","readout:revision":1e9}`, `{"id":"a","type":"Annotation","readout:revision":99999999999999999999}`,
		`{"id":"a","type":"Annotation"} {}`, `{"id":"a","type":"Annotation"`, `{"id":"a","type":"Annotation"}}`,
	} {
		var n Note
		if err := n.UnmarshalJSON([]byte(line)); err == nil {
			t.Errorf("%s was read as %+v", line, n)
		}
	}
}

// Notes of versions that knew no other motivation than that of the kind are wholly ours.
func TestReadsEarlierMotivations(t *testing.T) {
	n := sample(1)
	n.Kind = Highlight
	text := string(encoded(t, n))
	old := strings.Replace(text, `"motivation":"commenting"`, `"motivation":"highlighting"`, 1)
	if old == text {
		t.Fatalf("a highlight with a text is not commenting: %s", text)
	}
	if diff := cmp.Diff(n, decoded(t, []byte(old))); diff != "" {
		t.Error(diff)
	}
}

// A log is text from outside; what it says is shown without control characters.
func TestDisplay(t *testing.T) {
	bad := "a\x1b[31m\u009b2J\u202e\x07\x00b"
	n := Note{
		ID: bad, Briefing: bad, Kind: Kind(bad), Body: bad + "\n", Tags: []string{bad}, Creator: bad + "\n",
		Target: Target{Source: bad, Exact: bad, Prefix: bad, Suffix: bad, Section: bad},
		Links:  []Link{{Briefing: bad, Note: bad, Label: bad, Target: Target{Exact: bad, Section: bad}}},
	}
	d := n.Display()
	for _, s := range []string{
		d.ID, d.Briefing, string(d.Kind), d.Body, d.Tags[0], d.Creator,
		d.Target.Source, d.Target.Exact, d.Target.Prefix, d.Target.Suffix, d.Target.Section,
		d.Links[0].Briefing, d.Links[0].Note, d.Links[0].Label, d.Links[0].Target.Exact, d.Links[0].Target.Section,
	} {
		if content.Clean(s) != s || strings.ContainsAny(s, "\x1b\x00\x07\u009b\u202e") {
			t.Errorf("%q is not clean", s)
		}
	}
	if n.Tags[0] != bad {
		t.Error("the note itself was changed")
	}
}
