package content

import (
	"bytes"
	"errors"
	"fmt"
	"sort"
	"strings"
	"sync"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/gogs/chardet"
	"golang.org/x/net/html/charset"
)

// What can be wrong with what was read. The errors of Load and Decode wrap one of these.
var (
	ErrEmpty      = errors.New("there is no text in it")
	ErrBinary     = errors.New("not a text file")
	ErrTooLarge   = errors.New("too large")
	ErrNoSentence = errors.New("no sentence found in it")
)

// sniffed is how much of a file is looked at to guess its encoding.
const sniffed = 64 << 10

// checked is how much of a text is held to be text, control characters that is; NUL bytes
// are looked for everywhere.
const checked = 1 << 20

// Decode gives the text of b in UTF-8 with \n as line end. It knows UTF-8 and UTF-16
// with and without a byte order mark; for HTML the encoding that the page declares;
// otherwise windows-1252 or what the bytes look most like. A warning says in one line what
// could not be read as it stands, with its count. Control characters stay: see Clean.
// A text that is as it should be is b itself: a large one is not worth a copy.
//
// Errors: ErrBinary, ErrEmpty for a text of white space only.
func Decode(b []byte) (text []byte, warnings []string, err error) {
	if kind := magic(b); kind != "" {
		return nil, nil, fmt.Errorf("%w: it looks like %s; save it as text or HTML first", ErrBinary, kind)
	}
	text, warning := toUTF8(b)
	if warning != "" {
		warnings = append(warnings, warning)
	}
	if err := checkText(text); err != nil {
		return nil, nil, err
	}
	return unixLines(text), warnings, nil
}

