package content

import (
	"strings"
	"unicode"
)

// choose takes the best of what is known of a page's article: what readability found,
// the paragraphs of the whole page, and the body that the page states in its metadata.
func choose(found, page []block, stated string) []block {
	if words(stated) >= 60 {
		body := shinglesOf(stated)
		if body.coverage(found) < 0.7 {
			if own := body.among(page); body.coverage(own) >= 0.8 {
				return own
			}
			return pasteBlocks(strings.ReplaceAll(stated, "\n", "\n\n"))
		}
	}
	if dense := densest(page); totalWords(found)*3 < totalWords(dense) || len(found) == 0 {
		return dense
	}
	return found
}

// densest gives the stretch of blocks that has the most running text: each block counts
// by its words outside links, short and linked ones against it (a maximum-sum segment).
func densest(blocks []block) []block {
	const short = 12 // words; navigation, labels and teasers have fewer
	best, from, to := 0, 0, 0
	sum, start := 0, 0
	for i, b := range blocks {
		gain := words(b.text) - short
		switch {
		case b.reason != "" || b.linked*2 > len(b.text):
			gain = -short
		case b.kind == Heading || b.kind == ListItem:
			gain = max(gain, -2)
		}
		if sum <= 0 {
			sum, start = 0, i
		}
		if sum += gain; sum > best {
			best, from, to = sum, start, i+1
		}
	}
	if best == 0 {
		return blocks
	}
	return blocks[from:to]
}

// shingleSet holds the hashes of all runs of four words of a text.
type shingleSet map[uint64]struct{}

func shinglesOf(text string) shingleSet {
	set := shingleSet{}
	set.each(text, func(h uint64) { set[h] = struct{}{} })
	return set
}

// each calls do with the hash (FNV-1a) of every run of four words of text; of all its
// words where it has fewer.
func (shingleSet) each(text string, do func(uint64)) {
	const offset, prime = 14695981039346656037, 1099511628211
	fields := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for i := 0; i == 0 || i+4 <= len(fields); i++ {
		h := uint64(offset)
		for _, f := range fields[i:min(i+4, len(fields))] {
			for j := range len(f) {
				h = (h ^ uint64(f[j])) * prime
			}
			h = (h ^ ' ') * prime
		}
		do(h)
	}
}

// coverage gives the share of the set that the blocks have.
func (s shingleSet) coverage(blocks []block) float64 {
	seen := shingleSet{}
	for _, b := range blocks {
		s.each(b.text, func(h uint64) {
			if _, ok := s[h]; ok {
				seen[h] = struct{}{}
			}
		})
	}
	return float64(len(seen)) / float64(max(1, len(s)))
}

// among gives the blocks that consist of the set's text, and the headings between them.
func (s shingleSet) among(blocks []block) []block {
	var out []block
	pending := -1
	for i, b := range blocks {
		hits, total := 0, 0
		s.each(b.text, func(h uint64) {
			total++
			if _, ok := s[h]; ok {
				hits++
			}
		})
		switch {
		case hits*5 >= total*4:
			if pending >= 0 && len(out) > 0 {
				out = append(out, blocks[pending])
			}
			out, pending = append(out, b), -1
		case b.kind == Heading && b.linked == 0:
			pending = i
		}
	}
	return out
}

func words(s string) int {
	n := 0
	for range strings.FieldsSeq(s) {
		n++
	}
	return n
}

func totalWords(blocks []block) int {
	n := 0
	for _, b := range blocks {
		n += words(b.text)
	}
	return n
}
