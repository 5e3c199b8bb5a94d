// Package plain reads briefings line by line: for screen readers, slow lines and terminals
// that can do no more. Nothing is painted over, nothing is drawn, no key is more than a line
// that ends with Enter; each answer says first where one is and then what is there.
//
// It knows no disk and no widths: what it needs is the Store of the app.
package plain

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"readout/briefing"
	"readout/briefing/anchor"
	"readout/briefing/compose"
	"readout/briefing/markdown"
	"readout/briefing/note"
	"readout/content"
	"readout/ui/app"
)

// Options are what a reading stands on.
type Options struct {
	In     io.Reader
	Out    io.Writer
	Ask    bool // lines are read from In; otherwise the text is written as a whole
	Store  app.Store
	Author string
	Now    func() time.Time
	NewID  func() string
}

// Session is the reading of one briefing after another.
type Session struct {
	opt     Options
	lines   *bufio.Scanner
	id      string
	doc     *app.Doc
	source  *markdown.Document
	text    *briefing.Briefing
	rev     string
	notes   []anchor.Placed
	history note.History
	spots   []spot
	at      int
	words   string // searched for last
	failed  error  // of writing
}

// spot is an entry, by the numbers of its section and of itself in that.
type spot struct{ section, entry int }

// maxLine is the longest line that is read.
const maxLine = 1 << 20

// Read reads a briefing until it is left. What is at the end of In or of a line that Out
// does not take is where the reader was, and that is kept.
func Read(o Options, ids ...string) error {
	s := &Session{opt: o, lines: bufio.NewScanner(o.In)}
	s.lines.Buffer(nil, maxLine)
	for _, id := range ids {
		if err := s.open(id); err != nil {
			return err
		}
		if !o.Ask {
			s.all()
			continue
		}
		break
	}
	if o.Ask && s.doc == nil {
		s.list("")
	}
	for o.Ask && s.failed == nil {
		fmt.Fprint(o.Out, "> ")
		if !s.lines.Scan() {
			s.say("")
			break
		}
		before := s.at
		if s.do(strings.TrimSpace(content.CleanLine(s.lines.Text()))) {
			break
		}
		if s.at != before {
			_ = s.leave() // ctrl-c leaves no time for it; what fails here is told at the end
		}
	}
	return errors.Join(s.failed, s.leave(), s.lines.Err())
}

// say writes a line.
func (s *Session) say(format string, args ...any) {
	if _, err := fmt.Fprintln(s.opt.Out, content.CleanLine(fmt.Sprintf(format, args...))); err != nil && s.failed == nil {
		s.failed = fmt.Errorf("writing the text: %w", err)
	}
}

// open goes to a briefing, and says what it is.
func (s *Session) open(id string) error {
	doc, err := s.opt.Store.Load(id)
	if err != nil {
		return err
	}
	if err := s.leave(); err != nil {
		return err
	}
	s.id, s.doc, s.words = id, doc, ""
	s.source, s.text, s.rev = markdown.Open(doc.Source), compose.Read(doc.Source), briefing.Revision(doc.Source)
	resolver := anchor.NewResolver(s.source, s.rev, doc.History).Recall(doc.Placements)
	s.notes = resolver.Place(doc.Notes)
	s.history = note.NewHistory(s.opt.Now, s.opt.NewID, doc.Notes...).Resume(doc.Past)
	s.spots = s.spots[:0]
	for i := range s.text.Sections {
		for k := range s.text.Sections[i].Entries {
			s.spots = append(s.spots, spot{i, k})
		}
	}
	s.at = -1
	if !s.opt.Ask {
		return nil
	}
	if at := doc.Position; at.Revision != "" {
		offset := at.Offset
		if at.Revision != s.rev {
			offset = resolver.Follow(at.Revision, offset)
		}
		for i, p := range s.spots {
			if s.entry(p).Span.Start <= offset {
				s.at = i
			}
		}
	}
	s.overview()
	return nil
}

// leave keeps where the reader is.
func (s *Session) leave() error {
	if s.doc == nil || !s.opt.Ask {
		return nil
	}
	offset := 0
	if s.at >= 0 {
		offset = s.entry(s.spots[s.at]).Span.Start
	}
	now := s.doc.Position
	now.Offset, now.Top, now.Revision = offset, offset, s.rev
	return s.opt.Store.SavePosition(s.id, now)
}

func (s *Session) entry(p spot) *briefing.Entry { return &s.text.Sections[p.section].Entries[p.entry] }

