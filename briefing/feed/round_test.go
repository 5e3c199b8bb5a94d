package feed

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"readout/briefing/note/disk"
	"readout/content"
	"readout/content/fetch"
)

var noon = time.Date(2025, 12, 1, 12, 0, 0, 0, time.UTC)

// desk is a Take that keeps what it is given, by address and text.
type desk struct {
	mu    sync.Mutex
	texts map[string]string // by id
	takes int
	fail  error
}

func (d *desk) take(_ Subscription, a *content.Article, id string) (Made, bool, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.takes++
	if d.fail != nil {
		return Made{}, false, d.fail
	}
	if id == "" {
		id = a.Title + " " + a.URL
	}
	var text strings.Builder
	for _, p := range a.Paragraphs {
		text.WriteString(p.Text + "\n")
	}
	old, there := d.texts[id]
	d.texts[id] = text.String()
	return Made{ID: id, Title: a.Title, New: !there, Same: there && old == text.String()}, true, nil
}

// newRound gives a round over real sockets, with patience for a machine that has other work.
func newRound(t *testing.T) (*Round, *desk) {
	t.Helper()
	return newRoundOf(t, 30*time.Second)
}

func newRoundOf(t *testing.T, patience time.Duration) (*Round, *desk) {
	t.Helper()
	d := &desk{texts: map[string]string{}}
	get := func(ctx context.Context, address string, opt fetch.Options) (*fetch.Page, error) {
		opt.AllowPrivate, opt.Patience = true, patience
		return fetch.Get(ctx, address, opt)
	}
	return &Round{Get: get, Take: d.take, Memory: &Memory{Dir: t.TempDir(), Files: disk.System{}}, Now: noon, Items: 100}, d
}

func run(t *testing.T, r *Round, addresses ...string) []*Outcome {
	t.Helper()
	var subs []Subscription
	for _, a := range addresses {
		subs = append(subs, Subscription{URL: a})
	}
	var outcomes []*Outcome
	r.Run(t.Context(), subs, func(int) {}, func(o *Outcome) { outcomes = append(outcomes, o) })
	if len(outcomes) != len(subs) {
		t.Fatalf("%d outcomes of %d feeds", len(outcomes), len(subs))
	}
	for i, o := range outcomes {
		if o.URL != addresses[i] {
			t.Errorf("outcome %d is of %s", i, o.URL)
		}
	}
	return outcomes
}

func serve(t *testing.T, handler http.HandlerFunc) string {
	t.Helper()
	s := httptest.NewServer(handler)
	t.Cleanup(s.Close)
	return s.URL
}

// rss writes a feed of items, each a guid and a text.
func rss(items ...[2]string) string {
	var b strings.Builder
	b.WriteString("<rss version=\"2.0\"><channel><title>Courier</title>")
	for _, i := range items {
		fmt.Fprintf(&b, "<item><guid>%s</guid><title>Item %[1]s</title><description>%s</description></item>", i[0], i[1])
	}
	return b.String() + "</channel></rss>"
}

const sentence = "The ministers of Iceland and Norway met in Osk on Tuesday."

// TestAskedOnce: the second question is a conditional one, and its answer adds nothing;
// an edited item keeps its id, also where its guid is all that stays.
func TestAskedOnce(t *testing.T) {
	r, d := newRound(t)
	var body atomic.Value
	body.Store(rss([2]string{"1", sentence}, [2]string{"2", sentence + " Again."}))
	var questions []string
	address := serve(t, func(w http.ResponseWriter, q *http.Request) {
		questions = append(questions, q.Header.Get("If-None-Match")+" "+q.Header.Get("If-Modified-Since"))
		text := body.Load().(string)
		tag := fmt.Sprintf(`"%d"`, len(text))
		w.Header().Set("ETag", tag)
		w.Header().Set("Last-Modified", "Mon, 01 Dec 2025 08:00:00 GMT")
		if q.Header.Get("If-None-Match") == tag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		io.WriteString(w, text)
	})
	if o := run(t, r, address)[0]; o.Status != Read || len(o.Made) != 2 || !o.OK || o.Title != "Courier" {
		t.Fatalf("%+v", o)
	}
	if o := run(t, r, address)[0]; o.Status != Unchanged || len(o.Made) != 0 || !o.OK {
		t.Fatalf("%+v", o)
	}
	if want := fmt.Sprintf(`"%d" Mon, 01 Dec 2025 08:00:00 GMT`, len(body.Load().(string))); questions[0] != " " || questions[1] != want {
		t.Errorf("asked %q, want %q", questions, want)
	}
	body.Store(rss([2]string{"1", "A wholly different text is here, on ice and fish."}, [2]string{"2", sentence + " Again."}))
	o := run(t, r, address)[0]
	if len(o.Made) != 1 || o.Made[0].New || o.Made[0].ID != "Item 1 " || !strings.Contains(d.texts["Item 1 "], "ice and fish") {
		t.Errorf("%+v", o)
	}
	body.Store(body.Load().(string) + " ") // another text with the same items
	if o := run(t, r, address)[0]; o.Status != Read || len(o.Made) != 0 || d.takes != 3 {
		t.Errorf("%+v, %d takes", o, d.takes)
	}
}

