package reader

import (
	"iter"
	"sort"
	"strconv"
	"strings"
	"sync/atomic"
	"unicode"

	tea "charm.land/bubbletea/v2"

	"readout/briefing/markdown"
	"readout/content"
	"readout/ui/cell"
	"readout/ui/theme"
)

// nearby is how many chunks are looked through at once for the hit to go to; the rest of
// the document is searched behind the scenes.
const nearby = 2

// search is a search of the text.
type search struct {
	open        bool // the line is being typed
	query       string
	last        string // the query before this one
	cursor, top int    // where the reader was
	landed      bool   // the cursor stands on a hit
	hits        []content.Span
	done        bool
	stale       bool          // the text is another one since the search began
	latest      *atomic.Int64 // number of the request that counts
}

// foundMsg brings the hits of a search.
type foundMsg struct {
	request int64
	hits    []content.Span
}

func (s *search) active() bool { return s.query != "" }

// end forgets the search; one that is under way stops.
func (s *search) end() {
	last := s.query
	if last == "" {
		last = s.last
	}
	*s = search{last: last, latest: s.latest}
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
	m.search.end()
	m.search.open = true
	m.search.cursor, m.search.top = m.Position()
	m.show()
}

// endSearch ends the search. The screen stays where it is as far as it can.
func (m *Model) endSearch() {
	m.search.end()
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
	} else if m.cursor != s.cursor {
		m.jumps.leave(s.cursor)
	}
}

// typeSearch takes a key while the search line is open.
func (m *Model) typeSearch(msg tea.KeyPressMsg) tea.Cmd {
	s := &m.search
	switch msg.String() {
	case "esc":
		m.leaveSearch()
		return nil
	case "enter":
		if s.query == "" && s.last != "" {
			s.open = false
			return m.query(s.last)
		}
		m.closeSearch()
		return nil
	case "backspace":
		if s.query == "" {
			m.leaveSearch()
			return nil
		}
		return m.query(s.query[:max(clusterStart(s.query, len(s.query)-1), 0)])
	case "ctrl+w":
		cut := strings.TrimRightFunc(s.query, unicode.IsSpace)
		return m.query(cut[:strings.LastIndexFunc(cut, unicode.IsSpace)+1])
	case "ctrl+u":
		return m.query("")
	}
	if msg.Text == "" {
		return nil
	}
	return m.query(s.query + content.CleanLine(msg.Text))
}

// leaveSearch ends the search where it began.
func (m *Model) leaveSearch() {
	cursor, top := m.search.cursor, m.search.top
	m.search.end()
	m.SetPosition(cursor, top)
}

// query searches anew, from where the reader was.
func (m *Model) query(text string) tea.Cmd {
	s := &m.search
	if text == s.query {
		return nil
	}
	within, narrower := s.hits, s.done && s.query != "" && strings.HasPrefix(text, s.query)
	s.query, s.landed = text, false
	s.renew()
	if text != "" {
		m.nearHit(s.cursor)
	}
	if !s.landed {
		m.SetPosition(s.cursor, s.top)
	}
	if text == "" {
		return nil
	}
	if !narrower {
		return m.find(m.flow.chunks())
	}
	return m.find(m.flow.chunksOf(within)) // where the shorter query is not, the longer is not
}

// find searches chunks of the document, behind the scenes.
func (m *Model) find(chunks iter.Seq[int]) tea.Cmd {
	m.search.stale = false
	request := m.search.latest.Load()
	latest, doc, text := m.search.latest, m.flow.doc, m.search.query
	return func() tea.Msg {
		found, whole := hits(doc, chunks, text, func() bool { return latest.Load() != request })
		if !whole {
			return nil
		}
		return foundMsg{request, found}
	}
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
		m.toHit(s.hits[i%len(s.hits)])
	}
}

func (m *Model) toHit(hit content.Span) {
	m.search.landed = true
	m.goFar(hit.Start)
}

// nearHit goes to the first hit at or behind an offset, if there is one nearby.
func (m *Model) nearHit(from int) {
	doc := m.flow.doc
	at := doc.ChunkAt(from)
	query := newQuery(m.search.query)
	for chunk := at; chunk < min(at+nearby, doc.Chunks()); chunk++ {
		for _, hit := range m.chunkHits(query, chunk) {
			if hit.Start >= from {
				m.toHit(hit)
				return
			}
		}
	}
}

