package early

import (
	"syscall"
	"unsafe"
)

// largePage is the size of a huge page where they are not larger still, in bytes.
const largePage = 2 << 20

// heapChunk is what Go's heap grows by, in bytes, and lies at a multiple of.
const heapChunk = 4 << 20

// inLargePages asks the system to hand out in huge pages the part of the heap that a new
// piece of memory lies in, and the program's variables, among which are large tables that
// are filled at once. Page by page that takes longer than what is done with them, several
// times so in a virtual machine.
func inLargePages(b []byte) {
	heap := uintptr(unsafe.Pointer(unsafe.SliceData(b))) //nolint:gosec // its value only
	advise(heap&^(heapChunk-1), uintptr(len(b)))
	variables := uintptr(unsafe.Pointer(&ballast)) //nolint:gosec // its value only
	for at := variables &^ (largePage - 1); advise(at, largePage); at += largePage {
	}
}

// advise reports whether all of it is memory of this program; elsewhere, and where the
// system has no huge pages, nothing happens.
func advise(start, size uintptr) bool {
	_, _, err := syscall.Syscall(syscall.SYS_MADVISE, start, size, syscall.MADV_HUGEPAGE)
	return err == 0
}
