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
	case !opens(best.Target):
		return Message{Text: "only http, https and mailto links open: " + content.CleanLine(best.Target)}
	}
	return OpenLink{URL: best.Target}
}

// opens reports whether an address is one that may be opened outside.
func opens(url string) bool {
	scheme, _, ok := strings.Cut(url, ":")
	scheme = strings.ToLower(scheme)
	return ok && (scheme == "http" || scheme == "https" || scheme == "mailto")
}