// nextHit goes n hits on, or back for a negative n, round the ends.
func (m *Model) nextHit(n int) {
	hits := m.search.hits
	if !m.search.done {
		if n > 0 {
			m.nearHit(m.cursor + 1)
		}
		return
	}
	if len(hits) == 0 {
		return
	}
	i := sort.Search(len(hits), func(i int) bool { return hits[i].Start > m.cursor }) + n - 1
	if n < 0 {
		i = sort.Search(len(hits), func(i int) bool { return hits[i].Start >= m.cursor }) + n
	}
	m.toHit(hits[(i%len(hits)+len(hits))%len(hits)])
}

// query is what is searched: in any case where it has no capitals.
type query struct {
	text  string
	exact bool
}

func newQuery(s string) query {
	exact := strings.IndexFunc(s, unicode.IsUpper) >= 0
	return query{fold(s, exact).text, exact}
}

// hits finds all places of a query in the visible text of chunks, in order; false if it
// was stopped.
func hits(doc *markdown.Document, chunks iter.Seq[int], text string, stopped func() bool) ([]content.Span, bool) {
	q := newQuery(text)
	var found []content.Span
	for i := range chunks {
		if stopped() {
			return nil, false
		}
		blocks := doc.Chunk(i).Blocks
		for j := range blocks {
			found = q.in(blocks[j].Visible(), found)
		}
	}
	return found, true
}

// chunkHits finds the places of a query in one chunk.
func (m *Model) chunkHits(q query, chunk int) []content.Span {
	var found []content.Span
	blocks := m.flow.blocks(chunk)
	for i := range blocks {
		found = q.in(blocks[i].text, found)
	}
	return found
}

// in adds the source spans of q in a text.
func (q query) in(v *markdown.Visible, found []content.Span) []content.Span {
	f := fold(v.Text, q.exact)
	for at := 0; ; {
		n := strings.Index(f.text[at:], q.text)
		if n < 0 {
			return found
		}
		at += n + len(q.text)
		from, to := f.span(at-len(q.text), at)
		if span, ok := v.SourceSpan(content.Span{Start: from, End: to}); ok {
			found = append(found, span)
		}
	}
}

// visibleHits gives the hits on the screen, known or not yet.
func (m *Model) visibleHits(screen content.Span) []content.Span {
	if !m.search.active() {
		return nil
	}
	if !m.search.done {
		var found []content.Span
		doc, q := m.flow.doc, newQuery(m.search.query)
		for chunk := doc.ChunkAt(screen.Start); chunk <= doc.ChunkAt(screen.End) && chunk < doc.Chunks(); chunk++ {
			found = append(found, m.chunkHits(q, chunk)...)
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
	left := th.Style(theme.Accent).Render("/") + m.queryShown()
	count := m.count()
	if !s.open && m.width >= 48 {
		if count != "" {
			count += "   "
		}
		if len(s.hits) > 0 {
			count += "n N next, back · "
		}
		count += "esc ends"
	}
	return cell.Ends(method, left, th.Style(theme.Muted).Render(count), m.width, 3)
}

// queryShown gives the end of the query that has room beside the count.
func (m *Model) queryShown() string {
	method, room := m.opt.Method, max(m.width-14, 1)
	if w := method.StringWidth(m.search.query); w > room {
		return cell.Ellipsis + method.TruncateLeft(m.search.query, w-room+1, "")
	}
	return m.search.query
}

// count says which hit the cursor is on, of how many.
func (m *Model) count() string {
	s := &m.search
	switch {
	case s.query == "" && s.last != "":
		return "enter: " + s.last
	case s.query == "":
		return ""
	case !s.done:
		return "…"
	case len(s.hits) == 0:
		return "nothing found"
	}
	i := sort.Search(len(s.hits), func(i int) bool { return s.hits[i].Start > m.cursor })
	return strconv.Itoa(i) + "/" + strconv.Itoa(len(s.hits))
}
