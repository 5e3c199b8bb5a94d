// Package intake reads notes of other programs, and readout's own: bytes become entries,
// each with what its source gave, and entries become notes on a briefing. A bad entry is a
// Problem; the others arrive.
//
// It touches no disk, and decides nothing that the log of notes decides: which revision
// counts is for package note, where a text stands is for package anchor.
package intake

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"readout/briefing/note"
	"readout/content"

	"github.com/google/uuid"
)

// Format is a form in which notes come.
type Format string

// The formats. JSON and W3C have the names that they have where notes are exported.
const (
	JSON       Format = "json"       // readout's own
	W3C        Format = "w3c"        // Web Annotations: a collection, a page, an array, one, or one a line
	Hypothesis Format = "hypothesis" // what the Hypothesis API answers, and what its client exports
	Readwise   Format = "readwise"   // CSV
	Kindle     Format = "kindle"     // My Clippings.txt
	KOReader   Format = "koreader"   // JSON or Markdown
	Zotero     Format = "zotero"     // a note made from annotations, as Markdown
)

// Formats gives the names of all formats.
func Formats() []string {
	return []string{string(JSON), string(W3C), string(Hypothesis), string(Readwise), string(Kindle), string(KOReader), string(Zotero)}
}

// Entry is a note as its source gave it.
type Entry struct {
	Number int // from 1, in the order of the source
	Line   int // of the source, from 1; 0 where that says nothing
	// Note has its ID, and the quotation as the source has it. A time or creator that the
	// source does not say is zero. For an entry that is readout's own everything stands.
	Note  note.Note
	About Document

	own      bool         // its target stands: it is in readout's coordinates
	position content.Span // of the quotation, in code points of the text that it was made on
	utf16    bool         // the position counts UTF-16 units
	beside   []byte       // a Web Annotation's target: the place in the text that it was made on
	via      string       // where the entry is in the other program
}

// Document is what an entry is about, as far as its source says.
type Document struct {
	Briefing  string // id
	Addresses []string
	Title     string
	Author    string
}

// Name gives a text by which a user knows the document; never empty, and on one line.
func (d Document) Name() string {
	name, author := strings.TrimSpace(content.CleanLine(d.Title)), strings.TrimSpace(content.CleanLine(d.Author))
	switch {
	case name == "":
		name = author
	case author != "":
		name += " (" + author + ")"
	}
	if name == "" && len(d.Addresses) > 0 {
		name = strings.TrimSpace(content.CleanLine(d.Addresses[0]))
	}
	if name == "" && d.Briefing != "" {
		name = "briefing " + strings.TrimSpace(content.CleanLine(d.Briefing))
	}
	if name == "" {
		return "a text without a name"
	}
	return shorten(name, 120)
}

// Equal reports whether two documents are said to be the same.
func (d *Document) Equal(o *Document) bool {
	return d.Briefing == o.Briefing && d.Title == o.Title && d.Author == o.Author && slices.Equal(d.Addresses, o.Addresses)
}

// key tells a document from others in its file.
func (d Document) key() string {
	key := d.Briefing + "\n" + title(d.Title) + "\n" + d.Author
	if d.Title == "" && len(d.Addresses) > 0 {
		key += "\n" + address(d.Addresses[0])
	}
	return key
}

// Problem is an entry that could not be read, or not be taken in.
type Problem struct {
	Number int // of the entry, from 1; 0 where it is none
	Line   int // from 1; 0 where that says nothing
	Err    error
}

// Error gives one line without control characters.
func (p Problem) Error() string {
	at := ""
	switch {
	case p.Line > 0:
		at = "line " + strconv.Itoa(p.Line) + ": "
	case p.Number > 0:
		at = "entry " + strconv.Itoa(p.Number) + ": "
	}
	return at + content.CleanLine(p.Err.Error())
}

// Unwrap gives what is wrong.
func (p Problem) Unwrap() error { return p.Err }

