package plain

import (
	"slices"
	"strconv"
	"strings"

	"readout/briefing/anchor"
	"readout/briefing/note"
	"readout/briefing/view"
	"readout/content"
)

// help tells all commands.
const help = `Enter or n: next entry. p: entry before. A number: to that section. s: all of this section.
Right bracket and left bracket: next section, section before. g: to the start.
w: where am I. r: read this entry again. c: source of its citations.
Slash and words: search; slash alone: next hit.
h: highlight this entry; again: next kind. a: write a note on it; a line with a dot alone ends it.
t and words: tags of its note. x: delete its note. u: undo. l: list of notes.
time: timeline. who: who is who. sources: sources. e: export the notes to a file.
o: list of briefings; o and words: open one. q: quit.`

// do does what a line says; true to leave.
func (s *Session) do(line string) (leave bool) {
	word, rest, _ := strings.Cut(line, " ")
	rest = strings.TrimSpace(rest)
	switch strings.ToLower(word) {
	case "q", "quit", ":q":
		return true
	case "?", "help":
		for l := range strings.SplitSeq(help, "\n") {
			s.say("%s", l)
		}
		return false
	case "o", "open":
		s.list(rest)
		return false
	}
	if s.doc == nil {
		s.say("No briefing is open. o and words opens one, q quits.")
		return false
	}
	switch {
	case strings.HasPrefix(line, "/"):
		s.search(strings.TrimSpace(line[1:]))
	case !s.move(line) && !s.onEntry(strings.ToLower(word), rest) && !s.onAll(strings.ToLower(word)):
		s.say("There is no command %q. Question mark tells all.", line)
	}
	return false
}

// move does what goes somewhere.
func (s *Session) move(line string) bool {
	n, err := strconv.Atoi(line)
	switch {
	case err == nil:
		s.toSection(n - 1)
	case line == "" || line == "n":
		s.to(s.at + 1)
	case line == "p":
		s.to(s.at - 1)
	case line == "g":
		s.at = -1
		s.overview()
	case line == "]":
		s.toSection(s.section() + 1)
	case line == "[":
		s.toSection(s.section() - 1)
	case line == "w":
		s.where()
	default:
		return false
	}
	return true
}

// section gives the number of the section that the reader is in; -1 before all.
func (s *Session) section() int {
	if s.at < 0 {
		return -1
	}
	return s.spots[s.at].section
}

func (s *Session) to(at int) {
	switch {
	case at >= len(s.spots):
		s.say("That was the last entry.")
	case at < 0:
		s.say("That was the first entry.")
	default:
		s.at = at
		s.read()
	}
}

// toSection goes to a section, or to the next behind it that has entries.
func (s *Session) toSection(n int) {
	for i, p := range s.spots {
		if p.section >= n && p.entry == 0 && n >= 0 {
			s.to(i)
			return
		}
	}
	s.say("There is no section there; the text has %d.", len(s.text.Sections))
}

// onEntry does what is about the entry that the reader is at.
func (s *Session) onEntry(word, rest string) bool {
	if !slices.Contains([]string{"r", "s", "c", "h", "a", "t", "x"}, word) {
		return false
	}
	if s.at < 0 {
		s.say("No entry was read yet. Enter reads the first.")
		return true
	}
	switch word {
	case "r":
		s.read()
	case "s":
		for i, p := range s.spots {
			if p.section == s.section() {
				s.at = i
				s.read()
			}
		}
	case "c":
		s.citations()
	case "h":
		s.highlight()
	case "a":
		s.write()
	case "t":
		s.tag(rest)
	case "x":
		if n, ok := s.noted(); ok {
			h, revisions := s.history.Delete(n.ID)
			s.save(h, revisions, "Deleted. u undoes it.")
		} else {
			s.say("There is no note on this entry.")
		}
	}
	return true
}

func (s *Session) citations() {
	labels := s.entry(s.spots[s.at]).Citations
	for _, l := range labels {
		c, ok := s.text.Citation(l)
		if !ok {
			continue
		}
		where := "Source"
		if src := s.text.Source(c); src != nil {
			where = "Article " + strconv.Itoa(c.Article) + ", paragraph " + strconv.Itoa(c.Paragraph)
			if src.Publisher != "" {
				where += ", " + src.Publisher
			}
		}
		s.say("%s: %s", where, strings.Join(strings.Fields(c.Text), " "))
	}
	if len(labels) == 0 {
		s.say("This entry cites nothing.")
	}
}

// noted gives the note on the entry.
func (s *Session) noted() (note.Note, bool) {
	for _, n := range s.notes {
		if !n.Orphaned && n.Span.Overlaps(s.entry(s.spots[s.at]).Span) {
			return n.Note, true
		}
	}
	return note.Note{}, false
}

// target describes the sentence of the entry.
func (s *Session) target() note.Target {
	e := s.entry(s.spots[s.at])
	span := e.Span
	src := string(s.source.Source()[span.Start:span.End])
	if i := strings.Index(src, e.Text); i >= 0 && e.Text != "" {
		span = content.Span{Start: span.Start + i, End: span.Start + i + len(e.Text)}
	}
	t := anchor.Describe(s.source, span)
	t.Source, t.Section = s.rev, s.text.Sections[s.section()].Key
	return t
}

