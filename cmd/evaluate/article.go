package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
	"unicode"

	"readout/briefing"
	"readout/briefing/compose"
	"readout/content"
)

// article is a labelled article as the program reads it. Places in it are bytes of its
// text without white space, which the labels and the program's reading have in common.
type article struct {
	*content.Article
	options compose.Options
	text    string
	labels  []content.Span // where the paragraphs that the labels count are
	read    []content.Span // where the paragraphs that the program counts are
}

// readArticles reads the articles of a folder by the first part of their file names.
func readArticles(dir string, now time.Time) (map[string]*article, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, wrapRead(dir, err)
	}
	out := map[string]*article{}
	for _, entry := range entries {
		stem, isText := strings.CutSuffix(entry.Name(), ".txt")
		if !isText {
			continue
		}
		doc, _, _ := strings.Cut(stem, "_")
		path := filepath.Join(dir, entry.Name())
		if out[doc] != nil {
			return nil, fmt.Errorf("reading %s: there is another article %s", path, doc)
		}
		raw, err := readFile(path)
		if err != nil {
			return nil, err
		}
		out[doc] = readArticle(raw, now)
	}
	return out, nil
}

// readArticle reads one: what its head says is given to the program as its user would. One
// that the program refuses has nothing in it.
func readArticle(raw []byte, now time.Time) *article {
	raw = bytes.ReplaceAll(raw, []byte("\r\n"), []byte("\n"))
	head, body, _ := bytes.Cut(raw, []byte("\n\n"))
	opt := content.Options{Name: "article.txt"}
	for line := range strings.Lines(string(head)) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
		switch key {
		case "Title":
			opt.Title = value
		case "Published":
			opt.Published = value
		case "Source":
			opt.URL = value
		}
	}
	loaded, err := content.Load(bytes.NewReader(body), opt)
	if err != nil {
		loaded = &content.Article{}
	}
	a := &article{Article: loaded, options: compose.Options{Title: opt.Title, Published: opt.Published, Now: now}}
	for paragraph := range strings.SplitSeq(string(body), "\n\n") {
		if paragraph = squeeze(paragraph); paragraph != "" {
			a.labels = append(a.labels, content.Span{Start: len(a.text), End: len(a.text) + len(paragraph)})
			a.text += paragraph
		}
	}
	at := 0
	for _, p := range loaded.Paragraphs {
		place := a.find(p.Text, content.Span{Start: at, End: len(a.text)})
		at = max(at, place.End)
		a.read = append(a.read, place)
	}
	return a
}

// squeeze leaves white space out of a text, and what the program cleans out of it.
func squeeze(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, content.Clean(text))
}

// find gives the first place of some words within a part of the article, or else in all
// of it; an empty one if they are nowhere.
func (a *article) find(words string, within content.Span) content.Span {
	words = squeeze(words)
	for _, part := range []content.Span{within, {Start: 0, End: len(a.text)}} {
		if i := strings.Index(a.text[part.Start:part.End], words); i >= 0 {
			return content.Span{Start: part.Start + i, End: part.Start + i + len(words)}
		}
	}
	return content.Span{}
}

// all gives every place of some words within a part of the article.
func (a *article) all(words string, within content.Span) []content.Span {
	var out []content.Span
	words = squeeze(words)
	for at := within.Start; words != ""; {
		i := strings.Index(a.text[at:within.End], words)
		if i < 0 {
			break
		}
		at += i + len(words)
		out = append(out, content.Span{Start: at - len(words), End: at})
	}
	return out
}

// labelled gives the place of a paragraph by the number that the labels give it; all of
// the article if there is none.
func (a *article) labelled(number int) content.Span {
	if number < 1 || number > len(a.labels) {
		return content.Span{Start: 0, End: len(a.text)}
	}
	return a.labels[number-1]
}

// cited gives the place of the paragraph that a citation names.
func (a *article) cited(b *briefing.Briefing, label string) content.Span {
	c, ok := b.Citation(label)
	if !ok || c.Paragraph < 1 || c.Paragraph > len(a.read) {
		return content.Span{}
	}
	return a.read[c.Paragraph-1]
}

// shared reports whether two places share half of the shorter one, and how many bytes.
func shared(a, b content.Span) (n int, half bool) {
	n = max(0, min(a.End, b.End)-max(a.Start, b.Start))
	return n, n > 0 && 2*n >= min(a.Len(), b.Len())
}
