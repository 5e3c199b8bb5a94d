package anchor

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"os"
	"sort"
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

// TestSelectionsInEditedNews places selections in news text that was edited in many ways.
// Exact quotations cannot follow text whose words changed; that they are never placed
// wrongly is what counts.
func TestSelectionsInEditedNews(t *testing.T) {
	f, err := os.Open("../../../shared/gold/anchors.jsonl.gz")
	if err != nil {
		t.Skip("the labelled selections are not here: ", err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 1<<24)
	counts := map[string]map[string]int{}
	count := func(scenario, verdict string) {
		if counts[scenario] == nil {
			counts[scenario] = map[string]int{}
		}
		counts[scenario][verdict]++
	}
	for lines.Scan() {
		var s selection
		if err := json.Unmarshal(lines.Bytes(), &s); err != nil {
			t.Fatal(err)
		}
		if s.Arguable {
			continue
		}
		span := content.Span{Start: byteAt(s.Old, s.Start), End: byteAt(s.Old, s.End)}
		target := Describe(markdown.Open([]byte(s.Old)), span)
		target.Source = "old"
		got, outcome := Resolve(markdown.Open([]byte(s.New)), "new", target)
		verdict := s.judge(got, outcome)
		if verdict == "wrong" && testing.Verbose() {
			t.Logf("%s %s: %q score %.2f", s.Scenario, s.Kind, target.Exact, outcome.Score)
		}
		count(s.Scenario, verdict)
		count("all", verdict)
	}
	var names []string
	for name := range counts {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		t.Log(name, counts[name])
	}
	all := counts["all"]
	total := all["right"] + all["near"] + all["wrong"] + all["orphaned"]
	if all["wrong"]*100 > total {
		t.Errorf("%d of %d placed wrongly", all["wrong"], total)
	}
	for _, scenario := range []string{"same", "sent_inserted", "para_moved", "sections_reordered"} {
		if c := counts[scenario]; c["right"]*100 < 97*(c["right"]+c["near"]+c["wrong"]+c["orphaned"]) {
			t.Errorf("%s: %v", scenario, c)
		}
	}
}
