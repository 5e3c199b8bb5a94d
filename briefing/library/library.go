// Package library knows where everything lies on disk: briefings with all their
// revisions, readers' notes, reading positions.
//
//	DATA/briefings/ID/briefing.json              title, date, sources, sections, revisions
//	DATA/briefings/ID/revisions/SHA256.md.gz     each text that was ever kept
//	DATA/trash/ID                                briefings that were removed, see Remove
//	DATA/notes/ID/AUTHOR.jsonl                   see package note
//	DATA/paths/SHA256.json                       which briefing was read from a path
//	STATE/briefings/ID/position.json             where the reader is; may be lost
//	STATE/locks/SHA256.lock                      of logs that lie elsewhere
//	CACHE/list                                   what was listed last; can be made again
//
// Where Dirs.Notes names a folder, new notes are written to NOTES/ID/AUTHOR.jsonl.
//
// Names of folders and files are made here alone (see nameOf): what a document or a user
// calls itself never becomes a path. Reading needs no lock and changes nothing, so a
// library on a read-only disk can be read; nothing is created before something is kept.
//
// What a briefing says is for package briefing, what it looks like for the screen.
package library

import (
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"time"

	"readout/briefing/note"
	"readout/briefing/note/disk"
	"readout/content"
)

// Dirs are the folders of a library. Data is worth a backup, State may be lost, Cache is
// made again; without one List reads everything every time. Notes is where notes are
// written instead of Data; a relative one lies beside the file that a briefing was read
// from. Notes that lie in Data are read all the same.
type Dirs struct{ Data, State, Cache, Notes string }

// Library is a library of briefings. Its methods may be called from several goroutines,
// and several programs may use one library at the same time.
type Library struct {
	dirs  Dirs
	now   time.Time
	files disk.Files

	mu   sync.Mutex
	logs map[string]*note.Log // by path
	near map[string]filePath  // files that were read, by the id of their briefing
}

// Item is a briefing as it is listed. Its texts have no control characters; its paths
// are as the file system has them, and go through content.CleanLine to be shown.
type Item struct {
	ID         string // also the name of its folders: lower-case letters, digits, "-", "_", "~"
	Title      string // never empty
	Path       string // absolute, of the file it was read from last; empty if from none
	Published  content.Date
	Publishers []string
	Articles   []Article      // that it was made of
	Sections   []SectionCount // the first 500, in document order
	Added      time.Time      // UTC
	Revision   string         // of the current text: sha256 in hex
	Notes      int
	Read       bool // the reader has opened it, or said so
	Archived   bool // it is to be off the list
	// Elsewhere names other files that were kept under this id and whose text is
	// another one: two files claim to be one briefing. Their texts are among its
	// revisions.
	Elsewhere []string
}

// Article is what a briefing says of one that it was made of.
type Article struct{ Title, URL string }

// SectionCount is a section with the number of its entries.
type SectionCount struct {
	Key     string `json:"key"`
	Title   string `json:"title"`
	Entries int    `json:"entries"`
}

// Problem is something in the library that could not be read and was left as it is.
type Problem = note.Problem

// Errors of what is asked for, to be matched with errors.Is.
var (
	ErrNotFound  = errors.New("no such briefing")
	ErrAmbiguous = errors.New("several briefings fit")
)

// Option changes how a Library works.
type Option func(*Library)

// WithFiles makes a Library write to another file system than the machine's.
func WithFiles(f disk.Files) Option { return func(l *Library) { l.files = f } }

// Open gives the library in two folders, which need not be there. now is what Added says
// of briefings that are kept.
func Open(dirs Dirs, now time.Time, options ...Option) (*Library, error) {
	l := &Library{now: now.UTC(), files: disk.System{}, logs: map[string]*note.Log{}, near: map[string]filePath{}}
	if dirs.Notes != "" {
		l.dirs.Notes = filepath.Clean(dirs.Notes)
	}
	for _, d := range []struct {
		name      string
		from, abs *string
	}{{"data", &dirs.Data, &l.dirs.Data}, {"state", &dirs.State, &l.dirs.State}} {
		if *d.from == "" {
			return nil, fmt.Errorf("opening the library: no folder for its %s is named", d.name)
		}
		abs, err := filepath.Abs(*d.from)
		if err != nil {
			return nil, fmt.Errorf("opening the library %s: %w", *d.from, err)
		}
		*d.abs = abs
	}
	if dirs.Cache != "" {
		abs, err := filepath.Abs(dirs.Cache)
		if err != nil {
			return nil, fmt.Errorf("opening the library %s: %w", dirs.Cache, err)
		}
		l.dirs.Cache = abs
	}
	for _, o := range options {
		o(l)
	}
	return l, nil
}

// The names of folders and files. Every id has gone through nameOf or isName.
const (
	briefingsDir = "briefings"
	notesDir     = "notes"
	pathsDir     = "paths"
	revisionsDir = "revisions"
	recordFile   = "briefing.json"
	revisionEnd  = ".md.gz"
	logEnd       = ".jsonl"
)

func (l *Library) briefing(id string, below ...string) string {
	return filepath.Join(append([]string{l.dirs.Data, briefingsDir, id}, below...)...)
}

func (l *Library) revision(id, sha string) string {
	return l.briefing(id, revisionsDir, sha+revisionEnd)
}

func notFound(what string) error {
	return fmt.Errorf("%w in the library: %s; readout list shows those there are", ErrNotFound, content.CleanLine(what))
}
