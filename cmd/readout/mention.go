package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"readout/briefing/library"
	"readout/briefing/library/index"
	"readout/briefing/view"
	"readout/ui/app"
)

// The most briefings that are looked through for a name: those that the index found, and
// without it.
const (
	mostMentioning = 200
	mostUnindexed  = 1000
)

// prepare gives the store what it needs to look through the library and to follow links.
func (s *store) prepare(p *program) {
	s.index, s.patience = p.index(), patience
	quiet := *p
	quiet.err = io.Discard // the screen is the reader's
	s.fetch, s.feeds = quiet.fetchBehind, quiet.subscribed
	s.ready = func(path, as string) ([]string, error) { return quiet.ready(s, path, as) }
}

// Gather is app.Store's.
func (s *store) Gather(section string, days view.Period) ([]view.Text, error) {
	items, err := s.items()
	if err != nil {
		return nil, err
	}
	return gather(s.lib, items, section, days), nil
}

// items gives the briefings of the library, with those that were opened from files as far
// as they can be kept.
func (s *store) items() ([]library.Item, error) {
	s.mu.Lock()
	open := make([]*opened, 0, len(s.open))
	for _, o := range s.open {
		open = append(open, o)
	}
	s.mu.Unlock()
	for _, o := range open {
		_, _ = o.keep() // leaving the reader says why not
	}
	items, _, err := s.lib.List()
	return items, err
}

// Mentioning is app.Store's.
func (s *store) Mentioning(name string) ([]view.Text, string, error) {
	items, err := s.items()
	if err != nil {
		return nil, "", err
	}
	slices.SortStableFunc(items, func(a, b library.Item) int { return strings.Compare(b.Published.Value, a.Published.Value) })
	whole, parts, err := s.naming(name)
	if err != nil {
		said := s.without(err) + ":"
		if len(items) > mostUnindexed {
			items, said = items[:mostUnindexed], said+fmt.Sprintf(" the newest %d briefings were looked through", mostUnindexed)
		} else {
			said += " all briefings were looked through"
		}
		return gather(s.lib, items, "", view.Period{}), said, nil
	}
	named, said := naming(items, whole), ""
	if len(named) > mostMentioning {
		said = fmt.Sprintf("the newest %d of %d briefings", mostMentioning, len(named))
	}
	named = append(named, naming(items, parts)...)
	return gather(s.lib, named[:min(len(named), mostMentioning)], "", view.Period{}), said, nil
}

// naming gives those of some briefings whose ids were found.
func naming(items []library.Item, found map[string]bool) []library.Item {
	var out []library.Item
	for i := range items {
		if found[items[i].ID] {
			out = append(out, items[i])
		}
	}
	return out
}

// naming gives the briefings that have a name, and others that have a part of it, by the
// index.
func (s *store) naming(name string) (whole, parts map[string]bool, err error) {
	x, err := s.indexing.upToDate(s.index, s.lib, s.patience)
	if err != nil {
		return nil, nil, err
	}
	ctx := context.Background()
	whole, parts = map[string]bool{}, map[string]bool{}
	for i, words := range append([]string{`"` + strings.ReplaceAll(name, `"`, " ") + `"`}, partsOf(name)...) {
		hits, err := x.Search(ctx, index.Query{Words: words, Limit: 10 * mostMentioning})
		if err != nil {
			return nil, nil, err
		}
		for _, h := range hits {
			switch {
			case h.Note != "" || whole[h.Briefing]:
			case i == 0:
				whole[h.Briefing] = true
			default:
				parts[h.Briefing] = true
			}
		}
	}
	return whole, parts, nil
}

// partsOf gives the words of a name by which alone a text may call somebody.
func partsOf(name string) []string {
	words := strings.Fields(strings.ReplaceAll(name, `"`, " "))
	if len(words) < 2 {
		return nil
	}
	return []string{words[0], words[len(words)-1]}
}

// OpenFile is app.Store's.
func (s *store) OpenFile(from, path string) (string, error) {
	folder, err := s.folder(from)
	if err != nil {
		return "", err
	}
	file, err := within(folder, path)
	if err != nil {
		return "", err
	}
	ids, err := s.ready(file, asMarkdown)
	if err != nil {
		return "", err
	}
	return ids[0], nil
}

// OpenNamed is app.Store's. The shell is not there to know a home folder by its sign.
func (s *store) OpenNamed(path string) (string, error) {
	if rest, ok := strings.CutPrefix(path, "~/"); ok {
		home, err := os.UserHomeDir()
		if err != nil {
			return "", wrapRead(path, err)
		}
		path = filepath.Join(home, rest)
	}
	ids, err := s.ready(path, "")
	if err != nil {
		return "", err
	}
	return ids[0], nil
}

// folder gives the folder of the file that a text was read from.
func (s *store) folder(id string) (string, error) {
	base := ""
	if o := s.opened(id); o != nil {
		base = o.from
	} else if it, err := s.lib.Lookup(id); err == nil {
		base = it.Path
	}
	if base == "" {
		return "", errors.New("this text did not come from a file, so a path leads nowhere from it")
	}
	base, err := filepath.Abs(base)
	return filepath.Dir(base), wrapRead(base, err)
}

// within gives the Markdown file at a path, if it is a regular one in a folder or below it,
// wherever symbolic links lead.
func within(folder, path string) (string, error) {
	path = filepath.FromSlash(path)
	if !filepath.IsAbs(path) {
		path = filepath.Join(folder, path)
	}
	switch strings.ToLower(filepath.Ext(path)) {
	case ".md", ".markdown", ".mdown", ".mkd":
	default:
		return "", fmt.Errorf("%s: only Markdown files open from a link", filepath.Base(path))
	}
	file, err := filepath.EvalSymlinks(path)
	if err != nil {
		return "", fmt.Errorf("%s: no such file", path)
	}
	root, err := filepath.EvalSymlinks(folder)
	if err != nil {
		return "", wrapRead(folder, err)
	}
	if below, err := filepath.Rel(root, file); err != nil || !filepath.IsLocal(below) {
		return "", fmt.Errorf("it lies outside the folder of this text; readout %s opens it", file)
	}
	info, err := os.Stat(file)
	switch {
	case err != nil:
		return "", wrapRead(file, err)
	case !info.Mode().IsRegular():
		return "", fmt.Errorf("%s is no regular file", file)
	}
	return file, nil
}

var _ app.Store = (*store)(nil)
