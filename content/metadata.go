package content

import (
	"encoding/json"
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// metadata is what a page says of itself, each list best source first.
type metadata struct {
	titles, bylines, publishers, addresses, languages, dates []string
	heading                                                  string // the page's only h1
	name                                                     string // the page's <title>
	body                                                     string // the article's text, where the page states it (schema.org articleBody)
}

// pageMetadata reads JSON-LD (schema.org), OpenGraph, the meta names in use at
// publishers, microdata, and the page's own elements.
func pageMetadata(doc *html.Node) metadata {
	var m metadata
	meta := map[string]string{}
	var headings, times, authors []string
	var canonical, lang, item string
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.DataAtom {
		case atom.Html:
			lang = attr(n, "lang")
		case atom.Meta:
			addMeta(meta, n)
		case atom.Link:
			if canonical == "" && hasWord(attr(n, "rel"), "canonical") {
				canonical = attr(n, "href")
			}
		case atom.Title:
			if m.name == "" {
				m.name = line(textOf(n))
			}
		case atom.H1:
			headings = append(headings, line(textOf(n)))
		case atom.Time:
			times = append(times, attr(n, "datetime"))
		case atom.Script:
			if strings.Contains(strings.ToLower(attr(n, "type")), "ld+json") {
				m.addLinkedData(textOf(n))
			}
		}
		if len(authors) < 3 && isAuthorElement(n) {
			if name := line(textOf(n)); name != "" && len(name) <= 100 {
				name, _, _ = strings.Cut(bylineName(name), " @")
				authors = append(authors, name[:nameEnd(name)])
			}
		}
		if item == "" && attr(n, "itemprop") == "datePublished" {
			item = firstOf(attr(n, "content"), attr(n, "datetime"))
		}
	}
	if len(headings) == 1 {
		m.heading = headings[0]
	}
	add := func(list *[]string, names ...string) {
		for _, name := range names {
			if v := meta[name]; v != "" {
				*list = append(*list, v)
			}
		}
	}
	add(&m.titles, "og:title", "twitter:title", "parsely-title", "dc.title", "dcterms.title", "title")
	add(&m.bylines, "author", "parsely-author", "article:author", "byl", "dc.creator", "sailthru.author", "twitter:creator")
	m.bylines = append(m.bylines, authors...)
	add(&m.publishers, "og:site_name", "publisher", "dc.publisher", "application-name", "copyright")
	m.addresses = append(m.addresses, canonical)
	add(&m.addresses, "og:url", "parsely-link", "twitter:url")
	m.languages = append(m.languages, lang)
	add(&m.languages, "content-language", "og:locale", "language", "dc.language")
	add(&m.dates, "article:published_time", "og:article:published_time", "article:published", "datepublished", "parsely-pub-date",
		"sailthru.date", "date", "pubdate", "publish-date", "publish_date", "publication_date", "dc.date.issued", "dc.date",
		"dcterms.created", "dcterms.date", "article.published", "originalpublicationdate", "cxenseparse:recs:publishtime")
	m.dates = append(append(m.dates, item), times...)
	return m
}

// isAuthorElement reports whether an element says that it holds the author's name.
func isAuthorElement(n *html.Node) bool {
	return hasWord(attr(n, "rel"), "author") || hasWord(attr(n, "itemprop"), "author") || hasWord(attr(n, "class"), "byline")
}

func addMeta(meta map[string]string, n *html.Node) {
	value := line(attr(n, "content"))
	if value == "" {
		return
	}
	for _, key := range []string{"property", "name", "http-equiv", "itemprop"} {
		if k := strings.ToLower(strings.TrimSpace(attr(n, key))); k != "" {
			if _, known := meta[k]; !known {
				meta[k] = value
			}
		}
	}
}

