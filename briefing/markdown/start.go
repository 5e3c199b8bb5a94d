package markdown

import (
	"bytes"
	"strings"

	"readout/content"
)

// The functions here recognise what a line can start (CommonMark 0.31.2, chapter 4 and
// 5; GitHub's tables and footnotes). s is the line from its first visible character on,
// without its ending.

// atx gives the level of an ATX heading and the range of its text within s.
func atx(s []byte) (level int, text content.Span, ok bool) {
	for level < len(s) && s[level] == '#' {
		level++
	}
	if level == 0 || level > 6 || level < len(s) && s[level] != ' ' && s[level] != '\t' {
		return 0, text, false
	}
	end := len(bytes.TrimRight(s, " \t"))
	start := min(level, end)
	for start < end && (s[start] == ' ' || s[start] == '\t') {
		start++
	}
	closing := end
	for closing > start && s[closing-1] == '#' {
		closing--
	}
	if closing == start || closing < end && (s[closing-1] == ' ' || s[closing-1] == '\t') {
		end = closing
		for end > start && (s[end-1] == ' ' || s[end-1] == '\t') {
			end--
		}
	}
	return level, content.Span{Start: start, End: end}, true
}

// setext gives the level that an underline makes of the paragraph above it, or 0.
func setext(s []byte) int {
	s = bytes.TrimRight(s, " \t")
	if len(s) == 0 || s[0] != '=' && s[0] != '-' {
		return 0
	}
	for _, c := range s {
		if c != s[0] {
			return 0
		}
	}
	if s[0] == '=' {
		return 1
	}
	return 2
}

func thematic(s []byte) bool {
	n := 0
	for _, c := range s {
		switch {
		case c == s[0]:
			n++
		case c != ' ' && c != '\t':
			return false
		}
	}
	return n >= 3 && (s[0] == '*' || s[0] == '-' || s[0] == '_')
}

// fenceStart gives the length of an opening code fence and the range of its info string.
func fenceStart(s []byte) (n int, info content.Span, ok bool) {
	for n < len(s) && s[n] == s[0] {
		n++
	}
	if n < 3 || s[0] != '`' && s[0] != '~' {
		return 0, info, false
	}
	if s[0] == '`' && bytes.IndexByte(s[n:], '`') >= 0 {
		return 0, info, false
	}
	info.End = len(bytes.TrimRight(s, " \t"))
	info.Start = min(n, info.End)
	for info.Start < info.End && (s[info.Start] == ' ' || s[info.Start] == '\t') {
		info.Start++
	}
	return n, info, true
}

func fenceEnd(s []byte, char byte, n int) bool {
	i := 0
	for i < len(s) && s[i] == char {
		i++
	}
	return i >= n && len(bytes.TrimRight(s[i:], " \t")) == 0
}

// marker is a list item's marker.
type marker struct {
	width   int  // bytes
	char    byte // '-', '+', '*', '.' or ')'
	ordered bool
	number  int
}

func listMarker(s []byte) (m marker, ok bool) {
	if len(s) == 0 {
		return m, false
	}
	switch c := s[0]; {
	case c == '-' || c == '+' || c == '*':
		m = marker{width: 1, char: c}
	case c >= '0' && c <= '9':
		i := 0
		for i < len(s) && i < 10 && s[i] >= '0' && s[i] <= '9' {
			m.number = m.number*10 + int(s[i]-'0')
			i++
		}
		if i > 9 || i >= len(s) || s[i] != '.' && s[i] != ')' {
			return m, false
		}
		m.width, m.char, m.ordered = i+1, s[i], true
	default:
		return m, false
	}
	return m, m.width == len(s) || s[m.width] == ' ' || s[m.width] == '\t'
}

