package library

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"readout/briefing/note"
	"readout/briefing/note/disk"
)

// Health is what Check found.
type Health struct {
	Briefings, Revisions, Notes int       // that are there, whole
	Problems                    []Problem // that are left
	Repaired                    []string  // one line each
	Conflicts                   int       // notes of which there are several versions
}

// Check reads everything in the library and tells what is damaged. With repair it mends
// what can be mended without losing anything: a briefing's record is made again of its
// texts, a torn last line of notes is ended, what killed programs left half written goes.
// Lines that are no notes go to a file beside their log; texts that are damaged stay as they
// are, and are told of.
// The error says that nothing could be read.
func (l *Library) Check(repair bool) (Health, error) {
	c := checkup{Library: l, repair: repair}
	if repair {
		defer l.touch()
	}
	ids, err := names(l.briefing(""))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return c.health, fmt.Errorf("reading the library %s: %w", l.dirs.Data, disk.Cause(err))
	}
	slices.Sort(ids)
	for _, id := range ids {
		c.briefing(id)
	}
	noted, err := l.noted()
	if err != nil {
		return c.health, fmt.Errorf("reading the notes of the library %s: %w", l.dirs.Data, disk.Cause(err))
	}
	for _, id := range noted {
		c.notes(id)
	}
	c.shelf()
	return c.health, nil
}

// shelf checks what was said of briefings as wholes.
func (c *checkup) shelf() {
	path := filepath.Join(c.dirs.Data, shelfFile)
	text, err := disk.ReadFile(c.files, path, maxShelf)
	if err != nil {
		if !errors.Is(err, fs.ErrNotExist) {
			c.found(path, err)
		}
		return
	}
	if _, bad := readSaid(text); len(bad) > 0 {
		c.found(path, fmt.Errorf("line %d cannot be read, one of %d such; what it said of a briefing (read, archived, renamed) does not count", bad[0], len(bad)))
	}
}

// checkup is one run of Check.
type checkup struct {
	*Library
	health Health
	repair bool
}

func (c *checkup) found(path string, err error) {
	c.health.Problems = append(c.health.Problems, Problem{Path: path, Err: disk.Cause(err)})
}

// mend repairs something, or tells of it.
func (c *checkup) mend(path string, what error, repair func() error) {
	if !c.repair {
		c.found(path, fmt.Errorf("%w; readout doctor --repair mends it", what))
		return
	}
	if err := repair(); err != nil {
		c.found(path, fmt.Errorf("%w, and mending it failed: %w", what, disk.Cause(err)))
		return
	}
	c.health.Repaired = append(c.health.Repaired, Problem{Path: path, Err: what}.Error())
}

// briefing checks the record and the texts of a briefing.
func (c *checkup) briefing(id string) {
	whole := c.texts(id)
	c.leftovers(c.Library.briefing(id))
	c.leftovers(c.Library.briefing(id, revisionsDir))
	path := c.Library.briefing(id, recordFile)
	r, err := c.readRecord(id)
	switch {
	case err == nil && slices.Contains(whole, r.Revision):
		c.health.Briefings++
	case len(whole) == 0:
		c.found(c.Library.briefing(id), errors.New("none of its texts is whole; open the briefing's file again"))
	case err == nil:
		c.mend(path, errors.New("its current text is damaged or gone; the latest whole one takes its place"), func() error { return c.again(id, whole) })
	default:
		c.mend(path, cmp.Or(errors.Unwrap(err), err), func() error { return c.again(id, whole) })
	}
}

