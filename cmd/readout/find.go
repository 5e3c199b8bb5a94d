package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"readout/briefing/library"
	"readout/content/fetch"
)

// ready gets what a file or page has, or a briefing of the library, ready for the reader,
// and gives the ids under which it can be opened.
func (p *program) ready(s *store, name, as string) ([]string, error) {
	if fromLibrary(name) {
		it, err := s.lib.Lookup(name)
		switch {
		case err == nil:
			return []string{it.ID}, nil
		case !isPath(name):
			return nil, unfound(s.lib, name, err)
		}
	}
	stamp := fileStamp(name) // of before it is read: what is written meanwhile counts as a change
	in, err := p.load(name)
	if err != nil {
		return nil, err
	}
	texts, err := p.markdown(in, as, making{earlier: s.earlier(in, as)})
	if err != nil {
		return nil, err
	}
	if len(texts) > 1 {
		in.path = "" // a path stands for one briefing
	}
	var again func() ([]byte, error)
	if in.path != "" {
		again = p.again(s, in.path, as, stamp)
	}
	var ids []string
	for _, src := range texts {
		if err := s.clash(src, in.path); err != nil {
			return nil, err
		}
		ids = append(ids, s.add(src, in.path, again))
	}
	return ids, nil
}

// find gives the Markdown of a file, or of a briefing of the library.
func (p *program) find(name, as string) ([]byte, error) {
	if fromLibrary(name) {
		lib, err := p.library()
		if err != nil {
			return nil, err
		}
		it, err := lib.Lookup(name)
		switch {
		case err == nil:
			return lib.Source(it.ID)
		case !isPath(name):
			return nil, unfound(lib, name, err)
		}
	}
	in, err := p.load(name)
	if err != nil {
		return nil, err
	}
	texts, err := p.markdown(in, as, making{})
	if err != nil {
		return nil, err
	}
	if len(texts) > 1 {
		return nil, fmt.Errorf("reading %s: it has %d articles; readout %[1]s opens them, readout make %[1]s -o DIR/ makes a file of each", name, len(texts))
	}
	return texts[0], nil
}

// fromLibrary reports whether a name can only mean a briefing of the library: a file of
// that name comes first.
func fromLibrary(name string) bool {
	_, err := os.Stat(name)
	return name != "-" && !fetch.IsAddress(name) && errors.Is(err, fs.ErrNotExist)
}

// isPath reports whether a name is that of a file rather than a word of a title.
func isPath(name string) bool {
	return strings.ContainsAny(name, `/\\`) || filepath.Ext(name) != "" && !strings.Contains(name, " ")
}

// unfoundError says that a name is neither that of a file nor that of a briefing.
type unfoundError struct{ name, title string }

func (e unfoundError) Error() string {
	line := "opening " + e.name + ": there is no such file, and no briefing of that id or title in the library"
	if e.title != "" {
		line += "; one is called “" + e.title + "”"
	}
	return line
}

// unfound is the error of a name that the library does not know for why. What it may stand
// for is said: a title whose words are written nearly so.
func unfound(lib *library.Library, name string, why error) error {
	if !errors.Is(why, library.ErrNotFound) {
		return why // it fits several, which are named
	}
	items, _, err := lib.List()
	if err != nil {
		return err
	}
	for i := range items {
		if isAlike(name, items[i].Title) {
			return unfoundError{name, items[i].Title}
		}
	}
	return unfoundError{name: name}
}

// isAlike reports whether each word of a name is one of a title but for a slip or two.
func isAlike(name, title string) bool {
	letters := func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }
	words := strings.FieldsFunc(strings.ToLower(title), letters)
	typed := strings.FieldsFunc(strings.ToLower(name), letters)
	for _, w := range typed {
		slips := min(utf8.RuneCountInString(w)/3, 2)
		if !slices.ContainsFunc(words, func(o string) bool { return distance(w, o, slips) <= slips }) {
			return false
		}
	}
	return len(typed) > 0
}

// distance gives how many letters are to be left out, put in or changed to make one word of
// the other (Levenshtein 1966); more than most where it is more.
func distance(a, b string, most int) int {
	x, y := []rune(a), []rune(b)
	if max(len(x), len(y))-min(len(x), len(y)) > most {
		return most + 1
	}
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := range x {
		diagonal := row[0]
		row[0] = i + 1
		for j := range y {
			cost := diagonal
			if x[i] != y[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(y)]
}

// isDay reports whether s is a calendar day as 2024-11-27.
func isDay(s string) bool {
	_, err := time.Parse(time.DateOnly, s)
	return err == nil
}
