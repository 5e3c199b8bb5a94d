// Package disktest has a disk that fails when a test wants it to, and one that does not
// wait. Between faults both are the machine's own.
package disktest

import (
	"io/fs"
	"sync"

	"readout/briefing/note/disk"
)

// The operations that can fail.
const (
	Open     = "open"
	Stat     = "stat"
	Mkdir    = "mkdir"
	Rename   = "rename"
	Remove   = "remove"
	SyncDir  = "sync folder"
	Lock     = "lock"
	Read     = "read"
	Write    = "write"
	Short    = "short write" // Write whose first half reaches the disk
	Sync     = "sync"
	Truncate = "truncate"
	Close    = "close"
)

// Disk is a disk.Files. Before each operation it asks Fail, which may be nil.
type Disk struct {
	// Fail gives the error of an operation, or nil to let it happen. A write is asked
	// for twice, as Write and as Short.
	Fail func(op, path string) error
	// Under is the disk between faults; nil is the machine's.
	Under disk.Files

	mu    sync.Mutex
	calls []string
}

var _ disk.Files = (*Disk)(nil)

// Calls gives the operations so far, the failed ones among them.
func (d *Disk) Calls() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return append([]string(nil), d.calls...)
}

func (d *Disk) under() disk.Files {
	if d.Under != nil {
		return d.Under
	}
	return disk.System{}
}

func (d *Disk) ask(op, path string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if op != Short {
		d.calls = append(d.calls, op)
	}
	if d.Fail == nil {
		return nil
	}
	if err := d.Fail(op, path); err != nil {
		return &fs.PathError{Op: op, Path: path, Err: err}
	}
	return nil
}

// OpenFile is disk.Files'.
func (d *Disk) OpenFile(path string, flag int, perm fs.FileMode) (disk.File, error) {
	if err := d.ask(Open, path); err != nil {
		return nil, err
	}
	f, err := d.under().OpenFile(path, flag, perm)
	if err != nil {
		return nil, err
	}
	return &file{f, d, path}, nil
}

// Stat is disk.Files'.
func (d *Disk) Stat(path string) (fs.FileInfo, error) {
	if err := d.ask(Stat, path); err != nil {
		return nil, err
	}
	return d.under().Stat(path)
}

// Mkdir is disk.Files'.
func (d *Disk) Mkdir(path string, perm fs.FileMode) error {
	if err := d.ask(Mkdir, path); err != nil {
		return err
	}
	return d.under().Mkdir(path, perm)
}

// Rename is disk.Files'.
func (d *Disk) Rename(from, to string) error {
	if err := d.ask(Rename, to); err != nil {
		return err
	}
	return d.under().Rename(from, to)
}

// Remove is disk.Files'.
func (d *Disk) Remove(path string) error {
	if err := d.ask(Remove, path); err != nil {
		return err
	}
	return d.under().Remove(path)
}

// SyncDir is disk.Files'.
func (d *Disk) SyncDir(path string) error {
	if err := d.ask(SyncDir, path); err != nil {
		return err
	}
	return d.under().SyncDir(path)
}

// Lock is disk.Files'.
func (d *Disk) Lock(path string) (func() error, error) {
	if err := d.ask(Lock, path); err != nil {
		return nil, err
	}
	return d.under().Lock(path)
}

type file struct {
	disk.File
	d    *Disk
	path string
}

func (f *file) Read(p []byte) (int, error) {
	if err := f.d.ask(Read, f.path); err != nil {
		return 0, err
	}
	return f.File.Read(p)
}

func (f *file) ReadAt(p []byte, at int64) (int, error) {
	if err := f.d.ask(Read, f.path); err != nil {
		return 0, err
	}
	return f.File.ReadAt(p, at)
}

func (f *file) Write(p []byte) (int, error) {
	if err := f.d.ask(Write, f.path); err != nil {
		return 0, err
	}
	if err := f.d.ask(Short, f.path); err != nil {
		n, _ := f.File.Write(p[:len(p)/2])
		return n, err
	}
	return f.File.Write(p)
}

func (f *file) Sync() error {
	if err := f.d.ask(Sync, f.path); err != nil {
		return err
	}
	return f.File.Sync()
}

func (f *file) Truncate(size int64) error {
	if err := f.d.ask(Truncate, f.path); err != nil {
		return err
	}
	return f.File.Truncate(size)
}

func (f *file) Close() error {
	err := f.d.ask(Close, f.path)
	if closed := f.File.Close(); err == nil {
		err = closed
	}
	return err
}

// Hasty is the machine's disk without the waiting: nothing is synced.
type Hasty struct{ disk.System }

// OpenFile is disk.Files'.
func (Hasty) OpenFile(path string, flag int, perm fs.FileMode) (disk.File, error) {
	f, err := disk.System{}.OpenFile(path, flag, perm)
	if err != nil {
		return nil, err
	}
	return unsynced{f}, nil
}

// SyncDir is disk.Files'.
func (Hasty) SyncDir(string) error { return nil }

type unsynced struct{ disk.File }

func (unsynced) Sync() error { return nil }
