//go:build !linux

package main

// inLargePages does nothing: elsewhere the system decides by itself.
func inLargePages([]byte) {}
