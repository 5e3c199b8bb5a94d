package content

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// readPaste reads text as it is pasted from a page, or written in a mail or a file.
func readPaste(text string) *manuscript {
	m := &manuscript{}
	text = m.readHeader(Clean(text))
	m.blocks = pasteBlocks(text)
	return m
}

// readHeader takes lines such as "Title: …" and "Published: …" from the top of a text, as
// archives and mail have them, and gives the rest. Without a known name in every line
// up to the first blank one there is no header.
func (m *manuscript) readHeader(text string) (rest string) {
	head, rest, found := strings.Cut(strings.TrimLeft(text, "\n"), "\n\n")
	if !found {
		return text
	}
	var a Article
	for l := range strings.SplitSeq(head, "\n") {
		name, value, ok := strings.Cut(l, ":")
		if value = foldSpace(value); !ok || value == "" || len(name) > 20 {
			return text
		}
		switch strings.ToLower(strings.TrimSpace(name)) {
		case "title", "headline", "subject":
			a.Title = value
		case "published", "date", "sent":
			if day, words, ok := firstDay(value); ok {
				a.Published = Date{Value: day, Certainty: Exact, Words: words}
			} else {
				a.Published = Date{Words: value}
			}
		case "source", "url", "link", "address", "publisher", "site", "newspaper":
			if address := webAddress(value); address != "" {
				a.URL = address
			} else {
				a.Publisher = value
			}
		case "author", "authors", "by", "byline", "from":
			a.Byline = bylineName(value)
		case "language", "lang":
			a.Language = languageTag(value)
		case "to", "cc", "message-id", "reply-to":
		default:
			return text
		}
	}
	m.Article = a
	return rest
}

// pasteBlocks cuts a text into paragraphs. Blank lines part them; single line ends are
// either wraps, which are joined, or part paragraphs too, as in pastes from browsers.
func pasteBlocks(text string) []block {
	groups := lineGroups(text)
	wrapped := isWrapped(groups)
	width := 0
	for _, g := range groups {
		for _, l := range g {
			width = max(width, utf8.RuneCountInString(l))
		}
	}
	var known vocabulary
	if strings.Contains(text, "-\n") {
		known = vocabularyOf(text)
	}
	var out []block
	for _, g := range groups {
		for i := 0; i < len(g); {
			text := []byte(strings.TrimSpace(g[i]))
			last := g[i]
			for i++; i < len(g) && joins(last, g[i], wrapped, width); i++ {
				text = joinLine(text, strings.TrimSpace(g[i]), known)
				last = g[i]
			}
			out = append(out, paragraphBlock(string(text)))
		}
	}
	return out
}

// vocabulary holds the words of a text, hyphens within them, in lower case.
type vocabulary map[string]struct{}

func vocabularyOf(text string) vocabulary {
	v := vocabulary{}
	for f := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return r != '-' && !unicode.IsLetter(r) }) {
		v[f] = struct{}{}
	}
	return v
}

func (v vocabulary) has(word string) bool {
	_, ok := v[strings.ToLower(word)]
	return ok
}

// lineGroups gives the lines between blank lines, without the marks of a quoted mail.
func lineGroups(text string) [][]string {
	var groups [][]string
	var group []string
	quoted, lines := 0, 0
	for l := range strings.SplitSeq(text, "\n") {
		if t := strings.TrimSpace(l); t != "" {
			lines++
			if t[0] == '>' {
				quoted++
			}
		}
	}
	for l := range strings.SplitSeq(text, "\n") {
		if quoted*5 >= lines*4 {
			l = strings.TrimLeft(l, "> \t")
		}
		if strings.TrimSpace(l) != "" {
			group = append(group, strings.TrimRightFunc(l, unicode.IsSpace))
			continue
		}
		if len(group) > 0 {
			groups = append(groups, group)
			group = nil
		}
	}
	if len(group) > 0 {
		groups = append(groups, group)
	}
	return groups
}

// isWrapped tells wrapped lines from lines that are paragraphs: in wrapped English most
// lines go on in lower case, and hardly one is over 120 characters; where letter case
// does not tell, wrapped lines are filled up to where the next word had no room.
func isWrapped(groups [][]string) bool {
	breaks, lower, ended, full, long, width := 0, 0, 0, 0, 0, 0
	for _, g := range groups {
		for _, l := range g {
			if n := utf8.RuneCountInString(l); n > 120 {
				long++
			} else {
				width = max(width, n)
			}
		}
	}
	for _, g := range groups {
		for i := 1; i < len(g); i++ {
			if isItem(g[i]) {
				continue
			}
			breaks++
			if startsLower(g[i]) {
				lower++
			}
			if endsSentence(g[i-1]) {
				ended++
			}
			if fills(g[i-1], g[i], width) {
				full++
			}
		}
	}
	switch {
	case breaks == 0 || long*4 > breaks:
		return false
	case lower*3 >= breaks:
		return true
	}
	return breaks >= 3 && full*10 >= breaks*8 && ended*2 <= breaks
}

