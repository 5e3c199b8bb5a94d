package content

import (
	"strings"
	"unicode"
)

// markBoilerplate gives every block that is not the article a reason. A block that has
// one already, by the markup or its place at the top, keeps it.
func (m *manuscript) markBoilerplate() {
	blocks := m.blocks
	for i := range blocks {
		b := &blocks[i]
		if b.reason != "" {
			continue
		}
		if b.reason = boilerplate(b.text); b.reason == "" && isLinkLine(b) {
			b.reason = reasonTeaser
		}
	}
	markLinkLists(blocks)
	markTeasers(blocks)
	markRepeated(blocks)
	m.markEnd()
}

// boilerplate says why a paragraph by itself cannot be part of an article; empty if it can.
// What a publisher's page puts between paragraphs is short and formulaic: whole lines,
// or beginnings that no sentence of a report has. Speech is never taken for it.
func boilerplate(s string) string {
	if len(s) > 900 {
		return ""
	}
	n := words(s)
	if n > 90 {
		return ""
	}
	folded := fold(s)
	switch {
	case isSeparator(s, folded):
		return reasonSeparator
	case strings.ContainsRune("“\"‘«", firstRune(s)):
		return ""
	}
	if reason := label(folded); reason != "" {
		return reason
	}
	if n <= 14 {
		if reason := wordList(folded); reason != "" {
			return reason
		}
	}
	if isMarked(s) {
		return reasonTeaser
	}
	if isCaption(s, n) {
		return reasonCaption
	}
	for _, p := range phrases {
		if n <= p.words && (strings.HasPrefix(folded, p.text) || p.anywhere && strings.Contains(folded, p.text)) {
			return p.reason
		}
	}
	if strings.HasPrefix(s, "©") && n <= 40 {
		return reasonCopyright
	}
	return ""
}

func isSeparator(s, folded string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) ||
		folded == "ends" || folded == "end" || folded == "30" || folded == "xxx" || folded == "nnnn"
}

// label knows whole lines.
func label(folded string) string {
	switch folded {
	case "advertisement", "advertisements", "advertising", "advert", "ad", "ads", "sponsored", "sponsored content",
		"sponsored links", "promoted", "promoted content", "paid content", "paid post", "ad feedback", "report this ad", "remove ads",
		"skip advertisement", "scroll to continue", "continue reading below", "partner content":
		return reasonAd
	case "read more", "more", "show more", "load more", "see more", "view more", "learn more", "continue reading", "keep reading",
		"read full article", "read the full article", "read full story", "read the full story", "expand", "click here", "menu", "search",
		"back to top", "skip to content", "skip to main content", "home", "close", "next", "previous", "next article", "previous article",
		"toggle navigation", "log in", "login", "sign in", "register", "in this article", "table of contents", "contents", "view gallery",
		"next story", "previous story", "next post", "previous post", "full story", "gallery", "open in app":
		return reasonNavigation
	case "subscribe", "subscribe now", "sign up", "sign up now", "newsletter", "newsletters", "donate", "donate now", "support us",
		"become a member", "join us", "already a subscriber", "your email address", "enter your email":
		return reasonSubscribe
	case "comment", "comments", "leave a comment", "post a comment", "add a comment", "view comments", "show comments", "no comments", "post comment",
		"join the conversation", "join the discussion", "have your say", "what do you think", "leave a reply", "write a comment":
		return reasonComments
	case "listen", "listen to this article", "listen to article", "watch", "play", "pause", "play video", "watch video", "video", "audio",
		"volume", "loading", "live", "now playing", "up next", "replay", "unmute", "mute", "watch now", "listen now":
		return reasonPlayer
	case "about the author", "about the authors", "about the writer", "author", "authors", "contributors":
		return reasonAuthor
	case "photo", "photos", "image", "images", "picture", "file photo", "file", "illustration", "credit", "reuters", "ap", "afp", "getty images":
		return reasonCaption
	}
	if isRelatedLabel(folded) {
		return reasonTeaser
	}
	return ""
}

