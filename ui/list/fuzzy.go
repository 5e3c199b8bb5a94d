package list

import (
	"sync"

	"github.com/junegunn/fzf/src/algo"
	"github.com/junegunn/fzf/src/util"
)

// Fuzzy finds the letters of a word in a text, in their order with others between them, as
// fzf does.
type Fuzzy struct {
	words [][]rune
	slab  *util.Slab
}

// leastScore is what a letter of a word has to score on the average: one that begins a word of
// the text, or follows on the letter before it, does, one in the midst of others does not.
const leastScore = 14

// fuzzyFrom is how many letters a word has at least: fewer are nearly everywhere.
const fuzzyFrom = 3

// weighLetters sets what letters at the beginning of a word count for.
var weighLetters = sync.OnceFunc(func() { algo.Init("default") })

// Fuzzy gives what finds all words of a query, nil where there is nothing to find in that
// way.
func (q Query) Fuzzy() *Fuzzy {
	if len(q) == 0 {
		return nil
	}
	weighLetters()
	f := &Fuzzy{slab: util.MakeSlab(16<<10, 2<<10)}
	for _, w := range q {
		letters := []rune(w)
		if len(letters) < fuzzyFrom {
			return nil
		}
		f.words = append(f.words, letters)
	}
	return f
}

// Score says how well all words are found in a text that Fold gave; 0 is not at all.
func (f *Fuzzy) Score(folded string) int {
	sum := 0
	chars := util.ToChars([]byte(folded))
	for _, w := range f.words {
		found, _ := algo.FuzzyMatchV2(true, false, true, &chars, w, false, f.slab)
		if found.Score < leastScore*len(w) {
			return 0
		}
		sum += found.Score
	}
	return sum
}
