package export

import (
	"encoding/json"

	"readout/briefing/note"
)

// ArchiveFormat is the first member of readout's own form of notes.
const ArchiveFormat = "readout notes"

// Archive is readout's own form of notes. It is lossless: each note is the line that its
// log would have, a Web Annotation with all that readout and other programs put into it.
type Archive struct {
	Format    string            `json:"format"`  // ArchiveFormat
	Version   int               `json:"version"` // 1
	Briefings []ArchiveBriefing `json:"briefings"`
}

// ArchiveBriefing is a briefing with its notes, in reading order.
type ArchiveBriefing struct {
	ID       string            `json:"id"`
	Title    string            `json:"title"`
	Revision string            `json:"revision,omitempty"`
	Sources  []SourceRecord    `json:"sources"`
	Notes    []json.RawMessage `json:"notes"`
}

func archive(bundles []Bundle) (*Rendered, error) {
	a := Archive{Format: ArchiveFormat, Version: 1, Briefings: []ArchiveBriefing{}}
	var notes [][]json.RawMessage
	for i := range bundles {
		b := &bundles[i]
		out := ArchiveBriefing{ID: line(b.id()), Title: b.title(), Revision: line(b.Revision), Sources: BriefingJSON(b.Briefing).Sources, Notes: []json.RawMessage{}}
		var list []json.RawMessage
		for _, g := range groups(b) {
			for _, n := range g.notes {
				line, err := annotationOf(b, n.Note)
				if err != nil {
					return nil, err
				}
				list = append(list, line)
			}
		}
		a.Briefings, notes = append(a.Briefings, out), append(notes, list)
	}
	text, err := printableLists(a, "notes", 3, notes...)
	return &Rendered{Body: text}, err
}

// annotationOf gives a note as its log has it, with the briefing that it is on.
func annotationOf(b *Bundle, n note.Note) (json.RawMessage, error) {
	if n.Briefing == "" && n.Foreign == nil {
		n.Briefing = b.id()
	}
	return n.MarshalJSON()
}
