package page

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// metrics measures text as the terminal's renderer does, and holds the signs of the
// page that are one cell wide by that measure.
type metrics struct {
	method ansi.Method
	latin  [0x300]uint8 // width+1 of single characters, 0 where not yet known

	bar, dash, cross, more, picture string
	bullets                         [3]string
	open, done                      string
}

func newMetrics(method ansi.Method) *metrics {
	m := &metrics{method: method}
	one := func(sign, plain string) string {
		if method.StringWidth(sign) == 1 {
			return sign
		}
		return plain
	}
	m.bar, m.dash, m.cross = one("│", "|"), one("─", "-"), one("┼", "+")
	m.more, m.picture = one("↳", ">"), one("▨", "#")
	m.bullets = [3]string{one("•", "*"), one("◦", "-"), one("▪", "+")}
	m.open, m.done = one("☐", "[ ]"), one("☑", "[x]")
	return m
}

// next gives the length in bytes of the character (grapheme cluster) at the start of s
// and the cells it is shown in.
func (m *metrics) next(s string) (n, width int) {
	if s[0] < utf8.RuneSelf && (len(s) == 1 || s[1] < utf8.RuneSelf) {
		return 1, 1
	}
	r, size := utf8.DecodeRuneInString(s)
	if len(s) == size || s[size] < utf8.RuneSelf {
		return size, m.single(r, s[:size])
	}
	cluster, w := ansi.FirstGraphemeCluster(s, m.method)
	if len(cluster) == size {
		return size, m.single(r, cluster)
	}
	if shown, changed := m.simple(cluster); changed {
		w = m.method.StringWidth(shown)
	}
	return len(cluster), w
}

func (m *metrics) single(r rune, s string) int {
	if int(r) < len(m.latin) {
		if w := m.latin[r]; w > 0 {
			return int(w - 1)
		}
	}
	shown, _ := m.simple(s)
	w := m.method.StringWidth(shown)
	if int(r) < len(m.latin) {
		m.latin[r] = uint8(w + 1)
	}
	return w
}

// simple gives what is shown for a character that terminals do not agree on, so that
// every cell stays where it is counted. The text itself keeps its characters.
func (m *metrics) simple(cluster string) (string, bool) {
	first, size := utf8.DecodeRuneInString(cluster)
	if len(cluster) == size {
		if first >= 0x300 && unicode.In(first, unicode.Mn, unicode.Me, unicode.Mc) {
			return "\u25cc" + cluster, true
		}
		if m.method.StringWidth(cluster) > 0 {
			return cluster, false
		}
		return "", true
	}
	if first >= 0x1f1e6 && first <= 0x1f1ff && m.method == ansi.WcWidth {
		return strings.Map(func(r rune) rune { return r - 0x1f1e6 + 'A' }, cluster), true
	}
	kept := size
	marks, changed := 0, false
	for _, r := range cluster[size:] {
		n := utf8.RuneLen(r)
		switch {
		case m.method == ansi.WcWidth && emojiPart(r):
			return cluster[:kept], true
		case r == 0x200b || r == 0xfeff || marks > 8:
			return cluster[:kept], true
		case unicode.In(r, unicode.Mn, unicode.Me):
			marks++
		}
		kept += n
	}
	return cluster, changed
}

// emojiPart reports what joins, selects, tints or tags emoji; terminals that count
// cells by character show it in ways of their own.
func emojiPart(r rune) bool {
	return r == 0x200d || r == 0xfe0e || r == 0xfe0f || r == 0x20e3 || r >= 0x1f3fb && r <= 0x1f3ff || r >= 0xe0000
}

// width gives the cells of s.
func (m *metrics) width(s string) int {
	w := 0
	for s != "" {
		n, cells := m.next(s)
		w += cells
		s = s[n:]
	}
	return w
}