func (s *Session) create(n note.Note, said string) {
	n.Briefing, n.Creator, n.Target = s.id, s.opt.Author, s.target()
	h, revisions := s.history.Create(n)
	s.save(h, revisions, said)
}

// kinds are the kinds in the order in which the command goes through them.
func kinds() []note.Kind {
	return []note.Kind{note.Highlight, note.Question, note.Check, note.Action, note.Judgement}
}

func (s *Session) highlight() {
	n, ok := s.noted()
	if !ok {
		s.create(note.Note{Kind: note.Highlight}, "Highlight saved. h again makes it a question.")
		return
	}
	next := note.Highlight
	for i, k := range kinds() {
		if k == n.Kind {
			next = kinds()[(i+1)%len(kinds())]
		}
	}
	h, revisions := s.history.ChangeKind(n.ID, next)
	s.save(h, revisions, "Saved as "+string(next)+".")
}

// write reads the text of a note, up to a line with a dot alone.
func (s *Session) write() {
	s.say("Type the note. A line with a dot alone ends it.")
	var body []string
	for s.lines.Scan() {
		line := strings.TrimRight(content.Clean(s.lines.Text()), "\n\r")
		if line == "." {
			break
		}
		body = append(body, line)
	}
	text := strings.TrimSpace(strings.Join(body, "\n"))
	if text == "" {
		s.say("No note was written.")
		return
	}
	if n, ok := s.noted(); ok {
		if n.Body != "" {
			text = n.Body + "\n\n" + text
		}
		h, revisions := s.history.Edit(n.ID, text)
		s.save(h, revisions, "Note saved.")
		return
	}
	s.create(note.Note{Kind: note.Highlight, Body: text}, "Note saved.")
}

func (s *Session) tag(line string) {
	var tags []string
	for _, t := range strings.FieldsFunc(line, func(r rune) bool { return r == ' ' || r == ',' }) {
		if t = strings.TrimLeft(t, "#"); t != "" {
			tags = append(tags, t)
		}
	}
	if n, ok := s.noted(); ok {
		h, revisions := s.history.Retag(n.ID, tags...)
		s.save(h, revisions, "Tags saved.")
		return
	}
	s.create(note.Note{Kind: note.Highlight, Tags: tags}, "Tags saved.")
}

// onAll does what is about the whole briefing.
func (s *Session) onAll(word string) bool {
	here := view.Text{ID: s.id, Briefing: s.text}
	switch word {
	case "u":
		h, revisions := s.history.Undo()
		s.save(h, revisions, "Undone.")
	case "l":
		s.say("%s.", counted(len(s.notes), "note", "notes"))
		for i := range s.notes {
			s.sayNote(i)
		}
	case "e":
		path, err := s.opt.Store.Export(s.id)
		if err != nil {
			s.say("Not exported: %s", err)
		} else {
			s.say("Exported to %s", path)
		}
	case "time":
		s.view(view.Timeline(here))
	case "who":
		s.view(view.People(here))
	case "sources":
		s.view(view.Sources(here))
	default:
		return false
	}
	return true
}

// view says what a view has.
func (s *Session) view(v view.View) {
	s.say("%s, %s.", v.Title, counted(v.Entries, "entry", "entries"))
	for i := range v.Briefing.Sections {
		sec := &v.Briefing.Sections[i]
		if len(sec.Entries) == 0 {
			continue
		}
		s.say("%s:", sec.Title)
		for k := range sec.Entries {
			other := Session{text: v.Briefing}
			s.say("%s", other.spoken(spot{i, k}))
		}
	}
}

// search goes to the next entry that has the words.
func (s *Session) search(words string) {
	if words != "" {
		s.words = words
	}
	if s.words == "" {
		s.say("Slash and words searches.")
		return
	}
	all := strings.Fields(strings.ToLower(s.words))
	for n := range s.spots {
		at := (s.at + 1 + n) % len(s.spots)
		text := strings.ToLower(s.spoken(s.spots[at]))
		found := true
		for _, w := range all {
			found = found && strings.Contains(text, w)
		}
		if found {
			if at <= s.at {
				s.say("From the start again.")
			}
			s.at = at
			s.where()
			s.read()
			return
		}
	}
	s.say("Nothing has these words.")
}

// mostListed is how many briefings are told of at once.
const mostListed = 20

// list tells of the briefings whose title has the words, or opens the one that alone has.
func (s *Session) list(words string) {
	items, problems, err := s.opt.Store.List()
	if err != nil {
		s.say("The library cannot be listed: %s", err)
		return
	}
	for _, p := range problems {
		s.say("Warning: %s.", p)
	}
	var ids, titles []string
	for _, it := range items {
		if words != "" && words == it.ID || strings.Contains(strings.ToLower(it.Title), strings.ToLower(words)) && !it.Archived {
			ids, titles = append(ids, it.ID), append(titles, it.Title)
		}
	}
	switch {
	case len(ids) == 0:
		s.say("No briefing is called that.")
	case len(ids) == 1 && words != "":
		if err := s.open(ids[0]); err != nil {
			s.say("It cannot be opened: %s", err)
		}
	default:
		s.say("%s.", counted(len(ids), "briefing", "briefings"))
		for _, t := range titles[:min(len(titles), mostListed)] {
			s.say("%s", t)
		}
		if more := len(titles) - mostListed; more > 0 {
			s.say("And %d more. o and words says which.", more)
		}
	}
}
