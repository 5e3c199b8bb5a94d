package compose

import (
	"slices"
	"strings"
	"unicode"

	"readout/briefing"
	"readout/content"

	"github.com/google/uuid"
)

// identity gives the id of a briefing: the article's, or a name-based UUID of those of
// several articles, whatever their order is.
func identity(articles []*content.Article) string {
	if len(articles) == 1 {
		return articleID(articles[0])
	}
	var ids []string
	for _, a := range articles {
		ids = append(ids, articleID(a))
	}
	slices.Sort(ids)
	return uuid.NewSHA1(uuid.NameSpaceOID, []byte(strings.Join(slices.Compact(ids), " "))).String()
}

// articleID gives the id of the briefing of one article: a name-based UUID (RFC 9562,
// version 5) of its address, or, without one, of the letters and digits of its first
// paragraph. It is the same for the same article whatever the options are.
func articleID(a *content.Article) string {
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

// Continues reports whether a briefing is made of the same articles as an older one, in a
// later state: they have an address in common, or much of their words (see later).
func Continues(b, old *briefing.Briefing) bool {
	for _, s := range b.Sources {
		if s.URL != "" && slices.ContainsFunc(old.Sources, func(o briefing.Source) bool { return o.URL == s.URL }) {
			return len(b.Sources) == len(old.Sources)
		}
	}
	return containment(cited(b), cited(old)) >= later
}

func cited(b *briefing.Briefing) map[string]bool {
	return shinglesOf(func(yield func(string) bool) {
		for _, c := range b.Citations {
			if !yield(c.Text) {
				return
			}
		}
	})
}
