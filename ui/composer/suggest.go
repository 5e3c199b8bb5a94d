package composer

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"readout/briefing/markdown"
)

// isTagRune reports whether a character can stand in a tag that is written in a text.
func isTagRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || strings.ContainsRune("-_/", r)
}

// Hashtags gives the tags that stand in the text of a note, "#like-this": behind a blank or
// a bracket, beginning with a letter, and not in code. Each once, in their order.
func Hashtags(body string) (tags []string) {
	if !strings.Contains(body, "#") {
		return nil
	}
	for b := range markdown.Open([]byte("\n" + body)).Blocks() {
		if b.Kind == markdown.Code || b.Kind == markdown.HTML {
			continue
		}
		before := ' '
		for _, r := range b.Runs {
			if r.Style&markdown.CodeSpan != 0 || r.Target != "" {
				before = 'x'
				continue
			}
			if r.Break != markdown.NoBreak {
				before = ' '
			}
			for i, c := range r.Text {
				if c == '#' && opensTag(before) {
					if tag := tagAt(r.Text[i+1:]); tag != "" && !slices.Contains(tags, tag) {
						tags = append(tags, tag)
					}
				}
				before = c
			}
			if r.Break != markdown.NoBreak {
				before = ' '
			}
		}
	}
	return tags
}

func opensTag(before rune) bool {
	return unicode.IsSpace(before) || strings.ContainsRune("([{", before)
}

// tagAt gives the tag that a text begins with.
func tagAt(text string) string {
	first, _ := utf8.DecodeRuneInString(text)
	if !unicode.IsLetter(first) {
		return ""
	}
	end := strings.IndexFunc(text, func(r rune) bool { return !isTagRune(r) })
	if end < 0 {
		end = len(text)
	}
	return strings.TrimRight(text[:end], "-_/")
}

// suggestion gives what is missing to the first known tag that begins with the "#word"
// before the cursor; empty where there is none.
func (m *Model) suggestion() string {
	before, after := m.area.Around()
	if next, _ := utf8.DecodeRuneInString(after); after != "" && isTagRune(next) {
		return ""
	}
	at := strings.LastIndexByte(before, '#')
	if at < 0 {
		return ""
	}
	last, _ := utf8.DecodeLastRuneInString(before[:at])
	word := before[at+1:]
	if at > 0 && !opensTag(last) || word == "" || strings.IndexFunc(word, func(r rune) bool { return !isTagRune(r) }) >= 0 {
		return ""
	}
	return completing(m.known, word, nil)
}

// completing gives what is missing to the first of the known tags that begins with a word
// and is not taken.
func completing(known []string, word string, taken []string) string {
	for _, tag := range known {
		if len(tag) > len(word) && strings.HasPrefix(tag, word) && !slices.Contains(taken, tag) {
			return tag[len(word):]
		}
	}
	return ""
}
