package intake

import (
	"net/url"
	"slices"
	"strings"
	"unicode"
)

// Shelved is a briefing that an entry may belong to, with the titles and addresses of its
// articles.
type Shelved struct {
	ID        string
	Titles    []string
	Addresses []string
}

// Shelf finds the briefing that a document is, or was made into.
type Shelf struct {
	address map[string][]string // ids by address
	title   map[string][]string // and by title
}

// NewShelf makes a shelf of briefings.
func NewShelf(list []Shelved) *Shelf {
	s := &Shelf{map[string][]string{}, map[string][]string{}}
	put := func(m map[string][]string, key, id string) {
		if key != "" && !slices.Contains(m[key], id) {
			m[key] = append(m[key], id)
		}
	}
	for _, b := range list {
		for _, a := range b.Addresses {
			put(s.address, address(a), b.ID)
		}
		for _, t := range b.Titles {
			put(s.title, title(t), b.ID)
		}
	}
	return s
}

// Find gives the ids of the briefings that a document may be: those with one of its
// addresses, and if there is none, those with its title. One is an answer; several are
// none.
func (s *Shelf) Find(d Document) []string {
	for _, a := range d.Addresses {
		if ids := s.address[address(a)]; len(ids) > 0 {
			return ids
		}
	}
	t := title(d.Title)
	if ids := s.title[t]; t != "" && len(ids) > 0 {
		return ids
	}
	// A page's title often ends with the name of the site.
	for _, mark := range []string{" | ", " – ", " — ", " - ", " · ", " :: "} {
		if i := strings.LastIndex(d.Title, mark); i > 0 {
			if ids := s.title[title(d.Title[:i])]; len(ids) > 0 {
				return ids
			}
		}
	}
	return nil
}

// address gives an address in the form in which those of one page are alike: without
// scheme, www, fragment, what only counts visitors, and a slash at the end.
func address(s string) string {
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil || u.Scheme == "" {
		return ""
	}
	if u.Opaque != "" {
		return strings.ToLower(u.Scheme) + ":" + u.Opaque
	}
	scheme := strings.ToLower(u.Scheme)
	if scheme == "http" || scheme == "https" {
		scheme = ""
	}
	query := u.Query()
	for name := range query {
		if strings.HasPrefix(name, "utm_") || slices.Contains([]string{"fbclid", "gclid", "mc_cid", "mc_eid"}, name) {
			query.Del(name)
		}
	}
	out := scheme + "//" + strings.TrimPrefix(strings.ToLower(u.Host), "www.") + strings.TrimRight(u.EscapedPath(), "/")
	if q := query.Encode(); q != "" {
		out += "?" + q
	}
	return out
}

// title gives a title's words in small letters.
func title(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r)
	}), " ")
}
