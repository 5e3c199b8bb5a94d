package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"readout/content/fetch"
)

// ready gets what a file or page has, or a briefing of the library, ready for the reader,
// and gives the ids under which it can be opened.
func (p *program) ready(s *store, name, as string) ([]string, error) {
	if fromLibrary(name) {
		if it, err := s.lib.Lookup(name); err == nil {
			return []string{it.ID}, nil
		}
	}
	in, err := p.load(name)
	if err != nil {
		return nil, err
	}
	var m making
	if !in.isMarkdown(as) {
		m.earlier = s.earlier(in.path)
	}
	texts, err := p.markdown(in, as, m)
	if err != nil {
		return nil, err
	}
	if len(texts) > 1 {
		in.path = "" // a path stands for one briefing
	}
	var again func() ([]byte, error)
	if in.path != "" {
		again = p.again(s, in.path, as)
	}
	var ids []string
	for _, src := range texts {
		if err := s.clash(src, in.path); err != nil {
			return nil, err
		}
		ids = append(ids, s.add(src, in.path, again))
	}
	return ids, nil
}

// find gives the Markdown of a file, or of a briefing of the library.
func (p *program) find(name, as string) ([]byte, error) {
	if fromLibrary(name) {
		lib, err := p.library()
		if err != nil {
			return nil, err
		}
		if it, err := lib.Lookup(name); err == nil {
			return lib.Source(it.ID)
		}
	}
	in, err := p.load(name)
	if err != nil {
		return nil, err
	}
	texts, err := p.markdown(in, as, making{})
	if err != nil {
		return nil, err
	}
	if len(texts) > 1 {
		return nil, fmt.Errorf("reading %s: it has %d articles; readout %[1]s opens them, readout make %[1]s -o DIR/ makes a file of each", name, len(texts))
	}
	return texts[0], nil
}

// fromLibrary reports whether a name can only mean a briefing of the library: a file of
// that name comes first.
func fromLibrary(name string) bool {
	_, err := os.Stat(name)
	return name != "-" && !fetch.IsAddress(name) && errors.Is(err, fs.ErrNotExist)
}

// isDay reports whether s is a calendar day as 2024-11-27.
func isDay(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}