// misfit says in plain words what JSON has that was expected to be something else.
func misfit(err error) error {
	wrong, ok := errors.AsType[*json.UnmarshalTypeError](err)
	if !ok {
		return err
	}
	kind, _, _ := strings.Cut(wrong.Value, " ") // "number 1.5"
	is := cmp.Or(map[string]string{"number": "a number", "string": "a text", "array": "a list", "object": "an object", "bool": "true or false"}[kind], kind)
	due := "a text"
	switch wrong.Type.Kind() {
	case reflect.Struct, reflect.Map:
		due = "an object"
	case reflect.Slice, reflect.Array:
		due = "a list"
	case reflect.Int, reflect.Float64:
		due = "a number"
	}
	if wrong.Field == "" {
		return fmt.Errorf("it is %s where %s is due", is, due)
	}
	return fmt.Errorf("%q is %s where %s is due", strings.ToLower(wrong.Field), is, due)
}

// The bounds of what is taken in.
const (
	maxLine    = 16 << 20 // bytes of a line of a log, which a note must fit on
	maxEntries = 1_000_000
)

func tooLong(size int) error {
	return fmt.Errorf("it has %d MB, more than %d", size>>20, maxLine>>20)
}

// sizeOf gives the bytes of a note's texts.
func sizeOf(n *note.Note) int {
	size := len(n.Body) + len(n.Creator) + len(n.Target.Exact) + len(n.Target.Prefix) + len(n.Target.Suffix) + len(n.Target.Section) + len(n.Target.Source)
	for _, tag := range n.Tags {
		size += len(tag)
	}
	for i := range n.Links {
		l := &n.Links[i]
		size += 200 + len(l.Briefing) + len(l.Note) + len(l.Label) + len(l.Target.Exact) + len(l.Target.Prefix) + len(l.Target.Suffix) + len(l.Target.Section)
	}
	return size
}

// ErrFormat says that a file is of no form that is known here.
var ErrFormat = errors.New("these are no notes that readout knows")

// Read reads the notes in a file. format is empty where the content shall tell it. The
// error says that nothing could be read; a problem that the entry it names could not.
func Read(data []byte, format Format) (Format, []Entry, []Problem, error) {
	if format != "" && !slices.Contains(Formats(), string(format)) {
		return "", nil, nil, fmt.Errorf("%w: there is no format %q; there are %s", ErrFormat, content.CleanLine(string(format)), strings.Join(Formats(), ", "))
	}
	in := intake{format: format}
	data, err := inUTF8(data)
	if err != nil {
		return "", nil, nil, err
	}
	if plain := bytes.TrimSpace(data); len(plain) > 0 && (plain[0] == '{' || plain[0] == '[') {
		err = in.json(plain)
		// The title that clippings begin with may do so too.
		if _, broken := errors.AsType[*json.SyntaxError](err); broken && in.isText(data) {
			err = in.decoded(data)
		}
	} else {
		err = in.decoded(data)
	}
	if err != nil {
		return in.format, nil, nil, err
	}
	return in.format, in.entries, in.problems, nil
}

// intake gathers what is read of a file.
type intake struct {
	format   Format
	entries  []Entry
	problems []Problem
	count    int
}

// inUTF8 gives a file without its mark of UTF-8, and one in UTF-16 in UTF-8.
func inUTF8(data []byte) ([]byte, error) {
	if len(data) < 2 || data[0] != 0 && data[1] != 0 && data[0] != 0xff && data[0] != 0xfe {
		return bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")), nil
	}
	text, _, err := content.Decode(data)
	return text, err
}

// isText reports whether a file that is not JSON is of one of the other forms.
func (in *intake) isText(data []byte) bool {
	switch in.format {
	case Readwise, Kindle, KOReader, Zotero:
		return true
	case "":
		text := string(data)
		return isClippings(text) || isKOReader(text) || strings.Contains(text, "](zotero://")
	}
	return false
}