// TestOneFailsOthersArrive: beside feeds that hang, break off, lie or are too large, the
// good ones are read, and nobody waits for the sum of all.
func TestOneFailsOthersArrive(t *testing.T) {
	r, d := newRoundOf(t, 2*time.Second)
	var now, most atomic.Int32
	address := serve(t, func(w http.ResponseWriter, q *http.Request) {
		if n := now.Add(1); n > most.Load() {
			most.Store(n)
		}
		defer now.Add(-1)
		switch kind, _, _ := strings.Cut(q.URL.Path[1:], "-"); kind {
		case "hangs":
			<-q.Context().Done()
		case "drips":
			for q.Context().Err() == nil {
				io.WriteString(w, "<rss>")
				w.(http.Flusher).Flush()
				time.Sleep(20 * time.Millisecond)
			}
		case "breaks":
			w.Header().Set("Content-Length", "1000")
			io.WriteString(w, rss())
		case "huge":
			chunk := bytes.Repeat([]byte("<item/>"), 1<<17)
			io.WriteString(w, "<rss><channel>")
			for range 100 << 20 / len(chunk) {
				if _, err := w.Write(chunk); err != nil {
					return
				}
			}
		case "torn":
			io.WriteString(w, "<rss version=\"2.0\"><channel><item><title>Half")
		case "page":
			io.WriteString(w, "<!doctype html><p>"+sentence)
		case "good":
			io.WriteString(w, rss([2]string{q.URL.Path, sentence}))
		}
	})
	var feeds []string
	for n := range 3 {
		for _, kind := range []string{"hangs", "drips", "breaks", "huge", "torn", "page", "good"} {
			feeds = append(feeds, fmt.Sprintf("%s/%s-%d", address, kind, n))
		}
	}
	began := time.Now()
	outcomes := run(t, r, feeds...)
	if took := time.Since(began); took > time.Minute {
		t.Errorf("it took %v", took)
	}
	for i, o := range outcomes {
		good := strings.Contains(feeds[i], "/good-")
		if good != o.OK || good != (len(o.Made) == 1) || good == (o.Status == Failed) || good != (o.Error == "") || strings.Contains(o.Error, "\n") {
			t.Errorf("%s: %+v", feeds[i], o)
		}
		if state := r.Memory.Feed(feeds[i]); state.Error != o.Error {
			t.Errorf("%s: remembered %q", feeds[i], state.Error)
		}
	}
	if len(d.texts) != 3 || most.Load() > atOnce+2 { // a server notices late that nobody listens any more
		t.Errorf("%d texts, %d at once", len(d.texts), most.Load())
	}
}

// TestAnswers: what the server says about itself is done, and said.
func TestAnswers(t *testing.T) {
	r, _ := newRound(t)
	asked := map[string]int{}
	address := serve(t, func(w http.ResponseWriter, q *http.Request) {
		asked[q.URL.Path]++
		w.Header().Set("Date", noon.Format(http.TimeFormat))
		switch q.URL.Path {
		case "/seconds":
			w.Header().Set("Retry-After", "90")
			w.WriteHeader(http.StatusTooManyRequests)
		case "/date":
			w.Header().Set("Retry-After", noon.Add(2*time.Hour).Format(http.TimeFormat))
			w.WriteHeader(http.StatusServiceUnavailable)
		case "/silent":
			w.WriteHeader(http.StatusServiceUnavailable)
		case "/never":
			w.Header().Set("Retry-After", "99999999999")
			w.WriteHeader(http.StatusTooManyRequests)
		case "/gone":
			w.WriteHeader(http.StatusGone)
		case "/for-good":
			http.Redirect(w, q, "/good", http.StatusPermanentRedirect)
		case "/for-now":
			http.Redirect(w, q, "/for-good", http.StatusFound)
		default:
			io.WriteString(w, rss([2]string{q.URL.Path, sentence}))
		}
	})
	for path, wait := range map[string]time.Duration{"/seconds": 90 * time.Second, "/date": 2 * time.Hour, "/silent": time.Hour, "/never": 24 * time.Hour} {
		asked[path] = 0
		r.Now = noon
		if o := run(t, r, address+path)[0]; o.OK || o.Due != noon.Add(wait).Format(time.RFC3339) || !strings.Contains(o.Error, "not before "+o.Due) {
			t.Errorf("%s: %+v", path, o)
		}
		r.Now = noon.Add(wait - time.Second)
		if o := run(t, r, address+path)[0]; !o.OK || o.Status != Waiting || asked[path] != 1 {
			t.Errorf("%s: %+v, asked %d times", path, o, asked[path])
		}
		r.Now = noon.Add(wait)
		if run(t, r, address+path); asked[path] != 2 {
			t.Errorf("%s: asked %d times", path, asked[path])
		}
	}
	if o := run(t, r, address+"/gone")[0]; o.OK || o.Status != Gone {
		t.Errorf("%+v", o)
	}
	if o := run(t, r, address+"/gone")[0]; !o.OK || o.Status != Gone || asked["/gone"] != 1 || len(o.Remarks) != 1 {
		t.Errorf("%+v", o)
	}
	r.Force = true
	if run(t, r, address+"/gone"); asked["/gone"] != 2 {
		t.Error("a forced round did not ask")
	}
	if o := run(t, r, address+"/for-good")[0]; !o.OK || o.Moved != address+"/good" || len(o.Remarks) != 1 {
		t.Errorf("%+v", o)
	}
	if o := run(t, r, address+"/for-now")[0]; !o.OK || o.Moved != "" {
		t.Errorf("%+v", o)
	}
}

