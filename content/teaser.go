package content

import (
	"strings"
	"unicode"
)

// teaserWords bounds the blurb below a teaser's headline.
const teaserWords = 70

// markTeasers finds teasers of other stories between the paragraphs: a headline that stands
// twice, or one below a label such as "Other Topics of Interest", and the blurb that goes
// with it. A blurb is told from the article going on by its words: they belong to the
// teaser's headline, or to nothing else in the article.
func markTeasers(blocks []block) {
	for i := 0; i < len(blocks); i++ {
		b := &blocks[i]
		switch {
		case b.reason == reasonTeaser && isRelatedLabel(fold(b.text)):
			i = markBelow(blocks, i)
		case b.reason == "" && isHeadline(b):
			if twin := repeatOf(blocks, i); twin > 0 {
				for j := i; j < twin; j++ {
					if blocks[j].reason == "" {
						blocks[j].reason = reasonTeaser
					}
				}
				i = markBelow(blocks, twin-1)
			}
		}
	}
}

// repeatOf gives the index of the same headline within the next three blocks that have
// nothing but labels between; 0 if there is none.
func repeatOf(blocks []block, i int) int {
	text := fold(blocks[i].text)
	for j := i + 1; j < min(len(blocks), i+4); j++ {
		if fold(blocks[j].text) == text {
			return j
		}
		if blocks[j].reason == "" && !isHeadline(&blocks[j]) {
			break
		}
	}
	return 0
}

// markBelow drops the headlines and blurbs below the label at i; it gives the index of the
// last block dropped.
func markBelow(blocks []block, i int) int {
	label := i
	for i+1 < len(blocks) {
		head := &blocks[i+1]
		if head.reason != "" && head.reason != reasonTeaser {
			i++
			continue
		}
		if !isHeadline(head) && head.linked*2 <= len(head.text) {
			break
		}
		// One headline belongs to its label. More of them are a list of stories, unless a
		// heading of the article itself comes next.
		if i > label && !isHeadline(&blocks[min(i+2, len(blocks)-1)]) && !isBlurb(blocks, i+2, head.text) {
			break
		}
		if i+1 == label+1 && i+2 < len(blocks) && !isListed(blocks, i+1) && belongs(blocks, i+2, head.text) {
			break
		}
		head.reason = reasonTeaser
		i++
		if i+1 < len(blocks) && isBlurb(blocks, i+1, blocks[i].text) {
			blocks[i+1].reason = reasonTeaser
			i++
		}
	}
	return i
}

// isListed reports whether the headline at i is surely a teaser's: it stands above the
// label as well, or in a link.
func isListed(blocks []block, i int) bool {
	text := fold(blocks[i].text)
	for j := max(0, i-4); j < i; j++ {
		if fold(blocks[j].text) == text {
			return true
		}
	}
	return blocks[i].linked*2 > len(blocks[i].text)
}

// belongs reports whether the heading names what the article goes on about in the
// paragraph at i: then it is a heading of the article itself, behind a label left over.
func belongs(blocks []block, i int, heading string) bool {
	return blocks[i].kind == Text && !isBlurb(blocks, i, heading) && words(heading) <= 6
}

// isBlurb reports whether the block at i goes with a teaser's headline and not with the article.
func isBlurb(blocks []block, i int, headline string) bool {
	if i >= len(blocks) {
		return false
	}
	b := &blocks[i]
	if b.reason != "" || b.kind == Heading || words(b.text) > teaserWords || isHeadline(b) || goesOn(b.text) {
		return false
	}
	own := contentWords(b.text)
	if len(own) == 0 {
		return false
	}
	rest := map[string]bool{}
	for j := range blocks {
		if j != i && (blocks[j].reason == "" || blocks[j].reason == reasonTitle) && fold(blocks[j].text) != fold(headline) {
			for w := range contentWords(blocks[j].text) {
				rest[w] = true
			}
		}
	}
	ofHeadline := contentWords(headline)
	fresh, shared := 0, 0
	for w := range own {
		if !rest[w] {
			fresh++
			if ofHeadline[w] {
				shared++
			}
		}
	}
	// A paragraph of the article itself repeats about half of its words elsewhere in it.
	novelty := float64(fresh) / float64(len(own))
	return shared >= 2 || shared == 1 && novelty >= 0.6 || novelty >= 0.8
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

// language tells English by its function words; it gives "en" or nothing.
func language(blocks []block) string {
	n, function := 0, 0
	for _, b := range blocks {
		for f := range strings.FieldsSeq(fold(b.text)) {
			n++
			switch f {
			case "the", "of", "and", "to", "in", "a", "is", "that", "for", "it", "with", "as", "was", "on", "by", "from", "said", "has", "its", "he":
				function++
			}
		}
		if n >= 600 {
			break
		}
	}
	if n >= 12 && function*5 >= n {
		return "en"
	}
	return ""
}

// markRepeated drops paragraphs of some length that stood before, word for word.
func markRepeated(blocks []block) {
	seen := map[string]bool{}
	for i := range blocks {
		b := &blocks[i]
		if b.reason != "" || words(b.text) < 6 {
			continue
		}
		text := fold(b.text)
		if seen[text] {
			b.reason = reasonRepeated
		}
		seen[text] = true
	}
}

// markEnd drops what stands below the text: who the author is, how to reach them.
func markEnd(blocks []block) {
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
		case isContact(b.text), isAuthorNote(blocks, i):
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
	at := strings.IndexByte(s, '@')
	folded := fold(s)
	return at >= 0 && words(s) <= 22 && (strings.HasPrefix(folded, "follow ") || strings.HasPrefix(folded, "contact ") ||
		strings.HasPrefix(folded, "email ") || strings.HasPrefix(folded, "e mail ") || strings.Contains(folded, "can be reached at") ||
		strings.Contains(folded, "on twitter") || words(s) <= 3)
}

// isAuthorNote reports whether the paragraph at i introduces the author: "A. Name is a
// reporter based in …", and no other paragraph names that person.
func isAuthorNote(blocks []block, i int) bool {
	s := blocks[i].text
	at := -1
	for _, verb := range [...]string{" is a ", " is an ", " is the ", " is our ", " has been a ", " covers ", " reports on ", " writes about ", " was a "} {
		if j := strings.Index(s, verb); j > 0 && (at < 0 || j < at) {
			at = j
		}
	}
	if at < 0 || words(s) > 90 || !isBareName(s[:at]) {
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
