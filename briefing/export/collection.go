package export

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/google/uuid"
)

// RevisionIRI is the beginning of the IRI by which a Web Annotation names the revision of a
// briefing that it was made on; the SHA-256 of its text follows. In the log that is a state
// of a type of our own, which the Web Annotation Data Model has no place for.
const RevisionIRI = "urn:readout:revision:"

const (
	annoContext = "http://www.w3.org/ns/anno.jsonld"
	noteIRI     = "urn:readout:note:"
	briefingIRI = "urn:readout:briefing:"
)

// contexts are those of an annotation of ours.
func contexts() []any {
	return []any{annoContext, map[string]any{"readout": "urn:readout:vocabulary#"}}
}

// collection writes an AnnotationCollection of one AnnotationPage (Web Annotation Data
// Model, Recommendation of 2017-02-23, section 5). Every annotation is one that meets the
// Recommendation, and can stand alone: it has its own @context.
func collection(bundles []Bundle) (*Rendered, error) {
	var items []json.RawMessage
	var names []string
	for i := range bundles {
		b := &bundles[i]
		names = append(names, b.id())
		for _, g := range groups(b) {
			for _, n := range g.notes {
				line, err := annotationOf(b, n.Note)
				if err != nil {
					return nil, err
				}
				a, err := decode(line)
				if err != nil {
					return nil, fmt.Errorf("writing note %s: %w", n.Note.ID, err)
				}
				conform(a, b.id())
				if line, err = encode(a); err != nil {
					return nil, fmt.Errorf("writing note %s: %w", n.Note.ID, err)
				}
				items = append(items, line)
			}
		}
	}
	id := uuid.NewSHA1(uuid.NameSpaceURL, []byte(noteIRI+"collection:"+strings.Join(names, "\n")))
	c := annotationCollection{Context: contexts(), ID: id.URN(), Type: "AnnotationCollection", Label: line(exportTitle(bundles)), Total: len(items)}
	if len(items) > 0 {
		page := uuid.NewSHA1(id, []byte("page 1")).URN()
		c.First = &annotationPage{ID: page, Type: "AnnotationPage", PartOf: c.ID, Items: []json.RawMessage{}}
		c.Last = page
		text, err := printableLists(c, "items", 2, items)
		return &Rendered{Body: text}, err
	}
	text, err := printable(c)
	return &Rendered{Body: text}, err
}

type annotationCollection struct {
	Context []any           `json:"@context"`
	ID      string          `json:"id"`
	Type    string          `json:"type"`
	Label   string          `json:"label"`
	Total   int             `json:"total"`
	First   *annotationPage `json:"first,omitempty"`
	Last    string          `json:"last,omitempty"`
}

type annotationPage struct {
	ID         string `json:"id"`
	Type       string `json:"type"`
	PartOf     string `json:"partOf"`
	StartIndex int    `json:"startIndex"`
	// Items are written one by one: see printableLists.
	Items []json.RawMessage `json:"items"`
}

// encode gives compact JSON that leaves <, > and & as they are.
func encode(v any) (json.RawMessage, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), err
}

// decode reads a JSON object with its numbers as they are.
func decode(text json.RawMessage) (map[string]any, error) {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	var m map[string]any
	if err := d.Decode(&m); err != nil {
		return nil, err
	}
	return m, nil
}
