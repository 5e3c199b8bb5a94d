package note

import (
	"bufio"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

var kills = flag.Int("kills", 30, "how often to kill a program that is writing notes")

// The helper programs are this test binary, started anew with a role.
const roleVar = "READOUT_NOTE_TEST_ROLE"

func TestMain(m *testing.M) {
	if role := os.Getenv(roleVar); role != "" {
		os.Exit(play(strings.Split(role, "|")))
	}
	os.Exit(m.Run())
}

func helper(role ...any) *exec.Cmd {
	words := make([]string, len(role))
	for i, r := range role {
		words[i] = fmt.Sprint(r)
	}
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), roleVar+"="+strings.Join(words, "|"))
	cmd.Stderr = os.Stderr
	return cmd
}

// play is what a helper does: append the notes first to last to a log, and print the
// number of each once it is saved.
func play(role []string) int {
	switch role[0] {
	case "write":
		first, _ := strconv.Atoi(role[2])
		last, _ := strconv.Atoi(role[3])
		return writeNotes(role[1], first, last)
	case "disk":
		return playDisk(role[1], role[2])
	}
	return 2
}

func writeNotes(path string, first, last int) int {
	l, err := OpenLog(path)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	for n := first; n <= last; n++ {
		// Notes of very different sizes, so that kills meet every kind of write.
		note := sample(n)
		note.Body = strings.Repeat("words ", n*n%5000)
		if err := l.Append(note); err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		fmt.Println(n)
	}
	return 0
}

// A program is killed while it writes notes, again and again on the same log. Every note
// that it had acknowledged is there, whole.
func TestKill(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ada.jsonl")
	random := rand.New(rand.NewPCG(1, 2))
	acknowledged := map[string]bool{}
	next, running := 1, 0
	for range *kills {
		cmd := helper("write", path, next, next+100000)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(out)
		// The first note shows that it is at work; the kill comes at any time after it.
		wait := time.Duration(random.IntN(20000)) * time.Microsecond
		count := 0
		for lines.Scan() {
			n, err := strconv.Atoi(lines.Text())
			if err != nil {
				break // the end of a line that was cut off
			}
			acknowledged[sampleID(n)] = true
			next = n + 1
			if count++; count == 1 {
				time.AfterFunc(wait, func() { cmd.Process.Kill() })
			}
		}
		cmd.Wait()
		if count > 0 {
			running++
		}
		next += 2 // the one that was being written may be there too
	}
	notes, problems, err := Read(path)
	if err != nil {
		t.Fatal(err)
	}
	there := map[string]bool{}
	for _, n := range notes {
		there[n.ID] = true
	}
	for id := range acknowledged {
		if !there[id] {
			t.Errorf("note %s was acknowledged and is lost", id)
		}
	}
	if running < *kills {
		t.Errorf("only %d of %d programs were killed while writing", running, *kills)
	}
	if len(notes) > len(acknowledged)+*kills || len(problems) > *kills {
		t.Errorf("%d notes and %d problems of %d acknowledged notes and %d kills", len(notes), len(problems), len(acknowledged), *kills)
	}
	t.Logf("%d kills: %d notes acknowledged, %d there, %d lines torn", *kills, len(acknowledged), len(notes), len(problems))
}

// Four programs write to one log at the same time; all their notes are there.
func TestFourWriters(t *testing.T) {
	path := filepath.Join(t.TempDir(), "notes", "ada.jsonl")
	const writers, each = 4, 250
	var cmds []*exec.Cmd
	for w := range writers {
		cmd := helper("write", path, w*each+1, (w+1)*each)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		cmds = append(cmds, cmd)
	}
	for _, cmd := range cmds {
		if err := cmd.Wait(); err != nil {
			t.Error(err)
		}
	}
	notes, problems, err := Read(path)
	if err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
	if len(notes) != writers*each {
		t.Errorf("%d notes, want %d", len(notes), writers*each)
	}
	for i, n := range notes {
		if n.ID != sampleID(i+1) || len(n.Body) != (i+1)*(i+1)%5000*len("words ") {
			t.Fatalf("note %d is %s with %d bytes", i+1, n.ID, len(n.Body))
		}
	}
}