// fills reports whether next's first word had no room on the line before it.
func fills(l, next string, width int) bool {
	first, _, _ := strings.Cut(strings.TrimSpace(next), " ")
	return utf8.RuneCountInString(l)+1+utf8.RuneCountInString(first) > width
}

// joins reports whether next goes on with the paragraph whose last line is l.
func joins(l, next string, wrapped bool, width int) bool {
	if isItem(next) {
		return false
	}
	if !wrapped {
		return startsLower(next) && !endsSentence(l) && !isItem(l) && len(l) > 20
	}
	if indent(next) > indent(l) && endsSentence(l) {
		return false // a first line set in
	}
	// A line that had plenty of room left ends something.
	return startsLower(next) || fills(l, next, width*4/5) || !endsSentence(l) && fills(l, next, width*3/5)
}

func indent(l string) int { return len(l) - len(strings.TrimLeft(l, " \t")) }

// joinLine adds a line to a paragraph. A hyphen at the end of the line stays, unless the
// text elsewhere has the word without it.
func joinLine(text []byte, next string, known vocabulary) []byte {
	head, hyphen := bytes.CutSuffix(text, []byte("-"))
	r, _ := utf8.DecodeLastRune(head)
	if !hyphen || !unicode.IsLetter(r) {
		return append(append(text, ' '), next...)
	}
	from := bytes.LastIndexFunc(head, func(r rune) bool { return !unicode.IsLetter(r) }) + 1
	to := strings.IndexFunc(next, func(r rune) bool { return !unicode.IsLetter(r) })
	if to < 0 {
		to = len(next)
	}
	if first, second := string(head[from:]), next[:to]; known.has(first+second) && !known.has(first+"-"+second) {
		return append(head, next...)
	}
	return append(text, next...)
}

func paragraphBlock(s string) block {
	if isItem(s) {
		if _, rest, ok := strings.Cut(strings.TrimSpace(s), " "); ok && !unicode.IsDigit(rune(s[0])) {
			return block{kind: ListItem, text: foldSpace(rest)}
		}
	}
	return block{text: foldSpace(s)}
}

// isItem reports whether a line begins an item of a list: a bullet, or a number and a bracket or stop.
func isItem(l string) bool {
	mark, rest, ok := strings.Cut(strings.TrimSpace(l), " ")
	if !ok || strings.TrimSpace(rest) == "" {
		return false
	}
	switch mark {
	case "-", "*", "•", "·", "‣", "◦", "▪", "●", "–":
		return true
	}
	digits := strings.TrimRight(mark, ".)")
	return digits != mark && len(digits) <= 2 && number(digits) > 0
}

// isHeadingLike reports whether a paragraph has the shape of a heading: short, no end of
// sentence, no speech, begins with a capital letter or a digit.
func isHeadingLike(s string) bool {
	if len(s) > 120 {
		return false
	}
	n := words(s)
	if n == 0 || n > 14 || !hasLetter(s) || startsLower(s) || isItem(s) {
		return false
	}
	switch r := lastRune(s); {
	case r == '?':
		return n <= 10 && isQuestionWord(s)
	case strings.ContainsRune(".!…:;,”\"’)-–—", r):
		return false
	}
	first, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(first) || unicode.IsDigit(first) || first == '‘' || first == '\'' || !unicode.IsLower(first) && unicode.IsLetter(first)
}

func isQuestionWord(s string) bool {
	first, _, _ := strings.Cut(strings.ToLower(s), " ")
	switch strings.TrimSuffix(strings.TrimSuffix(first, "'s"), "’s") {
	case "what", "why", "how", "who", "when", "where", "which", "is", "are", "will", "can", "could", "does", "do", "did", "has", "should":
		return true
	}
	return false
}

// endsSentence reports whether s ends as a sentence does, closing quotes and brackets aside.
func endsSentence(s string) bool {
	s = strings.TrimRight(s, "”\"’')]» ")
	return strings.HasSuffix(s, ".") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, "?") || strings.HasSuffix(s, "…")
}

func startsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, " \t\"'“‘(["))
	return unicode.IsLower(r)
}

func hasLetter(s string) bool { return strings.ContainsFunc(s, unicode.IsLetter) }

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}
