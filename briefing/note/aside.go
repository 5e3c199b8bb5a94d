package note

import (
	"bytes"
	"errors"
	"io/fs"

	"readout/briefing/note/disk"
)

// AsideEnd is what the name of the file ends with to which SetAside takes lines, behind that
// of the log.
const AsideEnd = ".damaged"

// SetAside takes the lines that are no notes out of the log into a file beside it, so that
// what is told of them has an end, and says how many there were. They are on the disk there
// before they go here: a crash in between leaves them in both.
func (l *Log) SetAside() (lines int, err error) {
	err = l.locked("mending", func() error {
		text, err := disk.ReadFile(l.files, l.path, maxLog)
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return err
		}
		kept, damaged, n := sifted(text)
		if n == 0 {
			return nil
		}
		aside, err := disk.ReadFile(l.files, l.path+AsideEnd, maxLog)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		if err := disk.WriteFile(l.files, l.path+AsideEnd, append(aside, damaged...)); err != nil {
			return err
		}
		lines = n
		return disk.WriteFile(l.files, l.path, kept)
	})
	return lines, err
}

// sifted parts the lines of a log that are no notes from the others. Marks of git are neither
// here nor there: TakeMarks knows them.
func sifted(text []byte) (kept, damaged []byte, lines int) {
	number := 1
	for line := range bytes.Lines(text) {
		var one newest
		err := one.take(bytes.TrimSuffix(line, []byte("\n")), number, false)
		number++
		if err == nil || errors.Is(err, errMark) {
			kept = append(kept, line...)
			continue
		}
		lines++
		damaged = append(append(damaged, bytes.TrimSuffix(line, []byte("\n"))...), '\n')
	}
	return kept, damaged, lines
}
