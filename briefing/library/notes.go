package library

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"

	"readout/briefing/note"
	"readout/briefing/note/disk"
)

// Notes gives the notes on a briefing from all authors' logs, as note.ReadAll does.
func (l *Library) Notes(id string) ([]note.Note, []Problem, error) {
	return l.readNotes(id, note.ReadAll)
}

// Latest is Notes with those that were deleted: their newest revision says so.
func (l *Library) Latest(id string) ([]note.Note, []Problem, error) {
	return l.readNotes(id, note.ReadLatest)
}

func (l *Library) readNotes(id string, read func(disk.Files, ...string) ([]note.Note, []Problem)) ([]note.Note, []Problem, error) {
	if !isName(id) {
		return nil, nil, notFound(id)
	}
	paths, err := l.logPaths(id)
	if err != nil {
		return nil, nil, fmt.Errorf("reading the notes on briefing %s: %w", id, err)
	}
	notes, problems := read(l.files, paths...)
	return notes, problems, nil
}

// Placements gives what became of the places of a briefing's notes in other revisions than
// those they were made on, from all authors' logs.
func (l *Library) Placements(id string) []note.Placement {
	if !isName(id) {
		return nil
	}
	paths, err := l.logPaths(id)
	if err != nil {
		return nil
	}
	return note.Placements(l.files, paths...)
}

// Append adds revisions of notes on a briefing to an author's log. It returns nil only
// when they are on the disk; after an error none of them is in the log. See
// note.Log.Append.
func (l *Library) Append(id, author string, notes ...note.Note) error {
	log, err := l.logOf(id, author)
	if err != nil {
		return err
	}
	isBare := func(n note.Note) bool { return n.Briefing == "" && n.Foreign == nil } // another program's note is about what it says
	if slices.ContainsFunc(notes, isBare) {
		notes = slices.Clone(notes)
		for i := range notes {
			if isBare(notes[i]) {
				notes[i].Briefing = id
			}
		}
	}
	defer l.touch()
	return log.Append(notes...)
}

// Place adds placements to an author's log, as Append does notes.
func (l *Library) Place(id, author string, events ...note.Placement) error {
	log, err := l.logOf(id, author)
	if err != nil {
		return err
	}
	return log.Place(events...)
}

// logOf gives the log of an author's notes on a briefing that is in the library.
func (l *Library) logOf(id, author string) (*note.Log, error) {
	if !isName(id) {
		return nil, notFound(id)
	}
	if _, err := l.files.Stat(l.briefing(id, recordFile)); err != nil {
		return nil, fmt.Errorf("saving notes: %w", notFound(id))
	}
	path := l.logPath(id, nameOf(cmp.Or(author, "reader")))
	if err := mustBeFolder(filepath.Dir(path)); err != nil {
		return nil, disk.Failure("saving a note in", path, err)
	}
	return l.log(path)
}

func (l *Library) log(path string) (*note.Log, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if log, ok := l.logs[path]; ok {
		return log, nil
	}
	log, err := note.OpenLog(path, note.WithFiles(l.files), note.WithLock(l.lockOf(path)))
	if err == nil {
		l.logs[path] = log
	}
	return log, err
}

// count gives the number of notes on a briefing.
func (l *Library) count(id string) (int, error) {
	if !isName(id) {
		return 0, notFound(id)
	}
	paths, err := l.logPaths(id)
	if err != nil {
		return 0, fmt.Errorf("counting the notes on briefing %s: %w", id, err)
	}
	return note.Count(l.files, paths...), nil
}
