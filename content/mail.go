package content

import (
	"bytes"
	"cmp"
	"encoding/base64"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"path"
	"strings"
	"time"

	"golang.org/x/net/html/charset"
)

// Bounds of a mail.
const (
	maxDepth = 10  // of parts in parts
	maxMail  = 500 // parts
)

// isMail reports whether b is a mail or a saved page (MHTML), by its name or by header
// fields that only mails have.
func isMail(b []byte, name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".eml", ".mht", ".mhtml":
		return true
	}
	head := b[:min(len(b), 8192)]
	if end := bytes.Index(head, []byte("\n\n")); end >= 0 {
		head = head[:end]
	} else if end := bytes.Index(head, []byte("\r\n\r\n")); end >= 0 {
		head = head[:end]
	} else {
		return false
	}
	fields := 0
	for line := range bytes.Lines(head) {
		name, _, ok := bytes.Cut(line, []byte(":"))
		switch {
		case line[0] == ' ' || line[0] == '\t':
		case !ok || bytes.ContainsAny(name, " \t"):
			return false
		default:
			switch strings.ToLower(string(name)) {
			case "received", "message-id", "mime-version", "return-path", "content-transfer-encoding":
				fields++
			}
		}
	}
	return fields > 0
}

// letter is what is read of a mail.
type letter struct {
	html, plain []byte
	page        string // the address of the page that was saved
	parts       int
}

// loadMail reads a mail: its HTML, or its plain text where it has none.
func loadMail(raw []byte, opt Options) (*Article, error) {
	message, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		return nil, fmt.Errorf("not a mail: %s", CleanLine(err.Error()))
	}
	var l letter
	l.page = message.Header.Get("Snapshot-Content-Location")
	l.read(textHeader(message.Header), message.Body, 0)
	own := opt
	own.Name, own.URL = "mail.html", cmp.Or(opt.URL, webAddress(l.page))
	own.Title = cmp.Or(opt.Title, headerText(message.Header.Get("Subject")))
	if date, err := message.Header.Date(); err == nil && opt.Published == "" && date.Year() >= 1900 && date.Year() <= 9999 {
		own.Published = date.Format(time.DateOnly)
	}
	text := l.html
	if len(bytes.TrimSpace(text)) == 0 {
		text, own.Name = l.plain, "mail.txt"
	}
	a, err := article(text, own)
	if err != nil {
		return nil, err
	}
	if from := sender(message.Header); from != "" && l.page == "" {
		a.Publisher = from
	}
	return a, nil
}

// field gives a header field by its name.
type field func(name string) string

func textHeader(h mail.Header) field { return h.Get }

// read looks for the texts in a part, and in the parts of a part.
func (l *letter) read(header field, body io.Reader, depth int) {
	if l.parts++; depth > maxDepth || l.parts > maxMail {
		return
	}
	kind, params, err := mime.ParseMediaType(cmp.Or(header("Content-Type"), "text/plain"))
	if err != nil {
		kind = "text/plain"
	}
	if strings.HasPrefix(kind, "multipart/") {
		r := multipart.NewReader(body, params["boundary"])
		for {
			part, err := r.NextRawPart()
			if err != nil { // the end, or damage: what was read is read
				return
			}
			l.read(part.Header.Get, part, depth+1)
		}
	}
	to := &l.plain
	switch {
	case kind == "text/html" || kind == "application/xhtml+xml":
		to = &l.html
	case kind != "text/plain":
		return
	}
	if len(*to) == 0 && !strings.HasPrefix(header("Content-Disposition"), "attachment") {
		*to = decodePart(header, params["charset"], body)
	}
}

// decodePart gives the text of a part in UTF-8. What is damaged in it ends it.
func decodePart(header field, label string, body io.Reader) []byte {
	switch strings.ToLower(strings.TrimSpace(header("Content-Transfer-Encoding"))) {
	case "quoted-printable":
		body = quotedprintable.NewReader(body)
	case "base64":
		body = base64.NewDecoder(base64.StdEncoding, body)
	}
	text, _ := io.ReadAll(io.LimitReader(body, defaultMaxBytes)) // what could be read counts
	if label == "" || strings.EqualFold(label, "utf-8") {
		return text
	}
	if e, _ := charset.Lookup(label); e != nil {
		if out, err := e.NewDecoder().Bytes(text); err == nil {
			return out
		}
	}
	return text
}

// headerText decodes a header field (RFC 2047).
func headerText(field string) string {
	d := mime.WordDecoder{CharsetReader: charset.NewReaderLabel}
	if text, err := d.DecodeHeader(field); err == nil {
		field = text
	}
	return foldSpace(CleanLine(field))
}

// sender names who sent a mail, or the host where only an address is given.
func sender(h mail.Header) string {
	parser := mail.AddressParser{WordDecoder: &mime.WordDecoder{CharsetReader: charset.NewReaderLabel}}
	from, err := parser.Parse(h.Get("From"))
	if err != nil {
		return ""
	}
	if name := foldSpace(CleanLine(from.Name)); name != "" {
		return name
	}
	_, host, _ := strings.Cut(from.Address, "@")
	return CleanLine(host)
}
