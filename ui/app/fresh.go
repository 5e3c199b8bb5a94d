package app

import (
	"fmt"
	"strings"

	"readout/briefing"
	"readout/briefing/anchor"
	"readout/briefing/compose"
	"readout/ui/reader"
)

// followedWithin is the size, in bytes, up to which a text that has changed since it was
// read last is compared with what it was then.
const followedWithin = 4 << 20

// fresh is what differs between a text and what was read of it last.
type fresh struct {
	entries      []reader.Fresh
	new, changed int
}

// followed gives a position in another revision of the text as the one in this.
func (t *text) followed(was Position) Position {
	if was.Revision == "" || was.Revision == t.revision || len(t.document.Source()) > followedWithin {
		return was
	}
	to := func(offset int) int { return t.resolver.Follow(was.Revision, offset) }
	now := Position{Offset: to(was.Offset), Top: to(was.Top), Revision: t.revision, Marks: map[string]int{}, Closed: was.Closed, View: was.View}
	for letter, at := range was.Marks {
		now.Marks[letter] = to(at)
	}
	return now
}

// since compares the text with a revision that was read before; nothing is fresh where
// that is not kept.
func (t *text) since(revision string, history anchor.History) (f fresh) {
	if revision == "" || revision == t.revision || history == nil || len(t.document.Source()) > followedWithin {
		return f
	}
	src, ok := history(revision)
	if !ok || len(src) > followedWithin {
		return f
	}
	counted := map[string]bool{} // a sentence that stands in two sections is one
	for _, c := range briefing.Diff(compose.Read(src), t.briefing) {
		if c.New == "" {
			continue
		}
		f.entries = append(f.entries, reader.Fresh{Span: c.At, Changed: c.Old != ""})
		switch {
		case counted[c.New]:
		case c.Old != "":
			f.changed++
		default:
			f.new++
		}
		counted[c.New] = true
	}
	return f
}

// said says how much is fresh; empty for nothing.
func (f fresh) said() string {
	var parts []string
	if f.new > 0 {
		parts = append(parts, fmt.Sprintf("%d new", f.new))
	}
	if f.changed > 0 {
		parts = append(parts, fmt.Sprintf("%d changed", f.changed))
	}
	return strings.Join(parts, ", ")
}

// showFresh hands what is fresh to the panes that show it.
func (d *desk) showFresh() {
	d.reader.SetFresh(d.text.fresh.entries)
	counts := map[string]int{}
	for _, e := range d.text.fresh.entries {
		if s := d.text.briefing.SectionAt(e.Span.Start); s != nil {
			counts[s.Key]++
		}
	}
	d.outline.SetFresh(counts)
}
