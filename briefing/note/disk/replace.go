package disk

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// WriteFile makes data the content of the file at path, all or nothing: after a crash at
// any time, and after an error, the file has what it had before (only where the folder's
// own sync fails it has the new content, and that may not outlast a power cut). Folders that are missing are
// made. A file that is there keeps its permissions; behind a symbolic link the file that
// it leads to is replaced; what is not a regular file (a device, a pipe) is written to as
// it is.
func WriteFile(files Files, path string, data []byte) error {
	if target, err := filepath.EvalSymlinks(path); err == nil {
		path = target
	}
	perm := fs.FileMode(0o644)
	if info, err := files.Stat(path); err == nil {
		if !info.Mode().IsRegular() {
			return writeThrough(files, path, data)
		}
		perm = info.Mode().Perm()
	}
	dir := filepath.Dir(path)
	if err := MakeDir(files, dir); err != nil {
		return err
	}
	f, name, err := createBeside(files, path, perm)
	if err != nil {
		return err
	}
	if err := fill(f, data); err != nil {
		files.Remove(name) //nolint:errcheck // the cause is reported
		return err
	}
	if err := files.Rename(name, path); err != nil {
		files.Remove(name) //nolint:errcheck // the cause is reported
		return err
	}
	return files.SyncDir(dir)
}

// fill writes, syncs and closes a file, and gives the first error.
func fill(f File, data []byte) error {
	_, err := f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	return err
}

func writeThrough(files Files, path string, data []byte) error {
	f, err := files.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if closed := f.Close(); err == nil {
		err = closed
	}
	return err
}

const halfEnd = ".tmp"

// IsHalfWritten reports whether a file has the kind of name that WriteFile gives to what it
// is writing.
func IsHalfWritten(name string) bool {
	return strings.HasPrefix(name, ".") && strings.HasSuffix(name, halfEnd)
}

// createBeside makes an empty file of a name that nobody uses in the folder of path.
func createBeside(files Files, path string, perm fs.FileMode) (File, string, error) {
	dir, base := filepath.Split(path)
	stem := dir + "." + base + "." + strconv.Itoa(os.Getpid()) + "-"
	for n := 1; ; n++ {
		name := stem + strconv.Itoa(n) + halfEnd
		f, err := files.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, perm)
		if !errors.Is(err, fs.ErrExist) || n == 1000 {
			return f, name, err
		}
	}
}