// decoded reads a file that is not JSON, in any encoding.
func (in *intake) decoded(data []byte) error {
	text, _, err := content.Decode(data)
	if err != nil {
		return err
	}
	return in.text(strings.ReplaceAll(string(text), "\ufeff", "")) // Kindle has one before every title
}

// text reads a file that is not JSON.
func (in *intake) text(text string) error {
	if in.format == "" {
		switch {
		case isClippings(text):
			in.format = Kindle
		case isReadwise(text):
			in.format = Readwise
		case isKOReader(text):
			in.format = KOReader
		case isZotero(text):
			in.format = Zotero
		default:
			return fmt.Errorf("%w: neither JSON nor CSV with a column Highlight, nor clippings, nor highlights of KOReader or Zotero; --format says which they are", ErrFormat)
		}
	}
	switch in.format {
	case Kindle:
		in.clippings(text)
	case Readwise:
		return in.readwise(text)
	case KOReader:
		in.koreaderMarkdown(text)
	case Zotero:
		in.zotero(text)
	default:
		return fmt.Errorf("%w: %s is JSON, and this is not", ErrFormat, in.format)
	}
	return nil
}

// next counts an entry, read or not.
func (in *intake) next() int {
	in.count++
	return in.count
}

func (in *intake) bad(line int, err error) {
	in.problems = append(in.problems, Problem{in.next(), line, err})
}

// add takes over an entry, whose texts are cleaned unless it is readout's own.
func (in *intake) add(e Entry) {
	if len(in.entries) >= maxEntries {
		in.bad(e.Line, fmt.Errorf("there are more than %d entries", maxEntries))
		return
	}
	if !e.own && e.Note.Foreign == nil {
		clean(&e.Note)
	}
	if size := sizeOf(&e.Note) + len(e.beside); size > maxLine || len(e.Note.Foreign) > maxLine {
		in.bad(e.Line, tooLong(max(size, len(e.Note.Foreign))))
		return
	}
	e.Number = in.next()
	in.entries = append(in.entries, e)
}

// clean takes from a note of another program what a terminal would act on.
func clean(n *note.Note) {
	n.Body = strings.TrimSpace(content.Clean(n.Body))
	n.Creator = strings.TrimSpace(content.CleanLine(n.Creator))
	n.Target.Exact = strings.TrimSpace(content.Clean(n.Target.Exact))
	n.Target.Prefix, n.Target.Suffix = content.Clean(n.Target.Prefix), content.Clean(n.Target.Suffix)
	var tags []string
	for _, tag := range n.Tags {
		if tag = strings.TrimSpace(strings.TrimLeft(content.CleanLine(tag), "# ")); tag != "" && !slices.Contains(tags, tag) {
			tags = append(tags, tag)
		}
	}
	n.Tags = tags
}

// madeOf begins the note of an entry that has no UUID of its own. Its id is a UUID of
// version 5 (RFC 9562) of the format and of what tells the entry from others there, so
// that it is the same whenever the entry comes in.
func madeOf(f Format, key ...string) note.Note {
	space := uuid.NewSHA1(uuid.NameSpaceURL, []byte("urn:readout:import:"+string(f)))
	var name strings.Builder
	for _, part := range key {
		name.WriteString(strconv.Itoa(len(part)) + ":" + part)
	}
	return note.Note{ID: uuid.NewSHA1(space, []byte(name.String())).String(), Revision: 1, Kind: note.Highlight}
}

// moment reads a time in one of the layouts; without a zone it is taken for UTC. Zero
// where it is none.
func moment(s string, layouts ...string) time.Time {
	s = strings.TrimSpace(s)
	for _, layout := range layouts {
		if t, err := time.Parse(layout, s); err == nil && t.Year() > 0 && t.Year() < 10000 {
			return t.UTC().Truncate(time.Second)
		}
	}
	return time.Time{}
}

// later gives the later of two times.
func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// shorten cuts a text to n bytes, at a character.
func shorten(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "") + "…"
}
