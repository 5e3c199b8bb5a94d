package notes

import (
	"strings"
	"time"

	"readout/briefing/note"
	"readout/ui/list"
)

// The conditions of the filter, as name:value beside words.
const (
	byKind    = "kind"
	byTag     = "tag"
	byAuthor  = "by"
	bySection = "in"
	byState   = "is"    // section, briefing (it is on all of it), graded, linked, moved, changed, ambiguous, orphaned, marked, written (it has a text)
	bySince   = "since" // the note was changed on that day or later, as list.Since reads it
	byUntil   = "until"
	byGrade   = "grade"      // B2, or one half of it
	byLikely  = "likelihood" // either wording, or its beginning
)

// conditions is what an empty filter line reminds of.
const conditions = "words  kind:question  tag:…  by:…  in:section  is:orphaned  grade:b2  likelihood:likely  since:7d  until:…"

// choice is what the filter lets through.
type choice struct {
	fields []list.Field
	words  list.Query
}

func chosen(typed string, today time.Time) choice {
	fields, words := list.Ask(typed, byKind, byTag, byAuthor, bySection, byState, bySince, byUntil, byGrade, byLikely)
	for i := range fields {
		switch f := &fields[i]; f.Name {
		case bySince:
			f.Value, _ = list.Since(f.Value, today)
		case byUntil:
			f.Value, _ = list.Until(f.Value, today)
		}
	}
	return choice{fields, words}
}

func (c choice) takes(it *Item, marked bool) bool {
	for _, f := range c.fields {
		if !holds(it, marked, f) {
			return false
		}
	}
	return len(c.words) == 0 || c.words.In(it.searched())
}

func holds(it *Item, marked bool, f list.Field) bool {
	has := func(text string) bool { return strings.Contains(list.Fold(text), f.Value) }
	day := it.Modified.UTC().Format("2006-01-02")
	switch f.Name {
	case byKind:
		return has(string(it.Kind))
	case byTag:
		for _, t := range it.Tags {
			if strings.HasPrefix(list.Fold(t), strings.TrimPrefix(f.Value, "#")) {
				return true
			}
		}
		return false
	case byAuthor:
		return has(it.Creator)
	case bySection:
		return has(it.Section)
	case byGrade:
		return f.Value != "" && strings.Contains(strings.ToLower(it.Grade.String()), f.Value)
	case byLikely:
		return it.Likely != 0 && f.Value != "" && (begins(it.Likely.String(), f) || begins(it.Likely.Other(), f))
	case bySince:
		return day >= f.Value
	case byUntil:
		return !it.Arrived && (f.Value == "" || day[:min(len(day), len(f.Value))] <= f.Value)
	}
	switch {
	case begins("marked", f):
		return marked
	case begins("written", f):
		return it.Body != ""
	case begins("graded", f):
		return it.Grade != note.Grade{} || it.Likely != 0
	case begins("linked", f):
		return len(it.Links) > 0
	case begins("section", f):
		return it.On == note.OnSection
	case begins("briefing", f):
		return it.On == note.OnBriefing
	}
	return begins(it.Outcome, f) || it.Orphaned && begins("orphaned", f)
}

// searched gives what the filter looks in, folded once: it is looked in at every key.
func (it *Item) searched() string {
	if it.folded == "" {
		it.folded = list.Fold(searchable(it))
	}
	return it.folded
}

func searchable(it *Item) string {
	return strings.Join([]string{it.Quote, it.Body, strings.Join(it.Tags, " "), it.Section, string(it.Kind), it.Outcome, it.Grade.String(), it.Likely.String(), it.Likely.Other()}, "\n")
}

// begins reports whether a name begins with what was typed.
func begins(name string, f list.Field) bool { return strings.HasPrefix(name, f.Value) }
