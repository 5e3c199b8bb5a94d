//go:build !linux

package early

// inLargePages does nothing: elsewhere the system decides by itself.
func inLargePages([]byte) {}
