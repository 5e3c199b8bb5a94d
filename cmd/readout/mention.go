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
	"time"

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

// longestIndexing is how long a reader waits for the index to be brought up to date.
const longestIndexing = 30 * time.Second

// prepare gives the store what it needs to look through the library and to follow links.
func (s *store) prepare(p *program) {
	s.index, s.timeout = filepath.Join(p.home.cache, "index.db"), longestIndexing
	quiet := *p
	quiet.err = io.Discard // the screen is the reader's
	s.ready = func(path string) ([]string, error) { return quiet.ready(s, path, asMarkdown) }
}

// Gather is app.Store's.
func (s *store) Gather(section string, days view.Period) ([]view.Text, error) {
	items, err := s.items()
	if err != nil {
		return nil, err
	}
	return gather(s.lib, items, section, days), nil
}

// items gives the briefings of the library, those that were opened from files among them.
func (s *store) items() ([]library.Item, error) {
	if err := s.keepAll(); err != nil {
		return nil, err
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
	found, err := s.naming(name)
	said := ""
	switch {
	case err != nil:
		said = "without the search index (" + err.Error() + ")"
		if len(items) > mostUnindexed {
			items, said = items[:mostUnindexed], said+fmt.Sprintf(" the newest %d briefings were looked through", mostUnindexed)
		}
	default:
		items = slices.DeleteFunc(items, func(it library.Item) bool { return !slices.Contains(found, it.ID) })
		if len(items) > mostMentioning {
			said = fmt.Sprintf("the newest %d of %d briefings", mostMentioning, len(items))
			items = items[:mostMentioning]
		}
	}
	return gather(s.lib, items, "", view.Period{}), said, nil
}

// naming gives the briefings that have the last word of a name, by the index.
func (s *store) naming(name string) ([]string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), s.timeout)
	defer cancel()
	x, err := index.Open(s.index, s.lib)
	if err != nil {
		return nil, err
	}
	defer x.Close()
	if err := x.Update(ctx, nil); err != nil {
		return nil, err
	}
	found := map[string]bool{}
	for _, words := range append([]string{`"` + name + `"`}, partsOf(name)...) {
		hits, err := x.Search(ctx, index.Query{Words: words, Limit: 10 * mostMentioning})
		if err != nil {
			return nil, err
		}
		for _, h := range hits {
			if h.Note == "" {
				found[h.Briefing] = true
			}
		}
	}
	var ids []string
	for id := range found {
		ids = append(ids, id)
	}
	return ids, nil
}

// partsOf gives the words of a name by which alone a text may call somebody.
func partsOf(name string) []string {
	words := strings.Fields(strings.ReplaceAll(name, `"`, " "))
	if len(words) < 2 {
		return nil
	}
	return []string{words[0], words[len(words)-1]}
}

// keepAll waits until what was opened from files is in the library.
func (s *store) keepAll() error {
	s.mu.Lock()
	open := make([]*opened, 0, len(s.open))
	for _, o := range s.open {
		open = append(open, o)
	}
	s.mu.Unlock()
	for _, o := range open {
		if _, err := o.keep(); err != nil {
			return err
		}
	}
	return nil
}

// OpenFile is app.Store's.
func (s *store) OpenFile(from, path string) (string, error) {
	base := ""
	if o := s.opened(from); o != nil {
		base = o.from
	} else if it, err := s.lib.Lookup(from); err == nil {
		base = it.Path
	}
	if base == "" {
		return "", errors.New("this text did not come from a file, so a path leads nowhere from it")
	}
	base, err := filepath.Abs(base)
	if err != nil {
		return "", wrapRead(base, err)
	}
	file, err := within(filepath.Dir(base), path)
	if err != nil {
		return "", err
	}
	ids, err := s.ready(file)
	if err != nil {
		return "", err
	}
	return ids[0], nil
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
