package library

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"readout/briefing/note/disk/disktest"

	"github.com/google/go-cmp/cmp"
)

// cached gives a library with a cache, and one over the same data that has none.
func cached(t testing.TB, root string) (with, without *Library) {
	t.Helper()
	dirs := Dirs{Data: filepath.Join(root, "data"), State: filepath.Join(root, "state")}
	without, err := Open(dirs, morning, WithFiles(disktest.Hasty{}))
	if err == nil {
		dirs.Cache = filepath.Join(root, "cache")
		with, err = Open(dirs, morning, WithFiles(disktest.Hasty{}))
	}
	if err != nil {
		t.Fatal(err)
	}
	return with, without
}

// age lets the folders of a library seem unchanged for an hour.
func age(t testing.TB, l *Library) {
	t.Helper()
	then := time.Now().Add(-time.Hour)
	for _, dir := range []string{briefingsDir, notesDir} {
		if err := os.Chtimes(filepath.Join(l.dirs.Data, dir), then, then); err != nil {
			t.Fatal(err)
		}
	}
}

// TestListIsThatOfTheFiles: whatever happened to the library or the cache, List with a
// cache gives what List gives without, and Listed nothing that is older than what a
// Library did.
func TestListIsThatOfTheFiles(t *testing.T) {
	root := t.TempDir()
	l, plain := cached(t, root)
	fill(t, plain, 12)
	if _, ok := l.Listed(); ok {
		t.Error("listed before there was a list")
	}
	file := filepath.Join(root, "cache", listingFile)
	record := func(n int) string { return plain.briefing(fmt.Sprintf("briefing-%d", n), recordFile) }
	rewrite := func(t *testing.T, path string, change func([]byte) []byte) {
		text, err := os.ReadFile(path)
		if err == nil {
			err = os.WriteFile(path, change(text), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	remove := func(t *testing.T, path string) {
		if err := os.RemoveAll(path); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		name string
		do   func(t *testing.T)
		seen bool // by Listed, which is then wrong to give anything
	}{
		{"nothing", func(*testing.T) {}, false},
		{"a new one", func(t *testing.T) { _ = mustKeep(t, plain, withID("new")) }, true},
		{"a new text", func(t *testing.T) {
			_ = mustKeep(t, plain, strings.Replace(withID("new"), "# ", "# Another title: ", 1))
		}, true},
		{"a note", func(t *testing.T) {
			if err := plain.Append("new", "ada", sampleNote(1)); err != nil {
				t.Fatal(err)
			}
		}, true},
		{"another's note", func(t *testing.T) {
			if err := plain.Append("new", "ben", sampleNote(2)); err != nil {
				t.Fatal(err)
			}
		}, true},
		{"one taken away", func(t *testing.T) { remove(t, plain.briefing("briefing-3")) }, true},
		{"notes taken away", func(t *testing.T) { remove(t, filepath.Join(plain.dirs.Data, notesDir, "briefing-4")) }, true},
		{"a record written by hand", func(t *testing.T) {
			rewrite(t, record(5), func(b []byte) []byte { return bytes.Replace(b, []byte(`"title": "`), []byte(`"title": "By hand `), 1) })
		}, false},
		{"a record damaged", func(t *testing.T) { rewrite(t, record(6), func(b []byte) []byte { return b[:9] }) }, false},
		{"a record taken away", func(t *testing.T) { remove(t, record(7)) }, false},
		{"the cache deleted", func(t *testing.T) { remove(t, file) }, true},
		{"the cache cut", func(t *testing.T) { rewrite(t, file, func(b []byte) []byte { return b[:len(b)/2] }) }, true},
		{"the cache damaged", func(t *testing.T) {
			rewrite(t, file, func(b []byte) []byte { b[len(b)/2]++; return b })
		}, true},
		{"the cache of another version", func(t *testing.T) {
			rewrite(t, file, func(b []byte) []byte { return append([]byte("readout list 0\n"), b[15:]...) })
		}, true},
		{"a folder in its place", func(t *testing.T) {
			remove(t, file)
			if err := os.MkdirAll(file, 0o755); err != nil {
				t.Fatal(err)
			}
		}, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.do(t)
			if items, ok := l.Listed(); c.seen && ok {
				t.Errorf("listed all the same: %d", len(items))
			}
			want, wantProblems, err := plain.List()
			if err != nil {
				t.Fatal(err)
			}
			for range 2 { // from the files, then from the cache
				age(t, l)
				got, problems, err := l.List()
				if diff := cmp.Diff(want, got); diff != "" || err != nil {
					t.Error(diff, err)
				}
				if fmt.Sprint(problems) != fmt.Sprint(wantProblems) {
					t.Errorf("problems %v, want %v", problems, wantProblems)
				}
			}
			got, ok := l.Listed()
			if whole := len(wantProblems) == 0 && c.name != "a folder in its place"; ok != whole || ok && !cmp.Equal(want, got) {
				t.Errorf("listed %v: %s", ok, cmp.Diff(want, got))
			}
		})
	}
}

func mustKeep(t testing.TB, l *Library, text string) Item {
	t.Helper()
	it, err := l.Keep([]byte(text), "")
	if err != nil {
		t.Fatal(err)
	}
	return it
}

// TestListedWaits: as long as a change could hide behind the clock of the file system,
// nothing is believed.
func TestListedWaits(t *testing.T) {
	l, _ := cached(t, t.TempDir())
	fill(t, l, 3)
	mustList(t, l)
	if _, ok := l.Listed(); ok {
		t.Error("a list of this moment was believed")
	}
	age(t, l)
	if _, ok := l.Listed(); ok {
		t.Error("a list with no mark was believed")
	}
	mustList(t, l)
	if items, ok := l.Listed(); !ok || len(items) != 3 {
		t.Error("the list was not believed")
	}
	other, _ := cached(t, t.TempDir()) // with another library's cache
	fill(t, other, 3)
	other.dirs.Cache = l.dirs.Cache
	age(t, other)
	if _, ok := other.Listed(); ok {
		t.Error("another library's list was believed")
	}
}

// TestReadOnlyCache: where nothing can be written, the list takes longer and is the same.
func TestReadOnlyCache(t *testing.T) {
	l, plain := cached(t, t.TempDir())
	fill(t, l, 3)
	l.dirs.Cache = "/proc/readout"
	if diff := cmp.Diff(mustList(t, plain), mustList(t, l)); diff != "" {
		t.Error(diff)
	}
}

// FuzzListing: whatever the file has, it is read as a list or not at all.
func FuzzListing(f *testing.F) {
	l, _ := cached(f, f.TempDir())
	fill(f, l, 3)
	mustList(f, l)
	text, err := os.ReadFile(filepath.Join(l.dirs.Cache, listingFile))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(text[len(listingHead)+4:])
	f.Add([]byte("\x00\x06\x06\x06"))
	f.Fuzz(func(t *testing.T, body []byte) {
		head := binary.LittleEndian.AppendUint32([]byte(listingHead), crc32.Checksum(body, crc32.MakeTable(crc32.Castagnoli)))
		if err := os.WriteFile(filepath.Join(l.dirs.Cache, listingFile), append(head, body...), 0o644); err != nil {
			t.Fatal(err)
		}
		if known, ok := l.readListing(listingFile, ""); ok && len(known.items) != len(known.stamps) || !ok && known.items != nil {
			t.Errorf("%v with %d items, %d stamps", ok, len(known.items), len(known.stamps))
		}
	})
}

// BenchmarkListed lists 2,000 briefings that nobody changed.
func BenchmarkListed(b *testing.B) {
	l, _ := cached(b, b.TempDir())
	fill(b, l, 2000)
	age(b, l)
	mustList(b, l)
	for b.Loop() {
		if items, ok := l.Listed(); !ok || len(items) != 2000 {
			b.Fatal(len(items), ok)
		}
	}
}

// TestOpening: the first of the list are those of the whole, and are believed no longer.
func TestOpening(t *testing.T) {
	l, _ := cached(t, t.TempDir())
	fill(t, l, openingSize+20)
	if items, ok := l.Opening(); ok {
		t.Errorf("%d items of a list that nobody has made", len(items))
	}
	age(t, l)
	all := mustList(t, l)
	first, ok := l.Opening()
	if !ok || !cmp.Equal(first, all[:openingSize]) {
		t.Fatalf("%v: %s", ok, cmp.Diff(first, all[:openingSize]))
	}
	yes := true
	if err := l.Shelve(Shelved{Briefing: all[3].ID, Read: &yes}, Shelved{Briefing: all[4].ID, Archived: &yes}); err != nil {
		t.Fatal(err)
	}
	if first, _ = l.Opening(); !first[3].Read || !first[4].Archived || first[5].Read {
		t.Error("what was said of them is not in it")
	}
	mustKeep(t, l, "# One more\n")
	if _, ok := l.Opening(); ok {
		t.Error("it is believed though there is one more")
	}
	age(t, l)
	mustList(t, l)
	file := filepath.Join(l.dirs.Cache, openingFile)
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	text[len(text)/2]++
	if err := os.WriteFile(file, text, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, ok := l.Opening(); ok {
		t.Error("it is believed though it is damaged")
	}
	if items, ok := l.Listed(); !ok || len(items) != len(all)+1 {
		t.Error("the list itself is whole")
	}
}

// TestOpenedLine: the lines that are read without a parser say the same with one.
func TestOpenedLine(t *testing.T) {
	yes := true
	for _, id := range []string{"a", "9bf62459-85b5-5c24-ad7c-a0f10d8b2c26", `x"y`, "", "ä"} {
		line, err := json.Marshal(Shelved{Briefing: id, Read: &yes})
		if err != nil {
			t.Fatal(err)
		}
		if got, ok := opened(string(line)); ok && got != id || !ok && !strings.ContainsRune(id, '"') {
			t.Errorf("%s: %q %v", line, got, ok)
		}
	}
	for _, line := range []string{``, `{"briefing":"a","read":false}`, `{"briefing":"a","archived":true,"read":true}`, `{"briefing":"\u0061","read":true}`} {
		if id, ok := opened(line); ok {
			t.Errorf("%s is taken for %q", line, id)
		}
	}
}
