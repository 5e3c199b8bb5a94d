package library

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"readout/briefing/note/disk"
)

// Compact writes every log of notes anew with the newest revision of each note alone, and
// says how many lines it left out; see note.Log.Compact. A log that cannot be compacted is a
// Problem, and stays as it was.
func (l *Library) Compact() (left int, problems []Problem, err error) {
	defer l.touch()
	entries, err := os.ReadDir(filepath.Join(l.dirs.Data, notesDir))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return 0, nil, fmt.Errorf("reading the notes of the library %s: %w", l.dirs.Data, disk.Cause(err))
	}
	for _, e := range entries {
		if !e.IsDir() || !isName(e.Name()) {
			continue // a stranger's
		}
		paths, err := l.logPaths(e.Name())
		if err != nil {
			problems = append(problems, Problem{Path: filepath.Join(l.dirs.Data, notesDir, e.Name()), Err: disk.Cause(err)})
		}
		for _, path := range paths {
			n := 0
			log, err := l.log(path)
			if err == nil {
				n, err = log.Compact()
			}
			if err != nil {
				problems = append(problems, Problem{Path: path, Err: disk.Cause(err)})
			}
			left += n
		}
	}
	return left, problems, nil
}
