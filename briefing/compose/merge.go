package compose

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"readout/briefing"
	"readout/content"
	"readout/content/event"
	"readout/content/prose"
)

// member is a unit in the article that it stands in.
type member struct {
	r *report
	u *unit
}

// story is what the articles say of one thing in one section, in their order.
type story []member

// How alike sentences of two articles must be to tell of the same thing: alike is the
// share of their words, weighted by rarity, that they have in common (Dice).
const (
	alikeInDeed = 0.28 // the same kind of event, with a name in common and no dates against it
	alikeInWord = 0.5  // anything else
)

// stories gives what stands in a section. Without a second source only the same words are
// the same story.
func (c *composer) stories(key string) []story {
	var out []story
	byText := map[string]int{}
	for i := range c.reports {
		r := &c.reports[i]
		for k := range r.units {
			u := &r.units[k]
			if !slices.Contains(u.sections, key) {
				continue
			}
			m := member{r, u}
			at, ok := byText[u.text()]
			if !ok {
				at, ok = c.match(out, m, key)
			}
			if !ok {
				at = len(out)
				out = append(out, nil)
			}
			out[at] = append(out[at], m)
			byText[u.text()] = at
		}
	}
	return out
}

// match finds the story of another source that a unit tells of most probably.
func (c *composer) match(stories []story, m member, key string) (at int, ok bool) {
	if !c.several() {
		return 0, false
	}
	best := 0.0
	for i, s := range stories {
		for _, other := range s {
			if c.sources[other.r.number-1] == c.sources[m.r.number-1] {
				continue
			}
			if score := c.alike(m, other, key); score > best {
				best, at, ok = score, i, true
			}
		}
	}
	return at, ok
}

// several reports whether the articles come from more than one source.
func (c *composer) several() bool {
	return slices.ContainsFunc(c.sources, func(s int) bool { return s != c.sources[0] })
}

// alike gives how much two units of a section say the same, 0 where they tell of
// different things.
func (c *composer) alike(a, b member, key string) float64 {
	x, y := c.traits(a), c.traits(b)
	limit := alikeInWord
	switch key {
	case keyBackground:
	case keyStatements:
		if who := a.speaker(); who == "" || who != b.speaker() {
			return 0
		}
	default:
		if !c.sameDeed(a, b, key) {
			return 0
		}
		named := slices.ContainsFunc(x.names, func(n string) bool { return slices.Contains(y.names, n) })
		if (named || len(x.names) == 0 || len(y.names) == 0) && !apart(a.u.date, b.u.date) {
			limit = alikeInDeed
		}
	}
	common, all := 0.0, 0.0
	for w, weight := range x.words {
		all += weight
		if y.words[w] > 0 {
			common += 2 * weight
		}
	}
	for _, weight := range y.words {
		all += weight
	}
	if all == 0 || common/all < limit {
		return 0
	}
	return common / all
}

// sameDeed reports whether two units stand in a section for the same kind of event.
func (c *composer) sameDeed(a, b member, key string) bool {
	theirs := c.told(b.u, key)
	return slices.ContainsFunc(c.told(a.u, key), func(e *event.Event) bool {
		return slices.ContainsFunc(theirs, func(o *event.Event) bool { return deed(e) == deed(o) })
	})
}

// deed gives what an event is about, done or refused: an agreement to meet is a meeting.
func deed(e *event.Event) event.Type {
	if e.Of != event.None && (e.Type == event.Agree || e.Type == event.Reject) {
		return e.Of
	}
	return e.Type
}

// apart reports whether two dates exclude each other.
func apart(a, b content.Date) bool {
	if a.Value == "" || b.Value == "" || strings.Contains(a.Value, "/") || strings.Contains(b.Value, "/") {
		return false
	}
	return !strings.HasPrefix(a.Value, b.Value) && !strings.HasPrefix(b.Value, a.Value)
}

// traits are what a unit is compared by.
type traits struct {
	words   map[string]float64 // lemmas of what is no function word, with their weight
	names   []string           // of actors and targets, the same for all names of a state
	figures []figure
}

func (c *composer) traits(m member) *traits {
	if t, ok := c.known[m.u]; ok {
		return t
	}
	t := &traits{words: map[string]float64{}, figures: m.u.figures()}
	for _, w := range m.u.lemmas() {
		t.words[w] = math.Log1p(float64(c.count) / float64(max(c.frequency[w], 1)))
	}
	for i := range m.u.events {
		for _, list := range [2][]int{m.u.events[i].Actors, m.u.events[i].Targets} {
			for _, entity := range list {
				t.names = append(t.names, m.r.identity(entity))
			}
		}
	}
	c.known[m.u] = t
	return t
}

// weigh counts in how many units each word is, so that rare words count more.
func (c *composer) weigh() {
	c.frequency, c.known = map[string]int{}, map[*unit]*traits{}
	for i := range c.reports {
		for k := range c.reports[i].units {
			c.count++
			for _, w := range c.reports[i].units[k].lemmas() {
				c.frequency[w]++
			}
		}
	}
}

