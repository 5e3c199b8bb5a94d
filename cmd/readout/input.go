package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"readout/briefing"
	"readout/briefing/compose"
	"readout/content"
)

// What --as takes.
const (
	asArticle  = "article"
	asMarkdown = "markdown"
)

// maxInput bounds what is read of one file.
const maxInput = 64 << 20

// input is one file as it was read.
type input struct {
	name string // as the user wrote it
	path string // absolute; empty for standard input
	raw  []byte
}

// load reads a file, or standard input for "-".
func (p *program) load(name string) (input, error) {
	if name == "-" {
		if p.inTTY {
			return input{}, errors.New("reading standard input: it is the terminal; pipe a text into readout, or name a file")
		}
		raw, err := readBounded(p.in, 0)
		return input{name: "standard input", raw: raw}, wrapRead("standard input", err)
	}
	info, err := os.Stat(name)
	if err != nil {
		return input{}, wrapRead(name, err)
	}
	switch {
	case info.IsDir():
		return input{}, fmt.Errorf("reading %s: it is a folder; name the files in it", name)
	case info.Size() > maxInput:
		return input{}, wrapRead(name, tooLarge(info.Size()))
	}
	file, err := os.Open(name)
	if err != nil {
		return input{}, wrapRead(name, err)
	}
	defer file.Close()
	raw, err := readBounded(file, info.Size())
	if err != nil {
		return input{}, wrapRead(name, err)
	}
	path, err := filepath.Abs(name)
	return input{name: name, path: path, raw: raw}, wrapRead(name, err)
}

// readBounded reads all of r, which is expected to have so many bytes, up to a bound.
func readBounded(r io.Reader, expected int64) ([]byte, error) {
	var raw bytes.Buffer
	raw.Grow(int(expected) + bytes.MinRead) // growing step by step copies a large text again and again
	_, err := raw.ReadFrom(io.LimitReader(r, maxInput+1))
	if err == nil && raw.Len() > maxInput {
		err = tooLarge(int64(raw.Len()))
	}
	return raw.Bytes(), err
}

func tooLarge(size int64) error {
	return fmt.Errorf("%w: %d MB, and %d MB is the most", content.ErrTooLarge, size>>20, maxInput>>20)
}

// wrapRead says what was being read, without the "open x:" that the system repeats.
func wrapRead(name string, err error) error {
	if err == nil {
		return nil
	}
	if path, ok := errors.AsType[*fs.PathError](err); ok {
		err = path.Err
	}
	return fmt.Errorf("reading %s: %w", name, err)
}

// isMarkdown tells Markdown that opens as it is from an article that becomes a briefing.
func (in input) isMarkdown(as string) bool {
	switch as {
	case asArticle:
		return false
	case asMarkdown:
		return true
	}
	switch strings.ToLower(filepath.Ext(in.path)) {
	case ".md", ".markdown", ".mdown", ".mkd":
		return !content.IsArticleMarkdown(in.raw)
	case ".txt", ".text", ".html", ".htm", ".xhtml":
		return false
	}
	return looksMarkdown(in.raw) && !content.IsArticleMarkdown(in.raw)
}

// looksMarkdown recognises Markdown that has no file name to go by: front matter, or a
// heading at the start of a line near the beginning.
func looksMarkdown(raw []byte) bool {
	head := raw[:min(len(raw), 4096)]
	return bytes.HasPrefix(head, []byte("---\n")) || bytes.HasPrefix(head, []byte("# ")) ||
		bytes.Contains(head, []byte("\n# ")) || bytes.Contains(head, []byte("\n## "))
}

// markdown gives the Markdown of an input: its own, or that of the briefing made of it.
func (p *program) markdown(in input, as string, m making) ([]byte, error) {
	if in.isMarkdown(as) {
		text, warnings, err := content.Decode(in.raw)
		if err != nil {
			return nil, wrapRead(in.name, err)
		}
		p.warn(in.name, warnings)
		return text, nil
	}
	b, err := p.brief(in, m)
	if err != nil {
		return nil, err
	}
	return briefing.Format(b), nil
}

// brief makes a briefing of an article.
func (p *program) brief(in input, m making) (*briefing.Briefing, error) {
	article, err := p.article(in, m)
	if err != nil {
		return nil, err
	}
	opt, err := p.composing(m)
	if err != nil {
		return nil, err
	}
	b, err := compose.Compose([]*content.Article{article}, opt)
	if err != nil {
		return nil, fmt.Errorf("making a briefing of %s: %w", in.name, err)
	}
	continueFrom(b, m.earlier)
	return b, nil
}

// article reads the article that an input is.
func (p *program) article(in input, m making) (*content.Article, error) {
	article, err := content.Load(bytes.NewReader(in.raw), content.Options{
		Name: filepath.Base(in.name), Title: m.title, Published: m.published, MaxBytes: maxInput,
	})
	if err != nil {
		return nil, wrapRead(in.name, err)
	}
	p.warn(in.name, article.Warnings)
	return article, nil
}

func (p *program) warn(name string, warnings []string) {
	for _, w := range warnings {
		fmt.Fprintln(p.err, content.CleanLine("readout: "+name+": "+w))
	}
}
