package list

import (
	"runtime"
	"sync"

	"github.com/junegunn/fzf/src/algo"
	"github.com/junegunn/fzf/src/util"
)

// leastScore is what a letter of a word has to score on the average: one that begins a word of
// the text, or follows on the letter before it, does, one in the midst of others does not.
const leastScore = 14

// fuzzyFrom is how many letters a word has at least: fewer are nearly everywhere.
const fuzzyFrom = 3

// weighLetters sets what letters at the beginning of a word count for.
var weighLetters = sync.OnceFunc(func() { algo.Init("default") })

// Scores says how well the letters of all words are found in texts that Fold gave, in their
// order with others between them, as fzf does; 0 is not at all. It gives nothing where there
// is nothing to find in that way.
func (q Query) Scores(texts int, text func(i int) string) []int {
	words := make([][]rune, len(q))
	for i, w := range q {
		if words[i] = []rune(w); len(words[i]) < fuzzyFrom {
			return nil
		}
	}
	if len(words) == 0 {
		return nil
	}
	weighLetters()
	scores := make([]int, texts)
	var all sync.WaitGroup
	n := runtime.GOMAXPROCS(0)
	for part := range n {
		all.Go(func() {
			slab := util.MakeSlab(16<<10, 2<<10)
			var letters []byte
			for i := part * texts / n; i < (part+1)*texts/n; i++ {
				letters = append(letters[:0], text(i)...)
				scores[i] = score(words, letters, slab)
			}
		})
	}
	all.Wait()
	return scores
}

func score(words [][]rune, folded []byte, slab *util.Slab) int {
	sum := 0
	chars := util.ToChars(folded)
	for _, w := range words {
		found, _ := algo.FuzzyMatchV2(true, false, true, &chars, w, false, slab)
		if found.Score < leastScore*len(w) {
			return 0
		}
		sum += found.Score
	}
	return sum
}
