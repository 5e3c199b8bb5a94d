// Package feed is what comes in by itself: feeds that are subscribed to and folders that
// are watched. It has the list of feeds, what is remembered of each, and the round that
// asks all of them for what is new.
//
// What becomes of an article is for whoever starts the round (Round.Take); how a page is
// got is for package fetch.
package feed

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"readout/content"
	"readout/content/fetch"
)

// Subscription is a feed that is subscribed to.
type Subscription struct {
	URL     string
	Title   string // the user's own; empty: the feed's
	Profile string // of the briefings; empty: as in the settings
}

// ParseList reads a list of feeds: one address a line, perhaps a title and profile=NAME
// behind it, words with spaces in "quotes"; # begins a comment. Lines that cannot be read
// are in bad, by their numbers, and of an address that stands there twice the first
// counts.
func ParseList(text []byte) (subs []Subscription, bad []error) {
	number := 0
	for line := range bytes.Lines(text) {
		number++
		words := split(string(line))
		if len(words) == 0 {
			continue
		}
		s, err := subscription(words)
		if err != nil {
			bad = append(bad, fmt.Errorf("line %d: %w", number, err))
			continue
		}
		if !slices.ContainsFunc(subs, func(o Subscription) bool { return o.URL == s.URL }) {
			subs = append(subs, s)
		}
	}
	return subs, bad
}

func subscription(words []string) (Subscription, error) {
	s := Subscription{URL: words[0]}
	if !isFeedAddress(s.URL) {
		return s, fmt.Errorf("%q is %w", content.CleanLine(s.URL), fetch.ErrAddress)
	}
	var title []string
	for _, w := range words[1:] {
		if profile, ok := strings.CutPrefix(w, "profile="); ok {
			s.Profile = profile
			continue
		}
		title = append(title, w)
	}
	s.Title = content.CleanLine(strings.Join(title, " "))
	return s, nil
}

func isFeedAddress(address string) bool {
	lower := strings.ToLower(address)
	return content.CleanLine(address) == address && !strings.ContainsAny(address, " \"") &&
		(strings.HasPrefix(lower, "http://") || strings.HasPrefix(lower, "https://"))
}

// split cuts a line of the list into words. A # in the middle of one is no comment.
func split(line string) []string {
	var words []string
	for {
		line = strings.TrimLeft(line, " \t\r\n\ufeff")
		if line == "" || line[0] == '#' {
			return words
		}
		var word strings.Builder
		for line != "" && !strings.ContainsRune(" \t\r\n", rune(line[0])) {
			piece, rest := line[:1], line[1:]
			if piece == `"` {
				piece, rest, _ = strings.Cut(rest, `"`)
			}
			word.WriteString(strings.TrimRight(piece, "\r\n"))
			line = rest
		}
		words = append(words, word.String())
	}
}

// Line writes a subscription as a line of the list.
func (s Subscription) Line() string {
	line := s.URL
	if s.Title != "" {
		line += " " + quote(s.Title)
	}
	if s.Profile != "" {
		line += " profile=" + quote(s.Profile)
	}
	return line + "\n"
}

func quote(s string) string { return `"` + strings.ReplaceAll(content.CleanLine(s), `"`, "'") + `"` }

// AddLines adds subscriptions at the end of a list, whose lines stay as they are, and gives
// those that were not there yet.
func AddLines(text []byte, subs ...Subscription) (list []byte, added []Subscription) {
	known, _ := ParseList(text)
	list = slices.Clone(text)
	if len(list) > 0 && list[len(list)-1] != '\n' {
		list = append(list, '\n')
	}
	for _, s := range subs {
		if !slices.ContainsFunc(known, func(o Subscription) bool { return o.URL == s.URL }) {
			known, added = append(known, s), append(added, s)
			list = append(list, s.Line()...)
		}
	}
	return list, added
}

// RemoveLines takes the lines of an address out of a list, and says how many there were.
func RemoveLines(text []byte, address string) (list []byte, removed int) {
	for line := range bytes.Lines(text) {
		if words := split(string(line)); len(words) > 0 && words[0] == address {
			removed++
			continue
		}
		list = append(list, line...)
	}
	return list, removed
}
