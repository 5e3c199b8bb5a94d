package library

import (
	"errors"
	"syscall"
	"testing"

	"readout/briefing/note/disk/disktest"
)

func TestRemoveAndUnremove(t *testing.T) {
	s := newShelf(t)
	it := s.keep(t, harbour, "/desk/h.md")
	other := s.keep(t, plain, "")
	if err := s.Append(it.ID, "ada", sampleNote(1)); err != nil {
		t.Fatal(err)
	}
	if err := s.Remove(it.ID); err != nil {
		t.Fatal(err)
	}
	if all := mustList(t, s.Library); len(all) != 1 || all[0].ID != other.ID {
		t.Fatalf("after removing: %+v", all)
	}
	if err := s.Remove(it.ID); !errors.Is(err, ErrNotFound) {
		t.Errorf("removing it again: %v", err)
	}
	if notes, _, err := s.Notes(it.ID); err != nil || len(notes) != 1 {
		t.Errorf("its notes: %d, %v", len(notes), err)
	}
	if err := s.Unremove(it.ID); err != nil {
		t.Fatal(err)
	}
	back, err := s.ByID(it.ID)
	if src, srcErr := s.Source(it.ID); err != nil || srcErr != nil || string(src) != harbour || back.Notes != 1 || !back.Added.Equal(it.Added) {
		t.Errorf("came back as %+v, %v, %v", back, err, srcErr)
	}
	if err := s.Unremove(it.ID); !errors.Is(err, ErrNotFound) {
		t.Errorf("bringing it back again: %v", err)
	}
}

// A text that comes again has its notes, and is not overwritten by the one in the trash.
func TestRemovedAndKeptAgain(t *testing.T) {
	s := newShelf(t)
	it := s.keep(t, harbour, "/desk/h.md")
	if err := errors.Join(s.Append(it.ID, "ada", sampleNote(1)), s.Remove(it.ID)); err != nil {
		t.Fatal(err)
	}
	if again := s.keep(t, harbour+"\nMore.\n", "/desk/h.md"); again.ID != it.ID || again.Notes != 1 {
		t.Fatalf("kept again as %+v", again)
	}
	if err := s.Unremove(it.ID); err == nil {
		t.Error("what is in the trash takes the place of what is in the library")
	}
	if src, err := s.Source(it.ID); err != nil || string(src) != harbour+"\nMore.\n" {
		t.Errorf("the text is %q, %v", src, err)
	}
	if err := errors.Join(s.Remove(it.ID), s.Unremove(it.ID)); err != nil {
		t.Fatal(err)
	}
	if src, err := s.Source(it.ID); err != nil || string(src) != harbour+"\nMore.\n" {
		t.Errorf("not what was removed last came back: %q, %v", src, err)
	}
	if n, err := s.EmptyTrash(); n != 1 || err != nil {
		t.Errorf("emptied %d, %v", n, err)
	}
	if n, err := s.EmptyTrash(); n != 0 || err != nil {
		t.Errorf("emptied %d of nothing, %v", n, err)
	}
	if notes, _, err := s.Notes(it.ID); err != nil || len(notes) != 1 {
		t.Errorf("emptying the trash took notes: %d, %v", len(notes), err)
	}
}

func TestRemoveNamesNoPath(t *testing.T) {
	s := newShelf(t)
	s.keep(t, plain, "")
	before := len(tree(t, s.dirs.Data))
	for _, id := range []string{"", ".", "..", "../notes", "a/b", "nosuch"} {
		if err := s.Remove(id); !errors.Is(err, ErrNotFound) {
			t.Errorf("Remove(%q): %v", id, err)
		}
		if err := s.Unremove(id); !errors.Is(err, ErrNotFound) {
			t.Errorf("Unremove(%q): %v", id, err)
		}
	}
	if after := len(tree(t, s.dirs.Data)); after != before {
		t.Errorf("%d files became %d", before, after)
	}
}

// Every operation of removing is made to fail in turn: the briefing is whole in one place.
func TestRemoveFaults(t *testing.T) {
	for n := 1; ; n++ {
		d := &disktest.Disk{Under: disktest.Hasty{}}
		s := newShelf(t, WithFiles(d))
		it := s.keep(t, harbour, "")
		left, failed := n, ""
		d.Fail = func(op, _ string) error {
			if left--; left == 0 {
				failed = op
				return syscall.EIO
			}
			return nil
		}
		err := s.Remove(it.ID)
		d.Fail = nil
		if failed == "" {
			if err != nil {
				t.Fatal(err)
			}
			return
		}
		if err == nil && failed != disktest.Stat && failed != disktest.Close {
			t.Errorf("operation %d (%s): no error", n, failed)
		}
		if _, here := s.ByID(it.ID); here != nil {
			if err := s.Unremove(it.ID); err != nil {
				t.Fatalf("operation %d (%s): in neither place: %v", n, failed, err)
			}
		}
		if src, err := s.Source(it.ID); err != nil || string(src) != harbour {
			t.Errorf("operation %d (%s): the text is %q, %v", n, failed, src, err)
		}
	}
}
