package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// A large file is read in halves; one that has another size than was thought is left to the
// reading of as much as there is.
func TestReadHalves(t *testing.T) {
	text := bytes.Repeat([]byte("0123456789\n"), halved/11+1)
	path := filepath.Join(t.TempDir(), "large.md")
	if err := os.WriteFile(path, text, 0o666); err != nil {
		t.Fatal(err)
	}
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if raw, ok := readHalves(file, int64(len(text))); !ok || !bytes.Equal(raw, text) {
		t.Errorf("%v, %d bytes of %d", ok, len(raw), len(text))
	}
	for _, size := range []int{0, halved - 1, len(text) - 1, len(text) + 1} {
		if _, ok := readHalves(file, int64(size)); ok {
			t.Errorf("%d bytes were read of %d", size, len(text))
		}
	}
	in, err := (&program{}).load(path)
	if err != nil || !bytes.Equal(in.raw, text) {
		t.Errorf("%d bytes of %d: %v", len(in.raw), len(text), err)
	}
}
