package note

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"readout/briefing/note/rawjson"
	"readout/content"
)

// note reads an annotation in any form that the Recommendation allows, as far as a Note
// can hold it.
func (o object) note() (Note, error) {
	if !o.is(typeAnnotation) {
		return Note{}, errors.New("it is not a Web Annotation")
	}
	iri, _ := rawjson.Text(o.get("id"))
	n := Note{ID: noteID(iri), Revision: 1, Deleted: string(o.get("readout:deleted")) == "true"}
	if r := o.get("readout:revision"); r != nil {
		var err error
		if n.Revision, err = strconv.Atoi(string(r)); err != nil {
			return n, fmt.Errorf("its revision is %.20s", r)
		}
	}
	n.Kind = Kind(o.text("readout:kind"))
	if n.Kind == "" {
		n.Kind = kindOf(o.text("motivation"))
	}
	n.Creator = o.text("creator")
	for c := range objects(o.get("creator")) {
		n.Creator = firstText(c.text("name"), c.text("nickname"), c.text("id"), n.Creator)
		break
	}
	n.Created = timeOf(o.text("created"))
	n.Modified = n.Created
	if t := timeOf(o.text("modified")); !t.IsZero() {
		n.Modified = t
	}
	n.readBodies(o)
	for target := range items(o.get("target")) {
		n.readTarget(target)
		break
	}
	if err := n.check(); err != nil {
		return n, err
	}
	return n, nil
}

func firstText(list ...string) string {
	for _, s := range list {
		if s != "" {
			return s
		}
	}
	return ""
}

// timeOf reads an xsd:dateTime; one without a zone is taken for UTC.
func timeOf(s string) time.Time {
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05.999999999"} {
		if t, err := time.Parse(layout, s); err == nil && isTime(t) {
			return t.UTC()
		}
	}
	return time.Time{}
}

// readBodies takes the comment, the tags, the grades and the links of an annotation.
func (n *Note) readBodies(o object) {
	n.Body = o.text("bodyValue")
	for b := range objects(o.get("body")) {
		switch part(b) {
		case purposeTag:
			n.Tags = append(n.Tags, b.text("value"))
		case purposeAssess:
			if (n.Grade == Grade{}) {
				n.Grade, _ = gradeOf(b.text("value"))
			}
		case purposeClass:
			if n.Likely == 0 {
				n.Likely, _ = likelihoodOf(b.text("value"))
			}
		case purposeLink:
			l, _ := b.link()
			n.Links = append(n.Links, l)
		case purposeComment:
			if n.Body == "" {
				n.Body = b.text("value")
			}
		}
	}
}

// part says what a body is in a Note: its comment, a tag, a grade, a likelihood, a link or
// (empty) nothing.
func part(b object) string {
	if _, ok := b.link(); ok {
		return purposeLink
	}
	value, ok := rawjson.Text(b.get("value"))
	purpose := b.text("purpose")
	_, isGrade := gradeOf(value)
	_, isLikelihood := likelihoodOf(value)
	switch {
	case !ok || b.get("type") != nil && !b.is(typeBody):
		return ""
	case purpose == purposeTag:
		return purposeTag
	case value == "":
		return ""
	case purpose == purposeAssess && isGrade:
		return purposeAssess
	case purpose == purposeClass && isLikelihood:
		return purposeClass
	}
	return purposeComment
}

// meaning gives what a body that is no comment says, by which it is known again.
func meaning(b object) string {
	p, value := part(b), b.text("value")
	switch p {
	case purposeAssess:
		g, _ := gradeOf(value)
		value = g.String()
	case purposeClass:
		l, _ := likelihoodOf(value)
		value = l.String()
	case purposeLink:
		l, _ := b.link()
		form := linkBody(&l)
		text, _ := encode(&form) // of strings and numbers only
		value = string(text)
	}
	return p + " " + value
}

func (n *Note) readTarget(value json.RawMessage) {
	source, isIRI := rawjson.Text(value)
	t, ok := objectOf(value)
	if !isIRI && !ok {
		return
	}
	if !isIRI {
		source = firstText(t.text("source"), t.text("id"))
	}
	if id, ok := strings.CutPrefix(source, urnBriefing); ok {
		if id, err := url.PathUnescape(id); err == nil {
			n.Briefing = id
		}
	}
	n.Target = t.target()
}

// target gives what a resource says of the place in it.
func (o object) target() (t Target) {
	t.Section, t.Whole = o.text("readout:section"), string(o.get("readout:whole")) == "true"
	for s := range objects(o.get("state")) {
		t.Source = firstText(t.Source, s.text("readout:sha256"))
	}
	for s := range objects(o.get("selector")) {
		switch {
		case s.is(typeQuote) && t.Exact == "":
			t.Exact, t.Prefix, t.Suffix = s.text("exact"), s.text("prefix"), s.text("suffix")
		case s.is(typePosition):
			t.Position = s.span()
		case s.is(typeData):
			t.Data = s.span()
		}
	}
	return t
}

// span gives the range of a position selector, an empty one if it is no range.
func (o object) span() content.Span {
	var ends [2]int
	for i, name := range []string{"start", "end"} {
		var err error
		if ends[i], err = strconv.Atoi(string(o.get(name))); err != nil {
			return content.Span{}
		}
	}
	if s := (content.Span{Start: ends[0], End: ends[1]}); isSpan(s) {
		return s
	}
	return content.Span{}
}

