package prose

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"readout/content"
)

// Sentences cuts a text into sentences: byte spans in order, without white space at
// their ends, that together hold everything but white space. An empty line always
// ends a sentence; a quotation that goes on after its attribution doesn't.
func Sentences(text string) []content.Span {
	return sentences(text, Tokens(text))
}

func sentences(text string, toks []Token) []content.Span {
	if len(toks) == 0 {
		if s := strings.TrimSpace(text); s != "" {
			at := strings.Index(text, s)
			return []content.Span{{Start: at, End: at + len(s)}}
		}
		return nil
	}
	c := cutter{text: text, toks: toks}
	out := make([]content.Span, 0, len(text)/120+1)
	for i := 0; i < len(toks); {
		end, ok := c.boundary(i)
		c.quotes(i, end)
		if ok {
			out = append(out, content.Span{Start: toks[c.first].Start, End: toks[end-1].End})
			c.first, c.depth = end, 0
		}
		i = end
	}
	if c.first < len(toks) {
		out = append(out, content.Span{Start: toks[c.first].Start, End: toks[len(toks)-1].End})
	}
	return out
}

// cutter walks the tokens of a text and remembers where the sentence began.
type cutter struct {
	text  string
	toks  []Token
	first int // index of the sentence's first token
	depth int // open parentheses
}

// spaced reports whether white space stands before token i.
func (c *cutter) spaced(i int) bool {
	return i == 0 || i >= len(c.toks) || c.toks[i-1].End < c.toks[i].Start
}

func (c *cutter) quotes(from, to int) {
	for i := from; i < to; i++ {
		switch c.toks[i].Lower {
		case "(":
			c.depth++
		case ")":
			c.depth = max(0, c.depth-1)
		}
	}
}

// oneOf reports whether a mark is one of the marks.
func oneOf(mark, marks string) bool { return strings.Contains(marks, mark) }

func terminal(t *Token) bool {
	switch t.Lower {
	case ".", "!", "?", "…", "。", "\uff01", "\uff1f", "..", "...", "....":
		return true
	}
	return strings.HasPrefix(t.Lower, "...")
}

// fullWidth reports whether t ends a sentence in a script that puts no space behind it.
func fullWidth(t *Token) bool { return t.Lower == "。" || t.Lower == "\uff01" || t.Lower == "\uff1f" }

func (c *cutter) ellipsis(i int) bool {
	return c.toks[i].Lower == "…" || strings.HasPrefix(c.toks[i].Lower, "..")
}

// boundary looks at the token i. It gives the index after the tokens it has settled,
// and whether a sentence ends there.
func (c *cutter) boundary(i int) (int, bool) {
	t := &c.toks[i]
	if i+1 < len(c.toks) && c.paragraphBreak(i+1) {
		return i + 1, true
	}
	if fullWidth(t) {
		end := i + 1
		for end < len(c.toks) && oneOf(c.toks[end].Lower, "」』）”’") {
			end++
		}
		return end, true
	}
	abbreviated := t.Shape != Mark && strings.HasSuffix(t.Lower, ".")
	if !abbreviated && !terminal(t) {
		return i + 1, false
	}
	if i > 0 && (c.toks[i-1].Lower == "[" || c.toks[i-1].Lower == "(") && i+1 < len(c.toks) && oneOf(c.toks[i+1].Lower, ")]") {
		return c.omission(i)
	}
	end, dots := c.terminals(i)
	end, closed := c.closers(end)
	if end >= len(c.toks) || c.paragraphBreak(end) {
		return end, true
	}
	next := c.opening(end)
	if next >= len(c.toks) {
		return end, false
	}
	switch {
	case abbreviated && end == i+1:
		return end, c.afterAbbreviation(i, next)
	case !c.spaced(end):
		return end, c.unspaced(i, end)
	case i == c.first:
		return end, false // an omission at the start
	case dots || c.ellipsis(i):
		return end, c.afterEllipsis(i, next)
	}
	return end, c.afterTerminal(i, end, next, closed)
}

// omission settles a mark in brackets of its own at token i: "[...]" and "[.]" end a
// sentence where the next word has a capital, "(!)" doesn't.
func (c *cutter) omission(i int) (int, bool) {
	end := i + 2
	next := c.opening(end)
	if c.toks[i-1].Lower != "[" || i-1 == c.first || next >= len(c.toks) || !c.spaced(end) {
		return i + 1, false
	}
	n := &c.toks[next]
	return end, n.Shape == Capitalised || n.Shape == Upper
}

// paragraphBreak reports whether an empty line stands before token i.
func (c *cutter) paragraphBreak(i int) bool {
	gap := c.text[c.toks[i-1].End:c.toks[i].Start]
	return len(gap) > 1 && strings.Count(gap, "\n") > 1
}

// terminals gives the index after a run of end marks that begins at i: "?!", "....",
// ". . . .". dots says that it is an ellipsis in separate dots.
func (c *cutter) terminals(i int) (end int, dots bool) {
	end = i + 1
	for end < len(c.toks) && terminal(&c.toks[end]) {
		if c.spaced(end) {
			if !strings.HasPrefix(c.toks[end].Lower, ".") {
				break
			}
			dots = true
		}
		end++
	}
	// "compounds. . . . The": the first dot ended the sentence, three more are an
	// omission at the start of the next.
	if dots && !c.spaced(i) && end == i+4 && end < len(c.toks) {
		if r, _ := utf8.DecodeRuneInString(c.text[c.toks[end].Start:]); unicode.IsUpper(r) {
			return i + 1, false
		}
	}
	return end, dots
}

