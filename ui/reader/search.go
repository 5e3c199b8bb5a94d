package reader

import (
	"iter"
	"slices"
	"sort"
	"strconv"
	"strings"
	"sync/atomic"
	"unicode"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"readout/content"
	"readout/ui/cell"
	"readout/ui/stroke"
	"readout/ui/theme"
)

// nearby is how many chunks are looked through at once for the hit to go to; the rest of
// the document is searched behind the scenes.
const nearby = 2

// search is a search of the text.
type search struct {
	open        bool // the line is being typed
	query       string
	how         manner
	find        query  // query as it is searched
	problem     string // what is wrong with query
	recalling   recalling
	cursor, top int  // where the reader was
	backward    bool // the hit to go to is the one before that
	landed      bool // the cursor stands on a hit
	hits        []content.Span
	done        bool
	stale       bool          // the text is another one since the search began
	latest      *atomic.Int64 // number of the request that counts
}

// foundMsg brings the hits of a search.
type foundMsg struct {
	of      *Model
	request int64
	hits    []content.Span
}

func (s *search) active() bool { return s.query != "" }

// end forgets the search, which can be asked again; one that is under way stops.
func (s *search) end(q *Queries) {
	q.keep(asked{s.query, s.how})
	*s = search{latest: s.latest}
	s.latest.Add(1)
}

// renew makes the search that of another text.
func (s *search) renew() {
	s.latest.Add(1)
	s.hits, s.done, s.stale = nil, false, true
}

// Searching reports whether a search line is being typed or hits are marked.
func (m *Model) Searching() bool { return m.search.open || m.search.active() }

// Typing reports whether the search line is being typed in, so that every key is text.
func (m *Model) Typing() bool { return m.search.open }

func (m *Model) openSearch() {
	m.search.end(m.opt.Queries)
	m.search.open = true
	m.search.cursor, m.search.top = m.Position()
	m.show()
}

// endSearch ends the search. The screen stays where it is as far as it can.
func (m *Model) endSearch() {
	m.search.end(m.opt.Queries)
	m.show()
}

// closeSearch leaves the search line for the text, with the hits marked.
func (m *Model) closeSearch() {
	s := &m.search
	if !s.open {
		return
	}
	if s.open = false; s.query == "" {
		m.endSearch()
		return
	}
	m.opt.Queries.keep(asked{s.query, s.how})
	if m.cursor != s.cursor {
		m.jumps.leave(s.cursor)
	}
}

// typeSearch takes a key while the search line is open.
func (m *Model) typeSearch(msg tea.KeyPressMsg) tea.Cmd {
	s, k := &m.search, m.opt.Keys.Line
	if key.Matches(msg, k.Older, k.Newer) {
		return m.recall(msg)
	}
	s.recalling = recalling{}
	switch {
	case key.Matches(msg, k.Leave):
		m.leaveSearch()
	case key.Matches(msg, k.Accept):
		if last := m.opt.Queries.last(); s.query == "" && last.text != "" {
			s.open = false
			return m.query(last.text, last.how)
		}
		m.closeSearch()
	case key.Matches(msg, k.Pattern):
		how := asPattern
		if s.how == asPattern {
			how = asWords
		}
		return m.query(s.query, how)
	case key.Matches(msg, k.Back):
		if s.query == "" {
			m.leaveSearch()
			return nil
		}
		return m.query(s.query[:max(clusterStart(s.query, len(s.query)-1), 0)], s.how)
	case key.Matches(msg, k.DropWord):
		cut := strings.TrimRightFunc(s.query, unicode.IsSpace)
		return m.query(cut[:strings.LastIndexFunc(cut, unicode.IsSpace)+1], s.how)
	case key.Matches(msg, k.DropAll):
		return m.query("", s.how)
	case msg.Text != "":
		return m.query(s.query+content.CleanLine(msg.Text), s.how)
	}
	return nil
}

// leaveSearch ends the search where it began.
func (m *Model) leaveSearch() {
	cursor, top := m.search.cursor, m.search.top
	m.search.end(m.opt.Queries)
	m.SetPosition(cursor, top)
}

// query searches anew, from where the reader was.
func (m *Model) query(text string, how manner) tea.Cmd {
	s := &m.search
	if text == s.query && how == s.how {
		return nil
	}
	within, narrower := s.hits, s.done && s.query != "" && len(s.hits) < mostHits &&
		how == asWords && s.how == asWords && strings.HasPrefix(text, s.query)
	m.setQuery(text, how)
	if text != "" {
		m.nearHit()
	}
	if !s.landed {
		m.SetPosition(s.cursor, s.top)
	}
	switch {
	case text == "" || s.problem != "":
		s.stale, s.done = false, s.problem != ""
		return nil
	case !narrower:
		return m.find(m.flow.chunks())
	}
	return m.find(m.flow.chunksOf(within)) // where the shorter query is not, the longer is not
}

