package content

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
)

const rss = `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Strait Courier</title><link>https://example.org/</link><language>en</language>
<item><title>Ministers meet in Osk</title><link>https://example.org/osk</link><pubDate>Tue, 04 Mar 2025 21:30:00 -0500</pubDate>
<dc:creator>Ida Lind</dc:creator><description>Short.</description>
<content:encoded><![CDATA[<p>The ministers of Norland and Esteria met in Osk on Tuesday.</p><p>Advertisement</p><p>They agreed to share weather data.</p>]]></content:encoded></item>
<item><title>Gallery</title><link>https://example.org/gallery</link><description></description></item>
<item><title>Ice on the lakes</title><link>https://example.org/ice</link><description>The lakes froze over on Monday, the coast guard said.</description></item>
</channel></rss>`

const atomFeed = `<feed xmlns="http://www.w3.org/2005/Atom"><title>The Lakes Tribune</title>
<entry><title>Talks go on</title><link href="https://example.org/talks"/><updated>2025-03-05T08:00:00Z</updated>
<content type="html">&lt;p&gt;Talks on the river border went on in Vint on Wednesday.&lt;/p&gt;</content></entry></feed>`

const jsonFeed = `{"version": "https://jsonfeed.org/version/1.1", "title": "Harbour Notes", "items": [
{"id": "1", "url": "https://example.org/1", "title": "Pilots strike", "content_html": "<p>The pilots of the harbour went on strike on Monday morning.</p>", "date_published": "2025-03-03T07:00:00Z"}]}`

func loadAll(t *testing.T, text, name string) ([]*Article, []error) {
	t.Helper()
	articles, failed, err := LoadAll(strings.NewReader(text), Options{Name: name})
	if err != nil {
		t.Fatal(err)
	}
	return articles, failed
}

