package intake

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"readout/content"
)

// clippingEnd ends a clipping.
const clippingEnd = "=========="

func isClippings(text string) bool {
	for line := range strings.Lines(text) {
		if strings.TrimSpace(line) == clippingEnd {
			return true
		}
	}
	return false
}

// clipping is one of My Clippings.txt:
//
//	Title (Author)
//	- Your Highlight on page 12 | Location 180-182 | Added on Monday, 4 March 2024 07:12:01
//
//	the text
//	==========
type clipping struct {
	line     int
	title    string
	author   string
	kind     clippingKind
	page     content.Span // likewise, of a printed page
	location content.Span // numbers of Kindle's, both ends in it; zero: none
	added    time.Time
	text     string
}

type clippingKind uint8

const (
	highlighted clippingKind = iota
	noted
	bookmarked
)

// clippings reads My Clippings.txt. Bookmarks are passed over, and a note goes to the
// highlight that it was made on, which ends or begins where the note is.
func (in *intake) clippings(text string) {
	var list []clipping
	var block []string
	begun := 1
	number := 0
	end := func() {
		if c, err := readClipping(block, begun); err != nil {
			in.bad(begun, err)
		} else if c != nil && c.kind != bookmarked {
			list = append(list, *c)
		}
	}
	for line := range strings.Lines(text) {
		number++
		line = strings.TrimRight(line, "\n")
		if strings.TrimSpace(line) == clippingEnd {
			end()
			block, begun = nil, number+1
			continue
		}
		if len(block) == 0 && strings.TrimSpace(line) == "" {
			begun = number + 1
			continue
		}
		block = append(block, line)
	}
	end()

	notes := map[int]*clipping{} // by the highlight that they are on
	alone := joined(list, notes)
	for i := range list {
		c := &list[i]
		if c.kind == noted && !alone[i] {
			continue
		}
		key := []string{c.title, c.author, spanName(c.page), spanName(c.location), c.text}
		e := Entry{Line: c.line, Note: madeOf(Kindle, key...), About: Document{Title: c.title, Author: c.author}}
		e.Note.Created, e.Note.Modified = c.added, c.added
		if c.kind == noted {
			e.Note.Body = c.text
		} else {
			e.Note.Target.Exact = c.text
		}
		if n := notes[i]; n != nil {
			e.Note.Body, e.Note.Modified = n.text, later(c.added, n.added)
		}
		in.add(e)
	}
}

// joined gives each highlight its note, the last of several, and says which notes stand
// alone.
func joined(list []clipping, notes map[int]*clipping) (alone map[int]bool) {
	alone = map[int]bool{}
	byTitle := map[string][]int{}
	for i := range list {
		if list[i].kind == highlighted {
			byTitle[list[i].title] = append(byTitle[list[i].title], i)
		}
	}
	for i := range list {
		n := &list[i]
		if n.kind != noted {
			continue
		}
		best, fit := -1, 0
		for _, at := range byTitle[n.title] {
			// Of two that fit alike the one nearest in the file: Kindle writes them side by side.
			if f := fits(n, &list[at]); f > fit || f > 0 && f == fit && distance(at, i) < distance(best, i) {
				best, fit = at, f
			}
		}
		if best < 0 {
			alone[i] = true
			continue
		}
		notes[best] = n
	}
	return alone
}

func distance(a, b int) int { return max(a-b, b-a) }

func spanName(s content.Span) string { return strconv.Itoa(s.Start) + "-" + strconv.Itoa(s.End) }

// fits says how well a note fits a highlight; 0: not at all.
func fits(n, h *clipping) int {
	at, span := n.location.End, h.location
	switch {
	case n.location == (content.Span{}) && span == (content.Span{}):
		if n.page.End > 0 && h.page.Start <= n.page.End && n.page.Start <= h.page.End {
			return 1
		}
		return 0
	case n.location == (content.Span{}) || span == (content.Span{}):
		return 0
	case at == span.End:
		return 4
	case at == span.Start:
		return 3
	case span.Start <= at && at <= span.End:
		return 2
	}
	return 0
}

