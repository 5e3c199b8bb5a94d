// Package rawjson takes JSON apart without copying it: what it gives are parts of the text
// that it was given. A log has a hundred thousand lines, and a file of notes of another
// program as many rows; encoding/json reads and copies each of them once a level.
//
// All text must be valid (json.Valid): it is not looked at again, and what is not JSON may
// panic. It knows nothing of notes.
package rawjson

import (
	"bytes"
	"encoding/json"
	"iter"
	"strings"
	"unicode/utf8"
)

// First gives the character that a value begins with: '{', '[', '"', a digit, '-', or the
// first of true, false and null; 0 of an empty text.
func First(value []byte) byte {
	if i := unblank(value, 0); i < len(value) {
		return value[i]
	}
	return 0
}

// Members gives the members of an object in their order, a name as often as it is there;
// none of any other value. A name is a value too: see Text.
func Members(value []byte) iter.Seq2[json.RawMessage, json.RawMessage] {
	return func(yield func(name, value json.RawMessage) bool) {
		if First(value) != '{' {
			return
		}
		for at := unblank(value, unblank(value, 0)+1); value[at] != '}'; {
			end := valueEnd(value, at)
			name := value[at:end:end]
			at = unblank(value, unblank(value, end)+1)
			end = valueEnd(value, at)
			if !yield(name, value[at:end:end]) {
				return
			}
			at = following(value, end)
		}
	}
}

// Items gives the elements of an array in their order; none of any other value.
func Items(value []byte) iter.Seq[json.RawMessage] {
	return func(yield func(json.RawMessage) bool) {
		if First(value) != '[' {
			return
		}
		for at := unblank(value, unblank(value, 0)+1); value[at] != ']'; {
			end := valueEnd(value, at)
			if !yield(value[at:end:end]) {
				return
			}
			at = following(value, end)
		}
	}
}

// Text gives the text of a string that has no white space around it; ok is false for any
// other value. What is not UTF-8 in it becomes U+FFFD.
func Text(value []byte) (text string, ok bool) {
	if len(value) < 2 || value[0] != '"' {
		return "", false
	}
	if inner := value[1 : len(value)-1]; bytes.IndexByte(inner, '\\') < 0 && utf8.Valid(inner) {
		return string(inner), true
	}
	return text, json.Unmarshal(value, &text) == nil
}

// following gives where the next value begins, or the closing bracket stands.
func following(text []byte, at int) int {
	if at = unblank(text, at); text[at] == ',' {
		at = unblank(text, at+1)
	}
	return at
}

// unblank gives where the white space at a place ends.
func unblank(text []byte, at int) int {
	for at < len(text) && (text[at] == ' ' || text[at] == '\n' || text[at] == '\t' || text[at] == '\r') {
		at++
	}
	return at
}

// valueEnd gives where the value ends that begins at a place.
func valueEnd(text []byte, at int) int {
	for depth := 0; at < len(text); at++ {
		switch text[at] {
		case '"':
			for at++; text[at] != '"'; at++ {
				if text[at] == '\\' {
					at++
				}
			}
		case '{', '[':
			depth++
		case '}', ']':
			depth--
		case ' ', '\n', '\t', '\r', ',', ':':
			continue
		default: // a number or a word
			for at+1 < len(text) && strings.IndexByte(" \n\t\r,:]}", text[at+1]) < 0 {
				at++
			}
		}
		if depth == 0 {
			return at + 1
		}
	}
	return at
}
