// Package compose makes briefings of articles. A briefing is extractive: every sentence
// in it is the article's own, word for word, and every sentence of the article can be
// found in it, under the events that it reports or in the background.
//
// What is a name, a date, a quotation or an event is decided in packages prose and event;
// which events make which section is data, in profile.toml. Compose does no I/O.
package compose

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"readout/briefing"
	"readout/content"
	"readout/content/event"
	"readout/content/prose"
)

// ErrNoArticle is what Compose gives where there is nothing to make a briefing of.
var ErrNoArticle = errors.New("no article")

// Options are what the user can say of a briefing.
type Options struct {
	Published string       // the day the first article appeared, YYYY-MM-DD; empty: as the article says, or inferred
	Title     string       // the briefing's title; empty: the article's, or its first main clause
	Coder     *event.Coder // of what happened; nil: the one with the project's own lexicon
	Profile   *Profile     // what makes which section; nil: the diplomatic one
	Now       time.Time    // the latest day that an undated year may lie on; zero: no year is inferred
}

// Compose makes one briefing of one or more articles. The same articles and options give
// the same briefing.
func Compose(articles []*content.Article, opt Options) (*briefing.Briefing, error) {
	c, err := readAll(articles, opt)
	if err != nil {
		return nil, err
	}
	first := c.reports[0]
	b := &briefing.Briefing{
		ID:        identity(articles),
		Title:     title(&first, opt),
		Published: c.published(),
		Language:  articles[0].Language,
		Made:      true,
	}
	for i, a := range articles {
		published := c.reports[i].doc.Published
		b.Sources = append(b.Sources, briefing.Source{
			Title: title(&c.reports[i], Options{}), Publisher: a.Publisher, Byline: a.Byline, URL: a.URL, Published: published, SHA256: a.SHA256,
		})
	}
	b.Sections = append(c.headed(), c.sections()...)
	b.KeyPoints = c.keyPoints(b.Sections)
	b.Citations = c.citations()
	return b, nil
}

// readAll reads the articles.
func readAll(articles []*content.Article, opt Options) (*composer, error) {
	if len(articles) == 0 {
		return nil, ErrNoArticle
	}
	c := &composer{Profile: opt.Profile}
	if c.Profile == nil {
		c.Profile = standard()
	}
	if opt.Coder == nil {
		opt.Coder = event.Default()
	}
	for i, a := range articles {
		if len(a.Paragraphs) == 0 {
			return nil, fmt.Errorf("composing article %d: %w", i+1, content.ErrNoSentence)
		}
		c.read(a, i, opt)
	}
	c.sources, c.stands = independent(articles), map[*unit]*unit{}
	if c.several() {
		c.weigh()
	}
	return c, nil
}

// report is one article with what is read in it.
type report struct {
	article *content.Article
	number  int // from 1
	doc     *prose.Document
	topical bool
	units   []unit
}

type composer struct {
	*Profile
	reports   []report
	sources   []int             // of each article: the source behind it
	stands    map[*unit]*unit   // by which unit the briefing tells what a unit says
	known     map[*unit]*traits // of the units that were compared
	frequency map[string]int    // in how many units a word is
	count     int               // of units
}

// read reads one article.
func (c *composer) read(a *content.Article, i int, opt Options) {
	if opt.Published != "" && i == 0 {
		dated := *a
		dated.Published = content.Date{Value: opt.Published, Certainty: content.Exact, Words: opt.Published}
		a = &dated
	}
	r := report{article: a, number: i + 1, doc: prose.Analyze(a, opt.Now)}
	r.topical = r.isTopical()
	if r.foreign() {
		r.doc = byStructure(r.doc)
		r.units = c.units(&r, make([][]event.Event, len(r.doc.Paragraphs)))
	} else {
		r.units = c.units(&r, opt.Coder.Code(r.doc))
	}
	c.reports = append(c.reports, r)
}

// sections gives the sections that have entries, in the order of the profile.
func (c *composer) sections() []briefing.Section {
	var out []briefing.Section
	for _, rule := range c.Profile.sections {
		s := briefing.Section{Key: rule.key, Title: rule.title, Level: 2}
		switch rule.key {
		case keyTimeline:
			s.Entries = c.timeline()
		case keyPeople:
			s.Entries = c.people()
		default:
			s.Entries = c.tell(rule.key)
		}
		if len(s.Entries) > 0 {
			out = append(out, s)
		}
	}
	return out
}

// entries is a list in which the same words stand once.
type entries struct {
	list []briefing.Entry
	at   map[string]int // by the words
}

// add adds an entry, or its citations where the same words are already there.
func (l *entries) add(e briefing.Entry) {
	i, ok := l.at[e.Text]
	if !ok {
		if l.at == nil {
			l.at = map[string]int{}
		}
		l.at[e.Text] = len(l.list)
		l.list = append(l.list, e)
		return
	}
	for _, label := range e.Citations {
		if !slices.Contains(l.list[i].Citations, label) {
			l.list[i].Citations = append(l.list[i].Citations, label)
		}
	}
}

// published gives the day of the latest article: what the briefing knows, it knows by then.
func (c *composer) published() content.Date {
	latest := c.reports[0].doc.Published
	for i := range c.reports {
		if d := c.reports[i].doc.Published; d.Value > latest.Value {
			latest = d
		}
	}
	return latest
}

// citations gives the paragraphs of all articles, word for word.
func (c *composer) citations() []briefing.Citation {
	var out []briefing.Citation
	for i := range c.reports {
		r := &c.reports[i]
		for k := range r.doc.Paragraphs {
			p := &r.doc.Paragraphs[k]
			out = append(out, briefing.Citation{Label: r.label(p), Article: r.number, Paragraph: p.Number, Text: p.Text})
		}
	}
	return out
}

// prefix is what the labels of all paragraphs of an article begin with.
func (r *report) prefix() string { return fmt.Sprintf("a%d-", r.number) }

func (r *report) label(p *prose.Paragraph) string { return r.prefix() + strconv.Itoa(p.Number) }
