package library

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"readout/briefing/note/disk"
	"readout/content"
)

// List gives all briefings, those added last first, then by id. What cannot be read of
// the library is reported, and the rest is listed; an error says that nothing could be.
func (l *Library) List() ([]Item, []Problem, error) {
	dir := l.briefing("")
	if _, err := os.ReadDir(dir); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, nil, fmt.Errorf("listing the library %s: %w", dir, disk.Cause(err))
	}
	ids := l.ids()
	items := make([]Item, len(ids))
	problems := make([]error, len(ids))
	// Reading small files is waiting more than work.
	workers := 2 * runtime.GOMAXPROCS(0)
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			for i := w; i < len(ids); i += workers {
				items[i], problems[i] = l.item(ids[i])
			}
		})
	}
	wg.Wait()
	var reported []Problem
	for i, err := range problems {
		var p Problem
		switch {
		case err == nil:
		case errors.As(err, &p):
			reported = append(reported, p)
		case errors.Is(err, ErrNotFound) && !l.hasRevisions(ids[i]):
			// A folder that a crash left before there was a briefing in it.
		case errors.Is(err, ErrNotFound):
			reported = append(reported, Problem{Path: l.briefing(ids[i]), Err: errors.New("the briefing has texts and no record; open the briefing's file again to mend it")})
		default:
			reported = append(reported, Problem{Path: l.briefing(ids[i]), Err: err})
		}
	}
	items = slices.DeleteFunc(items, func(it Item) bool { return it.ID == "" })
	slices.SortFunc(items, func(a, b Item) int { return cmp.Or(b.Added.Compare(a.Added), cmp.Compare(a.ID, b.ID)) })
	return items, reported, nil
}

// Empty reports whether the library has no briefing, without reading any.
func (l *Library) Empty() bool {
	return !slices.ContainsFunc(l.ids(), func(id string) bool {
		_, err := l.files.Stat(l.briefing(id, recordFile))
		return err == nil
	})
}

// item gives one briefing. The item counts even with an error about its notes.
func (l *Library) item(id string) (Item, error) {
	r, err := l.readRecord(id)
	if err != nil {
		return Item{}, err
	}
	it := r.item()
	it.Notes, err = l.count(id)
	return it, err
}

func (l *Library) hasRevisions(id string) bool {
	entries, err := os.ReadDir(l.briefing(id, revisionsDir))
	return err == nil && len(entries) > 0
}

// minPrefix is how much of an id has to be given.
const minPrefix = 4

// Lookup finds the one briefing that s means: its id, or the id that its front matter
// gives; the path it was read from last; the beginning, of at least 4 characters, of its
// id; its title; a part of its title in any case. The error lists the briefings if there
// are several (ErrAmbiguous); it is ErrNotFound's if there is none.
func (l *Library) Lookup(s string) (Item, error) {
	s = strings.TrimSpace(s)
	if s == "" {
		return Item{}, notFound("no name was given")
	}
	if it, err := l.ByID(s); it.ID != "" || !errors.Is(err, ErrNotFound) {
		return it, err
	}
	if id := l.readPath(absolute(s)); id != "" {
		return found(l.item(id))
	}
	if len(s) >= minPrefix {
		var fit []string
		for _, id := range l.ids() {
			if strings.HasPrefix(id, strings.ToLower(s)) {
				fit = append(fit, id)
			}
		}
		if len(fit) == 1 {
			return found(l.item(fit[0]))
		}
	}
	items, _, err := l.List()
	if err != nil {
		return Item{}, err
	}
	want := strings.ToLower(s)
	for _, fits := range []func(Item) bool{
		func(it Item) bool { return len(s) >= minPrefix && strings.HasPrefix(it.ID, want) },
		func(it Item) bool { return strings.ToLower(it.Title) == want },
		func(it Item) bool { return strings.Contains(strings.ToLower(it.Title), want) },
	} {
		fit := slices.DeleteFunc(slices.Clone(items), func(it Item) bool { return !fits(it) })
		switch len(fit) {
		case 0:
		case 1:
			return fit[0], nil
		default:
			return Item{}, ambiguous(s, fit)
		}
	}
	return Item{}, notFound(s)
}

// ByID finds a briefing by its id, or by the id that its front matter gives, and by
// nothing else. ErrNotFound's error says that there is none.
func (l *Library) ByID(id string) (Item, error) {
	it, err := l.item(nameOf(id))
	if it.ID == "" && errors.Is(err, ErrNotFound) && isName(id) {
		it, err = l.item(id)
	}
	return found(it, err)
}

// ReadFrom gives the briefing that was read last from a file; ErrNotFound if none was.
func (l *Library) ReadFrom(path string) (Item, error) {
	if id := l.readPath(absolute(path)); id != "" {
		return found(l.item(id))
	}
	return Item{}, notFound(path)
}

// found gives an item; trouble with its notes is not trouble with finding it.
func found(it Item, err error) (Item, error) {
	if it.ID != "" {
		return it, nil
	}
	return it, err
}

func ambiguous(s string, fit []Item) error {
	const most = 8
	var names []string
	for _, it := range fit[:min(len(fit), most)] {
		names = append(names, fmt.Sprintf("%s (%s)", it.ID, it.Title))
	}
	if more := len(fit) - most; more > 0 {
		names = append(names, fmt.Sprintf("and %d more", more))
	}
	return fmt.Errorf("%w %q, name one by its id: %s", ErrAmbiguous, content.CleanLine(s), strings.Join(names, ", "))
}

// logs gives the paths of all authors' logs of a briefing, in order.
func (l *Library) logPaths(id string) ([]string, error) {
	dir := filepath.Join(l.dirs.Data, notesDir, id)
	entries, err := os.ReadDir(dir)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			err = nil
		}
		return nil, err
	}
	var paths []string
	for _, e := range entries {
		if strings.HasSuffix(e.Name(), logEnd) && !strings.HasPrefix(e.Name(), ".") {
			paths = append(paths, filepath.Join(dir, e.Name()))
		}
	}
	return paths, nil
}

// Stamps gives the Stamp of each briefing that there is.
func (l *Library) Stamps() map[string]string {
	stamps := map[string]string{}
	for _, id := range l.ids() {
		if stamp := l.Stamp(id); stamp != "" {
			stamps[id] = stamp
		}
	}
	return stamps
}

// Stamp gives a text that changes when a briefing or its notes do; empty where there is no
// such briefing. It is made of the sizes and times of files, so that a whole library is
// looked over fast.
func (l *Library) Stamp(id string) string {
	if !isName(id) {
		return ""
	}
	info, err := l.files.Stat(l.briefing(id, recordFile))
	if err != nil {
		return ""
	}
	var stamp strings.Builder
	fmt.Fprintf(&stamp, "%d.%d", info.Size(), info.ModTime().UnixNano())
	paths, _ := l.logPaths(id) // what cannot be read is reported where notes are read
	for _, path := range paths {
		if info, err := l.files.Stat(path); err == nil {
			fmt.Fprintf(&stamp, " %d.%d", info.Size(), info.ModTime().UnixNano())
		}
	}
	return stamp.String()
}
