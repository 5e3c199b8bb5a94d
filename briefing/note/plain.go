package note

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// mustBeFile says why what is at a path must not be opened: a pipe would wait forever, a
// device is no log, and a link leads out of the folder.
func mustBeFile(path string) error {
	info, err := os.Lstat(path) //nolint:gosec // the library names its logs
	switch {
	case err != nil && errors.Is(err, fs.ErrNotExist), err == nil && info.Mode().IsRegular():
		return nil
	case err != nil:
		return err
	}
	return &fs.PathError{Op: "open", Path: path, Err: fmt.Errorf("it is %s, and only plain files are logs", kindOfFile(info.Mode()))}
}

func kindOfFile(mode fs.FileMode) string {
	switch {
	case mode.IsDir():
		return "a folder"
	case mode&fs.ModeSymlink != 0:
		return "a symbolic link"
	case mode&fs.ModeNamedPipe != 0:
		return "a pipe"
	case mode&fs.ModeDevice != 0:
		return "a device"
	}
	return "no plain file"
}
