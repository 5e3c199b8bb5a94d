package content

import (
	"bytes"
	"encoding/binary"
	"errors"
	"strings"
	"testing"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
)

func utf16Bytes(s string, order binary.ByteOrder) []byte {
	var b []byte
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, 0, 0)
		order.PutUint16(b[len(b)-2:], u)
	}
	return b
}

func TestDecode(t *testing.T) {
	const english = "Kyiv’s envoy met the minister in Seoul — twice.\nThey agreed on €5m."
	const russian = "Министр обороны прибыл в Сеул во вторник.\nОн встретился с президентом страны и обсудил помощь."
	const japaneseText = "大統領は火曜日にソウルで国防相と会談した。\n両国は情報を共有することで合意した。"
	const emoji = "The 🚢 left port.\nIt sank."
	cp1252, err := charmap.Windows1252.NewEncoder().String(english)
	if err != nil {
		t.Fatal(err)
	}
	cp1251, err := charmap.Windows1251.NewEncoder().String(russian)
	if err != nil {
		t.Fatal(err)
	}
	sjis, err := japanese.ShiftJIS.NewEncoder().String(japaneseText)
	if err != nil {
		t.Fatal(err)
	}
	latin2, err := charmap.ISO8859_2.NewEncoder().String("Łódź")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, in, want, warning string }{
		{"UTF-8", english, english, ""},
		{"UTF-8 with BOM", "\xef\xbb\xbf" + english, english, ""},
		{"CRLF", "a.\r\nb.\rc.\n", "a.\nb.\nc.\n", ""},
		{"UTF-16LE with BOM", "\xff\xfe" + string(utf16Bytes(english, binary.LittleEndian)), english, ""},
		{"UTF-16BE with BOM", "\xfe\xff" + string(utf16Bytes(emoji, binary.BigEndian)), emoji, ""},
		{"UTF-16LE", string(utf16Bytes(english, binary.LittleEndian)), english, ""},
		{"UTF-16BE", string(utf16Bytes(english, binary.BigEndian)), english, ""},
		{"UTF-16LE Cyrillic", string(utf16Bytes(russian, binary.LittleEndian)), russian, ""},
		{"UTF-16BE Cyrillic", string(utf16Bytes(russian, binary.BigEndian)), russian, ""},
		{"UTF-16 cut within a character", "\xff\xfea\x00b\x00\x3d", "ab", "not valid UTF-16: 1 unit replaced"},
		{"UTF-16 lone surrogate", "\xff\xfea\x00\x3d\xd8b\x00", "a\ufffdb", "not valid UTF-16: 1 unit replaced"},
		{"windows-1252", cp1252, english, "not valid UTF-8: read as windows-1252 (3 bytes)"},
		{"windows-1251", cp1251, russian, "not valid UTF-8: read as windows-1251 (78 bytes)"},
		{"Shift JIS", sjis, japaneseText, ""},
		{"declared ISO 8859-2", `<meta charset="iso-8859-2"><p>` + latin2, `<meta charset="iso-8859-2"><p>Łódź`, ""},
		{"declared wrongly", `<meta charset="iso-8859-1"><p>Łódź`, `<meta charset="iso-8859-1"><p>Łódź`, ""},
		{"UTF-8 with damage", "naïve, naïve, na\xc3ve, na\xffve", "naïve, naïve, na\ufffdve, na\ufffdve", "not valid UTF-8: 2 bytes replaced"},
		{"ASCII with damage", "The mayor\xff\xfe\xfd spoke.", "The mayor\ufffd\ufffd\ufffd spoke.", "not valid UTF-8: 3 bytes replaced"},
		{"ASCII with escapes", "\x1b[1mBold\x1b[0m", "\x1b[1mBold\x1b[0m", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, warnings, err := Decode([]byte(c.in))
			if err != nil {
				t.Fatal(err)
			}
			if string(got) != c.want {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
			if w := strings.Join(warnings, "; "); c.warning != "" && w != c.warning || c.warning == "" && w != "" && !strings.Contains(w, "shift_jis") {
				t.Errorf("warnings %q, want %q", warnings, c.warning)
			}
		})
	}
}

