package note

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"syscall"
	"testing"

	"readout/briefing/note/disk"
	"readout/briefing/note/disk/disktest"
)

// nth makes the n-th operation fail, and with it all of the same kind that follow.
func nth(n int, cause error) (fail func(op, path string) error, failed *string) {
	failed = new(string)
	return func(op, _ string) error {
		if n--; n == 0 {
			*failed = op
		}
		if *failed == op {
			return cause
		}
		return nil
	}, failed
}

// Every operation of an append, of a first and of a later one, is made to fail in turn.
// The log is then what it was before, to the byte, the error tells the reader what to do,
// and the next append, on a disk that works again, has all its notes.
func TestEveryFault(t *testing.T) {
	notes := samples(5)
	for _, cause := range []error{syscall.ENOSPC, syscall.EIO, syscall.EROFS, syscall.EACCES, syscall.EDQUOT} {
		for _, before := range []string{"no file", "a file", "a torn file"} {
			seen := map[string]bool{}
			for n := 1; ; n++ {
				d := &disktest.Disk{}
				l := newLog(t, WithFiles(d))
				var kept []Note
				if before != "no file" {
					kept = notes[:2]
					mustAppend(t, l, kept...)
				}
				if before == "a torn file" {
					mustWrite(t, l.Path(), append(mustRead(t, l.Path()), `{"torn`...))
				}
				was, _ := os.ReadFile(l.Path())
				var failed *string
				d.Fail, failed = nth(n, cause)
				err := l.Append(notes[2], notes[3])
				if *failed == "" {
					break // there are no more operations
				}
				seen[*failed] = true
				d.Fail = nil
				where := fmt.Sprintf("%s, %v in operation %d (%s)", before, cause, n, *failed)
				if saved := *failed == disktest.Close; saved != (err == nil) {
					t.Fatalf("%s: error %v", where, err)
				}
				if err == nil {
					kept = append(slices.Clone(kept), notes[2:4]...)
				} else {
					wantError(t, where, err, l.Path(), cause)
					now, _ := os.ReadFile(l.Path())
					if !bytes.Equal(was, now) {
						t.Fatalf("%s: left behind\n%s\n%s", where, was, now)
					}
				}
				mustAppend(t, l, notes[4])
				problems := wantNotes(t, l.Path(), append(slices.Clone(kept), notes[4]))
				if torn := before == "a torn file"; torn != (len(problems) == 1) {
					t.Fatalf("%s: problems %v", where, problems)
				}
			}
			want := []string{disktest.Lock, disktest.Open, disktest.Write, disktest.Short, disktest.Sync, disktest.Close}
			if before == "no file" {
				want = append(want, disktest.Mkdir, disktest.SyncDir)
			}
			for _, op := range want {
				if !seen[op] {
					t.Errorf("%s: no %s was made to fail", before, op)
				}
			}
		}
	}
}

func wantError(t *testing.T, where string, err error, path string, cause error) {
	t.Helper()
	line := err.Error()
	if !errors.Is(err, cause) || strings.Contains(line, "\n") || !strings.Contains(line, "saving 2 notes in "+path) || !strings.HasSuffix(line, disk.Advice(cause)) {
		t.Fatalf("%s: the error reads %q", where, line)
	}
}

// If what a failed write left cannot be taken back either, the error says so, and the
// next append makes the rest of the line harmless.
func TestFaultOfCuttingOff(t *testing.T) {
	for _, op := range []string{disktest.Short, disktest.Sync} {
		d := &disktest.Disk{}
		l := newLog(t, WithFiles(d))
		mustAppend(t, l, sample(1))
		d.Fail = func(o, _ string) error {
			if o == op || o == disktest.Truncate {
				return syscall.EIO
			}
			return nil
		}
		err := l.Append(sample(2))
		if !errors.Is(err, syscall.EIO) || !strings.Contains(err.Error(), "could not be taken back") {
			t.Fatalf("%s: %v", op, err)
		}
		d.Fail = nil
		mustAppend(t, l, sample(3))
		want, torn := []Note{sample(1), sample(3)}, 1
		if op == disktest.Sync {
			want, torn = samples(3), 0 // it was whole
		}
		if problems := wantNotes(t, l.Path(), want); len(problems) != torn {
			t.Error(problems)
		}
	}
}

// Windows cannot cut a file that is open for appending; another handle does it.
func TestCutOffByAnotherHandle(t *testing.T) {
	truncations := 0
	d := &disktest.Disk{}
	l := newLog(t, WithFiles(d))
	mustAppend(t, l, sample(1))
	was := mustRead(t, l.Path())
	d.Fail = func(o, _ string) error {
		if o == disktest.Truncate {
			truncations++
		}
		if o == disktest.Short || o == disktest.Truncate && truncations == 1 {
			return syscall.EACCES
		}
		return nil
	}
	if err := l.Append(sample(2)); err == nil || strings.Contains(err.Error(), "taken back") {
		t.Fatal(err)
	}
	if !bytes.Equal(was, mustRead(t, l.Path())) || truncations != 2 {
		t.Error("the file was not cut back")
	}
}

// The order in which a first note reaches the disk is what the promise rests on.
func TestSyncsBeforeItReturns(t *testing.T) {
	d := &disktest.Disk{}
	l := newLog(t, WithFiles(d))
	mustAppend(t, l, sample(1))
	calls := d.Calls()
	write, sync, dir := slices.Index(calls, disktest.Write), slices.Index(calls, disktest.Sync), 0
	for i, c := range calls {
		if c == disktest.SyncDir {
			dir = i
		}
	}
	if write < 0 || sync < write || dir < sync {
		t.Errorf("a first append did %v", calls)
	}
	if n := len(calls); slices.Index(calls[sync+1:], disktest.Write) >= 0 || calls[n-1] != disktest.Close {
		t.Errorf("a first append did %v", calls)
	}
	mustAppend(t, l, sample(2))
	later := d.Calls()[len(calls):]
	if slices.Contains(later, disktest.SyncDir) || !slices.Contains(later, disktest.Sync) {
		t.Errorf("a later append did %v", later)
	}
}