func TestFeeds(t *testing.T) {
	articles, failed := loadAll(t, rss, "feed.xml")
	if len(articles) != 2 || len(failed) != 1 || !strings.Contains(failed[0].Error(), "item 2, “Gallery”: there is no text") {
		t.Fatalf("%d articles, failed %v", len(articles), failed)
	}
	a := articles[0]
	if a.Title != "Ministers meet in Osk" || a.Publisher != "Strait Courier" || a.Byline != "Ida Lind" || a.URL != "https://example.org/osk" ||
		a.Published.Value != "2025-03-04" || a.Language != "en" || len(a.Paragraphs) != 2 || len(a.Dropped) != 1 {
		t.Errorf("%+v", a)
	}
	for text, want := range map[string]string{atomFeed: "Talks go on, The Lakes Tribune, 2025-03-05", jsonFeed: "Pilots strike, Harbour Notes, 2025-03-03"} {
		articles, failed := loadAll(t, text, "")
		if len(articles) != 1 || len(failed) != 0 {
			t.Fatalf("%v %v", articles, failed)
		}
		if got := fmt.Sprintf("%s, %s, %s", articles[0].Title, articles[0].Publisher, articles[0].Published.Value); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

const multipartMail = "Received: from x\r\nFrom: =?utf-8?q?Stra=C3=9Fen-Kurier?= <news@example.org>\r\nSubject: =?iso-8859-1?q?Caf=E9_talks?=\r\n" +
	"Date: Wed, 05 Mar 2025 01:00:00 +0900\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n" +
	"--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nThe plain text is shorter than that.\r\n" +
	"--b\r\nContent-Type: text/html; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" +
	"<p>The ministers met in a caf=E9 in Osk on Tuesday, the office sai=\r\nd.</p><p>Unsubscribe</p>\r\n--b--\r\n"

const savedPage = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/news/osk\r\nSubject: Osk talks\r\nMIME-Version: 1.0\r\n" +
	"Content-Type: multipart/related; boundary=\"--x\"; type=\"text/html\"\r\n\r\n----x\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n" +
	"PHA+VGhlIG1pbmlzdGVycyBtZXQgaW4gT3NrIG9uIFR1ZXNkYXksIHRoZSBvZmZpY2Ugc2FpZC48L3A+\r\n----x--\r\n"

func TestMail(t *testing.T) {
	articles, _ := loadAll(t, multipartMail, "")
	a := articles[0]
	if a.Title != "Café talks" || a.Publisher != "Straßen-Kurier" || a.Published.Value != "2025-03-05" || !strings.Contains(a.Paragraphs[0].Text, "met in a café in Osk on Tuesday, the office said.") {
		t.Errorf("%+v", a)
	}
	articles, _ = loadAll(t, savedPage, "page.mhtml")
	if a := articles[0]; a.URL != "https://example.org/news/osk" || a.Title != "Osk talks" || a.Publisher != "example.org" {
		t.Errorf("%+v", a)
	}
	articles, _ = loadAll(t, "Subject: no mail\nThe ministers met in Osk on Tuesday, the office said.\n\nThey agreed to meet again.\n", "")
	if a := articles[0]; len(a.Paragraphs)+len(a.Dropped) < 2 {
		t.Errorf("a text that begins as a mail: %+v", a)
	}
}

// epub makes a book of some files.
func epub(t testing.TB, files ...string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		w, err := z.CreateHeader(&zip.FileHeader{Name: files[i], Method: zip.Store})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(files[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestBook(t *testing.T) {
	text := epub(
		t, "mimetype", "application/epub+zip",
		"META-INF/container.xml", `<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>`,
		"OEBPS/book.opf", `<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>Weekly</dc:title><dc:creator>Ida Lind</dc:creator><dc:language>en</dc:language></metadata>
<manifest><item id="c" href="cover.xhtml" media-type="application/xhtml+xml"/><item id="one" href="text/one.xhtml" media-type="application/xhtml+xml"/><item id="gone" href="../../etc/passwd" media-type="text/html"/></manifest>
<spine><itemref idref="c"/><itemref idref="one"/><itemref idref="gone"/></spine></package>`,
		"OEBPS/cover.xhtml", "<html><body><img/></body></html>",
		"OEBPS/text/one.xhtml", "<html><head><title>Osk</title></head><body><h1>Osk talks</h1><p>The ministers met in Osk on Tuesday, the office said.</p></body></html>",
	)
	articles, failed := loadAll(t, text, "weekly.epub")
	if len(articles) != 1 || len(failed) != 1 || articles[0].Publisher != "Weekly" || articles[0].Byline != "Ida Lind" || !strings.HasPrefix(articles[0].Title, "Osk") {
		t.Errorf("%+v %v", articles, failed)
	}
}

func TestPacked(t *testing.T) {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write([]byte(rss))
	z.Close()
	if articles, _ := loadAll(t, b.String(), "feed.xml.gz"); len(articles) != 2 {
		t.Errorf("%d articles", len(articles))
	}
	if _, _, err := LoadAll(strings.NewReader(b.String()[:b.Len()/2]), Options{}); !errors.Is(err, ErrBinary) {
		t.Error(err)
	}
	b.Reset()
	z.Reset(&b)
	z.Write(bytes.Repeat([]byte("The ministers met. "), 1<<16))
	z.Close()
	if _, _, err := LoadAll(&b, Options{MaxBytes: 1 << 16}); !errors.Is(err, ErrTooLarge) {
		t.Error(err)
	}
}

// TestHostileCollections: what is damaged, endless or nested ends soon, with an error or
// with what could be read.
func TestHostileCollections(t *testing.T) {
	laughs := `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha">`
	for c := 'b'; c < 'l'; c++ {
		laughs += fmt.Sprintf(`<!ENTITY %c "%s">`, c, strings.Repeat(fmt.Sprintf("&%c;", c-1), 10))
	}
	laughs += "]><rss version=\"2.0\"><channel><title>&k;</title><item><description>The ministers met in Osk on Tuesday.</description></item></channel></rss>"
	nested := "MIME-Version: 1.0\r\n" + strings.Repeat("Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n", 5000)
	for name, text := range map[string]string{
		"billion laughs":  laughs,
		"outside entity":  `<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><item><description>&x; The ministers met in Osk.</description></item></channel></rss>`,
		"cut feed":        rss[:len(rss)/2],
		"no feed":         "<rss><rss><rss>",
		"deep feed":       "<rss>" + strings.Repeat("<a>", 100_000),
		"items":           "<rss version=\"2.0\"><channel>" + strings.Repeat("<item><title>x</title></item>", 20_000) + "</channel></rss>",
		"nested mail":     nested,
		"mail of nothing": "MIME-Version: 1.0\r\n\r\n",
		"many parts":      "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" + strings.Repeat("--b\r\n\r\nx\r\n", 50_000),
		"no book":         "PK\x03\x04 mimetypeapplication/epub+zip",
		"json":            `{"version": "https://jsonfeed.org/version/1", "items": [` + strings.Repeat("[", 100_000),
	} {
		start := time.Now()
		articles, _, err := LoadAll(strings.NewReader(text), Options{})
		if took := time.Since(start); took > time.Minute {
			t.Errorf("%s took %v", name, took)
		}
		for _, a := range articles {
			for _, p := range a.Paragraphs {
				if strings.Contains(p.Text, "root:") || len(p.Text) > 1<<20 {
					t.Errorf("%s: %.80q", name, p.Text)
				}
			}
		}
		if err != nil && strings.Contains(err.Error(), "\x1b") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzLoadAll(f *testing.F) {
	for _, s := range []string{rss, atomFeed, jsonFeed, multipartMail, savedPage, epub(f, "mimetype", "application/epub+zip", "META-INF/container.xml", "<container/>")} {
		f.Add([]byte(s), "x.eml")
		f.Add([]byte(s), "")
	}
	f.Fuzz(func(t *testing.T, text []byte, name string) {
		articles, failed, err := LoadAll(bytes.NewReader(text), Options{Name: name, MaxBytes: 1 << 20})
		if err == nil && len(articles) == 0 {
			t.Error("no article and no error")
		}
		for _, e := range append(failed, err) {
			if e != nil && CleanLine(e.Error()) != strings.ReplaceAll(e.Error(), "\n", " ") {
				t.Errorf("an error with control characters: %q", e)
			}
		}
		for _, a := range articles {
			if Clean(a.Title) != a.Title || Clean(a.Publisher) != a.Publisher || Clean(a.Byline) != a.Byline {
				t.Errorf("%q %q %q", a.Title, a.Publisher, a.Byline)
			}
		}
	})
}