// footnoteLabel gives the length of "[^label]:" and its label (cmark-gfm's rule: no
// white space and no brackets).
func footnoteLabel(s []byte) (width int, label []byte, ok bool) {
	label, ok = citation(s)
	if !ok || len(s) < len(label)+4 || s[len(label)+3] != ':' {
		return 0, nil, false
	}
	return len(label) + 4, label, true
}

// citation gives the label of "[^label]" at the start of s.
func citation(s []byte) (label []byte, ok bool) {
	if len(s) < 4 || s[0] != '[' || s[1] != '^' {
		return nil, false
	}
	for i := 2; i < len(s) && i < 1000; i++ {
		switch s[i] {
		case ']':
			return s[2:i], i > 2
		case '[', ' ', '\t', '\n', '\r', 0:
			return nil, false
		}
	}
	return nil, false
}

// delimiterRow reads the second line of a table.
func delimiterRow(s []byte) ([]Align, bool) {
	s = bytes.TrimSpace(s)
	if len(s) == 0 || bytes.IndexByte(s, '-') < 0 || bytes.IndexByte(s, '|') < 0 && bytes.IndexByte(s, ':') < 0 {
		return nil, false
	}
	for _, c := range s {
		if c != '|' && c != '-' && c != ':' && c != ' ' && c != '\t' {
			return nil, false
		}
	}
	s = bytes.TrimPrefix(s, []byte("|"))
	s = bytes.TrimSuffix(s, []byte("|"))
	var align []Align
	for col := range bytes.SplitSeq(s, []byte("|")) {
		col = bytes.Trim(col, " \t")
		left := bytes.HasPrefix(col, []byte(":"))
		right := len(col) > 1 && bytes.HasSuffix(col, []byte(":"))
		dashes := bytes.TrimSuffix(bytes.TrimPrefix(col, []byte(":")), []byte(":"))
		if len(dashes) == 0 || bytes.Trim(dashes, "-") != nil && len(bytes.Trim(dashes, "-")) > 0 {
			return nil, false
		}
		switch {
		case left && right:
			align = append(align, AlignCenter)
		case left:
			align = append(align, AlignLeft)
		case right:
			align = append(align, AlignRight)
		default:
			align = append(align, AlignNone)
		}
	}
	return align, true
}

// cells gives the ranges of a table row's cells, white space trimmed. A pipe behind a
// backslash is text.
func cells(src []byte, row content.Span) []content.Span {
	row = trim(src, row)
	if row.Len() > 0 && src[row.Start] == '|' {
		row.Start++
	}
	var out []content.Span
	start := row.Start
	for i := row.Start; i < row.End; i++ {
		if src[i] == '|' && (i == row.Start || src[i-1] != '\\') {
			out = append(out, trim(src, content.Span{Start: start, End: i}))
			start = i + 1
		}
	}
	if start < row.End || len(out) == 0 {
		out = append(out, trim(src, content.Span{Start: start, End: row.End}))
	}
	return out
}

func trim(src []byte, s content.Span) content.Span {
	for s.Start < s.End && space(src[s.Start]) {
		s.Start++
	}
	for s.Start < s.End && space(src[s.End-1]) {
		s.End--
	}
	return s
}

func space(c byte) bool {
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v'
}

// blockTags are the names that start an HTML block of type 6, in a string so that
// nothing is built at start-up.
const blockTags = " address article aside base basefont blockquote body caption center col colgroup dd details " +
	"dialog dir div dl dt fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr " +
	"html iframe legend li link main menu menuitem nav noframes ol optgroup option p param search section summary " +
	"table tbody td tfoot th thead title tr track ul "

