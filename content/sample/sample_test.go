package sample_test

import (
	"bytes"
	"strings"
	"testing"

	"readout/content"
	"readout/content/sample"
)

func TestArticle(t *testing.T) {
	name, text := sample.Article()
	a, err := content.Load(bytes.NewReader(text), content.Options{Name: name})
	if err != nil {
		t.Fatal(err)
	}
	if a.Title != "" {
		t.Errorf("the sample begins with its text, but got the title %q", a.Title)
	}
	if n := len(a.Paragraphs); n < 25 || n > 28 {
		t.Errorf("%d paragraphs kept, want about 26", n)
	}
	headings := 0
	for _, p := range a.Paragraphs {
		if p.Kind == content.Heading {
			headings++
		}
		for _, noise := range []string{"Advertisement", "Other Topics", "Sheepdog", "Skuggi", "Ctrl", "Write to us"} {
			if strings.Contains(p.Text, noise) {
				t.Errorf("paragraph %d is not of the article: %q", p.Number, p.Text)
			}
		}
	}
	if headings != 1 {
		t.Errorf("%d sub-headings, want 1", headings)
	}
	text[0] = 'X'
	if _, again := sample.Article(); again[0] == 'X' {
		t.Error("the caller can change the embedded article")
	}
}
