//go:build unix

package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"readout/briefing/library"
	"readout/briefing/note/disk/disktest"

	"github.com/creack/pty"
)

// sizes of the texts that are opened, in bytes.
var sizes = []int{10 << 10, 1 << 20, 10 << 20}

// BenchmarkFirstFrame measures from starting the process to the document's first words
// on a terminal of 120×40.
func BenchmarkFirstFrame(b *testing.B) {
	program := built(b)
	for _, size := range sizes {
		b.Run(sizeName(size), func(b *testing.B) {
			dir := b.TempDir()
			file := largeFile(b, dir, size)
			showFrame(b, program, dir, file) // the library knows the file from here on
			b.ResetTimer()
			for range b.N {
				showFrame(b, program, dir, file)
			}
		})
	}
}

// BenchmarkPeak measures the most memory that the reader holds of whoever opens a text that
// the library does not know yet, pages through it, searches, selects and goes to its end.
func BenchmarkPeak(b *testing.B) {
	program := built(b)
	for _, size := range sizes {
		b.Run(sizeName(size), func(b *testing.B) {
			var peak int64
			for range b.N {
				dir := b.TempDir()
				cmd, tty := start(b, program, dir, largeFile(b, dir, size))
				go func() { _, _ = tty.WriteTo(discard{}) }()
				time.Sleep(3 * time.Second) // it is all read, and in the library
				press(tty, strings.Repeat("j", 100)+strings.Repeat(" ", 50)+"/ministers\r"+strings.Repeat("n", 50)+"v"+strings.Repeat("j", 50)+"\x1b")
				press(tty, "Gggoo")
				time.Sleep(time.Second)
				peak = max(peak, peakMemory(cmd.Process.Pid))
				leave(b, cmd, tty)
			}
			b.ReportMetric(float64(peak)/(1<<20), "peak-MiB")
		})
	}
}

// press presses keys at a pace at which a frame is painted for each.
func press(tty *os.File, keys string) {
	for _, key := range keys {
		_, _ = tty.WriteString(string(key))
		time.Sleep(20 * time.Millisecond)
	}
}

// largeFile makes a file of so many bytes of Markdown.
func largeFile(b *testing.B, dir string, size int) string {
	b.Helper()
	file := filepath.Join(dir, "large.md")
	if err := os.WriteFile(file, largeMarkdown(size), 0o666); err != nil {
		b.Fatal(err)
	}
	return file
}

// built builds the program as it is released, and gives its path: one that is tested has the
// tests in it, and another start.
func built(b *testing.B) string {
	b.Helper()
	path := filepath.Join(b.TempDir(), name)
	cmd := exec.Command("go", "build", "-o", path, ".")
	cmd.Env = append(cmd.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		b.Fatalf("%v:\n%s", err, out)
	}
	return path
}

// start starts the program in a terminal of 120×40.
func start(b *testing.B, program, dir string, args ...string) (*exec.Cmd, *os.File) {
	b.Helper()
	cmd := exec.Command(program, args...)
	cmd.Env = append(append(cmd.Environ(), "TERM=xterm-256color"), home(dir)...)
	tty, err := pty.StartWithSize(cmd, &pty.Winsize{Cols: 120, Rows: 40})
	if err != nil {
		b.Fatal(err)
	}
	return cmd, tty
}

// leave leaves the program.
func leave(b *testing.B, cmd *exec.Cmd, tty *os.File) {
	b.Helper()
	_, _ = tty.WriteString("q")
	if err := cmd.Wait(); err != nil {
		b.Fatal(err)
	}
	_ = tty.Close()
}

// showFrame waits for words that the program paints, and leaves it. Only the wait is on the
// benchmark's clock.
func showFrame(b *testing.B, program, dir string, args ...string) {
	b.Helper()
	words := "round of talks"
	if len(args) == 0 {
		words = ": ministers talk" // of the library
	}
	b.StartTimer()
	cmd, tty := start(b, program, dir, args...)
	readUntil(b, tty, words)
	b.StopTimer()
	go func() { _, _ = tty.WriteTo(discard{}) }()
	time.Sleep(time.Second) // all is read
	leave(b, cmd, tty)
}

var shelf = flag.String("shelf", "", "measure the library in `DIR`, which a benchmark of briefing/library/index has made; otherwise one of 2,000")

