package export

import (
	"encoding/csv"
	"strconv"
	"strings"
	"unicode/utf8"

	"readout/content"
)

// columns are those of a table of notes. They are only ever added to, at the end.
var columns = []string{
	"id", "kind", "quote", "body", "tags", "section", "creator", "created", "modified", "orphaned",
	"briefing_id", "briefing_title", "publisher", "article_title", "article_date", "article_url", "paragraphs", "start", "end",
	"on", "grade", "likelihood", "links", "conflict",
}

// table writes RFC 4180: a header, and a row a note in reading order. A cell that a
// spreadsheet would take for a formula begins with an apostrophe (OWASP, "CSV Injection").
func table(bundles []Bundle) (*Rendered, error) {
	var out strings.Builder
	w := csv.NewWriter(&out)
	w.UseCRLF = true
	if err := w.Write(columns); err != nil {
		return nil, err
	}
	for _, r := range outline(bundles, BySection) {
		if !r.isNote() {
			continue
		}
		n := &r.note.Note
		from := [5][]string{}
		for _, c := range attribution(r) {
			var paragraphs []string
			for _, p := range c.paragraphs {
				paragraphs = append(paragraphs, strconv.Itoa(p))
			}
			for i, s := range []string{c.publisher, c.title, c.date, c.url, strings.Join(paragraphs, " ")} {
				if s != "" {
					from[i] = append(from[i], s)
				}
			}
		}
		var tags []string
		for _, tag := range n.Tags {
			tags = append(tags, line(tag))
		}
		span := r.note.Span
		if r.note.Orphaned {
			span = content.Span{}
		}
		cells := []string{
			line(n.ID), line(string(n.Kind)), content.Clean(n.Target.Exact), content.Clean(n.Body), strings.Join(tags, "; "), sectionTitle(r),
			line(n.Creator), stamp(n.Created), stamp(n.Modified), strconv.FormatBool(r.note.Orphaned),
			line(r.bundle.id()), r.bundle.title(),
		}
		for _, list := range from {
			cells = append(cells, strings.Join(list, "; "))
		}
		cells = append(cells, strconv.Itoa(span.Start), strconv.Itoa(span.End))
		cells = append(cells, scopeName(n), n.Grade.String(), n.Likely.String(), strings.Join(r.linkTexts(), "; "), strconv.FormatBool(len(n.Rivals) > 0))
		for i := range cells {
			cells[i] = defused(cells[i])
		}
		if err := w.Write(cells); err != nil {
			return nil, err
		}
	}
	w.Flush()
	return &Rendered{Body: out.String()}, w.Error()
}

// defused keeps a spreadsheet from running a cell.
func defused(cell string) string {
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(cell, " \u00a0"))
	if cell != "" && strings.ContainsRune("=+-@\t\r\n＝＋－＠", first) {
		return "'" + cell
	}
	return cell
}
