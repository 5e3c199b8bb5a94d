package content

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/mmcdole/gofeed"
)

// mendFeed reads what can be read of a feed that its parser refuses for why: without the
// characters that no feed may have, and if that is not enough, the items that are whole by
// themselves. damage says in one line what was wrong, and lost how many items are missing.
func mendFeed(raw []byte, why error) (feed *gofeed.Feed, damage string, lost int, err error) {
	if bytes.HasPrefix(bytes.TrimLeft(raw, "\ufeff \t\r\n"), []byte("{")) {
		feed, err = parseFeed(bytes.Map(spaceForControl, raw))
		if err != nil {
			return nil, "", 0, why
		}
		return feed, "it has control characters, which no feed may have; they were left out", 0, nil
	}
	clean := withoutForbidden(raw)
	if !bytes.Equal(clean, raw) {
		if feed, err = parseFeed(clean); err == nil {
			return feed, "it has characters that no feed may have; they were left out", 0, nil
		}
	}
	whole, kept, lost := wholeItems(clean)
	if kept == 0 {
		return nil, "", 0, why
	}
	if feed, err = parseFeed(whole); err != nil {
		return nil, "", 0, why
	}
	reason := strings.TrimPrefix(why.Error(), notFeed)
	if lost == 0 {
		return feed, fmt.Sprintf("it is damaged (%s); all of its items that are there were read", reason), 0, nil
	}
	items := "1 item is"
	if lost > 1 {
		items = fmt.Sprintf("%d items are", lost)
	}
	return feed, fmt.Sprintf("it is damaged (%s): %s not whole and left out", reason, items), lost, nil
}

func spaceForControl(r rune) rune {
	if r < ' ' {
		return ' '
	}
	return r
}

// feedForms are what is looked for in a damaged feed. They are made when there is one: no
// start of the program waits for them.
type feedForms struct {
	reference *regexp.Regexp // a character that is written by its number
	encoding  *regexp.Regexp
	itemStart *regexp.Regexp
	itemEnd   *regexp.Regexp
}

var feedText = sync.OnceValue(func() feedForms {
	return feedForms{
		reference: regexp.MustCompile(`&#(?:[xX]([0-9a-fA-F]{1,8})|([0-9]{1,8}));`),
		encoding:  regexp.MustCompile(`<\?xml[^>]*encoding=["']([^"']+)["']`),
		itemStart: regexp.MustCompile(`<((?:[A-Za-z_][\w.-]*:)?(?:item|entry))[\s>]`),
		itemEnd:   regexp.MustCompile(`</(?:[A-Za-z_][\w.-]*:)?(?:item|entry)\s*>`),
	}
})

// withoutForbidden leaves out the characters that XML 1.0 (section 2.2) forbids, and bytes
// that are none where all others are UTF-8.
func withoutForbidden(raw []byte) []byte {
	forms := feedText()
	clean := forms.reference.ReplaceAllFunc(raw, func(written []byte) []byte {
		m := forms.reference.FindSubmatch(written)
		digits, base := m[1], 16
		if len(digits) == 0 {
			digits, base = m[2], 10
		}
		if r, err := strconv.ParseUint(string(digits), base, 32); err != nil || r > utf8.MaxRune || !isXML(rune(r)) {
			return nil
		}
		return written
	})
	if declared := forms.encoding.FindSubmatch(clean[:min(len(clean), 200)]); declared != nil && !strings.EqualFold(string(declared[1]), "utf-8") {
		return clean
	}
	clean = bytes.ToValidUTF8(clean, []byte("\ufffd"))
	return bytes.Map(func(r rune) rune {
		if !isXML(r) {
			return -1
		}
		return r
	}, clean)
}

// isXML reports whether XML 1.0 allows a character.
func isXML(r rune) bool {
	return r == '\t' || r == '\n' || r == '\r' || r >= ' ' && r <= 0xD7FF || r >= 0xE000 && r <= 0xFFFD || r >= 0x10000
}

// mostMended bounds how many items of a damaged feed are looked at.
const mostMended = 10 * maxArticles

// wholeItems gives a feed of the head of another and of those of its items that are well
// formed by themselves, how many these are, and how many are not.
func wholeItems(raw []byte) (feed []byte, kept, lost int) {
	starts := feedText().itemStart.FindAllIndex(raw, mostMended)
	if starts == nil {
		return nil, 0, 0
	}
	head := raw[:starts[0][0]]
	open, ok := openElements(head)
	if !ok {
		return nil, 0, 0
	}
	feed = slices.Clone(head)
	for i, start := range starts {
		item := raw[start[0]:]
		if i+1 < len(starts) {
			item = raw[start[0]:starts[i+1][0]] // none has its end behind the next one's start
		}
		end := feedText().itemEnd.FindIndex(item)
		if end == nil {
			lost++
			continue
		}
		item = item[:end[1]]
		if left, ok := openElements(item); !ok || len(left) > 0 {
			lost++
			continue
		}
		feed = append(feed, item...)
		kept++
	}
	for _, name := range slices.Backward(open) {
		feed = append(feed, "</"+name+">"...)
	}
	return feed, kept, lost
}

// openElements gives the elements that a part of a feed leaves open, as they are written;
// ok is false where it is not well formed.
func openElements(part []byte) (open []string, ok bool) {
	d := xml.NewDecoder(bytes.NewReader(part))
	d.Strict = false // as the parser of feeds has it
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	for {
		token, err := d.RawToken()
		switch t := token.(type) {
		case xml.StartElement:
			open = append(open, written(t.Name))
		case xml.EndElement:
			if len(open) == 0 || open[len(open)-1] != written(t.Name) {
				return nil, false
			}
			open = open[:len(open)-1]
		}
		if err != nil {
			return open, errors.Is(err, io.EOF)
		}
	}
}

func written(n xml.Name) string {
	if n.Space == "" {
		return n.Local
	}
	return n.Space + ":" + n.Local
}