// BenchmarkLibraryFrame measures from starting the process to the first title of the
// library on a terminal of 120×40.
func BenchmarkLibraryFrame(b *testing.B) {
	dir := *shelf
	if dir == "" {
		dir = b.TempDir()
		lib, err := library.Open(library.Dirs{Data: filepath.Join(dir, "data", name), State: filepath.Join(dir, "state", name)}, time.Now(), library.WithFiles(disktest.Hasty{}))
		if err != nil {
			b.Fatal(err)
		}
		for i := range 2000 {
			if _, err := lib.Keep(fmt.Appendf(nil, "---\nid: b%d\n---\n# Briefing %[1]d: ministers talk\n\n## Meetings\n\n- They met.\n", i), ""); err != nil {
				b.Fatal(err)
			}
		}
		time.Sleep(3 * time.Second) // a library of this moment is looked over every time
	}
	program := built(b)
	showFrame(b, program, dir) // it has a list from here on
	b.ResetTimer()
	for range b.N {
		showFrame(b, program, dir)
	}
}

// BenchmarkIdle measures what a reader in which nothing happens takes of a processor, in
// percent: over ten seconds, from the third on.
func BenchmarkIdle(b *testing.B) {
	dir := b.TempDir()
	file := largeFile(b, dir, 10<<10)
	program := built(b)
	var took time.Duration
	for range b.N {
		took += idle(b, program, dir, file)
	}
	b.ReportMetric(100*took.Seconds()/rested.Seconds()/float64(b.N), "percent")
}

// rested is for how long the reader is watched in which nothing happens.
const rested = 10 * time.Second

// idle opens the file and gives the processor time that the reader takes while nothing
// happens.
func idle(b *testing.B, program, dir, file string) time.Duration {
	b.Helper()
	cmd, tty := start(b, program, dir, file)
	go func() { _, _ = tty.WriteTo(discard{}) }()
	time.Sleep(3 * time.Second)
	before := processorTime(b, cmd.Process.Pid)
	time.Sleep(rested)
	took := processorTime(b, cmd.Process.Pid) - before
	leave(b, cmd, tty)
	return took
}

// processorTime gives what all threads of a program that runs have taken of processors.
func processorTime(b *testing.B, pid int) time.Duration {
	b.Helper()
	threads, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/schedstat", pid))
	if len(threads) == 0 {
		b.Skip("needs Linux's scheduler statistics", err)
	}
	var sum time.Duration
	for _, path := range threads {
		text, _ := os.ReadFile(path) // a thread may have ended
		took, _, _ := strings.Cut(string(text), " ")
		ns, _ := strconv.ParseInt(took, 10, 64)
		sum += time.Duration(ns)
	}
	return sum
}

type discard struct{}

func (discard) Write(p []byte) (int, error) { return len(p), nil }

// readUntil reads from the terminal until the words have been painted, and gives what it read.
func readUntil(tb testing.TB, tty *os.File, words string) []byte {
	tb.Helper()
	var seen []byte
	chunk := make([]byte, 32<<10)
	for !bytes.Contains(seen, []byte(words)) {
		n, err := tty.Read(chunk)
		if err != nil {
			tb.Fatalf("the terminal closed before %q was painted: %v\n%q", words, err, seen)
		}
		seen = append(seen, chunk[:n]...)
	}
	return seen
}

// peakMemory gives the most that a program held resident, in bytes; 0 where the system does
// not say. (What it says of a program that ended counts who started it, too.)
func peakMemory(pid int) int64 {
	status, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	_, rest, _ := strings.Cut(string(status), "VmHWM:")
	if fields := strings.Fields(rest); len(fields) > 0 {
		kib, _ := strconv.ParseInt(fields[0], 10, 64)
		return kib << 10
	}
	return 0
}

func sizeName(size int) string {
	if size >= 1<<20 {
		return fmt.Sprintf("%dMB", size>>20)
	}
	return fmt.Sprintf("%dKB", size>>10)
}

// largeMarkdown makes a Markdown text of about so many bytes, as varied as briefings are.
func largeMarkdown(size int) []byte {
	var b strings.Builder
	b.WriteString("# Opening words\n\n")
	for i := 1; b.Len() < size; i++ {
		fmt.Fprintf(&b, "## Section %d\n\nThe %d. round of talks between *Norland* and Esteria ended in Port Sund on Tuesday with a **joint statement** on [weather data](https://example.org/%d) and rescue at sea.\n\n", i, i, i)
		for j := range 4 {
			fmt.Fprintf(&b, "- **4 Mar 2025 · Holm, Vint** — The ministers agreed, for the %d. time, to cooperate with allies. [^a%d-%d]\n", j+1, i, j+1)
		}
		fmt.Fprintf(&b, "\n> “We will keep talking,” Holm said.\n\n| ship | tons |\n|---|---|\n| Aurora | %d |\n\n[^a%d-1]: The ministers agreed to cooperate.\n\n", i, i)
	}
	return []byte(b.String())
}
