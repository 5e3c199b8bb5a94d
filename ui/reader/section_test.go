package reader

import (
	"strings"
	"testing"

	"readout/briefing"
	"readout/briefing/markdown"
	"readout/content"
)

// Digits go to the sections as the outline numbers them; motions go by where they begin.
// Sections that were coded have no heading and lie over others.
func TestCodedSections(t *testing.T) {
	doc := markdown.Open([]byte(walk))
	b := briefing.ParseDocument(doc)
	entry := func(text string) briefing.Entry {
		i := strings.Index(walk, text)
		return briefing.Entry{Span: content.Span{Start: i, End: i + len(text)}}
	}
	b.Sections = append(b.Sections,
		briefing.Section{Key: "threats", Title: "Threats", Entries: []briefing.Entry{entry("Last paragraph"), entry("First one.")}},
		briefing.Section{Key: "aid", Title: "Aid", Entries: []briefing.Entry{entry("A quotation")}},
	)
	m := open(t, walk, 80, 20)
	m.SetDocument(doc, b)
	for _, tt := range []struct{ from, keys, want string }{
		{"First", "1", "Harbour *"},
		{"First", "2", "Lists"},
		{"First", "4", "Last"},
		{"First", "5", "A quotation"},
		{"First", "6", "First"},
		{"First", "]", "Lists"},
		{"First", "] ]", "A quotation"},
		{"First", "] ] ]", "港の新聞"},
		{"First", "] ] ] ]", "Last"},
		{"First", "] ] ] ] ]", "Last"},
		{"The second", "[", "Last"},
		{"Last", "[", "港の新聞"},
		{"And more", "[", "A quotation"},
		{"And more", "[ [ [ [ [", "Harbour *"},
	} {
		to(t, m, tt.from)
		if press(m, tt.keys); from(m, len(tt.want)) != tt.want {
			t.Errorf("%s %s goes to %q, want %q", tt.from, tt.keys, from(m, 12), tt.want)
		}
		stands(t, m, tt.keys)
	}
	m.SetDocument(doc, nil)
	if press(m, "g g ]"); m.cursor != strings.Index(walk, "Harbour") {
		t.Errorf("without sections ] goes to %q", from(m, 10))
	}
}

// Reading can begin while only the start of the text is known; nothing moves when the
// rest comes.
func TestRestComesLater(t *testing.T) {
	src := []byte(strings.Repeat(walk, 500))
	prefix := markdown.OpenPrefix(src)
	if prefix.Complete() {
		t.Fatal("the prefix is the whole")
	}
	m := open(t, "", 80, 20)
	m.SetDocument(prefix, nil)
	press(m, "space } v w w")
	cursor, top := m.Position()
	selected, _ := m.Selection()
	view := m.View()
	doc := markdown.Open(src)
	m.SetDocument(doc, briefing.ParseDocument(doc))
	if c, at := m.Position(); c != cursor || at != top || m.View() != view {
		t.Errorf("the cursor was at %d of %d, is at %d of %d", cursor, top, c, at)
	}
	if s, _ := m.Selection(); s != selected {
		t.Errorf("the selection was %v, is %v", selected, s)
	}
	if press(m, "esc G"); m.cursor < len(src)-100 {
		t.Errorf("G goes to %d of %d", m.cursor, len(src))
	}
}
