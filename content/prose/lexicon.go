package prose

import (
	"embed"
	"strings"
	"sync"
)

//go:embed data/*.tsv
var data embed.FS

// words are the small word lists that cutting a text needs.
type words struct {
	abbreviations map[string]string // without the period → class
	lemmas        map[string]string // form → dictionary form
}

var lexicon = sync.OnceValue(func() *words {
	w := &words{abbreviations: map[string]string{}, lemmas: map[string]string{}}
	for row := range rows("abbreviations") {
		w.abbreviations[row[0]] = row[1]
	}
	for row := range rows("lemmas") {
		for form := range strings.SplitSeq(row[1], " ") {
			w.lemmas[form] = row[0]
		}
	}
	return w
})

// class gives the class of an abbreviation, or "".
func class(lower string) string { return lexicon().abbreviations[lower] }

// rows gives the rows of an embedded table, cut at tabs. A table that can't be read
// is a fault of the build, not of any input, and gives no rows.
func rows(table string) func(yield func([]string) bool) {
	return func(yield func([]string) bool) {
		text, err := data.ReadFile("data/" + table + ".tsv")
		if err != nil {
			return
		}
		for line := range strings.SplitSeq(string(text), "\n") {
			line = strings.TrimSuffix(line, "\r")
			if line == "" || line[0] == '#' {
				continue
			}
			if !yield(strings.Split(line, "\t")) {
				return
			}
		}
	}
}
