package note

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"readout/briefing/note/disk"
	"readout/briefing/note/disk/disktest"
)

func TestAppendRead(t *testing.T) {
	l := newLog(t)
	wantNotes(t, l.Path(), nil)
	if entries, _ := os.ReadDir(filepath.Dir(filepath.Dir(l.Path()))); len(entries) != 0 {
		t.Fatal("opening made something")
	}
	mustAppend(t, l)
	if _, err := os.Stat(l.Path()); err == nil {
		t.Fatal("no notes made a file")
	}
	notes := samples(3)
	mustAppend(t, l, notes[2])
	mustAppend(t, l, notes[0], notes[1])
	if problems := wantNotes(t, l.Path(), notes); problems != nil {
		t.Error(problems)
	}
}

func TestNewestRevisionWins(t *testing.T) {
	l := newLog(t)
	revise := func(n, revision int, body string, gone bool) Note {
		s := sample(n)
		s.Revision, s.Body, s.Deleted = revision, body, gone
		return s
	}
	mustAppend(t, l,
		revise(1, 2, "second", false), revise(1, 1, "first", false), // out of order
		revise(2, 1, "one", false), revise(2, 1, "other", false), // two windows at once
		revise(3, 1, "kept", false), revise(3, 2, "kept", true), // deleted
		revise(4, 1, "back", false), revise(4, 2, "back", true), revise(4, 3, "back", false))
	other := revise(2, 1, "other", false)
	other.Rivals = []Note{revise(2, 1, "one", false)}
	wantNotes(t, l.Path(), []Note{revise(1, 2, "second", false), other, revise(4, 3, "back", false)})
}

