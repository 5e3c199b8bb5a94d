package compose

import (
	"strings"
	"unicode"

	"readout/content"

	"github.com/google/uuid"
)

// identity gives the id of a briefing: a name-based UUID (RFC 9562, version 5) of the
// first article's address, or, without one, of the letters and digits of its first
// paragraph. It is the same for the same article whatever the options are.
func identity(articles []*content.Article) string {
	a := articles[0]
	if a.URL != "" {
		return uuid.NewSHA1(uuid.NameSpaceURL, []byte(a.URL)).String()
	}
	var b strings.Builder
	for i := range a.Paragraphs {
		if a.Paragraphs[i].Kind == content.Heading && i+1 < len(a.Paragraphs) {
			continue
		}
		for _, r := range strings.ToLower(a.Paragraphs[i].Text) {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				b.WriteRune(r)
			}
		}
		break
	}
	return uuid.NewSHA1(uuid.NameSpaceOID, []byte(b.String())).String()
}
