package prose

import (
	"strings"
	"testing"
	"time"
)

// TestHeldQuotes measures direct speech and its speakers on blocks that no rule was
// made from.
func TestHeldQuotes(t *testing.T) {
	right, wanted, invented := 0, 0, 0
	for _, block := range held(t, "quotes.txt", "\n\n") {
		var text, answers []string
		for line := range strings.SplitSeq(block, "\n") {
			if answer, ok := strings.CutPrefix(line, "> "); ok {
				answers = append(answers, answer)
			} else {
				text = append(text, line)
			}
		}
		wanted += len(answers)
		d := Analyze(articleOf(strings.Join(text, "\n\n"), "2024-06-20"), time.Time{})
		got := spoken(d)
		hits := 0
		for _, answer := range answers {
			words, speaker, _ := strings.Cut(answer, " | ")
			for _, q := range got {
				if strings.HasPrefix(q[0], words) && q[1] == speaker {
					hits++
					break
				}
			}
		}
		right += hits
		invented += max(0, len(got)-len(answers))
		if hits < len(answers) || len(got) > len(answers) {
			t.Logf("%q\n got %q\nwant %q", text, got, answers)
		}
	}
	t.Logf("%d of %d quotations right, %d invented", right, wanted, invented)
	if right*100 < wanted*92 || invented > 1 {
		t.Errorf("%d of %d quotations right, %d invented", right, wanted, invented)
	}
}

// spoken gives the direct speech of a document: its words without their marks, and the
// speaker's last word.
func spoken(d *Document) [][2]string {
	var out [][2]string
	for _, p := range d.Paragraphs {
		for _, q := range p.Quotations {
			if !q.Direct {
				continue
			}
			who := "-"
			if q.Speaker >= 0 {
				name := strings.Fields(d.Entities[q.Speaker].Name)
				who = name[len(name)-1]
			}
			out = append(out, [2]string{strings.Trim(p.Text[q.Start:q.End], "“”\"‘’'"), who})
		}
	}
	return out
}
