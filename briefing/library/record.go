package library

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"readout/briefing"
	"readout/briefing/note/disk"
	"readout/content"
)

// record is briefing.json.
type record struct {
	Format    int            `json:"format"` // 1
	ID        string         `json:"id"`
	Declared  string         `json:"declared_id,omitempty"` // by the front matter, where that is no name
	Title     string         `json:"title"`
	Published date           `json:"published,omitzero"`
	Sources   []source       `json:"sources,omitempty"`
	Sections  []SectionCount `json:"sections,omitempty"`
	Added     time.Time      `json:"added"`
	Path      filePath       `json:"path,omitempty"`
	Revision  string         `json:"revision"`
	Revisions []Revision     `json:"revisions"`
	Files     []file         `json:"files,omitempty"`     // it was read from, the latest first
	Elsewhere []filePath     `json:"elsewhere,omitempty"` // see Item
}

type date struct {
	Value     string            `json:"value,omitempty"`
	Certainty content.Certainty `json:"certainty,omitempty"`
	Words     string            `json:"words,omitempty"`
}

func dateOf(d content.Date) date { return date{short(d.Value), d.Certainty, short(d.Words)} }

type source struct {
	Title     string `json:"title,omitempty"`
	Publisher string `json:"publisher,omitempty"`
	URL       string `json:"url,omitempty"`
	Published date   `json:"published,omitzero"`
	SHA256    string `json:"sha256,omitempty"`
}

// Revision is a text that a briefing has had.
type Revision struct {
	SHA256 string    `json:"sha256"` // of the text, in hex
	Added  time.Time `json:"added"`
}

// file is what a file had when it was read last.
type file struct {
	Path     filePath `json:"path"`
	Revision string   `json:"revision"`
}

// The bounds of what is read of a briefing.json and kept in one.
const (
	maxRecord  = 16 << 20
	maxFiles   = 32
	maxSources = 200
	maxCounts  = 500 // of sections
	maxText    = 300 // bytes of a title, a name, an address
)

// short cuts a text that is only shown in lists.
func short(s string) string {
	if len(s) <= maxText {
		return s
	}
	return strings.ToValidUTF8(s[:maxText], "") + "…"
}

// readRecord reads briefing.json. The error is ErrNotFound's where there is none.
func (l *Library) readRecord(id string) (*record, error) {
	if !isName(id) {
		return nil, notFound(id)
	}
	return l.readRecordAt(l.briefing(id, recordFile), id)
}

func (l *Library) readRecordAt(path, id string) (*record, error) {
	text, err := disk.ReadFile(l.files, path, maxRecord)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, notFound(id)
	}
	var r record
	if err == nil {
		err = r.parse(text, id)
	}
	if err == nil {
		return &r, nil
	}
	return nil, Problem{Path: path, Err: disk.Cause(err)}
}

// errDamaged says that a record does not say what a record says.
var errDamaged = errors.New("the briefing's record is damaged; open the briefing's file again to mend it")

// parse reads the record of a briefing.
func (r *record) parse(text []byte, id string) error {
	err := json.Unmarshal(text, r)
	switch {
	case err != nil:
		return fmt.Errorf("%w: %w", errDamaged, err)
	case r.ID != id:
		return fmt.Errorf("%w: it is that of another one, %q", errDamaged, r.ID)
	case !isRevision(r.Revision):
		return fmt.Errorf("%w: it names no revision", errDamaged)
	}
	return nil
}

func (l *Library) writeRecord(r *record) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(r); err != nil {
		return err
	}
	defer l.touch()
	return disk.WriteFile(l.files, l.briefing(r.ID, recordFile), b.Bytes())
}

// describe takes over what a text says.
func (r *record) describe(b *briefing.Briefing) {
	r.Declared = ""
	if b.ID != "" && b.ID != r.ID {
		r.Declared = content.CleanLine(short(b.ID))
	}
	r.Title = b.Title
	for _, s := range b.Sections {
		if s.Level > 0 { // what stands before the first heading has no title of its own
			r.Title = cmp.Or(r.Title, s.Title)
		}
	}
	r.Title = cmp.Or(r.Title, strings.TrimSuffix(filepath.Base(string(r.Path)), filepath.Ext(string(r.Path))))
	r.Title = short(r.Title)
	r.Published = dateOf(b.Published)
	r.Sources, r.Sections = nil, nil
	for _, s := range b.Sources[:min(len(b.Sources), maxSources)] {
		r.Sources = append(r.Sources, source{short(s.Title), short(s.Publisher), short(s.URL), dateOf(s.Published), short(s.SHA256)})
	}
	for _, s := range b.Sections[:min(len(b.Sections), maxCounts)] {
		r.Sections = append(r.Sections, SectionCount{short(s.Key), short(s.Title), len(s.Entries)})
	}
}

// from takes over the file that the current revision was read from.
func (r *record) from(path filePath, files disk.Files) {
	if path != "" {
		r.Path = path
		r.Files = slices.DeleteFunc(r.Files, func(f file) bool { return f.Path == path })
		r.Files = slices.Insert(r.Files, 0, file{path, r.Revision})
		r.Files = r.Files[:min(len(r.Files), maxFiles)]
	}
	r.Elsewhere = r.elsewhere(path, func() string { return r.Revision }, files)
}

// elsewhere gives the files other than that at a path whose text is another revision.
func (r *record) elsewhere(path filePath, revision func() string, files disk.Files) (others []filePath) {
	for _, f := range r.Files {
		if f.Path == path {
			continue
		}
		if _, err := files.Stat(string(f.Path)); err != nil || f.Revision == revision() { // what was moved away claims nothing
			continue
		}
		others = append(others, f.Path)
	}
	return others
}

// Elsewhere gives what Item.Elsewhere will be once a text that was read from a path is kept.
func (l *Library) Elsewhere(id string, src []byte, from string) []string {
	r, err := l.readRecord(id)
	if err != nil {
		return nil
	}
	var others []string
	for _, path := range r.elsewhere(absolute(from), sync.OnceValue(func() string { return briefing.Revision(src) }), l.files) {
		others = append(others, string(path))
	}
	return others
}

// item gives the record as it is listed, without the number of notes.
func (r *record) item() Item {
	it := Item{
		ID: r.ID, Title: content.CleanLine(r.Title), Path: string(r.Path), Published: content.Date(r.Published),
		Added: r.Added, Revision: r.Revision,
	}
	for _, path := range r.Elsewhere {
		it.Elsewhere = append(it.Elsewhere, string(path))
	}
	if strings.TrimSpace(it.Title) == "" || r.Title == "." {
		it.Title = "Untitled"
	}
	it.Published.Value = content.CleanLine(it.Published.Value)
	it.Published.Words = content.CleanLine(it.Published.Words)
	for _, s := range r.Sources {
		it.Articles = append(it.Articles, Article{content.CleanLine(s.Title), content.CleanLine(s.URL)})
		if p := content.CleanLine(s.Publisher); p != "" && !slices.Contains(it.Publishers, p) {
			it.Publishers = append(it.Publishers, p)
		}
	}
	for _, s := range r.Sections {
		it.Sections = append(it.Sections, SectionCount{content.CleanLine(s.Key), content.CleanLine(s.Title), s.Entries})
	}
	return it
}
