package intake

import (
	"bytes"
	"encoding/json"
	"net/url"
	"slices"
	"strconv"
	"time"

	"readout/briefing/note"
	"readout/content"
)

// Fate is what becomes of an entry.
type Fate uint8

// What can become of it.
const (
	New     Fate = iota // it is a new note
	Changed             // it is a new revision of a note that came in before
	Known               // it is here, as it is
	Kept                // it is here and says something else, which is newer or was written here
	Deleted             // it was deleted here, and stays so
	Rival               // it is here, and this same revision says something else: both are kept
)

// Arrival is an entry as a note on a briefing.
type Arrival struct {
	Fate     Fate
	Note     note.Note // to be appended to a log where Fate is New, Changed or Rival
	Orphaned bool      // the entry has no place in the briefing
}

// Defaults are what a note gets where its entry does not say it.
type Defaults struct {
	Creator string
	Now     time.Time
}

// importedMember holds the revision at which a note came in again: one of that number
// was not edited since. A note without it came in as revision 1.
const importedMember = "readout:imported"

// Arrive makes a note on the briefing of an entry. old is the newest revision of the note
// that is here, deleted or not; nil: there is none. The error says why the entry cannot be
// a note.
func (t *Text) Arrive(e *Entry, old *note.Note, d Defaults) (Arrival, error) {
	n, orphaned, err := t.take(e, d)
	if err != nil {
		return Arrival{}, err
	}
	a := Arrival{Note: n, Orphaned: orphaned}
	switch {
	case old == nil && n.Deleted:
		a.Fate = Deleted
	case old == nil:
		a.Fate = New
	case old.Deleted && (!e.own || n.Revision <= old.Revision || n.Deleted):
		a.Fate = Deleted
	case n.Revision > old.Revision:
		a.Fate = Changed
	case slices.ContainsFunc(old.Versions(), func(v note.Note) bool { return agree(&v, &n, e.own || e.Note.Foreign != nil) }):
		a.Fate = Known
	case e.own && n.Revision == old.Revision && !n.Deleted:
		a.Fate = Rival
	case e.own || old.Revision != importedAs(old) || !e.Note.Modified.IsZero() && !e.Note.Modified.After(old.Modified):
		a.Fate = Kept
	default:
		a.Fate = Changed
		a.Note, err = revised(old, n, d.Now)
	}
	if err == nil && (a.Fate == New || a.Fate == Changed || a.Fate == Rival) {
		err = fitsLine(&a.Note)
	}
	return a, err
}

// fitsLine gives an error for a note that no line of a log can hold.
func fitsLine(n *note.Note) error {
	const sure = maxLine / 8 // as JSON a byte takes up to six
	if sizeOf(n)+len(n.Foreign) < sure {
		return nil
	}
	line, err := n.MarshalJSON()
	if err == nil && len(line) > maxLine {
		err = tooLong(len(line))
	}
	return err
}

// agree reports whether two revisions say the same; quote: of the same words.
func agree(a, b *note.Note, quote bool) bool {
	return a.Deleted == b.Deleted && a.Kind == b.Kind && a.Body == b.Body && slices.Equal(a.Tags, b.Tags) &&
		a.Grade == b.Grade && a.Likely == b.Likely && slices.Equal(a.Links, b.Links) && a.Target.Scope() == b.Target.Scope() &&
		(!quote || squeeze(a.Target.Exact) == squeeze(b.Target.Exact))
}

func importedAs(n *note.Note) int {
	if at, err := strconv.Atoi(string(objectOf(n.Foreign)[importedMember])); err == nil {
		return at
	}
	return 1
}

// revised makes n the revision that follows old.
func revised(old *note.Note, n note.Note, now time.Time) (note.Note, error) {
	n.Revision = old.Revision + 1
	if !n.Modified.After(old.Modified) {
		n.Modified = now.UTC().Truncate(time.Second)
	}
	n.Created = old.Created
	line, err := n.MarshalJSON()
	if err != nil {
		return n, err
	}
	o := objectOf(line)
	o[importedMember] = json.RawMessage(strconv.Itoa(n.Revision))
	return noteOf(encode(o))
}

// take makes a note of an entry as if there were none yet.
func (t *Text) take(e *Entry, d Defaults) (n note.Note, orphaned bool, err error) {
	n = e.Note
	if e.own {
		if n.Briefing != "" && n.Briefing != t.id && n.Briefing != t.briefing.ID {
			n.Briefing = t.id
		}
		_, outcome := t.resolver.Resolve(n.Target)
		return n, outcome.Orphaned(), nil
	}
	a := t.place(e)
	if n.Foreign != nil {
		n, err = t.annotated(e, a)
		return n, !a.ok, err
	}
	if n.Creator == "" {
		n.Creator = d.Creator
	}
	for _, at := range []*time.Time{&n.Created, &n.Modified} {
		if at.IsZero() {
			*at = d.Now.UTC().Truncate(time.Second)
			if at == &n.Modified {
				*at = n.Created
			}
		}
	}
	n.Briefing, n.Target = t.id, a.target
	line, err := n.MarshalJSON()
	if err == nil && (isLink(e.via) || e.beside != nil) {
		n.Foreign = withOrigin(line, e)
	}
	return n, !a.ok, err
}

// withOrigin gives a line of a log with the place that an entry has in the program that it
// is from, and as a second target the place in the text that it was made on.
func withOrigin(line []byte, e *Entry) []byte {
	const member = `,"target":` // the last; within a text the quotation marks would be escaped
	at := bytes.LastIndex(line, []byte(member))
	if at < 0 {
		return line
	}
	var out bytes.Buffer
	out.Grow(len(line) + len(e.via) + len(e.beside) + 32)
	out.Write(line[:at])
	if isLink(e.via) {
		out.WriteString(`,"via":`)
		out.Write(encode(e.via))
	}
	if e.beside == nil {
		out.Write(line[at:])
		return out.Bytes()
	}
	out.WriteString(member + "[")
	out.Write(line[at+len(member) : len(line)-1])
	out.WriteByte(',')
	out.Write(e.beside)
	out.WriteString("]}")
	return out.Bytes()
}

// annotated gives a Web Annotation a place in the briefing. Where its own selectors lead
// there it stays as it is; otherwise the place goes before its targets, or, if they are the
// briefing already, into the first of them.
func (t *Text) annotated(e *Entry, a answer) (note.Note, error) {
	n := e.Note
	span, outcome := t.resolver.Resolve(n.Target)
	elsewhere := n.Briefing != "" && n.Briefing != t.id && n.Briefing != t.briefing.ID
	if !elsewhere && outcome.Orphaned() == !a.ok && span == a.span {
		return n, nil
	}
	if e.beside != nil {
		o := objectOf(n.Foreign)
		source := encode(members{"type": encode("SpecificResource"), "source": encode(briefingIRI + url.PathEscape(t.id))})
		o["target"] = encode(append([]json.RawMessage{source}, listOf(o["target"])...))
		var err error
		if n, err = noteOf(encode(o)); err != nil {
			return n, err
		}
	}
	n.Briefing = t.id
	if a.ok {
		n.Target = a.target
	}
	line, err := n.MarshalJSON()
	if err != nil {
		return n, err
	}
	return noteOf(line)
}

// isLink reports whether a text is an address that may be kept.
func isLink(s string) bool {
	u, err := url.Parse(s)
	return err == nil && len(s) <= 2000 && content.CleanLine(s) == s && (u.Scheme == "https" || u.Scheme == "http" || u.Scheme == "zotero")
}
