package prose

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// held gives the blocks of a file of texts with their answers, without its comments.
func held(t *testing.T, name, sep string) []string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for line := range strings.SplitSeq(string(raw), "\n") {
		if !strings.HasPrefix(line, "#") {
			lines = append(lines, line)
		}
	}
	var out []string
	for block := range strings.SplitSeq(strings.Join(lines, "\n"), sep) {
		if strings.TrimSpace(block) != "" {
			out = append(out, strings.Trim(block, "\n"))
		}
	}
	return out
}

// unmark takes the marks of names out of a text, and gives the names as "at text=kind".
func unmark(t *testing.T, marked string) (text string, names map[string]bool) {
	t.Helper()
	names = map[string]bool{}
	var b strings.Builder
	for marked != "" {
		before, rest, ok := strings.Cut(marked, "[")
		b.WriteString(before)
		if !ok {
			break
		}
		inner, after, ok := strings.Cut(rest, "]")
		name, kind, bar := strings.Cut(inner, "|")
		if !ok || !bar {
			t.Fatalf("bad mark %q", inner)
		}
		names[spot(b.Len(), name, kind)] = true
		b.WriteString(name)
		marked = after
	}
	return b.String(), names
}

func spot(at int, name, kind string) string {
	return strings.Join([]string{string(rune('0' + at)), name, kind}, "\x00")
}

// TestHeldNames measures names on paragraphs written and marked before they were read by
// the engine.
func TestHeldNames(t *testing.T) {
	for _, file := range []string{"names.txt", "releases.txt"} {
		t.Run(file, func(t *testing.T) { heldNames(t, file) })
	}
}

func heldNames(t *testing.T, file string) {
	right, found, wanted := 0, 0, 0
	for _, block := range held(t, file, "\n\n") {
		text, names := unmark(t, block)
		d := Analyze(articleOf(text, "2024-06-20"), time.Time{})
		wanted += len(names)
		got := map[string]bool{}
		end := 0
		for _, m := range d.Paragraphs[0].Mentions {
			if m.Anaphor || m.Modifier || m.End <= end {
				continue
			}
			end = m.End
			key := spot(m.Start, text[m.Start:m.End], string(m.Kind[0]))
			got[key] = true
			if names[key] {
				right++
			} else {
				t.Logf("found  %s=%c in %.60s", text[m.Start:m.End], m.Kind[0], text)
			}
		}
		found += len(got)
		for key := range names {
			if !got[key] {
				part := strings.Split(key, "\x00")
				t.Logf("missed %s=%s in %.60s", part[1], part[2], text)
			}
		}
	}
	precision, recall := float64(right)/float64(found), float64(right)/float64(wanted)
	f1 := 2 * precision * recall / (precision + recall)
	t.Logf("%d names: precision %.3f recall %.3f F1 %.3f", wanted, precision, recall, f1)
	if f1 < .88 {
		t.Errorf("F1 %.3f", f1)
	}
}

// TestHeldDates measures dates on expressions that no rule was made from.
func TestHeldDates(t *testing.T) {
	right, wanted := 0, 0
	for _, line := range held(t, "dates.txt", "\n") {
		text, want, ok := strings.Cut(line, "\t")
		if !ok {
			t.Fatalf("no tab in %q", line)
		}
		wanted++
		d := Analyze(articleOf(text, "2024-06-20"), time.Time{})
		var got []string
		for _, m := range d.Paragraphs[0].Dates {
			got = append(got, m.Date.Words+" = "+m.Date.Value)
		}
		if g := strings.Join(got, "; "); g != want {
			t.Logf("%s\n got %s\nwant %s", text, g, want)
		} else {
			right++
		}
	}
	t.Logf("%d of %d texts right", right, wanted)
	if right < wanted {
		t.Errorf("%d of %d texts right", right, wanted)
	}
}
