package note

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"readout/briefing/note/disk/disktest"
)

// worn gives a log of notes that were changed, deleted and placed, with lines that are none.
func worn(t *testing.T, options ...Option) (l *Log, lines int) {
	t.Helper()
	l = newLog(t, options...)
	notes := samples(6)
	for revision := range 4 {
		for i := range notes {
			n := notes[i]
			n.Revision, n.Body = revision+1, strings.Repeat("again ", revision)
			n.Deleted = i == 2 && revision == 3
			mustAppend(t, l, n)
		}
	}
	text := append(mustRead(t, l.Path()), "no note \x00\n"+string(encoded(t, sample(9)))[:200]+"\n"...)
	mustWrite(t, l.Path(), append(text, encoded(t, sample(8))...)) // the last line does not end
	return l, bytes.Count(text, []byte("\n")) + 1
}

func TestCompact(t *testing.T) {
	l, lines := worn(t)
	before, problems, err := Read(l.Path())
	if err != nil || len(problems) != 2 {
		t.Fatal(err, problems)
	}
	left, err := l.Compact()
	if err != nil || left != 18 {
		t.Fatalf("%d lines of %d are left out: %v", left, lines, err)
	}
	if p := wantNotes(t, l.Path(), before); len(p) != 2 {
		t.Errorf("the lines that are no notes: %v", p)
	}
	text := mustRead(t, l.Path())
	if !bytes.Contains(text, []byte(`"readout:deleted":true`)) || !bytes.Contains(text, []byte("no note \x00\n")) {
		t.Error("a tombstone or a strange line is gone")
	}
	if left, err := l.Compact(); err != nil || left != 0 {
		t.Errorf("the second time %d are left out: %v", left, err)
	}
	if !bytes.Equal(text, mustRead(t, l.Path())) {
		t.Error("what has nothing to leave out was written")
	}
	mustAppend(t, l, sample(10))
	wantNotes(t, l.Path(), append(slices.Clone(before), sample(10)))
	if none, err := OpenLog(filepath.Join(t.TempDir(), "x", "none.jsonl")); err != nil {
		t.Fatal(err)
	} else if left, err := none.Compact(); left != 0 || err != nil {
		t.Errorf("a log that is not there: %d, %v", left, err)
	}
}

// Every operation of it is made to fail in turn: the log is then what it was, or compact.
func TestCompactFaults(t *testing.T) {
	for n := 1; ; n++ {
		d := &disktest.Disk{}
		l, _ := worn(t, WithFiles(d))
		was := mustRead(t, l.Path())
		whole, _ := compacted(was)
		var failed *string
		d.Fail, failed = nth(n, syscall.ENOSPC)
		_, err := l.Compact()
		if *failed == "" {
			if n < 6 {
				t.Errorf("only %d operations", n)
			}
			return
		}
		d.Fail = nil
		now := mustRead(t, l.Path())
		if !bytes.Equal(now, was) && !bytes.Equal(now, whole) || err == nil && bytes.Equal(now, was) {
			t.Fatalf("%s fails (%v): left behind\n%s", *failed, err, now)
		}
		mustAppend(t, l, sample(20))
	}
}

// Programs write to the log while it is compacted again and again: all their notes are there.
func TestCompactAmongWriters(t *testing.T) {
	path := filepath.Join(t.TempDir(), "notes", "ada.jsonl")
	const writers, each = 3, 40
	var cmds []*exec.Cmd
	for w := range writers {
		cmd := helper("write", path, w*each+1, (w+1)*each)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		cmds = append(cmds, cmd)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		for _, cmd := range cmds {
			if err := cmd.Wait(); err != nil {
				t.Error(err)
			}
		}
	}()
	l, err := OpenLog(path)
	if err != nil {
		t.Fatal(err)
	}
	times := 0
	for running := true; running; times++ {
		select {
		case <-done:
			running = false
		default:
		}
		n := sample(writers*each + 1)
		n.Revision = times + 1
		mustAppend(t, l, n)
		if _, err := l.Compact(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(10 * time.Millisecond)
	}
	notes, problems, err := Read(path)
	if err != nil || len(problems) > 0 || len(notes) != writers*each+1 {
		t.Errorf("%d notes after compacting %d times, want %d: %v %v", len(notes), times, writers*each+1, problems, err)
	}
}

// 300 bytes of a log are zeroes after a crash, wherever they are: the notes of the lines that
// were hit are lost, no others, and the lines are named.
func TestZeroedBytes(t *testing.T) {
	l := newLog(t)
	notes := samples(5)
	mustAppend(t, l, notes...)
	whole := mustRead(t, l.Path())
	path := filepath.Join(t.TempDir(), "hit.jsonl")
	for at := 0; at < len(whole); at += 29 {
		text := slices.Clone(whole)
		end := min(at+300, len(text))
		clear(text[at:end])
		if err := os.WriteFile(path, text, 0o644); err != nil {
			t.Fatal(err)
		}
		var want []Note
		from := 0
		for i, line := range bytes.SplitAfter(whole, []byte("\n")) {
			to := from + len(line)
			if len(line) > 0 && (to <= at || from >= end) && (from == 0 || whole[from-1] == text[from-1]) {
				want = append(want, notes[i])
			}
			from = to
		}
		problems := wantNotes(t, path, want)
		if len(problems) == 0 || len(want) < len(notes)-2 {
			t.Fatalf("zeroes from %d: %d notes, problems %v", at, len(want), problems)
		}
		again, err := OpenLog(path, WithFiles(disktest.Hasty{}))
		if err != nil {
			t.Fatal(err)
		}
		mustAppend(t, again, sample(9))
		wantNotes(t, path, append(want, sample(9)))
	}
}

// A clock that goes backwards changes nothing about which revision counts.
func TestClockGoingBackwards(t *testing.T) {
	l := newLog(t)
	n := sample(1)
	for revision := range 3 {
		n.Revision, n.Body = revision+1, strings.Repeat("x", revision+1)
		n.Modified = n.Created.Add(-time.Duration(revision) * 24 * time.Hour)
		mustAppend(t, l, n)
	}
	wantNotes(t, l.Path(), []Note{n})
	now := n.Created
	clock := func() time.Time { now = now.Add(-time.Hour); return now }
	h := NewHistory(clock, func() string { return sampleID(7) })
	h, made := h.Create(Note{Kind: Highlight, Briefing: "b"})
	h, changed := h.Change(func(n *Note) { n.Body = "later by the clock's reckoning, earlier by the clock" }, made[0].ID)
	h, back := h.Undo()
	_, forth := h.Redo()
	mustAppend(t, l, slices.Concat(made, changed, back, forth)...)
	notes, _, err := Read(l.Path())
	if err != nil || len(notes) != 2 {
		t.Fatal(notes, err)
	}
	for _, n := range notes {
		if n.ID == sampleID(7) && n.Body != changed[0].Body {
			t.Errorf("what counts is %+v", n)
		}
	}
}
