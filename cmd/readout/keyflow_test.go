//go:build unix

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// editorOf gives a file that is an editor: a shell script on $f, the file it is given.
func editorOf(t *testing.T, dir, script string) string {
	t.Helper()
	path := filepath.Join(dir, "ed it.sh")
	text := "#!/bin/sh\nfor f; do :; done\n" + script + "\n"
	if err := os.WriteFile(path, []byte(text), 0o700); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestEditorInTheTerminal writes a note and a briefing's file by the user's own editor,
// whose command line has blanks and quotation marks.
func TestEditorInTheTerminal(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	editor := editorOf(t, dir, `printf '%s\n' "$*" >>`+filepath.Join(dir, "args")+`; case "$f" in *note.md) printf ' and by my editor' >>"$f";; *) sed -i.old 's/crossing/ferry/' "$f";; esac`)
	file, temp := filepath.Join(dir, "walk.md"), t.TempDir()
	if err := os.WriteFile(file, []byte("# A walk\n\nThe path begins at the mill.\n\nThere is a crossing.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	term := openTerminal(t, dir, 90, 24, "env", "TMPDIR="+temp, "VISUAL='"+editor+"' -n \"two words\"", "EDITOR=false", "readout", file)
	term.wait("Welcome")
	term.wait("The path begins")
	term.press("}", "a")
	term.wait("ctrl-o")
	term.write("By hand")
	term.press("C-o")
	term.wait("By hand and by my editor")
	term.press("C-s")
	term.wait("note saved")
	term.press("}", "C-e")
	term.wait("There is a ferry.")
	term.press("N")
	term.wait("By hand and by my editor")
	term.press("Escape")
	term.wait("There is a ferry.")
	term.press(":", "q", "Enter")
	if code := term.ended(); code != "0" {
		t.Errorf("the exit code is %s", code)
	}
	args, err := os.ReadFile(filepath.Join(dir, "args"))
	if err != nil || !strings.HasPrefix(string(args), "-n two words ") || !strings.HasSuffix(string(args), "-n two words "+file+"\n") {
		t.Errorf("the editor was called with %q, %v", args, err)
	}
	if left, err := os.ReadDir(temp); err != nil || len(left) > 0 {
		t.Errorf("files of the editor are left: %q", left)
	}
	if out := command(t, dir, "notes"); !strings.Contains(out, "By hand and by my editor") {
		t.Errorf("the notes are %s", out)
	}
}

// TestEditorThatFails loses nothing.
func TestEditorThatFails(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	term := openTerminal(t, dir, 120, 24, "env", "VISUAL=", "EDITOR=no-such-editor", "readout")
	term.wait("Meetings")
	term.press("a")
	term.wait("ctrl-o")
	term.write("Stays here")
	term.press("C-o")
	screen := term.wait("VISUAL or EDITOR names another")
	if !strings.Contains(screen, "Stays here") || !strings.Contains(screen, "no-such-editor") {
		t.Errorf("the screen is\n%s", screen)
	}
	term.press("Escape", "k")
	term.wait("kept as a draft")
	term.press("C-e")
	term.wait("this briefing is not from a file")
	term.press("Escape", "q")
	term.ended()
}

// TestSuspendAndResume stops the program by its key and goes on on the same screen, even
// in the middle of a text.
func TestSuspendAndResume(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	term := openTerminal(t, dir, 80, 24, "env", "PS1=shell> ", "sh", "-i")
	term.wait("shell>")
	term.write("readout")
	term.press("Enter")
	term.wait("Meetings")
	term.press("a")
	term.wait("ctrl-s")
	term.write("In the middle of a")
	kept := func(screen string) bool {
		return strings.Contains(screen, "In the middle of a") && !strings.Contains(screen, "saving")
	}
	before := term.until("shows the text as a kept draft", kept)
	term.press("C-z")
	term.until("shows the shell", func(s string) bool { return strings.Contains(s, "shell>") && !strings.Contains(s, "In the middle") })
	term.write("fg")
	term.press("Enter")
	after := term.until("shows the text again", kept)
	if after != before {
		t.Errorf("before\n%s\nand after\n%s", before, after)
	}
	term.write(" text")
	term.wait("In the middle of a text")
	term.press("Escape", "d")
	term.wait("quit")
	term.press("q")
	term.wait("shell>")
	term.write("exit")
	term.press("Enter")
	term.ended()
}

// TestNothingToSuspendTo goes on where no shell could go on with the program.
func TestNothingToSuspendTo(t *testing.T) {
	t.Parallel()
	term := openTerminal(t, t.TempDir(), 80, 24, "readout")
	term.wait("Meetings")
	term.press("C-z")
	term.wait("not suspended: there is no shell to go back to")
	term.press(":")
	term.wait("Command")
	term.write("q")
	term.press("Enter")
	term.ended()
}

// TestWelcomeIsSaidOnce says the first keys until some were pressed, and never again.
func TestWelcomeIsSaidOnce(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	term := openTerminal(t, dir, 80, 24, "readout")
	term.wait("Welcome")
	term.press("j", "j", "j", "k", "k", "k", "j")
	term.until("takes the welcome away", func(s string) bool { return !strings.Contains(s, "Welcome") })
	term.press("q")
	term.ended()
	term = openTerminal(t, dir, 80, 24, "readout")
	if screen := term.wait("enter open"); strings.Contains(screen, "Welcome") {
		t.Errorf("it is said again:\n%s", screen)
	}
	term.press("q")
	term.ended()
}
