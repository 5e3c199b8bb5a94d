package markdown

import (
	"strings"

	"readout/content"
)

// Plain gives what a reader sees of a text in Markdown, on one line: no marks of emphasis, of
// lists or of links. A text without any comes back as it is, but for white space.
func Plain(text string) string {
	if strings.ContainsAny(text, "*_`[]#<>~|\\&!") || strings.Contains(text, "- ") || strings.Contains(text, "+ ") || strings.Contains(text, ". ") && strings.ContainsAny(text, "0123456789") {
		text = Open([]byte(text)).Visible().Text
	}
	return strings.Join(strings.Fields(content.CleanLine(text)), " ")
}
