package export

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strings"
)

// Rendered is an export as text. Where the format has comments, the part between the
// markers readout:begin and readout:end is readout's, and everything else in the file is
// the user's:
//
//	<!-- readout:begin sha256=… -->
//	…
//	<!-- readout:end -->
type Rendered struct {
	Head  string // what stands before the part: front matter, the beginning of a page; may be empty
	Body  string // ends in a line break
	Tail  string // what stands behind the part
	marks marks
	about string // id of the one briefing that it is of; empty for several
}

// marks are the comments of a format; none where it has no comments.
type marks struct {
	open, close string
	frontMatter bool // Head is YAML, and has markers of its own
}

var (
	markdownMarks = marks{open: "<!-- ", close: " -->", frontMatter: true}
	pageMarks     = marks{open: "<!-- ", close: " -->"}
	orgMarks      = marks{open: "# "}
	bibtexMarks   = marks{open: "% "}
	yamlMarks     = marks{open: "# "}
)

const (
	beginMark = "readout:begin"
	endMark   = "readout:end"
	advice    = "readout export writes this part anew; your own words are safe outside it"
)

// HasMarkers reports whether the format has comments to hold markers.
func (r *Rendered) HasMarkers() bool { return r.marks != marks{} }

// Plain gives the export without markers, for a pipe.
func (r *Rendered) Plain() []byte { return together(r.plain()...) }

func (r *Rendered) plain() []string {
	apart := ""
	if r.marks.frontMatter && r.Head != "" {
		apart = "\n"
	}
	return []string{r.Head, apart, r.Body, r.Tail}
}

// WriteTo writes what Plain gives, which it does not make a copy of.
func (r *Rendered) WriteTo(w io.Writer) (n int64, err error) {
	for _, part := range r.plain() {
		k, err := io.WriteString(w, part)
		if n += int64(k); err != nil {
			return n, err
		}
	}
	return n, nil
}

// Marked gives the export for a file, with markers where the format has comments.
func (r *Rendered) Marked() []byte {
	if !r.HasMarkers() {
		return r.Plain()
	}
	head := r.Head
	if fields, ok := r.fields(); ok {
		head = "---\n" + yamlMarks.wrap(fields, "") + "---\n\n"
	}
	return together(head, r.marks.wrap(r.Body, r.about), r.Tail)
}

// together joins texts, of which one can be long, with one copy of them.
func together(parts ...string) []byte {
	size := 0
	for _, part := range parts {
		size += len(part)
	}
	text := make([]byte, 0, size)
	for _, part := range parts {
		text = append(text, part...)
	}
	return text
}

// fields gives the lines of the front matter.
func (r *Rendered) fields() (string, bool) {
	if !r.marks.frontMatter || r.Head == "" {
		return "", false
	}
	return strings.TrimSuffix(strings.TrimPrefix(r.Head, "---\n"), "---\n"), true
}

// wrap puts a text between markers.
func (m marks) wrap(text, about string) string {
	if text != "" && !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	if about != "" {
		about = " briefing=" + percent(about)
	}
	return m.open + beginMark + about + " sha256=" + digestOf(text) + " (" + advice + ")" + m.close + "\n" + text + m.open + endMark + m.close + "\n"
}

// digestOf gives the checksum of a part, whatever its line ends are.
func digestOf(text string) string {
	sum := sha256.Sum256([]byte(strings.ReplaceAll(text, "\r\n", "\n")))
	return hex.EncodeToString(sum[:8])
}

// ErrUnmarked says that a file has no part that readout may write.
var ErrUnmarked = errors.New("it was not written by readout, or its readout:begin line is gone")

// Update gives an earlier export with its part written anew and every other byte as it is.
// edited reports that the part had been changed by hand since. The error is ErrUnmarked
// where there is no part, and says what is wrong with the markers otherwise.
func (r *Rendered) Update(earlier []byte) (text []byte, edited bool, err error) {
	old := string(earlier)
	part, err := r.marks.find(old, r.about)
	if err != nil {
		return nil, false, err
	}
	old = old[:part.start] + part.as(r.marks.wrap(r.Body, r.about)) + old[part.end:]
	fields, ok := r.fields()
	if !ok {
		return []byte(old), part.edited, nil
	}
	header := frontMatterEnd(old)
	own, lost := yamlMarks.find(old[:header], "")
	if lost == nil { // front matter without markers is the user's
		old = old[:own.start] + own.as(yamlMarks.wrap(fields, "")) + old[own.end:]
	}
	return []byte(old), part.edited || own.edited, nil
}