// readClipping reads the lines of one; nil for none.
func readClipping(lines []string, at int) (*clipping, error) {
	for len(lines) > 0 && strings.TrimSpace(lines[len(lines)-1]) == "" {
		lines = lines[:len(lines)-1]
	}
	if len(lines) == 0 {
		return nil, nil //nolint:nilnil // there is none, which is no error
	}
	about := ""
	if len(lines) > 1 {
		about = strings.TrimSpace(lines[1])
	}
	if !strings.HasPrefix(about, "-") {
		return nil, errors.New("its second line does not begin with -, as Kindle's does")
	}
	c := &clipping{line: at}
	c.title, c.author = titleAndAuthor(strings.TrimSpace(lines[0]))
	c.text = strings.TrimSpace(strings.Join(lines[2:], "\n"))
	c.describe(strings.TrimSpace(strings.TrimLeft(about, "- ")))
	if c.text == "" && c.kind != bookmarked {
		return nil, errors.New("it has no text")
	}
	if c.kind == highlighted && isLimit(c.text) {
		return nil, fmt.Errorf("the device kept no text of it: %s", shorten(c.text, 100))
	}
	return c, nil
}

// isLimit tells the sentence in angle brackets that stands, in the device's language, for the
// text of a highlight when its publisher lets no more be copied.
func isLimit(text string) bool {
	inner, ok := strings.CutPrefix(text, "<")
	inner, end := strings.CutSuffix(inner, ">")
	return ok && end && len(inner) > 20 && !strings.ContainsAny(inner, "<>/=\n")
}

// titleAndAuthor takes apart "Title (Series) (Author)".
func titleAndAuthor(line string) (title, author string) {
	if !strings.HasSuffix(line, ")") {
		return line, ""
	}
	depth := 0
	for i := len(line) - 1; i > 0; i-- {
		switch line[i] {
		case ')':
			depth++
		case '(':
			if depth--; depth == 0 {
				return strings.TrimSpace(line[:i]), strings.TrimSpace(line[i+1 : len(line)-1])
			}
		}
	}
	return line, ""
}

// describe reads the line that says what a clipping is, where it stands and when it was
// made. The words are those of the device's language; the order is the same in all.
func (c *clipping) describe(about string) {
	parts := strings.Split(about, "|")
	where := parts[:max(len(parts)-1, 1)]
	if len(parts) > 1 {
		c.added = dayAndTime(parts[len(parts)-1])
	}
	for i, part := range where {
		spans := ranges(part)
		switch {
		case len(spans) == 0:
		case i == 0 && len(where) > 1 || len(where) == 1 && containsAny(part, pageWords()):
			c.page = spans[len(spans)-1]
			if len(where) == 1 && len(spans) > 1 { // page and location stand together
				c.page, c.location = spans[0], spans[len(spans)-1]
			}
		default:
			c.location = spans[len(spans)-1]
		}
	}
	c.kind = kindOf(where[0], c)
}

// kindOf tells what a clipping is by the word for it, and where none is known by its form.
func kindOf(words string, c *clipping) clippingKind {
	for _, k := range []struct {
		kind  clippingKind
		words []string
	}{
		{bookmarked, strings.Fields("bookmark lesezeichen marcador signet segnalibro bladwijzer закладка 书签 書籤 ブックマーク 북마크 bokmärke bogmærke zakładka yer\u00a0imi")},
		{highlighted, strings.Fields("highlight markierung subrayado resaltado surlignement surlignage surligné evidenziazione evidenziato destaque markering выделение выделенный отрывок 标注 標註 標記 ハイライト 하이라이트 clip ausschnitt recorte extrait ritaglio knipsel вырезка 剪贴 剪切 クリップ 클립")},
		{noted, strings.Fields("note notiz nota anotación notitie opmerking заметка примечание 笔记 筆記 註記 メモ 메모 anteckning notatka notunuz")},
	} {
		if containsAny(words, k.words) {
			return k.kind
		}
	}
	if c.text == "" {
		return bookmarked
	}
	return highlighted
}

func pageWords() []string {
	return strings.Fields("page seite página pagina страница странице стр. 页 頁 ページ 페이지")
}

func containsAny(s string, words []string) bool {
	s = strings.ToLower(s)
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(s, w) })
}