// TestHostileFeed: nothing of a feed reaches a line as it is, makes a file, or makes work
// without end.
func TestHostileFeed(t *testing.T) {
	r, d := newRound(t)
	escapes := "\u009b31mred\u202eesrever\u009d0;title\u009c &#155;2J"
	address := serve(t, func(w http.ResponseWriter, q *http.Request) {
		switch q.URL.Path {
		case "/escapes":
			fmt.Fprintf(w, "<rss version=\"2.0\"><channel><title>%s</title><item><guid>../../../../tmp/x\n</guid><title>%[1]s</title><description>%s %[1]s</description></item>"+
				"<item><guid>/etc/passwd</guid><title>%[1]s</title><link>file:///etc/passwd</link></item></channel></rss>", escapes, sentence)
		case "/many":
			var items [][2]string
			for i := range 50_000 {
				items = append(items, [2]string{fmt.Sprintf("%d/../..", i), sentence})
			}
			io.WriteString(w, rss(items...))
		case "/same": // guids that are no guids
			io.WriteString(w, strings.ReplaceAll(rss([2]string{"a", sentence}, [2]string{"b", sentence}), "<guid>b", "<guid>a"))
		case "/entities":
			io.WriteString(w, `<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>`+rss([2]string{"&b;", "&c; " + sentence}))
		}
	})
	outcomes := run(t, r, address+"/escapes", address+"/many", address+"/same", address+"/entities")
	for _, o := range outcomes {
		lines := slices.Concat([]string{o.Title, o.Error}, o.Failed, o.Remarks)
		for _, m := range o.Made {
			lines = append(lines, m.Title)
		}
		for _, line := range lines {
			if content.CleanLine(line) != line || strings.Contains(line, "root:") {
				t.Errorf("%s: %q", o.URL, line)
			}
		}
	}
	if o := outcomes[0]; len(o.Made) != 1 || len(o.Failed) != 1 {
		t.Errorf("%+v", o)
	}
	if o := outcomes[1]; len(o.Made) != 100 || len(o.Remarks) != 1 || o.Remarks[0] != "49900 older items were passed over" {
		t.Errorf("%d made, %q", len(o.Made), o.Remarks)
	}
	if o := outcomes[2]; len(o.Made) != 2 {
		t.Errorf("%+v", o)
	}
	takes := d.takes
	if o := run(t, r, address+"/many")[0]; len(o.Made)+len(o.Remarks) != 0 || d.takes != takes {
		t.Errorf("the second time: %d made, %q", len(o.Made), o.Remarks)
	}
	err := filepath.WalkDir(r.Memory.Dir, func(path string, e fs.DirEntry, err error) error {
		if info, err := e.Info(); err == nil && !e.IsDir() && (len(e.Name()) != 32+len(".json") || info.Size() > 1<<20) {
			t.Errorf("%s of %d bytes", path, info.Size())
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// TestPages: the beginning of an article leads to its page; a page that cannot be read
// leaves the feed's own text, is tried again, and not for ever.
func TestPages(t *testing.T) {
	r, d := newRound(t)
	asked, broken := map[string]int{}, true
	long := ""
	for town := range strings.FieldsSeq("Osk Varn Lund Sund Holm Berg Dal Strand Vik Nes Fjell Hamn Torp Rud Heim Stad By") {
		long += "<p>The talks of " + town + " on the ferries of the strait went on until the evening, the ministers of both countries said on Tuesday.</p>"
	}
	address := serve(t, func(w http.ResponseWriter, q *http.Request) {
		asked[q.URL.Path]++
		w.Header().Set("ETag", `"x"`)
		switch q.URL.Path {
		case "/feed":
			if q.Header.Get("If-None-Match") != "" {
				w.WriteHeader(http.StatusNotModified)
				return
			}
			io.WriteString(w, "<rss version=\"2.0\"><channel>")
			for _, i := range [][2]string{
				{"teaser", sentence + " Read more …"},
				{"whole", strings.NewReplacer("<", "&lt;", ">", "&gt;").Replace(long)},
				{"wall", strings.ReplaceAll(sentence, ".", " and went on to talk, for long, of many things, until it was late [...]")},
			} {
				fmt.Fprintf(w, "<item><guid>%s</guid><title>%[1]s</title><link>%[1]s</link><description>%s</description></item>", i[0], i[1])
			}
			io.WriteString(w, "</channel></rss>")
		case "/teaser":
			if broken {
				w.WriteHeader(http.StatusBadGateway)
				return
			}
			io.WriteString(w, "<!doctype html><title>Page</title><article>"+long+"</article>")
		case "/wall":
			io.WriteString(w, "<!doctype html><title>Page</title><p>Please subscribe to read this.</p>")
		}
	})
	o := run(t, r, address+"/feed")[0]
	if len(o.Made) != 3 || !o.OK || asked["/whole"] != 0 || asked["/teaser"] != 1 || len(o.Remarks) != 1 || !strings.Contains(o.Remarks[0], "502 Bad Gateway") {
		t.Fatalf("%+v %v", o, asked)
	}
	if text := d.texts["wall "+address+"/wall"]; !strings.Contains(text, "many things") {
		t.Errorf("instead of the feed's text: %q", text)
	}
	broken = false
	if o = run(t, r, address+"/feed")[0]; len(o.Made) != 1 || o.Made[0].New || len(o.Remarks) != 0 || !strings.Contains(d.texts["teaser "+address+"/teaser"], "until the evening") {
		t.Fatalf("%+v", o)
	}
	if o = run(t, r, address+"/feed")[0]; o.Status != Unchanged {
		t.Fatalf("%+v", o)
	}
}

// TestTriesEnd: an item without a text is tried a few times, one that could not be kept
// until it is.
func TestTriesEnd(t *testing.T) {
	r, d := newRound(t)
	pages := 0
	address := serve(t, func(w http.ResponseWriter, q *http.Request) {
		switch q.URL.Path {
		case "/page":
			pages++
			w.WriteHeader(http.StatusForbidden)
		case "/empty":
			w.Header().Set("ETag", `"x"`)
			io.WriteString(w, "<rss version=\"2.0\"><channel><item><title>Gallery</title><link>/page</link></item></channel></rss>")
		default:
			w.Header().Set("ETag", `"x"`)
			io.WriteString(w, rss([2]string{"1", sentence}))
		}
	})
	for range maxTries {
		if o := run(t, r, address+"/empty")[0]; o.OK || len(o.Failed) != 1 || !strings.Contains(o.Failed[0], "403 Forbidden") {
			t.Errorf("%+v", o)
		}
	}
	if o := run(t, r, address+"/empty")[0]; !o.OK || pages != maxTries {
		t.Errorf("%+v, asked %d times", o, pages)
	}
	d.fail = errors.New("no space left")
	for range 2 * maxTries {
		if o := run(t, r, address)[0]; o.OK || len(o.Failed) != 1 || !strings.Contains(o.Failed[0], "no space left") {
			t.Errorf("%+v", o)
		}
	}
	d.fail = nil
	if o := run(t, r, address)[0]; !o.OK || len(o.Made) != 1 {
		t.Errorf("%+v", o)
	}
}

// TestDamagedMemory: what cannot be read of it is as good as forgotten.
func TestDamagedMemory(t *testing.T) {
	r, d := newRound(t)
	address := serve(t, func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, rss([2]string{"1", sentence})) })
	run(t, r, address)
	if err := disk.WriteFile(disk.System{}, r.Memory.feedFile(address), []byte(`{"url":"`)); err != nil {
		t.Fatal(err)
	}
	if o := run(t, r, address)[0]; !o.OK || len(o.Made) != 0 || d.takes != 2 {
		t.Errorf("%+v", o)
	}
	if s := r.Memory.Feed(address); len(s.Items) != 1 {
		t.Errorf("%+v", s)
	}
	if err := r.Memory.ForgetFeed(address); err != nil || len(r.Memory.Feed(address).Items) != 0 {
		t.Error(err)
	}
}
