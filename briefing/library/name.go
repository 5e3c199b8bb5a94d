package library

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"
)

// The bounds of names. With them the longest path below Data has 170 characters.
const (
	maxName = 64
	maxStem = 24
	digest  = 32 // hex digits
)

// nameOf gives the name, fit for a folder or a file, of what calls itself id. An id of
// 1 to 64 lower-case letters, digits, hyphens and underscores that begins with a letter
// or a digit is its own name; a UUID in capitals is one in small letters; any other id is
// named by its SHA-256, behind what can be read of it and a "~", which no id of the first
// kind has. So two ids never share a name, on file systems that fold case neither.
func nameOf(id string) string {
	if len(id) == 36 && uuid.Validate(id) == nil {
		id = strings.ToLower(id)
	}
	if isPlain(id) {
		return id
	}
	var stem strings.Builder
	for _, r := range strings.ToLower(id) {
		if stem.Len() == maxStem {
			break
		}
		switch {
		case isAlphanumeric(r):
			stem.WriteRune(r)
		case stem.Len() > 0 && !strings.HasSuffix(stem.String(), "-"):
			stem.WriteByte('-')
		}
	}
	sum := sha256.Sum256([]byte(id))
	return strings.TrimRight(stem.String(), "-") + "~" + hex.EncodeToString(sum[:])[:digest]
}

// isName reports whether s is a name that nameOf gives.
func isName(s string) bool {
	stem, sum, mapped := strings.Cut(s, "~")
	if !mapped {
		return isPlain(s)
	}
	return (stem == "" || len(stem) <= maxStem && isPlain(stem+"-")) && len(sum) == digest && isHex(sum)
}

func isPlain(s string) bool {
	if s == "" || len(s) > maxName || IsReserved(s) {
		return false
	}
	for i, r := range s {
		if !isAlphanumeric(r) && (i == 0 || r != '-' && r != '_') {
			return false
		}
	}
	return true
}

func isAlphanumeric(r rune) bool { return 'a' <= r && r <= 'z' || '0' <= r && r <= '9' }

func isHex(s string) bool { return strings.Trim(s, "0123456789abcdef") == "" }

// IsReserved reports whether s, in small letters and without what stands behind a dot, is the
// name of a device on Windows, where no file can have it.
func IsReserved(s string) bool {
	switch s {
	case "con", "prn", "aux", "nul":
		return true
	}
	return len(s) == 4 && (strings.HasPrefix(s, "com") || strings.HasPrefix(s, "lpt")) && '0' <= s[3] && s[3] <= '9'
}

// filePath is a path as JSON: as it is where it is UTF-8, which not all file systems ask
// for, else "hex:" and its bytes. No absolute path begins with that.
type filePath string

const hexPath = "hex:"

// MarshalText is encoding.TextMarshaler's.
func (p filePath) MarshalText() ([]byte, error) {
	if utf8.ValidString(string(p)) {
		return []byte(p), nil
	}
	return []byte(hexPath + hex.EncodeToString([]byte(p))), nil
}

// UnmarshalText is encoding.TextUnmarshaler's.
func (p *filePath) UnmarshalText(text []byte) error {
	digits, ok := bytes.CutPrefix(text, []byte(hexPath))
	if !ok {
		*p = filePath(text)
		return nil
	}
	path, err := hex.DecodeString(string(digits))
	*p = filePath(path)
	return err
}

func isRevision(s string) bool { return len(s) == 64 && isHex(s) }