// number reads digits from i on.
func number(s string, i int) (n, end int) {
	for end = i; end < len(s) && isDigit(s[end]); end++ {
		n = min(n*10+int(s[end]-'0'), 1<<40)
	}
	return n, end
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// ranges gives the numbers in a text, and the ranges of them.
func ranges(s string) (out []content.Span) {
	for i := 0; i < len(s); i++ {
		if !isDigit(s[i]) {
			continue
		}
		n, end := number(s, i)
		found := content.Span{Start: n, End: n}
		for _, dash := range []string{"-", "–"} {
			from := end + len(dash)
			if !strings.HasPrefix(s[end:], dash) || from >= len(s) || !isDigit(s[from]) {
				continue
			}
			last, to := number(s, from)
			if last < n {
				last = tailed(n, last, to-from) // "1234-36" means 1234 to 1236
			}
			found.End, end = last, to
		}
		out, i = append(out, found), end-1
	}
	return out
}

// tailed gives the number n with its last digits replaced.
func tailed(n, last, digits int) int {
	scale := 1
	for range min(digits, 12) {
		scale *= 10
	}
	return max(n, n/scale*scale+last)
}

// dayAndTime reads a date in the languages that Kindle has. It has no zone and is taken
// for UTC. Zero where it is none.
func dayAndTime(s string) time.Time {
	s = strings.ToLower(s)
	clock, day := clockOf(s)
	year, month, date := 0, monthIn(day), 0
	var values []int
	for i := 0; i < len(day); i++ {
		if isDigit(day[i]) {
			n, end := number(day, i)
			values, i = append(values, n), end
		}
	}
	for _, n := range values {
		switch {
		case n > 31 && year == 0:
			year = n
		case month == 0 && strings.ContainsAny(day, "年년") && n <= 12:
			month = n
		case date == 0 && n > 0:
			date = n
		}
	}
	if month == 0 && len(values) == 3 { // 2024-03-04
		month, date = values[1], values[2]
	}
	if year < 1990 || year > 9999 || month < 1 || month > 12 || date < 1 || date > 31 {
		return time.Time{}
	}
	return time.Date(year, time.Month(month), date, 0, 0, 0, 0, time.UTC).Add(clock)
}

// clockOf takes the time of day out of a text.
func clockOf(s string) (clock time.Duration, rest string) {
	from, to := -1, 0
	for i := 1; i+1 < len(s) && from < 0; i++ {
		if s[i] == ':' && isDigit(s[i-1]) && isDigit(s[i+1]) {
			for from = i; from > 0 && isDigit(s[from-1]); from-- {
				continue
			}
			for to = i; to < len(s) && (s[to] == ':' || isDigit(s[to])); to++ {
				continue
			}
		}
	}
	if from < 0 {
		return 0, s
	}
	var parts [3]int
	for i, part := range strings.SplitN(s[from:to], ":", 3) {
		parts[i], _ = strconv.Atoi(part)
	}
	rest = s[:from] + " " + s[to:]
	switch {
	case parts[0] < 12 && containsAny(rest, []string{"pm", "p.m.", "p. m.", "下午", "晚上", "午後", "오후"}):
		parts[0] += 12
	case parts[0] == 12 && containsAny(rest, []string{" am", "a.m.", "a. m.", "上午", "凌晨", "午前", "오전"}):
		parts[0] = 0
	}
	if parts[0] > 23 || parts[1] > 59 || parts[2] > 59 {
		return 0, rest
	}
	return time.Duration(parts[0])*time.Hour + time.Duration(parts[1])*time.Minute + time.Duration(parts[2])*time.Second, rest
}

// monthIn gives the month that a text in small letters names, 0 if none.
func monthIn(s string) int {
	words := strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
	for month, names := range []string{
		"january januar enero janvier gennaio janeiro januari января stycznia ocak jan",
		"february februar febrero février febbraio fevereiro februari февраля lutego şubat feb",
		"march märz marzo mars março maart марта marca mart mar",
		"april abril avril aprile апреля kwietnia nisan apr",
		"may mai mayo maggio maio mei мая maja mayıs maj",
		"june juni junio juin giugno junho июня czerwca haziran jun",
		"july juli julio juillet luglio julho июля lipca temmuz jul",
		"august agosto août augustus augusti августа sierpnia ağustos aug",
		"september septiembre setiembre septembre settembre setembro сентября września eylül sep sept",
		"october oktober octubre octobre ottobre outubro октября października ekim oct",
		"november noviembre novembre novembro ноября listopada kasım nov",
		"december dezember diciembre décembre dicembre dezembro декабря grudnia aralık dec",
	} {
		for name := range strings.FieldsSeq(names) {
			if slices.Contains(words, name) {
				return month + 1
			}
		}
	}
	return 0
}
