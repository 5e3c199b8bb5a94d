package app

import (
	"cmp"
	"errors"
	"fmt"
	"image"
	"io"
	"slices"
	"strings"
	"sync"

	tea "charm.land/bubbletea/v2"

	"readout/briefing"
	records "readout/briefing/library"
	"readout/briefing/note"
	"readout/briefing/view"
	"readout/ui/library"
)

// shelf is a store in memory that can be made to fail.
type shelf struct {
	shelved   []library.Shelve
	arranged  string
	progress  string
	opening   []library.Item
	fetching  []Fetched
	mu        sync.Mutex
	sources   map[string]string
	order     []string
	trash     []string // ids
	feeds     []Feed
	fetched   []string               // addresses
	notes     map[string][]note.Note // newest revisions
	log       []note.Note            // every revision that was acknowledged
	drafts    map[string]*Draft
	positions map[string]Position
	pasts     map[string]note.Past
	older     map[string]string // sources by revision
	placed    []note.Placement
	copied    string
	opened    []string
	exported  []string
	err       error // what every writing method gives
	problems  []string
	files     map[string]string // what the editor makes of a text: of a file by id, of a note by ""
	line      int               // at which the editor was opened
	welcomed  int
	suspended int
	marks     map[string]string
	ids       int // of notes that were given, by one stage after the other
}

func newShelf() *shelf {
	s := &shelf{
		sources: map[string]string{}, notes: map[string][]note.Note{}, drafts: map[string]*Draft{}, positions: map[string]Position{}, older: map[string]string{}, pasts: map[string]note.Past{},
	}
	s.add("harbour", harbour)
	s.add("plain", plain)
	return s
}

func (s *shelf) add(id, src string) {
	s.sources[id] = src
	s.order = append(s.order, id)
}

func (s *shelf) item(id string) library.Item {
	b := briefing.Parse([]byte(s.sources[id]))
	it := library.Item{ID: id, Title: b.Title, Published: b.Published, Path: "/briefings/" + id + ".md", Notes: len(s.notes[id])}
	for _, src := range b.Sources {
		it.Publishers = append(it.Publishers, src.Publisher)
		it.Address = cmp.Or(it.Address, src.URL)
	}
	for _, sec := range b.Sections {
		it.Counts = append(it.Counts, library.Count{Key: sec.Key, Title: sec.Title, Entries: len(sec.Entries)})
	}
	return it
}

func (s *shelf) List() ([]library.Item, []string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var items []library.Item
	for _, id := range s.order {
		items = append(items, s.item(id))
	}
	return items, s.problems, nil
}

func (s *shelf) Mark(letter, id string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.marks == nil {
		s.marks = map[string]string{}
	}
	s.marks[letter] = id
	return s.err
}

func (s *shelf) Marked(letter string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.marks[letter]
}

func (s *shelf) Remove(id string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.err != nil {
		return s.err
	}
	s.order = slices.DeleteFunc(s.order, func(other string) bool { return other == id })
	s.trash = append(s.trash, id)
	return nil
}

func (s *shelf) Removed() ([]library.Item, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var items []library.Item
	for _, id := range s.trash {
		items = append(items, s.item(id))
	}
	return items, nil
}

func (s *shelf) Unremove(id string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.err != nil {
		return s.err
	}
	if !slices.Contains(s.trash, id) {
		return fmt.Errorf("bringing back %s: %w in the trash", id, records.ErrNotFound)
	}
	s.trash = slices.DeleteFunc(s.trash, func(other string) bool { return other == id })
	s.order = append(s.order, id)
	return nil
}

func (s *shelf) Title(id string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.item(id).Title
}

func (s *shelf) Load(id string) (*Doc, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	src, ok := s.sources[id]
	if !ok {
		return nil, fmt.Errorf("no briefing %q\x1b[2J", id)
	}
	return &Doc{
		Item: s.item(id), Source: []byte(src), Notes: slices.Clone(s.notes[id]),
		Past: s.pasts[id], Placements: slices.Clone(s.placed), History: func(r string) ([]byte, bool) { src, ok := s.older[r]; return []byte(src), ok },
		Problems: s.problems, Position: s.positions[id], Draft: s.drafts[id],
	}, nil
}