// lemmas gives the words of a unit that say what it is about, each once.
func (u *unit) lemmas() []string {
	var out []string
	for _, t := range prose.Tokens(u.text()) {
		if t.Word() && len(t.Lower) > 2 && !function(t.Lower) && !slices.Contains(out, t.Lemma) {
			out = append(out, t.Lemma)
		}
	}
	return out
}

// function reports whether a word of three or more letters says nothing of the subject.
func function(w string) bool {
	switch w {
	case "the", "and", "for", "that", "with", "was", "were", "has", "had", "have", "been", "are", "will", "would", "could",
		"may", "might", "also", "his", "her", "their", "its", "they", "them", "she", "him", "who", "which", "this", "these",
		"those", "from", "into", "not", "but", "said", "say", "says", "according", "after", "before", "during", "while", "when",
		"than", "more", "other", "about", "over", "two", "both", "there", "where", "what", "all", "one":
		return true
	}
	return false
}

// identity gives a name for an entity that other articles have for it too: a state goes by
// its country, a person by the last name.
func (r *report) identity(entity int) string {
	e := &r.doc.Entities[entity]
	switch {
	case e.State && e.Country != "":
		return "state " + e.Country
	case e.Kind == prose.Person:
		words := strings.Fields(e.Short)
		if len(words) > 0 {
			return strings.ToLower(words[len(words)-1])
		}
	}
	return strings.ToLower(e.Name)
}

// speaker names who says what a unit quotes, empty if nobody can be told.
func (m member) speaker() string {
	if m.u.quote != nil {
		return m.r.identity(m.u.quote.Speaker)
	}
	for i := range m.u.events {
		if e := &m.u.events[i]; e.Statement && len(e.Actors) > 0 {
			return m.r.identity(e.Actors[0])
		}
	}
	return ""
}

// tell gives the entries of a section: one for a story, or, where its sources contradict
// each other, one for each version, side by side.
func (c *composer) tell(key string) []briefing.Entry {
	var out []briefing.Entry
	for _, s := range c.stories(key) {
		versions, conflict := c.versions(s)
		for _, v := range versions {
			out = append(out, c.version(v, key, conflict))
		}
	}
	return out
}

// versions parts a story where its members contradict each other, and says in what.
func (c *composer) versions(s story) (parts []story, conflict string) {
	for _, m := range s {
		at := -1
		for i, v := range parts {
			what := ""
			for _, other := range v {
				if what = c.conflict(m, other); what != "" {
					break
				}
			}
			if what == "" {
				at = i
				break
			}
			if !strings.Contains(conflict, what) {
				conflict = strings.TrimPrefix(conflict+" and "+what, " and ")
			}
		}
		if at < 0 {
			at = len(parts)
			parts = append(parts, nil)
		}
		parts[at] = append(parts[at], m)
	}
	if len(parts) < 2 {
		conflict = ""
	}
	return parts, conflict
}

// conflict says in what two units of one story contradict each other.
func (c *composer) conflict(a, b member) string {
	switch {
	case a.u.text() == b.u.text():
		return ""
	case disagree(c.traits(a).figures, c.traits(b).figures):
		return "figures"
	case len(a.u.date.Value) == len("2006-01-02") && len(b.u.date.Value) == len("2006-01-02") && a.u.date.Value != b.u.date.Value:
		return "dates"
	case a.u.denies() != b.u.denies():
		return "outcomes"
	}
	return ""
}

// denies reports whether the first event of a unit is denied or refused.
func (u *unit) denies() bool {
	return len(u.events) > 0 && (u.events[0].Status == event.Denied || u.events[0].Type == event.Reject)
}

// version makes the entry of what some members of a story agree in. The first stands for
// it, with the citations of all.
func (c *composer) version(members story, key, conflict string) briefing.Entry {
	first := members[0]
	e := c.entry(first.r, first.u, key)
	var articles []int
	for _, m := range members {
		c.stands[m.u] = first.u
		if label := m.r.label(m.u.par); !slices.Contains(e.Citations, label) {
			e.Citations = append(e.Citations, label)
		}
		if e.Lead.Date.Value == "" && key != keyBackground {
			e.Lead.Date = m.u.date
		}
		articles = append(articles, m.r.number)
	}
	if !c.several() {
		return e
	}
	var parts []string
	if e.Lead.Status != "" {
		parts = append(parts, e.Lead.Status)
	}
	if conflict != "" {
		parts = append(parts, "conflicting "+conflict)
	}
	switch n := c.distinct(articles); {
	case n > 1:
		parts = append(parts, fmt.Sprintf("%d sources", n))
	case key != keyBackground && conflict == "":
		parts = append(parts, "single source")
	}
	e.Lead.Status = strings.Join(parts, ", ")
	return e
}

// standing gives the text by which the briefing tells what a unit says on its day.
func (c *composer) standing(u *unit) string {
	if first := c.stands[u]; first != nil && first.date.Value == u.date.Value {
		return first.text()
	}
	return u.text()
}
