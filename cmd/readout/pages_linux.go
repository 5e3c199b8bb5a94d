package main

import (
	"unsafe"

	"golang.org/x/sys/unix"
)

// largePage is the size of a huge page where they are not larger still, in bytes.
const largePage = 2 << 20

// inLargePages asks the system to hand out a large piece of memory, which nothing was
// written to yet, in huge pages: page by page, handing it out takes longer than reading a
// file into it. A system that has none passes it over.
func inLargePages(b []byte) {
	start := uintptr(unsafe.Pointer(unsafe.SliceData(b))) //nolint:gosec // its value only
	skip := int(-start % largePage)
	if whole := (len(b) - skip) / largePage * largePage; whole > 0 {
		_ = unix.Madvise(b[skip:skip+whole], unix.MADV_HUGEPAGE) // a hint
	}
}
