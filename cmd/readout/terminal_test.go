package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// terminal is a real terminal: a tmux server of its own with the program in it.
type terminal struct {
	t      *testing.T
	socket string
	left   string // file that the exit code is written to
}

// openTerminal starts a command in a terminal of w×h cells, with the user's folders below dir.
func openTerminal(t *testing.T, dir string, w, h int, command ...string) *terminal {
	t.Helper()
	if _, err := exec.LookPath("tmux"); err != nil {
		t.Skip("needs tmux, the real terminal of these flows")
	}
	term := &terminal{t: t, socket: fmt.Sprintf("readout-%s-%d", strings.NewReplacer("/", "-", " ", "-").Replace(t.Name()), time.Now().UnixNano())}
	args := []string{
		"-f", "/dev/null", "new-session", "-d", "-x", fmt.Sprint(w), "-y", fmt.Sprint(h), "-c", dir,
		"env", "TERM=tmux-256color",
	}
	args = append(args, home(dir)...)
	term.left = filepath.Join(t.TempDir(), "code")
	args = append(args, "sh", "-c", `"$@"; echo $? >"$0"; sleep 60`, term.left)
	term.tmux(append(args, command...)...)
	t.Cleanup(term.close)
	term.tmux("set-option", "-g", "status", "off", ";", "set-option", "-s", "escape-time", "0")
	return term
}

// close ends the terminal, and waits until the program in it has kept what it keeps.
func (term *terminal) close() {
	tmux := func(args ...string) string {
		out, _ := exec.Command("tmux", append([]string{"-L", term.socket}, args...)...).Output()
		return strings.TrimSpace(string(out))
	}
	shell := tmux("display-message", "-p", "#{pane_pid}")
	running, _ := exec.Command("pgrep", "-P", shell).Output()
	tmux("kill-server")
	for range 500 {
		state, _ := exec.Command("ps", "-o", "stat=", "-p", strings.TrimSpace(string(running))).Output()
		if s := strings.TrimSpace(string(state)); s == "" || s[0] == 'Z' {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
}

func (term *terminal) tmux(args ...string) string {
	term.t.Helper()
	out, err := exec.Command("tmux", append([]string{"-L", term.socket}, args...)...).CombinedOutput()
	if err != nil {
		term.t.Fatalf("tmux %q: %v\n%s", args, err, out)
	}
	return string(out)
}

// press sends keys by tmux's names.
func (term *terminal) press(keys ...string) {
	term.t.Helper()
	for _, key := range keys {
		term.tmux("send-keys", key)
		if key == "Escape" {
			time.Sleep(300 * time.Millisecond) // or the next key makes it alt and that key
		}
	}
}

// write types text as it stands.
func (term *terminal) write(text string) {
	term.t.Helper()
	term.tmux("send-keys", "-l", text)
}

// paste puts text in as the terminal's own paste does.
func (term *terminal) paste(text string) {
	term.t.Helper()
	term.tmux("set-buffer", text, ";", "paste-buffer", "-p")
}

func (term *terminal) screen() string {
	term.t.Helper()
	return term.tmux("capture-pane", "-p")
}

// wait waits until the screen shows the text, for ten seconds at most.
func (term *terminal) wait(text string) string {
	term.t.Helper()
	return term.until("shows "+text, func(screen string) bool { return strings.Contains(screen, text) })
}

func (term *terminal) until(what string, ok func(screen string) bool) string {
	term.t.Helper()
	deadline := time.Now().Add(30 * time.Second) // a loaded machine is slow, not wrong
	for {
		screen := term.screen()
		if ok(screen) {
			return screen
		}
		if time.Now().After(deadline) {
			term.t.Fatalf("the screen never %s:\n%s", what, screen)
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// ended waits until the program has left and gives its exit code.
func (term *terminal) ended() string {
	term.t.Helper()
	deadline := time.Now().Add(30 * time.Second) // a loaded machine is slow, not wrong
	for {
		code, err := os.ReadFile(term.left)
		if err == nil && len(code) > 0 {
			return strings.TrimSpace(string(code))
		}
		if time.Now().After(deadline) {
			term.t.Fatalf("the program never ended:\n%s", term.screen())
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// pid is the program's process.
func (term *terminal) pid() string {
	term.t.Helper()
	shell := strings.TrimSpace(term.tmux("display-message", "-p", "#{pane_pid}"))
	out, err := exec.Command("pgrep", "-P", shell).Output()
	if err != nil {
		term.t.Fatalf("finding the program in the terminal: %v", err)
	}
	return strings.TrimSpace(string(out))
}

// command runs the program outside the terminal on the same folders.
func command(t *testing.T, dir string, args ...string) string {
	t.Helper()
	cmd := exec.Command("readout", args...)
	cmd.Dir = dir
	cmd.Env = append(cmd.Environ(), home(dir)...)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		t.Fatalf("readout %q: %v\n%s%s", args, err, &out, &errs)
	}
	return out.String()
}
