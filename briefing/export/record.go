package export

import (
	"cmp"

	"readout/briefing"
	"readout/content"
)

// NoteRecord is a note for programs. Texts are cleaned of what a terminal would act on.
type NoteRecord struct {
	ID       string           `json:"id"`
	Kind     string           `json:"kind"`
	Body     string           `json:"body"` // Markdown
	Tags     []string         `json:"tags"`
	Quote    string           `json:"quote"` // the visible text that it stands on
	Orphaned bool             `json:"orphaned"`
	Start    int              `json:"start"` // bytes of the briefing's revision; 0, 0 for an orphan
	End      int              `json:"end"`
	Section  SectionName      `json:"section"`
	Creator  string           `json:"creator"`
	Created  string           `json:"created"` // RFC 3339, UTC
	Modified string           `json:"modified"`
	Briefing BriefingName     `json:"briefing"`
	Citation []CitationRecord `json:"citation"`

	On         string       `json:"on"`                   // text, section (a whole one) or briefing
	Grade      string       `json:"grade,omitempty"`      // of the Admiralty code, "B2"
	Likelihood string       `json:"likelihood,omitempty"` // of ICD 203, "very likely"
	Assessed   string       `json:"assessed,omitempty"`   // both in words
	Conflict   bool         `json:"conflict,omitempty"`   // changed in two places: there is a record of the same ID for each version
	Links      []LinkRecord `json:"links,omitempty"`
}

// LinkRecord is a link to a note or, where Note is empty, to the words Label of a briefing.
type LinkRecord struct {
	Briefing string `json:"briefing"`
	Note     string `json:"note,omitempty"`
	Label    string `json:"label"`
}

// SectionName names a section; for an orphan the one that the note was made in.
type SectionName struct {
	Key   string `json:"key"`
	Title string `json:"title"`
}

// BriefingName names a revision of a briefing.
type BriefingName struct {
	ID       string `json:"id"`
	Title    string `json:"title"`
	Revision string `json:"revision,omitempty"`
}

// CitationRecord is where a text is from. Published is ISO 8601.
type CitationRecord struct {
	Label      string `json:"label,omitempty"`
	Paragraphs []int  `json:"paragraphs,omitempty"`
	Publisher  string `json:"publisher,omitempty"`
	Title      string `json:"title,omitempty"`
	Date       string `json:"date,omitempty"` // as briefings show it, "27 Nov [2024]"
	URL        string `json:"url,omitempty"`
	Text       string `json:"text,omitempty"` // the source paragraph
}

// NotesJSON gives all notes of the bundles in the order of Markdown.
func NotesJSON(bundles []Bundle) []NoteRecord {
	out := []NoteRecord{}
	for i := range bundles {
		b := &bundles[i]
		for _, g := range groups(b) {
			for _, n := range g.notes {
				out = append(out, noteRecord(b, g, n))
			}
		}
	}
	return out
}

func noteRecord(b *Bundle, g group, n *Placed) NoteRecord {
	r := NoteRecord{
		Conflict: len(n.Note.Rivals) > 0,
		ID:       line(n.Note.ID), Kind: line(string(n.Note.Kind)), Body: content.Clean(n.Note.Body), Tags: []string{},
		Quote: content.Clean(n.Note.Target.Exact), Orphaned: n.Orphaned, Start: n.Span.Start, End: n.Span.End,
		Section: SectionName{Key: g.key, Title: line(g.title)}, Creator: line(n.Note.Creator),
		Created: stamp(n.Note.Created), Modified: stamp(n.Note.Modified),
		Briefing: BriefingName{ID: line(b.id()), Title: b.title(), Revision: line(b.Revision)},
	}
	for _, t := range n.Note.Tags {
		r.Tags = append(r.Tags, line(t))
	}
	r.On, r.Grade, r.Likelihood, r.Assessed = scopeName(&n.Note), n.Note.Grade.String(), n.Note.Likely.String(), assessed(&n.Note)
	for _, l := range n.Note.Links {
		r.Links = append(r.Links, LinkRecord{line(l.Briefing), line(l.Note), cmp.Or(line(l.Label), line(l.Target.Exact))})
	}
	if n.Orphaned {
		r.Start, r.End = 0, 0
		key := line(n.Note.Target.Section)
		r.Section = SectionName{Key: key}
		if s := b.Briefing.Find(key); s != nil {
			r.Section.Title = line(s.Title)
		}
	}
	for _, c := range citation(b.Briefing, n) {
		r.Citation = append(r.Citation, CitationRecord{Paragraphs: c.paragraphs, Publisher: c.publisher, Title: c.title, Date: c.date, URL: c.url})
	}
	return r
}

