// Package sample holds the article that a new reader is shown first. It was written for
// this project: its countries are real, its people and events are made up, and it has
// what makes pasted news hard to read: advertisement lines, a teaser of another story,
// a footer, dates without a year, no title.
//
// It is not test data for the rooms that read articles; they keep their own.
package sample

import _ "embed"

//go:embed article.txt
var article []byte

// Article gives the sample's file name and a copy of its text, UTF-8.
func Article() (name string, text []byte) {
	return "snow-guns.txt", append([]byte(nil), article...)
}
