package disk

import (
	"os"
	"path/filepath"
	"testing"
)

// TestLockMakesNothingElsewhere: a link in the place of a lock is refused, and where it leads
// nothing is made.
func TestLockMakesNothingElsewhere(t *testing.T) {
	dir, outside := t.TempDir(), filepath.Join(t.TempDir(), "made")
	path := filepath.Join(dir, "a.lock")
	if err := os.Symlink(outside, path); err != nil {
		t.Skip(err) // Windows asks for a right
	}
	if _, err := (System{}).Lock(path); err == nil {
		t.Error("a link is taken for a lock")
	}
	if _, err := os.Lstat(outside); err == nil {
		t.Error("a file was made outside")
	}
	unlock, err := System{}.Lock(filepath.Join(dir, "b.lock"))
	if err != nil {
		t.Fatal(err)
	}
	if err := unlock(); err != nil {
		t.Error(err)
	}
}
