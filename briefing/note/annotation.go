package note

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"time"

	"readout/content"

	"github.com/google/uuid"
)

// annotation is a Note in the form that this program gives a Web Annotation, member for
// member in the order of a line.
type annotation struct {
	Context    json.RawMessage `json:"@context"`
	ID         string          `json:"id"`
	Type       string          `json:"type"`
	Revision   int             `json:"readout:revision"`
	Deleted    bool            `json:"readout:deleted,omitempty"`
	Kind       Kind            `json:"readout:kind"`
	Motivation string          `json:"motivation"`
	Creator    *person         `json:"creator,omitempty"`
	Created    string          `json:"created"`
	Modified   string          `json:"modified"`
	Body       []body          `json:"body,omitempty"`
	Target     resource        `json:"target"`
}

type person struct {
	Type string `json:"type"`
	Name string `json:"name"`
}

// body is a text, or, with a source, a link.
type body struct {
	Type     string     `json:"type"`
	Value    *string    `json:"value,omitempty"`
	Format   string     `json:"format,omitempty"`
	Purpose  string     `json:"purpose"`
	Source   string     `json:"source,omitempty"`
	Scope    string     `json:"scope,omitempty"`
	Label    string     `json:"label,omitempty"`
	State    *state     `json:"state,omitempty"`
	Section  string     `json:"readout:section,omitempty"`
	Whole    bool       `json:"readout:whole,omitempty"`
	Selector []selector `json:"selector,omitempty"`
}

func textBody(text, format, purpose string) body {
	return body{Type: typeBody, Value: &text, Format: format, Purpose: purpose}
}

type resource struct {
	Type     string     `json:"type"`
	Source   string     `json:"source"`
	State    *state     `json:"state,omitempty"`
	Section  string     `json:"readout:section,omitempty"`
	Whole    bool       `json:"readout:whole,omitempty"`
	Selector []selector `json:"selector,omitempty"`
}

type state struct {
	Type   string `json:"type"`
	SHA256 string `json:"readout:sha256"`
}

type selector struct {
	Type   string  `json:"type"`
	Exact  *string `json:"exact,omitempty"`
	Prefix string  `json:"prefix,omitempty"`
	Suffix string  `json:"suffix,omitempty"`
	Start  *int    `json:"start,omitempty"`
	End    *int    `json:"end,omitempty"`
}

// The words of the form.
const (
	context     = `["` + annoContext + `",` + ownContext + `]`
	annoContext = "http://www.w3.org/ns/anno.jsonld"
	ownContext  = `{"readout":"urn:readout:vocabulary#"}`

	urnUUID     = "urn:uuid:"
	urnBriefing = "urn:readout:briefing:"

	typeAnnotation = "Annotation"
	typeBody       = "TextualBody"
	typeResource   = "SpecificResource"
	typeState      = "readout:RevisionState"
	typeQuote      = "TextQuoteSelector"
	typePosition   = "TextPositionSelector"
	typeData       = "DataPositionSelector"

	purposeComment = "commenting"
	purposeTag     = "tagging"
	purposeAssess  = "assessing"   // the grade
	purposeClass   = "classifying" // the likelihood
	purposeLink    = "linking"
)

// motivation gives the term of the Web Annotation Vocabulary that is nearest to a kind.
func motivation(k Kind) string {
	switch k {
	case Question:
		return "questioning"
	case Check:
		return "assessing"
	case Action:
		return "bookmarking"
	case Judgement:
		return "classifying"
	}
	return "highlighting"
}

// motivationOf gives the motivation of a note: that of its kind, or for a mere highlight
// what was added to it first.
func motivationOf(n *Note) string {
	if m := motivation(n.Kind); m != motivation(Highlight) {
		return m
	}
	switch {
	case n.Body != "":
		return purposeComment
	case n.Grade != Grade{}:
		return purposeAssess
	case n.Likely != 0:
		return purposeClass
	case len(n.Links) > 0:
		return purposeLink
	case len(n.Tags) > 0:
		return purposeTag
	}
	return motivation(Highlight)
}

// kindOf gives the kind of a note by another program, which says no kind.
func kindOf(motivation string) Kind {
	switch motivation {
	case "questioning":
		return Question
	case "assessing":
		return Check
	}
	return Highlight
}

