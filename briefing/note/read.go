package note

import (
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strconv"

	"readout/briefing/note/disk"
	"readout/content"
)

// Problem is something that could not be read and was left as it is: a line of a log, or
// (Line 0) a whole file.
type Problem struct {
	Path string
	Line int // from 1
	Err  error
}

// Error gives one line: the place and what is wrong there. It has no control characters.
func (p Problem) Error() string {
	at := content.CleanLine(p.Path)
	if p.Line > 0 {
		at += ":" + strconv.Itoa(p.Line)
	}
	return at + ": " + content.CleanLine(p.Err.Error())
}

// Unwrap gives what is wrong.
func (p Problem) Unwrap() error { return p.Err }

// maxProblems bounds what is said of one file that is damaged all over.
const maxProblems = 50

// Read gives the notes of a log: of each the newest revision (the highest; of two of one
// number the line that stands later, with the other as a rival), without those that were deleted, in order of
// Created, then ID. A line that is no note is skipped and reported; it stays in the file.
// A file that is not there is a log without notes.
func Read(path string) ([]Note, []Problem, error) {
	var all newest
	problems, err := all.read(disk.System{}, path)
	if err != nil {
		return nil, nil, fmt.Errorf("reading the notes in %s: %w", path, disk.Cause(err))
	}
	return all.list(), problems, nil
}

// ReadAll gives the notes of several logs, one an author, as Read does; a log that cannot
// be read is a Problem. Of two revisions of one number in different logs that counts
// which was modified last, then that of the log named later; the other is among its Rivals
// if it says something else.
func ReadAll(files disk.Files, paths ...string) ([]Note, []Problem) {
	notes, problems := ReadLatest(files, paths...)
	return slices.DeleteFunc(notes, func(n Note) bool { return n.Deleted }), problems
}

// ReadLatest is ReadAll with the notes that were deleted, whose newest revision says so.
func ReadLatest(files disk.Files, paths ...string) ([]Note, []Problem) {
	var all newest
	var problems []Problem
	for _, path := range paths {
		var one newest
		found, err := one.read(files, path)
		if err != nil {
			found = []Problem{{path, 0, fmt.Errorf("its notes cannot be read: %w", disk.Cause(err))}}
		}
		problems = append(problems, found...)
		if all.at == nil {
			all = one
			continue
		}
		for i := range one.notes {
			all.add(one.notes[i], func(n, old *Note) bool { return !old.Modified.After(n.Modified) })
		}
	}
	return all.sorted(), problems
}

// newest holds the newest revision of each note.
type newest struct {
	notes      []Note
	at         map[string]int
	events     bool // placements are wanted, and no notes
	placements []Placement
}

// add takes n over unless there is a higher revision of it. Of two of one revision that say
// different things the one that beats the other is shown, and the other is its rival.
func (s *newest) add(n Note, beats func(n, old *Note) bool) {
	if s.at == nil {
		s.at = map[string]int{}
	}
	i, ok := s.at[n.ID]
	switch {
	case !ok:
		s.at[n.ID] = len(s.notes)
		s.notes = append(s.notes, n)
	case n.Revision > s.notes[i].Revision:
		s.notes[i] = n
	case n.Revision == s.notes[i].Revision:
		s.notes[i] = joined(&n, &s.notes[i], beats)
	}
}

func (s *newest) list() []Note {
	return slices.DeleteFunc(s.sorted(), func(n Note) bool { return n.Deleted })
}

func (s *newest) sorted() []Note {
	slices.SortFunc(s.notes, func(a, b Note) int { return cmp.Or(a.Created.Compare(b.Created), cmp.Compare(a.ID, b.ID)) })
	return s.notes
}

// read takes over the notes of one log.
func (s *newest) read(files disk.Files, path string) (problems []Problem, err error) {
	if err := mustBeFile(path); err != nil {
		return nil, err
	}
	f, err := files.OpenFile(path, os.O_RDONLY, 0)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if info, err := f.Stat(); err != nil {
		return nil, err
	} else if info.Size() > maxLog {
		return nil, fmt.Errorf("the file is longer than %d MB", maxLog>>20)
	}
	r := bufio.NewReaderSize(f, 64<<10)
	more := 0
	var line []byte
	for number, last := 1, false; !last; number++ {
		line, err = readLine(r, line[:0])
		last = errors.Is(err, io.EOF)
		switch {
		case errors.Is(err, errLong):
		case err != nil && !last:
			return nil, err
		default:
			err = s.take(line, number, last)
		}
		switch {
		case err == nil:
		case len(problems) < maxProblems:
			problems = append(problems, Problem{path, number, err})
		default:
			more++
		}
	}
	if more > 0 {
		problems = append(problems, Problem{path, 0, fmt.Errorf("and %d more lines that are not notes", more)})
	}
	return problems, nil
}

// take takes over the note on a line; blank lines have none.
func (s *newest) take(line []byte, number int, last bool) error {
	if number == 1 {
		line = bytes.TrimPrefix(line, []byte("\xef\xbb\xbf"))
	}
	line = bytes.TrimSpace(line)
	if len(line) == 0 {
		return nil
	}
	if p, ok := decodePlacement(line); ok || s.events {
		if ok && s.events {
			s.placements = append(s.placements, p)
		}
		return nil
	}
	if isMergeMark(line) {
		return errMark
	}
	var n Note
	err := n.UnmarshalJSON(line)
	switch {
	case err == nil:
		s.add(n, func(*Note, *Note) bool { return true })
		return nil
	case last:
		return fmt.Errorf("the line ends too early and is skipped; it stays in the file: %w", err)
	}
	return fmt.Errorf("the line is not a note and is skipped; it stays in the file: %w", err)
}

// errMark is about what is nobody's note: those on both sides of it are read.
var errMark = errors.New("git marks here what it could not merge; the notes on both sides are read, and readout doctor --repair takes the marks away")

var errLong = fmt.Errorf("the line is longer than %d MB and is skipped; it stays in the file", maxLine>>20)

// readLine gives the next line without its line feed, in the room of an earlier one that is
// done with. The error is io.EOF with the last line, errLong for one that was passed over.
func readLine(r *bufio.Reader, line []byte) ([]byte, error) {
	long := false
	for {
		part, err := r.ReadSlice('\n')
		if long = long || len(line)+len(part) > maxLine+1; !long {
			line = append(line, part...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
		case long && (err == nil || errors.Is(err, io.EOF)):
			return nil, errLong // at the end the next call gives io.EOF again
		default:
			return bytes.TrimSuffix(line, []byte("\n")), err
		}
	}
}
