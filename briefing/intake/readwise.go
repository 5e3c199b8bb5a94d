package intake

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
)

// isReadwise reports whether a text is CSV with a column of highlights.
func isReadwise(text string) bool {
	head, _, _ := strings.Cut(text, "\n")
	names, err := csv.NewReader(strings.NewReader(head)).Read()
	if err != nil {
		return false
	}
	at := columns(names)
	_, highlight := at["highlight"]
	_, title := at["book title"]
	return highlight && title
}

func columns(names []string) map[string]int {
	at := map[string]int{}
	for i, name := range names {
		at[strings.ToLower(strings.TrimSpace(name))] = i
	}
	return at
}

// maxTorn bounds how often reading goes on behind a row that is not CSV: each time all of
// the rest may have to be looked at.
const maxTorn = 100

// readwise reads the CSV that Readwise exports.
func (in *intake) readwise(text string) error {
	r := csv.NewReader(strings.NewReader(text))
	names, err := r.Read()
	if err != nil {
		return fmt.Errorf("reading the names of the columns: %w", err)
	}
	at := columns(names)
	if _, ok := at["highlight"]; !ok {
		return fmt.Errorf("%w: no column is called Highlight", ErrFormat)
	}
	from, line := int(r.InputOffset()), 1+strings.Count(text[:r.InputOffset()], "\n")
	for torn := 0; ; {
		r = csv.NewReader(strings.NewReader(text[from:]))
		r.FieldsPerRecord = -1
		begun := 0
		for {
			fields, err := r.Read()
			if errors.Is(err, io.EOF) {
				return nil
			}
			if err != nil {
				in.tornRow(line, err)
				break
			}
			row, _ := r.FieldPos(0)
			in.row(fields, at, len(names), line+row-1)
			begun = int(r.InputOffset())
		}
		if torn++; torn == maxTorn {
			return fmt.Errorf("%d rows are not CSV; readout stopped at the last of them", maxTorn)
		}
		rest := text[from+begun:]
		skip := len(rest) - len(strings.TrimLeft(rest, "\n"))
		if end := strings.IndexByte(rest[skip:], '\n'); end >= 0 {
			skip += end + 1
		} else {
			return nil
		}
		line += strings.Count(text[from:from+begun+skip], "\n")
		from += begun + skip
	}
}

// tornRow reports a row that is not CSV; line is that of the text that the reader began with.
func (in *intake) tornRow(line int, err error) {
	if parse, ok := errors.AsType[*csv.ParseError](err); ok {
		line, err = line+parse.StartLine-1, parse.Err
	}
	in.bad(line, fmt.Errorf("the row is not CSV: %w", err))
}

func (in *intake) row(fields []string, at map[string]int, width, line int) {
	if len(fields) != width {
		in.bad(line, fmt.Errorf("the row has %d columns, and the names are %d", len(fields), width))
		return
	}
	field := func(name string) string {
		if i, ok := at[name]; ok {
			return strings.TrimSpace(fields[i])
		}
		return ""
	}
	exact, body := field("highlight"), field("note")
	if exact == "" && body == "" {
		in.bad(line, errors.New("the row has neither a highlight nor a note"))
		return
	}
	title, author := field("book title"), field("book author")
	key := []string{title, author, field("location type"), field("location"), exact}
	if exact == "" {
		key = append(key, body)
	}
	e := Entry{Line: line, Note: madeOf(Readwise, key...), About: Document{Title: title, Author: author}}
	if url := field("url"); url != "" {
		e.About.Addresses = []string{url}
	}
	e.Note.Target.Exact, e.Note.Body = exact, body
	e.Note.Tags = strings.Split(field("tags"), ",")
	e.Note.Created = moment(field("highlighted at"), "2006-01-02 15:04:05Z07:00", time.RFC3339Nano, "2006-01-02 15:04:05.999999Z07:00", "2006-01-02 15:04:05", "2006-01-02T15:04:05", "2006-01-02 15:04", "2006-01-02", "January 2, 2006 3:04:05 PM", "January 2, 2006")
	in.add(e)
}