// closers gives the index after the closing quotation marks, brackets and footnote
// numbers that follow an end mark.
func (c *cutter) closers(i int) (end int, closed bool) {
	for i < len(c.toks) && (!c.spaced(i) || c.toks[i].Lower == "»") {
		switch c.toks[i].Lower {
		case "”", "’", "\"", "'", "»":
			closed = true
		case ")", "]":
		case "[":
			if i+2 >= len(c.toks) || c.toks[i+1].Shape != Number || c.toks[i+2].Lower != "]" {
				return i, closed
			}
			i += 2
		default:
			return i, closed
		}
		i++
	}
	return i, closed
}

// opening gives the index of the next token that is no opening mark.
func (c *cutter) opening(i int) int {
	for i < len(c.toks) && oneOf(c.toks[i].Lower, "“‘\"'([«") {
		i++
	}
	return i
}

func (c *cutter) afterAbbreviation(i, next int) bool {
	t, n := &c.toks[i], &c.toks[next]
	if n.Shape == Plain || n.Shape == Number || n.Shape == Mark {
		return false
	}
	kind := class(strings.TrimSuffix(t.Lower, "."))
	if kind == "title" || kind == "number" || i-c.first < 3 {
		return false
	}
	if c.depth > 0 && c.closesLater(next) {
		return false
	}
	if sentenceStarter(n.Lower) {
		return true
	}
	clock := t.Lower == "a.m." || t.Lower == "p.m."
	return clock && class(strings.TrimSuffix(n.Lower, ".")) == "title"
}

// unspaced settles an end mark with no white space after it: "world.Today" was meant
// as two sentences, "Amazon.com" wasn't.
func (c *cutter) unspaced(i, end int) bool {
	if i == 0 || c.toks[i].Lower == "…" {
		return false
	}
	prev, next := &c.toks[i-1], &c.toks[end]
	return (prev.Shape == Plain || prev.Shape == Number || prev.Shape == Capitalised) && prev.Len() > 1 &&
		next.Shape == Capitalised && next.Len() > 1
}

func (c *cutter) afterEllipsis(i, next int) bool {
	n := &c.toks[next]
	if c.depth > 0 && c.closesLater(next) {
		return false
	}
	long := i > 0 && !c.spaced(i) && c.toks[i].Len() > 3
	return n.Shape == Capitalised && (n.Lower != "i" || long) || n.Shape == Upper && long
}

func (c *cutter) afterTerminal(i, end, next int, closed bool) bool {
	t, n := &c.toks[i], &c.toks[next]
	if c.depth > 0 && c.toks[end-1].Lower != ")" && c.closesLater(next) {
		return false
	}
	var prev *Token
	if i > 0 {
		prev = &c.toks[i-1]
	}
	switch n.Shape {
	case Plain:
		// A lower-case word goes on with the sentence, unless an ordinary word stood
		// before a full stop and none of the marks that end a quotation.
		return t.Lower == "." && !closed && end == next && c.toks[end-1].Lower != ")" && prev != nil && prev.Shape == Plain && prev.Len() > 3 && n.Len() > 1
	case Number:
		if t.Lower == "." && (prev == nil || prev.Shape == Mark && !oneOf(prev.Lower, "%)\"”")) {
			return false
		}
	case Mark:
		if oneOf(n.Lower, ",;:)]—–-") || terminal(n) && c.toks[next-1].Lower == "[" {
			return false
		}
	}
	if prev != nil && t.Lower == "." && i < c.first+3 && (prev.Shape == Number || prev.Len() == 1) {
		return false // the number of a list item
	}
	if closed && t.Lower != "." && attributionAt(c.toks, next) {
		return false
	}
	return true
}

// closesLater reports whether a parenthesis that is open at token i closes soon, so
// that the sentences in it belong to the one around it.
func (c *cutter) closesLater(i int) bool {
	for j := i; j < len(c.toks) && j < i+60; j++ {
		switch c.toks[j].Lower {
		case ")":
			return true
		case "(":
			return false
		}
	}
	return false
}

// attributionAt reports whether a short attribution stands at token i: "he said.",
// "the minister asked,".
func attributionAt(toks []Token, i int) bool {
	for j := i; j < len(toks) && j < i+5; j++ {
		t := &toks[j]
		if j > i && speechVerb(t.Lemma) {
			return j+1 == len(toks) || toks[j+1].Lower == "." || toks[j+1].Lower == ","
		}
		if t.Shape == Plain && !determiner(t.Lower) && j == i && !pronoun(t.Lower) {
			return false
		}
	}
	return false
}

func determiner(lower string) bool { return lower == "the" || lower == "a" || lower == "an" }

func pronoun(lower string) bool {
	switch lower {
	case "he", "she", "they", "it", "i", "we":
		return true
	}
	return false
}

// sentenceStarter reports whether a word that is capitalised after an abbreviation is
// so because a sentence begins: function words that begin no name.
func sentenceStarter(lower string) bool {
	switch lower {
	case "the", "a", "an", "this", "that", "these", "those", "it", "he", "she", "they", "we", "i", "you", "there", "here",
		"his", "her", "its", "their", "our", "my", "your", "in", "on", "at", "by", "for", "from", "with", "as", "after",
		"before", "since", "when", "while", "where", "what", "who", "why", "how", "which", "but", "and", "or", "if",
		"although", "though", "because", "however", "meanwhile", "also", "some", "many", "most", "both", "all", "no",
		"not", "to", "under", "during", "despite", "according", "once", "until", "then", "yet", "so", "did", "do", "does",
		"is", "are", "was", "were", "has", "have", "had", "earlier", "later", "last", "several", "now", "today", "yesterday",
		"such", "each", "every", "another", "other", "through", "without", "instead", "still", "asked", "speaking", "among":
		return true
	}
	return false
}
