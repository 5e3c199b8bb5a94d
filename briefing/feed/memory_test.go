package feed

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"readout/briefing/note/disk/disktest"
)

// TestLockOfAFolderThatCannotBeWritten: it fails before anything is fetched, in one line that
// names the folder and what sets it.
func TestLockOfAFolderThatCannotBeWritten(t *testing.T) {
	readOnly := false
	files := &disktest.Disk{Fail: func(op, path string) error {
		if readOnly && op == disktest.Open && filepath.Base(path) != ".lock" {
			return fs.ErrPermission
		}
		return nil
	}}
	m := &Memory{Dir: filepath.Join(t.TempDir(), "feeds"), Files: files}
	unlock, err := m.Lock()
	if err != nil {
		t.Fatal(err)
	}
	if err := unlock(); err != nil {
		t.Fatal(err)
	}
	left, err := os.ReadDir(m.Dir)
	if err != nil || len(left) != 1 {
		t.Errorf("%v is left: %v", left, err)
	}
	readOnly = true
	_, err = m.Lock()
	if err == nil || !strings.Contains(err.Error(), m.Dir+": permission denied; ") || !strings.Contains(err.Error(), "XDG_STATE_HOME") || strings.Contains(err.Error(), "XDG_DATA_HOME") {
		t.Errorf("%v", err)
	}
	readOnly = false
	if unlock, err = m.Lock(); err != nil {
		t.Fatalf("it stays locked: %v", err)
	}
	if err := unlock(); err != nil {
		t.Fatal(err)
	}
}
