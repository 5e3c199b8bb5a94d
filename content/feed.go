package content

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"net/mail"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
)

// isFeed reports whether b begins as RSS, Atom or JSON Feed does.
func isFeed(b []byte) bool {
	head := bytes.TrimLeft(bytes.TrimPrefix(b[:min(len(b), 2048)], []byte("\xef\xbb\xbf")), " \t\r\n")
	switch {
	case bytes.HasPrefix(head, []byte("{")):
		return bytes.Contains(head, []byte("jsonfeed.org/version"))
	case bytes.HasPrefix(head, []byte("<")):
		for _, name := range []string{"<rss", "<feed", "<rdf:RDF"} {
			if i := bytes.Index(head, []byte(name)); i >= 0 && !looksHTML(head[:i]) {
				return true
			}
		}
	}
	return false
}

// loadFeed reads the items of a feed, each an article.
func loadFeed(raw []byte, opt Options) (articles []*Article, failed []error, err error) {
	feed, err := parseFeed(raw)
	if err != nil {
		var damage string
		if feed, damage, _, err = mendFeed(raw, err); err != nil {
			return nil, nil, err
		}
		failed = append(failed, errors.New(damage))
	}
	for i, item := range feed.Items {
		if i == maxArticles {
			failed = append(failed, fmt.Errorf("%d more items: %w: %d is the most", len(feed.Items)-i, ErrTooLarge, maxArticles))
			break
		}
		a, err := loadItem(feed, item, opt)
		if err != nil {
			failed = append(failed, fmt.Errorf("item %d, “%s”: %w", i+1, foldSpace(CleanLine(item.Title)), err))
			continue
		}
		articles = append(articles, a)
	}
	return articles, failed, nil
}

const notFeed = "not a feed: "

func parseFeed(raw []byte) (feed *gofeed.Feed, err error) {
	defer func() {
		if p := recover(); p != nil { // the feed is a stranger's, the parser is not ours
			err = fmt.Errorf(notFeed+"%v", p)
		}
	}()
	feed, err = gofeed.NewParser().Parse(bytes.NewReader(raw))
	if err != nil {
		message, _, _ := strings.Cut(err.Error(), "\n")
		return nil, errors.New(notFeed + CleanLine(message))
	}
	return feed, nil
}

// loadItem reads an item: what it has of the article, which may be its beginning only.
func loadItem(feed *gofeed.Feed, item *gofeed.Item, opt Options) (*Article, error) {
	text := item.Content
	if len(strings.TrimSpace(text)) < len(strings.TrimSpace(item.Description)) {
		text = item.Description
	}
	own := Options{Name: "item.html", Title: cmp.Or(opt.Title, item.Title), Published: cmp.Or(opt.Published, day(item)), URL: item.Link}
	if !strings.Contains(text, "<") {
		own.Name = "item.txt"
	}
	a, err := article([]byte(text), own)
	if err != nil {
		return nil, err
	}
	var authors []string
	for _, p := range item.Authors {
		if name := foldSpace(CleanLine(p.Name)); name != "" {
			authors = append(authors, name)
		}
	}
	a.Byline = cmp.Or(strings.Join(authors, ", "), a.Byline)
	a.Publisher = cmp.Or(foldSpace(CleanLine(feed.Title)), a.Publisher)
	a.Language = cmp.Or(a.Language, feed.Language)
	return a, nil
}

// day gives the day an item appeared, in the time zone that it names.
func day(item *gofeed.Item) string {
	t := item.PublishedParsed // in UTC
	if t == nil {
		t = item.UpdatedParsed
	}
	if t == nil || t.Year() < 1900 || t.Year() > 9999 {
		return ""
	}
	written := strings.TrimSpace(cmp.Or(item.Published, item.Updated))
	if own, err := mail.ParseDate(written); err == nil {
		return own.Format(time.DateOnly)
	}
	if own, err := time.Parse(time.RFC3339, written); err == nil {
		return own.Format(time.DateOnly)
	}
	return t.Format(time.DateOnly)
}
