package view

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"readout/briefing"
	"readout/content"
)

// Sources gives what each article contributed to a briefing: how many of its paragraphs
// are cited, and its entries by section, with the other articles that say the same.
func Sources(t Text) View {
	b := t.Briefing
	w := builder{b: like(b)}
	w.b.ID, w.b.Title = idOf("sources", t.ID), "Sources: "+t.title()
	w.begin(&t)
	cites := articlesOf(b)
	for n := 1; n <= len(b.Sources); n++ {
		s := &b.Sources[n-1]
		w.section(2, strconv.Itoa(n)+" · "+cmp.Or(content.CleanLine(s.Title), content.CleanLine(s.Publisher), "An article without a title"), Place{Address: s.URL})
		w.entry(account(b, n, cites), Place{Address: s.URL})
		for i := range b.Sections {
			if !repeats(b.Sections[i].Key) {
				w.contributed(&b.Sections[i], n, cites)
			}
		}
	}
	return w.view()
}

// contributed adds the entries of a section that an article stands behind.
func (w *builder) contributed(s *briefing.Section, n int, cites map[string]int) {
	begun := false
	for _, e := range s.Entries {
		behind := behind(e, cites)
		if !slices.Contains(behind, n) {
			continue
		}
		if !begun {
			begun = true
			w.section(3, s.Title, Place{Briefing: w.from.ID, Target: s.Span})
		}
		told := e
		var others []string
		for _, o := range behind {
			if o != n {
				others = append(others, nameOf(w.from.Briefing, o))
			}
		}
		if len(others) > 0 {
			also := "also " + strings.Join(others, " and ")
			told.Lead.Status = strings.TrimPrefix(told.Lead.Status+", "+also, ", ")
		}
		w.entry(told, Place{Briefing: w.from.ID, Target: e.Span, Text: e.Text})
	}
}

// account says how much of an article the briefing has.
func account(b *briefing.Briefing, n int, cites map[string]int) briefing.Entry {
	cited, entries, alone := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for i := range b.Sections {
		if repeats(b.Sections[i].Key) {
			continue
		}
		for _, e := range b.Sections[i].Entries {
			behind := behind(e, cites)
			if !slices.Contains(behind, n) {
				continue
			}
			entries[e.Text] = true
			if len(behind) == 1 {
				alone[e.Text] = true
			}
			for _, l := range e.Citations {
				if cites[l] == n {
					cited[l] = true
				}
			}
		}
	}
	all := 0
	for _, article := range cites {
		if article == n {
			all++
		}
	}
	text := fmt.Sprintf("%d of %s cited, in %s", len(cited), counted(all, "paragraph"), counted(len(entries), "sentence"))
	if len(b.Sources) > 1 {
		text += fmt.Sprintf("; %d in this source only", len(alone))
	}
	s := &b.Sources[n-1]
	e := briefing.Entry{Text: text, Lead: briefing.Lead{Date: s.Published}}
	if p := content.CleanLine(s.Publisher); p != "" {
		e.Lead.Actors = []string{p}
	}
	return e
}

// articlesOf gives, by label, the number of the article that a citation is from.
func articlesOf(b *briefing.Briefing) map[string]int {
	out := make(map[string]int, len(b.Citations))
	for _, c := range b.Citations {
		if b.Source(c) != nil {
			out[c.Label] = c.Article
		}
	}
	return out
}

// behind gives the numbers of the articles that an entry cites.
func behind(e briefing.Entry, cites map[string]int) []int {
	var out []int
	for _, l := range e.Citations {
		if n := cites[l]; n > 0 && !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}

// nameOf gives what an article is called beside others: by its publisher, where no other
// has that one.
func nameOf(b *briefing.Briefing, n int) string {
	publisher := b.Sources[n-1].Publisher
	same := 0
	for i := range b.Sources {
		if b.Sources[i].Publisher == publisher {
			same++
		}
	}
	if publisher == "" || same > 1 {
		return strings.TrimSpace(publisher + " (" + strconv.Itoa(n) + ")")
	}
	return publisher
}

func counted(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return strconv.Itoa(n) + " " + what + "s"
}