func (s *shelf) Stamp(id string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return fmt.Sprint(len(s.sources[id]), s.notes[id])
}

func (s *shelf) Reload(id string) (*Doc, error) { return s.Load(id) }

func (s *shelf) SaveNotes(id string, notes ...note.Note) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.err != nil {
		return s.err
	}
	for _, n := range notes {
		s.log = append(s.log, n)
		s.notes[id] = slices.DeleteFunc(s.notes[id], func(old note.Note) bool { return old.ID == n.ID })
		if !n.Deleted {
			s.notes[id] = append(s.notes[id], n)
		}
	}
	return nil
}

func (s *shelf) SavePlacements(_ string, events ...note.Placement) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.placed = append(s.placed, events...)
	return s.err
}

func (s *shelf) SavePast(id string, past note.Past) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pasts[id] = past
	return nil
}

func (s *shelf) SavePosition(id string, p Position) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.err == nil {
		s.positions[id] = p
	}
	return s.err
}

func (s *shelf) SaveDraft(id string, d *Draft) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.err == nil {
		s.drafts[id] = d
	}
	return s.err
}

func (s *shelf) Export(ids ...string) (string, error) {
	s.exported = append(s.exported, ids...)
	return "/notes/" + ids[0] + ".md", s.err
}

func (s *shelf) CopyFile(text string) (string, error) {
	s.copied = text
	return "/state/copied.md", s.err
}

func (s *shelf) OpenLink(url string) error {
	s.opened = append(s.opened, url)
	return s.err
}

func (s *shelf) Survey() (*Survey, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := &Survey{Tags: []string{"library-wide"}}
	for _, id := range s.order {
		for _, n := range s.notes[id] {
			for _, l := range n.Links {
				gone := l.Note != "" && !slices.ContainsFunc(s.notes[l.Briefing], func(o note.Note) bool { return o.ID == l.Note && !o.Deleted })
				out.Links = append(out.Links, Leading{Briefing: id, From: s.item(id).Title, Note: n.ID, Label: n.Target.Exact, To: s.item(l.Briefing).Title, Link: l, Gone: gone})
			}
		}
	}
	return out, nil
}

func (s *shelf) Leading(id string) ([]Leading, error) {
	survey, err := s.Survey()
	return slices.DeleteFunc(survey.Links, func(l Leading) bool { return l.Link.Briefing != id }), err
}

func (s *shelf) Gather(section string, days view.Period) ([]view.Text, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []view.Text
	for _, id := range s.order {
		b := briefing.Parse([]byte(s.sources[id]))
		if days.Has(b.Published) && (section == "" || b.Find(section) != nil) {
			out = append(out, view.Text{ID: id, Briefing: b})
		}
	}
	return out, s.err
}

func (s *shelf) Mentioning(string) ([]view.Text, string, error) {
	texts, err := s.Gather("", view.Period{})
	return texts, "", err
}

func (s *shelf) Shelve(a library.Shelve) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.err == nil {
		s.shelved = append(s.shelved, a)
	}
	return s.err
}

func (s *shelf) Search(ask Search) ([]view.Found, string, error) {
	texts, err := s.Gather("", ask.Period)
	var out []view.Found
	for _, t := range texts {
		f := view.Found{Text: t}
		for _, n := range s.notes[t.ID] {
			f.Notes = append(f.Notes, view.Noted{Body: n.Body, Quote: n.Target.Exact, Span: n.Target.Data})
		}
		out = append(out, f)
	}
	return out, "", err
}

func (s *shelf) OpenFile(_, path string) (string, error) {
	id := strings.TrimSuffix(path, ".md")
	if _, ok := s.sources[id]; !ok {
		return "", fmt.Errorf("%s: no such file", path)
	}
	return id, nil
}

// rewrite is an editor that has one thing to say.
type rewrite struct{ do func() error }

