package prose

import (
	_ "embed"
	"strings"
)

// atlasText has the cities and regions that the news names more rarely: names in lower
// case with their countries, sorted, behind a few lines of comment. It is searched as it
// stands, so that it costs nothing to start with.
//
//go:embed data/atlas.txt
var atlasText string

// atlas gives the country of a city or region by its name in lower case.
func atlas(name string) (country string, ok bool) {
	low, high := 0, len(atlasText)
	for low < high {
		mid := low + (high-low)/2
		start := strings.LastIndexByte(atlasText[:mid], '\n') + 1
		size := strings.IndexByte(atlasText[start:], '\n')
		if size < 0 {
			size = len(atlasText) - start
		}
		line := atlasText[start : start+size]
		key, country, _ := strings.Cut(line, "\t")
		switch {
		case key == name && line != name:
			return country, true
		case key < name:
			low = start + size + 1
		default:
			high = start
		}
	}
	return "", false
}

// mapped gives the country of the city or region that the tokens [i, j) name, if there
// is one.
func (f *finder) mapped(i, j int) (country string, ok bool) {
	if j-i > 4 || f.toks[i].Shape != Capitalised && f.toks[i].Shape != Upper || f.toks[i].Shape == Upper && f.toks[i].Len() < 5 {
		return "", false
	}
	if j == i+1 {
		return atlas(f.toks[i].Lower)
	}
	return atlas(phraseKey(f.toks[i:j]))
}