// overview says what the briefing is.
func (s *Session) overview() {
	facts := []string{titleOf(s.text, s.doc)}
	if d := briefing.ShowDate(s.text.Published); d != "" {
		facts = append(facts, d)
	}
	for _, src := range s.text.Sources {
		if src.Publisher != "" {
			facts = append(facts, src.Publisher)
		}
	}
	s.say("%s.", strings.Join(facts, ", "))
	for i := range s.text.Sections {
		if sec := &s.text.Sections[i]; len(sec.Entries) > 0 {
			s.say("Section %d, %s, %s.", i+1, sec.Title, counted(len(sec.Entries), "entry", "entries"))
		}
	}
	s.say("%s. Enter reads on, a number goes to a section, question mark tells all commands.", counted(len(s.notes), "note", "notes"))
	for _, p := range s.doc.Problems {
		s.say("Warning: %s.", p)
	}
	if s.at >= 0 {
		s.where()
	}
}

func titleOf(b *briefing.Briefing, doc *app.Doc) string {
	for _, t := range []string{b.Title, doc.Item.Title, doc.Item.Path} {
		if t = content.CleanLine(t); t != "" {
			return t
		}
	}
	return "Untitled"
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}

// where says where the reader is.
func (s *Session) where() {
	if s.at < 0 {
		s.say("At the start of %s.", titleOf(s.text, s.doc))
		return
	}
	p := s.spots[s.at]
	sec := &s.text.Sections[p.section]
	s.say("Section %d of %d, %s, entry %d of %d.", p.section+1, len(s.text.Sections), sec.Title, p.entry+1, len(sec.Entries))
}

// spoken gives an entry as it is said.
func (s *Session) spoken(p spot) string {
	e := s.entry(p)
	lead := strings.NewReplacer(" · ", ", ", " → ", " to ", "[", "", "]", "").Replace(e.Lead.Raw)
	if lead = strings.TrimSpace(lead); lead != "" {
		lead = strings.TrimSuffix(lead, ":") + ": "
	}
	return lead + strings.Join(strings.Fields(e.Text), " ")
}

// read says the entry that the reader is at, with its notes.
func (s *Session) read() {
	p := s.spots[s.at]
	if p.entry == 0 {
		sec := &s.text.Sections[p.section]
		s.say("Section %d, %s, %s.", p.section+1, sec.Title, counted(len(sec.Entries), "entry", "entries"))
	}
	s.say("%s", s.spoken(p))
	if n := len(s.entry(p).Citations); n > 0 {
		s.say("%s.", counted(n, "citation", "citations"))
	}
	for i, n := range s.notes {
		if !n.Orphaned && n.Span.Overlaps(s.entry(p).Span) {
			s.sayNote(i)
		}
	}
}

func (s *Session) sayNote(i int) {
	n := s.notes[i].Note
	parts := []string{fmt.Sprintf("Note %d, %s", i+1, n.Kind)}
	if len(n.Tags) > 0 {
		parts = append(parts, "tags "+strings.Join(n.Tags, ", "))
	}
	if s.notes[i].Orphaned {
		parts = append(parts, "its text is no longer there")
	}
	body := strings.Join(strings.Fields(content.Clean(n.Body)), " ")
	if body == "" {
		body = "on “" + strings.Join(strings.Fields(content.Clean(n.Target.Exact)), " ") + "”"
	}
	s.say("%s: %s", strings.Join(parts, ", "), body)
}

// all writes the text as a whole.
func (s *Session) all() {
	s.overviewLine()
	for i := range s.text.KeyPoints {
		s.say("%s", strings.Join(strings.Fields(s.text.KeyPoints[i].Text), " "))
	}
	for s.at = range s.spots {
		s.read()
	}
}

func (s *Session) overviewLine() {
	line := titleOf(s.text, s.doc)
	if d := briefing.ShowDate(s.text.Published); d != "" {
		line += ", " + d
	}
	s.say("%s.", line)
}

// save keeps revisions of notes, and says so only when they are on the disk.
func (s *Session) save(h note.History, revisions []note.Note, said string) {
	if len(revisions) == 0 {
		s.say("Nothing to do.")
		return
	}
	if err := s.opt.Store.SaveNotes(s.id, revisions...); err != nil {
		s.say("Not saved: %s", err)
		return
	}
	s.history = h
	for _, r := range revisions {
		s.doc.Notes = slices.DeleteFunc(s.doc.Notes, func(n note.Note) bool { return n.ID == r.ID })
		if !r.Deleted {
			s.doc.Notes = append(s.doc.Notes, r)
		}
	}
	s.notes = anchor.NewResolver(s.source, s.rev, s.doc.History).Recall(s.doc.Placements).Place(s.doc.Notes)
	if err := s.opt.Store.SavePast(s.id, h.Past()); err != nil {
		s.say("%s", err)
	}
	s.say("%s", said)
}
