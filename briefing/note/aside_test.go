package note

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What is no note is taken beside, once and whole, and every note stays.
func TestSetAside(t *testing.T) {
	dir := t.TempDir()
	path := logIn(t, dir, "ada.jsonl", version(1, "one", 1), version(2, "two", 2))
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	first, second, _ := strings.Cut(string(text), "\n")
	damaged := "garbage\n" + first + "\n\x00\x00\x00{\n\n" + second + first[:40]
	log, err := OpenLog(path)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := os.WriteFile(path, []byte(damaged), 0o600); err != nil {
			t.Fatal(err)
		}
		before, problems, err := Read(path)
		if err != nil || len(problems) != 3 {
			t.Fatal(problems, err)
		}
		if n, err := log.SetAside(); n != 3 || err != nil {
			t.Fatal(n, err)
		}
		after, problems, err := Read(path)
		if err != nil || len(problems) != 0 || len(after) != len(before) {
			t.Fatalf("%d notes of %d, %v, %v", len(after), len(before), problems, err)
		}
	}
	if n, err := log.SetAside(); n != 0 || err != nil {
		t.Error(n, err)
	}
	aside, err := os.ReadFile(path + AsideEnd)
	once := "garbage\n\x00\x00\x00{\n" + first[:40] + "\n"
	if err != nil || string(aside) != once+once {
		t.Errorf("beside there is %q, %v", aside, err)
	}
	if logs, _ := filepath.Glob(filepath.Join(dir, "*.jsonl")); len(logs) != 1 {
		t.Error(logs)
	}
}
