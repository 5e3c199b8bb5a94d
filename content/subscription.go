package content

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Feed is a feed (RSS, Atom, JSON Feed) whose items are read one by one, as they are
// wanted.
type Feed struct {
	Title string
	Items []FeedItem // 2,000 at most: the newest, as far as they say when they appeared, in the order of the feed
	Left  int        // how many more it has

	Damage string // what was wrong with it, in one line; empty: nothing
	Lost   int    // how many of its items could not be read for that

	feed *gofeed.Feed
}

// FeedItem is an item of a feed.
type FeedItem struct {
	Key    string // 32 hex digits for what it goes by in its feed: its guid, else its address, else its title
	Digest string // 32 hex digits for what it says: another one after it was edited
	Title  string
	URL    string // http or https; empty where it has none

	feed *gofeed.Feed
	item *gofeed.Item
}

// IsFeed reports whether a text begins as a feed does.
func IsFeed(raw []byte) bool { return isFeed(raw) }

// ReadFeed reads the feed that was got from an address, against which its items' own are
// resolved. Of one that is damaged it reads what is whole.
func ReadFeed(raw []byte, from string) (*Feed, error) {
	var damage string
	var lost int
	parsed, err := parseFeed(raw)
	if err != nil {
		if parsed, damage, lost, err = mendFeed(raw, err); err != nil {
			return nil, err
		}
	}
	base, _ := url.Parse(from)
	items := slices.DeleteFunc(parsed.Items, func(i *gofeed.Item) bool { return i == nil })
	f := &Feed{Title: foldSpace(CleanLine(parsed.Title)), feed: parsed, Damage: damage, Lost: lost}
	if f.Left = max(len(items)-maxArticles, 0); f.Left > 0 {
		items = slices.Clone(items)
		slices.SortStableFunc(items, func(a, b *gofeed.Item) int { return appeared(b).Compare(appeared(a)) })
		items = slices.Clone(items[:maxArticles]) // the others are not held on to
	}
	parsed.Items = nil
	known := make(map[string]bool, len(items))
	for _, item := range items {
		i := FeedItem{Title: foldSpace(CleanLine(item.Title)), URL: cmp.Or(resolve(base, item.Link), webAddress(item.GUID)), feed: parsed, item: item}
		i.Key = digest(cmp.Or(item.GUID, item.Link, item.Title))
		if known[i.Key] { // some feeds give all their items one guid
			i.Key = digest(item.GUID, item.Link, item.Title)
		}
		if known[i.Key] {
			continue
		}
		known[i.Key] = true
		i.Digest = digest(item.Title, item.Published, item.Updated, item.Content, item.Description)
		f.Items = append(f.Items, i)
	}
	return f, nil
}

func appeared(item *gofeed.Item) time.Time {
	if t := cmp.Or(item.PublishedParsed, item.UpdatedParsed); t != nil {
		return *t
	}
	return time.Time{}
}

// digest gives half of a SHA-256, which no two texts share by chance.
func digest(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:16])
}

// Load gives the article as the feed has it, which may be its beginning only; see Whole.
func (i *FeedItem) Load() (*Article, error) {
	item := *i.item
	item.Link = i.URL
	return loadItem(i.feed, &item, Options{})
}

// The least words by which the text of an item is taken for the whole article, if it does
// not end as a beginning does: where the feed has a summary besides, and where it has not.
const (
	leastContent = 80
	leastAlone   = 250
)

// Whole reports whether what Load gave is likely to be the article and not its beginning.
func (i *FeedItem) Whole(a *Article) bool {
	if i.URL == "" {
		return true
	}
	tail := []string{a.Paragraphs[len(a.Paragraphs)-1].Text}
	for _, d := range a.Dropped {
		if d.After == len(a.Paragraphs) {
			tail = append(tail, d.Text)
		}
	}
	if slices.ContainsFunc(tail, isCutOff) {
		return false
	}
	least := leastAlone
	if len(strings.TrimSpace(i.item.Content)) > len(strings.TrimSpace(i.item.Description)) {
		least = leastContent
	}
	return a.words() >= least
}

