package intake

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"

	"readout/briefing/export"
	"readout/briefing/note"
	"readout/briefing/note/rawjson"
)

// members is a JSON object.
type members = map[string]json.RawMessage

// The IRIs by which annotations of readout's name what they are about.
const (
	briefingIRI = "urn:readout:briefing:"
	noteIRI     = "urn:readout:note:"
)

// json reads a file of one JSON value, or of one a line.
func (in *intake) json(data []byte) error {
	if json.Valid(data) {
		return in.value(data, 0)
	}
	lines := bytes.Split(data, []byte("\n"))
	if !json.Valid(bytes.TrimSpace(lines[0])) {
		return fmt.Errorf("it is not JSON: %w", broken(data))
	}
	for i, line := range lines {
		switch line = bytes.TrimSpace(line); {
		case len(line) == 0:
		case !json.Valid(line):
			in.bad(i+1, fmt.Errorf("it is not JSON: %w", broken(line)))
		default:
			if err := in.value(line, i+1); err != nil {
				in.bad(i+1, err)
			}
		}
	}
	return nil
}

// broken says where a text stops being JSON.
func broken(data []byte) error {
	var v json.RawMessage
	err := json.Unmarshal(data, &v)
	if syntax, ok := errors.AsType[*json.SyntaxError](err); ok {
		return fmt.Errorf("%w in line %d", err, 1+bytes.Count(data[:min(int(syntax.Offset), len(data))], []byte("\n")))
	}
	return err
}

// value reads a JSON value by what it is.
func (in *intake) value(data json.RawMessage, line int) error {
	of := in.format
	if of == "" {
		of = shape(data, 0)
	}
	if in.format = cmp.Or(in.format, of); in.format == "" {
		return fmt.Errorf("%w: it is JSON, but neither readout's own nor Web Annotations, nor of Hypothesis or KOReader", ErrFormat)
	}
	switch of {
	case JSON:
		return in.archive(data)
	case W3C:
		in.annotations(data, line, 0)
		return nil
	case Hypothesis:
		return in.hypothesis(data)
	case KOReader:
		return in.koreader(data)
	}
	return fmt.Errorf("%w: %s is not JSON, and this is", ErrFormat, of)
}

// maxDepth is how many arrays in arrays are looked into, each of which is read anew.
const maxDepth = 8

// shape tells the format of a JSON value; empty: none that is known.
func shape(data json.RawMessage, depth int) Format {
	if list := elements(data); list != nil && depth < maxDepth {
		for _, v := range list {
			if f := shape(v, depth+1); f != "" {
				return f
			}
		}
		return ""
	}
	o := objectOf(data)
	has := func(name string) bool { return len(o[name]) > 0 }
	kinds := textsOf(o["type"])
	switch {
	case textOf(o["format"]) == export.ArchiveFormat:
		return JSON
	case slices.Contains(kinds, "Annotation"), slices.Contains(kinds, "AnnotationPage"), slices.Contains(kinds, "AnnotationCollection"):
		return W3C
	case has("rows"), has("annotations"), has("uri") && (has("target") || has("text")):
		return Hypothesis
	case has("entries"), has("documents"):
		return KOReader
	}
	return ""
}

// archive reads readout's own form.
func (in *intake) archive(data json.RawMessage) error {
	var a struct {
		Format    string
		Version   int
		Briefings []struct {
			ID, Title string
			Sources   []struct{ URL string }
			Notes     []json.RawMessage
		}
	}
	if err := json.Unmarshal(data, &a); err != nil {
		return fmt.Errorf("it is not readout's own form: %w", misfit(err))
	}
	if a.Format != export.ArchiveFormat || a.Version != 1 {
		return fmt.Errorf("%w: it says it is %q of version %d, and readout knows version 1 of %q", ErrFormat, a.Format, a.Version, export.ArchiveFormat)
	}
	for _, b := range a.Briefings {
		about := Document{Briefing: b.ID, Title: b.Title}
		for _, s := range b.Sources {
			about.Addresses = append(about.Addresses, s.URL)
		}
		for _, raw := range b.Notes {
			var n note.Note
			if err := n.UnmarshalJSON(raw); err != nil {
				in.bad(0, err)
				continue
			}
			in.add(Entry{Note: n, About: about, own: true})
		}
	}
	return nil
}

// annotations reads Web Annotations in any wrapping, without asking other machines for
// pages that are not in it.
func (in *intake) annotations(data json.RawMessage, line, depth int) {
	if list := elements(data); list != nil && depth < maxDepth {
		for _, v := range list {
			in.annotations(v, line, depth+1)
		}
		return
	}
	o := objectOf(data)
	switch kinds := textsOf(o["type"]); {
	case slices.Contains(kinds, "AnnotationCollection"):
		in.page(o["first"], line)
	case slices.Contains(kinds, "AnnotationPage"):
		in.page(data, line)
	case o == nil:
		in.bad(line, errors.New("it is not a Web Annotation"))
	default:
		in.annotation(data, o, line)
	}
}

// page reads a page of a collection, and those that follow.
func (in *intake) page(data json.RawMessage, line int) {
	for len(data) > 0 && string(data) != "null" {
		o := objectOf(data)
		if o == nil {
			in.problems = append(in.problems, Problem{0, line, fmt.Errorf("the page %s of the collection is not in the file, and nothing after it", shorten(textOf(data), 200))})
			return
		}
		for _, v := range listOf(o["items"]) {
			if item := objectOf(v); item != nil {
				in.annotation(v, item, line)
			} else {
				in.bad(line, errors.New("it is not a Web Annotation"))
			}
		}
		data = o["next"]
	}
}