// annotationID gives the IRI of a note, noteID the note's id back.
func annotationID(id string) string {
	if isUUID(id) {
		return urnUUID + id
	}
	return id
}

func noteID(iri string) string {
	if id, ok := strings.CutPrefix(iri, urnUUID); ok && isUUID(id) {
		return id
	}
	return iri
}

// isUUID reports whether s is a UUID as RFC 9562 writes it: 36 characters, lower case.
func isUUID(s string) bool {
	return len(s) == 36 && s == strings.ToLower(s) && uuid.Validate(s) == nil
}

func annotate(n *Note) annotation {
	kind := n.Kind
	if kind == "" {
		kind = Highlight
	}
	a := annotation{
		Context: json.RawMessage(context), ID: annotationID(n.ID), Type: typeAnnotation,
		Revision: n.Revision, Deleted: n.Deleted, Kind: kind, Motivation: motivationOf(n),
		Created: n.Created.UTC().Format(time.RFC3339Nano), Modified: n.Modified.UTC().Format(time.RFC3339Nano),
		Target: resource{Type: typeResource, Source: urnBriefing + url.PathEscape(n.Briefing), Section: n.Target.Section, Whole: n.Target.Whole, Selector: selectors(&n.Target)},
	}
	if n.Creator != "" {
		a.Creator = &person{"Person", n.Creator}
	}
	if n.Body != "" {
		a.Body = append(a.Body, textBody(n.Body, "text/markdown", purposeComment))
	}
	for _, tag := range n.Tags {
		a.Body = append(a.Body, textBody(tag, "text/plain", purposeTag))
	}
	if (n.Grade != Grade{}) {
		a.Body = append(a.Body, textBody(gradeText(n.Grade), "text/plain", purposeAssess))
	}
	if n.Likely != 0 {
		a.Body = append(a.Body, textBody(likelihoodText(n.Likely), "text/plain", purposeClass))
	}
	for i := range n.Links {
		a.Body = append(a.Body, linkBody(&n.Links[i]))
	}
	if n.Target.Source != "" {
		a.Target.State = &state{typeState, n.Target.Source}
	}
	return a
}

func selectors(t *Target) []selector {
	var out []selector
	if t.Exact != "" || t.Prefix != "" || t.Suffix != "" {
		out = append(out, selector{Type: typeQuote, Exact: &t.Exact, Prefix: t.Prefix, Suffix: t.Suffix})
	}
	for _, p := range []struct {
		kind string
		span *content.Span
	}{{typePosition, &t.Position}, {typeData, &t.Data}} {
		if *p.span != (content.Span{}) {
			out = append(out, selector{Type: p.kind, Start: &p.span.Start, End: &p.span.End})
		}
	}
	return out
}

// note gives back what annotate was given; ok is false where a is not what it makes.
func (a *annotation) note() (n Note, ok bool) {
	n = Note{ID: noteID(a.ID), Revision: a.Revision, Deleted: a.Deleted, Kind: a.Kind}
	briefing, ok := strings.CutPrefix(a.Target.Source, urnBriefing)
	if !ok {
		return n, false
	}
	var errs [3]error
	n.Briefing, errs[0] = url.PathUnescape(briefing)
	n.Created, errs[1] = time.Parse(time.RFC3339Nano, a.Created)
	n.Modified, errs[2] = time.Parse(time.RFC3339Nano, a.Modified)
	if errs != [3]error{} {
		return n, false
	}
	if a.Creator != nil {
		n.Creator = a.Creator.Name
	}
	for i, b := range a.Body {
		b.into(&n, i == 0)
	}
	if a.Target.State != nil {
		n.Target.Source = a.Target.State.SHA256
	}
	n.Target.Section, n.Target.Whole = a.Target.Section, a.Target.Whole
	for _, s := range a.Target.Selector {
		s.into(&n.Target)
	}
	return n, n.check() == nil
}

// into puts a body that annotate made into a note.
func (b *body) into(n *Note, first bool) {
	if b.Value == nil {
		if b.Purpose == purposeLink {
			n.Links = append(n.Links, b.link())
		}
		return
	}
	switch b.Purpose {
	case purposeTag:
		n.Tags = append(n.Tags, *b.Value)
	case purposeAssess:
		n.Grade, _ = gradeOf(*b.Value)
	case purposeClass:
		n.Likely, _ = likelihoodOf(*b.Value)
	default:
		if first {
			n.Body = *b.Value
		}
	}
}