// isCutOff reports whether a text says that there is more of it elsewhere.
func isCutOff(text string) bool {
	text = strings.ToLower(strings.TrimRight(text, " →»>)]"))
	if strings.HasSuffix(text, "…") || strings.HasSuffix(text, "...") {
		return true
	}
	for _, words := range []string{"continue reading", "read more", "read the full", "read the rest", "read full", "keep reading", "full story"} {
		if strings.Contains(text, words) && len(strings.Fields(text)) <= 12 {
			return true
		}
	}
	return false
}

// words counts the words of the text.
func (a *Article) words() int {
	n := 0
	for i := range a.Paragraphs {
		n += len(strings.Fields(a.Paragraphs[i].Text))
	}
	return n
}

// Complete gives the article of an item from the page that its address leads to, with what
// the feed says and the page does not. own is what Load gave, or nil. Where the page has
// much less of a text than the feed, as one that asks for a subscription, it is own.
func (i *FeedItem) Complete(own *Article, page []byte, name, from string) (*Article, error) {
	a, err := Load(bytes.NewReader(page), Options{Name: name, From: from})
	if err != nil {
		return nil, err
	}
	if own == nil {
		if a.Published.Value == "" {
			if value := day(i.item); value != "" {
				a.Published = Date{Value: value, Certainty: Exact}
			}
		}
		a.Title = cmp.Or(a.Title, i.Title)
		return a, nil
	}
	if 3*a.words() < 2*own.words() {
		return own, nil
	}
	if a.Published.Value == "" {
		a.Published = own.Published
	}
	a.Title = cmp.Or(i.Title, a.Title)
	a.Byline = cmp.Or(a.Byline, own.Byline)
	a.Language = cmp.Or(a.Language, own.Language)
	return a, nil
}

// FeedLink is a feed that a page tells of.
type FeedLink struct{ URL, Title string }

// FeedLinks gives the feeds that a page names as its own, in its order: <link
// rel="alternate"> of a feed's type (https://www.rssboard.org/rss-autodiscovery). from is
// the page's address.
func FeedLinks(page []byte, from string) []FeedLink {
	base, err := url.Parse(from)
	if err != nil {
		return nil
	}
	var links []FeedLink
	tokens := html.NewTokenizer(bytes.NewReader(page))
	tokens.SetMaxBuf(1 << 20)
	for len(links) < 100 {
		kind := tokens.Next()
		if kind == html.ErrorToken {
			break
		}
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			continue
		}
		switch tag := tokens.Token(); tag.DataAtom {
		case atom.Base:
			if to, err := base.Parse(attribute(tag, "href")); err == nil {
				base = to
			}
		case atom.Link:
			if address := resolve(base, attribute(tag, "href")); address != "" && namesFeed(tag) &&
				!slices.ContainsFunc(links, func(l FeedLink) bool { return l.URL == address }) {
				links = append(links, FeedLink{address, foldSpace(CleanLine(attribute(tag, "title")))})
			}
		}
	}
	return links
}

func namesFeed(link html.Token) bool {
	if !slices.Contains(strings.Fields(strings.ToLower(attribute(link, "rel"))), "alternate") {
		return false
	}
	kind, _, _ := strings.Cut(strings.ToLower(attribute(link, "type")), ";")
	switch strings.TrimSpace(kind) {
	case "application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml":
		return true
	}
	return false
}

func attribute(tag html.Token, name string) string {
	for _, a := range tag.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// resolve gives an address as a page means it; empty where it is none of the web.
func resolve(base *url.URL, address string) string {
	to, err := url.Parse(strings.TrimSpace(address))
	if err != nil || address == "" {
		return ""
	}
	if base != nil {
		to = base.ResolveReference(to)
	}
	return webAddress(to.String())
}