// addLinkedData adds what a JSON-LD script says of the article.
func (m *metadata) addLinkedData(script string) {
	var v any
	if json.Unmarshal([]byte(script), &v) != nil {
		// Many pages have raw line ends within strings.
		script = strings.Map(func(r rune) rune {
			if r < ' ' {
				return ' '
			}
			return r
		}, script)
		if json.Unmarshal([]byte(strings.Trim(strings.TrimSpace(script), ";")), &v) != nil {
			return
		}
	}
	m.addThing(v, 6)
}

func (m *metadata) addThing(v any, depth int) {
	if depth == 0 {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			m.addThing(e, depth-1)
		}
	case map[string]any:
		if isArticleType(v["@type"]) {
			m.addArticle(v)
			return
		}
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage"} {
			m.addThing(v[key], depth-1)
		}
	}
}

func (m *metadata) addArticle(v map[string]any) {
	add := func(list *[]string, v any) {
		for _, s := range namesIn(v, 3) {
			if s = line(html.UnescapeString(s)); s != "" {
				*list = append(*list, s)
			}
		}
	}
	add(&m.titles, v["headline"])
	if authors := namesIn(v["author"], 3); len(authors) > 0 {
		add(&m.bylines, joinNames(authors))
	}
	add(&m.publishers, v["publisher"])
	add(&m.dates, v["datePublished"])
	add(&m.languages, v["inLanguage"])
	add(&m.addresses, v["url"])
	if page, ok := v["mainEntityOfPage"].(map[string]any); ok {
		add(&m.addresses, page["@id"])
	} else {
		add(&m.addresses, v["mainEntityOfPage"])
	}
	if body, ok := v["articleBody"].(string); ok && len(body) > len(m.body) {
		m.body = body
		if strings.Contains(body, "<p") || strings.Contains(body, "&") {
			m.body = plainOf(html.UnescapeString(body))
		}
	}
}

// plainOf gives the paragraphs of a piece of HTML, one a line.
func plainOf(fragment string) string {
	var lines []string
	for _, b := range streamBlocks(fragment) {
		lines = append(lines, b.text)
	}
	return strings.Join(lines, "\n")
}

func isArticleType(v any) bool {
	for _, name := range namesIn(v, 2) {
		if strings.HasSuffix(name, "Article") || strings.HasSuffix(name, "BlogPosting") || name == "Report" {
			return true
		}
	}
	return false
}

// namesIn gives the strings of v: itself, its elements', its name's.
func namesIn(v any, depth int) []string {
	switch v := v.(type) {
	case string:
		return []string{v}
	case []any:
		var out []string
		for _, e := range v {
			if depth > 0 {
				out = append(out, namesIn(e, depth-1)...)
			}
		}
		return out
	case map[string]any:
		if depth > 0 {
			return namesIn(v["name"], depth-1)
		}
	}
	return nil
}

// article makes an article of the best that is known.
func (m *metadata) article() Article {
	a := Article{Publisher: publisherName(firstOf(m.publishers...))}
	for _, s := range m.addresses {
		if a.URL = webAddress(s); a.URL != "" {
			break
		}
	}
	if a.Publisher == "" {
		a.Publisher = firstOf(siteOf(m.name, m.heading), siteAtEnd(m.name))
	}
	a.Title = m.title(a.Publisher, host(a.URL))
	for _, s := range m.bylines {
		if a.Byline = bylineName(s); a.Byline != "" {
			break
		}
	}
	for _, s := range m.dates {
		if day, words, ok := firstDay(s); ok {
			a.Published = Date{Value: day, Certainty: Exact, Words: words}
			break
		}
	}
	for _, s := range m.languages {
		if a.Language = languageTag(s); a.Language != "" {
			break
		}
	}
	return a
}

// publisherName takes the motto from the name of a site.
func publisherName(s string) string {
	for _, sep := range []string{" | ", " – ", " — ", " - ", ": "} {
		s, _, _ = strings.Cut(s, sep)
	}
	return s
}

