package compose_test

import (
	"bytes"
	"strings"
	"testing"

	"readout/briefing"
	"readout/briefing/compose"
	"readout/content"
	"readout/content/sample"
)

// TestContinues: an article that was edited is told from another article, and its
// briefing differs from the older one by what was edited.
func TestContinues(t *testing.T) {
	name, text := sample.Article()
	was := made(t, compose.Options{Now: now}, load(t, name, text, content.Options{}))
	edited := strings.Replace(string(text), "Reykjavik and Bern have agreed", "Reykjavik and Bern have at last agreed", 1)
	if edited == string(text) {
		t.Fatal("the sample begins otherwise")
	}
	is := made(t, compose.Options{Now: now}, load(t, name, []byte(edited), content.Options{}))
	if !compose.Continues(is, was) {
		t.Error("the edited article is taken for another")
	}
	words := strings.Fields(edited)
	for i := range words { // a word in twelve is another: no paragraph is as it was
		if i%12 == 11 && strings.Trim(words[i], "abcdefghijklmnopqrstuvwxyz") == "" {
			words[i] = "otherwise"
		}
	}
	if all := strings.Join(words, " "); !compose.Continues(made(t, compose.Options{Now: now}, load(t, name, []byte(all), content.Options{})), was) {
		t.Error("an article edited all over is taken for another")
	}
	other := made(t, compose.Options{Now: now}, load(t, "border.txt", []byte(border), content.Options{}))
	if compose.Continues(other, was) {
		t.Error("another article is taken for the same")
	}
	is.ID = was.ID
	before, after := lines(briefing.Format(was)), lines(briefing.Format(is))
	if len(before) != len(after) {
		t.Fatalf("%d lines became %d", len(before), len(after))
	}
	for i := range before {
		if before[i] != after[i] && !strings.Contains(after[i], "at last agreed") && !strings.Contains(after[i], "sha256:") {
			t.Errorf("line %d was touched:\n%s\n%s", i+1, before[i], after[i])
		}
	}
}

func lines(text []byte) []string {
	var out []string
	for line := range bytes.Lines(text) {
		out = append(out, string(line))
	}
	return out
}
