package page

import (
	"fmt"
	"strings"
)

// longestAddress is the longest address, in bytes, that is handed to the terminal, which
// gives up on longer ones (2083 in VTE).
const longestAddress = 2000

// hyperlink gives an address as a hyperlink of the terminal (OSC 8) takes it: printable
// ASCII, everything else escaped. It is empty for one that does not lead to the web or to a
// mail, which the terminal must not open.
func hyperlink(target string) string {
	scheme, _, ok := strings.Cut(target, ":")
	scheme = strings.ToLower(scheme)
	if !ok || scheme != "http" && scheme != "https" && scheme != "mailto" || len(target) > longestAddress {
		return ""
	}
	var uri strings.Builder
	for i := range len(target) {
		if c := target[i]; c > ' ' && c < 0x7f {
			uri.WriteByte(c)
		} else {
			fmt.Fprintf(&uri, "%%%02X", c)
		}
	}
	return uri.String()
}
