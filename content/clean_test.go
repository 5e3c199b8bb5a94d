package content

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestClean(t *testing.T) {
	long := strings.Repeat("x", longestSequence+1)
	for _, c := range []struct{ name, in, want string }{
		{"plain", "a\n\tb", "a\n\tb"},
		{"colour", "a\x1b[31;1mred\x1b[0m b", "ared b"},
		{"cursor and erase", "a\x1b[2J\x1b[Hb", "ab"},
		{"title", "a\x1b]0;owned\ab", "ab"},
		{"title with ST", "a\x1b]2;owned\x1b\\b", "ab"},
		{"hyperlink", "\x1b]8;;http://evil.example\x1b\\text\x1b]8;;\x1b\\", "text"},
		{"clipboard", "\x1b]52;c;ZXZpbA==\a.", "."},
		{"DCS", "a\x1bP1$r0m\x1b\\b", "ab"},
		{"APC", "a\x1b_Gf=100;AAAA\x1b\\b", "ab"},
		{"PM and SOS", "a\x1b^x\x1b\\b\x1bXy\x1b\\c", "abc"},
		{"C1 CSI", "a\u009b31mb", "ab"},
		{"C1 OSC with C1 ST", "a\u009d0;x\u009cb", "ab"},
		{"charset and reset", "a\x1b(0b\x1bcc\x1b7d", "abcd"},
		{"index", "a\x1bMb", "ab"},
		{"unterminated OSC", "a\x1b]0;owned", "a\ufffd]0;owned"},
		{"OSC over a line end", "a\x1b]0;ow\nned\a", "a\ufffd]0;ow\nned\ufffd"},
		{"too long OSC", "\x1b]" + long + "\a", "\ufffd]" + long + "\ufffd"},
		{"CSI broken off", "a\x1b[31\nb", "a\ufffd[31\nb"},
		{"lone ESC at the end", "a\x1b", "a\ufffd"},
		{"ESC ESC", "\x1b\x1b[31m", "\ufffd"},
		{"removal makes nothing new", "\x1b\x1b[0m[31mx", "\ufffd[31mx"},
		{"backspace, bell, NUL, DEL", "a\b\a\x00\x7fb", "a\ufffd\ufffd\ufffd\ufffdb"},
		{"lone C1", "a\u0093b", "a\ufffdb"},
		{"raw C1 byte", "a\x9b31mb", "a\ufffd31mb"},
		{"line ends", "a\r\nb\rc\vd\fe\u0085f\u2028g\u2029h", "a\nb\nc\nd\ne\nf\ng\nh"},
		{"bidi", "a\u202eb\u2066c\u2069\u202c\u200e\u200f\u061cd", "abcd"},
		{"hidden", "a\ufeffb\u200bc\u2060d\u00ade\U000e0041f\U000e0100g", "abcdefg"},
		{"joiners stay", "👩\u200d🚀 می\u200cخواهم", "👩\u200d🚀 می\u200cخواهم"},
		{"emoji presentation stays", "☢\ufe0f", "☢\ufe0f"},
		{"invalid UTF-8", "a\xffb\xc3", "a\ufffdb\ufffd"},
		{"surrogate bytes", "\xed\xa0\x80", "\ufffd\ufffd\ufffd"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := Clean(c.in); got != c.want {
				t.Errorf("Clean(%q) = %q, want %q", c.in, got, c.want)
			}
			line := strings.NewReplacer("\n", " ", "\t", " ").Replace(c.want)
			if got := CleanLine(c.in); got != line {
				t.Errorf("CleanLine(%q) = %q, want %q", c.in, got, line)
			}
		})
	}
}

// acts reports whether a terminal could do something else than show r.
func acts(r rune) bool {
	return unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp) && r != '\u200c' && r != '\u200d'
}

func FuzzClean(f *testing.F) {
	for _, s := range []string{
		"plain", "\x1b[31m", "\x1b]0;t\a", "\x1bP\x1b\\", "a\u009b1mb", "\x1b\x1b[0m[1m", "\r\n\t", "\u202e\u2066", "\xff\xfe\x9b",
		"\x1b]8;;x\x1b\\y\x1b]8;;\x1b\\", "\ue000\U000e0001", "\x1b]\u009c\x1b\\",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, c := range []struct {
			name  string
			clean func(string) string
			keeps string
		}{{"Clean", Clean, "\n\t"}, {"CleanLine", CleanLine, ""}} {
			got := c.clean(s)
			if !utf8.ValidString(got) {
				t.Errorf("%s(%q) = %q is not valid UTF-8", c.name, s, got)
			}
			if at := strings.IndexFunc(got, func(r rune) bool { return acts(r) && !strings.ContainsRune(c.keeps, r) && !shown(r) }); at >= 0 {
				t.Errorf("%s(%q) = %q has a control at %d", c.name, s, got, at)
			}
			if again := c.clean(got); again != got {
				t.Errorf("%s is not idempotent: %q, %q, %q", c.name, s, got, again)
			}
		}
	})
}

// shown lists the format characters that have a glyph: Arabic, Syriac, Kaithi number
// signs, Egyptian and shorthand joiners.
func shown(r rune) bool {
	return r >= 0x600 && r <= 0x605 || r == 0x6dd || r == 0x70f || r == 0x890 || r == 0x891 || r == 0x8e2 ||
		r == 0x110bd || r == 0x110cd || r >= 0x13430 && r <= 0x1345f || r >= 0x1bca0 && r <= 0x1bca3
}

func TestCleanAllocatesNothingForCleanText(t *testing.T) {
	s := strings.Repeat("Plain text, “quoted”, with naïve 漢字 and 👩\u200d🚀.\n", 50)
	if n := testing.AllocsPerRun(100, func() { _ = Clean(s) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkClean(b *testing.B) {
	clean := strings.Repeat("The two sides agreed to keep “close” contact, the ministry said.\n", 1000)
	for name, s := range map[string]string{"clean": clean, "dirty": strings.ReplaceAll(clean, "close", "\x1b[1mclose\x1b[0m")} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(s)))
			b.ReportAllocs()
			for b.Loop() {
				_ = Clean(s)
			}
		})
	}
}