func TestDecodeRefuses(t *testing.T) {
	for _, c := range []struct {
		name, in string
		want     error
	}{
		{"nothing", "", ErrEmpty},
		{"BOM only", "\xef\xbb\xbf", ErrEmpty},
		{"UTF-16 BOM only", "\xff\xfe", ErrEmpty},
		{"white space", " \t\r\n\u2003\u200b", ErrEmpty},
		{"ZIP", "PK\x03\x04\x14\x00", ErrBinary},
		{"gzip", "\x1f\x8b\x08", ErrBinary},
		{"JPEG", "\xff\xd8\xff\xe0\x00\x10JFIF", ErrBinary},
		{"RTF", `{\rtf1\ansi Hello.}`, ErrBinary},
		{"one NUL", "text\x00text", ErrBinary},
		{"many controls", strings.Repeat("a\x01\x02\x03", 20), ErrBinary},
		{"NULs on both sides", strings.Repeat("\x00\x00ab", 20), ErrBinary},
	} {
		t.Run(c.name, func(t *testing.T) {
			if text, _, err := Decode([]byte(c.in)); !errors.Is(err, c.want) || text != nil {
				t.Errorf("got %q, %v; want %v", text, err, c.want)
			}
		})
	}
}

func TestDecodeIsQuick(t *testing.T) {
	for name, b := range map[string][]byte{
		"1 MB line":     []byte(strings.Repeat("word ", 1<<20/5)),
		"8 MB of CR":    []byte("x" + strings.Repeat("\r", 8<<20)),
		"8 MB of noise": []byte(strings.Repeat("\xe4\xb8a\xff", 2<<20)),
	} {
		start := time.Now()
		if _, _, err := Decode(b); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if took := time.Since(start); took > time.Minute {
			t.Errorf("%s took %v", name, took)
		}
	}
}

func FuzzDecode(f *testing.F) {
	for _, s := range []string{
		"plain\r\n", "\xef\xbb\xbfx", "\xff\xfex\x00\n\x00", "\xfe\xff\x00x\xd8\x3d", "x\x00y\x00", "\x00x\x00y", "caf\xe9", "\xc3\x28",
		`<meta charset="shift_jis">` + "\x83\x65", "%PDF-", "\xcf\xf0\xe8\xe2\xe5\xf2", "a\x1b[31m", " \r",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		text, warnings, err := Decode(b)
		if err != nil {
			if !errors.Is(err, ErrEmpty) && !errors.Is(err, ErrBinary) || text != nil {
				t.Fatalf("%q, %v", text, err)
			}
			return
		}
		if !utf8.Valid(text) || bytes.ContainsAny(text, "\r\x00") || len(bytes.TrimSpace(text)) == 0 {
			t.Errorf("Decode(%q) = %q", b, text)
		}
		for _, w := range warnings {
			if w == "" || strings.Contains(w, "\n") {
				t.Errorf("warning %q", w)
			}
		}
	})
}

// A large text is looked at in halves: a character may stand across the middle, and what is
// wrong may be anywhere.
func TestLargeTextIsUTF8(t *testing.T) {
	if testing.Short() {
		t.Skip("a long sweep in one goroutine")
	}
	for _, unit := range []string{"a", "é", "한", "🙂"} {
		for shift := range 4 {
			text := []byte("abc"[:min(shift, 3)] + string(bytes.Repeat([]byte(unit), halved)))
			if !isUTF8(text) {
				t.Errorf("%q shifted by %d is none", unit, shift)
			}
			for _, at := range []int{0, len(text)/2 - 1, len(text) / 2, len(text)/2 + 1, len(text) - 1} {
				was := text[at]
				text[at] = 0xff
				if isUTF8(text) || utf8.Valid(text) {
					t.Errorf("%q shifted by %d with a bad byte at %d is one", unit, shift, at)
				}
				text[at] = was
			}
		}
	}
}
