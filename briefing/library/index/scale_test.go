package index

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"readout/briefing/library"
	"readout/briefing/note"
	"readout/briefing/note/disk/disktest"
)

var (
	briefings = flag.Int("briefings", 2000, "`N` generated briefings in the library of the benchmarks")
	noted     = flag.Int("noted", 0, "put `N` notes on every briefing, instead of two on every twentieth")
	shelf     = flag.String("shelf", "", "keep that library in `DIR`, and use the one that is there")
)

// large gives a library of generated briefings of some thirty lines, every twentieth with
// two notes.
func large(b *testing.B) fixture {
	b.Helper()
	dir := *shelf
	if dir == "" {
		dir = b.TempDir()
	}
	in := func(kind string) string { return filepath.Join(dir, kind, "readout") } // as XDG_DATA_HOME=DIR/data has it
	lib, err := library.Open(library.Dirs{Data: in("data"), State: in("state"), Cache: in("cache")}, morning, library.WithFiles(disktest.Hasty{}))
	if err != nil {
		b.Fatal(err)
	}
	if lib.Empty() {
		var group sync.WaitGroup
		for w := range 4 {
			group.Go(func() {
				for i := w; i < *briefings; i += 4 {
					generate(b, lib, i)
				}
			})
		}
		group.Wait()
	}
	path := filepath.Join(in("cache"), "index.db")
	x, err := Open(path, lib)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { x.Close() })
	return fixture{x, lib, path, dir}
}

func generate(b *testing.B, lib *library.Library, i int) {
	words := strings.Fields("ministers talks harbour border convoy grain radar treaty crossing river snow winter aid loan court vote tariff port pilots drill")
	var text strings.Builder
	text.WriteString(briefingOf(i, morning.AddDate(0, 0, -i%3000).Format(time.DateOnly), "Strait Courier", "Lind", "Lind met Oja."))
	text.WriteString("\n## Background\n\n")
	for k := range 24 {
		fmt.Fprintf(&text, "- The %s of the %s were told of %s number %d by the %s. [^a1-1]\n",
			words[(i+k)%len(words)], words[(i*7+k)%len(words)], words[(i*3+k*5)%len(words)], i*24+k, words[k%len(words)])
	}
	it, err := lib.Keep([]byte(text.String()), "")
	count := *noted
	if count == 0 && i%20 == 0 {
		count = 2
	}
	if err == nil && count > 0 {
		var notes []note.Note
		for n := range count {
			notes = append(notes, note.Note{
				ID: fmt.Sprintf("n%d-%d", i, n), Revision: 1, Kind: note.Question, Body: "Who told them?",
				Created: morning, Modified: morning, Target: note.Target{Exact: "Lind met Oja", Section: "meetings"},
			})
		}
		err = lib.Append(it.ID, "ada", notes...)
	}
	if err != nil {
		b.Error(err)
	}
}

// BenchmarkUpdate builds the index; briefings/s is the figure.
func BenchmarkUpdate(b *testing.B) {
	f := large(b)
	for b.Loop() {
		x, err := Open(filepath.Join(b.TempDir(), "index.db"), f.lib)
		if err != nil {
			b.Fatal(err)
		}
		if err := x.Update(b.Context(), nil); err != nil {
			b.Fatal(err)
		}
		x.Close()
	}
	b.ReportMetric(float64(*briefings*b.N)/b.Elapsed().Seconds(), "briefings/s")
}

// BenchmarkCurrent brings an index up to date that is.
func BenchmarkCurrent(b *testing.B) {
	f := large(b)
	f.update(b)
	for b.Loop() {
		f.update(b)
	}
}

// BenchmarkList lists the library: for the first time, when all files have been looked
// over, and as it was listed last.
func BenchmarkList(b *testing.B) {
	f := large(b)
	list := func(b *testing.B) {
		if items, problems, err := f.lib.List(); len(items) < *briefings || len(problems) > 0 || err != nil {
			b.Fatal(len(items), problems, err)
		}
	}
	b.Run("first", func(b *testing.B) {
		for b.Loop() {
			if err := os.RemoveAll(filepath.Join(f.dir, "cache", "readout", "list")); err != nil {
				b.Fatal(err)
			}
			list(b)
		}
	})
	b.Run("looked over", func(b *testing.B) {
		for b.Loop() {
			list(b)
		}
	})
	b.Run("unchanged", func(b *testing.B) {
		then := time.Now().Add(-time.Hour)
		for _, dir := range []string{"briefings", "notes"} {
			if err := os.Chtimes(filepath.Join(f.dir, "data", "readout", dir), then, then); err != nil {
				b.Fatal(err)
			}
		}
		list(b)
		for b.Loop() {
			if items, ok := f.lib.Listed(); !ok || len(items) < *briefings {
				b.Fatal(len(items), ok)
			}
		}
	})
}

// BenchmarkSearch finds words, and adds one briefing. The p99 is that of single queries.
func BenchmarkSearch(b *testing.B) {
	f := large(b)
	f.update(b)
	for name, q := range map[string]Query{
		"rare": {Words: "number 4711"}, "common": {Words: "ministers"}, "phrase": {Words: `"met Oja"`}, "section": {Words: "harbour", Section: "background"},
		"two common": {Words: "ministers told"}, "all": {Words: "ministers", Limit: 1 << 20},
	} {
		b.Run(name, func(b *testing.B) {
			var times []time.Duration
			for b.Loop() {
				began := time.Now()
				if hits, err := f.Search(b.Context(), q); err != nil || len(hits) == 0 {
					b.Fatal(len(hits), err)
				}
				times = append(times, time.Since(began))
			}
			slices.Sort(times)
			b.ReportMetric(float64(times[len(times)*99/100].Microseconds())/1000, "p99-ms")
		})
	}
	b.Run("add one", func(b *testing.B) {
		n := rand.IntN(1 << 40)
		for b.Loop() {
			n++
			it := f.keep(b, briefingOf(n, "2025-03-04", "Strait Courier", "Lind", "Lind met Oja."))
			if err := f.Add(b.Context(), it.ID); err != nil {
				b.Fatal(err)
			}
			b.StopTimer()
			if err := os.RemoveAll(filepath.Join(f.dir, "data", "readout", "briefings", it.ID)); err != nil {
				b.Fatal(err)
			}
			b.StartTimer()
		}
	})
}
