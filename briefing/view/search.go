package view

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"readout/briefing"
	"readout/content"

	"golang.org/x/text/unicode/norm"
)

// Query says what is searched for.
type Query struct {
	Words   string // that all stand in an entry or note, in capitals or not, with accents or not; "a phrase"; begin*
	Section string // name or key of the section that an entry stands in; empty: any
	Person  string // whom the lead of an entry names; empty: anybody
	Notes   bool   // only notes
	Asked   string // all that is asked for, as the title says it; empty: Words
}

// Found is a briefing in which something may be found, with the notes on it that may be.
type Found struct {
	Text
	Notes []Noted
}

// Noted is a note: what it says, and the text that it stands on.
type Noted struct {
	Body, Quote string
	Span        content.Span // of that text in the briefing's source
}

// Search gives the entries and notes of briefings that fit, in the order of the briefings: a
// heading for each, under it what was found, word for word.
func Search(q Query, texts []Found) View {
	w := builder{}
	terms := termsOf(q.Words)
	for i := range texts {
		t := &texts[i]
		entries, notes := t.entries(q, terms), t.notes(q, terms)
		if len(entries)+len(notes) == 0 {
			continue
		}
		title := t.title()
		if day := briefing.ShowDate(t.day()); day != "" {
			title += ", " + day
		}
		w.begin(&t.Text)
		w.section(2, title, Place{Briefing: t.ID})
		for _, e := range entries {
			w.told(e)
		}
		for _, n := range notes {
			e := briefing.Entry{Lead: briefing.Lead{Status: "note"}, Text: cmp.Or(n.Body, n.Quote)}
			w.entry(e, Place{Briefing: t.ID, Target: n.Span, Text: n.Quote})
		}
	}
	w.b.ID = "found"
	w.b.Title = "Found: " + cmp.Or(content.CleanLine(strings.TrimSpace(cmp.Or(q.Asked, q.Words))), "everything")
	return w.view()
}

func (t *Found) entries(q Query, terms []term) (out []briefing.Entry) {
	if q.Notes {
		return nil
	}
	b := t.Briefing
	if q.Section != "" {
		s := b.Find(q.Section)
		if s == nil {
			return nil
		}
		b = &briefing.Briefing{Sections: []briefing.Section{*s}}
	}
	for _, e := range once(b) {
		lead := strings.Join(append(slices.Clone(e.Lead.Actors), e.Speaker), "\n")
		if fits(terms, e.Text+"\n"+lead+"\n"+b.Title) && (q.Person == "" || strings.Contains(plainly(lead), plainly(q.Person))) {
			out = append(out, e)
		}
	}
	return out
}

func (t *Found) notes(q Query, terms []term) (out []Noted) {
	if q.Person != "" {
		return nil
	}
	for _, n := range t.Notes {
		if fits(terms, n.Body+"\n"+n.Quote) {
			out = append(out, n)
		}
	}
	return out
}

// term is a word or phrase; a prefix stands for all that begin so.
type term struct {
	text   string
	prefix bool
}

func termsOf(words string) (out []term) {
	for i, part := range strings.Split(words, `"`) {
		if i%2 == 1 {
			if text := oneLine(plainly(part)); strings.ContainsFunc(text, isWord) {
				out = append(out, term{text: text})
			}
			continue
		}
		for word := range strings.FieldsSeq(plainly(part)) {
			text, prefix := strings.CutSuffix(word, "*")
			if strings.ContainsFunc(text, isWord) {
				out = append(out, term{text, prefix})
			}
		}
	}
	return out
}

// fits reports whether all terms stand in a text, as whole words.
func fits(terms []term, text string) bool {
	text = oneLine(plainly(text))
	for _, t := range terms {
		if !t.in(text) {
			return false
		}
	}
	return true
}

func (t term) in(text string) bool {
	for from := 0; ; {
		i := strings.Index(text[from:], t.text)
		if i < 0 {
			return false
		}
		start, end := from+i, from+i+len(t.text)
		if !letterBefore(text, start) && (t.prefix || !letterAt(text, end)) {
			return true
		}
		from = start + 1
	}
}

func letterBefore(s string, at int) bool {
	r := []rune(s[max(at-4, 0):at])
	return at > 0 && len(r) > 0 && isWord(r[len(r)-1])
}

func letterAt(s string, at int) bool {
	for _, r := range s[at:] {
		return isWord(r)
	}
	return false
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// plainly gives a text in lower case, without accents.
func plainly(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFD.String(s))
}
