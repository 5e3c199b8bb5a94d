package library

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"readout/briefing/note/disk"
	"readout/content"
)

const trashDir = "trash"

// trash gives the path of what a briefing's folder is called in the trash: ID, or ID.2 and
// so on where one of the same id was removed before.
func (l *Library) trash(name string) string { return filepath.Join(l.dirs.Data, trashDir, name) }

// Remove takes a briefing out of the library, with all its revisions, into DATA/trash, from
// where Unremove brings it back. Its notes stay where they are: if the text comes again, it
// has them. After an error the briefing is whole in one of both places.
func (l *Library) Remove(id string) error {
	if !isName(id) {
		return notFound(id)
	}
	if _, err := l.files.Stat(l.briefing(id)); errors.Is(err, fs.ErrNotExist) {
		return notFound(id)
	}
	const doing = "removing the briefing"
	unlock, err := l.files.Lock(l.briefing(id, ".lock"))
	if err != nil {
		return disk.Failure(doing, l.briefing(id), err)
	}
	defer unlock() //nolint:errcheck // it ends with the file at the latest
	if err := disk.MakeDir(l.files, l.trash("")); err != nil {
		return disk.Failure(doing, l.briefing(id), err)
	}
	name := id
	for n := 2; ; n++ {
		_, err := l.files.Stat(l.trash(name))
		if errors.Is(err, fs.ErrNotExist) {
			break
		}
		if err != nil {
			return disk.Failure(doing, l.briefing(id), err)
		}
		name = id + "." + strconv.Itoa(n)
	}
	if err := l.move(l.briefing(id), l.trash(name)); err != nil {
		return disk.Failure(doing, l.briefing(id), err)
	}
	return nil
}

// Unremove brings back the briefing of an id; where several were removed, the last. Where
// there is one of that id in the library again, it changes nothing and says so.
func (l *Library) Unremove(id string) error {
	names, err := l.removed()
	if err != nil {
		return err
	}
	last := -1
	for _, name := range names {
		if of, n := removedAs(name); of == id {
			last = max(last, n)
		}
	}
	if last < 0 {
		return fmt.Errorf("%w in the trash: %s", ErrNotFound, content.CleanLine(id))
	}
	if _, err := l.files.Stat(l.briefing(id)); err == nil {
		return fmt.Errorf("bringing back %s: the library has it again; remove that one first", id)
	}
	name := id
	if last > 1 {
		name += "." + strconv.Itoa(last)
	}
	if err := l.move(l.trash(name), l.briefing(id)); err != nil {
		return disk.Failure("bringing back the briefing", l.trash(name), err)
	}
	return nil
}

// Removed gives the briefings that are in the trash, those added last first. What cannot be
// read of it is not among them.
func (l *Library) Removed() ([]Item, error) {
	names, err := l.removed()
	if err != nil {
		return nil, err
	}
	newest := map[string]int{} // of an id that was removed several times the last comes back
	for _, name := range names {
		id, n := removedAs(name)
		newest[id] = max(newest[id], n)
	}
	said := l.said()
	var items []Item
	for _, name := range names {
		id, n := removedAs(name)
		if n < newest[id] {
			continue
		}
		r, err := l.readRecordAt(filepath.Join(l.trash(name), recordFile), id)
		if err != nil {
			continue
		}
		it := r.item()
		it.Notes, _ = l.count(id) // it is no more than a number in a list
		it.shelve(said[id])
		items = append(items, it)
	}
	slices.SortFunc(items, func(a, b Item) int { return compared(&a, &b) })
	return items, nil
}

// InTrash reports whether a briefing of an id was removed and can be brought back.
func (l *Library) InTrash(id string) bool {
	if !isName(id) {
		return false
	}
	_, err := l.files.Stat(l.trash(id)) // the first that is removed of an id is brought back last
	return err == nil
}

// LookupRemoved is Lookup in the trash: by id, the beginning of it, title, or a part of that.
func (l *Library) LookupRemoved(s string) (Item, error) {
	s = strings.TrimSpace(s)
	items, err := l.Removed()
	if err != nil {
		return Item{}, err
	}
	for _, it := range items {
		if it.ID == nameOf(s) || it.ID == s {
			return it, nil
		}
	}
	it, err := pick(s, items)
	if errors.Is(err, ErrNotFound) {
		return it, fmt.Errorf("%w in the trash: %s; readout list --removed shows those there are", ErrNotFound, content.CleanLine(s))
	}
	return it, err
}

// EmptyTrash deletes for good what was removed, and gives how many briefings that were.
// Notes are not among it.
func (l *Library) EmptyTrash() (int, error) {
	names, err := l.removed()
	for n, name := range names {
		if err := os.RemoveAll(l.trash(name)); err != nil {
			return n, disk.Failure("emptying the trash", l.trash(name), err)
		}
	}
	return len(names), err
}

// removed gives the names of what is in the trash, in order; what is not a briefing's is
// not ours.
func (l *Library) removed() ([]string, error) {
	entries, err := os.ReadDir(l.trash(""))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("reading the trash %s: %w", l.trash(""), disk.Cause(err))
	}
	var names []string
	for _, e := range entries {
		if id, _ := removedAs(e.Name()); e.IsDir() && id != "" {
			names = append(names, e.Name())
		}
	}
	return names, nil
}

// removedAs gives the id in a name in the trash, and the how manieth of that id it is, from
// 1; an empty id where it is no such name.
func removedAs(name string) (id string, n int) {
	id, number, several := strings.Cut(name, ".")
	n = 1
	if several {
		var err error
		if n, err = strconv.Atoi(number); err != nil || n < 2 || strconv.Itoa(n) != number {
			return "", 0
		}
	}
	if !isName(id) {
		return "", 0
	}
	return id, n
}

// move gives a folder its new place, on the disk too.
func (l *Library) move(from, to string) error {
	if err := l.files.Rename(from, to); err != nil {
		return err
	}
	return errors.Join(l.files.SyncDir(filepath.Dir(to)), l.files.SyncDir(filepath.Dir(from)))
}
