package briefing

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"readout/content"
)

// sameBriefing compares what Format keeps.
var sameBriefing = cmp.Options{
	cmpopts.EquateEmpty(),
	cmpopts.IgnoreTypes(content.Span{}),
	cmpopts.IgnoreFields(Lead{}, "Raw"),
	cmpopts.IgnoreFields(content.Date{}, "Words"),
}

// composer makes briefings from words that are given to it.
type composer struct {
	r     *rand.Rand
	words func() string
}

func (c *composer) line() string {
	for {
		if s := fold(c.words()); strings.TrimSpace(s) != "" {
			return s
		}
	}
}

// part gives what can be an actor or a status.
func (c *composer) part() string {
	for {
		if s := strings.ReplaceAll(leadPart(c.words()), ";", ","); s != "" && s != leadNone {
			return leadPart(s)
		}
	}
}

func (c *composer) date() content.Date {
	values := []string{"2024", "2024-11", "2024-11-27", "2024-11-18/2024-11-24", "2024-10-28/2024-11-03", "2023-12-28/2024-01-03", "2024-10/2024-11", "2023-10/2024-11", "2023/2024", "2024-10/2024-11-05", "2024-11-05/2024-12", "2024-11-18/2024", "2024/2024-11", "2023/2024-11-05", "0800-01-01", "2024-05"}
	d := content.Date{Value: values[c.r.IntN(len(values))], Certainty: content.Exact}
	if c.r.IntN(2) == 0 {
		d.Certainty = content.Inferred
	}
	if c.r.IntN(4) == 0 {
		d = content.Date{}
	}
	return d
}

func (c *composer) text() string {
	s := c.line()
	for c.r.IntN(8) == 0 {
		s += "\n" + c.line()
	}
	return s
}

func (c *composer) entry(labels []string) Entry {
	e := Entry{Text: c.text(), Lead: Lead{Date: c.date()}}
	for range c.r.IntN(3) {
		e.Lead.Actors = append(e.Lead.Actors, c.part())
	}
	if c.r.IntN(3) == 0 {
		e.Lead.Status = c.part()
	}
	if len(e.Lead.Actors) > 0 && c.r.IntN(3) == 0 {
		e.Speaker = e.Lead.Actors[0]
	}
	if e.Speaker != "" { // is an actor once, the first
		e.Lead.Actors = append(e.Lead.Actors[:1], slices.DeleteFunc(e.Lead.Actors[1:], func(a string) bool { return a == e.Speaker })...)
	}
	for range c.r.IntN(3) {
		if l := labels[c.r.IntN(len(labels))]; !slices.Contains(e.Citations, l) {
			e.Citations = append(e.Citations, l)
		}
	}
	return e
}

func (c *composer) entries(labels []string, most int) (list []Entry) {
	for range c.r.IntN(most + 1) {
		list = append(list, c.entry(labels))
	}
	return list
}

func (c *composer) briefing() *Briefing {
	b := &Briefing{ID: c.line(), Title: c.line(), Published: c.date(), Language: "en", Made: true}
	for range 1 + c.r.IntN(2) {
		b.Sources = append(b.Sources, Source{Title: c.line(), Publisher: c.line(), Byline: c.line(), URL: c.line(), Published: c.date(), SHA256: c.line()})
	}
	var labels []string
	for n := range 4 {
		article := 1 + c.r.IntN(2)
		labels = append(labels, fmt.Sprintf("a%d-%d", article, n+1))
		b.Citations = append(b.Citations, Citation{Label: labels[n], Article: article, Paragraph: n + 1, Text: c.text()})
	}
	b.KeyPoints = c.entries(labels, 3)
	for range c.r.IntN(5) {
		title := c.line()
		b.Sections = append(b.Sections, Section{Key: SectionKey(title), Title: title, Level: 2 + c.r.IntN(5), Entries: c.entries(labels, 3)})
	}
	setKeys(b.Sections)
	return b
}

func checkRoundTrip(t *testing.T, b *Briefing) {
	t.Helper()
	src := Format(b)
	got := Parse(src)
	if diff := cmp.Diff(b, got, sameBriefing); diff != "" {
		t.Errorf("written and read again (-before +after):\n%s\n%s", diff, src)
	}
	if again := Format(got); !bytes.Equal(again, src) {
		t.Errorf("written twice:\n%s", cmp.Diff(string(src), string(again)))
	}
}

func TestRoundTrip(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 1500 {
		c := composer{r, func() string { return nastyText(r, 5) }}
		checkRoundTrip(t, c.briefing())
		if t.Failed() {
			return
		}
	}
}

func FuzzFormatRoundTrip(f *testing.F) {
	f.Add(uint64(1), "Umerov\nThe two sides agreed.\n27 Nov\nMay\nplanned")
	f.Add(uint64(2), strings.Join(nasty, "\n"))
	f.Add(uint64(104), "{{{{{{{{{{@ [[[[")
	f.Add(uint64(3), "\x1b[31m\u202e\xff\n- a\n---\n# b\n[^a1-1]: c\n")
	f.Fuzz(func(t *testing.T, seed uint64, words string) {
		list := strings.FieldsFunc(words, func(r rune) bool { return r == '\n' })
		list = slices.DeleteFunc(list, func(s string) bool {
			return strings.TrimFunc(leadPart(strings.ReplaceAll(s, ";", ",")), func(r rune) bool { return unicode.IsSpace(r) || r == '–' }) == ""
		})
		if len(list) == 0 || len(words) > 1<<16 {
			return
		}
		r := rand.New(rand.NewPCG(seed, 0))
		c := composer{r, func() string { return list[r.IntN(len(list))] }}
		checkRoundTrip(t, c.briefing())
	})
}
