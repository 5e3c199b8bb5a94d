//go:build unix

package main

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
)

// TestFromSampleToExportedNotes is the way of a new user: open the sample, select by
// keyboard, write a note, leave, open again and see it, export, read the file.
func TestFromSampleToExportedNotes(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	term := openTerminal(t, dir, 100, 30, "readout")
	term.wait("Meetings")
	term.press("1", "}", ")", "v", "$", "a")
	term.wait("save")
	term.write("Ask the ministry for the wording.")
	term.press("C-s")
	term.wait("note saved")
	term.press("t")
	term.write("follow-up")
	term.press("Enter")
	term.wait("tags saved")
	term.press("q")
	term.endedWell()

	notes := listNotes(t, dir)
	if len(notes) != 1 || notes[0].Body != "Ask the ministry for the wording." || len(notes[0].Tags) != 1 || notes[0].Tags[0] != "follow-up" || notes[0].Quote == "" {
		t.Fatalf("the notes on disk are %+v", notes)
	}

	again := openTerminal(t, dir, 100, 30, "readout")
	again.wait("▸")
	again.press("Enter")
	again.wait("1 note")
	again.press("N")
	again.wait("Ask the ministry for the wording.")
	again.press("Enter", "E")
	again.wait("exported to")
	again.press("q")
	again.wait("Library")
	again.press("q")
	again.endedWell()

	exported, err := filepath.Glob(filepath.Join(dir, "notes*.md"))
	if err != nil || len(exported) != 1 {
		t.Fatalf("exported files: %v %v", exported, err)
	}
	text, err := os.ReadFile(exported[0])
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Ask the ministry for the wording.", "follow-up", "## Meetings", notes[0].Quote} {
		if !strings.Contains(string(text), want) {
			t.Errorf("the export lacks %q:\n%s", want, text)
		}
	}
}

// TestUnsavedTextSurvivesEnds: a text that is being typed is offered again after the
// program was told to end, or its terminal closed.
func TestUnsavedTextSurvivesEnds(t *testing.T) {
	t.Parallel()
	for name, end := range map[string]func(*terminal){
		"SIGTERM":         func(term *terminal) { sendSignal(t, "TERM", term.pid()) },
		"SIGHUP":          func(term *terminal) { sendSignal(t, "HUP", term.pid()) },
		"closed terminal": func(term *terminal) { _ = exec.Command("tmux", "-L", term.socket, "kill-server").Run() },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			term := openTerminal(t, dir, 100, 30, "readout")
			term.wait("Meetings")
			pid := term.pid()
			term.press("1", "}", "h")
			term.wait("1 note")
			term.press("}", "a")
			term.write("half a thought")
			term.wait("half a thought")
			end(term)
			waitGone(t, pid)

			if notes := listNotes(t, dir); len(notes) != 1 {
				t.Errorf("%d notes on disk, 1 was saved", len(notes))
			}
			again := openTerminal(t, dir, 100, 30, "readout")
			again.wait("▸")
			again.press("Enter")
			again.wait("unsaved text")
			again.press("a")
			again.wait("half a thought")
			sendSignal(t, "TERM", again.pid())
			again.ended()
		})
	}
}

// TestKilledWhileWritingNotes: SIGKILL at any moment loses no note that the screen had
// acknowledged.
func TestKilledWhileWritingNotes(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	chance := rand.New(rand.NewPCG(1, 2))
	for round := range 4 {
		term := openTerminal(t, dir, 100, 30, "readout")
		if round > 0 {
			term.wait("▸")
			term.press("Enter")
		}
		term.wait("Meetings")
		term.press("g", "g", "1")
		acknowledged := 0
		most := 3 + chance.IntN(12)
		for i := 0; i < most || acknowledged == 0 && i < 200; i++ { // a loaded machine shows it later
			term.press(")", "h", ")", "h", ")")
			acknowledged = max(acknowledged, shownNotes(term.screen()))
		}
		sendSignal(t, "KILL", term.pid())
		term.ended()
		if got := len(listNotes(t, dir)); got < acknowledged || acknowledged == 0 {
			t.Fatalf("round %d: %d notes on disk, %d were acknowledged", round, got, acknowledged)
		}
	}
}

// TestFullDiskKeepsWhatWasTyped: on a disk that is full the text stays on the screen,
// earlier notes are unharmed, and it saves when there is space again.
func TestFullDiskKeepsWhatWasTyped(t *testing.T) {
	dir := t.TempDir()
	data := filepath.Join(dir, "data")
	if err := os.Mkdir(data, 0o777); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", data).CombinedOutput(); err != nil {
		t.Skipf("needs the right to mount a small disk: %s", out)
	}
	t.Cleanup(func() { _ = exec.Command("umount", "-l", data).Run() })

	term := openTerminal(t, dir, 100, 30, "readout")
	term.wait("Meetings")
	term.press("1", "}", "h")
	term.wait("1 note")
	filler := filepath.Join(data, "filler")
	if err := os.WriteFile(filler, make([]byte, 1<<20), 0o666); err == nil {
		t.Fatal("the disk is not full")
	}
	term.press("}", "a")
	term.wait("ctrl-s save")
	term.paste("Typed while the disk was full. " + strings.Repeat("And more of it. ", 400))
	term.press("C-s")
	term.wait("no space left")
	if !strings.Contains(term.screen(), "And more of it.") {
		t.Fatalf("the text is gone:\n%s", term.screen())
	}
	if notes := listNotes(t, dir); len(notes) != 1 {
		t.Errorf("%d notes on disk, the one of before should be", len(notes))
	}
	if err := os.Remove(filler); err != nil {
		t.Fatal(err)
	}
	term.press("C-s")
	term.wait("note saved")
	if notes := listNotes(t, dir); len(notes) != 2 {
		t.Errorf("%d notes on disk after there was space again, want 2", len(notes))
	}
}

