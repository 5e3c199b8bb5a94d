//go:build unix

package main

import (
	"bytes"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/creack/pty"
	"golang.org/x/term"
)

var soakKeys = flag.Int("soak", 1500, "press `N` random keys in a terminal; 18000 are five a second for an hour")

// soakStrokes are what is pressed. What ends the program is rare, and what would suspend it
// is not among them.
func soakStrokes() []string {
	strokes := strings.Fields(`j k w b ( ) { } ] [ n p 1 2 3 g G v V h h a a t e x u N N / ? y E T o d i s O : : < m ' , . * % z Z M c r l f
		F A K | + - C gg gt gu 0 $ ^ H B S D ; L word`)
	strokes = append(strokes, " ", "\r", "\r", "\t", "\x1b", "\x1b", "\x1b", "\x7f", "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D", "\x1b[5~",
		"\x1b[6~", "\x1b[H", "\x1b[F", "\x1bx", "\x1bp", "\x1bg", "\x1b[200~pasted\n\x9b31m \u202etext\x1b[201~", "\x1b[<0;20;9M\x1b[<0;20;9m",
		"\x1b[<0;3;3M\x1b[<32;30;6M\x1b[<0;30;6m", "\x1b[<64;9;9M", "\x1b[<65;9;9M", "\xff\xfe", "\x1b[999~", "é", "漢")
	for _, c := range "bdefgiknoprstuwx_" {
		strokes = append(strokes, string(c&0x1f))
	}
	return strokes
}

// soak is a reader in a terminal of its own in which random keys are pressed.
type soak struct {
	t       *testing.T
	dir     string
	chance  *rand.Rand
	tty     *os.File
	cmd     *exec.Cmd
	before  *term.State
	ended   chan error
	mu      sync.Mutex
	written bytes.Buffer // since the last start
}

// TestSoak presses random keys and resizes: the program never ends otherwise than well,
// what memory it holds at least does not grow, and what it leaves of the terminal is what it found.
func TestSoak(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	write("xdg-open", "#!/bin/sh\n")
	write("open", "#!/bin/sh\n")
	write("harbour.md", string(largeMarkdown(60<<10)))
	write("odd.md", "# Odd\n\n"+strings.Repeat("שלום 漢字 e\u0301 👩‍👩‍👧 \u202e[x](y) | a | b |\n", 200))
	s := &soak{t: t, dir: dir, chance: rand.New(rand.NewPCG(1, 2))}
	s.start()
	strokes := soakStrokes()
	early, late, starts := 0, 0, 0
	for pressed := range *soakKeys {
		_, _ = s.tty.WriteString(strokes[s.chance.IntN(len(strokes))]) // to a program that has left too
		switch {
		case pressed%500 == 499:
			s.quit()
		case pressed%100 == 99:
			s.back()
		}
		if pressed%20 != 19 {
			continue
		}
		s.settle()
		s.resize(1+s.chance.IntN(220), 1+s.chance.IntN(70))
		select {
		case err := <-s.ended:
			s.look(err)
			s.start()
			starts++
		default:
		}
		switch held := s.memory(); {
		case pressed < *soakKeys/2:
			early = max(early, held)
		case held > 0 && (late == 0 || held < late):
			late = held
		}
	}
	s.leave()
	if starts == 0 {
		t.Error("the program was never left by its key: the keys do not reach it, or it never comes back to a text")
	}
	t.Logf("%d keys, %d ends; resident at most %d KiB in the first half, at least %d KiB in the second", *soakKeys, starts, early, late)
	if late > early+early/2 {
		t.Errorf("the program never holds less than %d KiB in the second half of %d keys, and at most %d KiB in the first", late, *soakKeys, early)
	}
}

func (s *soak) start() {
	s.t.Helper()
	s.cmd = exec.Command("readout", "harbour.md", "odd.md")
	s.cmd.Dir = s.dir
	s.cmd.Env = append(append(s.cmd.Environ(), "TERM=xterm-256color", "EDITOR=true", "VISUAL=true", "PATH="+s.dir+":"+os.Getenv("PATH")), home(s.dir)...)
	s.cmd.Env = append(s.cmd.Env, "GORACE=atexit_sleep_ms=0 exitcode=0 log_path="+filepath.Join(s.dir, "race"))
	s.cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true} // so that it hears of resizes
	master, slave, err := pty.Open()
	if err != nil {
		s.t.Fatal(err)
	}
	defer slave.Close()
	s.tty, s.cmd.Stdin, s.cmd.Stdout, s.cmd.Stderr = master, slave, slave, slave
	s.resize(80, 24)
	if s.before, err = term.GetState(int(master.Fd())); err != nil {
		s.t.Fatal(err)
	}
	if err := s.cmd.Start(); err != nil {
		s.t.Fatal(err)
	}
	s.written.Reset()
	s.ended = make(chan error, 1)
	go s.drain(master)
	go func(cmd *exec.Cmd, ended chan error) {
		err := cmd.Wait()
		time.Sleep(100 * time.Millisecond) // what it wrote last comes
		ended <- err
	}(s.cmd, s.ended)
	s.settle()
}

