package feed

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"readout/content"
	"readout/content/fetch"
)

// The bounds of a round.
const (
	atOnce    = 8               // feeds
	maxFeed   = 16 << 20        // bytes of a feed
	maxWait   = 24 * time.Hour  // that a server can ask for
	feedTime  = 3 * time.Minute // for one feed with the pages of its new items
	maxTries  = 3               // of an item, by round
	shyWait   = time.Hour       // after 429 and 503 that say nothing of it
	maxPage   = 8 << 20         // bytes of an item's page
	maxWrongs = 3               // pages one after another that cannot be read, before a feed's other items wait
)

// Round asks feeds for what is new.
type Round struct {
	Get    func(ctx context.Context, address string, opt fetch.Options) (*fetch.Page, error)
	Take   Take
	Memory *Memory
	Now    time.Time
	Items  int  // the most new items that are taken of one feed; those that are older are passed over
	Force  bool // feeds that asked to be left alone, and those that are gone, are asked too
}

// Take makes a briefing of an article. id is that of the briefing which was made of an
// earlier state of the same item, empty if none was: the new one continues it. taken says
// that the article is in the library now by this and nobody else's doing, so that a later
// state of it may take its place. It is called for several feeds at the same time.
type Take func(s Subscription, a *content.Article, id string) (made Made, taken bool, err error)

// Made is a briefing that came of an item.
type Made struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	New   bool   `json:"new"` // there was none of this id
	Same  bool   `json:"-"`   // nothing changed
}

// Status says how a feed did.
type Status string

// The ways in which a feed can do.
const (
	Read      Status = "read"      // it was read; some of its items may have failed
	Unchanged Status = "unchanged" // since it was read last
	Waiting   Status = "waiting"   // it asked not to be asked yet
	Gone      Status = "gone"      // it is no more
	Failed    Status = "failed"
)

// Outcome is what came of one feed.
type Outcome struct {
	URL     string   `json:"url"`
	Title   string   `json:"title"`
	Status  Status   `json:"status"`
	Error   string   `json:"error,omitempty"`
	Moved   string   `json:"moved,omitempty"` // where it says that it is for good
	Due     string   `json:"due,omitempty"`   // RFC 3339: it is not asked before
	Made    []Made   `json:"briefings"`
	Failed  []string `json:"failed_items"` // a line each
	Remarks []string `json:"remarks"`      // a line each
	OK      bool     `json:"ok"`
}

// Run asks all feeds, several at a time, and tells of each in their order, as soon as it is
// known how those before it did. A feed that fails, or does not answer, holds up no other.
// progress is told how many are done.
func (r *Round) Run(ctx context.Context, subs []Subscription, progress func(done int), tell func(*Outcome)) {
	type end struct {
		at int
		*Outcome
	}
	places, ends := make(chan struct{}, atOnce), make(chan end)
	for i := range subs {
		go func() {
			places <- struct{}{}
			o := r.feed(ctx, subs[i])
			<-places
			ends <- end{i, o}
		}()
	}
	outcomes := make([]*Outcome, len(subs))
	told := 0
	for done := range subs {
		e := <-ends
		outcomes[e.at] = e.Outcome
		for ; told < len(subs) && outcomes[told] != nil; told++ {
			tell(outcomes[told])
		}
		progress(done + 1)
	}
}

// feed asks one feed and takes what is new of it.
func (r *Round) feed(ctx context.Context, s Subscription) *Outcome {
	state := r.Memory.Feed(s.URL)
	o := &Outcome{URL: s.URL, Title: cmp.Or(s.Title, state.Title), Made: []Made{}, Failed: []string{}, Remarks: []string{}}
	switch {
	case r.Force:
	case state.Gone:
		o.Status, o.OK = Gone, true
		o.remark("it is gone, and is not asked any more; readout feed remove takes it off the list")
		return o
	case r.Now.Before(state.Due):
		o.Status, o.OK, o.Due = Waiting, true, state.Due.Format(time.RFC3339)
		o.remark("it asked not to be asked before %s", state.Due.Format(time.RFC3339))
		return o
	}
	ctx, cancel := context.WithTimeout(ctx, feedTime)
	defer cancel()
	err := r.ask(ctx, s, &state, o)
	state.Error = ""
	if err != nil {
		state.Error = content.CleanLine(err.Error())
		o.Error = state.Error
	}
	o.Title = cmp.Or(o.Title, state.Title)
	if err := r.Memory.SaveFeed(state); err != nil {
		o.Failed = append(o.Failed, content.CleanLine(err.Error()))
	}
	o.OK = o.Error == "" && len(o.Failed) == 0
	return o
}

func (o *Outcome) remark(format string, args ...any) {
	o.Remarks = append(o.Remarks, content.CleanLine(fmt.Sprintf(format, args...)))
}

// ask gets a feed, and works through it. What of it fails is in o; the error is that of
// the feed itself.
func (r *Round) ask(ctx context.Context, s Subscription, state *State, o *Outcome) error {
	page, err := r.Get(ctx, s.URL, fetch.Options{ETag: state.ETag, LastModified: state.LastModified, MaxBytes: maxFeed})
	if err != nil {
		o.Status = Failed
		return r.refused(err, state, o)
	}
	state.Gone, state.Due, state.Checked, state.Moved = false, time.Time{}, r.Now, page.Moved
	if o.Moved = page.Moved; o.Moved != "" {
		o.remark("it has moved for good to %s; the list has its old address still", o.Moved)
	}
	if page.Unchanged {
		o.Status = Unchanged
		return nil
	}
	if !content.IsFeed(page.Body) {
		o.Status = Failed
		return errors.New("it is no feed; readout feed add finds the feed of a page")
	}
	feed, err := content.ReadFeed(page.Body, page.URL)
	if err != nil {
		o.Status = Failed
		return err
	}
	o.Status, state.Title = Read, cut(feed.Title)
	if feed.Damage != "" {
		o.remark("%s", feed.Damage)
	}
	h := harvest{Round: r, sub: s, outcome: o, known: state.Items}
	state.Items = h.gather(ctx, feed)
	state.ETag, state.LastModified = short(page.ETag), short(page.LastModified)
	if h.unfinished || feed.Lost > 0 {
		state.ETag, state.LastModified = "", "" // the next round needs the feed to go on
	}
	return nil
}

// refused says why a feed could not be got, and remembers when it may be asked again.
func (r *Round) refused(err error, state *State, o *Outcome) error {
	var status *fetch.StatusError
	if !errors.As(err, &status) {
		return err
	}
	switch status.Code {
	case http.StatusGone:
		o.Status, state.Gone = Gone, true
		return errors.New("it is gone (410), and is not asked any more; readout feed remove takes it off the list")
	case http.StatusTooManyRequests, http.StatusServiceUnavailable:
		wait := min(cmp.Or(status.After, shyWait), maxWait)
		state.Due = r.Now.Add(wait)
		o.Due = state.Due.Format(time.RFC3339)
		return fmt.Errorf("%w: not before %s", err, o.Due)
	}
	return err
}

// maxTitle bounds a title that is remembered, in bytes.
const maxTitle = 300

func cut(s string) string {
	if len(s) <= maxTitle {
		return s
	}
	return strings.ToValidUTF8(s[:maxTitle], "") + "…"
}

// short leaves out what is too long to be sent back with every question.
func short(s string) string {
	if len(s) > 4096 {
		return ""
	}
	return s
}
