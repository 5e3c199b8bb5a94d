package intake

import (
	"testing"

	"readout/briefing"
	"readout/content"
)

func FuzzJSON(f *testing.F) {
	f.Add(exported(f, "json", bundleOf(harbour(""), "b", nil)))
	f.Add([]byte(`{"format":"readout notes","version":1,"briefings":[{"id":"b","notes":[` + foreignLines()[4] + `,7]}]}`))
	fuzz(f, JSON)
}

func FuzzW3C(f *testing.F) {
	for _, line := range foreignLines() {
		f.Add([]byte(line))
	}
	f.Add(exported(f, "w3c", bundleOf(harbour(""), "b", taken(f, harbourText(""), []byte(foreignLines()[3])))))
	fuzz(f, W3C)
}

func FuzzHypothesis(f *testing.F) { fuzz(f, Hypothesis, "hypothesis.json") }
func FuzzReadwise(f *testing.F)   { fuzz(f, Readwise, "readwise.csv") }
func FuzzKindle(f *testing.F)     { fuzz(f, Kindle, "clippings.txt") }
func FuzzKOReader(f *testing.F)   { fuzz(f, KOReader, "koreader.json", "koreader.md") }
func FuzzZotero(f *testing.F)     { fuzz(f, Zotero, "zotero.md") }

func FuzzAnyFormat(f *testing.F) {
	fuzz(f, "", "hypothesis.json", "readwise.csv", "clippings.txt", "koreader.json", "koreader.md", "zotero.md")
}

// fuzz holds a reader to this: whatever a file has, what is said of it can be printed, and
// an entry that arrives is known when it comes again, and found where it is said to stand.
func fuzz(f *testing.F, format Format, samples ...string) {
	for _, name := range samples {
		f.Add(sampleFile(f, name))
	}
	src := harbour("")
	text := OpenText("b", briefing.Revision(src), src, nil)
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 1<<16 {
			t.Skip("longer files say nothing more")
		}
		_, entries, problems, _ := Read(data, format)
		for _, p := range problems {
			if content.CleanLine(p.Error()) != p.Error() {
				t.Fatalf("%q", p.Error())
			}
		}
		for i := range entries {
			e := &entries[i]
			if name := e.About.Name(); name == "" || content.CleanLine(name) != name {
				t.Fatalf("the name %q", name)
			}
			a, err := text.Arrive(e, nil, some)
			if err != nil || a.Fate != New {
				continue
			}
			n := kept(t, a.Note)
			again, err := text.Arrive(e, n, some)
			if err != nil || again.Fate != Known {
				t.Fatalf("the second time it has fate %d (%v): %s", again.Fate, err, encode(*n))
			}
			if _, outcome := text.resolver.Resolve(n.Target); outcome.Orphaned() != a.Orphaned {
				t.Fatalf("it is said to be orphaned: %v: %+v", a.Orphaned, n.Target)
			}
		}
	})
}
