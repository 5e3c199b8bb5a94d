package briefing

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"readout/content"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// readFrontMatter takes what it can from the front matter, lines of hyphens included.
func (b *Briefing) readFrontMatter(text []byte) {
	lines := bytes.SplitAfter(bytes.TrimPrefix(text, []byte("\xef\xbb\xbf")), []byte("\n"))
	body := bytes.Join(lines[1:max(len(lines)-1, 1)], nil)
	if n := len(lines); n > 1 && len(bytes.TrimSpace(lines[n-1])) == 0 { // what follows the closing line's break
		body = bytes.Join(lines[1:max(n-2, 1)], nil)
	}
	node, err := parseYAML(body)
	if err != nil {
		b.problem("front matter: " + err.Error())
		b.readLines(body)
		return
	}
	for key, value := range fields(node) {
		b.readField(key, value)
	}
}

// parseYAML reads the one mapping of front matter.
func parseYAML(text []byte) (node ast.Node, err error) {
	defer func() {
		if p := recover(); p != nil { // the file is a stranger's, the parser is not ours
			err = fmt.Errorf("not YAML: %v", p)
		}
	}()
	if nested(text) {
		return nil, errors.New("nested too deeply")
	}
	file, err := parser.ParseBytes(text, 0)
	if err != nil {
		message, _, _ := strings.Cut(err.Error(), "\n")
		return nil, fmt.Errorf("not YAML: %s", message)
	}
	if len(file.Docs) == 0 || file.Docs[0].Body == nil {
		return nil, nil
	}
	return file.Docs[0].Body, nil
}

// nested reports whether YAML may be nested so deeply that the parser, whose time grows
// with the square of the depth, would take long over it.
func nested(text []byte) bool {
	const most = 64
	depth, dashes := 0, 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '[', '{':
			depth++
		case ']', '}':
			depth = max(depth-1, 0)
		case '\n':
			dashes = 0
		case '-', '?', ':':
			if i+1 < len(text) && text[i+1] == ' ' {
				dashes++
				i += quoted(text[i+2:])
			}
		}
		if depth > most || dashes > most {
			return true
		}
	}
	return false
}

// quoted gives the length of a text in double quotes that begins at the start of s and
// ends on its line, 0 if there is none: brackets in it nest nothing.
func quoted(s []byte) int {
	if len(s) == 0 || s[0] != '"' {
		return 0
	}
	for i := 1; i < len(s) && s[i] != '\n'; i++ {
		switch s[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return 0
}

// fields gives keys and values of a mapping in order; none for another node.
func fields(n ast.Node) func(yield func(string, ast.Node) bool) {
	return func(yield func(string, ast.Node) bool) {
		var values []*ast.MappingValueNode
		switch n := n.(type) {
		case *ast.MappingNode:
			values = n.Values
		case *ast.MappingValueNode:
			values = []*ast.MappingValueNode{n}
		}
		for _, v := range values {
			if !yield(strings.ToLower(scalar(v.Key)), v.Value) {
				return
			}
		}
	}
}

// scalar gives a plain value as text, cleaned; "" for lists and mappings.
func scalar(n ast.Node) string {
	switch n := n.(type) {
	case *ast.StringNode:
		return fold(n.Value)
	case *ast.LiteralNode:
		return fold(n.Value.Value)
	case *ast.TagNode:
		return scalar(n.Value)
	case *ast.AnchorNode:
		return scalar(n.Value)
	case *ast.NullNode, *ast.AliasNode, nil:
		return ""
	case ast.ScalarNode:
		return fold(n.GetToken().Value)
	}
	return ""
}

func (b *Briefing) readField(key string, value ast.Node) {
	text := scalar(value)
	switch key {
	case "id":
		b.ID = text
	case "title":
		b.Title = text
	case "language", "lang":
		b.Language = text
	case "published", "date":
		if b.Published.Value == "" || key == "published" {
			b.readPublished(&b.Published, text)
		}
	case "certainty":
		certain(&b.Published, text)
	case "sources":
		list, ok := value.(*ast.SequenceNode)
		if !ok {
			if text == "" {
				b.problem("front matter: sources is not a list")
			} else {
				b.Sources = append(b.Sources, sourceNamed(text))
			}
			return
		}
		for _, v := range list.Values {
			b.readSource(v)
		}
	}
}

func (b *Briefing) readSource(n ast.Node) {
	if text := scalar(n); text != "" {
		b.Sources = append(b.Sources, sourceNamed(text))
		return
	}
	var s Source
	for key, value := range fields(n) {
		text := scalar(value)
		switch key {
		case "title":
			s.Title = text
		case "publisher":
			s.Publisher = text
		case "byline", "author":
			s.Byline = text
		case "url":
			s.URL = text
		case "published", "date":
			b.readPublished(&s.Published, text)
		case "certainty":
			certain(&s.Published, text)
		case "sha256":
			s.SHA256 = text
		}
	}
	b.Sources = append(b.Sources, s)
}

// sourceNamed is a source of which there is an address or a name.
func sourceNamed(text string) Source {
	if LinkTarget(text) != "" {
		return Source{URL: text}
	}
	return Source{Title: text}
}

// readPublished sets a date, and leaves a certainty that was read before it.
func (b *Briefing) readPublished(d *content.Date, text string) {
	if text == "" {
		return
	}
	day := text
	if len(day) > 10 && (day[10] == 'T' || day[10] == ' ') {
		day = day[:10] // a time of day follows
	}
	got, ok := readDate(day)
	if !ok || got.Value == "" {
		b.problem("front matter: " + clip(text) + " is not a date")
		return
	}
	if d.Certainty == content.Inferred {
		got.Certainty = content.Inferred
	}
	*d = got
}

func certain(d *content.Date, text string) {
	if text == string(content.Inferred) {
		d.Certainty = content.Inferred
	}
}

// readLines takes the plain "key: value" lines of front matter that is not YAML.
func (b *Briefing) readLines(text []byte) {
	for line := range bytes.Lines(text) {
		key, value, ok := strings.Cut(string(line), ":")
		if !ok || key == "" || key[0] == ' ' || key[0] == '\t' || key[0] == '-' {
			continue
		}
		value = strings.Trim(fold(value), `"'`)
		if key = strings.ToLower(key); key == "sources" || value == "" {
			continue
		}
		b.readField(key, &ast.StringNode{Value: value})
	}
}

func (b *Briefing) problem(s string) {
	if len(b.Problems) < 20 {
		b.Problems = append(b.Problems, fold(s))
	}
}

// clip shortens what is shown of a stranger's text.
func clip(s string) string {
	if r := []rune(s); len(r) > 40 {
		s = string(r[:40]) + "…"
	}
	return "“" + s + "”"
}
