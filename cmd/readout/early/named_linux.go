package early

import "syscall"

// named gives the size in bytes of the files that the program is to open: those that its
// command line names, and its input if that is a file.
//
// The command line is asked of the system, since os is initialised later.
func named() (size int64) {
	line := make([]byte, 4<<10)
	n := 0
	if file, err := syscall.Open("/proc/self/cmdline", syscall.O_RDONLY|syscall.O_CLOEXEC, 0); err == nil {
		n, _ = syscall.Read(file, line)
		_ = syscall.Close(file)
	}
	var info syscall.Stat_t
	if syscall.Fstat(0, &info) == nil {
		size += regular(&info)
	}
	words, from := 0, 0
	for at := range max(n, 0) {
		if line[at] != 0 {
			continue
		}
		if words > 0 && syscall.Stat(string(line[from:at]), &info) == nil { // the first is the program
			size += regular(&info)
		}
		words, from = words+1, at+1
	}
	return size
}

// regular gives the size of a regular file, as far as it matters, and 0 of what is none.
func regular(info *syscall.Stat_t) int64 {
	if info.Mode&syscall.S_IFMT != syscall.S_IFREG {
		return 0
	}
	return min(info.Size, most)
}
