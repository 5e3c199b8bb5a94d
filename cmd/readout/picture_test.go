//go:build unix

package main

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/creack/pty"
)

// TestReadPicture reads what is in the folder of a text, and nothing else.
func TestReadPicture(t *testing.T) {
	outside := t.TempDir()
	folder := filepath.Join(outside, "texts")
	var chart bytes.Buffer
	if err := png.Encode(&chart, image.NewGray(image.Rect(0, 0, 40, 20))); err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string]string{
		"texts/a chart.png": chart.String(), "texts/below/chart.png": chart.String(), "secret.png": chart.String(), "texts/words.png": "words",
	} {
		path := filepath.Join(outside, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(data), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink("../secret.png", filepath.Join(folder, "link.png")); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("mkfifo", filepath.Join(folder, "pipe.png")).CombinedOutput(); err != nil {
		t.Fatal(err, string(out))
	}
	for path, want := range map[string]bool{
		"a chart.png": true, "a%20chart.png": true, "below/chart.png": true, "./below/../a%20chart.png": true,
		"words.png": false, "../secret.png": false, "%2e%2e/secret.png": false, "link.png": false, "pipe.png": false, "below": false,
		filepath.Join(outside, "secret.png"): false, "https://example.org/chart.png": false, "": false,
	} {
		if img, err := readPicture(folder, path); (err == nil) != want {
			t.Errorf("%q: %v, %v", path, img != nil, err)
		}
	}
}

// TestPictureFlow: a terminal that draws pictures is sent that of a text, shows its
// placeholders, and is told to forget it in the end; another sees the alternative text.
func TestPictureFlow(t *testing.T) {
	dir := t.TempDir()
	var chart bytes.Buffer
	if err := png.Encode(&chart, image.NewGray(image.Rect(0, 0, 200, 100))); err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string]string{"trade.md": "# Trade\n\n![A chart of tons](chart.png)\n\nThe very end.\n", "chart.png": chart.String()} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(data), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for term, draws := range map[string]bool{"xterm-kitty": true, "xterm-256color": false} {
		cmd := exec.Command("readout", filepath.Join(dir, "trade.md"))
		cmd.Env = append(append(cmd.Environ(), "TERM="+term, "TMUX=", "STY=", "KITTY_WINDOW_ID=", "TERM_PROGRAM="), home(dir)...)
		tty, err := pty.StartWithSize(cmd, &pty.Winsize{Cols: 80, Rows: 30})
		if err != nil {
			t.Fatal(err)
		}
		last := "The very end."
		if draws {
			last = "\U0010EEEE"
		}
		seen := string(readUntil(t, tty, last))
		_, _ = tty.WriteString("q")
		var rest bytes.Buffer
		_, _ = rest.ReadFrom(tty) // until the program has left: the system says so by an error
		if err := cmd.Wait(); err != nil {
			t.Error(err)
		}
		_ = tty.Close()
		all := seen + rest.String()
		has := strings.Contains
		if !has(all, "A chart of tons") || !has(all, "The very end.") {
			t.Errorf("%s: the text is not there: %q", term, all)
		}
		if has(all, "\x1b_G") != draws || has(all, "\U0010EEEE") != draws || has(all, "a=d") != draws {
			t.Errorf("%s: pictures are drawn: sent %v, shown %v, forgotten %v", term, has(all, "\x1b_G"), has(all, "\U0010EEEE"), has(all, "a=d"))
		}
		if draws && strings.Index(all, "\x1b_G") > strings.Index(all, "\U0010EEEE") {
			t.Error("the picture is shown before it is sent")
		}
	}
}