// texts gives the revisions of a briefing that are there, whole, the latest last.
func (c *checkup) texts(id string) []string {
	entries, err := os.ReadDir(c.Library.briefing(id, revisionsDir))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		c.found(c.Library.briefing(id, revisionsDir), err)
	}
	var whole []string
	times := map[string]int64{}
	for _, e := range entries {
		sha, ok := strings.CutSuffix(e.Name(), revisionEnd)
		if !ok || !isRevision(sha) {
			continue
		}
		if _, err := c.readSource(c.revision(id, sha), sha); err != nil {
			c.found(c.revision(id, sha), err)
			continue
		}
		if info, err := e.Info(); err == nil {
			times[sha] = info.ModTime().UnixNano()
		}
		whole = append(whole, sha)
		c.health.Revisions++
	}
	slices.SortStableFunc(whole, func(a, b string) int { return cmp.Compare(times[a], times[b]) })
	return whole
}

// again makes the record of a briefing anew, of the latest of its texts.
func (c *checkup) again(id string, whole []string) error {
	latest := whole[len(whole)-1]
	src, err := c.readSource(c.revision(id, latest), latest)
	if err != nil {
		return err
	}
	_, err = c.keep(id, src, "", latest)
	if err == nil {
		c.health.Briefings++
	}
	return err
}

// leftovers looks for what killed programs left half written in a folder.
func (c *checkup) leftovers(dir string) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return // the folder itself is somebody else's finding
	}
	for _, e := range entries {
		if path := filepath.Join(dir, e.Name()); disk.IsHalfWritten(e.Name()) {
			c.mend(path, errors.New("half written by a program that was killed"), func() error { return c.files.Remove(path) })
		}
	}
}

// notes checks the logs of a briefing.
func (c *checkup) notes(id string) {
	paths, err := c.logPaths(id)
	if err != nil {
		c.found(c.logFolders(id)[0], err)
		return
	}
	if _, err := c.readRecord(id); errors.Is(err, ErrNotFound) && len(paths) > 0 && !c.hasRevisions(id) {
		c.found(filepath.Dir(paths[0]), errors.New("notes on a briefing that is not in the library; open its file again and they are there"))
	}
	for _, path := range paths {
		c.log(path, paths)
	}
	if c.repair {
		paths, _ = c.logPaths(id) // as they were, but for copies
	}
	notes, problems := note.ReadAll(c.files, paths...)
	c.health.Notes += len(notes)
	c.health.Problems = append(c.health.Problems, problems...)
	for i := range notes {
		if len(notes[i].Rivals) > 0 {
			c.health.Conflicts++
		}
	}
}

// log checks one log, or a copy of one.
func (c *checkup) log(path string, all []string) {
	torn, err := note.Torn(c.files, path)
	if err != nil {
		return // reading the notes tells
	}
	open := func(do func(*note.Log) error) func() error {
		return func() error {
			log, err := c.Library.log(path)
			if err != nil {
				return err
			}
			return do(log)
		}
	}
	if torn {
		c.mend(path, errors.New("its last line was torn off by a crash"), open((*note.Log).EndLine))
	}
	if marked, err := note.Marked(c.files, path); err == nil && marked && c.repair { // otherwise reading the notes tells
		c.mend(path, errors.New("git marked in it what it could not merge"), open((*note.Log).TakeMarks))
	}
	if author, isCopy := c.owner(path, all); isCopy {
		log := filepath.Join(filepath.Dir(path), author+logEnd)
		c.mend(path, fmt.Errorf("a copy of %s that a synchronising program made; its notes are read with those", filepath.Base(log)),
			func() error { return c.fold(path, log) })
		return
	}
	if c.repair { // otherwise reading the notes tells
		c.setAside(path)
	}
}

// setAside takes lines that are no notes out of a log, into a file beside it.
func (c *checkup) setAside(path string) {
	log, err := c.Library.log(path)
	lines := 0
	if err == nil {
		lines, err = log.SetAside()
	}
	switch {
	case err != nil:
		c.found(path, err)
	case lines > 0:
		what := fmt.Errorf("lines that are no notes, %d of them, were taken to %s", lines, filepath.Base(path)+note.AsideEnd)
		c.health.Repaired = append(c.health.Repaired, Problem{Path: path, Err: what}.Error())
	}
}
