package content

import (
	"strings"
	"unicode"
)

// teaserWords bounds the blurb below a teaser's headline.
const teaserWords = 70

// teasers looks for teasers among the blocks of an article.
type teasers struct {
	blocks []block
	uses   map[string]int // in how many blocks that are kept a content word stands; nil until asked for
}

// markTeasers finds teasers of other stories between the paragraphs: a headline that stands
// twice, or one below a label such as "Other Topics of Interest", and the blurb that goes
// with it. A blurb is told from the article going on by its words: they belong to the
// teaser's headline, or to nothing else in the article.
func markTeasers(blocks []block) {
	t := teasers{blocks: blocks}
	for i := 0; i < len(blocks); i++ {
		b := &blocks[i]
		switch {
		case b.reason == reasonTeaser && isRelatedLabel(fold(b.text)):
			i = t.markBelow(i)
		case b.reason == "" && isHeadline(b):
			if twin := t.twin(i); twin > 0 {
				for j := i; j < twin; j++ {
					if blocks[j].reason == "" {
						t.drop(j)
					}
				}
				i = t.markBelow(twin - 1)
			}
		}
	}
}

func (t *teasers) drop(i int) {
	if t.uses != nil {
		for w := range contentWords(t.blocks[i].text) {
			t.uses[w]--
		}
	}
	t.blocks[i].reason = reasonTeaser
}

// twin gives the index of the same headline within the next three blocks, with nothing but
// labels between; 0 if there is none.
func (t *teasers) twin(i int) int {
	text := fold(t.blocks[i].text)
	if words(text) < 4 || !hasLetter(text) {
		return 0 // rows of a table repeat
	}
	for j := i + 1; j < min(len(t.blocks), i+4); j++ {
		if fold(t.blocks[j].text) == text {
			return j
		}
		if t.blocks[j].reason == "" && !isHeadline(&t.blocks[j]) {
			break
		}
	}
	return 0
}

// markBelow drops the headlines and blurbs below the label at i; it gives the index of the
// last block dropped.
func (t *teasers) markBelow(i int) int {
	label, blocks := i, t.blocks
	for i+1 < len(blocks) {
		head := &blocks[i+1]
		if head.reason != "" {
			if head.reason != reasonTeaser {
				return i
			}
			i++
			continue
		}
		linked := head.linked*2 > len(head.text)
		if !isHeadline(head) && !linked {
			return i
		}
		blurb := t.isBlurb(i+2, head.text)
		last := i+2 >= len(blocks)
		if !linked && !blurb && !last && !t.stoodAbove(i+1) && !isHeadline(&blocks[i+2]) {
			// Text of the article follows: below a label, a short line is as likely the
			// article's own heading, and after a story certainly.
			if n := words(head.text); (n < 4 || !t.isNew(i+1)) && (n < 6 || i > label) {
				return i
			}
		}
		t.drop(i + 1)
		if i++; blurb {
			t.drop(i + 1)
			i++
		}
	}
	return i
}

// stoodAbove reports whether the headline at i stood shortly above as well.
func (t *teasers) stoodAbove(i int) bool {
	text := fold(t.blocks[i].text)
	for j := max(0, i-4); j < i; j++ {
		if fold(t.blocks[j].text) == text {
			return true
		}
	}
	return false
}

// isBlurb reports whether the block at i goes with a teaser's headline, which is the block
// before it, and not with the article.
func (t *teasers) isBlurb(i int, headline string) bool {
	if i >= len(t.blocks) {
		return false
	}
	b := &t.blocks[i]
	if b.reason != "" || b.kind == Heading || words(b.text) > teaserWords || isHeadline(b) || goesOn(b.text) {
		return false
	}
	t.count()
	own, ofHeadline := contentWords(b.text), contentWords(headline)
	fresh, shared := 0, 0
	for w := range own {
		elsewhere := t.uses[w] - 1
		if ofHeadline[w] {
			elsewhere--
		}
		if elsewhere <= 0 {
			fresh++
			if ofHeadline[w] {
				shared++
			}
		}
	}
	// A paragraph of the article itself repeats about half of its words elsewhere in it.
	novelty := float64(fresh) / float64(max(1, len(own)))
	return shared >= 2 || shared == 1 && novelty >= 0.6 || novelty >= 0.8
}

// isNew reports whether hardly a word of the headline at i stands elsewhere in the article.
func (t *teasers) isNew(i int) bool {
	t.count()
	own, fresh := contentWords(t.blocks[i].text), 0
	for w := range own {
		if t.uses[w] <= 1 {
			fresh++
		}
	}
	return fresh*10 >= len(own)*7
}

func (t *teasers) count() {
	if t.uses != nil {
		return
	}
	t.uses = map[string]int{}
	for _, b := range t.blocks {
		if b.reason == "" || b.reason == reasonTitle {
			for w := range contentWords(b.text) {
				t.uses[w]++
			}
		}
	}
}

// goesOn reports whether a paragraph refers back by its first words, which a blurb, written
// to stand alone, does not.
func goesOn(s string) bool {
	first, rest, _ := strings.Cut(fold(s), " ")
	switch first {
	case "he", "she", "they", "it", "his", "her", "their", "however", "but", "meanwhile", "also", "still", "this", "that", "these", "those", "both":
		return true
	case "the":
		second, _, _ := strings.Cut(rest, " ")
		return second == "two" || second == "latter" || second == "former" || second == "pair" || second == "meeting" || second == "statement"
	}
	return strings.ContainsRune("“\"", firstRune(s))
}

