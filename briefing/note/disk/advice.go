package disk

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"syscall"
)

// Failure makes the line that a reader gets when something could not be written: what was
// being done ("saving a note in"), to which file, why it failed, and what to do about it.
// errors.Is sees the cause.
func Failure(doing, path string, err error) error {
	return fmt.Errorf("%s %s: %w; %s", doing, path, Cause(err), Advice(err))
}

// StateFailure is Failure for what lies in the folder of what may be lost.
func StateFailure(doing, path string, err error) error {
	return fmt.Errorf("%s %s: %w; %s", doing, path, Cause(err), advice(err, "XDG_STATE_HOME"))
}

// Cause takes the operation and the path off an error that is shown with both already.
func Cause(err error) error {
	switch e := err.(type) { //nolint:errorlint // only the outermost; what is wrapped in words keeps them
	case *fs.PathError:
		return e.Err
	case *os.LinkError:
		return e.Err
	case interface{ Unwrap() []error }:
		if list := e.Unwrap(); len(list) == 1 {
			return Cause(list[0])
		}
	}
	return err
}

// Advice says in a few words what a reader can do about an error of the file system.
func Advice(err error) string { return advice(err, "XDG_DATA_HOME for the library") }

// advice is Advice where the folder is set by a variable of the environment.
func advice(err error, variable string) string {
	is := func(causes ...error) bool {
		for _, c := range causes {
			if errors.Is(err, c) {
				return true
			}
		}
		return false
	}
	windows := runtime.GOOS == "windows"
	switch {
	case is(syscall.ENOSPC, syscall.EDQUOT), windows && is(syscall.Errno(39), syscall.Errno(112)):
		return "make room on the disk, then try again"
	case is(syscall.EROFS, fs.ErrPermission), windows && is(syscall.Errno(19)):
		return "make its folder writable or use another one (" + variable + "), then try again"
	case is(syscall.EFBIG):
		return "raise the limit of file sizes (ulimit -f), then try again"
	case is(syscall.EIO):
		return "the disk reports a fault: make a copy of the folder elsewhere before anything else"
	case is(syscall.ENOTDIR, syscall.EISDIR):
		return "a file and a folder have each other's name: move one away, then try again"
	case is(syscall.ENOLCK, errors.ErrUnsupported):
		return "the file system has no locks: use a folder on another one (" + variable + ")"
	}
	return "try again"
}
