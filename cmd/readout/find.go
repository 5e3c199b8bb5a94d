package main

import (
	"errors"
	"io/fs"
	"os"
	"time"
)

// openOne gets one file or briefing of the library ready for the reader.
func (p *program) openOne(s *store, name, as string) (string, error) {
	if fromLibrary(name) {
		if it, err := s.lib.Lookup(name); err == nil {
			return it.ID, nil
		}
	}
	in, err := p.load(name)
	if err != nil {
		return "", err
	}
	var m making
	if !in.isMarkdown(as) {
		m.earlier = s.earlier(in.path)
	}
	src, err := p.markdown(in, as, m)
	if err != nil {
		return "", err
	}
	return s.add(src, in.path), nil
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
	return p.markdown(in, as, making{})
}

// fromLibrary reports whether a name can only mean a briefing of the library: a file of
// that name comes first.
func fromLibrary(name string) bool {
	_, err := os.Stat(name)
	return name != "-" && errors.Is(err, fs.ErrNotExist)
}

// isDay reports whether s is a calendar day as 2024-11-27.
func isDay(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}
