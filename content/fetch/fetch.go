// Package fetch gets a page from the web, and only from there: an address that leads into
// this machine or its network is refused, whatever name it goes by and wherever a redirect
// or a name server points.
//
// What the page says is for package content.
package fetch

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
)

// The errors of Get, besides those of the network.
var (
	ErrAddress  = errors.New("not a web address: http and https only")
	ErrPrivate  = errors.New("the address lies in this machine or its own network; --allow-private lets it be read")
	ErrTooLarge = errors.New("the page is too large")
)

// The bounds of a page.
const (
	MaxBytes  = 64 << 20 // unpacked
	patience  = 30 * time.Second
	redirects = 10
)

// Options say what is let through.
type Options struct {
	AllowPrivate bool          // addresses of this machine and its network, and the proxy of the environment
	Agent        string        // User-Agent
	Patience     time.Duration // for all of it; 0: half a minute
	MaxBytes     int64         // of the page, unpacked; 0: MaxBytes

	// What the server said of the page when it was got last (RFC 9110, 13): with either it
	// is asked whether there is another one by now.
	ETag, LastModified string
}

// Page is what was got.
type Page struct {
	URL  string // after redirects
	Name string // last part of the path; a hint at the format
	Body []byte // in UTF-8 where the server named another encoding

	ETag, LastModified string // see Options
	Unchanged          bool   // since the page that Options tell of; there is no Body
	Moved              string // where redirects say that the page is for good (301, 308); empty: where it was
}

// StatusError is an answer that is no page.
type StatusError struct {
	Code  int           // of HTTP
	After time.Duration // how long the server wants to be left alone (Retry-After); 0: it does not say
}

// Error is error's.
func (e *StatusError) Error() string {
	return strings.TrimSpace(fmt.Sprintf("the server answers %d %s", e.Code, http.StatusText(e.Code)))
}

// IsAddress reports whether a name is meant as a web address, of whatever scheme.
func IsAddress(name string) bool {
	scheme, _, ok := strings.Cut(name, "://")
	return ok && scheme != "" && strings.Trim(strings.ToLower(scheme), "abcdefghijklmnopqrstuvwxyz0123456789+.-") == ""
}

// Get gets a page. It takes half a minute at most, unless opt says otherwise. A redirect
// from https to http is not followed. The error is one line; it is a *StatusError where the
// server answers something else than a page.
func Get(ctx context.Context, address string, opt Options) (*Page, error) {
	u, err := url.Parse(address)
	if err != nil || !isWeb(u) {
		return nil, ErrAddress
	}
	opt.Patience, opt.MaxBytes = cmp.Or(opt.Patience, patience), cmp.Or(opt.MaxBytes, MaxBytes)
	ctx, cancel := context.WithTimeout(ctx, opt.Patience)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), http.NoBody)
	if err != nil {
		return nil, ErrAddress
	}
	request.Header.Set("User-Agent", opt.Agent)
	request.Header.Set("Accept", "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, text/plain, */*;q=0.5")
	for name, value := range map[string]string{"If-None-Match": opt.ETag, "If-Modified-Since": opt.LastModified} {
		if value != "" {
			request.Header.Set(name, value)
		}
	}
	response, err := client(opt).Do(request)
	if err != nil {
		return nil, cause(err, opt.Patience)
	}
	defer response.Body.Close()
	final := response.Request.URL
	page := &Page{
		URL: final.String(), Name: name(final, response.Header), Moved: moved(response.Request),
		ETag: response.Header.Get("ETag"), LastModified: response.Header.Get("Last-Modified"),
	}
	switch {
	case response.StatusCode == http.StatusNotModified && opt.ETag+opt.LastModified != "":
		page.Unchanged = true
		return page, nil
	case response.StatusCode != http.StatusOK:
		return nil, &StatusError{response.StatusCode, retryAfter(response.Header)}
	}
	body, err := io.ReadAll(io.LimitReader(response.Body, opt.MaxBytes+1))
	switch {
	case err != nil:
		return nil, cause(err, opt.Patience)
	case int64(len(body)) > opt.MaxBytes:
		return nil, fmt.Errorf("%w: more than %d MB", ErrTooLarge, opt.MaxBytes>>20)
	}
	page.Body = inUTF8(body, response.Header)
	return page, nil
}

