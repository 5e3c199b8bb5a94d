package content

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Reasons for which a paragraph is dropped.
const (
	reasonTitle      = "title"
	reasonByline     = "byline"
	reasonDate       = "date line"
	reasonNavigation = "navigation"
	reasonAd         = "advertisement"
	reasonTeaser     = "teaser"
	reasonShare      = "share prompt"
	reasonSubscribe  = "subscription prompt"
	reasonCaption    = "caption"
	reasonCredit     = "credit"
	reasonCorrection = "correction prompt"
	reasonCookies    = "cookie notice"
	reasonCopyright  = "copyright notice"
	reasonComments   = "comment prompt"
	reasonTags       = "tags"
	reasonPlayer     = "player"
	reasonSeparator  = "separator"
	reasonRepeated   = "repeated"
	reasonAuthor     = "about the author"
)

// headBlocks is how far down the title, the byline and the date line are looked for, and
// longestHead the most bytes that each of them has.
const (
	headBlocks  = 12
	longestHead = 400
)

// markHead takes the title, byline and date line that stand above the text into the
// article's metadata, where the metadata do not have them yet, and out of the text.
func (m *manuscript) markHead() {
	titled, inText := m.Title != "", false
	for i := range m.blocks[:min(len(m.blocks), headBlocks)] {
		b := &m.blocks[i]
		switch {
		case b.reason != "":
		case len(b.text) > longestHead:
			m.takeDateline(b.text)
			inText = true
		case boilerplate(b.text) != "":
		case sameTitle(b.text, m.Title) && (!inText || b.kind != Text):
			b.reason = reasonTitle
		case m.takeDate(b.text):
			b.reason = reasonDate
		case inText:
		case isBreadcrumb(b):
			b.reason = reasonNavigation
		case m.takeByline(b.text):
			b.reason = reasonByline
		case !titled && m.Title == "" && isTitleLike(b.text) && hasTextAfter(m.blocks[i+1:]):
			m.Title, b.reason = b.text, reasonTitle
		case isBareName(b.text) && i+1 < len(m.blocks) && isDateLine(m.blocks[i+1].text):
			m.Byline, b.reason = firstOf(m.Byline, b.text), reasonByline
		case b.kind == Text && !isHeadingLike(b.text):
			m.takeDateline(b.text)
			inText = true
		}
	}
}

func isDateLine(s string) bool {
	_, ok := dateLine(s)
	return ok
}

func (m *manuscript) takeDate(s string) bool {
	if m.Publisher != "" {
		s = strings.TrimRight(strings.TrimSuffix(s, m.Publisher), " /|,·•–—-")
	}
	d, ok := dateLine(s)
	if ok && m.Published.Value == "" && (d.Value != "" || m.Published.Words == "") {
		m.Published = d
	}
	return ok
}

// takeByline takes "By A. Name, Newspaper | 27 November 2024".
func (m *manuscript) takeByline(s string) bool {
	name, rest, ok := byline(s)
	if !ok && m.startsWithAuthor(s) && words(s) <= 14 && !endsSentence(s) {
		name, rest, ok = m.Byline, s, true
	}
	if !ok {
		return false
	}
	if m.Byline == "" {
		m.Byline = name
	}
	if day, words, ok := firstDay(rest); ok && m.Published.Value == "" {
		m.Published = Date{Value: day, Certainty: Exact, Words: words}
	}
	return true
}

// startsWithAuthor reports whether s begins with the name of the first author.
func (m *manuscript) startsWithAuthor(s string) bool {
	name := fold(firstWords(m.Byline))
	rest, ok := strings.CutPrefix(fold(s), name)
	return ok && len(name) > 3 && (rest == "" || rest[0] == ' ')
}

// takeDateline takes the agency from a dateline: "SEOUL, Nov. 27 (Yonhap) --". The
// dateline stays in the text.
func (m *manuscript) takeDateline(s string) {
	s = s[:min(len(s), 120)]
	open := strings.IndexByte(s, '(')
	if open < 4 || m.Publisher != "" {
		return
	}
	agency, after, ok := strings.Cut(s[open+1:], ")")
	after = strings.TrimSpace(after)
	dash := strings.HasPrefix(after, "-") || strings.HasPrefix(after, "–") || strings.HasPrefix(after, "—")
	place, _, _ := strings.Cut(s[:open], ",")
	if place = strings.TrimSpace(place); ok && dash && words(agency) <= 3 && place == strings.ToUpper(place) && hasLetter(place) {
		m.Publisher = agency
	}
}

// byline parts a byline into the names and what follows them.
func byline(s string) (name, rest string, ok bool) {
	lower := strings.ToLower(s)
	marked := false
	for _, p := range []string{"written by ", "reported by ", "story by ", "text by ", "author: ", "authors: ", "byline: ", "by: ", "by "} {
		if strings.HasPrefix(lower, p) && len(lower) == len(s) {
			s, marked = s[len(p):], true
			break
		}
	}
	if !marked || words(s) > 24 {
		return "", "", false
	}
	end := nameEnd(s)
	name = strings.Trim(s[:end], " ,|·•–—-/")
	rest = strings.TrimSpace(s[end:])
	if name == "" || !isName(name) || endsSentence(rest) && words(rest) > 6 {
		return "", "", false
	}
	// What follows is a role, a paper, a date: no running text.
	small := 0
	for f := range strings.FieldsSeq(rest) {
		if startsLower(f) {
			small++
		}
	}
	return name, rest, small <= 4
}

