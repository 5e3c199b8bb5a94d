package library

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"syscall"
	"testing"

	"readout/briefing"
	"readout/briefing/note/disk/disktest"

	"github.com/google/go-cmp/cmp"
)

// Every operation of keeping a new text and a new revision is made to fail in turn.
// What was there is there still and can be listed, the error names the folder and the
// cause, and keeping it again works.
func TestEveryFault(t *testing.T) {
	edited := strings.Replace(harbour, "Lind met Oja", "Lind saw Oja", 1)
	for _, cause := range []error{syscall.ENOSPC, syscall.EIO, syscall.EROFS} {
		for _, before := range []string{"new", "revision"} {
			for n := 1; ; n++ {
				d := &disktest.Disk{Under: disktest.Hasty{}}
				s := newShelf(t, WithFiles(d))
				kept := s.keep(t, plain, "")
				if before == "revision" {
					kept = s.keep(t, harbour, "/desk/h.md")
					if err := s.Append(kept.ID, "ada", sampleNote(1)); err != nil {
						t.Fatal(err)
					}
				}
				left, failed := n, ""
				d.Fail = func(op, _ string) error {
					if left--; left == 0 {
						failed = op
					}
					// From then on nothing can be written, as on a real disk; reading can.
					if failed != "" && (op == failed || op != disktest.Open && op != disktest.Read && op != disktest.Stat && op != disktest.Remove) {
						return cause
					}
					return nil
				}
				_, err := s.Keep([]byte(edited), "/desk/h.md")
				where := fmt.Sprintf("%s, %v in operation %d (%s)", before, cause, n, failed)
				d.Fail = nil
				if failed == "" {
					if err != nil {
						t.Fatal(err)
					}
					break
				}
				// A fault of reading may pass for something missing; nothing may be lost by it.
				if err != nil && (!errors.Is(err, cause) || strings.Contains(err.Error(), "\n") || !strings.Contains(err.Error(), "keeping the briefing in "+s.briefing("7d0c8a1e-0b5e-4a46-9d9c-3d1f3c0b8f11"))) {
					t.Fatalf("%s: the error reads %q", where, err)
				}
				if err == nil && failed != disktest.Close && failed != disktest.Read && failed != disktest.Open && failed != disktest.Stat {
					t.Fatalf("%s: no error", where)
				}
				src, err := s.Source(kept.ID)
				if err != nil || string(src) != plain && string(src) != harbour && string(src) != edited {
					t.Fatalf("%s: %v, %q", where, err, src)
				}
				if old, err := s.SourceAt(kept.ID, kept.Revision); err != nil || briefing.Revision(old) != kept.Revision {
					t.Fatalf("%s: the text before is lost: %v", where, err)
				}
				if before == "revision" {
					if notes, _, err := s.Notes(kept.ID); err != nil || len(notes) != 1 {
						t.Fatalf("%s: %d notes, %v", where, len(notes), err)
					}
				}
				again := s.keep(t, edited, "/desk/h.md")
				if src, err := s.Source(again.ID); err != nil || string(src) != edited {
					t.Fatalf("%s: %v", where, err)
				}
				mustList(t, s.Library)
				if s.readPath("/desk/h.md") != again.ID {
					t.Fatalf("%s: the path is not known", where)
				}
			}
		}
	}
}

// A library whose data folder cannot be written is read as ever; writing says what to do.
func TestReadOnly(t *testing.T) {
	d := &disktest.Disk{}
	s := newShelf(t, WithFiles(d))
	it := s.keep(t, harbour, "/desk/h.md")
	if err := s.Append(it.ID, "ada", sampleNote(1)); err != nil {
		t.Fatal(err)
	}
	if os.Getuid() != 0 {
		for _, dir := range []string{s.dirs.Data, s.briefing(""), s.briefing(it.ID)} {
			if err := os.Chmod(dir, 0o555); err != nil {
				t.Fatal(err)
			}
			defer os.Chmod(dir, 0o755)
		}
	}
	d.Fail = func(op, path string) error {
		switch op {
		case disktest.Mkdir, disktest.Lock, disktest.Write, disktest.Rename, disktest.Remove, disktest.Truncate, disktest.Sync:
			return syscall.EROFS
		}
		return nil
	}
	readOnly(t, s, it)
}

// readOnly asks a read-only library with one briefing, kept from /desk/h.md, and one note.
func readOnly(t testing.TB, s shelf, it Item) {
	t.Helper()
	before := tree(t, s.dirs.Data)
	it.Notes = 1
	if diff := cmp.Diff([]Item{it}, mustList(t, s.Library)); diff != "" {
		t.Error(diff)
	}
	if src, err := s.Source(it.ID); err != nil || string(src) != harbour {
		t.Error(err)
	}
	if notes, problems, err := s.Notes(it.ID); err != nil || len(notes) != 1 || problems != nil {
		t.Error(notes, problems, err)
	}
	if again, err := s.Keep([]byte(harbour), "/desk/h.md"); err != nil || again.ID != it.ID {
		t.Error("what is there cannot be opened:", err)
	}
	for what, err := range map[string]error{
		"keeping the briefing": second(s.Keep([]byte(plain), "")),
		"saving a note":        s.Append(it.ID, "ada", sampleNote(2)),
	} {
		if err == nil || !strings.Contains(err.Error(), what) || !strings.Contains(err.Error(), "make its folder writable") || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v", what, err)
		}
	}
	if diff := cmp.Diff(before, tree(t, s.dirs.Data)); diff != "" {
		t.Error(diff)
	}
}