// title picks the title, without the name of the site that many pages add to it.
func (m *metadata) title(publisher, host string) string {
	for _, s := range append(m.titles, m.name) {
		if m.heading != "" && len(m.heading) > 10 && strings.HasPrefix(fold(s), fold(m.heading)) {
			return m.heading
		}
	}
	for _, s := range append(m.titles, m.name) {
		if s = withoutSite(s, publisher, host); s != "" && !strings.HasSuffix(s, "…") && !strings.HasSuffix(s, "...") {
			return s
		}
	}
	return firstOf(append(append([]string{m.heading}, m.titles...), m.name)...)
}

// withoutSite takes the name of the site from the end or the start of a title.
func withoutSite(title, publisher, host string) string {
	for _, sep := range []string{" | ", " – ", " — ", " - ", " :: ", " » ", " · ", " • "} {
		if at := strings.LastIndex(title, sep); at > 0 && isSite(title[at+len(sep):], publisher, host) {
			return strings.TrimSpace(title[:at])
		}
		if at := strings.Index(title, sep); at > 0 && isSite(title[:at], publisher, host) {
			return strings.TrimSpace(title[at+len(sep):])
		}
	}
	return title
}

func isSite(s, publisher, host string) bool {
	squeeze := func(s string) string { return strings.TrimPrefix(strings.ReplaceAll(fold(s), " ", ""), "the") }
	name := squeeze(s)
	if name == "" {
		return false
	}
	first, _, _ := strings.Cut(strings.TrimPrefix(host, "www."), ".")
	return name == squeeze(publisher) || name == squeeze(first) || name == squeeze(host)
}

// siteOf gives what a page's name adds to its heading: most often the name of the site.
func siteOf(name, heading string) string {
	rest, ok := strings.CutPrefix(name, heading)
	if !ok || heading == "" {
		return ""
	}
	if rest = strings.Trim(rest, " |–—-·•»:"); words(rest) <= 5 {
		return rest
	}
	return ""
}

// siteAtEnd gives the name of a site at the end of a page's name: "… | Delta Times".
func siteAtEnd(name string) string {
	for _, sep := range []string{" | ", " – ", " — ", " - "} {
		if at := strings.LastIndex(name, sep); at > 0 && words(name[:at]) >= 3 {
			if site := name[at+len(sep):]; words(site) <= 4 && isName(site) {
				return site
			}
		}
	}
	return ""
}

// webAddress gives s if it is an http or https address, and nothing otherwise.
func webAddress(s string) string {
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || u.User != nil {
		return ""
	}
	return CleanLine(u.String())
}

// host gives the host of an address without "www.".
func host(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
}

// languageTag gives s as a BCP 47 tag if it looks like one: "en_US" is "en-US".
func languageTag(s string) string {
	first, _, _ := strings.Cut(s, ",")
	parts := strings.Split(strings.ReplaceAll(strings.TrimSpace(first), "_", "-"), "-")
	for i, p := range parts {
		if len(p) < 2 || len(p) > 8 || strings.ContainsFunc(p, func(r rune) bool { return r|0x20 < 'a' || r|0x20 > 'z' }) {
			if i == 0 {
				return ""
			}
			parts = parts[:i]
			break
		}
		switch {
		case i == 0 && len(p) <= 3:
			parts[i] = strings.ToLower(p)
		case i == 0:
			return "" // a name such as "english"
		case len(p) == 2:
			parts[i] = strings.ToUpper(p)
		}
	}
	return strings.Join(parts, "-")
}

// line gives s clean and on one line.
func line(s string) string { return foldSpace(CleanLine(s)) }

func firstOf(list ...string) string {
	for _, s := range list {
		if s != "" {
			return s
		}
	}
	return ""
}

func hasWord(list, word string) bool {
	for f := range strings.FieldsSeq(strings.ToLower(list)) {
		if f == word {
			return true
		}
	}
	return false
}
