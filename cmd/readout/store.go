package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"sync"
	"time"

	"readout/briefing"
	"readout/briefing/anchor"
	"readout/briefing/export"
	"readout/briefing/library"
	"readout/briefing/markdown"
	"readout/briefing/note"
	"readout/content"
	"readout/ui/app"
	list "readout/ui/library"
)

// library opens the user's library; there need not be one yet.
func (p *program) library() (*library.Library, error) {
	notes, err := p.notesFolder()
	if err != nil {
		return nil, err
	}
	return library.Open(library.Dirs{Data: p.home.data, State: p.home.state, Cache: p.home.cache, Notes: notes}, p.now)
}

func (p *program) report(problems []library.Problem) {
	for _, problem := range problems {
		p.complain(problem)
	}
}

// keepAfter is how long a text is shown before it is kept, if nothing needs that sooner.
const keepAfter = time.Second

// store is the reader's app.Store over the library. What was opened from files is shown
// from memory at once and kept in the library meanwhile; its first note waits for that.
type store struct {
	lib    *library.Library
	author string
	state  string // folder of what may be lost
	editor string // the reader's, as a shell reads it
	index  string // file of the search index

	indexing indexing
	patience time.Duration // with bringing it up to date

	// fetch is app.Store's Fetch.
	fetch func(only ...string) <-chan app.Fetched

	// feeds is app.Store's Feeds.
	feeds func() ([]app.Feed, error)

	// ready gets a file ready and gives the ids under which it can be opened.
	ready func(path, as string) ([]string, error)

	looking sync.Mutex // for what other programs have written

	survey survey
	drafts drafts

	only []string // what the list has; empty: the whole library

	mu   sync.Mutex
	open map[string]*opened // by id
}

// opened is a text that was read from a file and is on its way into the library.
type opened struct {
	src    []byte
	from   string
	prefix func() *markdown.Document    // of a large text: its first screen, once, and waits; nil: it was taken
	keep   func() (library.Item, error) // once, and waits

	// again reads the file again, if it has changed; nil where there is none.
	again func() ([]byte, error)

	said []string // of other files that were to be opened under the same id
}

func newStore(lib *library.Library, author, state string) *store {
	return &store{lib: lib, author: author, state: state, open: map[string]*opened{}}
}

// add gives the id under which a text just read can be opened.
func (s *store) add(src []byte, from string, again func() ([]byte, error)) string {
	o := &opened{src: src, from: from, again: again}
	if len(src) > app.WholeAtOnce {
		// The screen is being set up meanwhile.
		o.prefix = sync.OnceValue(func() *markdown.Document { return markdown.OpenPrefix(src) })
		go o.prefix()
	}
	id := s.lib.Identify(src, from)
	o.keep = sync.OnceValues(func() (library.Item, error) { return s.lib.Keep(src, from) })
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open[id] = o
	return id
}

// earlier gives the briefing that was made of an article when it was opened last; nil if it
// never was, and of what is a briefing itself.
func (s *store) earlier(in input, as string) *briefing.Briefing {
	if in.path == "" || in.isMarkdown(as) {
		return nil
	}
	it, err := s.lib.ReadFrom(in.path)
	if err != nil {
		return nil
	}
	src, err := s.lib.Source(it.ID)
	if err != nil {
		return nil
	}
	return briefing.Parse(src)
}

func (s *store) opened(id string) *opened {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.open[id]
}

// kept waits until the briefing is in the library, so that notes on it have a place.
func (s *store) kept(id string) error {
	if o := s.opened(id); o != nil {
		_, err := o.keep()
		return err
	}
	return nil
}

// close waits for what is still on its way into the library.
func (s *store) close() error {
	s.mu.Lock()
	open := make([]*opened, 0, len(s.open))
	for _, o := range s.open {
		open = append(open, o)
	}
	s.mu.Unlock()
	var failed error
	for _, o := range open {
		_, err := o.keep()
		failed = errors.Join(failed, err)
	}
	return failed
}