// nameEnd gives where the names at the start of a byline end.
func nameEnd(s string) int {
	end := len(s)
	for _, mark := range []string{"|", "·", "•", " – ", " — ", " - ", " / ", ", ", " in ", " for ", " at ", " Published", " Updated", " on "} {
		if at := strings.Index(s, mark); at > 0 && at < end && (mark != ", " || !isName(firstWords(s[at+2:]))) {
			end = at
		}
	}
	for _, t := range tokens(s[:end]) {
		if unicode.IsDigit(rune(t.text[0])) {
			return min(end, t.Start)
		}
		if month(t.text) > 0 && t.Start > 0 && strings.IndexFunc(s[t.End:], unicode.IsDigit) >= 0 {
			return min(end, t.Start)
		}
	}
	return end
}

// firstWords gives the part of s before its next comma or "and".
func firstWords(s string) string {
	s, _, _ = strings.Cut(s, ",")
	s, _, _ = strings.Cut(s, " and ")
	return s
}

// isName reports whether s is one or more personal names: every word begins with a capital
// letter, particles and "and" apart.
func isName(s string) bool {
	n := 0
	for f := range strings.FieldsSeq(s) {
		switch strings.Trim(f, ",") {
		case "and", "&", "with", "de", "da", "do", "dos", "del", "della", "di", "du", "la", "le", "van", "von", "der", "den", "ter", "bin", "ibn", "al", "el", "y", "e":
			continue
		}
		r, _ := utf8.DecodeRuneInString(f)
		if !unicode.IsUpper(r) && (!unicode.IsLetter(r) || unicode.IsLower(r)) {
			return false
		}
		if month(strings.ToLower(f)) > 0 && len(f) > 3 || isWeekday(strings.ToLower(strings.Trim(f, ",."))) {
			return false
		}
		n++
	}
	return n > 0 && n <= 12
}

// isBareName reports whether s is a name alone, of two to four words.
func isBareName(s string) bool {
	n := words(s)
	return n >= 2 && n <= 4 && isName(s) && !endsSentence(s)
}

// bylineName gives the names of a byline as metadata have it.
func bylineName(s string) string {
	s = line(s)
	if webAddress(s) != "" || strings.HasPrefix(s, "@") || len(s) > 200 {
		return ""
	}
	if name, _, ok := byline(s); ok {
		return name
	}
	if len(s) > 3 && strings.EqualFold(s[:3], "by ") {
		return strings.TrimSpace(s[3:])
	}
	if name, address, ok := strings.Cut(s, " <"); ok && strings.HasSuffix(address, ">") {
		return strings.Trim(name, `" `)
	}
	return s
}

func joinNames(names []string) string {
	if n := len(names); n > 1 {
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
	return names[0]
}

// isTitleLike reports whether the first paragraph of a paste has the shape of a headline.
func isTitleLike(s string) bool {
	n := words(s)
	if n < 3 || n > 30 || len(s) > 220 || startsLower(s) || isItem(s) || !hasLetter(s) {
		return false
	}
	return !strings.ContainsRune(".:;,-–—)", lastRune(strings.TrimRight(s, "”\"’' ")))
}

// hasTextAfter reports whether running text follows.
func hasTextAfter(blocks []block) bool {
	for _, b := range blocks {
		if b.kind == Text && endsSentence(b.text) && words(b.text) >= 6 {
			return true
		}
	}
	return false
}

// sameTitle reports whether s is the title, or the title and little more.
func sameTitle(s, title string) bool {
	s, title = fold(s), fold(title)
	if title == "" || s == "" {
		return false
	}
	if words(title) >= 4 && strings.HasSuffix(s, title) && words(s) <= words(title)+4 {
		return true // behind a breadcrumb
	}
	return s == title || words(s) >= 4 && strings.HasPrefix(title, s) || words(title) >= 4 && strings.HasPrefix(s, title) && words(s) <= words(title)+4
}

func isBreadcrumb(b *block) bool {
	if words(b.text) > 14 || endsSentence(b.text) {
		return false
	}
	return strings.Count(b.text, " > ")+strings.Count(b.text, " » ")+strings.Count(b.text, " › ") > 0
}

// fold gives the words of s in lower case, apostrophes dropped, with single spaces
// between them: for comparing texts however they are typeset.
func fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	gap := false
	for _, r := range s {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			if gap && b.Len() > 0 {
				b.WriteByte(' ')
			}
			gap = false
			b.WriteRune(unicode.ToLower(r))
		case r == '\'' || r == '’':
		default:
			gap = true
		}
	}
	return b.String()
}
