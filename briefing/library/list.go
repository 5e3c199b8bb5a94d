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
	"strconv"
	"strings"
	"sync"

	"readout/briefing"
	"readout/briefing/note/disk"
	"readout/content"
)

// List gives all briefings, those added last first; of those that came at the same time, as
// the items of a feed do, the newest first. What cannot be read of
// the library is reported, and the rest is listed; an error says that nothing could be.
// It looks at every briefing's files, and reads those that are not as they were when it
// listed them last.
func (l *Library) List() ([]Item, []Problem, error) {
	dir := l.briefing("")
	mark := l.mark()
	ids, err := names(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, nil, fmt.Errorf("listing the library %s: %w", dir, disk.Cause(err))
	}
	stamps := l.stampsOf(ids)
	known, _ := l.readListing(listingFile, "")
	at := make(map[string]int, len(known.items))
	for i := range known.items {
		at[known.items[i].ID] = i
	}
	items := make([]Item, len(ids))
	problems := make([]error, len(ids))
	fresh := make([]bool, len(ids))
	eachOf(len(ids), func(i int) {
		if k, ok := at[ids[i]]; ok && stamps[i] != "" && known.stamps[k] == stamps[i] {
			items[i] = known.items[k]
			return
		}
		fresh[i] = true
		items[i], problems[i] = l.item(ids[i])
	})
	now := listing{mark: mark}
	var reported []Problem
	for i, err := range problems {
		if p := l.problem(ids[i], err); p != nil {
			reported = append(reported, *p)
			now.mark = ""
			stamps[i] = "" // what is wrong with it is found again
		}
	}
	order := make([]int, 0, len(ids))
	for i := range items {
		if items[i].ID != "" {
			order = append(order, i)
		}
	}
	slices.SortFunc(order, func(i, k int) int { return compared(&items[i], &items[k]) })
	now.items, now.stamps = make([]Item, len(order)), make([]string, len(order))
	for n, i := range order {
		now.items[n], now.stamps[n] = items[i], stamps[i]
	}
	slices.SortFunc(reported, func(a, b Problem) int { return cmp.Compare(a.Path, b.Path) })
	if len(now.items) > 0 && (now.mark != known.mark || len(now.items) != len(known.items) || slices.Contains(fresh, true)) {
		l.writeListings(&now)
	}
	return l.shelved(now.items), reported, nil
}

// compared says which of two briefings comes first in a list.
func compared(a, b *Item) int {
	return cmp.Or(b.Added.Compare(a.Added), cmp.Compare(b.Published.Value, a.Published.Value), cmp.Compare(a.ID, b.ID))
}

// problem gives what is to be reported of an error about a briefing, if anything is.
func (l *Library) problem(id string, err error) *Problem {
	var p Problem
	switch {
	case err == nil:
		return nil
	case errors.As(err, &p):
		return &p
	case errors.Is(err, ErrNotFound) && !l.hasRevisions(id):
		return nil // a folder that a crash left before there was a briefing in it
	case errors.Is(err, ErrNotFound):
		err = errors.New("the briefing has texts and no record; open the briefing's file again to mend it")
	}
	return &Problem{Path: l.briefing(id), Err: err}
}

// eachOf does something for all numbers below n, several at a time: reading small files is
// waiting more than work.
func eachOf(n int, do func(i int)) {
	workers := 2 * runtime.GOMAXPROCS(0)
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			for i := w; i < n; i += workers {
				do(i)
			}
		})
	}
	wg.Wait()
}

// names gives the names of briefings in a folder, in no order.
func names(dir string) ([]string, error) {
	f, err := os.Open(dir)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	all, err := f.Readdirnames(-1)
	return slices.DeleteFunc(all, func(name string) bool { return !isName(name) }), err
}