// drain reads all that the program writes.
func (s *soak) drain(tty *os.File) {
	buf := make([]byte, 1<<16)
	for {
		n, err := tty.Read(buf)
		s.mu.Lock()
		s.written.Write(buf[:n])
		s.mu.Unlock()
		if err != nil {
			return
		}
	}
}

// typed is for how long an escape stands alone at least: sooner, the next key makes it alt
// and that key.
const typed = 150 * time.Millisecond

// back goes back to a text: chance alone stays in the lines that are typed in.
func (s *soak) back() {
	for _, key := range []string{"\x1b", "\x1b", "\x1b", "d", "\x1b"} { // what was typed is discarded
		_, _ = s.tty.WriteString(key)
		time.Sleep(typed)
	}
}

// quit leaves the program by its key, from wherever it is.
func (s *soak) quit() {
	for range 5 {
		s.back()
		_, _ = s.tty.WriteString("q")
		if time.Sleep(2 * typed); len(s.ended) > 0 {
			return
		}
	}
}

func (s *soak) resize(w, h int) {
	_ = pty.Setsize(s.tty, &pty.Winsize{Cols: uint16(w), Rows: uint16(h)})
}

// settle waits until something was written since the start, and nothing is any more.
func (s *soak) settle() {
	for last := 0; ; {
		s.mu.Lock()
		n := s.written.Len()
		s.mu.Unlock()
		if n == last && n > 0 {
			return
		}
		if last = n; len(s.ended) > 0 {
			return // without a word; who presses keys finds it
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// memory gives what the program holds resident, in KiB; 0 where the system does not say.
func (s *soak) memory() int {
	raw, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.cmd.Process.Pid))
	_, rest, _ := strings.Cut(string(raw), "VmRSS:")
	if fields := strings.Fields(rest); len(fields) > 0 {
		kib, _ := strconv.Atoi(fields[0])
		return kib
	}
	return 0
}

// leave ends the program by keys.
func (s *soak) leave() {
	s.t.Helper()
	for range 30 {
		_, _ = s.tty.WriteString("\x1b")
		time.Sleep(typed)
		for _, key := range []string{"\x03", "k"} {
			_, _ = s.tty.WriteString(key)
			select {
			case err := <-s.ended:
				s.look(err)
				return
			case <-time.After(2 * time.Second): // the race detector takes a second to end
			}
		}
	}
	_ = s.cmd.Process.Kill()
	s.t.Fatalf("the program did not end:\n%q", s.tail(2000))
}

// look looks at what a program that ended left.
func (s *soak) look(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatalf("the program ended with %v:\n%q", err, s.tail(4000))
	}
	after, err := term.GetState(int(s.tty.Fd()))
	if err == nil && !reflect.DeepEqual(after, s.before) {
		s.t.Errorf("the terminal's modes were %v and are %v", s.before, after)
	}
	out := s.tail(1 << 20)
	last := strings.LastIndex(out, ansi.ResetModeAltScreenSaveCursor)
	if last < 0 || strings.TrimSpace(ansi.Strip(out[last:])) != "" {
		s.t.Errorf("left on the screen: %q", out[max(last, 0):])
	}
	_ = s.tty.Close()
	s.races()
}

// races looks at what the race detector wrote. A race between two lines of Bubble Tea is not
// ours to end: 2.1.1 has one where the window changes its size just as an editor gives the
// terminal back (RestoreTerminal and checkResize, on ttyOutput).
func (s *soak) races() {
	s.t.Helper()
	logs, err := filepath.Glob(filepath.Join(s.dir, "race.*"))
	if err != nil {
		s.t.Fatal(err)
	}
	for _, path := range logs {
		text, err := os.ReadFile(path)
		if err != nil {
			s.t.Fatal(err)
		}
		for report := range strings.SplitSeq(string(text), "==================") {
			if strings.Contains(report, "DATA RACE") && !withinBubbleTea(report) {
				s.t.Errorf("%s", report)
			}
		}
		_ = os.Remove(path)
	}
}

// withinBubbleTea reports whether both accesses of a race are in Bubble Tea itself.
func withinBubbleTea(report string) bool {
	accesses := 0
	lines := strings.Split(report, "\n")
	for i, line := range lines[:max(len(lines)-1, 0)] {
		if !strings.Contains(line, " at 0x") || !strings.Contains(line, " by ") {
			continue
		}
		accesses++
		if !strings.HasPrefix(strings.TrimSpace(lines[i+1]), "charm.land/bubbletea/v2.") {
			return false
		}
	}
	return accesses == 2
}

func (s *soak) tail(most int) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	b := s.written.Bytes()
	return string(b[max(len(b)-most, 0):])
}
