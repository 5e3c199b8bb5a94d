package early

import (
	"syscall"
	"unsafe"
)

// largePage is the size of a huge page where they are not larger still, in bytes.
const largePage = 2 << 20

// heapChunk is what Go's heap grows by, in bytes, and lies at a multiple of.
const heapChunk = 4 << 20

// roomAt is the part of the heap that is in huge pages.
var roomAt, roomSize uintptr

// inLargePages asks the system to hand out in huge pages the part of the heap that a new
// piece of memory lies in, and the program's variables, among which are large tables that
// are filled at once. Page by page that takes longer than what is done with them, several
// times so in a virtual machine.
func inLargePages(b []byte) {
	heap := uintptr(unsafe.Pointer(unsafe.SliceData(b))) //nolint:gosec // its value only
	roomAt, roomSize = heap&^(heapChunk-1), uintptr(len(b))
	advise(roomAt, roomSize, syscall.MADV_HUGEPAGE)
	variables := uintptr(unsafe.Pointer(&ballast)) //nolint:gosec // its value only
	for at := variables &^ (largePage - 1); advise(at, largePage, syscall.MADV_HUGEPAGE); at += largePage {
	}
}

// Over says that the start is over. The heap has pages of the usual size from here on: the
// system would go on to make huge ones of what was given back to it in part.
func Over() { advise(roomAt, roomSize, syscall.MADV_NOHUGEPAGE) }

// advise reports whether all of it is memory of this program; elsewhere, and where the
// system has no huge pages, nothing happens.
func advise(start, size uintptr, advice uintptr) bool {
	_, _, err := syscall.Syscall(syscall.SYS_MADVISE, start, size, advice)
	return err == 0
}
