package library

import (
	"strings"
	"time"

	"readout/briefing/library"
	"readout/ui/list"
)

// The conditions of the filter, as name:value beside words.
const (
	bySection = "section" // one that has entries
	bySource  = "source"
	bySince   = "since" // published on that day or later, as list.Since reads it
	byUntil   = "until"
	byPerson  = "person" // named in an entry's lead; these two the app answers
	byTag     = "tag"    // of a note
	byState   = "is"     // noted, unread, read, archived
)

// conditions is what an empty filter line reminds of.
const conditions = "words  section:weapons  source:…  person:…  tag:…  since:7d  until:…  is:unread  is:noted  is:archived"

// choice is what the filter lets through.
type choice struct {
	fields []list.Field
	words  list.Query
	asked  Asked
	wrong  string // what was typed for a date and is none
}

// Asked is what the filter asks that only the app can answer; a zero value is nothing.
type Asked struct{ Person, Tag string }

func chosen(typed string, today time.Time) choice {
	fields, words := list.Ask(typed, bySection, bySource, byPerson, byTag, bySince, byUntil, byState)
	c := choice{words: words}
	for _, f := range fields {
		switch f.Name {
		case byPerson:
			c.asked.Person = strings.TrimSpace(c.asked.Person + " " + f.Value)
		case byTag:
			c.asked.Tag = strings.TrimPrefix(f.Value, "#")
		case bySection:
			c.fields = append(c.fields, list.Field{Name: f.Name, Value: library.SectionKey(f.Value)})
		case bySince, byUntil:
			c.dated(f, today)
		default:
			c.fields = append(c.fields, f)
		}
	}
	return c
}

// dated adds a condition about the day.
func (c *choice) dated(f list.Field, today time.Time) {
	read := list.Since
	if f.Name == byUntil {
		read = list.Until
	}
	day, ok := read(f.Value, today)
	if !ok {
		c.wrong = f.Value
	}
	if day != "" {
		c.fields = append(c.fields, list.Field{Name: f.Name, Value: day})
	}
}

// takes reports whether a briefing is let through by the conditions.
func (c choice) takes(it *Item) bool {
	if it.Archived != c.archive() || c.wrong != "" {
		return false
	}
	for _, f := range c.fields {
		if !holds(it, f) {
			return false
		}
	}
	return true
}

func holds(it *Item, f list.Field) bool {
	switch f.Name {
	case bySection:
		for i := range it.Counts {
			if it.Counts[i].Entries > 0 && strings.Contains(it.Counts[i].Key, f.Value) {
				return true
			}
		}
		return false
	case bySource:
		for _, p := range it.Publishers {
			if strings.Contains(list.Fold(p), f.Value) {
				return true
			}
		}
		return false
	case bySince:
		return library.Within(it.Published, f.Value, "")
	case byUntil:
		return library.Within(it.Published, "", f.Value)
	}
	switch {
	case begins("unread", f):
		return !it.Read
	case begins("read", f):
		return it.Read
	case begins("archived", f):
		return it.Archived
	}
	return it.Notes > 0 && begins("noted", f)
}

// archive reports whether archived briefings are asked for.
func (c choice) archive() bool {
	for _, f := range c.fields {
		if f.Name == byState && begins("archived", f) {
			return true
		}
	}
	return false
}

// begins reports whether a name begins with what was typed.
func begins(name string, f list.Field) bool { return strings.HasPrefix(name, f.Value) }