func (b *body) link() Link {
	l, at := Link{Label: b.Label}, b.Source
	if !strings.HasPrefix(b.Source, urnBriefing) {
		l.Note, at = noteOfIRI(b.Source), b.Scope
	}
	l.Briefing, _ = url.PathUnescape(strings.TrimPrefix(at, urnBriefing))
	l.Target.Section, l.Target.Whole = b.Section, b.Whole
	if b.State != nil {
		l.Target.Source = b.State.SHA256
	}
	for _, s := range b.Selector {
		s.into(&l.Target)
	}
	return l
}

func (s *selector) into(t *Target) {
	span := content.Span{}
	if s.Start != nil && s.End != nil {
		span = content.Span{Start: *s.Start, End: *s.End}
	}
	switch {
	case s.Type == typePosition && isSpan(span):
		t.Position = span
	case s.Type == typeData && isSpan(span):
		t.Data = span
	case s.Type == typeQuote:
		t.Prefix, t.Suffix = s.Prefix, s.Suffix
		if s.Exact != nil {
			t.Exact = *s.Exact
		}
	}
}

// MarshalJSON gives the note as a Web Annotation, on one line. Texts that are not UTF-8
// get U+FFFD for what is not. What another program had added to the note is in it, and
// what that program wrote is as it was wherever the note was not changed.
func (n Note) MarshalJSON() ([]byte, error) { return n.line() }

func (n *Note) line() ([]byte, error) {
	if err := n.check(); err != nil {
		return nil, fmt.Errorf("writing note %q: %w", n.ID, err)
	}
	if n.Foreign != nil {
		return merge(n.Foreign, n)
	}
	a := annotate(n)
	return encode(&a)
}

// annotateAs is annotate for a note that was written with a motivation: that of its kind
// alone, as earlier versions wrote it, says no less.
func annotateAs(n *Note, was string) annotation {
	a := annotate(n)
	if was == motivation(n.Kind) {
		a.Motivation = was
	}
	return a
}

// encode gives compact JSON that leaves <, > and & as they are.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

// UnmarshalJSON reads any Web Annotation. Members that a Note has no field for are kept
// in Foreign. It gives an error for what is not an annotation or has no usable id.
func (n *Note) UnmarshalJSON(line []byte) error {
	members, err := parseObject(line)
	if err != nil {
		return fmt.Errorf("it is not a JSON object: %w", err)
	}
	motivation, others := members.text("motivation"), members.hasOthers()
	read, err := members.note()
	if !others {
		if err == nil && isWrittenAs(&read, motivation, line) {
			*n = read
			return nil
		}
		var a annotation
		if json.Unmarshal(line, &a) == nil {
			if own, ok := a.note(); ok && isWrittenAs(&own, a.Motivation, line) {
				*n = own
				return nil
			}
		}
	}
	if err != nil {
		return err
	}
	if others || !holdsAll(&read, motivation, line) {
		var b bytes.Buffer
		if err := json.Compact(&b, line); err != nil {
			return err
		}
		read.Foreign = b.Bytes()
	}
	*n = read
	return nil
}

// isWrittenAs reports whether a line is what this program writes for a note.
func isWrittenAs(n *Note, motivation string, line []byte) bool {
	a := annotateAs(n, motivation)
	own, err := encode(&a)
	return err == nil && bytes.Equal(own, line)
}

// hasOthers reports whether an annotation has members that no note is written with, which
// is cheaper to see than that a note holds all the rest.
func (o object) hasOthers() bool {
	return slices.ContainsFunc(o, func(m member) bool {
		switch m.name {
		case "@context", "id", "type", "readout:revision", "readout:deleted", "readout:kind", "motivation", "creator", "created", "modified", "body", "target":
			return false
		}
		return true
	})
}

// holdsAll reports whether the note says all that the line says.
func holdsAll(n *Note, motivation string, line []byte) bool {
	a := annotateAs(n, motivation)
	own, err := encode(&a)
	return err == nil && sameJSON(own, line)
}

func sameJSON(a, b []byte) bool {
	var values [2]any
	for i, text := range [][]byte{a, b} {
		d := json.NewDecoder(bytes.NewReader(text))
		d.UseNumber()
		if d.Decode(&values[i]) != nil {
			return false
		}
	}
	return reflect.DeepEqual(values[0], values[1])
}