// merge writes a note over the line that it was read from: members whose meaning did not
// change stay as they are, the others get this program's form with all in it that this
// program does not know.
func merge(line []byte, n *Note) ([]byte, error) {
	old, err := parseObject(line)
	if err != nil {
		return nil, fmt.Errorf("writing note %s: the line it was read from: %w", n.ID, err)
	}
	was, err := old.note()
	if err != nil {
		return nil, fmt.Errorf("writing note %s: the line it was read from: %w", n.ID, err)
	}
	out, own := old, object(nil)
	set := func(changed bool, names ...string) {
		for _, name := range names {
			if changed && err == nil {
				if own == nil { // most notes are as their line has them
					own, err = objectFor(n)
				}
				out = out.with(name, own.get(name))
			}
		}
	}
	set(n.ID != was.ID, "id")
	set(n.Revision != was.Revision, "readout:revision")
	set(n.Deleted != was.Deleted, "readout:deleted")
	set(n.Kind != was.Kind, "readout:kind", "motivation")
	set(n.Creator != was.Creator, "creator")
	set(!n.Created.Equal(was.Created), "created")
	set(!n.Modified.Equal(was.Modified), "modified")
	says, stands := !n.saysSame(was), n.Target != was.Target || n.Briefing != was.Briefing
	if own == nil && (says || stands) {
		own, err = objectFor(n)
	}
	if err == nil && says {
		out, err = mergeBody(out, own, was.Body)
	}
	if err == nil && stands {
		out, err = mergeTarget(out, own)
	}
	if err != nil {
		return nil, err
	}
	return withContext(out).json()
}

// objectFor gives a note in the form of this program.
func objectFor(n *Note) (object, error) {
	form := annotate(n)
	text, err := encode(&form)
	if err != nil {
		return nil, err
	}
	return parseObject(text)
}

// mergeBody puts what the note says among the bodies. Bodies that the note shares with the
// line stay, and so do those that a note has no field for.
func mergeBody(out, own object, wasComment string) (object, error) {
	var comment object
	others := map[string][]json.RawMessage{} // by what they say
	var rest []json.RawMessage
	for value := range items(out.get("body")) {
		b, ok := objectOf(value)
		if !ok {
			rest = append(rest, value)
			continue
		}
		switch p := part(b); {
		case p != "" && p != purposeComment:
			others[meaning(b)] = append(others[meaning(b)], value)
		case p == purposeComment && comment == nil && b.text("value") == wasComment:
			comment = b
		default:
			rest = append(rest, value)
		}
	}
	var list []json.RawMessage
	for value := range items(own.get("body")) {
		b, _ := objectOf(value)
		says := meaning(b)
		kept := others[says]
		isComment := b.text("purpose") == purposeComment
		switch {
		case !isComment && len(kept) > 0:
			value, others[says] = kept[0], kept[1:]
		case isComment && comment != nil:
			var err error
			if value, err = comment.with("value", b.get("value")).json(); err != nil {
				return nil, err
			}
		}
		list = append(list, value)
	}
	out = out.with("bodyValue", nil)
	return out.withList("body", append(list, rest...))
}

// mergeTarget replaces source, state and selectors of the first target.
func mergeTarget(out, own object) (object, error) {
	ours, _ := objectOf(own.get("target"))
	var merged object
	targets := slices.Collect(items(out.get("target")))
	if len(targets) > 0 {
		merged, _ = objectOf(targets[0]) // a bare IRI has nothing to keep
		targets = targets[1:]
	}
	foreign := func(name string, known ...string) []json.RawMessage {
		list := slices.Collect(items(ours.get(name)))
		for value := range items(merged.get(name)) {
			o, ok := objectOf(value)
			if !ok || !slices.ContainsFunc(known, o.is) {
				list = append(list, value)
			}
		}
		return list
	}
	selectors, states := foreign("selector", typeQuote, typePosition, typeData), foreign("state", typeState)
	for _, name := range []string{"type", "source", "readout:section", "readout:whole"} {
		merged = merged.with(name, ours.get(name))
	}
	merged = merged.with("id", nil) // it named the old target
	merged, err := merged.withList("state", states)
	if err != nil {
		return nil, err
	}
	if merged, err = merged.withList("selector", selectors); err != nil {
		return nil, err
	}
	first, err := merged.json()
	if err != nil {
		return nil, err
	}
	return out.withList("target", append([]json.RawMessage{first}, targets...))
}

// withList sets a member to several values: an array, or the one value itself.
func (o object) withList(name string, list []json.RawMessage) (object, error) {
	switch len(list) {
	case 0:
		return o.with(name, nil), nil
	case 1:
		return o.with(name, list[0]), nil
	}
	value, err := encode(list)
	return o.with(name, value), err
}

// withContext makes sure that the members of this program mean something to a reader of
// JSON-LD.
func withContext(o object) object {
	used := slices.ContainsFunc(o, func(m member) bool { return strings.HasPrefix(m.name, "readout:") })
	contexts := slices.Collect(items(o.get("@context")))
	if !used || slices.ContainsFunc(contexts, isOwnContext) {
		return o
	}
	if len(contexts) == 0 {
		return o.with("@context", json.RawMessage(context))
	}
	value, err := encode(append(slices.Clip(contexts), json.RawMessage(ownContext)))
	if err != nil {
		return o
	}
	return o.with("@context", value)
}

func isOwnContext(v json.RawMessage) bool {
	return string(v) == ownContext || rawjson.First(v) == '{' && sameJSON(v, []byte(ownContext))
}