// magic names the kind of file that b certainly is where that is no text.
func magic(b []byte) string {
	for _, m := range [...]struct{ prefix, kind string }{
		{"%PDF-", "a PDF"},
		{"{\\rtf", "an RTF document"},
		{"PK\x03\x04", "a ZIP archive or an Office document"},
		{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"},
		{"\x89PNG\r\n", "a picture"},
		{"\xff\xd8\xff", "a picture"},
		{"GIF87a", "a picture"},
		{"GIF89a", "a picture"},
		{"II*\x00", "a picture"},
		{"MM\x00*", "a picture"},
		{"\x1f\x8b", "a gzip archive"},
		{"BZh", "a bzip2 archive"},
		{"\xfd7zXZ\x00", "an xz archive"},
		{"\x28\xb5\x2f\xfd", "a zstd archive"},
		{"7z\xbc\xaf\x27\x1c", "a 7z archive"},
		{"\x7fELF", "a program"},
		{"SQLite format 3\x00", "a database"},
		{"OggS\x00", "sound"},
		{"ID3\x03", "sound"},
		{"ID3\x04", "sound"},
		{"bplist00", "a web archive"},
	} {
		if strings.HasPrefix(string(b[:min(len(b), 32)]), m.prefix) {
			if m.prefix == "BZh" && (len(b) < 10 || string(b[4:10]) != "1AY&SY") {
				continue
			}
			return m.kind
		}
	}
	return ""
}

func toUTF8(b []byte) (text []byte, warning string) {
	switch {
	case bytes.HasPrefix(b, []byte("\xef\xbb\xbf")):
		b = b[3:]
	case bytes.HasPrefix(b, []byte("\xff\xfe")):
		return utf16Text(b[2:], false)
	case bytes.HasPrefix(b, []byte("\xfe\xff")):
		return utf16Text(b[2:], true)
	default:
		if big, ok := looksUTF16(b); ok {
			return utf16Text(b, big)
		}
	}
	if isUTF8(b) {
		return b, ""
	}
	return legacy(b)
}

// halved is from where on, in bytes, both halves of a text are looked at at once: a reader
// waits for it.
const halved = 1 << 20

// isUTF8 is utf8.Valid.
func isUTF8(b []byte) bool {
	half := len(b) / 2
	for half < len(b) && !utf8.RuneStart(b[half]) {
		half++
	}
	if len(b) < halved {
		return utf8.Valid(b)
	}
	var first bool
	var done sync.WaitGroup
	done.Go(func() { first = utf8.Valid(b[:half]) })
	second := utf8.Valid(b[half:])
	done.Wait()
	return first && second
}

// utf16Text decodes b without its byte order mark.
func utf16Text(b []byte, bigEndian bool) (text []byte, warning string) {
	text = make([]byte, 0, len(b)/2)
	unit := func(i int) rune {
		if bigEndian {
			return rune(b[i])<<8 | rune(b[i+1])
		}
		return rune(b[i+1])<<8 | rune(b[i])
	}
	bad := len(b) % 2
	for i := 0; i+1 < len(b); i += 2 {
		r := unit(i)
		if utf16.IsSurrogate(r) {
			pair := rune(utf8.RuneError)
			if i+3 < len(b) {
				pair = utf16.DecodeRune(r, unit(i+2))
			}
			if pair == utf8.RuneError {
				bad++
			} else {
				i += 2
			}
			r = pair
		}
		text = utf8.AppendRune(text, r)
	}
	if bad > 0 {
		warning = fmt.Sprintf("not valid UTF-16: %s replaced", count(bad, "unit"))
	}
	return text, warning
}

// looksUTF16 tells UTF-16 without a byte order mark: text in it has NUL bytes, for
// spaces and line ends at least, nearly all on one side, and reads as words.
func looksUTF16(b []byte) (bigEndian, ok bool) {
	b = b[:min(len(b), sniffed)&^1]
	var nul [2]int
	controls := 0 // as the upper halves of Cyrillic or Greek letters are
	for i, c := range b {
		switch {
		case c == 0:
			nul[i%2]++
		case c < ' ' && c != '\t' && c != '\n' && c != '\r':
			controls++
		}
	}
	bigEndian = nul[0] > nul[1]
	most, least := max(nul[0], nul[1]), min(nul[0], nul[1])
	units := len(b) / 2
	if most == 0 || least*20 > most || most*10 < units*3 && controls*20 < units {
		return false, false
	}
	text, _ := utf16Text(b, bigEndian)
	good, total := 0, 0
	for _, r := range string(text) {
		total++
		if r != utf8.RuneError && r != 0 && (unicode.IsGraphic(r) || unicode.IsSpace(r)) {
			good++
		}
	}
	return bigEndian, good*100 >= total*98
}

// legacy decodes b, which is not valid UTF-8.
func legacy(b []byte) (text []byte, warning string) {
	if looksHTML(b) {
		// What no page declares comes back as windows-1252, which is tried below.
		if e, name, _ := charset.DetermineEncoding(b, ""); name != "utf-8" && name != "windows-1252" {
			if out, err := e.NewDecoder().Bytes(b); err == nil {
				return out, ""
			}
		}
	}
	sound, broken := sequences(b)
	if broken > sound {
		name := guess(b, broken)
		if e, _ := charset.Lookup(name); e != nil {
			if out, err := e.NewDecoder().Bytes(b); err == nil {
				return out, fmt.Sprintf("not valid UTF-8: read as %s (%s)", name, count(broken, "byte"))
			}
		}
	}
	return replaceInvalid(b), fmt.Sprintf("not valid UTF-8: %s replaced", count(broken, "byte"))
}

// sequences counts the multi-byte characters of UTF-8 in b, and the bytes that belong to none.
func sequences(b []byte) (sound, broken int) {
	for len(b) > 0 {
		r, size := utf8.DecodeRune(b)
		switch {
		case r == utf8.RuneError && size == 1:
			broken++
		case size > 1:
			sound++
		}
		b = b[size:]
	}
	return sound, broken
}

// guess names the encoding that b most probably is in; empty if its broken bytes are
// damage and not an encoding.
func guess(b []byte, broken int) string {
	fits, letters := 0, 0
	for i, c := range b {
		switch {
		case isASCIILetter(c):
			letters++
		case c >= 0x80 && fitsWindows1252(b, i):
			fits++
		}
	}
	// Where accents are the exception the language is a western one.
	if broken*4 <= letters {
		if fits*5 >= broken*4 {
			return "windows-1252"
		}
		return ""
	}
	results, err := chardet.NewTextDetector().DetectAll(b[:min(len(b), sniffed)])
	if err != nil {
		return ""
	}
	sort.SliceStable(results, func(i, j int) bool {
		a, b := results[i], results[j]
		return a.Confidence > b.Confidence || a.Confidence == b.Confidence && a.Charset < b.Charset
	})
	for _, r := range results {
		if e, name := charset.Lookup(r.Charset); e != nil && r.Confidence >= 30 && !strings.HasPrefix(name, "utf-") {
			return name
		}
	}
	return ""
}

// fitsWindows1252 reports whether the byte at i makes sense in a western text as
// windows-1252 has it: typographic punctuation, or an accented letter within a word.
func fitsWindows1252(b []byte, i int) bool {
	switch c := b[i]; {
	case c >= 0x91 && c <= 0x97, c == 0x80, c == 0x85, c == 0xa0, c == 0xa3, c == 0xa7, c == 0xa9, c == 0xab, c == 0xae,
		c == 0xb0, c == 0xb7, c == 0xbb, c == 0xbd:
		return true
	case c >= 0xc0 && c != 0xd7 && c != 0xf7, c == 0x8a, c == 0x8e, c == 0x9a, c == 0x9e:
		return i > 0 && isASCIILetter(b[i-1]) || i+1 < len(b) && isASCIILetter(b[i+1])
	}
	return false
}

func isASCIILetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// replaceInvalid puts U+FFFD for every byte that belongs to no character.
func replaceInvalid(b []byte) []byte {
	out := make([]byte, 0, len(b)+64)
	for len(b) > 0 {
		r, size := utf8.DecodeRune(b)
		out = utf8.AppendRune(out, r)
		b = b[size:]
	}
	return out
}

// checkText refuses what has no text or is not text.
func checkText(text []byte) error {
	if bytes.IndexByte(text, 0) >= 0 {
		return fmt.Errorf("%w: it has NUL bytes", ErrBinary)
	}
	head := text[:min(len(text), checked)]
	controls := 0
	for _, c := range head {
		if c < ' ' && c != 0x1b && (c < '\a' || c > '\r') {
			controls++
		}
	}
	if controls > 4 && controls*20 > utf8.RuneCount(head) {
		return fmt.Errorf("%w: %d of its first %d characters are control characters", ErrBinary, controls, utf8.RuneCount(head))
	}
	if bytes.IndexFunc(text, func(r rune) bool { return !unicode.IsSpace(r) && !isInvisible(r) }) < 0 {
		return ErrEmpty
	}
	return nil
}

// unixLines turns \r\n and \r into \n.
func unixLines(text []byte) []byte {
	if bytes.IndexByte(text, '\r') < 0 {
		return text
	}
	out := make([]byte, 0, len(text))
	for {
		at := bytes.IndexByte(text, '\r')
		if at < 0 {
			return append(out, text...)
		}
		out = append(append(out, text[:at]...), '\n')
		text = bytes.TrimPrefix(text[at+1:], []byte("\n"))
	}
}

// count gives "1 byte", "3 bytes".
func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
