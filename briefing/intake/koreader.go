package intake

import (
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"
)

// koreaderBook is a document in the JSON that KOReader's exporter writes.
type koreaderBook struct {
	Title   string            `json:"title"`
	Author  string            `json:"author"`
	Entries []json.RawMessage `json:"entries"`
}

// koreaderEntry is a highlight in it. A page is a number, or a text where the book has
// numbers of its own.
type koreaderEntry struct {
	Chapter  string          `json:"chapter"`
	Text     string          `json:"text"`
	Note     string          `json:"note"`
	Time     json.RawMessage `json:"time"` // seconds since 1970
	Datetime string          `json:"datetime"`
	Updated  string          `json:"datetime_updated"`
	Sort     string          `json:"sort"`
	Page     json.RawMessage `json:"page"`
}

// koreader reads the JSON of one document or of several.
func (in *intake) koreader(data json.RawMessage) error {
	list := elements(data)
	if o := objectOf(data); o != nil {
		list = []json.RawMessage{data}
		if o["documents"] != nil {
			list = elements(o["documents"])
		}
	}
	if list == nil {
		return fmt.Errorf("%w: KOReader has its highlights in entries, or in documents", ErrFormat)
	}
	for _, raw := range list {
		var book koreaderBook
		if err := json.Unmarshal(raw, &book); err != nil {
			in.bad(0, fmt.Errorf("it is not a document of KOReader: %w", misfit(err)))
			continue
		}
		for _, raw := range book.Entries {
			var k koreaderEntry
			if err := json.Unmarshal(raw, &k); err != nil {
				in.bad(0, fmt.Errorf("it is not a highlight of KOReader: %w", misfit(err)))
				continue
			}
			if k.Sort == "bookmark" {
				continue
			}
			made := moment(k.Datetime, "2006-01-02 15:04:05")
			if seconds, err := strconv.ParseInt(string(k.Time), 10, 64); err == nil && seconds > 0 && seconds < 1<<37 {
				made = time.Unix(seconds, 0).UTC()
			}
			in.koreaderEntry(&book, k, strings.Trim(string(k.Page), `"`), made, 0)
		}
	}
	return nil
}

// koreaderEntry takes over one highlight, which both forms give the same id.
func (in *intake) koreaderEntry(book *koreaderBook, k koreaderEntry, page string, made time.Time, line int) {
	k.Text, k.Note = strings.TrimSpace(k.Text), strings.TrimSpace(k.Note)
	if k.Text == "" && k.Note == "" {
		in.bad(line, errors.New("it has neither a text nor a note"))
		return
	}
	key := []string{book.Title, page, k.Text}
	if k.Text == "" {
		key = append(key, k.Note)
	}
	e := Entry{Line: line, Note: madeOf(KOReader, key...), About: Document{Title: book.Title, Author: strings.ReplaceAll(book.Author, "\n", ", ")}}
	e.Note.Created = made
	if updated := moment(k.Updated, "2006-01-02 15:04:05"); !updated.IsZero() {
		e.Note.Modified = later(made, updated)
	}
	e.Note.Body, e.Note.Target.Exact = k.Note, k.Text
	in.add(e)
}

// koreaderHead is the heading of a highlight in KOReader's Markdown; what follows the time
// is the name of a colour.
var koreaderHead = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^### Page (.*?) @ (\d{1,2} \S+ \d{4} \d{1,2}:\d{2}:\d{2}(?: ?[AaPp][Mm])?)(?:\s.*)?$`)
})

func isKOReader(text string) bool {
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "### Page ") && koreaderHead().MatchString(strings.TrimSpace(line)) {
			return true
		}
	}
	return false
}

// koreaderMarkdown reads the Markdown that KOReader's exporter writes. Nothing in it is
// escaped, so a line is a heading only where what must follow one does.
func (in *intake) koreaderMarkdown(text string) {
	lines := strings.Split(text, "\n")
	var book koreaderBook
	for i := 0; i < len(lines); {
		line := strings.TrimSpace(lines[i])
		m := koreaderHead().FindStringSubmatch(line)
		switch {
		case m != nil:
			end := i + 1
			for end < len(lines) && !endsHighlight(lines, end) {
				end++
			}
			text, note := splitHighlight(lines[i+1 : end])
			made := dayAndTime(m[2])
			in.koreaderEntry(&book, koreaderEntry{Text: text, Note: note}, m[1], made, i+1)
			i = end
			continue
		case startsBook(lines, i):
			book = koreaderBook{Title: strings.TrimSpace(line[2:]), Author: strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(lines[i+1]), "#####"))}
			i++
		}
		i++
	}
}

// startsBook reports whether a line is the title of a book: its author follows.
func startsBook(lines []string, i int) bool {
	return strings.HasPrefix(lines[i], "# ") && i+1 < len(lines) && strings.HasPrefix(lines[i+1], "##### ")
}

// endsHighlight reports whether a line begins something else than a highlight's text.
func endsHighlight(lines []string, i int) bool {
	line := strings.TrimSpace(lines[i])
	if koreaderHead().MatchString(line) || startsBook(lines, i) {
		return true
	}
	return strings.HasPrefix(line, "## ") && i+1 < len(lines) && koreaderHead().MatchString(strings.TrimSpace(lines[i+1]))
}

// splitHighlight takes a highlight's text and note apart: a rule stands between them.
func splitHighlight(lines []string) (text, note string) {
	if n := len(lines) - 1; n >= 0 {
		for n > 0 && strings.TrimSpace(lines[n]) == "" {
			n--
		}
		if last := strings.TrimSpace(lines[n]); strings.HasPrefix(last, "[") && strings.Contains(last, "](<file://") {
			lines = lines[:n]
		}
	}
	for i, line := range lines {
		if strings.TrimSpace(line) == "---" && i > 0 && strings.TrimSpace(lines[i-1]) == "" {
			return unstyled(strings.Join(lines[:i], "\n")), strings.TrimSpace(strings.Join(lines[i+1:], "\n"))
		}
	}
	return unstyled(strings.Join(lines, "\n")), ""
}

// unstyled takes away the marks that KOReader puts around a whole highlight.
func unstyled(s string) string {
	s = strings.TrimSpace(s)
	for _, mark := range [][2]string{{"**_", "_**"}, {"**", "**"}, {"==", "=="}, {"*", "*"}, {"++", "++"}, {"<u>", "</u>"}, {"~~", "~~"}} {
		if inner, ok := strings.CutPrefix(s, mark[0]); ok {
			if inner, ok = strings.CutSuffix(inner, mark[1]); ok && inner != "" && !strings.Contains(inner, mark[0]) {
				return strings.TrimSpace(inner)
			}
		}
	}
	return s
}
