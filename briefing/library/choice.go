package library

import (
	"strings"

	"readout/content"
)

// Choice says which briefings of a list are meant; an empty field asks for nothing.
type Choice struct {
	Section      string // part of the key or name of a section that has entries, as "weapons-requests"
	Source       string // part of a publisher's name, in any case
	Since, Until string // published then: YYYY, YYYY-MM or YYYY-MM-DD
	Noted        bool   // with notes
	Unread       bool   // not opened yet
	Archived     bool   // those off the list, instead of those on it
}

// Takes reports whether a briefing is one of those that are meant.
func (c Choice) Takes(it *Item) bool {
	return (!c.Noted || it.Notes > 0) && (!c.Unread || !it.Read) && c.Archived == it.Archived &&
		Within(it.Published, c.Since, c.Until) &&
		(c.Source == "" || c.from(it.Publishers)) &&
		(c.Section == "" || c.in(it.Sections))
}

func (c Choice) from(publishers []string) bool {
	for _, p := range publishers {
		if strings.Contains(strings.ToLower(p), strings.ToLower(c.Source)) {
			return true
		}
	}
	return false
}

func (c Choice) in(sections []SectionCount) bool {
	want := SectionKey(c.Section)
	for _, s := range sections {
		if s.Entries > 0 && strings.Contains(s.Key, want) {
			return true
		}
	}
	return false
}

// SectionKey gives what a typed name of a section is compared with keys as: lower case,
// words joined by hyphens.
func SectionKey(name string) string {
	return strings.Join(strings.Fields(strings.ToLower(name)), "-")
}

// Within reports whether a date, or a part of its range, lies between two others, each of
// a year, a month or a day, both included; empty is no limit. Dates are compared as far as
// both are known: May 2023 is since 2023-05-20, as it may be. No date is within no limits
// only.
func Within(d content.Date, since, until string) bool {
	from, to, isRange := strings.Cut(d.Value, "/")
	if !isRange {
		to = from
	}
	compared := func(a, b string) int {
		n := min(len(a), len(b))
		return strings.Compare(a[:n], b[:n])
	}
	if since != "" && (to == "" || compared(to, since) < 0) {
		return false
	}
	return until == "" || from != "" && compared(from, until) <= 0
}
