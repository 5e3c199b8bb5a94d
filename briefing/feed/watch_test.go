package feed

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"readout/briefing/note/disk"
	"readout/content"
)

func TestWatch(t *testing.T) {
	m := &Memory{Dir: t.TempDir(), Files: disk.System{}}
	dir := t.TempDir()
	write := func(name, text string, at time.Time) {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, at, at); err != nil {
			t.Fatal(err)
		}
	}
	var fail error
	look := func(want ...string) {
		t.Helper()
		var got []string
		failed, err := m.Watch(dir, func(path string) error {
			got = append(got, filepath.Base(path))
			return fail
		})
		if err != nil || fmt.Sprint(got) != fmt.Sprint(want) || (len(failed) > 0) != (fail != nil && len(got) > 0) {
			t.Errorf("took %v, want %v; %v %v", got, want, failed, err)
		}
	}
	write("b.txt", "one", noon)
	write("a \x1b[2J.html", "two", noon)
	for _, other := range []string{".hidden", "x.part", "x.txt~", "#x#", "x.tmp"} {
		write(other, "no", noon)
	}
	if err := os.Mkdir(filepath.Join(dir, "folder"), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("/etc/passwd", filepath.Join(dir, "link.txt")); err != nil {
		t.Log(err)
	}
	look("a \x1b[2J.html", "b.txt")
	look()
	write("b.txt", "one", noon.Add(time.Hour)) // touched
	look()
	write("b.txt", "six", noon.Add(2*time.Hour)) // of the same size
	look("b.txt")

	// What a file is the reason of is told of once, what it is not until it goes well.
	fail = fmt.Errorf("reading: %w", content.ErrNoSentence)
	write("c.txt", "12", noon)
	look("c.txt")
	look()
	fail = errors.New("no space left")
	write("d.txt", "34", noon)
	look("d.txt")
	look("d.txt")
	fail = nil
	look("d.txt")
	look()

	// A file that comes back is new, and a folder that is away is told of.
	if err := os.Remove(filepath.Join(dir, "d.txt")); err != nil {
		t.Fatal(err)
	}
	look()
	write("d.txt", "34", noon)
	look("d.txt")
	if _, err := m.Watch(filepath.Join(dir, "away"), nil); err == nil || !strings.Contains(err.Error(), "no such file") && !strings.Contains(err.Error(), "cannot find") {
		t.Error(err)
	}
}