// BriefingRecord is a briefing for programs.
type BriefingRecord struct {
	ID        string           `json:"id"`
	Title     string           `json:"title"`
	Published DateRecord       `json:"published"`
	Language  string           `json:"language,omitempty"`
	Sources   []SourceRecord   `json:"sources"`
	KeyPoints []EntryRecord    `json:"key_points"`
	Sections  []SectionRecord  `json:"sections"`
	Citations []CitationRecord `json:"citations"`
	Problems  []string         `json:"problems,omitempty"`
}

// DateRecord is an ISO 8601 date or range; Certainty is exact or inferred.
type DateRecord struct {
	Value     string `json:"value"`
	Certainty string `json:"certainty"`
}

// SourceRecord is an article that a briefing was made from.
type SourceRecord struct {
	Title     string     `json:"title"`
	Publisher string     `json:"publisher"`
	Byline    string     `json:"byline"`
	URL       string     `json:"url"`
	Published DateRecord `json:"published"`
	SHA256    string     `json:"sha256"`
}

// SectionRecord is a section of a briefing.
type SectionRecord struct {
	Key     string        `json:"key"`
	Title   string        `json:"title"`
	Level   int           `json:"level"`
	Entries []EntryRecord `json:"entries"`
}

// EntryRecord is an entry of a section. Start and End are bytes of the source.
type EntryRecord struct {
	Date      DateRecord `json:"date"`
	Actors    []string   `json:"actors"`
	Status    string     `json:"status"`
	Speaker   string     `json:"speaker"`
	Text      string     `json:"text"`
	Citations []string   `json:"citations"`
	Start     int        `json:"start"`
	End       int        `json:"end"`
}

// BriefingJSON gives a briefing as it was parsed.
func BriefingJSON(b *briefing.Briefing) BriefingRecord {
	r := BriefingRecord{
		ID: line(b.ID), Title: line(b.Title), Published: dateRecord(b.Published), Language: line(b.Language),
		Sources: []SourceRecord{}, KeyPoints: entryRecords(b.KeyPoints), Sections: []SectionRecord{}, Citations: []CitationRecord{},
	}
	for _, s := range b.Sources {
		r.Sources = append(r.Sources, SourceRecord{line(s.Title), line(s.Publisher), line(s.Byline), line(s.URL), dateRecord(s.Published), line(s.SHA256)})
	}
	for _, s := range b.Sections {
		r.Sections = append(r.Sections, SectionRecord{line(s.Key), line(s.Title), s.Level, entryRecords(s.Entries)})
	}
	for _, c := range b.Citations {
		x := CitationRecord{Label: line(c.Label), Text: content.Clean(c.Text)}
		if s := b.Source(c); s != nil {
			from := citedSource(s)
			x.Paragraphs, x.Publisher, x.Title, x.Date, x.URL = []int{c.Paragraph}, from.publisher, from.title, from.date, from.url
		}
		r.Citations = append(r.Citations, x)
	}
	for _, p := range b.Problems {
		r.Problems = append(r.Problems, line(p))
	}
	return r
}

func entryRecords(list []briefing.Entry) []EntryRecord {
	out := []EntryRecord{}
	for _, e := range list {
		r := EntryRecord{
			Date: dateRecord(e.Lead.Date), Actors: []string{}, Status: line(e.Lead.Status), Speaker: line(e.Speaker),
			Text: content.Clean(e.Text), Citations: []string{}, Start: e.Span.Start, End: e.Span.End,
		}
		for _, a := range e.Lead.Actors {
			r.Actors = append(r.Actors, line(a))
		}
		for _, c := range e.Citations {
			r.Citations = append(r.Citations, line(c))
		}
		out = append(out, r)
	}
	return out
}

func dateRecord(d content.Date) DateRecord {
	return DateRecord{line(d.Value), string(d.Certainty)}
}