// TestEditedArticleKeepsItsNotes: the article changes between two readings, its first
// paragraph too, and the note is there and stands on its text.
func TestEditedArticleKeepsItsNotes(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := filepath.Join(dir, "article.txt")
	article := "Ministers meet at Osk\n\nIcelandic Prime Minister Katla Vint met Swiss President Arne Holm in Osk on Tuesday, 4 March 2025.\n\n" +
		"Iceland asked its allies for air defence systems.\n\nThe treaty of 1921 made the river the border.\n"
	for i, text := range []string{article, strings.Replace(article, "in Osk on", "in the town of Osk on", 1)} {
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		term := openTerminal(t, dir, 100, 30, "readout", file)
		term.wait("Weapons requests")
		if i == 0 {
			term.press("2")
			time.Sleep(time.Second) // right behind the digit a motion would take it for its count
			term.press("j", "h")
		}
		term.wait("1 note")
		term.press("N")
		term.wait("Iceland asked its allies")
		if strings.Contains(term.screen(), "not found any more") {
			t.Errorf("the note lost its text:\n%s", term.screen())
		}
		term.press("Escape", "q")
		term.endedWell()
	}
	var list []struct{ ID string }
	if err := json.Unmarshal([]byte(command(t, dir, "list", "--json")), &list); err != nil || len(list) != 1 {
		t.Errorf("the library has %v %v, want one briefing", list, err)
	}
}

// TestTinyTerminal: 20×5 shows something, takes keys and is left without harm.
func TestTinyTerminal(t *testing.T) {
	t.Parallel()
	term := openTerminal(t, t.TempDir(), 20, 5, "readout")
	term.until("shows the text", func(s string) bool { return len(strings.TrimSpace(s)) > 30 })
	term.press("j", "j", "v", "w", "h", "?", "Escape", "N", "Escape", "G", "q")
	term.endedWell()
}

// TestPipedText: what comes in by a pipe is read, with - and without, as by less; what is
// empty or /dev/null is none, and the keys are the terminal's all the same.
func TestPipedText(t *testing.T) {
	t.Parallel()
	for _, line := range []string{`printf '# Piped\n\nA text.\n' | readout`, `printf '# Piped\n\nA text.\n' | readout -`} {
		term := openTerminal(t, t.TempDir(), 60, 12, "sh", "-c", line)
		term.wait("A text.")
		term.press("v", "h")
		term.wait("again for another kind")
		term.press("q")
		term.endedWell()
	}
	term := openTerminal(t, t.TempDir(), 60, 12, "sh", "-c", "readout </dev/null")
	term.until("shows the sample", func(s string) bool { return len(strings.TrimSpace(s)) > 30 })
	term.press("q")
	term.endedWell()
}

func (term *terminal) endedWell() {
	term.t.Helper()
	if state := term.ended(); state != "0" {
		term.t.Fatalf("the program ended with %q:\n%s", state, term.screen())
	}
}

var noteCount = regexp.MustCompile(`(\d+) notes?`)

// shownNotes gives the number of notes that the status line says are saved.
func shownNotes(screen string) int {
	n := 0
	for _, m := range noteCount.FindAllStringSubmatch(screen, -1) {
		n, _ = strconv.Atoi(m[1])
	}
	return n
}

func sendSignal(t *testing.T, name, pid string) {
	t.Helper()
	if out, err := exec.Command("kill", "-"+name, pid).CombinedOutput(); err != nil {
		t.Fatalf("kill -%s: %v %s", name, err, out)
	}
}

func waitGone(t *testing.T, pid string) {
	t.Helper()
	for range 500 {
		if exec.Command("kill", "-0", pid).Run() != nil {
			return
		}
		state, _ := os.ReadFile("/proc/" + pid + "/stat")
		if strings.Contains(string(state), ") Z ") {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Fatal("the program did not end")
}

type listedNote struct {
	Body  string   `json:"body"`
	Quote string   `json:"quote"`
	Tags  []string `json:"tags"`
}

func listNotes(t *testing.T, dir string) []listedNote {
	t.Helper()
	var notes []listedNote
	if err := json.Unmarshal([]byte(command(t, dir, "notes", "--json")), &notes); err != nil {
		t.Fatal(err)
	}
	return notes
}