// List is app.Store's.
func (s *store) List() ([]list.Item, []string, error) {
	if len(s.only) > 0 {
		items, err := s.chosen()
		return listItems(items), nil, err
	}
	if items, ok := s.lib.Listed(); ok {
		// What other programs may have written in the library is looked for when this is on
		// the screen, and seen the next time.
		if s.looking.TryLock() {
			time.AfterFunc(keepAfter, func() {
				defer s.looking.Unlock()
				_, _, _ = s.lib.List()
			})
		}
		return listItems(items), nil, nil
	}
	items, problems, err := s.lib.List()
	return listItems(items), lines(problems), err
}

// Opening is app.Store's.
func (s *store) Opening() []list.Item {
	if len(s.only) > 0 {
		return nil
	}
	items, _ := s.lib.Opening()
	return listItems(items)
}

// chosen gives the briefings that the list has, in their order.
func (s *store) chosen() ([]library.Item, error) {
	all, err := s.items()
	at := map[string]int{}
	for i, id := range s.only {
		at[id] = i
	}
	chosen := slices.DeleteFunc(all, func(it library.Item) bool { _, ok := at[it.ID]; return !ok })
	slices.SortFunc(chosen, func(a, b library.Item) int { return at[a.ID] - at[b.ID] })
	return chosen, err
}

func listItems(items []library.Item) []list.Item {
	total := 0
	for i := range items {
		total += len(items[i].Sections)
	}
	counts := make([]list.Count, 0, total) // one allocation: there may be many items
	shown := make([]list.Item, len(items))
	for i := range items {
		shown[i] = listItem(&items[i], &counts)
	}
	return shown
}

// listItem gives an item as it is shown. Its counts are put behind those that there are.
func listItem(it *library.Item, counts *[]list.Count) list.Item {
	from, address := len(*counts), ""
	if len(it.Articles) > 0 {
		address = it.Articles[0].URL
	}
	for _, c := range it.Sections {
		*counts = append(*counts, list.Count{Key: c.Key, Title: c.Title, Entries: c.Entries})
	}
	return list.Item{
		ID: it.ID, Title: it.Title, Path: it.Path, Published: it.Published, Publishers: it.Publishers, Address: address, Notes: it.Notes,
		Read: it.Read, Archived: it.Archived,
		Counts: (*counts)[from:len(*counts):len(*counts)],
	}
}

func lines[E error](problems []E) []string {
	out := make([]string, len(problems))
	for i, p := range problems {
		out[i] = content.CleanLine(p.Error())
	}
	return out
}

// Remove is app.Store's.
func (s *store) Remove(id string) error {
	if err := s.kept(id); err != nil {
		return err
	}
	return s.lib.Remove(id)
}

// Unremove is app.Store's.
func (s *store) Unremove(id string) error { return s.lib.Unremove(id) }

// Removed is app.Store's.
func (s *store) Removed() ([]list.Item, error) {
	items, err := s.lib.Removed()
	return listItems(items), err
}

// titleHead is how much of a text is looked at for its title, in bytes.
const titleHead = 16 << 10

// Title is app.Store's.
func (s *store) Title(id string) string {
	if o := s.opened(id); o != nil {
		head := o.src[:min(len(o.src), titleHead)]
		return cmp.Or(s.lib.Called(id), briefing.Parse(head).Title, filepath.Base(o.from))
	}
	it, err := s.lib.Lookup(id)
	if err != nil {
		return ""
	}
	return it.Title
}

// Load is app.Store's.
func (s *store) Load(id string) (*app.Doc, error) {
	doc, err := s.load(id)
	if err == nil {
		doc.Draft, doc.Past = s.draft(id), s.past(id)
	}
	return doc, err
}

