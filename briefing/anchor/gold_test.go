package anchor

import (
	"compress/gzip"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"os"
	"slices"
	"testing"
	"unicode/utf8"

	"readout/briefing/markdown"
	"readout/content"
)

// selection is a stretch of news text before and after an edit, in code points.
type selection struct {
	Scenario string `json:"sc"`
	Kind     string `json:"kind"`
	Old      string `json:"old"`
	New      string `json:"new"`
	Start    int    `json:"start"`
	End      int    `json:"end"`
	Truth    []int  `json:"truth"`
	OrphanOK bool   `json:"orphan_ok"`
	Arguable bool   `json:"arguable"`
}

func byteAt(s string, point int) int {
	at := 0
	for ; point > 0 && at < len(s); point-- {
		_, n := utf8.DecodeRuneInString(s[at:])
		at += n
	}
	return at
}

// judge gives right, near, wrong or orphaned.
func (s *selection) judge(got content.Span, o Outcome) string {
	if o.Orphaned() {
		if s.Truth == nil || s.OrphanOK {
			return "right"
		}
		return "orphaned"
	}
	if s.Truth == nil {
		return "wrong"
	}
	a, b := byteAt(s.New, s.Truth[0]), byteAt(s.New, s.Truth[1])
	both := min(b, got.End) - max(a, got.Start)
	switch {
	case both <= 0:
		return "wrong"
	case float64(both) >= 0.7*float64(max(b, got.End)-min(a, got.Start)):
		return "right"
	}
	return "near"
}

// TestSelectionsInEditedNews places selections in news text that was edited in many ways,
// with the text that they were made on and, as notes from elsewhere are, without it.
func TestSelectionsInEditedNews(t *testing.T) {
	if testing.Short() {
		t.Skip("a long sweep in one goroutine")
	}
	list := selections(t)
	for _, c := range []struct {
		name         string
		kept         bool
		right, wrong float64 // at least, and at most
	}{{"with the old text", true, .99, .001}, {"without it", false, .94, .02}} {
		t.Run(c.name, func(t *testing.T) {
			counts := map[string]map[string]int{}
			for _, s := range list {
				span := content.Span{Start: byteAt(s.Old, s.Start), End: byteAt(s.Old, s.End)}
				target := Describe(markdown.Open([]byte(s.Old)), span)
				target.Source = "old"
				got, outcome := NewResolver(markdown.Open([]byte(s.New)), "new", func(string) ([]byte, bool) { return []byte(s.Old), c.kept }).Resolve(target)
				verdict := s.judge(got, outcome)
				if verdict == "wrong" && testing.Verbose() {
					t.Logf("%s %s: %q %+v", s.Scenario, s.Kind, target.Exact, outcome)
				}
				for _, name := range []string{s.Scenario, "all"} {
					if counts[name] == nil {
						counts[name] = map[string]int{}
					}
					counts[name][verdict]++
				}
			}
			for _, name := range slices.Sorted(maps.Keys(counts)) {
				t.Log(name, counts[name])
			}
			total := float64(len(list))
			if all := counts["all"]; float64(all["right"]) < c.right*total || float64(all["wrong"]) > c.wrong*total {
				t.Errorf("of %d: %v", len(list), all)
			}
		})
	}
}

// selections reads the labelled ones, without those that could be told in two ways.
func selections(t testing.TB) (list []selection) {
	f, err := os.Open("../../../shared/gold/anchors.jsonl.gz")
	if err != nil {
		t.Skip("the labelled selections are not here: ", err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	for d := json.NewDecoder(z); ; {
		var s selection
		if err := d.Decode(&s); errors.Is(err, io.EOF) {
			return list
		} else if err != nil {
			t.Fatal(err)
		}
		if !s.Arguable {
			list = append(list, s)
		}
	}
}