// moved gives the last address of an unbroken run of redirects for good, which begins with
// the address that was asked for.
func moved(last *http.Request) string {
	var hops []*http.Request // the last comes first
	for r := last; r.Response != nil; r = r.Response.Request {
		hops = append(hops, r)
	}
	to := ""
	for _, hop := range slices.Backward(hops) {
		if code := hop.Response.StatusCode; code != http.StatusMovedPermanently && code != http.StatusPermanentRedirect {
			break
		}
		to = hop.URL.String()
	}
	return to
}

// retryAfter reads how long a server wants to be left alone: seconds, or a day and time,
// which is held against the server's own clock (RFC 9110, 10.2.3).
func retryAfter(header http.Header) time.Duration {
	value := header.Get("Retry-After")
	if seconds, err := strconv.Atoi(value); err == nil {
		return time.Duration(min(max(seconds, 0), 1<<30)) * time.Second
	}
	until, err := http.ParseTime(value)
	if err != nil {
		return 0
	}
	now, err := http.ParseTime(header.Get("Date"))
	if err != nil {
		return 0
	}
	return max(until.Sub(now), 0)
}

func isWeb(u *url.URL) bool {
	return (u.Scheme == "http" || u.Scheme == "https") && u.Hostname() != ""
}

// client is one that looks at every address it is about to dial: what a name stands for
// can change between a look and a call.
func client(opt Options) *http.Client {
	dialer := &net.Dialer{Timeout: patience / 2}
	transport := &http.Transport{
		DialContext: dialer.DialContext, ForceAttemptHTTP2: true, DisableKeepAlives: true,
		TLSHandshakeTimeout: patience / 2, ResponseHeaderTimeout: patience, MaxResponseHeaderBytes: 1 << 20,
	}
	if opt.AllowPrivate {
		transport.Proxy = http.ProxyFromEnvironment
	} else {
		// A proxy would do the dialling, and it stands where nobody looks.
		dialer.Control = func(_, address string, _ syscall.RawConn) error { return public(address) }
	}
	return &http.Client{Transport: transport, CheckRedirect: follow}
}

// follow decides on a redirect.
func follow(next *http.Request, via []*http.Request) error {
	switch {
	case len(via) >= redirects:
		return fmt.Errorf("more than %d redirects", redirects)
	case !isWeb(next.URL):
		return fmt.Errorf("it redirects elsewhere: %w", ErrAddress)
	case via[len(via)-1].URL.Scheme == "https" && next.URL.Scheme == "http":
		return errors.New("it redirects from https to http")
	}
	return nil
}

// cause takes from an error of the network what a reader already knows.
func cause(err error, patience time.Duration) error {
	var dns *net.DNSError
	var netErr net.Error
	switch {
	case errors.Is(err, ErrPrivate):
		return ErrPrivate
	case errors.As(err, &dns) && dns.IsNotFound:
		return errors.New("there is no such host")
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &netErr) && netErr.Timeout():
		return fmt.Errorf("no answer within %v", patience)
	case errors.Is(err, syscall.ECONNREFUSED):
		return errors.New("the server refuses the connection")
	}
	if wrapped, ok := errors.AsType[*url.Error](err); ok {
		return wrapped.Err
	}
	return err
}

// name gives a file name that tells the format where the path does not.
func name(u *url.URL, header http.Header) string {
	last := u.Path[strings.LastIndexByte(u.Path, '/')+1:]
	kind, _, err := mime.ParseMediaType(header.Get("Content-Type"))
	if err != nil {
		return last
	}
	switch kind {
	case "text/html", "application/xhtml+xml":
		return "page.html"
	case "text/markdown":
		return "page.md"
	case "text/plain":
		if !strings.Contains(last, ".") {
			return "page.txt"
		}
	}
	return last
}

// inUTF8 decodes a text as its server says, where it is not UTF-8 as it stands.
func inUTF8(body []byte, header http.Header) []byte {
	_, params, err := mime.ParseMediaType(header.Get("Content-Type"))
	if err != nil || params["charset"] == "" || utf8.Valid(body) || bytes.HasPrefix(body, []byte("\x1f\x8b")) {
		return body
	}
	e, _ := charset.Lookup(params["charset"])
	if e == nil {
		return body
	}
	if text, err := e.NewDecoder().Bytes(body); err == nil {
		return text
	}
	return body
}
