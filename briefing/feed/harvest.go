package feed

import (
	"context"
	"errors"
	"fmt"

	"readout/content"
	"readout/content/fetch"
)

// harvest takes the new items of one feed.
type harvest struct {
	*Round
	sub        Subscription
	outcome    *Outcome
	known      []seen
	unfinished bool // some item is to be tried again
	wrongs     int  // pages one after another that could not be read
	partial    []string
}

// gather takes what is new of a feed, and gives what is to be remembered of its items: of
// this feed's first, then of those that are in it no more.
func (h *harvest) gather(ctx context.Context, feed *content.Feed) []seen {
	before := make(map[string]seen, len(h.known))
	for _, s := range h.known {
		before[s.Key] = s
	}
	var items []seen
	taken, passed := 0, 0
	if len(h.known) == 0 {
		passed = feed.Left
	}
	for i := range feed.Items {
		item := &feed.Items[i]
		was, known := before[item.Key]
		delete(before, item.Key)
		switch {
		case known && was.Digest == item.Digest && was.Tries == 0:
		case taken >= h.Items && was.Briefing != "":
			h.unfinished = true // its new text comes next time
		case taken >= h.Items:
			was = seen{Key: item.Key, Digest: item.Digest}
			passed++
		case ctx.Err() != nil:
			h.unfinished = true
			if !known {
				continue
			}
		default:
			taken++
			if was.Digest != item.Digest {
				was.Tries = 0
			}
			was.Key, was.Digest = item.Key, item.Digest
			was = h.item(ctx, item, was)
			h.unfinished = h.unfinished || was.Tries > 0
		}
		items = append(items, was)
	}
	if ctx.Err() != nil {
		h.outcome.Failed = append(h.outcome.Failed, "not all of it was read in time; the rest comes next time")
	}
	if n := len(h.partial); n > 0 {
		h.outcome.remark("the pages of %d items could not be read, and the feed's own text of them was taken: %s", n, h.partial[0])
	}
	if passed > 0 {
		h.outcome.remark("%d older items were passed over", passed)
	}
	for _, s := range h.known {
		if _, left := before[s.Key]; left {
			items = append(items, s)
		}
	}
	return items[:min(len(items), maxSeen)]
}

// item makes a briefing of one item. An article that cannot be read, or not from its page,
// is tried again in the next rounds, a few times; one that cannot be kept, until it is.
func (h *harvest) item(ctx context.Context, item *content.FeedItem, was seen) seen {
	article, whole, err := h.article(ctx, item)
	switch {
	case whole:
		was.Tries = 0
	case was.Tries+1 >= maxTries:
		was.Tries = 0 // it stays as it is until the feed has another text of it
	default:
		was.Tries++
	}
	var made Made
	var taken bool
	if err == nil {
		if made, taken, err = h.Take(h.sub, article, was.Briefing); err != nil {
			was.Tries = 1
		}
	}
	if err != nil {
		h.outcome.Failed = append(h.outcome.Failed, content.CleanLine(fmt.Sprintf("“%s”: %v", cut(item.Title), err)))
		return was
	}
	if was.Briefing = ""; taken {
		was.Briefing = made.ID
	}
	if taken && !made.Same {
		h.outcome.Made = append(h.outcome.Made, made)
	}
	return was
}

// article gives the article of an item: the feed's own text if that is all of it, else
// that of its page; where the page cannot be read, what the feed has, which is not whole.
func (h *harvest) article(ctx context.Context, item *content.FeedItem) (a *content.Article, whole bool, err error) {
	own, err := item.Load()
	if err == nil && item.Whole(own) {
		return own, true, nil
	}
	if item.URL == "" {
		return nil, false, err
	}
	if err != nil {
		own = nil
	}
	full, err := h.page(ctx, item, own)
	switch {
	case err == nil:
		return full, true, nil
	case own == nil:
		return nil, false, fmt.Errorf("reading %s: %w", item.URL, err)
	}
	h.partial = append(h.partial, fmt.Sprintf("“%s”: %v", cut(item.Title), err))
	return own, false, nil
}

func (h *harvest) page(ctx context.Context, item *content.FeedItem, own *content.Article) (*content.Article, error) {
	if h.wrongs >= maxWrongs {
		return nil, errors.New("the pages before it could not be read either")
	}
	page, err := h.Get(ctx, item.URL, fetch.Options{MaxBytes: maxPage})
	if err != nil {
		h.wrongs++
		return nil, err
	}
	h.wrongs = 0
	return item.Complete(own, page.Body, page.Name, page.URL)
}
