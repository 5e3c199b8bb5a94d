package library

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"readout/briefing/note/disk"
)

// locksDir has the locks of logs that lie outside the library: a lock file among what is
// synchronised or committed would be in everybody's way.
const locksDir = "locks"

// logFolders gives the folders that a briefing's logs lie in, first that in which new notes
// are written. Where notes lie beside briefings these are the folders of all files that
// the briefing was read from, so that one that was moved keeps its notes; the library's own
// folder comes last, with what was noted before.
func (l *Library) logFolders(id string) []string {
	own := filepath.Join(l.dirs.Data, notesDir, id)
	switch {
	case l.dirs.Notes == "":
		return []string{own}
	case filepath.IsAbs(l.dirs.Notes):
		return []string{filepath.Join(l.dirs.Notes, id), own}
	}
	var folders []string
	for _, path := range l.filesOf(id) {
		beside := filepath.Dir(path)
		folder := filepath.Join(beside, l.dirs.Notes, id)
		if info, err := os.Stat(beside); err == nil && info.IsDir() && !slices.Contains(folders, folder) {
			folders = append(folders, folder)
		}
	}
	return append(folders, own)
}

// filesOf gives the files that a briefing was read from, the latest first.
func (l *Library) filesOf(id string) []string {
	l.mu.Lock()
	path := l.near[id]
	l.mu.Unlock()
	var files []string
	if path != "" {
		files = append(files, string(path))
	}
	if r, err := l.readRecord(id); err == nil {
		if r.Path != "" {
			files = append(files, string(r.Path))
		}
		for _, f := range r.Files {
			files = append(files, string(f.Path))
		}
	}
	return files
}

// remember keeps which file a briefing is being read from: its notes may lie beside it, and
// it may not be in the library yet.
func (l *Library) remember(id string, path filePath) {
	if path == "" || l.dirs.Notes == "" {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.near[id] = path
}

// logPaths gives the paths of all authors' logs of a briefing, in order, with the copies of
// them that synchronising programs have made.
func (l *Library) logPaths(id string) ([]string, error) {
	var paths []string
	for _, dir := range l.logFolders(id) {
		entries, err := readFolder(dir)
		if err != nil {
			return paths, err
		}
		for _, e := range entries {
			if strings.HasSuffix(e.Name(), logEnd) && !strings.HasPrefix(e.Name(), ".") {
				paths = append(paths, filepath.Join(dir, e.Name()))
			}
		}
	}
	return paths, nil
}

// readFolder gives what lies in a folder, nothing where there is none. A link in its place
// leads to where notes of this briefing do not belong.
func readFolder(dir string) ([]fs.DirEntry, error) {
	if err := mustBeFolder(dir); err != nil {
		return nil, err
	}
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return entries, err
}

func mustBeFolder(dir string) error {
	info, err := os.Lstat(dir)
	if err == nil && !info.IsDir() {
		return &fs.PathError{Op: "open", Path: dir, Err: errors.New("it is no folder but a file or a link; move it away")}
	}
	return nil
}

// logPath gives the path of an author's log, which need not be there.
func (l *Library) logPath(id, author string) string {
	return filepath.Join(l.logFolders(id)[0], author+logEnd)
}

// lockOf gives the file that stands for the lock of a log.
func (l *Library) lockOf(path string) string {
	if below, err := filepath.Rel(l.dirs.Data, path); err == nil && filepath.IsLocal(below) {
		return path + ".lock"
	}
	dir, name := filepath.Split(path)
	if target, err := filepath.EvalSymlinks(dir); err == nil { // two ways to one folder are one log
		path = filepath.Join(target, name)
	}
	sum := sha256.Sum256([]byte(path))
	return filepath.Join(l.dirs.State, locksDir, hex.EncodeToString(sum[:])+".lock")
}

// noted gives the ids of the briefings that may have notes, in order.
func (l *Library) noted() ([]string, error) {
	ids, err := names(filepath.Join(l.dirs.Data, notesDir))
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	switch {
	case l.dirs.Notes == "":
	case filepath.IsAbs(l.dirs.Notes):
		more, besides := names(l.dirs.Notes)
		if besides != nil && !errors.Is(besides, fs.ErrNotExist) {
			err = cmp.Or(err, besides)
		}
		ids = append(ids, more...)
	default:
		ids = append(ids, l.ids()...)
	}
	slices.Sort(ids)
	return slices.Compact(ids), err
}

// owner tells whose log a file is, by its path and those of the other logs of the briefing:
// the name of the log's file without its end, and whether it is a copy of that log which a
// synchronising program has made, because the log was changed in two places.
func (l *Library) owner(path string, all []string) (author string, isCopy bool) {
	dir, file := filepath.Split(path)
	stem := strings.TrimSuffix(file, logEnd)
	for at := len(stem) - 1; at > 0; at-- {
		if !strings.ContainsRune(" .-_(", rune(stem[at])) || !isName(stem[:at]) {
			continue
		}
		log := filepath.Join(dir, stem[:at]+logEnd)
		if slices.Contains(all, log) && (!isName(stem) || l.beginAlike(log, path)) {
			return stem[:at], true
		}
	}
	if isName(stem) {
		return stem, false
	}
	// The log itself is gone: what stands before the words of the programs.
	for _, mark := range []string{".sync-conflict-", " ("} {
		if before, _, ok := strings.Cut(stem, mark); ok && isName(before) {
			return before, true
		}
	}
	return nameOf(stem), false
}

// beginAlike reports whether two logs have the same first line, which two authors' never have.
func (l *Library) beginAlike(a, b string) bool {
	var first [2][]byte
	for i, path := range []string{a, b} {
		text, err := disk.ReadFile(l.files, path, maxSource)
		if err != nil {
			return false
		}
		first[i], _, _ = bytes.Cut(text, []byte("\n"))
	}
	return len(first[0]) > 0 && bytes.Equal(first[0], first[1])
}

// fold takes the lines of a copy into its log and then takes the copy away. Broken off at
// any time it can be done again.
func (l *Library) fold(copied, log string) error {
	into, err := l.log(log)
	if err != nil {
		return err
	}
	text, err := disk.ReadFile(l.files, copied, maxSource)
	if err != nil {
		return err
	}
	if _, err := into.Merge(text); err != nil {
		return err
	}
	again, err := disk.ReadFile(l.files, copied, maxSource)
	if err == nil && !bytes.Equal(again, text) {
		err = errors.New("it is being written; try again later")
	}
	if err == nil {
		err = l.files.Remove(copied)
	}
	return err
}

// joinedLogs gives an author's log of a briefing as one text, from wherever parts of it
// lie: every line that any of them has, once.
func (l *Library) joinedLogs(paths []string) ([]byte, error) {
	var text []byte
	known := map[string]bool{}
	for _, path := range paths {
		part, err := l.settled(path)
		if err != nil {
			return nil, Problem{Path: path, Err: disk.Cause(err)}
		}
		if len(paths) == 1 {
			return part, nil
		}
		for line := range bytes.Lines(part) {
			if line = bytes.TrimSpace(line); len(line) > 0 && !known[string(line)] {
				known[string(line)] = true
				text = append(append(text, line...), '\n')
			}
		}
	}
	return text, nil
}