// isRelatedLabel knows the lines that stand above links to other stories.
func isRelatedLabel(folded string) bool {
	switch folded {
	case "related", "recommended", "trending", "popular", "see also", "read also", "also read", "read next", "what to read next", "up next",
		"editors picks", "editors pick", "editors choice", "editors recommendations", "must read", "must reads", "dont miss", "you may have missed",
		"in case you missed it", "further reading", "other topics of interest", "topics of interest", "other news", "in other news",
		"other stories", "other articles", "latest", "latest news", "latest stories", "latest articles", "top stories", "top news", "breaking news", "most read",
		"most popular", "most viewed", "most watched", "most shared", "popular now", "trending now", "trending stories", "hot topics", "suggested reading",
		"you may also like", "you might also like", "you may like", "you might like", "you may also be interested in", "you might be interested in",
		"you might also be interested in", "readers also liked", "people also read", "others also read", "more from this author", "more by this author",
		"more to explore", "more to read", "keep reading next", "also in the news", "also on the web", "around the web", "from the web",
		"more for you", "recommended for you", "recommended by", "for you", "more on this", "read more on this", "more headlines", "headlines":
		return true
	}
	if rest, ok := strings.CutPrefix(folded, "more "); ok && words(rest) <= 5 && (strings.HasSuffix(rest, " stories") || strings.HasSuffix(rest, " articles")) {
		return true
	}
	for _, p := range [...]string{"related ", "recommended ", "more ", "other ", "similar ", "read more ", "latest ", "popular ", "recent "} {
		if rest, ok := strings.CutPrefix(folded, p); ok {
			switch strings.TrimPrefix(strings.TrimPrefix(rest, "related "), "news ") {
			case "articles", "article", "stories", "story", "news", "content", "coverage", "posts", "post", "topics", "topic", "reading", "links", "items",
				"videos", "video", "on this topic", "on this story", "about this", "like this", "stories like this", "in this section", "from us",
				"topics of interest", "on this subject", "on the story":
				return true
			}
		}
	}
	return false
}

// isMarked knows teasers of one line: a label, a mark and a headline ("Read also: …").
func isMarked(s string) bool {
	at := strings.IndexAny(s, ":|–—>»")
	if at <= 0 || at > 32 || words(s) > 32 {
		return false
	}
	switch folded := fold(s[:at]); folded {
	case "read", "read more", "read also", "also read", "read next", "see also", "see more", "also see", "more", "watch", "watch also", "watch more", "watch live",
		"listen", "explore", "must read", "dont miss", "in pictures", "in photos", "gallery", "photo gallery", "further reading", "learn more", "find out more",
		"breaking", "also", "earlier", "next", "previous", "video", "read this", "check out", "go deeper", "in case you missed it", "icymi":
		return words(s) > words(folded)
	default:
		return isRelatedLabel(folded) && folded != "latest" && folded != "breaking news" && folded != "headlines"
	}
}

// wordList knows lines made of nothing but the words of share bars, counters and times.
func wordList(folded string) string {
	networks, share, comments, reading, dates, others := 0, 0, 0, 0, 0, 0
	for f := range strings.FieldsSeq(folded) {
		switch f {
		case "facebook", "twitter", "whatsapp", "telegram", "linkedin", "pinterest", "reddit", "messenger", "viber", "instagram", "youtube",
			"flipboard", "tumblr", "threads", "bluesky", "mastodon", "tiktok", "pocket", "x", "rss":
			networks++
		case "share", "shares", "tweet", "tweets", "email", "mail", "print", "copy", "link", "copied", "save", "bookmark", "pin", "sharing", "options", "icon",
			"this", "article", "story", "post", "via", "on", "with", "friends", "to", "clipboard", "follow", "us", "like", "like0", "more", "a", "the", "or", "and":
			share++
		case "comment", "comments":
			comments++
		case "min", "mins", "minute", "minutes", "read", "reading", "time":
			reading++
		case "updated", "published", "posted", "ago", "hour", "hours", "day", "days", "last", "today", "yesterday", "just", "now", "at", "am", "pm", "first":
			dates++
		default:
			if !unicode.IsDigit(firstRune(f)) {
				others++
			}
		}
	}
	n := words(folded)
	verb := strings.HasPrefix(folded, "share") || strings.HasPrefix(folded, "tweet") || strings.HasPrefix(folded, "print") ||
		strings.HasPrefix(folded, "email") || strings.HasPrefix(folded, "copy link") || strings.HasPrefix(folded, "save ") || folded == "save"
	switch {
	case others > 0 || n == 0:
		return ""
	case networks > 0 && comments+reading+dates == 0 || verb && share > 0:
		return reasonShare
	case comments > 0 && networks+share+reading+dates == 0:
		return reasonComments
	case reading >= 2 && networks+share+comments == 0:
		return reasonPlayer
	case dates > 0 && networks+share+comments == 0 && (strings.Contains(folded, "ago") || strings.HasPrefix(folded, "updated") || strings.HasPrefix(folded, "published")):
		return reasonDate
	}
	return ""
}

