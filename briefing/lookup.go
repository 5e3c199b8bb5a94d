package briefing

import (
	"crypto/sha256"
	"encoding/hex"
	"sort"
	"strings"
)

// Revision gives the name of a revision: the SHA-256 of its bytes in hex.
func Revision(src []byte) string {
	sum := sha256.Sum256(src)
	return hex.EncodeToString(sum[:])
}

// Find gives the section with a key, or with a name that the key goes by ("Weapon aid
// requests" finds weapons-requests), or with a title; nil if there is none.
func (b *Briefing) Find(name string) *Section {
	name = strings.TrimSpace(name)
	if name == "" {
		return nil
	}
	key := SectionKey(name)
	for _, fits := range [...]func(*Section) bool{
		func(s *Section) bool { return s.Key == name },
		func(s *Section) bool { return strings.EqualFold(s.Title, name) },
		func(s *Section) bool { return s.Key == key },
	} {
		for i := range b.Sections {
			if fits(&b.Sections[i]) {
				return &b.Sections[i]
			}
		}
	}
	return nil
}

// Citation gives the footnote with a label.
func (b *Briefing) Citation(label string) (Citation, bool) {
	for i := range b.Citations {
		if b.Citations[i].Label == label {
			return b.Citations[i], true
		}
	}
	for i := range b.Citations {
		if strings.EqualFold(b.Citations[i].Label, label) {
			return b.Citations[i], true
		}
	}
	return Citation{}, false
}

// Source gives the article that a citation is from; nil if its label names none.
func (b *Briefing) Source(c Citation) *Source {
	if c.Article < 1 || c.Article > len(b.Sources) {
		return nil
	}
	return &b.Sources[c.Article-1]
}

// SectionAt gives the innermost section that holds a source offset: for a section that
// was coded (level 0, not from a heading) one with an entry there. It gives nil before
// the first section, in the title and key points, and in the list of sources of a
// briefing in our form.
func (b *Briefing) SectionAt(offset int) *Section {
	headed := b.headed()
	for i := headed; i < len(b.Sections); i++ {
		if entryAt(b.Sections[i].Entries, offset) != nil {
			return &b.Sections[i]
		}
	}
	i := sort.Search(headed, func(i int) bool { return b.Sections[i].Span.Start > offset }) - 1
	if i < 0 || !b.Sections[i].Span.Contains(offset) {
		return nil
	}
	return &b.Sections[i]
}

// headed gives the number of sections before the coded ones, which stand at the end.
func (b *Briefing) headed() int {
	n := len(b.Sections)
	for n > 0 && b.Sections[n-1].Level == 0 && b.Sections[n-1].Key != "top" {
		n--
	}
	return n
}

// EntryAt gives the entry that holds a source offset, and its section, which is nil for a
// key point. The entry is nil where the section has none at the offset.
func (b *Briefing) EntryAt(offset int) (*Section, *Entry) {
	if e := entryAt(b.KeyPoints, offset); e != nil {
		return nil, e
	}
	s := b.SectionAt(offset)
	if s == nil {
		return nil, nil
	}
	return s, entryAt(s.Entries, offset)
}

func entryAt(entries []Entry, offset int) *Entry {
	i := sort.Search(len(entries), func(i int) bool { return entries[i].Span.Start > offset }) - 1
	if i < 0 || !entries[i].Span.Contains(offset) {
		return nil
	}
	return &entries[i]
}
