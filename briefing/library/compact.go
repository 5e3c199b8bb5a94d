package library

import (
	"fmt"

	"readout/briefing/note/disk"
)

// Compact writes every log of notes anew with the newest revision of each note alone, and
// says how many lines it left out; see note.Log.Compact. A log that cannot be compacted is a
// Problem, and stays as it was.
func (l *Library) Compact() (left int, problems []Problem, err error) {
	defer l.touch()
	ids, err := l.noted()
	if err != nil {
		return 0, nil, fmt.Errorf("reading the notes of the library %s: %w", l.dirs.Data, disk.Cause(err))
	}
	for _, id := range ids {
		paths, err := l.logPaths(id)
		if err != nil {
			problems = append(problems, Problem{Path: l.logFolders(id)[0], Err: disk.Cause(err)})
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