// annotation reads one annotation. One that readout wrote is what it was before it was
// made to meet the model; another stays as it is, and is anchored later.
func (in *intake) annotation(data json.RawMessage, o members, line int) {
	if !slices.Contains(textsOf(o["type"]), "Annotation") {
		in.bad(line, errors.New("it is not a Web Annotation"))
		return
	}
	if textOf(o["id"]) == "" {
		o["id"] = encode("urn:uuid:" + madeOf(W3C, string(o["target"]), string(o["body"]), string(o["bodyValue"]), string(o["created"])).ID)
		data = encode(o)
	}
	_, own := o["readout:revision"]
	n, err := restored(data, o)
	if err != nil {
		in.bad(line, err)
		return
	}
	e := Entry{Line: line, Note: n, own: own && n.Briefing != ""}
	e.About.Briefing = n.Briefing
	for i, t := range listOf(o["target"]) {
		target := objectOf(t)
		address := cmp.Or(textOf(t), textOf(target["source"]), textOf(objectOf(target["source"])["id"]), textOf(target["id"]))
		if address != "" && !strings.HasPrefix(address, briefingIRI) {
			e.About.Addresses = append(e.About.Addresses, address)
			if i == 0 {
				e.beside = t
			}
		}
	}
	e.position = n.Target.Position
	in.add(e)
}

// restored gives the note that an annotation was exported from. What meeting the model
// changed in it is taken back; where that gives no more than a note of readout's own it is
// one, otherwise all is kept as the annotation has it.
func restored(data json.RawMessage, o members) (note.Note, error) {
	o = maps.Clone(o)
	if iri := textOf(o["id"]); strings.HasPrefix(iri, noteIRI) {
		if id, err := url.PathUnescape(iri[len(noteIRI):]); err == nil {
			o["id"] = encode(id)
		}
	}
	if bodies := listOf(o["body"]); bodies != nil {
		for i := range bodies {
			if b := objectOf(bodies[i]); b["state"] != nil {
				bodies[i] = encode(withState(b))
			}
		}
		o["body"] = encode(bodies)
	}
	var targets []json.RawMessage
	for i, t := range listOf(o["target"]) {
		if target := objectOf(t); target != nil && i == 0 {
			t = encode(withState(target))
		}
		targets = append(targets, t)
	}
	if len(targets) == 1 {
		o["target"] = targets[0]
	} else if len(targets) > 1 {
		o["target"] = encode(targets)
	}
	if len(o) == 0 || o["target"] == nil {
		return noteOf(data)
	}
	if n, err := noteOf(encode(plain(o))); err == nil && n.Foreign == nil {
		return n, nil
	}
	return noteOf(encode(o))
}

// withState gives back the state of a target that an IRI stands for.
func withState(target members) members {
	states := listOf(target["state"])
	changed := false
	for i, s := range states {
		if sha, ok := strings.CutPrefix(textOf(s), export.RevisionIRI); ok {
			if sha, err := url.PathUnescape(sha); err == nil {
				states[i] = encode(map[string]string{"type": "readout:RevisionState", "readout:sha256": sha})
				changed = true
			}
		}
	}
	if !changed {
		return target
	}
	target = maps.Clone(target)
	target["state"] = encode(states)
	if len(states) == 1 {
		target["state"] = states[0]
	}
	return target
}

// plain gives an annotation the arrays that readout writes, and takes away the scope that
// a target without anything else needs to meet the model.
func plain(o members) members {
	o = maps.Clone(o)
	if o["body"] != nil {
		bodies := listOf(o["body"])
		for i := range bodies {
			if b := objectOf(bodies[i]); b["source"] != nil && b["selector"] != nil {
				b["selector"] = encode(listOf(b["selector"]))
				bodies[i] = encode(b)
			}
		}
		o["body"] = encode(bodies)
	}
	target := maps.Clone(objectOf(o["target"]))
	if target == nil {
		return o
	}
	if target["selector"] != nil {
		target["selector"] = encode(listOf(target["selector"]))
	}
	if target["selector"] == nil && textOf(target["scope"]) == textOf(target["source"]) {
		delete(target, "scope")
	}
	o["target"] = encode(target)
	return o
}

func noteOf(data []byte) (n note.Note, err error) {
	err = n.UnmarshalJSON(data)
	return n, err
}

// elements gives the elements of an array; nil where it is none.
func elements(data json.RawMessage) []json.RawMessage {
	if rawjson.First(data) != '[' {
		return nil
	}
	return slices.AppendSeq([]json.RawMessage{}, rawjson.Items(data))
}

// listOf gives what JSON-LD writes as one value or several.
func listOf(data json.RawMessage) []json.RawMessage {
	if list := elements(data); list != nil || len(data) == 0 || string(data) == "null" {
		return list
	}
	return []json.RawMessage{data}
}

// objectOf gives the members of an object, of which two of a name are the last; nil where it
// is none.
func objectOf(data json.RawMessage) (o members) {
	if rawjson.First(data) != '{' {
		return nil
	}
	o = members{}
	for name, value := range rawjson.Members(data) {
		name, _ := rawjson.Text(name)
		o[name] = value
	}
	return o
}

func textOf(data json.RawMessage) string {
	s, _ := rawjson.Text(data)
	return s
}

func textsOf(data json.RawMessage) (out []string) {
	for _, v := range listOf(data) {
		out = append(out, textOf(v))
	}
	return out
}

// encode gives JSON of a value that JSON can hold, as all here can.
func encode(v any) json.RawMessage {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n"))
}
