package anchor

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"readout/briefing/markdown"
	"readout/briefing/note"
	"readout/content"
)

// The bounds of a search.
const (
	searchVotes = 512 // places of words that are looked at
	searchPeaks = 6   // places that are compared word by word
	shiftSlack  = 2   // words that were put in or left out at one
	worthwhile  = 0.3 // of the votes of the best, for another
	allThere    = 0.9 // the score of a place that no wider look makes better
)

// What must speak for a place, in shares of the weight of the words of a quotation (share)
// and of those around it (frame). Measured on news text edited in fifteen ways.
const (
	sameShare   = 0.95 // the quotation is as it was: five words or more are believed anywhere
	sameWords   = 5
	likeShare   = 0.82 // twelve words or more that are nearly as they were, too
	likeWords   = 12
	leastAround = 0.3  // frame, for all other places
	quoteShare  = 0.45 // share, where all that was around is there; less where less is
	nearSum     = 0.84 // share and frame, near to where the quotation stood
	farPoints   = 300  // code points from there that are far
	farSum      = 1.4  // share and frame, far from there
	clearLead   = 0.1  // of one place over another, in the mean of share and frame
	editedShare = 0.3  // share, for a place to count before a repetition that is farther
	nearer      = 3    // so many times

	wordsBetween = 12 // words of a quotation that stand farther apart are not one place
)

// searcher finds quotations whose words have changed in a text: the windows where most of
// the rare words of quotation and surroundings stand in line, each aligned word by word.
type searcher struct {
	now    *text
	names  *vocabulary
	first  []int32 // by number of a word: its places are at[first[id]:first[id+1]]
	at     []int32
	weight []float32
}

func newSearcher(now *text, names *vocabulary) *searcher {
	s := &searcher{now: now, names: names, weight: weigh(names.size(), now.words)}
	s.first = make([]int32, names.size()+1)
	for _, w := range now.words {
		s.first[w.id+1]++
	}
	for i := 1; i < len(s.first); i++ {
		s.first[i] += s.first[i-1]
	}
	next := slices.Clone(s.first)
	s.at = make([]int32, len(now.words))
	for i, w := range now.words {
		s.at[next[w.id]] = int32(i)
		next[w.id]++
	}
	return s
}

// places gives where a word stands.
func (s *searcher) places(id uint32) []int32 {
	if int(id)+1 >= len(s.first) {
		return nil
	}
	return s.at[s.first[id]:s.first[id+1]]
}

// query is a quotation with what stood around it, in words.
type query struct {
	text
	names       *vocabulary
	span        content.Span // of the quotation, in bytes
	first, last int          // its words
	low, high   int          // those that are sure to be whole
	point       int          // code point of the visible text that it stood at
	weight      []float32    // of all words
}

func (s *searcher) query(t note.Target) query {
	names := newVocabulary(s.names, 0)
	whole := t.Prefix + t.Exact + t.Suffix
	q := query{names: names, span: content.Span{Start: len(t.Prefix), End: len(t.Prefix) + len(t.Exact)}, point: t.Position.Start}
	q.text = text{&markdown.Visible{Text: whole}, names.read(whole)}
	q.first, q.last = q.within(q.span)
	q.weight = s.weights(names)
	q.low, q.high = 0, len(q.words)
	if utf8.RuneCountInString(t.Prefix) >= contextSize && q.first > 0 { // where it was cut there may be a part of a word
		q.low++
	}
	if utf8.RuneCountInString(t.Suffix) >= contextSize && q.last < len(q.words) {
		q.high--
	}
	return q
}

// found is a place of a query.
type found struct {
	at       content.Span // of the visible text
	share    float32      // of the weight of the quotation's words
	frame    float32      // of the weight of the words around it
	score    float32
	distance int
}

// find gives the range of the visible text that most probably is what a target's quotation
// became. Words of now that are taken, those with a number there, are left out.
func (s *searcher) find(t note.Target, taken []int32) (content.Span, Outcome) {
	q := s.query(t)
	if q.first == q.last {
		return content.Span{}, Outcome{}
	}
	var list []found
	size := len(q.words)
	for _, at := range peaks(s.votes(&q, taken)) {
		for _, more := range [...]int{size/8 + 2, size/2 + 8} { // the wider if the narrow has not all
			f, ok := s.compare(&q, stretch{max(at-more, 0), min(max(at+size+more, 0), len(s.now.words))}, taken)
			if ok {
				list = append(list, f)
			}
			if ok && f.score > allThere {
				break
			}
		}
	}
	slices.SortStableFunc(list, func(a, b found) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.distance, b.distance))
	})
	return decide(&q, list)
}

