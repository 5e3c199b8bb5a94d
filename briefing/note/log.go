package note

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"readout/briefing/note/disk"
)

// Log is the append-only file of one author's notes on one briefing. Several Logs, in
// this program and in others, may append to one file at the same time.
type Log struct {
	path   string
	lock   string // the file that programs lock
	files  disk.Files
	mu     sync.Mutex
	synced bool // the folder has been synced since the file was there
}

// Option changes how a Log works.
type Option func(*Log)

// WithFiles makes a Log use another file system than the machine's.
func WithFiles(f disk.Files) Option { return func(l *Log) { l.files = f } }

// WithLock makes a Log use another lock file than that beside it.
func WithLock(path string) Option { return func(l *Log) { l.lock = path } }

// OpenLog gives the log at path. The file need not be there: the first Append makes it,
// and the folder that it lies in.
func OpenLog(path string, options ...Option) (*Log, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("opening the notes %s: %w", path, err)
	}
	l := &Log{path: path, lock: path + ".lock", files: disk.System{}}
	for _, o := range options {
		o(l)
	}
	return l, nil
}

// Path gives the file's absolute path.
func (l *Log) Path() string { return l.path }

// Append writes revisions of notes, each version on a line of its own. It returns nil when they
// are on the disk (fsync of the file, and of the folder when the file is new). After an
// error none of them is in the log: what a failed write left is cut off again; only if
// that fails too the error says so, and then at most whole lines of the notes can be
// read. A last line without a line feed, left by a crash, is ended first and never lost.
//
// The error is one line that says what was being done, in which file, and what to do.
func (l *Log) Append(notes ...Note) error {
	if len(notes) == 0 {
		return nil
	}
	doing := "saving a note in"
	if len(notes) > 1 {
		doing = fmt.Sprintf("saving %d notes in", len(notes))
	}
	pieces, err := lines(notes)
	if err != nil {
		return fmt.Errorf("%s %s: %w", doing, l.path, err)
	}
	return l.locked(doing, func() error { return l.write(pieces...) })
}

// EndLine ends a last line that a crash tore off, so that it stands apart from what
// follows. Nothing is taken away.
func (l *Log) EndLine() error {
	return l.locked("mending", func() error {
		torn, err := Torn(l.files, l.path)
		if err != nil || !torn {
			return err
		}
		return l.write()
	})
}

// Merge appends those lines of another log's text that this one does not have, and says
// how many. It is how notes come back from a backup: what is there stays.
func (l *Log) Merge(text []byte) (added int, err error) {
	err = l.locked("bringing notes back into", func() error {
		own, err := disk.ReadFile(l.files, l.path, maxLog)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		known := map[string]bool{}
		for line := range bytes.Lines(own) {
			known[string(bytes.TrimSpace(line))] = true
		}
		var missing []byte
		for line := range bytes.Lines(text) {
			if line = bytes.TrimSpace(line); len(line) > 0 && !isMergeMark(line) && !known[string(line)] {
				known[string(line)] = true
				missing = append(append(missing, line...), '\n')
				added++
			}
		}
		if added == 0 {
			return nil
		}
		return l.write(missing)
	})
	return added, err
}

// Torn reports whether the last line of a log does not end.
func Torn(files disk.Files, path string) (bool, error) {
	if err := mustBeFile(path); err != nil {
		return false, err
	}
	f, err := files.OpenFile(path, os.O_RDONLY, 0)
	if err != nil {
		return false, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || info.Size() == 0 {
		return false, err
	}
	var last [1]byte
	_, err = f.ReadAt(last[:], info.Size()-1)
	return err == nil && last[0] != '\n', err
}

// locked does something to the file that no other program may do at the same time.
func (l *Log) locked(doing string, do func() error) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := disk.MakeDir(l.files, filepath.Dir(l.path)); err != nil {
		return disk.Failure(doing, l.path, err)
	}
	if err := disk.MakeDir(l.files, filepath.Dir(l.lock)); err != nil {
		return disk.Failure(doing, l.path, err)
	}
	unlock, err := l.files.Lock(l.lock)
	if err != nil {
		return disk.Failure(doing, l.path, err)
	}
	defer unlock() //nolint:errcheck // what was done is done; the lock ends with the file at the latest
	err = mustBeFile(l.path)
	if err == nil {
		err = do()
	}
	if err != nil {
		return disk.Failure(doing, l.path, err)
	}
	return nil
}

// pieceSize is how many bytes of lines are written at once: of a hundred thousand notes no
// text is made as long as all their lines.
const pieceSize = 1 << 20

// lines gives the lines of a log for notes, in pieces of whole lines, or why they cannot be
// in one.
func lines(notes []Note) (pieces [][]byte, err error) {
	var piece []byte
	for i := range notes {
		for n := range versionsAsWritten(&notes[i]) {
			line, err := n.line()
			if err != nil {
				return nil, err
			}
			if len(line) > maxLine {
				return nil, fmt.Errorf("note %s has %d MB, more than %d; select or write less", n.ID, len(line)>>20, maxLine>>20)
			}
			if piece != nil && len(piece)+len(line) >= pieceSize {
				pieces, piece = append(pieces, piece), make([]byte, 0, max(pieceSize, len(line)+1))
			}
			piece = append(append(piece, line...), '\n')
		}
	}
	return append(pieces, piece), nil
}

// write appends text under the lock.
func (l *Log) write(pieces ...[]byte) error {
	f, err := l.files.OpenFile(l.path, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o644)
	if err != nil {
		return err
	}
	defer f.Close() // what was synced is saved, however closing ends
	info, err := f.Stat()
	if err != nil {
		return err
	}
	size, more := info.Size(), 0
	for _, piece := range pieces {
		more += len(piece)
	}
	if size+int64(more) > maxLog {
		return fmt.Errorf("the file would be longer than %d MB", maxLog>>20)
	}
	if size > 0 {
		var last [1]byte
		if _, err := f.ReadAt(last[:], size-1); err != nil {
			return err
		}
		if last[0] != '\n' {
			pieces = slices.Clone(pieces)
			if len(pieces) == 0 {
				pieces = [][]byte{nil}
			}
			pieces[0] = append([]byte{'\n'}, pieces[0]...)
		}
	}
	for _, piece := range pieces {
		if _, err = f.Write(piece); err != nil {
			break
		}
	}
	if err == nil {
		err = f.Sync()
	}
	if err == nil && !l.synced {
		err = l.files.SyncDir(filepath.Dir(l.path))
	}
	if err != nil {
		return l.cutOff(f, size, err)
	}
	l.synced = true
	return nil
}

// cutOff takes away what a failed append left behind size.
func (l *Log) cutOff(f disk.File, size int64, cause error) error {
	err := f.Truncate(size)
	if err != nil {
		// On Windows a file that is open for appending cannot be cut.
		f, err = l.files.OpenFile(l.path, os.O_WRONLY, 0)
		if err != nil {
			return leftOver(cause, err)
		}
		defer f.Close()
		if err := f.Truncate(size); err != nil {
			return leftOver(cause, err)
		}
	}
	// If this fails too, what was cut off is no more on the disk than what was written.
	f.Sync() //nolint:errcheck // the cause is reported
	return cause
}

func leftOver(cause, err error) error {
	return fmt.Errorf("%w (and what was written of it could not be taken back: %w)", disk.Cause(cause), disk.Cause(err))
}
