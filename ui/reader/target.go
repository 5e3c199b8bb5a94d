package reader

import (
	"strings"

	"readout/briefing/markdown"
	"readout/content"
)

// follow gives the action of the citation or link nearest to the cursor in its block.
func (m *Model) follow() Action {
	p, ok := m.flow.find(m.cursor)
	if !ok {
		return nil
	}
	best := m.flow.at(p).target(m.cursor)
	switch {
	case best == nil:
		return Message{Text: "there is no citation or link here"}
	case best.Style&markdown.Citation != 0:
		return ShowCitation{Label: best.Target}
	case local(best.Target):
		return FollowLink{Target: best.Target}
	case !opens(best.Target):
		return Message{Text: "only http, https and mailto links open: " + content.CleanLine(best.Target)}
	}
	return OpenLink{URL: best.Target}
}

// OnTarget reports whether the cursor stands on a citation or link.
func (m *Model) OnTarget() bool {
	if m.page == nil {
		return false
	}
	p, ok := m.flow.find(m.cursor)
	if !ok {
		return false
	}
	t := m.flow.at(p).target(m.cursor)
	return t != nil && t.Span.Contains(m.cursor)
}

// Passage gives the text of the block that the cursor is in, with blanks for its
// citations, and the byte of it that the cursor is on; or what is selected, and 0.
func (m *Model) Passage() (text string, at int, selected bool) {
	if m.page == nil {
		return "", 0, false
	}
	p, ok := m.flow.find(m.cursor)
	if !ok {
		return "", 0, false
	}
	b := m.flow.at(p)
	if s, ok := m.Selection(); ok {
		if t := b.text.TextSpan(s); t.Len() > 0 {
			return b.uncited()[t.Start:t.End], 0, true
		}
	}
	return b.uncited(), p.at, false
}

// local reports whether an address may lead to a place of the reader's own texts: it has
// no scheme and no host.
func local(url string) bool {
	path, _, _ := strings.Cut(url, "#")
	if strings.HasPrefix(url, "//") || strings.HasPrefix(url, `\\`) || content.CleanLine(url) != url || url == "" {
		return false
	}
	first, _, _ := strings.Cut(path, "/")
	return !strings.Contains(first, ":")
}

// opens reports whether an address is one that may be opened outside.
func opens(url string) bool {
	scheme, _, ok := strings.Cut(url, ":")
	scheme = strings.ToLower(scheme)
	return ok && (scheme == "http" || scheme == "https" || scheme == "mailto")
}
