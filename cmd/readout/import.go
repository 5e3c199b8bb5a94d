package main

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"readout/briefing/intake"
	"readout/briefing/library"
	"readout/briefing/note"
	"readout/content"

	"github.com/spf13/cobra"
)

const importLong = `Take notes of other programs into the library: Web Annotations (W3C), what the
Hypothesis API answers or its client exports, Readwise CSV, Kindle's My Clippings.txt,
KOReader's JSON or Markdown, a Zotero note made from annotations as Markdown, and what
readout export --format json and w3c wrote. The content tells which it is; --format
overrides.

A note belongs to the briefing of --to, or else to that which it names, which was made of
the page with its address, or which has its title. Notes whose briefing is not in the
library are named and not taken in. A note stands where its quotation stands; where that
cannot be told it is kept with its quotation and listed as one whose text is gone. Of a
file about several texts --to takes those of which something stands in the briefing.

Importing again adds nothing twice. A note that was changed in the other program becomes
a new revision unless it was edited here; one that was deleted here stays deleted, and one
of readout whose same revision says something else is kept in both versions. An
entry that cannot be read is named, and the others arrive.`

// importing is what the flags of import ask for.
type importing struct {
	to     string
	format string
	dry    bool
}

func importCommand(p *program) *cobra.Command {
	var i importing
	cmd := &cobra.Command{
		Use:   "import FILE...",
		Short: "Take in notes of other programs",
		Long:  importLong,
		Example: "  readout import \"My Clippings.txt\"\n  readout import --to Seoul hypothesis.json\n" +
			"  readout import --dry-run notes.json\n  curl -s 'https://api.hypothes.is/api/search?user=…' | readout import -",
		Args: args(cobra.MinimumNArgs(1)),
		PreRunE: func(*cobra.Command, []string) error {
			if i.format != "" && !slices.Contains(intake.Formats(), i.format) {
				return usageError{fmt.Errorf("--format is one of %s, not %q", strings.Join(intake.Formats(), ", "), i.format)}
			}
			return nil
		},
		RunE: func(_ *cobra.Command, names []string) error {
			names, err := expand(names)
			if err != nil {
				return err
			}
			taker, err := p.taker(i)
			if err != nil {
				return err
			}
			return p.each(names, taker.file)
		},
	}
	cmd.Flags().StringVar(&i.to, "to", "", "all notes are on `BRIEFING`: its id, path or title")
	cmd.Flags().StringVar(&i.format, "format", "", "the files are in `FORMAT`: "+strings.Join(intake.Formats(), ", "))
	cmd.Flags().BoolVar(&i.dry, "dry-run", false, "only say what would happen")
	// They fail only where the flag does not exist.
	_ = cmd.RegisterFlagCompletionFunc("to", p.completeBriefings)
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(intake.Formats(), cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

// taker takes notes into a library.
type taker struct {
	*program
	importing

	lib    *library.Library
	author string
	to     string // id of the briefing that all notes are on; empty: each says it
	shelf  *intake.Shelf
	items  map[string]library.Item // by the id that was asked for; no id: there is none
}

func (p *program) taker(i importing) (*taker, error) {
	lib, err := p.library()
	if err != nil {
		return nil, err
	}
	c, err := p.loadConfig()
	if err != nil {
		return nil, err
	}
	t := &taker{program: p, importing: i, lib: lib, author: c.Author, items: map[string]library.Item{}}
	if i.to != "" {
		it, err := lib.Lookup(i.to)
		t.to, t.items[it.ID] = it.ID, it
		return t, err
	}
	items, problems, err := lib.List()
	if err != nil {
		return nil, err
	}
	p.report(problems)
	var list []intake.Shelved
	for _, it := range items {
		t.items[it.ID] = it
		s := intake.Shelved{ID: it.ID, Titles: []string{it.Title}}
		for _, a := range it.Articles {
			s.Titles, s.Addresses = append(s.Titles, a.Title), append(s.Addresses, a.URL)
		}
		list = append(list, s)
	}
	t.shelf = intake.NewShelf(list)
	return t, nil
}

// tally counts what became of entries.
type tally struct {
	fates    map[intake.Fate]int
	orphaned int // of those that are new or changed
	bad      int
	strange  int // whose briefing is not known
}

// file takes in the notes of one file.
func (t *taker) file(name string) error {
	in, err := t.load(name)
	if err != nil {
		return err
	}
	format, entries, problems, err := intake.Read(in.raw, intake.Format(t.format))
	if err != nil {
		return wrapRead(in.name, err)
	}
	all := tally{fates: map[intake.Fate]int{}}
	for _, problem := range problems {
		t.refuse(&all, in.name, problem)
	}
	ids, byBriefing := t.sorted(in.name, entries, &all)
	var where []string
	for _, id := range ids {
		it, one, err := t.briefing(in.name, id, byBriefing[id])
		if err != nil {
			return err
		}
		where = append(where, "  "+it.Title+": "+one.say(t.dry))
		all.add(one)
	}
	lines := []string{in.name + " (" + string(format) + "): " + all.say(t.dry)}
	if len(where) > 1 {
		lines = append(lines, where...)
	}
	for _, line := range lines {
		if _, err := fmt.Fprintln(t.out, content.CleanLine(line)); err != nil {
			return err
		}
	}
	if all.bad > 0 || all.strange > 0 {
		return errReported
	}
	return nil
}

func (t *taker) refuse(count *tally, name string, problem error) {
	count.bad++
	t.complain(fmt.Errorf("%s: %w", name, problem))
}

// sorted gives entries by the briefing that they are on, in the order in which their
// briefings come first. Those whose briefing is not known are named by their document.
func (t *taker) sorted(name string, entries []intake.Entry, count *tally) (ids []string, byBriefing map[string][]intake.Entry) {
	byBriefing = map[string][]intake.Entry{}
	var lost strangers
	var id, why string
	of := make([]string, len(entries))
	sizes := map[string]int{}
	for i := range entries {
		about := &entries[i].About
		if i == 0 || !about.Equal(&entries[i-1].About) { // most files are about one text
			id, why = t.belongs(*about)
		}
		if id == "" {
			lost.add(about.Name() + ": " + why + "; name it with --to")
			continue
		}
		if of[i] = id; sizes[id] == 0 {
			ids = append(ids, id)
		}
		sizes[id]++
	}
	t.name(lost, name, count)
	if len(ids) == 1 && sizes[ids[0]] == len(entries) {
		byBriefing[ids[0]] = entries
		return ids, byBriefing
	}
	for i, id := range of {
		if id == "" {
			continue
		}
		if byBriefing[id] == nil {
			byBriefing[id] = make([]intake.Entry, 0, sizes[id])
		}
		byBriefing[id] = append(byBriefing[id], entries[i])
	}
	return ids, byBriefing
}

// strangers are entries whose briefing is not known, counted by what is said of them.
type strangers struct {
	said  []string
	count map[string]int
}

func (s *strangers) add(text string) {
	if s.count == nil {
		s.count = map[string]int{}
	}
	if s.count[text]++; s.count[text] == 1 {
		s.said = append(s.said, text)
	}
}

func (t *taker) name(s strangers, file string, count *tally) {
	for _, text := range s.said {
		count.strange += s.count[text]
		t.complain(fmt.Errorf("%s: %s on %s", file, plural(s.count[text], "note"), text))
	}
}

// belongs gives the id of the briefing that a document is, or why there is none.
func (t *taker) belongs(d intake.Document) (id, why string) {
	if t.to != "" {
		return t.to, ""
	}
	if d.Briefing != "" {
		it, asked := t.items[d.Briefing]
		if !asked {
			it, _ = t.lib.ByID(d.Briefing) // what it is not by id, it may be by address
			t.items[d.Briefing] = it
		}
		if it.ID != "" {
			t.items[it.ID] = it
			return it.ID, ""
		}
	}
	switch ids := t.shelf.Find(d); len(ids) {
	case 0:
		return "", "no briefing of it is in the library"
	case 1:
		return ids[0], ""
	default:
		return "", fmt.Sprintf("%d briefings may be of it (%s)", len(ids), strings.Join(ids[:min(len(ids), 4)], ", "))
	}
}

// briefing takes in the entries that are on one briefing.
func (t *taker) briefing(name, id string, entries []intake.Entry) (it library.Item, count tally, err error) {
	it, count.fates = t.items[id], map[intake.Fate]int{}
	src, err := t.lib.Source(it.ID)
	if err != nil {
		return it, count, err
	}
	notes, problems, err := t.lib.Latest(it.ID)
	if err != nil {
		return it, count, err
	}
	t.report(problems)
	here := make(map[string]*note.Note, len(notes))
	for i := range notes {
		here[notes[i].ID] = &notes[i]
	}
	text := intake.OpenText(it.ID, it.Revision, src, history(t.lib, it.ID))
	if t.to != "" {
		var lost strangers
		if entries = text.About(entries, func(d intake.Document) { lost.add(d.Name() + ": nothing of it stands in " + it.Title) }); len(lost.said) > 0 {
			t.name(lost, name, &count)
		}
	}
	arrived := make([]note.Note, 0, len(entries)) // here has pointers into it
	byAuthor := map[string][]int{}
	for i := range entries {
		e := &entries[i]
		a, err := text.Arrive(e, here[e.Note.ID], intake.Defaults{Creator: t.author, Now: t.now})
		if err != nil {
			t.refuse(&count, name, intake.Problem{Number: e.Number, Line: e.Line, Err: err})
			continue
		}
		*e = intake.Entry{} // what it holds is done with
		count.fates[a.Fate]++
		if a.Fate != intake.New && a.Fate != intake.Changed && a.Fate != intake.Rival {
			continue
		}
		if a.Orphaned {
			count.orphaned++
		}
		author := cmp.Or(a.Note.Creator, t.author)
		byAuthor[author] = append(byAuthor[author], len(arrived))
		arrived = append(arrived, a.Note)
		if old := here[a.Note.ID]; a.Fate == intake.Rival {
			both := *old
			both.Rivals = append(slices.Clip(old.Rivals), a.Note)
			here[a.Note.ID] = &both
		} else {
			here[a.Note.ID] = &arrived[len(arrived)-1]
		}
	}
	if !t.dry {
		for _, author := range slices.Sorted(maps.Keys(byAuthor)) {
			err = errors.Join(err, t.lib.Append(it.ID, author, those(arrived, byAuthor[author])...))
		}
	}
	return it, count, err
}

// those gives notes by their places in a list: the list itself where they are all of it.
func those(notes []note.Note, places []int) []note.Note {
	if len(places) == len(notes) {
		return notes
	}
	out := make([]note.Note, len(places))
	for i, at := range places {
		out[i] = notes[at]
	}
	return out
}

func plural(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return fmt.Sprintf("%d %s", n, what)
}

func (c *tally) add(o tally) {
	for fate, n := range o.fates {
		c.fates[fate] += n
	}
	c.orphaned += o.orphaned
	c.bad += o.bad
	c.strange += o.strange
}

// say tells what became of the entries of a file.
func (c *tally) say(dry bool) string {
	arrived := "arrived"
	if dry {
		arrived = "would arrive"
	}
	parts := []string{plural(c.fates[intake.New], "note") + " " + arrived}
	for _, p := range []struct {
		n    int
		text string
	}{
		{c.fates[intake.Changed], "changed"},
		{c.orphaned, "of them without a place in the text"},
		{c.fates[intake.Known], "already here"},
		{c.fates[intake.Rival], "in two versions now (c in the list of notes settles it)"},
		{c.fates[intake.Kept], "newer or edited here"},
		{c.fates[intake.Deleted], "deleted here before"},
		{c.strange, "on texts that are not in the library"},
		{c.bad, "bad"},
	} {
		if p.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", p.n, p.text))
		}
	}
	return strings.Join(parts, ", ")
}
