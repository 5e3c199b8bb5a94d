package content

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestReadDamagedFeed: what is whole of a feed is read, and what was wrong is said.
func TestReadDamagedFeed(t *testing.T) {
	const rss = `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Harbour News</title>
<item><guid>1</guid><title>Strike</title><description>The pilots went on strike.</description></item>
<item><guid>2</guid><title>Talks</title><description>The pilots talk.</description></item>
<item><guid>3</guid><title>Peace</title><description>The pilots work.</description></item></channel></rss>`
	const atom = `<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour News</title>
<entry><id>1</id><title>Strike</title><summary>The pilots went on strike.</summary></entry>
<entry><id>2</id><title>Talks</title><summary>The pilots talk.</summary></entry></feed>`
	const json = `{"version":"https://jsonfeed.org/version/1.1","title":"Harbour News","items":[{"id":"1","title":"Strike","content_text":"The pilots went on strike."}]}`
	for name, c := range map[string]struct {
		raw, damage, titles string
		lost                int
	}{
		"whole":                     {raw: rss, titles: "Strike Talks Peace"},
		"reference to an escape":    {raw: strings.Replace(rss, "The pilots talk", "The &#27;[31mpilots&#x1b; talk", 1), titles: "Strike Talks Peace", damage: "characters that no feed may have"},
		"reference to no character": {raw: strings.Replace(rss, "The pilots talk", "The &#xffff;pilots talk&#11;", 1), titles: "Strike Talks Peace", damage: "characters that no feed may have"},
		"invalid UTF-8":             {raw: strings.Replace(rss, "pilots talk", "pilots\xff talk", 1), titles: "Strike Talks Peace", damage: "characters that no feed may have"},
		"raw control byte":          {raw: strings.Replace(rss, "pilots talk", "pilots\x1b talk", 1), titles: "Strike Talks Peace"},
		"noncharacter":              {raw: strings.Replace(rss, "pilots talk", "pilots\uffff talk", 1), titles: "Strike Talks Peace", damage: "characters that no feed may have"},
		"cut in an item":            {raw: rss[:strings.Index(rss, "The pilots work")+5], titles: "Strike Talks", lost: 1, damage: "1 item is not whole"},
		"cut in a tag":              {raw: rss[:strings.Index(rss, "<guid>3")+3], titles: "Strike Talks", lost: 1, damage: "1 item is not whole"},
		"cut between items":         {raw: before(rss, "\n<item><guid>3"), titles: "Strike Talks", damage: "it is damaged"},
		"cut before its end":        {raw: strings.TrimSuffix(rss, "</channel></rss>"), titles: "Strike Talks Peace", damage: "it is damaged"},
		"Atom, cut":                 {raw: atom[:strings.Index(atom, "The pilots talk")+5], titles: "Strike", lost: 1, damage: "1 item is not whole"},
		"cut and forbidden":         {raw: strings.Replace(atom[:strings.Index(atom, "The pilots talk")+5], "went", "went&#0;", 1), titles: "Strike", lost: 1, damage: "1 item is not whole"},
		"JSON with a control byte":  {raw: strings.Replace(json, "pilots went", "pilots\x1b went", 1), titles: "Strike", damage: "control characters"},
	} {
		feed, err := ReadFeed([]byte(c.raw), "https://example.org/")
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var titles []string
		for i := range feed.Items {
			titles = append(titles, feed.Items[i].Title)
			if a, err := feed.Items[i].Load(); err != nil || Clean(a.Paragraphs[0].Text) != a.Paragraphs[0].Text {
				t.Errorf("%s: %+v %v", name, a, err)
			}
		}
		if diff := cmp.Diff(c.titles, strings.Join(titles, " ")); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		if feed.Lost != c.lost || (feed.Damage == "") != (c.damage == "") || !strings.Contains(feed.Damage, c.damage) || CleanLine(feed.Damage) != feed.Damage {
			t.Errorf("%s: lost %d, %q", name, feed.Lost, feed.Damage)
		}
		if feed.Title != "Harbour News" {
			t.Errorf("%s: %q", name, feed.Title)
		}
	}
	for _, raw := range []string{rss[:60], before(rss, "</guid>"), `{"version":"https://jsonfeed.org/version/1.1","items":[`} {
		if feed, err := ReadFeed([]byte(raw), "https://example.org/"); err == nil && feed.Damage != "" {
			t.Errorf("%q: %+v", raw, feed)
		}
	}
}

func before(text, end string) string {
	text, _, _ = strings.Cut(text, end)
	return text
}
