package feed

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"readout/content"

	"golang.org/x/net/html/charset"
)

// opml is OPML 2.0 (http://opml.org/spec2.opml), as newsreaders exchange their feeds.
type opml struct {
	XMLName xml.Name  `xml:"opml"`
	Version string    `xml:"version,attr"`
	Title   string    `xml:"head>title"`
	Feeds   []outline `xml:"body>outline"`
}

type outline struct {
	Text  string `xml:"text,attr"`
	Title string `xml:"title,attr,omitempty"`
	Type  string `xml:"type,attr"`
	URL   string `xml:"xmlUrl,attr"`
}

// WriteOPML writes subscriptions as OPML 2.0, which has no place for profiles.
func WriteOPML(w io.Writer, subs []Subscription) error {
	doc := opml{Version: "2.0", Title: "Feeds of readout"}
	for _, s := range subs {
		text := s.Title
		if text == "" {
			text = s.URL
		}
		doc.Feeds = append(doc.Feeds, outline{Text: text, Title: s.Title, Type: "rss", URL: s.URL})
	}
	text, err := xml.MarshalIndent(doc, "", "  ")
	if err != nil {
		return fmt.Errorf("writing OPML: %w", err)
	}
	_, err = w.Write(slices.Concat([]byte(xml.Header), text, []byte("\n")))
	return err
}

// maxFeeds bounds what is read of one OPML file.
const maxFeeds = 10_000

// ReadOPML reads the feeds of an OPML file, in whatever folders they are. What names a feed
// and is no address of the web is in bad.
func ReadOPML(raw []byte) (subs []Subscription, bad []error, err error) {
	d := xml.NewDecoder(bytes.NewReader(raw))
	d.Strict, d.Entity, d.CharsetReader = false, xml.HTMLEntity, charset.NewReaderLabel
	inside := false
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) && inside {
			return subs, bad, nil
		}
		if err != nil {
			return nil, nil, fmt.Errorf("it is no OPML: %s", content.CleanLine(err.Error()))
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		switch {
		case start.Name.Local == "opml":
			inside = true
		case !inside:
			return nil, nil, fmt.Errorf("it is no OPML: it begins with <%s>", content.CleanLine(start.Name.Local))
		case start.Name.Local == "outline":
			s, ok := fromOutline(start)
			switch {
			case !ok:
			case !isFeedAddress(s.URL):
				bad = append(bad, fmt.Errorf("%q is no web address", content.CleanLine(s.URL)))
			case len(subs) == maxFeeds:
				return nil, nil, fmt.Errorf("it has more than %d feeds", maxFeeds)
			default:
				subs = append(subs, s)
			}
		}
	}
}

// fromOutline gives the feed of an outline; that of a folder has none.
func fromOutline(start xml.StartElement) (s Subscription, ok bool) {
	var text, title string
	for _, a := range start.Attr {
		switch strings.ToLower(a.Name.Local) {
		case "xmlurl":
			s.URL = strings.TrimSpace(a.Value)
		case "text":
			text = a.Value
		case "title":
			title = a.Value
		}
	}
	for _, name := range []string{title, text} {
		if name = strings.TrimSpace(content.CleanLine(name)); s.Title == "" && name != s.URL {
			s.Title = name
		}
	}
	return s, s.URL != ""
}
