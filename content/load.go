package content

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"path"
	"strings"
	"unicode"
)

// defaultMaxBytes bounds what Load reads where Options do not.
const defaultMaxBytes = 64 << 20

// maxParts bounds the lines of a text, and a quarter of the tags of a page: no article has
// so many, and each may cost much more memory than its text.
const maxParts = 1 << 20

// Options say what the caller knows of an article.
type Options struct {
	Name      string // file name or address: a hint at the format
	Published string // ISO 8601 date that overrides the article's own; empty: none
	Title     string // likewise
	URL       string // likewise
	From      string // the address that it was got from: the article's own unless the page names one of the same host
	MaxBytes  int64  // the most that is read; 0 stands for 64 MiB
}

// manuscript is an article before what is not the article is told apart from it.
type manuscript struct {
	Article
	blocks []block
}

// block is a paragraph on its way into an article.
type block struct {
	kind   Kind
	text   string // one line, clean
	linked int    // bytes of text that stand in links
	reason string // why it is not the article; empty as long as it is taken for it
}

// Load reads an article: HTML, a clipped article in Markdown (see IsArticleMarkdown), or
// text as it is pasted from a page, perhaps packed with gzip. What is not the article goes to Dropped. It reads at
// most MaxBytes+1 bytes of r.
//
// Errors: ErrEmpty, ErrBinary, ErrTooLarge, ErrNoSentence, or what reading r failed with.
func Load(r io.Reader, opt Options) (*Article, error) {
	raw, err := readRaw(r, opt)
	if err != nil {
		return nil, err
	}
	return article(raw, opt)
}

func article(raw []byte, opt Options) (*Article, error) {
	decoded, warnings, err := Decode(raw)
	if err != nil {
		return nil, err
	}
	text := string(decoded)
	if n := max(strings.Count(text, "\n"), strings.Count(text, "<")/4); n > maxParts {
		return nil, fmt.Errorf("%w: more than %d lines", ErrTooLarge, maxParts)
	}
	m := read(text, opt.Name)
	if m.Language == "" {
		m.Language = language(m.blocks)
	}
	m.markHead()
	m.markBoilerplate()
	m.settle()
	sum := sha256.Sum256(raw)
	m.SHA256 = hex.EncodeToString(sum[:])
	m.Warnings = append(warnings, m.Warnings...)
	m.override(opt)
	if !m.hasSentence() {
		return nil, ErrNoSentence
	}
	if !m.inEnglish() {
		m.Warnings = append(m.Warnings, fmt.Sprintf("the text is not in English (%s): its briefing follows its headings, and nothing is read in its sentences", m.Language))
	}
	return &m.Article, nil
}

func read(text, name string) *manuscript {
	switch strings.ToLower(path.Ext(name)) {
	case ".html", ".htm", ".xhtml", ".xht":
		if strings.Contains(text, "<") {
			return readPage(text)
		}
	case ".md", ".markdown", ".mdown", ".mkd":
		return readClipping(text)
	}
	switch {
	case looksHTML([]byte(text[:min(len(text), 2048)])):
		return readPage(text)
	case isArticleMarkdown(text), strings.HasPrefix(text, "# "), strings.Contains(text, "\n# "), strings.Contains(text, "\n## "):
		return readClipping(text)
	}
	return readPaste(text)
}

// looksHTML reports whether b begins as a page, or a piece of one, does.
func looksHTML(b []byte) bool {
	head := strings.ToLower(strings.TrimLeft(string(b[:min(len(b), 2048)]), " \t\r\n\f\ufeff"))
	if !strings.HasPrefix(head, "<") {
		return false
	}
	if strings.Contains(head, "<!doctype html") || strings.Contains(head, "<html") || strings.HasPrefix(head, "<!--") {
		return true
	}
	name := head[1:]
	if end := strings.IndexFunc(name, func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') }); end >= 0 {
		name = name[:end]
	}
	switch name {
	case "head", "title", "meta", "link", "script", "style", "body", "main", "article", "section", "header", "div", "p", "span",
		"h1", "h2", "h3", "ul", "ol", "table", "blockquote", "figure", "img", "a", "b", "i", "em", "strong", "br":
		return true
	}
	return false
}

// settle numbers what is kept, and lays aside the rest. A paragraph that looks like a
// heading and stands above running text is one, whatever the markup says.
func (m *manuscript) settle() {
	for _, b := range m.blocks {
		if b.reason != "" {
			m.Dropped = append(m.Dropped, Dropped{Text: b.text, Reason: b.reason, After: len(m.Paragraphs)})
			continue
		}
		m.Paragraphs = append(m.Paragraphs, Paragraph{Number: len(m.Paragraphs) + 1, Kind: b.kind, Text: b.text})
	}
	m.blocks = nil
	for i := range m.Paragraphs[:max(0, len(m.Paragraphs)-1)] {
		if p := &m.Paragraphs[i]; p.Kind == Text && isHeadingLike(p.Text) && !isHeadingLike(m.Paragraphs[i+1].Text) {
			p.Kind = Heading
		}
	}
}

func (m *manuscript) override(opt Options) {
	if title := foldSpace(CleanLine(opt.Title)); title != "" {
		m.Title = title
	}
	if opt.Published != "" {
		m.Published = Date{Value: opt.Published, Certainty: Exact}
	}
	for _, address := range []string{opt.URL, opt.Name} {
		if address = webAddress(address); address != "" && (opt.URL != "" || m.URL == "") {
			m.URL = address
			break
		}
	}
	if from := webAddress(opt.From); from != "" && opt.URL == "" && host(m.URL) != host(from) {
		m.URL = from // a page cannot claim to be another site's
	}
	if m.Publisher == "" {
		m.Publisher = host(m.URL)
	}
}

// hasSentence reports whether some paragraph that is no heading says something: four
// words or more, or fewer that end as a sentence does, or ten letters in a script that
// puts no spaces between words.
func (m *manuscript) hasSentence() bool {
	for _, p := range m.Paragraphs {
		if p.Kind == Heading {
			continue
		}
		words := 0
		for f := range strings.FieldsSeq(p.Text) {
			if hasLetter(f) {
				words++
			}
		}
		if unspaced(p.Text) >= 10 || words >= 4 || words >= 2 && endsSentence(p.Text) {
			return true
		}
	}
	return false
}

func megabytes(n int64) string {
	if n >= 1<<20 {
		return fmt.Sprintf("%d MB", n>>20)
	}
	return fmt.Sprintf("%d bytes", n)
}

// unspaced counts the letters of scripts that put no spaces between words.
func unspaced(s string) int {
	n := 0
	for _, r := range s {
		if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) {
			n++
		}
	}
	return n
}