// setQuery says what is searched.
func (m *Model) setQuery(text string, how manner) {
	s := &m.search
	s.query, s.how, s.landed, s.problem = text, how, false, ""
	s.renew()
	var err error
	if s.find, err = newQuery(text, how); err != nil {
		s.problem = content.CleanLine(err.Error())
	}
}

// searchWord searches the word under the cursor, or the next one in its block, and goes
// to its next place, or to the one before.
func (m *Model) searchWord(backward bool) (Action, tea.Cmd) {
	none := Message{Text: "there is no word under the cursor"}
	p, ok := m.flow.find(m.cursor)
	if !ok {
		return none, nil
	}
	b, at := m.flow.at(p), p.at
	for at < len(b.text.Text) && b.class(at) < letter {
		at = b.after(at)
	}
	if at >= len(b.text.Text) || b.class(at) == citation {
		return none, nil
	}
	word, _ := b.word(at)
	s := &m.search
	s.end(m.opt.Queries)
	m.jumps.leave(m.cursor)
	s.cursor, s.top = m.Position()
	if s.backward = backward; backward {
		s.cursor = m.flow.source(m.flow.settle(place{p.chunk, p.block, word.Start}, 1)).Start
	} else if start, ok := b.text.Source(b.start(word.End - 1)); ok {
		s.cursor = start.Start + 1
	}
	m.setQuery(b.text.Text[word.Start:word.End], asWord)
	m.opt.Queries.keep(asked{s.query, s.how})
	m.show()
	m.nearHit()
	return nil, m.find(m.flow.chunks())
}

// find searches chunks of the document, behind the scenes.
func (m *Model) find(chunks iter.Seq[int]) tea.Cmd {
	m.search.stale = false
	request := m.search.latest.Load()
	latest, doc, q := m.search.latest, m.flow.doc, m.search.find
	return func() tea.Msg {
		found, whole := hits(doc, chunks, q, func() bool { return latest.Load() != request })
		if !whole {
			return nil
		}
		return foundMsg{m, request, found}
	}
}

// Resume searches a text anew that took the place of another one, where hits are marked.
func (m *Model) Resume() tea.Cmd {
	if m.page == nil || !m.search.stale || !m.search.active() {
		return nil
	}
	return m.find(m.flow.chunks())
}

// take takes hits over, unless they are of an earlier search.
func (m *Model) take(msg foundMsg) {
	s := &m.search
	if msg.request != s.latest.Load() || s.query == "" {
		return
	}
	s.hits, s.done = msg.hits, true
	if !s.landed && len(s.hits) > 0 {
		i := sort.Search(len(s.hits), func(i int) bool { return s.hits[i].Start >= s.cursor })
		if s.backward {
			i += len(s.hits) - 1
		}
		m.toHit(s.hits[i%len(s.hits)])
	}
}

func (m *Model) toHit(hit content.Span) {
	m.search.landed = true
	m.goFar(hit.Start)
}

// nearHit goes to the hit that the search is for, if that is nearby.
func (m *Model) nearHit() {
	if m.search.backward {
		m.hitBefore(m.search.cursor)
	} else {
		m.hitFrom(m.search.cursor)
	}
}

// hitBefore goes to the last hit before an offset, if there is one nearby.
func (m *Model) hitBefore(offset int) {
	at := m.flow.doc.ChunkAt(offset)
	for chunk := at; chunk > max(at-nearby, -1); chunk-- {
		for _, hit := range slices.Backward(m.chunkHits(chunk)) {
			if hit.Start < offset {
				m.toHit(hit)
				return
			}
		}
	}
}

// hitFrom goes to the first hit at or behind an offset, if there is one nearby.
func (m *Model) hitFrom(from int) {
	doc := m.flow.doc
	at := doc.ChunkAt(from)
	for chunk := at; chunk < min(at+nearby, doc.Chunks()); chunk++ {
		for _, hit := range m.chunkHits(chunk) {
			if hit.Start >= from {
				m.toHit(hit)
				return
			}
		}
	}
}

