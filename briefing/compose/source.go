package compose

import (
	"iter"
	"slices"
	"strings"

	"readout/content"
	"readout/content/prose"
)

// shingle is how many words in a row must be the same to count as copied, as in Broder's
// resemblance of documents (1997).
const shingle = 5

// copied is the share of the shorter article's shingles from which it counts as a copy.
const copied = 0.6

// later is the share of the shorter's shingles from which a briefing is an older one's in a
// later state: what was published is corrected, added to and cut, seldom written anew.
const later = 0.4

// independent numbers the sources behind articles: those of one publisher have the same
// number, and so have copies of one text, as papers print what an agency wrote.
func independent(articles []*content.Article) []int {
	sets := make([]map[string]bool, len(articles))
	numbers := make([]int, len(articles))
	if len(articles) == 1 {
		return numbers
	}
	for i, a := range articles {
		sets[i] = shingles(a)
		numbers[i] = i
		for k := range i {
			if samePublisher(a, articles[k]) || containment(sets[i], sets[k]) >= copied {
				numbers[i] = numbers[k]
				break
			}
		}
	}
	return numbers
}

func samePublisher(a, b *content.Article) bool {
	return a.Publisher != "" && strings.EqualFold(a.Publisher, b.Publisher)
}

func shingles(a *content.Article) map[string]bool {
	return shinglesOf(func(yield func(string) bool) {
		for i := range a.Paragraphs {
			if !yield(a.Paragraphs[i].Text) {
				return
			}
		}
	})
}

// shinglesOf gives the shingles of paragraphs, one after another.
func shinglesOf(paragraphs iter.Seq[string]) map[string]bool {
	var words []string
	for text := range paragraphs {
		for _, t := range prose.Tokens(text) {
			if t.Shape != prose.Mark {
				words = append(words, t.Lower)
			}
		}
	}
	set := make(map[string]bool, len(words))
	for i := range words {
		if i+shingle <= len(words) {
			set[strings.Join(words[i:i+shingle], " ")] = true
		}
	}
	return set
}

// containment gives the share of the smaller set that is in the other.
func containment(a, b map[string]bool) float64 {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) == 0 {
		return 0
	}
	shared := 0
	for s := range a {
		if b[s] {
			shared++
		}
	}
	return float64(shared) / float64(len(a))
}

// distinct counts the sources behind some articles, given by number from 1.
func (c *composer) distinct(articles []int) int {
	var seen []int
	for _, a := range articles {
		if s := c.sources[a-1]; !slices.Contains(seen, s) {
			seen = append(seen, s)
		}
	}
	return len(seen)
}