// Two authors' logs, and copies that a synchronising program makes, are one set of notes.
func TestReadAll(t *testing.T) {
	dir := t.TempDir()
	write := func(name string, notes ...Note) string {
		l, err := OpenLog(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		mustAppend(t, l, notes...)
		return l.Path()
	}
	early, late := sample(1), sample(1)
	early.Body, early.Revision = "early", 2
	late.Body, late.Revision, late.Modified = "late", 2, late.Modified.Add(time.Minute)
	tie := sample(2)
	tie.Body = "tie"
	a, b := write("a.jsonl", late, sample(2)), write("b.jsonl", early, tie)
	for _, paths := range [][]string{{a, b}, {b, a}} {
		got, problems := ReadAll(disk.System{}, append(paths, filepath.Join(dir, "none"), dir)...)
		if len(problems) != 1 || problems[0].Path != dir || len(got) != 2 {
			t.Fatal(got, problems)
		}
		want := map[string]string{a: sample(2).Body, b: "tie"}[paths[1]]
		if got[0].Body != "late" || got[1].Body != want {
			t.Errorf("got %q, %q, want late, %q", got[0].Body, got[1].Body, want)
		}
	}
}

// Whatever a crash cut off at the end of a log, only the line that was cut is lost, and
// it is named; the next note is whole, and what was cut stays in the file.
func TestTornTail(t *testing.T) {
	if testing.Short() {
		t.Skip("a long sweep in one goroutine")
	}
	l := newLog(t)
	notes := samples(4)
	for i := range notes {
		notes[i].Target, notes[i].Tags = Target{Exact: "ö"}, nil
	}
	mustAppend(t, l, notes[:3]...)
	whole := mustRead(t, l.Path())
	dir := t.TempDir()
	for cut := range len(whole) + 1 {
		path := filepath.Join(dir, "cut.jsonl")
		if err := os.WriteFile(path, whole[:cut], 0o644); err != nil {
			t.Fatal(err)
		}
		line := bytes.Count(whole[:cut], []byte("\n")) + 1
		kept, torn := notes[:line-1], cut > 0 && whole[cut-1] != '\n'
		if torn && whole[cut] == '\n' {
			kept, torn = notes[:line], false // only the line feed is missing
		}
		check := func(want []Note) {
			t.Helper()
			problems := wantNotes(t, path, want)
			if torn != (len(problems) == 1) || torn && problems[0].Line != line {
				t.Fatalf("cut at %d: problems %v, want one in line %d: %v", cut, problems, line, torn)
			}
		}
		check(kept)
		again, err := OpenLog(path, WithFiles(disktest.Hasty{}))
		if err != nil {
			t.Fatal(err)
		}
		mustAppend(t, again, notes[3])
		check(append(slices.Clone(kept), notes[3]))
		if !bytes.HasPrefix(mustRead(t, path), whole[:cut]) {
			t.Fatalf("cut at %d: what was there is changed", cut)
		}
	}
}

func TestBadLines(t *testing.T) {
	l := newLog(t)
	notes := samples(3)
	lines := []string{
		"\xef\xbb\xbf" + string(encoded(t, notes[0])) + "\r", // an editor's BOM and CRLF
		"",
		"not json \x1b]0;title\x07",
		`{"id":"x","type":"Person"}`,
		"\x00\x00\x00\x00",
		"  " + string(encoded(t, notes[1])) + "\t",
		string(encoded(t, notes[0]))[:100] + string(encoded(t, notes[2])), // torn, and nobody ended it
		`{"@context":"` + strings.Repeat("x", maxLine),
		string(encoded(t, notes[2])),
	}
	mustWrite(t, l.Path(), []byte(strings.Join(lines, "\n")))
	before := mustRead(t, l.Path())
	problems := wantNotes(t, l.Path(), notes)
	var at []int
	for _, p := range problems {
		at = append(at, p.Line)
		if strings.ContainsAny(p.Error(), "\x1b\x07\x00\n") || !strings.HasPrefix(p.Error(), fmt.Sprintf("%s:%d: ", l.Path(), p.Line)) {
			t.Errorf("a problem reads %q", p.Error())
		}
	}
	if want := []int{3, 4, 5, 7, 8}; !slices.Equal(at, want) {
		t.Errorf("problems in lines %v, want %v", at, want)
	}
	if !bytes.Equal(before, mustRead(t, l.Path())) {
		t.Error("reading changed the file")
	}
	mustWrite(t, l.Path(), bytes.Repeat([]byte("x\n"), 100000))
	if problems := wantNotes(t, l.Path(), nil); len(problems) != maxProblems+1 || !strings.Contains(problems[maxProblems].Error(), "99950 more") {
		t.Errorf("%d problems, the last: %v", len(problems), problems[len(problems)-1])
	}
}

func TestLongLastLine(t *testing.T) {
	l := newLog(t)
	mustAppend(t, l, sample(1))
	mustWrite(t, l.Path(), append(mustRead(t, l.Path()), bytes.Repeat([]byte("x"), maxLine+100)...))
	problems := wantNotes(t, l.Path(), samples(1))
	if len(problems) != 1 || problems[0].Line != 2 {
		t.Error(problems)
	}
}

func TestReadErrors(t *testing.T) {
	dir := t.TempDir()
	if _, _, err := Read(dir); err == nil || !strings.Contains(err.Error(), dir) {
		t.Errorf("a folder: %v", err)
	}
	huge := filepath.Join(dir, "huge.jsonl")
	mustWrite(t, huge, nil)
	if err := os.Truncate(huge, maxLog+1); err != nil {
		t.Skip(err)
	}
	if _, _, err := Read(huge); err == nil {
		t.Error("a log of more than the bound was read")
	}
	l, err := OpenLog(huge)
	if err != nil {
		t.Fatal(err)
	}
	if err := l.Append(sample(1)); err == nil {
		t.Error("a log of more than the bound was appended to")
	}
}

// One Log and several, from many goroutines: nothing is lost or mixed.
func TestConcurrentAppend(t *testing.T) {
	one := newLog(t)
	two, err := OpenLog(one.Path())
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	notes := samples(80)
	for w := range 8 {
		wg.Go(func() {
			l := []*Log{one, two}[w%2]
			for i := range 10 {
				if err := l.Append(notes[w*10+i]); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	if problems := wantNotes(t, one.Path(), notes); problems != nil {
		t.Error(problems)
	}
}
