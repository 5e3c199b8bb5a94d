package fetch

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"
)

const page = "<!doctype html><title>Talks</title><p>The ministers met on Tuesday.</p>"

func serve(t *testing.T, handler http.HandlerFunc) string {
	t.Helper()
	s := httptest.NewServer(handler)
	t.Cleanup(s.Close)
	return s.URL
}

func get(t *testing.T, address string) (*Page, error) {
	t.Helper()
	return Get(t.Context(), address, Options{AllowPrivate: true, Agent: "readout/test"})
}

func TestGet(t *testing.T) {
	address := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.UserAgent() != "readout/test" {
			t.Errorf("agent %q", r.UserAgent())
		}
		switch r.URL.Path {
		case "/old":
			http.Redirect(w, r, "/news/talks", http.StatusFound)
		case "/latin":
			w.Header().Set("Content-Type", "text/html; charset=iso-8859-1")
			io.WriteString(w, "<p>Caf\xe9</p>")
		case "/missing":
			http.NotFound(w, r)
		default:
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			io.WriteString(w, page)
		}
	})
	got, err := get(t, address+"/old")
	if err != nil || string(got.Body) != page || got.URL != address+"/news/talks" || got.Name != "page.html" {
		t.Errorf("%+v %v", got, err)
	}
	if got, err := get(t, address+"/latin"); err != nil || string(got.Body) != "<p>Café</p>" {
		t.Errorf("%+v %v", got, err)
	}
	if _, err := get(t, address+"/missing"); err == nil || err.Error() != "the server answers 404 Not Found" {
		t.Error(err)
	}
}

// TestPrivateIsRefused: by address, by name, and in other ways of writing either.
func TestPrivateIsRefused(t *testing.T) {
	address := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		t.Error("the server was called")
		io.WriteString(w, page)
	})
	port := address[strings.LastIndexByte(address, ':'):]
	for _, a := range []string{
		address, "http://localhost" + port, "http://[::1]" + port, "http://0.0.0.0" + port, "http://127.1" + port, "http://[::ffff:127.0.0.1]" + port,
		"http://10.0.0.1/", "http://169.254.169.254/latest/meta-data/", "http://[fd00::1]/", "http://100.64.0.1/", "http://[64:ff9b::a00:1]/",
	} {
		if _, err := Get(t.Context(), a, Options{}); err == nil || !errors.Is(err, ErrPrivate) && !strings.Contains(err.Error(), "no such host") {
			t.Errorf("%s gave %v", a, err)
		}
	}
}

func TestIsPublic(t *testing.T) {
	for a, want := range map[string]bool{
		"1.1.1.1": true, "93.184.215.14": true, "2606:4700::1111": true, "2002:101:101::1": true, "64:ff9b::101:101": true,
		"127.0.0.1": false, "10.1.2.3": false, "172.16.0.1": false, "192.168.1.1": false, "169.254.0.1": false, "100.127.0.1": false,
		"0.0.0.0": false, "255.255.255.255": false, "224.0.0.1": false, "240.0.0.1": false, "198.18.0.1": false, "192.0.2.1": false,
		"::": false, "::1": false, "fe80::1%eth0": false, "fc00::1": false, "fec0::1": false, "ff02::1": false, "2001:db8::1": false, "2001::1": false,
		"::ffff:10.0.0.1": false, "::ffff:1.1.1.1": true, "::10.0.0.1": false, "2002:a00:1::1": false, "64:ff9b::7f00:1": false, "64:ff9b:1::1": false,
	} {
		if got := isPublic(netip.MustParseAddr(a)); got != want {
			t.Errorf("%s: %v", a, got)
		}
	}
}