// nextHit goes n hits on, or back for a negative n, round the ends, which it says.
func (m *Model) nextHit(n int) Action {
	hits := m.search.hits
	if !m.search.done {
		if n > 0 {
			m.hitFrom(m.cursor + 1)
		} else {
			m.hitBefore(m.cursor)
		}
		return nil
	}
	if len(hits) == 0 {
		return nil
	}
	i := sort.Search(len(hits), func(i int) bool { return hits[i].Start > m.cursor }) + n - 1
	if n < 0 {
		i = sort.Search(len(hits), func(i int) bool { return hits[i].Start >= m.cursor }) + n
	}
	m.toHit(hits[(i%len(hits)+len(hits))%len(hits)])
	switch {
	case len(hits) == 1:
		return Message{Text: "this is the only hit"}
	case i >= len(hits):
		return Message{Text: "past the last hit, and on from the first"}
	case i < 0:
		return Message{Text: "past the first hit, and on from the last"}
	}
	return nil
}

// chunkHits finds the places of the query in one chunk.
func (m *Model) chunkHits(chunk int) []content.Span {
	var found []content.Span
	blocks := m.flow.blocks(chunk)
	for i := range blocks {
		found = m.search.find.in(blocks[i].text, found)
	}
	return found
}

// visibleHits gives the hits on the screen, known or not yet.
func (m *Model) visibleHits(screen content.Span) []content.Span {
	if !m.search.active() {
		return nil
	}
	if !m.search.done {
		var found []content.Span
		doc := m.flow.doc
		for chunk := doc.ChunkAt(screen.Start); chunk <= doc.ChunkAt(screen.End) && chunk < doc.Chunks(); chunk++ {
			found = append(found, m.chunkHits(chunk)...)
		}
		return found
	}
	hits := m.search.hits
	from := sort.Search(len(hits), func(i int) bool { return hits[i].End > screen.Start })
	to := sort.Search(len(hits), func(i int) bool { return hits[i].Start >= screen.End })
	return hits[from:max(to, from)]
}

// searchLine is the line below the text.
func (m *Model) searchLine() string {
	th, s, method := m.opt.Theme, &m.search, m.opt.Method
	query, count, hint := m.queryShown(), m.count(), m.searchHint()
	if count != "" {
		hint += "   "
	}
	switch taken := method.StringWidth(s.how.prompt() + query + count + hint); {
	case m.width < 48 || taken+2 > m.width:
	case s.open:
		count = hint + count
	default:
		count += strings.TrimSuffix("   "+hint, "   ")
	}
	role := theme.Muted
	if s.problem != "" {
		role = theme.Error
	}
	return cell.Ends(method, th.Style(theme.Accent).Render(s.how.prompt())+query, th.Style(role).Render(count), m.width, 3)
}

// searchHint names the keys that a search knows.
func (m *Model) searchHint() string {
	s, k := &m.search, m.opt.Keys
	hint := func(b key.Binding) string { return b.Help().Key + " " + b.Help().Desc }
	switch {
	case s.open && s.how == asPattern:
		return k.Line.Pattern.Help().Key + " words"
	case s.open:
		return hint(k.Line.Pattern)
	case len(s.hits) > 0:
		return stroke.Label([]string{k.HitNext.Keys()[0], k.HitPrev.Keys()[0]}) + " next, back · " + stroke.Tip(k.Cancel, "ends")
	}
	return stroke.Tip(k.Cancel, "ends")
}

// queryShown gives the end of the query that has room beside the prompt and the count.
func (m *Model) queryShown() string {
	method, beside := m.opt.Method, 13
	if n := len(m.search.problem) + 2; n > beside {
		beside = min(n, m.width/2)
	}
	room := max(m.width-beside-len(m.search.how.prompt()), 1)
	if w := method.StringWidth(m.search.query); w > room {
		return cell.Ellipsis + method.TruncateLeft(m.search.query, w-room+1, "")
	}
	return m.search.query
}

// count says which hit the cursor is on, of how many.
func (m *Model) count() string {
	s := &m.search
	switch {
	case s.query == "" && m.opt.Queries.last().text != "":
		return "enter: " + m.opt.Queries.last().text
	case s.query == "":
		return ""
	case s.problem != "":
		return s.problem
	case !s.done:
		return "…"
	case len(s.hits) == 0:
		return "nothing found"
	}
	i := sort.Search(len(s.hits), func(i int) bool { return s.hits[i].Start > m.cursor })
	of := strconv.Itoa(len(s.hits))
	if len(s.hits) == mostHits {
		of += "+"
	}
	return strconv.Itoa(i) + "/" + of
}
