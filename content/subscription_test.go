package content

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestReadFeed(t *testing.T) {
	const raw = `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Harbour  News</title>
<entry><id>urn:1</id><title>Strike</title><link href="/strike?a=1"/><updated>2025-03-03T08:00:00Z</updated><summary>The pilots of the harbour went on strike.</summary></entry>
<entry><id>https://example.org/talks</id><title>Talks</title><summary>The pilots of the harbour talk.</summary></entry>
<entry><id>urn:3</id><title>Odd</title><link href="javascript:alert(1)"/><summary>The pilots of the harbour are odd.</summary></entry>
</feed>`
	feed, err := ReadFeed([]byte(raw), "https://example.org/news/atom.xml")
	if err != nil || feed.Title != "Harbour News" || feed.Left != 0 {
		t.Fatalf("%+v %v", feed, err)
	}
	var got []string
	for i := range feed.Items {
		item := &feed.Items[i]
		a, err := item.Load()
		if err != nil || a.URL != item.URL || a.Publisher != "Harbour News" || len(item.Key) != 32 || len(item.Digest) != 32 {
			t.Errorf("%+v %v", a, err)
		}
		got = append(got, item.Title+" "+item.URL)
	}
	if diff := cmp.Diff([]string{"Strike https://example.org/strike?a=1", "Talks https://example.org/talks", "Odd "}, got); diff != "" {
		t.Error(diff)
	}
	edited, err := ReadFeed([]byte(strings.Replace(raw, "on strike.", "back to work.", 1)), "https://example.org/news/atom.xml")
	if err != nil || edited.Items[0].Key != feed.Items[0].Key || edited.Items[0].Digest == feed.Items[0].Digest || edited.Items[1].Digest != feed.Items[1].Digest {
		t.Errorf("%+v %v", edited, err)
	}
}

// TestReadFeedKeepsTheNewest: of a feed of thousands, wherever in it they are.
func TestReadFeedKeepsTheNewest(t *testing.T) {
	var b strings.Builder
	b.WriteString("<rss version=\"2.0\"><channel>")
	first := time.Date(2015, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := range maxArticles + 500 {
		fmt.Fprintf(&b, "<item><guid>%d</guid><title>%[1]d</title><pubDate>%s</pubDate></item>", i, first.AddDate(0, 0, i).Format(time.RFC1123Z))
	}
	feed, err := ReadFeed([]byte(b.String()+"</channel></rss>"), "https://example.org/")
	if err != nil || feed.Left != 500 || len(feed.Items) != maxArticles || feed.Items[0].Title != fmt.Sprint(maxArticles+499) {
		t.Errorf("%d items, %d left, %v", len(feed.Items), feed.Left, err)
	}
}

func TestWhole(t *testing.T) {
	body := strings.Repeat("The ministers of both countries met again in the evening and spoke of the ferries. ", 8) // 120 words
	for name, c := range map[string]struct {
		content, description, link string
		want                       bool
	}{
		"content and a summary":   {content: body, description: "Short.", link: "https://example.org/", want: true},
		"a summary alone":         {description: body, link: "https://example.org/"},
		"a long text alone":       {description: body + body + body, link: "https://example.org/", want: true},
		"cut off":                 {content: body + "And then the …", link: "https://example.org/"},
		"cut off in brackets":     {content: body + "And then the [...]", link: "https://example.org/"},
		"with a link to the rest": {content: "<p>" + body + "</p><p><a href='/x'>Continue reading →</a></p>", link: "https://example.org/"},
		"a sentence":              {content: "The ministers met on Tuesday.", link: "https://example.org/"},
		"without a page":          {description: "The ministers met on Tuesday.", want: true},
	} {
		escape := strings.NewReplacer("<", "&lt;", ">", "&gt;", "'", "&quot;").Replace
		raw := fmt.Sprintf(`<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><item><guid>x</guid><title>T</title><link>%s</link>`+
			`<description>%s</description><content:encoded>%s</content:encoded></item></channel></rss>`, c.link, escape(c.description), escape(c.content))
		feed, err := ReadFeed([]byte(raw), "https://example.org/feed")
		if err != nil {
			t.Fatal(err)
		}
		a, err := feed.Items[0].Load()
		if err != nil || feed.Items[0].Whole(a) != c.want {
			t.Errorf("%s: whole %v, %v", name, !c.want, err)
		}
	}
}

func TestFeedLinks(t *testing.T) {
	const page = `<!doctype html><head><base href="/sub/"><!-- <link rel=alternate type=application/rss+xml href=no> -->
<link rel="alternate stylesheet" type="text/css" href="x"><link REL="Alternate home" TYPE="Application/RSS+xml; charset=utf-8" href=" a.xml " title=" The  news ">
<link rel=alternate hreflang=de href="/de"><link rel=alternate type="application/feed+json" href="//example.net/f.json"/>
<link rel=alternate type="application/atom+xml" href="javascript:alert(1)"><link rel=alternate type="application/rss+xml" href="a.xml">`
	want := []FeedLink{{"https://example.org/sub/a.xml", "The news"}, {"https://example.net/f.json", ""}}
	if diff := cmp.Diff(want, FeedLinks([]byte(page), "https://example.org/index.html")); diff != "" {
		t.Error(diff)
	}
	if got := FeedLinks([]byte("no page"), "::"); got != nil {
		t.Error(got)
	}
}

// FuzzReadFeed: whatever a feed has, its items load or fail, and what is shown of them is
// safe.
func FuzzReadFeed(f *testing.F) {
	f.Add([]byte(`<rss version="2.0"><channel><title>T</title><item><guid>1</guid><link>/x</link><title>a</title><description>The pilots went on strike.</description></item></channel></rss>`))
	f.Add([]byte(`{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[{"id":"1","url":"//x","content_text":"The pilots went on strike."},null]}`))
	f.Add([]byte(`<feed xmlns="http://www.w3.org/2005/Atom"><link rel="alternate" type="application/atom+xml" href="a"/><entry><link href=":"/></entry></feed>`))
	f.Add([]byte(`<rss version="2.0"><channel><title>T</title><item><guid>1</guid><description>The pilots&#27; went on strike.</description></item><item>`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		for _, l := range FeedLinks(raw, "https://example.org/") {
			if webAddress(l.URL) != l.URL || CleanLine(l.Title) != l.Title {
				t.Errorf("%+q", l)
			}
		}
		feed, err := ReadFeed(raw, "https://example.org/")
		if err != nil {
			return
		}
		keys := map[string]bool{}
		for i := range feed.Items {
			item := &feed.Items[i]
			if keys[item.Key] || CleanLine(item.Title) != item.Title || item.URL != "" && webAddress(item.URL) == "" {
				t.Errorf("%+v", *item)
			}
			keys[item.Key] = true
			if a, err := item.Load(); err == nil {
				item.Whole(a)
			}
		}
	})
}
