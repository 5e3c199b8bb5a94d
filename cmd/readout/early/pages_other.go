//go:build !linux

package early

// inLargePages does nothing: elsewhere the system decides by itself.
func inLargePages([]byte) {}

// named is not asked for: the pages would not be large.
func named() int64 { return 0 }

// Over does nothing.
func Over() {}
