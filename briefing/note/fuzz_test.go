package note

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"readout/briefing/note/disk/disktest"
	"readout/content"

	"github.com/google/go-cmp/cmp"
)

// Whatever a note says comes back from its line as it was.
func FuzzRoundTrip(f *testing.F) {
	f.Add("id", "b1", "question", "body", "tag", "Ada", "exact", "prefix", int64(1700000000), 3, 9)
	f.Add("urn:uuid:x", "../%2f\x00", "", "\u2028\x1b]0;\x07", "#", "", "", "\u200f", int64(-62135596800), 0, 0)
	f.Fuzz(func(t *testing.T, id, briefing, kind, body, tag, creator, exact, prefix string, at int64, from, to int) {
		utf8 := func(s string) string { return strings.ToValidUTF8(s, "\ufffd") }
		n := Note{
			ID: utf8(id), Revision: 1 + from&0xff, Deleted: to%2 == 1, Briefing: utf8(briefing), Kind: Kind(utf8(kind)), Body: utf8(body),
			Tags: []string{utf8(tag), utf8(body)}, Creator: utf8(creator), Created: time.Unix(at, 0).UTC(), Modified: time.Unix(at, int64(to)).UTC(),
			Target: Target{Exact: utf8(exact), Prefix: utf8(prefix), Suffix: utf8(tag), Source: utf8(id), Position: content.Span{Start: from, End: to}, Section: utf8(kind)},
		}
		if n.Kind == "" {
			n.Kind = Highlight
		}
		n.Grade, n.Likely = Grade{Reliability: byte(from % 90), Credibility: byte(to % 60)}, Likelihood(from%9)
		n.Links = []Link{{Briefing: utf8(tag), Note: utf8(id), Label: utf8(body)}, {Briefing: utf8(kind), Target: Target{Exact: utf8(body), Section: utf8(id), Whole: to%3 == 0}}}
		n.Target.Whole = from%3 == 0
		line, err := n.MarshalJSON()
		if err != nil {
			return // it said so
		}
		if bytes.ContainsAny(line, "\n\r") {
			t.Fatalf("a line break in %q", line)
		}
		if diff := cmp.Diff(n, decoded(t, line)); diff != "" {
			t.Fatalf("(-want +got):\n%s\n%s", diff, line)
		}
	})
}

// Any line that is read as a note is written back with all that it had, and so it is
// after an edit that changes it and one that changes it back.
func FuzzForeign(f *testing.F) {
	for _, line := range foreignLines {
		f.Add([]byte(line))
	}
	f.Add(encoded(f, sample(1)))
	f.Fuzz(func(t *testing.T, line []byte) {
		var n Note
		if n.UnmarshalJSON(line) != nil {
			return
		}
		if bytes.ContainsRune(line, '\ufffd') || !bytes.Equal(line, bytes.ToValidUTF8(line, nil)) {
			return // what is not UTF-8 is not JSON
		}
		same := encoded(t, n)
		o, err := parseObject(line)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range o {
			again, err := parseObject(same)
			if err != nil {
				t.Fatal(err)
			}
			if m.name == "@context" {
				continue // our terms may be added
			}
			if m.name == "motivation" && n.Foreign == nil {
				continue // it follows from the rest, and is written as it is today
			}
			if got := again.get(m.name); got != nil && !sameJSON(got, m.value) || got == nil && string(m.value) != "null" {
				t.Fatalf("member %q was %s and is %s", m.name, m.value, got)
			}
		}
		changed := n
		changed.Body, changed.Revision = "changed", min(n.Revision+1, maxRevision)
		text := encoded(t, changed)
		again := decoded(t, text)
		again.Foreign, changed.Foreign = nil, nil
		if diff := cmp.Diff(changed, again); diff != "" {
			t.Fatalf("(-want +got):\n%s\n%s\n%s", diff, line, text)
		}
	})
}

// Reading a log of anything gives valid notes in order and names the rest; what is shown
// of it has no control characters; and a note appended to it is there.
func FuzzReadLog(f *testing.F) {
	f.Add([]byte{})
	f.Add([]byte("\n\n{\"torn"))
	f.Add(append(append(encoded(f, sample(1)), '\n'), encoded(f, sample(2))...))
	for _, line := range foreignLines {
		f.Add([]byte(line + "\n\x00\x1b[2J\n"))
	}
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, text []byte) {
		path := filepath.Join(dir, "fuzz.jsonl")
		if err := os.WriteFile(path, text, 0o644); err != nil {
			t.Fatal(err)
		}
		notes, problems, err := Read(path)
		if err != nil {
			t.Fatal(err)
		}
		for i, n := range notes {
			if err := n.check(); err != nil {
				t.Fatal(err)
			}
			if i > 0 && (n.Created.Before(notes[i-1].Created) || n.Created.Equal(notes[i-1].Created) && n.ID <= notes[i-1].ID) {
				t.Fatal("the order is wrong")
			}
			d := n.Display()
			if content.Clean(d.Body+d.Target.Exact) != d.Body+d.Target.Exact || content.CleanLine(d.Creator) != d.Creator {
				t.Fatalf("%+v is not clean", d)
			}
		}
		if len(problems) > bytes.Count(text, []byte("\n"))+1 {
			t.Fatal("more problems than lines")
		}
		for _, p := range problems {
			if content.CleanLine(p.Error()) != p.Error() {
				t.Fatalf("%q", p.Error())
			}
		}
		l, err := OpenLog(path, WithFiles(disktest.Hasty{}))
		if err != nil {
			t.Fatal(err)
		}
		added := sample(77)
		added.Revision = maxRevision
		if err := l.Append(added); err != nil {
			t.Fatal(err)
		}
		if !bytes.HasPrefix(mustRead(t, path), text) {
			t.Fatal("what was there has changed")
		}
		after, _, err := Read(path)
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, n := range after {
			found = found || n.ID == added.ID && cmp.Equal(n, added)
		}
		if !found || len(after) < len(notes) {
			t.Fatalf("%d notes, then %d; the new one is there: %v", len(notes), len(after), found)
		}
	})
}

// Whatever is typed as a grade is refused or understood, and what was understood is what its
// own words say.
func FuzzAssessment(f *testing.F) {
	for _, typed := range []string{"", "b2", "B2 likely", "very", "roughly even odds", "f6 alm c", "\x00", "É", "1a"} {
		f.Add(typed)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		g, l, err := ParseAssessment(typed)
		if err != nil {
			return
		}
		again, likely, err := ParseAssessment(g.String() + " " + l.String())
		if err != nil || again != g || likely != l {
			t.Fatalf("%q is %q and %q, which is %q and %q, %v", typed, g, l, again, likely, err)
		}
		if !g.isValid() || l > AlmostCertain {
			t.Fatalf("%q is %v, %d", typed, g, l)
		}
	})
}
