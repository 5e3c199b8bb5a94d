package content

import (
	"archive/zip"
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

// isBook reports whether b is an EPUB: a ZIP archive whose first file says so.
func isBook(b []byte) bool {
	head := b[:min(len(b), 128)]
	return bytes.HasPrefix(head, []byte("PK\x03\x04")) && bytes.Contains(head, []byte("mimetypeapplication/epub+zip"))
}

// packageDocument is what is read of an EPUB's package document (EPUB 3.3, section 5).
type packageDocument struct {
	Title     string `xml:"metadata>title"`
	Creator   string `xml:"metadata>creator"`
	Publisher string `xml:"metadata>publisher"`
	Language  string `xml:"metadata>language"`
	Items     []struct {
		ID   string `xml:"id,attr"`
		Href string `xml:"href,attr"`
		Type string `xml:"media-type,attr"`
	} `xml:"manifest>item"`
	Spine []struct {
		ID string `xml:"idref,attr"`
	} `xml:"spine>itemref"`
}

// loadBook reads the chapters of an EPUB, each an article. Chapters without a sentence, a
// cover for instance, are passed over.
func loadBook(raw []byte, opt Options) (articles []*Article, failed []error, err error) {
	archive, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return nil, nil, fmt.Errorf("%w: an EPUB that is damaged", ErrBinary)
	}
	b := book{archive: archive, left: defaultMaxBytes}
	at, doc, err := b.document()
	if err != nil {
		return nil, nil, fmt.Errorf("%w: an EPUB without contents: %w", ErrBinary, err)
	}
	for i, ref := range doc.Spine[:min(len(doc.Spine), maxArticles)] {
		for _, item := range doc.Items {
			if item.ID != ref.ID || !strings.Contains(item.Type, "html") {
				continue
			}
			a, err := b.chapter(path.Join(path.Dir(at), item.Href), opt)
			switch {
			case errors.Is(err, ErrNoSentence), errors.Is(err, ErrEmpty):
			case err != nil:
				failed = append(failed, fmt.Errorf("chapter %d: %w", i+1, err))
			default:
				a.Publisher = cmp.Or(foldSpace(CleanLine(cmp.Or(doc.Publisher, doc.Title))), a.Publisher)
				a.Byline = cmp.Or(a.Byline, foldSpace(CleanLine(doc.Creator)))
				a.Language = cmp.Or(a.Language, CleanLine(doc.Language))
				articles = append(articles, a)
			}
			break
		}
	}
	return articles, failed, nil
}

// book is an archive that is read within bounds.
type book struct {
	archive *zip.Reader
	left    int64 // bytes that may still be unpacked
}

// document finds the package document.
func (b *book) document() (at string, doc packageDocument, err error) {
	var container struct {
		Root []struct {
			Path string `xml:"full-path,attr"`
		} `xml:"rootfiles>rootfile"`
	}
	text, err := b.file("META-INF/container.xml")
	if err == nil {
		err = xml.Unmarshal(text, &container)
	}
	if err != nil {
		return "", doc, err
	}
	if len(container.Root) == 0 {
		return "", doc, errors.New("its container names no package")
	}
	at = path.Clean(container.Root[0].Path)
	if text, err = b.file(at); err == nil {
		err = xml.Unmarshal(text, &doc)
	}
	return at, doc, err
}

// file unpacks a file of the archive, whose name never leaves it.
func (b *book) file(name string) ([]byte, error) {
	f, err := b.archive.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, b.left+1))
	if b.left -= int64(len(text)); b.left < 0 {
		return nil, ErrTooLarge
	}
	return text, err
}

func (b *book) chapter(name string, opt Options) (*Article, error) {
	text, err := b.file(name)
	if err != nil {
		return nil, err
	}
	return article(text, Options{Name: "chapter.html", Title: opt.Title, Published: opt.Published})
}