// htmlStart gives the type of HTML block, 1 to 7, that s starts, or 0.
func htmlStart(s []byte) int {
	if len(s) < 2 || s[0] != '<' {
		return 0
	}
	switch {
	case bytes.HasPrefix(s, []byte("<!--")):
		return 2
	case s[1] == '?':
		return 3
	case bytes.HasPrefix(s, []byte("<![CDATA[")):
		return 5
	case s[1] == '!':
		if len(s) > 2 && letter(s[2]) {
			return 4
		}
		return 0
	}
	i := 1
	if s[1] == '/' {
		i++
	}
	from := i
	for i < len(s) && (letter(s[i]) || i > from && (s[i] >= '0' && s[i] <= '9' || s[i] == '-')) {
		i++
	}
	if i == from {
		return 0
	}
	name := strings.ToLower(string(s[from:i]))
	rest := s[i:]
	open := len(rest) == 0 || rest[0] == ' ' || rest[0] == '\t' || rest[0] == '>'
	if from == 1 && open && (name == "script" || name == "pre" || name == "style" || name == "textarea") {
		return 1
	}
	if (open || bytes.HasPrefix(rest, []byte("/>"))) && strings.Contains(blockTags, " "+name+" ") {
		return 6
	}
	if n := tag(s); n > 0 && len(bytes.Trim(s[n:], " \t")) == 0 && (from == 2 || !raw(name)) {
		return 7
	}
	return 0
}

func raw(name string) bool {
	return name == "script" || name == "style" || name == "pre" || name == "textarea"
}

// htmlEnd reports whether a line ends an HTML block of type 1 to 5.
func htmlEnd(s []byte, kind int) bool {
	switch kind {
	case 1:
		low := bytes.ToLower(s)
		return bytes.Contains(low, []byte("</script>")) || bytes.Contains(low, []byte("</pre>")) ||
			bytes.Contains(low, []byte("</style>")) || bytes.Contains(low, []byte("</textarea>"))
	case 2:
		return bytes.Contains(s, []byte("-->"))
	case 3:
		return bytes.Contains(s, []byte("?>"))
	case 4:
		return bytes.IndexByte(s, '>') >= 0
	case 5:
		return bytes.Contains(s, []byte("]]>"))
	}
	return false
}

// tag gives the length of the complete open or closing tag at the start of s, or 0.
func tag(s []byte) int {
	i := 1
	closing := len(s) > 1 && s[1] == '/'
	if closing {
		i++
	}
	from := i
	for i < len(s) && (letter(s[i]) || i > from && (s[i] >= '0' && s[i] <= '9' || s[i] == '-')) {
		i++
	}
	if i == from {
		return 0
	}
	for {
		gap := i
		for i < len(s) && (s[i] == ' ' || s[i] == '\t') {
			i++
		}
		if i >= len(s) {
			return 0
		}
		if s[i] == '>' {
			return i + 1
		}
		if closing {
			return 0
		}
		if s[i] == '/' {
			if i+1 < len(s) && s[i+1] == '>' {
				return i + 2
			}
			return 0
		}
		if i == gap {
			return 0
		}
		if i = attribute(s, i); i < 0 {
			return 0
		}
	}
}

// attribute gives the offset behind the attribute at s[i:], or -1.
func attribute(s []byte, i int) int {
	if !letter(s[i]) && s[i] != '_' && s[i] != ':' {
		return -1
	}
	for i < len(s) && (letter(s[i]) || s[i] >= '0' && s[i] <= '9' || bytes.IndexByte([]byte("_.:-"), s[i]) >= 0) {
		i++
	}
	j := i
	for j < len(s) && (s[j] == ' ' || s[j] == '\t') {
		j++
	}
	if j >= len(s) || s[j] != '=' {
		return i
	}
	j++
	for j < len(s) && (s[j] == ' ' || s[j] == '\t') {
		j++
	}
	if j >= len(s) {
		return -1
	}
	if q := s[j]; q == '"' || q == '\'' {
		n := bytes.IndexByte(s[j+1:], q)
		if n < 0 {
			return -1
		}
		return j + n + 2
	}
	from := j
	for j < len(s) && s[j] > ' ' && bytes.IndexByte([]byte("\"'=<>`"), s[j]) < 0 {
		j++
	}
	if j == from {
		return -1
	}
	return j
}

func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
