// Package disk writes files so that what was acknowledged is there after a crash: locks
// between programs, folders and files that are synced, files that are replaced as a
// whole. It is the one layer over the operating system that note and library write
// through, and the place where tests put full, failing and read-only disks.
//
// What is in the files is not its business.
package disk

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"time"

	"github.com/gofrs/flock"
)

// File is an open file. *os.File is one.
type File interface {
	io.Reader
	io.ReaderAt
	io.Writer
	io.Closer
	Stat() (fs.FileInfo, error)
	Sync() error
	Truncate(size int64) error
}

// Files is what is needed of a file system. The errors are those of package os.
type Files interface {
	OpenFile(path string, flag int, perm fs.FileMode) (File, error)
	Stat(path string) (fs.FileInfo, error)
	Mkdir(path string, perm fs.FileMode) error
	Rename(from, to string) error
	Remove(path string) error
	// SyncDir brings the names in a folder to the disk.
	SyncDir(path string) error
	// Lock waits until no other program, and nobody else in this one, holds the lock
	// that the file at path stands for. The file is made if need be and stays.
	Lock(path string) (unlock func() error, err error)
}

// ErrLocked says that another program has kept a lock for longer than anyone should.
var ErrLocked = errors.New("another program has been writing there for too long")

// patience is how long Lock waits. A holder has a write and an fsync to do.
const patience = 30 * time.Second

// System is the file system of the machine.
type System struct{}

// OpenFile is Files'.
func (System) OpenFile(path string, flag int, perm fs.FileMode) (File, error) {
	f, err := os.OpenFile(path, flag, perm)
	if err != nil {
		return nil, err
	}
	return f, nil
}

// Stat is Files'.
func (System) Stat(path string) (fs.FileInfo, error) { return os.Stat(path) }

// Mkdir is Files'.
func (System) Mkdir(path string, perm fs.FileMode) error { return os.Mkdir(path, perm) }

// Remove is Files'.
func (System) Remove(path string) error { return os.Remove(path) }

// The errors with which Windows refuses to replace a file that somebody reads right now.
const (
	accessDenied     = syscall.Errno(5)
	sharingViolation = syscall.Errno(32)
)

// Rename is Files'. It replaces what is at to, on Windows too (MoveFileEx), where it
// waits a little for a reader or a virus scanner to let go.
func (System) Rename(from, to string) error {
	for try := 1; ; try++ {
		err := os.Rename(from, to)
		busy := errors.Is(err, accessDenied) || errors.Is(err, sharingViolation)
		if err == nil || runtime.GOOS != "windows" || !busy || try == 50 {
			return err
		}
		time.Sleep(10 * time.Millisecond)
	}
}

// SyncDir is Files'. Windows has no such call and needs none; some file systems refuse
// it, and there is nothing more to be done on those.
func (System) SyncDir(path string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(path)
	if err != nil {
		return err
	}
	err = d.Sync()
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, errors.ErrUnsupported) {
		err = nil
	}
	if closed := d.Close(); err == nil {
		err = closed
	}
	return err
}

// Lock is Files': flock(2), or LockFileEx on Windows. Both end with the program that
// holds them, however it ends. It gives up with ErrLocked after half a minute, and takes no
// link for a lock, which would make a file somewhere else, and no pipe, which would never open.
func (System) Lock(path string) (func() error, error) {
	if info, err := os.Lstat(path); err == nil && !info.Mode().IsRegular() {
		return nil, &fs.PathError{Op: "lock", Path: path, Err: errors.New("it is no plain file; move it away")}
	}
	l := flock.New(path, flock.SetPermissions(0o644))
	if ok, err := l.TryLock(); err != nil || ok {
		return l.Unlock, err
	}
	// Waiting in the kernel is fair; asking again and again starves somebody.
	got := make(chan error)
	late := make(chan struct{})
	go func() {
		err := l.Lock()
		select {
		case got <- err:
		case <-late:
			l.Unlock() //nolint:errcheck // closing is all that can be done for nobody
		}
	}()
	timer := time.NewTimer(patience)
	defer timer.Stop()
	select {
	case err := <-got:
		return l.Unlock, err
	case <-timer.C:
		close(late)
		return nil, &fs.PathError{Op: "lock", Path: path, Err: ErrLocked}
	}
}

// MakeDir makes a folder with all that are missing above it, and syncs what it made.
func MakeDir(files Files, path string) error {
	info, err := files.Stat(path)
	switch {
	case err == nil && !info.IsDir():
		return &fs.PathError{Op: "mkdir", Path: path, Err: syscall.ENOTDIR}
	case err == nil || !errors.Is(err, fs.ErrNotExist):
		return err
	}
	parent := filepath.Dir(path)
	if parent != path {
		if err := MakeDir(files, parent); err != nil {
			return err
		}
	}
	if err := files.Mkdir(path, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return files.SyncDir(parent)
}

// ReadFile reads a whole file of at most limit bytes.
func ReadFile(files Files, path string, limit int64) ([]byte, error) {
	f, err := files.OpenFile(path, os.O_RDONLY, 0)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return nil, &fs.PathError{Op: "read", Path: path, Err: syscall.EISDIR}
	}
	if info.Size() > limit {
		return nil, tooLarge(path, limit)
	}
	data := make([]byte, 0, info.Size()+1)
	for {
		n, err := f.Read(data[len(data):cap(data)])
		data = data[:len(data)+n]
		switch {
		case errors.Is(err, io.EOF):
			return data, nil
		case err != nil:
			return nil, err
		case int64(len(data)) > limit:
			return nil, tooLarge(path, limit)
		case len(data) == cap(data):
			data = append(data, 0)[:len(data)]
		}
	}
}

func tooLarge(path string, limit int64) error {
	return &fs.PathError{Op: "read", Path: path, Err: fmt.Errorf("more than %d MB long", limit>>20)}
}