// decide takes the best of places, which are in order of score: of those that are nearly as
// good the one that is much nearer to where the quotation stood, and a near one with the
// same words around it before any farther one, for there the quotation was edited, and
// what is found at the other is a repetition of it.
func decide(q *query, list []found) (content.Span, Outcome) {
	list = distinct(list)
	if len(list) == 0 {
		return content.Span{}, Outcome{}
	}
	best := list[0]
	for _, f := range list[1:] {
		switch {
		case best.distance <= nearer*f.distance && f.distance <= nearer*best.distance:
			if f.score >= best.score-clearLead {
				return content.Span{}, Outcome{Status: Ambiguous, Method: BySearch, Score: float64(best.score)}
			}
		case f.distance < best.distance && f.share >= editedShare && f.frame >= best.frame-clearLead:
			best = f
		}
	}
	if !best.credible(q.last - q.first) {
		return content.Span{}, Outcome{}
	}
	return best.at, Outcome{Changed, BySearch, float64(best.share)}
}

// credible reports whether enough speaks for the place of a quotation of so many words.
func (f *found) credible(words int) bool {
	switch {
	case words >= sameWords && f.share >= sameShare || words >= likeWords && f.share >= likeShare:
		return true
	case f.frame < leastAround:
		return false
	case f.distance > farPoints:
		return f.frame >= leastFrame && (f.share >= sameShare || f.share+f.frame >= farSum)
	}
	return f.share >= quoteShare*max(f.frame, leastFrame) && f.share+f.frame >= nearSum
}

// distinct leaves of places that overlap the first.
func distinct(list []found) []found {
	var out []found
	for _, f := range list {
		if !slices.ContainsFunc(out, func(o found) bool { return f.at.Start < o.at.End && o.at.Start < f.at.End }) {
			out = append(out, f)
		}
	}
	return out
}

// votes gives one for each place of the words of a query, the rare words first, as far as
// the bound goes.
func (s *searcher) votes(q *query, taken []int32) []vote {
	order := make([]int, len(q.words))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Compare(len(s.places(q.words[a].id)), len(s.places(q.words[b].id)))
	})
	votes := make([]vote, 0, searchVotes)
	for _, i := range order {
		places := s.places(q.words[i].id)
		if len(votes)+len(places) > searchVotes {
			break
		}
		for _, j := range places {
			if taken == nil || taken[j] < 0 {
				votes = append(votes, vote{int(j) - i, s.weight[q.words[i].id]})
			}
		}
	}
	return votes
}

// vote is the weight of a word of a query that stands so many words after where it stands
// in the query.
type vote struct {
	shift  int
	weight float32
}

// stretch is a range of words of now.
type stretch struct{ start, end int }

// peaks gives the shifts with most votes, those of their neighbours counted too.
func peaks(votes []vote) (out []int) {
	slices.SortFunc(votes, func(a, b vote) int { return cmp.Compare(a.shift, b.shift) })
	sums := make([]float32, len(votes))
	low, high, sum := 0, 0, float32(0)
	for i, v := range votes {
		for ; high < len(votes) && votes[high].shift <= v.shift+shiftSlack; high++ {
			sum += votes[high].weight
		}
		for ; votes[low].shift < v.shift-shiftSlack; low++ {
			sum -= votes[low].weight
		}
		sums[i] = sum
	}
	for most := float32(0); len(out) < searchPeaks; {
		best := -1
		for i, v := range votes {
			if (best < 0 || sums[i] > sums[best]) && !slices.ContainsFunc(out, func(at int) bool { return max(at-v.shift, v.shift-at) <= shiftSlack }) {
				best = i
			}
		}
		if best < 0 || sums[best] < worthwhile*most {
			break
		}
		most = max(most, sums[best])
		out = append(out, votes[best].shift)
	}
	return out
}

// compare aligns a query with a window.
func (s *searcher) compare(q *query, w stretch, taken []int32) (found, bool) {
	a := &alignment{
		old: &q.text, now: &text{s.now.visible, s.now.words[w.start:w.end]}, names: q.names, weight: q.weight,
		to: unpaired(len(q.words)), from: unpaired(w.end - w.start), slack: wordsBetween,
	}
	var free []int32
	for j := w.start; j < w.end; j++ {
		if taken == nil || taken[j] < 0 {
			free = append(free, int32(j-w.start))
		}
	}
	f := &filler{a: a, budget: gapCells}
	f.align(0, len(q.words), free)
	a.settle()
	g, whole := a.heaviest(q.first, q.last)
	if g.weight == 0 {
		return found{}, false
	}
	p := place{share: g.weight / whole}
	a.spread(q.first, q.last, q.low, q.high, g, &p)
	p.frame = a.frame(q.low, q.first, q.last, q.high, g)
	long := min(1, 1.5*float32(q.last-q.first)/float32(p.end-p.start))
	at := a.edges(q.span, q.first, q.last, p)
	d := s.now.visible.CodePoint(at.Start) - q.point
	return found{at: at, share: p.share, frame: p.frame, score: (p.share*long + p.frame) / 2, distance: max(d, -d)}, true
}

// weights gives the weights of all words that a vocabulary on that of now has: those that
// now has not are rare.
func (s *searcher) weights(names *vocabulary) []float32 {
	weight := slices.Grow(slices.Clip(s.weight), len(names.names))
	for range names.names {
		weight = append(weight, 1)
	}
	return weight
}