// frontMatterEnd gives where the front matter of a text ends; 0 if it has none.
func frontMatterEnd(text string) int {
	at := 0
	for line := range strings.Lines(text) {
		trimmed := strings.TrimRight(line, " \t\r\n")
		if at == 0 && strings.TrimPrefix(trimmed, "\ufeff") != "---" {
			return 0
		}
		at += len(line)
		if at > len(line) && (trimmed == "---" || trimmed == "...") {
			return at
		}
	}
	return 0
}

// marked is a part of a file with the lines of its markers.
type marked struct {
	start, end int
	edited     bool
	crlf       bool
	about      string // percent-encoded id of the briefing
}

// markField gives a field of a begin marker.
func markField(marker, name string) string {
	_, value, _ := strings.Cut(marker, " "+name+"=")
	value, _, _ = strings.Cut(value, " ")
	return value
}

// IsOther reports whether a file has the part of another briefing.
func (r *Rendered) IsOther(earlier []byte) bool {
	if !r.HasMarkers() || r.about == "" {
		return false
	}
	part, _ := r.marks.find(string(earlier), r.about)
	return part.about != "" && part.about != percent(r.about)
}

// as gives a text with the line ends that the part had.
func (p marked) as(text string) string {
	if p.crlf {
		return strings.ReplaceAll(text, "\n", "\r\n")
	}
	return text
}

// find finds the part of the briefing about in a text, or the first where it has none: a file
// can have the parts of several.
func (m marks) find(text, about string) (part marked, err error) {
	err = ErrUnmarked
	for from := 0; ; {
		next, wrong := m.findFrom(text, from)
		if errors.Is(wrong, ErrUnmarked) {
			return part, err
		}
		if errors.Is(err, ErrUnmarked) || about != "" && next.about == percent(about) {
			part, err = next, wrong
		}
		if wrong != nil || about == "" || part.about == percent(about) {
			return part, err
		}
		from = next.end
	}
}

// findFrom finds the first part behind a place in a text. What is quoted in a note can hold a
// line like the end marker: of several the one counts that the checksum agrees with. Where none
// does, nothing that stands behind another begin is taken for the part's: it may be the user's.
func (m marks) findFrom(text string, from int) (part marked, err error) {
	digest, body, next := "", -1, -1
	var ends [][2]int // start and end of lines that end the part
	at := from
	for line := range strings.Lines(text[from:]) {
		trimmed := strings.TrimRight(line, " \t\r\n")
		switch {
		case body < 0 && m.begins(trimmed):
			part.start, body = at, at+len(line)
			part.crlf = strings.HasSuffix(line, "\r\n")
			digest, part.about = markField(trimmed, "sha256"), markField(trimmed, "briefing")
		case body >= 0 && next < 0 && m.begins(trimmed):
			next = len(ends)
		case body >= 0 && trimmed == strings.TrimRight(m.open+endMark+m.close, " "):
			ends = append(ends, [2]int{at, at + len(line)})
		}
		at += len(line)
	}
	if body < 0 {
		return part, ErrUnmarked
	}
	for _, e := range ends {
		if digestOf(text[body:e[0]]) == digest {
			part.end = e[1]
			return part, nil
		}
	}
	if next >= 0 {
		ends = ends[:next]
	}
	line := 1 + strings.Count(text[:part.start], "\n")
	switch len(ends) {
	case 0:
		return part, fmt.Errorf("the line %s%s of the part that begins in line %d is gone", m.open+endMark, m.close, line)
	case 1:
		part.end, part.edited = ends[0][1], true
		return part, nil
	}
	return part, fmt.Errorf("its part that begins in line %d was changed and has %d lines %s%s; keep the last of them", line, len(ends), m.open+endMark, m.close)
}

func (m marks) begins(line string) bool {
	rest, ok := strings.CutPrefix(line, m.open+beginMark)
	return ok && (rest == "" || rest[0] == ' ')
}