// isHeadline reports whether a block has the shape of another story's headline.
func isHeadline(b *block) bool {
	if len(b.text) > 300 {
		return false
	}
	n := words(b.text)
	if n < 3 || n > 26 || startsLower(b.text) || strings.ContainsRune("“\"", firstRune(b.text)) && endsSentence(b.text) {
		return false
	}
	return b.kind == Heading || !strings.ContainsRune(".:;,", lastRune(strings.TrimRight(b.text, "”\"’")))
}

// contentWords gives the words of s that carry meaning, by their stems: five letters or more, or
// names, without function words and common endings.
func contentWords(s string) map[string]bool {
	out := map[string]bool{}
	for f := range strings.FieldsFuncSeq(s, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' }) {
		f = strings.TrimSuffix(strings.TrimSuffix(f, "'s"), "’s")
		named := unicode.IsUpper(firstRune(f))
		w := strings.ToLower(f)
		if len(w) < 4 && !named || len(w) < 3 || isFunctionWord(w) {
			continue
		}
		for _, ending := range [...]string{"ing", "ed", "es", "s"} {
			if rest, ok := strings.CutSuffix(w, ending); ok && len(rest) >= 4 {
				w = rest
				break
			}
		}
		out[w] = true
	}
	return out
}

// isFunctionWord knows the English words of three letters or more that any text has.
func isFunctionWord(w string) bool {
	switch w {
	case "the", "and", "for", "are", "was", "were", "has", "had", "have", "his", "her", "its", "their", "this", "that", "these", "those", "with",
		"from", "into", "over", "under", "about", "after", "before", "between", "during", "while", "when", "where", "which", "who", "whom", "whose",
		"what", "will", "would", "could", "should", "can", "may", "might", "must", "been", "being", "more", "most", "some", "such", "than", "then",
		"there", "they", "them", "also", "only", "other", "others", "not", "but", "you", "your", "our", "one", "two", "all", "any", "both", "each",
		"said", "says", "say", "told", "according", "including", "through", "against", "because", "since", "until", "without", "within", "among",
		"very", "just", "like", "many", "much", "even", "now", "out", "she", "him", "how", "why", "did", "does", "here", "per", "via", "upon":
		return true
	}
	return false
}

// markRepeated drops paragraphs of some length that stood before, word for word.
func markRepeated(blocks []block) {
	seen := map[string]bool{}
	for i := range blocks {
		b := &blocks[i]
		if b.reason != "" || words(b.text) < 8 || lastRune(b.text) == '?' {
			continue // an interview asks the same question again
		}
		text := fold(b.text)
		if seen[text] {
			b.reason = reasonRepeated
		}
		seen[text] = true
	}
}

// markEnd drops what stands below the text: who the author is, how to reach them.
func (m *manuscript) markEnd() {
	blocks := m.blocks
	left := 3
	for i := len(blocks) - 1; i > 0 && left > 0; i-- {
		b := &blocks[i]
		if b.reason != "" {
			continue
		}
		left--
		switch {
		case isTagLine(b.text):
			b.reason = reasonTags
		case isContact(b.text), m.isAuthorNote(i):
			b.reason = reasonAuthor
		case isDateLine(b.text):
			b.reason = reasonDate
		}
	}
}

func isTagLine(s string) bool {
	name, _, ok := strings.Cut(s, ":")
	switch strings.ToLower(name) {
	case "tags", "tag", "topics", "topic", "categories", "category", "keywords", "hashtags":
		return ok && words(s) <= 40
	}
	for f := range strings.FieldsSeq(s) {
		if !strings.HasPrefix(f, "#") {
			return false
		}
	}
	return true
}

// isContact reports whether a line says no more than how to reach somebody.
func isContact(s string) bool {
	folded := fold(s)
	return strings.Contains(s, "@") && words(s) <= 22 && (strings.HasPrefix(folded, "follow ") || strings.HasPrefix(folded, "contact ") ||
		strings.HasPrefix(folded, "email ") || strings.HasPrefix(folded, "e mail ") || strings.Contains(folded, "can be reached at") ||
		strings.Contains(folded, "on twitter") || words(s) <= 3)
}

// isAuthorNote reports whether the paragraph at i introduces the author: "A. Name is a
// reporter based in …", and no other paragraph names that person.
func (m *manuscript) isAuthorNote(i int) bool {
	blocks, s := m.blocks, m.blocks[i].text
	at := -1
	for _, verb := range [...]string{" is a ", " is an ", " is the ", " is our ", " has been a ", " covers ", " reports on ", " writes about ", " was a "} {
		if j := strings.Index(s, verb); j > 0 && (at < 0 || j < at) {
			at = j
		}
	}
	if at < 0 || words(s) > 90 {
		return false
	}
	if m.startsWithAuthor(s[:at]) && words(s[:at]) <= 5 {
		return true
	}
	if !isBareName(s[:at]) {
		return false
	}
	lower := fold(s[at:min(len(s), at+160)])
	job := false
	for _, w := range [...]string{"reporter", "correspondent", "journalist", "editor", "writer", "columnist", "author", "freelance", "contributor", "staff", "producer", "covering"} {
		job = job || strings.Contains(lower, w)
	}
	if !job && !strings.Contains(s[at:at+6], "cover") && !strings.Contains(s[at:at+6], "write") && !strings.Contains(s[at:at+6], "report") {
		return false
	}
	fields := strings.Fields(s[:at])
	surname := fields[len(fields)-1]
	for j := range blocks {
		if j != i && blocks[j].reason == "" && strings.Contains(blocks[j].text, surname) {
			return false
		}
	}
	return true
}
