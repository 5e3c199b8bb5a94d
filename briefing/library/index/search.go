package index

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Query is what is looked for. All that is given must fit.
type Query struct {
	Words   string    // each must be there; "in quotes" as a phrase; the last may end in * for any ending
	Section string    // key of a section
	Source  string    // words of a publisher's name
	Person  string    // words of a name in an entry's lead
	Tag     string    // of a note
	Notes   bool      // only notes
	Since   time.Time // the day of publication or later; zero: any
	Until   time.Time // the day of publication or earlier; zero: any
	Limit   int       // of hits; 0: 50
}

// Hit is a section or a note in which the words are.
type Hit struct {
	Briefing  string `json:"briefing"` // id
	Title     string `json:"title"`    // of the briefing
	Published string `json:"published"`
	Section   string `json:"section"`        // key
	Note      string `json:"note,omitempty"` // id, empty for a section
	Preview   string `json:"preview"`        // of the text, around the first word found, on one line
	Found     []Span `json:"found"`          // where the words are in Preview
}

// Span is a half-open range of bytes.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Search gives the newest passages that a query fits, newest publication first.
func (x *Index) Search(ctx context.Context, q Query) ([]Hit, error) {
	match := q.match()
	low, high := int64(0), int64(1)<<62
	if !q.Since.IsZero() {
		low = dayOf(q.Since.Format(time.DateOnly)) * perDay
	}
	if !q.Until.IsZero() {
		high = (dayOf(q.Until.Format(time.DateOnly)) + 1) * perDay
	}
	limit := q.Limit
	if limit <= 0 {
		limit = 50
	}
	from := "passages p left join briefings b on b.id = p.briefing where p.number >= ? and p.number < ? order by p.number desc limit ?"
	args := []any{low, high, limit}
	if match != "" {
		from = "words join passages p on p.number = words.rowid left join briefings b on b.id = p.briefing where words match ? and words.rowid >= ? and words.rowid < ? order by words.rowid desc limit ?"
		args = append([]any{match}, args...)
	}
	terms := terms(q.Words)
	return collect(ctx, x, func(rows *sql.Rows) (h Hit, err error) {
		var body string
		err = rows.Scan(&h.Briefing, &h.Title, &h.Published, &h.Section, &h.Note, &body)
		h.Preview, h.Found = preview(body, terms)
		return h, err
	}, "select p.briefing, coalesce(b.title, ''), coalesce(b.published, ''), p.section, p.note, p.body from "+from, args...)
}

// collect asks the database and reads each row of the answer.
func collect[T any](ctx context.Context, x *Index, read func(*sql.Rows) (T, error), query string, args ...any) (all []T, err error) {
	err = x.healing(ctx, nil, func() error {
		all = nil
		rows, err := x.db.QueryContext(ctx, query, args...)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			one, err := read(rows)
			if err != nil {
				return err
			}
			all = append(all, one)
		}
		return rows.Err()
	})
	if err != nil {
		return nil, fmt.Errorf("searching the library: %w", err)
	}
	return all, nil
}

// match writes the query in the language of FTS5. What the user typed stands in it as
// strings only.
func (q *Query) match() string {
	var parts []string
	for _, t := range terms(q.Words) {
		part := quoted(t.text)
		if t.prefix {
			part += " *"
		}
		parts = append(parts, "{body title} : "+part)
	}
	for _, c := range []struct{ column, text string }{{"source", q.Source}, {"person", q.Person}, {"tag", q.Tag}} {
		if words(c.text) {
			parts = append(parts, c.column+" : "+quoted(c.text))
		}
	}
	if q.Section != "" {
		parts = append(parts, "section : "+quoted(token(q.Section)))
	}
	if q.Notes {
		parts = append(parts, "kind : "+quoted("note"))
	}
	return strings.Join(parts, " AND ")
}

// term is a word or phrase to be found.
type term struct {
	text   string
	prefix bool
}

// terms reads words and "phrases" as they were typed. What has no letter or digit is none.
func terms(typed string) []term {
	var out []term
	for i, part := range strings.Split(typed, `"`) {
		if i%2 == 1 {
			if words(part) {
				out = append(out, term{text: part})
			}
			continue
		}
		for w := range strings.FieldsSeq(part) {
			if text, prefix := strings.CutSuffix(w, "*"); words(text) {
				out = append(out, term{text, prefix})
			}
		}
	}
	return out
}

func words(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// quoted writes a string of FTS5, which ends at a NUL.
func quoted(s string) string {
	s = strings.ReplaceAll(strings.ToValidUTF8(s, " "), "\x00", " ")
	return `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
}

// previewSize is how much of a text is shown, in bytes.
const previewSize = 160

// preview gives a part of a text around the first place where a term is, and where the
// terms are in it.
func preview(body string, terms []term) (string, []Span) {
	line := strings.Join(strings.Fields(body), " ")
	at := len(line)
	for _, t := range terms {
		if i := index(line, t.text, 0); i >= 0 {
			at = min(at, i)
		}
	}
	if at == len(line) {
		at = 0
	}
	start := wordStart(line, max(at-previewSize/3, 0))
	end := len(line)
	if end > start+previewSize {
		end = wordStart(line, start+previewSize)
	}
	shown := strings.TrimSpace(line[start:end])
	if start > 0 {
		shown = "… " + shown
	}
	if end < len(line) {
		shown += " …"
	}
	found := []Span{}
	for _, t := range terms {
		for from := 0; ; {
			i := index(shown, t.text, from)
			if i < 0 {
				break
			}
			from = i + len(t.text)
			found = append(found, Span{i, from})
		}
	}
	return shown, found
}

// index finds a term at the beginning of a word, whatever its case is.
func index(text, term string, from int) int {
	for i := from; i+len(term) <= len(text); {
		if strings.EqualFold(text[i:i+len(term)], term) && (i == 0 || !letterBefore(text, i)) {
			return i
		}
		_, size := utf8.DecodeRuneInString(text[i:])
		i += size
	}
	return -1
}

func letterBefore(text string, at int) bool {
	r, _ := utf8.DecodeLastRuneInString(text[:at])
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// wordStart moves an offset back to the beginning of a word.
func wordStart(s string, at int) int {
	if at >= len(s) {
		return len(s)
	}
	if i := strings.LastIndexByte(s[:at+1], ' '); i >= 0 {
		return i + 1
	}
	for at > 0 && !utf8.RuneStart(s[at]) {
		at--
	}
	return at
}