func TestRefuses(t *testing.T) {
	for _, a := range []string{"ftp://example.org/", "file:///etc/passwd", "javascript:alert(1)", "http://", "https:///x", "//example.org", "gopher://x", "http://[::1"} {
		if _, err := get(t, a); !errors.Is(err, ErrAddress) {
			t.Errorf("%s gave %v", a, err)
		}
	}
	loop := serve(t, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, r.URL.Path+"x", http.StatusFound) })
	if _, err := get(t, loop); err == nil || !strings.Contains(err.Error(), "redirects") {
		t.Error(err)
	}
	away := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Location", "file:///etc/passwd")
		w.WriteHeader(http.StatusFound)
	})
	if _, err := get(t, away); !errors.Is(err, ErrAddress) {
		t.Error(err)
	}
	plain := httptest.NewRequest(http.MethodGet, "http://example.org/", http.NoBody)
	secure := httptest.NewRequest(http.MethodGet, "https://example.org/", http.NoBody)
	if err := follow(plain, []*http.Request{secure}); err == nil {
		t.Error("https led to http")
	}
}

// TestBounds: a page without end, a small one that unpacks to a huge one, and a server
// that does not answer.
func TestBounds(t *testing.T) {
	endless := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		chunk := bytes.Repeat([]byte("word "), 1<<16)
		for {
			if _, err := w.Write(chunk); err != nil {
				return
			}
		}
	})
	if _, err := get(t, endless); !errors.Is(err, ErrTooLarge) {
		t.Error(err)
	}
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	zeros := make([]byte, 1<<20)
	for range 100 {
		z.Write(zeros)
	}
	z.Close()
	bomb := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		w.Write(packed.Bytes())
	})
	if _, err := get(t, bomb); !errors.Is(err, ErrTooLarge) {
		t.Error(err)
	}
	slow := serve(t, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := Get(ctx, slow, Options{AllowPrivate: true}); err == nil || !strings.Contains(err.Error(), "no answer") {
		t.Error(err)
	}
	if _, err := get(t, "http://127.0.0.1:1/"); err == nil || fmt.Sprint(err) != "the server refuses the connection" {
		t.Error(err)
	}
}

func TestIsAddress(t *testing.T) {
	for name, want := range map[string]bool{"https://example.org/a": true, "ftp://x": true, "article.txt": false, "C:\\news\\a.txt": false, "-": false, "a b://c": false} {
		if IsAddress(name) != want {
			t.Error(name)
		}
	}
}

// TestConditional: a page is asked for again with what its server said of it, and only an
// answer to that question can be that nothing changed.
func TestConditional(t *testing.T) {
	address := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"a"`)
		w.Header().Set("Last-Modified", "Mon, 01 Dec 2025 08:00:00 GMT")
		if r.Header.Get("If-None-Match") == `"a"` || r.Header.Get("If-Modified-Since") != "" || r.URL.Path == "/always" {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		io.WriteString(w, page)
	})
	first, err := get(t, address)
	if err != nil || first.ETag != `"a"` || first.LastModified == "" || first.Unchanged {
		t.Fatalf("%+v %v", first, err)
	}
	for _, opt := range []Options{{ETag: first.ETag}, {LastModified: first.LastModified}} {
		opt.AllowPrivate = true
		if again, err := Get(t.Context(), address, opt); err != nil || !again.Unchanged || len(again.Body) > 0 {
			t.Errorf("%+v %v", again, err)
		}
	}
	if again, err := Get(t.Context(), address, Options{AllowPrivate: true, ETag: `"b"`}); err != nil || again.Unchanged || string(again.Body) != page {
		t.Errorf("%+v %v", again, err)
	}
	if _, err := get(t, address+"/always"); err == nil {
		t.Error("a page that nobody knows is unchanged")
	}
}

// TestMoved: only a run of redirects for good, from the first on, says where a page is.
func TestMoved(t *testing.T) {
	address := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/301":
			http.Redirect(w, r, "/308", http.StatusMovedPermanently)
		case "/308":
			http.Redirect(w, r, "/302", http.StatusPermanentRedirect)
		case "/302":
			http.Redirect(w, r, "/last", http.StatusFound)
		case "/307":
			http.Redirect(w, r, "/301", http.StatusTemporaryRedirect)
		default:
			io.WriteString(w, page)
		}
	})
	for path, want := range map[string]string{"/301": "/302", "/308": "/302", "/302": "", "/307": "", "/last": ""} {
		if want != "" {
			want = address + want
		}
		if got, err := get(t, address+path); err != nil || got.Moved != want || !strings.HasSuffix(got.URL, "/last") {
			t.Errorf("%s: %+v %v", path, got, err)
		}
	}
}
