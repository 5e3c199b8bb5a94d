package main

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode/utf16"
)

// plainArticle is a short article without any difficulty.
const plainArticle = `Norland and Esteria agreed on Tuesday, March 4, 2025, to share weather data from the northern strait.

Norland's Foreign Minister Ada Holm met Esterian President Karel Vint in Port Sund on Tuesday.

“The two sides agreed to cooperate on rescue at sea,” Holm said after the meeting.

Esteria has asked Norland to supply air defense missiles, a ministry spokesman said.
`

// oddFile gives the bytes of a file that is hard to read, by name.
func oddFile(kind string) []byte {
	switch kind {
	case "utf16":
		var b bytes.Buffer
		b.WriteString("\xff\xfe")
		_ = binary.Write(&b, binary.LittleEndian, utf16.Encode([]rune(plainArticle)))
		return b.Bytes()
	case "bom":
		return []byte("\xef\xbb\xbf" + plainArticle)
	case "crlf":
		return []byte(strings.ReplaceAll(plainArticle, "\n", "\r\n"))
	case "invalid":
		return []byte(strings.Replace(plainArticle, "Norland and", "Norland\xff and", 1))
	case "binary":
		return append([]byte("\x7fELF\x02\x01\x01\x00"), bytes.Repeat([]byte{0, 1, 2, 3, 250}, 500)...)
	case "longline":
		return []byte(strings.Repeat("Norland and Esteria met on Tuesday to talk about fish. ", 1<<20/55) + "\n")
	case "escapes":
		return []byte(strings.Replace(plainArticle, "agreed on", "agreed \x1b[31mon\x1b]0;owned\x07\x1bPq\x1b\\\u009b2J\u202e\b", 1))
	case "plain":
		return []byte(plainArticle)
	}
	panic("no such odd file: " + kind)
}
