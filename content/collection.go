package content

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
)

// maxArticles bounds what is read of one feed, book or archive.
const maxArticles = 2000

// LoadAll reads the articles of an input: the items of a feed (RSS, Atom, JSON Feed), the
// chapters of a book (EPUB), a mail (.eml) or a saved page (.mht), or the one article that
// Load reads; each of them perhaps packed with gzip. What of several cannot be read is in
// failed, one clear line each, and the others arrive. The error is Load's, or that of a
// feed, mail or book that is none.
func LoadAll(r io.Reader, opt Options) (articles []*Article, failed []error, err error) {
	raw, err := readRaw(r, opt)
	if err != nil {
		return nil, nil, err
	}
	switch {
	case isFeed(raw):
		articles, failed, err = loadFeed(raw, opt)
	case isMail(raw, opt.Name):
		return one(loadMail(raw, opt))
	case isBook(raw):
		articles, failed, err = loadBook(raw, opt)
	default:
		return one(article(raw, opt))
	}
	if err == nil && len(articles) == 0 {
		err = errors.Join(append([]error{ErrNoSentence}, failed...)...)
	}
	return articles, failed, err
}

func one(a *Article, err error) ([]*Article, []error, error) {
	if err != nil {
		return nil, nil, err
	}
	return []*Article{a}, nil, nil
}

// readRaw reads all of r, within bounds, and unpacks it.
func readRaw(r io.Reader, opt Options) ([]byte, error) {
	limit := opt.MaxBytes
	if limit <= 0 {
		limit = defaultMaxBytes
	}
	raw, err := readWithin(r, limit)
	if err == nil && bytes.HasPrefix(raw, []byte("\x1f\x8b")) {
		raw, err = unpack(raw, limit)
	}
	return raw, err
}

func readWithin(r io.Reader, limit int64) ([]byte, error) {
	raw, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err != nil {
		return nil, fmt.Errorf("reading the article: %w", err)
	}
	if int64(len(raw)) > limit {
		return nil, fmt.Errorf("%w: more than %s", ErrTooLarge, megabytes(limit))
	}
	return raw, nil
}

// unpack gives what was packed with gzip (RFC 1952).
func unpack(packed []byte, limit int64) ([]byte, error) {
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("%w: a gzip archive that is damaged", ErrBinary)
	}
	raw, err := readWithin(z, limit)
	if err != nil && !errors.Is(err, ErrTooLarge) {
		return nil, fmt.Errorf("%w: a gzip archive that is damaged", ErrBinary)
	}
	return raw, err
}