// load is Load without what the reader left unfinished.
func (s *store) load(id string) (*app.Doc, error) {
	doc := &app.Doc{}
	var others []string
	if o := s.opened(id); o != nil {
		// The first frame comes first. Whoever needs it kept before, gets it and the error.
		time.AfterFunc(keepAfter, func() { _, _ = o.keep() })
		doc.Prefix = s.prefix(o)
		doc.Source, doc.Item = o.src, list.Item{ID: id, Path: o.from, Title: s.lib.Called(id)}
		if others = o.said; others == nil {
			others = elsewhere(s.lib.Elsewhere(id, o.src, o.from))
		}
	} else {
		src, err := s.lib.Source(id)
		if err != nil {
			return nil, err
		}
		it, err := s.lib.Lookup(id)
		if err != nil {
			return nil, err
		}
		doc.Source, doc.Item = src, listItem(&it, &[]list.Count{})
		others = elsewhere(it.Elsewhere)
	}
	notes, problems, err := s.lib.Notes(id)
	if err != nil {
		return nil, err
	}
	doc.Notes, doc.Problems = notes, append(lines(problems), others...)
	doc.Placements, doc.History = s.lib.Placements(id), history(s.lib, id)
	if at, ok := s.lib.Position(id); ok {
		doc.Position = app.Position(at)
	}
	return doc, nil
}

// prefix takes the first screen of a text that was opened, nil where there is none.
func (s *store) prefix(o *opened) *markdown.Document {
	s.mu.Lock()
	prefix := o.prefix
	o.prefix = nil
	s.mu.Unlock()
	if prefix == nil {
		return nil
	}
	return prefix()
}

// history gives the older revisions of a briefing.
func history(lib *library.Library, id string) anchor.History {
	return func(revision string) ([]byte, bool) {
		src, err := lib.SourceAt(id, revision)
		return src, err == nil
	}
}

// SaveNotes is app.Store's.
func (s *store) SaveNotes(id string, notes ...note.Note) error {
	if err := s.kept(id); err != nil {
		return err
	}
	return s.lib.Append(id, s.author, notes...)
}

// SavePlacements is app.Store's.
func (s *store) SavePlacements(id string, events ...note.Placement) error {
	if err := s.kept(id); err != nil {
		return err
	}
	return s.lib.Place(id, s.author, events...)
}

// SavePosition is app.Store's.
func (s *store) SavePosition(id string, p app.Position) error {
	return s.lib.SavePosition(id, library.Position(p))
}

// CopyFile is app.Store's.
func (s *store) CopyFile(text string) (string, error) {
	path := filepath.Join(s.state, "copied.txt")
	return path, library.WriteFile(path, []byte(text))
}

// Export is app.Store's: a file in the folder the reader was started in, named after the
// briefing, beside what earlier exports wrote.
func (s *store) Export(ids ...string) (string, error) {
	var bundles []export.Bundle
	for _, id := range ids {
		if err := s.kept(id); err != nil {
			return "", err
		}
		it, err := s.lib.Lookup(id)
		if err != nil {
			return "", err
		}
		bundle, _, err := bundle(s.lib, it, choice{})
		if err != nil {
			return "", err
		}
		bundles = append(bundles, bundle)
	}
	var text bytes.Buffer
	if err := export.Markdown(&text, bundles); err != nil {
		return "", fmt.Errorf("exporting notes: %w", err)
	}
	path, err := exportName(bundles)
	if err != nil {
		return "", err
	}
	return path, library.WriteFile(path, text.Bytes())
}

// exportName finds a name that is free, or whose file says the same already.
func exportName(bundles []export.Bundle) (string, error) {
	stem := "notes"
	if len(bundles) == 1 {
		stem = "notes-" + slug(bundles[0].Briefing.Title)
	}
	for n := 1; ; n++ {
		name := stem
		if n > 1 {
			name += "-" + strconv.Itoa(n)
		}
		path, err := filepath.Abs(name + ".md")
		if err != nil {
			return "", fmt.Errorf("exporting notes: %w", err)
		}
		if _, err := os.Lstat(path); errors.Is(err, os.ErrNotExist) {
			return path, nil
		} else if err != nil {
			return "", wrapRead(path, err)
		}
	}
}

// OpenLink is app.Store's.
func (s *store) OpenLink(url string) error {
	opener := []string{"xdg-open"}
	switch runtime.GOOS {
	case "darwin":
		opener = []string{"open"}
	case "windows":
		opener = []string{"rundll32", "url.dll,FileProtocolHandler"}
	}
	cmd := exec.Command(opener[0], append(opener[1:], url)...) //nolint:gosec // no shell reads it, and the app lets only http, https and mailto through
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("opening %s: %w; copy it instead", url, err)
	}
	go cmd.Wait() //nolint:errcheck // the browser's own affair
	return nil
}