// Empty reports whether the library has no briefing, without looking at more than the
// first there is.
func (l *Library) Empty() bool {
	dir, err := os.Open(l.briefing(""))
	if err != nil {
		return true
	}
	defer dir.Close()
	for {
		some, err := dir.Readdirnames(16)
		if slices.ContainsFunc(some, func(id string) bool {
			_, err := l.files.Stat(l.briefing(id, recordFile))
			return isName(id) && err == nil
		}) {
			return false
		}
		if err != nil {
			return true
		}
	}
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
// gives; the path it was read from last, or a file of it that was moved since; the beginning, of at least 4 characters, of its
// id; its title; a part of its title in any case. The error lists the briefings if there
// are several (ErrAmbiguous); it is ErrNotFound's if there is none.
func (l *Library) Lookup(s string) (Item, error) {
	it, err := l.lookup(strings.TrimSpace(s))
	if it.ID != "" {
		it.shelve(l.saidOf(it.ID))
	}
	return it, err
}

func (l *Library) lookup(s string) (Item, error) {
	if s == "" {
		return Item{}, notFound("no name was given")
	}
	if it, err := l.ByID(s); it.ID != "" || !errors.Is(err, ErrNotFound) {
		return it, err
	}
	if id := l.readPath(absolute(s)); id != "" {
		return found(l.item(id))
	}
	if id := l.ofFile(absolute(s)); id != "" {
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
	return pick(s, items)
}

// pick finds the one item that s means, by the beginning of its id or by its title.
func pick(s string, items []Item) (Item, error) {
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
// ofFile gives the briefing of the library that a file is of which was moved or renamed since
// it was read: that which its front matter names, or that which has its text; empty if none.
func (l *Library) ofFile(path filePath) string {
	if info, err := l.files.Stat(string(path)); err != nil || !info.Mode().IsRegular() {
		return ""
	}
	src, err := disk.ReadFile(l.files, string(path), maxSource)
	if err != nil {
		return ""
	}
	id := declared(src)
	if id == "" {
		return l.withText(briefing.Revision(src))
	}
	if _, err := l.readRecord(nameOf(id)); err != nil {
		return ""
	}
	return nameOf(id)
}

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

// Stamps gives the Stamp of each briefing that there is.
func (l *Library) Stamps() map[string]string {
	ids, _ := names(l.briefing("")) // what cannot be read is reported where it is listed
	all := make(map[string]string, len(ids))
	for i, stamp := range l.stampsOf(ids) {
		if stamp != "" {
			all[ids[i]] = stamp
		}
	}
	return all
}

// stampsOf gives the stamps of briefings.
func (l *Library) stampsOf(ids []string) []string {
	with, err := l.noted()
	noted := make(map[string]bool, len(with))
	for _, id := range with {
		noted[id] = true
	}
	stamps := make([]string, len(ids))
	eachOf(len(ids), func(i int) { stamps[i] = l.stamp(ids[i], err != nil || noted[ids[i]]) })
	return stamps
}

// Stamp gives a text that changes when a briefing or its notes do; empty where there is no
// such briefing. It is made of the sizes and times of files, so that a whole library is
// looked over fast.
func (l *Library) Stamp(id string) string {
	if !isName(id) {
		return ""
	}
	return l.stamp(id, true)
}

func (l *Library) stamp(id string, noted bool) string {
	info, err := l.files.Stat(l.dirs.Data + string(filepath.Separator) + briefingsDir + string(filepath.Separator) + id + string(filepath.Separator) + recordFile)
	if err != nil {
		return ""
	}
	stamp := appendStamp(make([]byte, 0, 48), info)
	if noted {
		paths, _ := l.logPaths(id) // what cannot be read is reported where notes are read
		for _, path := range paths {
			if info, err := l.files.Stat(path); err == nil {
				stamp = appendStamp(append(stamp, ' '), info)
			}
		}
	}
	return string(stamp)
}

func appendStamp(to []byte, info fs.FileInfo) []byte {
	to = append(strconv.AppendInt(to, info.Size(), 10), '.')
	return strconv.AppendInt(to, info.ModTime().UnixNano(), 10)
}
