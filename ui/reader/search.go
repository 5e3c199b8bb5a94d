package reader

import (
	"sort"
	"strconv"
	"strings"
	"unicode"

	tea "charm.land/bubbletea/v2"

	"readout/briefing/markdown"
	"readout/content"
	"readout/ui/cell"
	"readout/ui/theme"
)

// search is a search of the text.
type search struct {
	open    bool // the line is being typed
	query   string
	from    int // where the cursor was
	request int
	hits    []content.Span
	done    bool
}

// foundMsg brings the hits of a search.
type foundMsg struct {
	request int
	hits    []content.Span
}

func (s *search) active() bool { return s.query != "" }

func (s *search) end() { *s = search{request: s.request + 1} }

// take takes the hits over, unless they are of an earlier search.
func (s *search) take(msg foundMsg) {
	if msg.request == s.request && s.query != "" {
		s.hits, s.done = msg.hits, true
	}
}

// Searching reports whether a search line is being typed or hits are marked.
func (m *Model) Searching() bool { return m.search.open || m.search.active() }

func (m *Model) openSearch() {
	m.search.end()
	m.search.open, m.search.from = true, m.cursor
	m.show()
}

// typeSearch takes a key while the search line is open.
func (m *Model) typeSearch(msg tea.KeyPressMsg) tea.Cmd {
	s := &m.search
	switch msg.String() {
	case "esc", "ctrl+c":
		from := s.from
		s.end()
		m.goTo(from)
		return nil
	case "enter":
		s.open = false
		return nil
	case "backspace":
		if s.query == "" {
			s.end()
			return nil
		}
		s.query = s.query[:max(clusterStart(s.query, len(s.query)-1), 0)]
	case "ctrl+u":
		s.query = ""
	default:
		if msg.Text == "" {
			return nil
		}
		s.query += content.CleanLine(msg.Text)
	}
	s.request++
	s.hits, s.done = nil, false
	if s.query == "" {
		m.goTo(s.from)
		return nil
	}
	m.firstHit()
	request, query, doc := s.request, s.query, m.flow.doc
	return func() tea.Msg { return foundMsg{request, hits(doc, query)} }
}

// firstHit goes to the first hit near where the search began, if there is one.
func (m *Model) firstHit() {
	at := m.flow.doc.ChunkAt(m.search.from)
	for chunk := at; chunk < min(at+4, m.flow.doc.Chunks()); chunk++ {
		for _, hit := range chunkHits(m.flow.doc.Chunk(chunk), m.search.query, nil) {
			if hit.Start >= m.search.from {
				m.goTo(hit.Start)
				return
			}
		}
	}
}

// toHit goes n hits on or back, round the ends.
func (m *Model) toHit(n int) {
	hits := m.search.hits
	if len(hits) == 0 {
		return
	}
	i := sort.Search(len(hits), func(i int) bool { return hits[i].Start > m.cursor })
	if n < 0 {
		i = sort.Search(len(hits), func(i int) bool { return hits[i].Start >= m.cursor }) - 1
	}
	m.goTo(hits[(i+len(hits))%len(hits)].Start)
}

// hits finds all places of a query in a document's visible text: in any case where the
// query has no capitals.
func hits(doc *markdown.Document, query string) []content.Span {
	var found []content.Span
	for i := range doc.Chunks() {
		found = chunkHits(doc.Chunk(i), query, found)
	}
	return found
}

func chunkHits(chunk markdown.Chunk, query string, found []content.Span) []content.Span {
	exact := strings.IndexFunc(query, unicode.IsUpper) >= 0
	for i := range chunk.Blocks {
		v := chunk.Blocks[i].Visible()
		text := v.Text
		if !exact {
			text = foldCase(text)
		}
		for at := 0; ; {
			n := strings.Index(text[at:], query)
			if n < 0 {
				break
			}
			at += n
			if span, ok := v.SourceSpan(content.Span{Start: at, End: at + len(query)}); ok {
				found = append(found, span)
			}
			at += len(query)
		}
	}
	return found
}

// foldCase makes letters small where that keeps the number of bytes, so that offsets stay.
func foldCase(s string) string {
	return strings.Map(func(r rune) rune {
		if l := unicode.ToLower(r); len(string(l)) == len(string(r)) {
			return l
		}
		return r
	}, s)
}

// searchLine is the line below the text.
func (m *Model) searchLine() string {
	th, s := m.opt.Theme, &m.search
	count := "…"
	if s.done {
		i := sort.Search(len(s.hits), func(i int) bool { return s.hits[i].Start > m.cursor })
		count = strconv.Itoa(i) + "/" + strconv.Itoa(len(s.hits))
	}
	left := th.Style(theme.Accent).Render("/") + cell.Cut(m.opt.Method, s.query, max(m.width-24, 4))
	if s.open {
		left += th.Style(theme.Cursor).Render(" ")
	} else {
		count += "  n N next, back · esc ends"
	}
	return cell.Ends(m.opt.Method, left, th.Style(theme.Muted).Render(count), m.width, 4)
}
