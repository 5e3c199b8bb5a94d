package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"time"

	"readout/content"
)

// page is the truth of a saved page, and a prediction.
type page struct {
	Body string `json:"articleBody"`
}

func measureExtraction(dir string, _ time.Time) (*outcome, error) {
	path := filepath.Join(dir, "ground-truth.json")
	raw, err := readFile(path)
	if err != nil {
		return nil, err
	}
	var truth map[string]page
	if err := json.Unmarshal(raw, &truth); err != nil {
		return nil, fmt.Errorf("%s:%d: %w", path, lineOf(raw, err), err)
	}
	ids := slices.Sorted(maps.Keys(truth))
	pages := make([][]byte, len(ids))
	for i, id := range ids {
		if pages[i], err = readPage(dir, id); err != nil {
			return nil, err
		}
	}
	o := newOutcome(len(ids))
	bodies, took := extract(pages)
	o.total["pages_per_second"] = ratio(float64(len(ids)), took.Seconds())
	var precision, recall, found, wanted float64
	predictions := map[string]page{}
	for i, id := range ids {
		predictions[id] = page{bodies[i]}
		t := compareShingles(truth[id].Body, bodies[i])
		if t.hit+t.extra > 0 {
			precision, found = precision+share(t.hit, t.hit+t.extra), found+1
		}
		if t.support() > 0 {
			recall, wanted = recall+share(t.hit, t.support()), wanted+1
		}
		if t.extra+t.missed > 0 {
			o.miss("%s: precision %.3f, recall %.3f", id, share(t.hit, t.hit+t.extra), share(t.hit, t.support()))
		}
	}
	precision, recall = ratio(precision, found), ratio(recall, wanted)
	o.total["precision"], o.total["recall"] = precision, recall
	o.total["f1"] = ratio(2*precision*recall, precision+recall)
	o.total["support"] = float64(len(ids))
	return o, o.predict(predictions)
}

// extract gives the bodies of pages, one after another on one core, and the time of that.
// A page that the program refuses has none.
func extract(pages [][]byte) ([]string, time.Duration) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1)) // else the collector has a core of its own
	articles := make([]*content.Article, len(pages))
	start := time.Now()
	for i, page := range pages {
		if a, err := content.Load(bytes.NewReader(page), content.Options{Name: "page.html"}); err == nil {
			articles[i] = a
		}
	}
	took := time.Since(start)
	bodies := make([]string, len(pages))
	for i, a := range articles {
		if a == nil {
			continue
		}
		paragraphs := make([]string, len(a.Paragraphs))
		for k := range a.Paragraphs {
			paragraphs[k] = a.Paragraphs[k].Text
		}
		bodies[i] = strings.Join(paragraphs, "\n")
	}
	return bodies, took
}

// readPage reads a saved page, compressed or not.
func readPage(dir, id string) ([]byte, error) {
	path := filepath.Join(dir, "html", id+".html")
	raw, err := readFile(path)
	if !errors.Is(err, fs.ErrNotExist) {
		return raw, err
	}
	return readFile(path + ".gz")
}

// lineOf gives the line, from 1, where JSON stopped being what it should.
func lineOf(raw []byte, err error) int {
	at := int64(0)
	if syntax, ok := errors.AsType[*json.SyntaxError](err); ok {
		at = syntax.Offset
	}
	if kind, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		at = kind.Offset
	}
	return 1 + bytes.Count(raw[:min(int(at), len(raw))], []byte("\n"))
}

// compareShingles compares two texts as bags of shingles.
func compareShingles(truth, got string) tally {
	word := regexp.MustCompile(`[\p{L}\p{N}_]+`) // \w of Python's re
	return compareBags(bag(word.FindAllString(truth, -1), 4), bag(word.FindAllString(got, -1), 4))
}

// bag counts the runs of n words; a shorter text is one run.
func bag(words []string, n int) map[string]int {
	out := map[string]int{}
	if 0 < len(words) && len(words) < n {
		n = len(words)
	}
	for i := range len(words) - n + 1 {
		out[strings.Join(words[i:i+n], " ")]++
	}
	return out
}

func compareBags(want, got map[string]int) tally {
	var t tally
	for k, n := range want {
		t.hit += min(n, got[k])
		t.missed += max(0, n-got[k])
	}
	for k, n := range got {
		t.extra += max(0, n-want[k])
	}
	return t
}