// isCaption knows captions by the credit that stands in them.
func isCaption(s string, n int) bool {
	lower := strings.ToLower(strings.TrimLeft(s, "([*_ "))
	for _, p := range [...]string{
		"photo:", "photos:", "photo credit", "photo by ", "photograph:", "photograph by ", "photographs by ", "photo courtesy", "photo source", "photo/", "image:",
		"images:", "image credit", "image source", "image by ", "image courtesy", "picture:", "pictures:", "picture by ", "picture credit", "file photo",
		"file picture", "file image", "file -", "file –", "file —", "featured image", "cover photo", "illustration:", "illustration by ", "illustrative photo",
		"illustrative image", "credit:", "graphic:", "screenshot:", "screenshot from ", "screengrab", "source: ", "via ", "courtesy of ", "video:", "photo |", "photo ©",
	} {
		if strings.HasPrefix(lower, p) {
			return n <= 60 && (n <= 10 || p != "source: " && p != "via " && p != "courtesy of " && p != "video:")
		}
	}
	if n > 70 {
		return false
	}
	fields := strings.Fields(s)
	end := strings.Join(fields[max(0, n-8):], " ")
	for _, mark := range [...]string{
		"Getty Images", "REUTERS/", "AP Photo", "EPA-EFE", "EPA/", "/EPA", "/AFP", "AFP/", "AFP via", "/AP)", "Shutterstock", "iStock", "Reuters/", "/Reuters", "/REUTERS", "(Photo", "[Photo",
		"(Image", "(Courtesy", "(Handout", "Handout via", "(Screenshot", "(Picture", "Photo:", "Photo by", "Image credit", "Photo credit", "/Pool", "via AP)", "via REUTERS", "via Reuters)", "(File photo", "(file photo",
	} {
		if strings.Contains(end, mark) {
			return true
		}
	}
	return false
}

// isLinkLine reports whether a paragraph of a page is nothing but a link to elsewhere.
func isLinkLine(b *block) bool {
	return b.kind == Text && b.linked*10 >= len(b.text)*9 && words(b.text) <= 30
}

// markLinkLists drops lists of links to elsewhere: menus above and below the text, and
// lists of headlines within it.
func markLinkLists(blocks []block) {
	first, last := len(blocks), -1
	for i, b := range blocks {
		if b.reason == "" && b.kind == Text && words(b.text) >= 8 && endsSentence(b.text) {
			first, last = min(first, i), i
		}
	}
	for i := 0; i < len(blocks); i++ {
		from, headlines := i, 0
		for ; i < len(blocks) && isLinkItem(&blocks[i]); i++ {
			if words(blocks[i].text) >= 4 {
				headlines++
			}
		}
		outside := i <= first || from > last
		if n := i - from; n >= 2 && (outside || n == headlines && n <= 5) || n == 1 && outside {
			for j := from; j < i; j++ {
				blocks[j].reason = reasonNavigation
			}
		}
	}
}

func isLinkItem(b *block) bool {
	return b.reason == "" && b.kind == ListItem && b.linked*10 >= len(b.text)*8
}

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}
