package main

import (
	"bytes"
	"context"
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
	"readout/content/fetch"
)

// What --as takes.
const (
	asArticle  = "article"
	asMarkdown = "markdown"
)

// maxInput bounds what is read of one file.
const maxInput = 64 << 20

// input is one file, or page, as it was read.
type input struct {
	name string // as the user wrote it
	hint string // a file name that tells the format
	path string // absolute; empty where it was no file
	url  string // of a page
	raw  []byte
}

// load reads a file, standard input for "-", or a page of the web.
func (p *program) load(name string) (input, error) {
	switch {
	case name == "-":
		if p.inTTY {
			return input{}, errors.New("reading standard input: it is the terminal; pipe a text into readout, or name a file")
		}
		raw, err := readBounded(p.in, 0)
		return input{name: "standard input", raw: raw}, wrapRead("standard input", err)
	case fetch.IsAddress(name):
		page, err := fetch.Get(context.Background(), name, fetch.Options{AllowPrivate: p.allowPrivate, Agent: "readout/" + version})
		if err != nil {
			return input{}, wrapRead(name, err)
		}
		return input{name: name, hint: page.Name, url: page.URL, raw: page.Body}, nil
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
	return input{name: name, hint: filepath.Base(name), path: path, raw: raw}, wrapRead(name, err)
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
	switch strings.ToLower(filepath.Ext(in.hint)) {
	case ".md", ".markdown", ".mdown", ".mkd":
		return !content.IsArticleMarkdown(in.raw)
	case ".txt", ".text", ".html", ".htm", ".xhtml", ".xml", ".rss", ".atom", ".eml", ".mht", ".mhtml", ".epub", ".json", ".gz":
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

// markdown gives the Markdown of an input: its own, or that of the briefings made of its
// articles, one of which most inputs have.
func (p *program) markdown(in input, as string, m making) ([][]byte, error) {
	if in.isMarkdown(as) {
		text, warnings, err := content.Decode(in.raw)
		if err != nil {
			return nil, wrapRead(in.name, err)
		}
		p.warn(in.name, warnings)
		return [][]byte{text}, nil
	}
	briefings, err := p.briefs(in, m)
	if err != nil {
		return nil, err
	}
	var texts [][]byte
	for _, b := range briefings {
		texts = append(texts, briefing.Format(b))
	}
	return texts, nil
}

// briefs makes a briefing of each article of an input.
func (p *program) briefs(in input, m making) ([]*briefing.Briefing, error) {
	opt, err := p.composing(m)
	if err != nil {
		return nil, err
	}
	articles, err := p.articles(in, m)
	if err != nil {
		return nil, err
	}
	var briefings []*briefing.Briefing
	for _, a := range articles {
		b, err := compose.Compose([]*content.Article{a}, opt)
		if err != nil {
			return nil, fmt.Errorf("making a briefing of %s: %w", in.name, err)
		}
		continueFrom(b, m.earlier)
		briefings = append(briefings, b)
	}
	return briefings, nil
}

// articles reads the articles of an input. Of several, those that cannot be read are
// named, and the others arrive.
func (p *program) articles(in input, m making) ([]*content.Article, error) {
	articles, failed, err := content.LoadAll(bytes.NewReader(in.raw), content.Options{
		Name: in.hint, Title: m.title, Published: m.published, From: in.url, MaxBytes: maxInput,
	})
	if err != nil {
		return nil, wrapRead(in.name, err)
	}
	for _, err := range failed {
		p.complain(wrapRead(in.name, err))
	}
	for _, a := range articles {
		p.warn(in.name, a.Warnings)
	}
	return articles, nil
}

// expand puts the files of a folder in the folder's place, in order of their names;
// hidden ones and folders in it are passed over.
func expand(names []string) ([]string, error) {
	var out []string
	for _, name := range names {
		if name == "-" || !isFolder(name) {
			out = append(out, name)
			continue
		}
		entries, err := os.ReadDir(name)
		if err != nil {
			return nil, wrapRead(name, err)
		}
		before := len(out)
		for _, e := range entries {
			if e.Type().IsRegular() && !strings.HasPrefix(e.Name(), ".") {
				out = append(out, filepath.Join(name, e.Name()))
			}
		}
		if len(out) == before {
			return nil, fmt.Errorf("reading %s: it is a folder without files", name)
		}
	}
	return out, nil
}

func (p *program) warn(name string, warnings []string) {
	for _, w := range warnings {
		fmt.Fprintln(p.err, content.CleanLine("readout: "+name+": "+w))
	}
}