func (r rewrite) Run() error        { return r.do() }
func (rewrite) SetStdin(io.Reader)  {}
func (rewrite) SetStdout(io.Writer) {}
func (rewrite) SetStderr(io.Writer) {}

func (s *shelf) EditText(text string) (*Edit, error) {
	if s.err != nil {
		return nil, s.err
	}
	return &Edit{Run: rewrite{func() error { return s.err }}, Text: func() string { return text + s.files[""] }}, nil
}

func (s *shelf) EditFile(id string, line int) (*Edit, error) {
	s.line = line
	after, ok := s.files[id]
	if !ok {
		return nil, errors.New("it did not come from a file")
	}
	return &Edit{Run: rewrite{func() error { s.sources[id] = after; return nil }}, Text: func() string { return after }}, nil
}

func (s *shelf) Suspend() tea.ExecCommand {
	return rewrite{func() error { s.suspended++; return s.err }}
}

func (s *shelf) Arranged(name string) error {
	s.arranged = name
	return s.err
}

func (s *shelf) Progress() string { return s.progress }

func (s *shelf) Opening() []library.Item { return s.opening }

func (s *shelf) Whose(person, tag string) (map[string]bool, error) {
	if s.err != nil {
		return nil, s.err
	}
	ids := map[string]bool{}
	for id, src := range s.sources {
		ids[id] = person != "" && strings.Contains(strings.ToLower(src), person)
	}
	return ids, nil
}

func (s *shelf) Feeds() ([]Feed, error) { return s.feeds, s.err }

func (s *shelf) Fetch(only ...string) <-chan Fetched {
	s.fetched = only
	ends := make(chan Fetched, len(s.fetching))
	for _, f := range s.fetching {
		ends <- f
	}
	close(ends)
	return ends
}

func (s *shelf) Welcomed() error {
	s.welcomed++
	return s.err
}

var errFull = errors.New("writing notes: no space left on device; make room and save again")

const harbour = `---
id: harbour
title: Harbour towns agree to share what their coast guards see
published: 2023-05-10
sources:
  - {title: "Harbour towns agree", publisher: Example Post, url: "https://example.org/harbour-towns", published: 2023-05-10, sha256: 9b1e}
---

# Harbour towns agree to share what their coast guards see

- The two towns will share what their coast guards see. [^a1-1]
- Northport asked for six patrol boats. [^a1-3]

## Meetings

- **10 May 2023 · Ada Lind, Mayor Osei** — Commissioner Ada Lind met Mayor Osei in Northport on Wednesday. [^a1-1]
- **8 May 2023 · Lind, harbour masters** — Lind had talked with the harbour masters of both towns on Monday. [^a1-2]

## Agreements

- **10 May 2023 · Northport, Southport** — They agreed to share what their coast guards see along the strait. [^a1-1]

## Weapons requests

- **10 May 2023 · Northport → Southport** — Northport asked for six patrol boats before the winter storms. [^a1-3]

## Background

The strait is [forty miles](https://example.org/strait) long, and a *ferry* crosses it twice a day. Fishing has been poor for three years.

See [the chart](javascript:alert) too.

## Sources

[^a1-1]: Commissioner Ada Lind met Mayor Osei in Northport on Wednesday. They agreed to share what their coast guards see along the strait.

[^a1-2]: Lind had talked with the harbour masters of both towns on Monday.

[^a1-3]: Northport asked for six patrol boats before the winter storms.
`

const plain = "# Notes of a walk\n\nThe path begins at the mill. It climbs for an hour.\n\nThen there is a view. 漢字 and 👨‍👩‍👧 too.\n"

func (s *shelf) Picture(_, path string) (image.Image, error) {
	if path != "chart.png" {
		return nil, errors.New("no picture")
	}
	return image.NewRGBA(image.Rect(0, 0, 400, 200)), nil
}

func (s *shelf) OpenNamed(path string) (string, error) {
	if _, ok := s.sources[path]; ok {
		return path, nil
	}
	return "", errors.New("no such file")
}
