package picture

import (
	"bytes"
	"encoding/base64"
	"errors"
	"image"
	"image/png"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/ansi/kitty"
)

func picture(t *testing.T, w, h int) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := png.Encode(&out, image.NewGray(image.Rect(0, 0, w, h))); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestSize(t *testing.T) {
	for _, tt := range []struct{ w, h, columns, rows int }{
		{1, 1, 1, 1},
		{10, 20, 1, 1},
		{11, 21, 2, 2},
		{400, 200, 40, 10},
		{640, 360, 64, 18},
		{4000, 2000, 64, 16},
		{4000, 20, 64, 1},
		{20, 4000, 1, 18},
	} {
		if columns, rows := size(tt.w, tt.h); columns != tt.columns || rows != tt.rows {
			t.Errorf("%d×%d pixels are %d×%d cells, want %d×%d", tt.w, tt.h, columns, rows, tt.columns, tt.rows)
		}
	}
}

// A large picture is made smaller, and has the same place on the screen.
func TestRead(t *testing.T) {
	for _, of := range [][2]int{{4000, 2000}, {30, 3000}, {300, 100}} {
		img, err := Read(bytes.NewReader(picture(t, of[0], of[1])))
		if err != nil {
			t.Fatal(err)
		}
		b := img.Bounds()
		if b.Dx() > MostColumns*cellWidth*density || b.Dy() > MostRows*cellHeight*density {
			t.Errorf("%v is still %v", of, b)
		}
		columns, rows := size(of[0], of[1])
		if c, r := size(b.Dx(), b.Dy()); c != columns || r != rows {
			t.Errorf("%v has %d×%d cells, want %d×%d", of, c, r, columns, rows)
		}
	}
	for _, bad := range [][]byte{nil, []byte("GIF89a"), picture(t, 9, 9)[:40]} {
		if _, err := Read(bytes.NewReader(bad)); err == nil {
			t.Errorf("%q is a picture", bad)
		}
	}
	bomb := picture(t, 1, 1)
	copy(bomb[16:], "\x00\x01\x00\x00\x00\x01\x00\x00") // 65,536 by as many, with a wrong checksum
	if _, err := Read(bytes.NewReader(bomb)); err == nil {
		t.Error("a picture of 4 billion pixels was read")
	}
	if _, err := Read(bytes.NewReader(picture(t, mostPixels/4, 5))); !errors.Is(err, ErrTooLarge) {
		t.Errorf("one of too many pixels: %v", err)
	}
}

// What is sent is the picture, in chunks, with a virtual placement of its size.
func TestTransmit(t *testing.T) {
	p, sent, err := Transmit(7, image.NewGray(image.Rect(0, 0, 400, 200)))
	if err != nil || p != (Picture{7, 40, 10}) {
		t.Fatal(p, err)
	}
	commands := regexp.MustCompile("(?s)^(?:\x1b_G[^;\x1b]*;[A-Za-z0-9+/=]*\x1b\\\\)+$")
	if !commands.MatchString(sent) {
		t.Fatalf("%q", sent)
	}
	for _, want := range []string{"i=7", "U=1", "c=40", "r=10", "f=100", "q=2", "a=T"} {
		if head, _, _ := strings.Cut(sent, ";"); !strings.Contains(head+",", want+",") {
			t.Errorf("the command %q lacks %s", head, want)
		}
	}
	var data []byte
	for _, m := range regexp.MustCompile(`;([^\x1b]*)`).FindAllStringSubmatch(sent, -1) {
		part, err := base64.StdEncoding.DecodeString(m[1])
		if err != nil {
			t.Fatal(err)
		}
		data = append(data, part...)
	}
	if img, err := png.Decode(bytes.NewReader(data)); err != nil || img.Bounds().Dx() != 400 {
		t.Error(img, err)
	}
	if got := strings.Count(Forget(3), "a=d"); got != 3 {
		t.Errorf("%d of 3 are forgotten", got)
	}
}

// Each placeholder is one cell for the renderer, by either way of counting, and comes out of
// it with both its marks and the colour that names its picture.
func TestRowIsCells(t *testing.T) {
	p := Picture{ID: 201, Columns: MostColumns, Rows: MostRows}
	for _, method := range []ansi.Method{ansi.WcWidth, ansi.GraphemeWidth} {
		row := p.Row(MostRows - 1)
		if w := method.StringWidth(row); w != MostColumns {
			t.Fatalf("%d cells, want %d", w, MostColumns)
		}
		buffer := uv.NewScreenBuffer(MostColumns, 1)
		buffer.Method = method
		uv.NewStyledString("\x1b[38;5;201m"+row).Draw(buffer, buffer.Bounds())
		for x := range MostColumns {
			cell := buffer.CellAt(x, 0)
			want := string([]rune{kitty.Placeholder, kitty.Diacritic(MostRows - 1), kitty.Diacritic(x)})
			if cell == nil || cell.Content != want || cell.Style.Fg != ansi.IndexedColor(201) {
				t.Fatalf("cell %d is %+v", x, cell)
			}
		}
	}
	if n := utf8.RuneCountInString(p.Row(0)); n != 3*MostColumns {
		t.Errorf("%d characters", n)
	}
}

func TestKnown(t *testing.T) {
	for _, tt := range []struct {
		env  string
		want bool
	}{
		{"TERM=xterm-256color", false},
		{"TERM=xterm-kitty", true},
		{"TERM=xterm-ghostty", true},
		{"TERM=xterm-256color TERM_PROGRAM=ghostty", true},
		{"TERM=xterm-256color KITTY_WINDOW_ID=1", true},
		{"TERM=tmux-256color KITTY_WINDOW_ID=1 TMUX=/tmp/x", false},
		{"TERM=screen KITTY_WINDOW_ID=1 STY=1.x", false},
	} {
		got := Known(func(name string) string {
			for v := range strings.FieldsSeq(tt.env) {
				if rest, ok := strings.CutPrefix(v, name+"="); ok {
					return rest
				}
			}
			return ""
		})
		if got != tt.want {
			t.Errorf("%s: %v", tt.env, got)
		}
	}
}

// FuzzRead: whatever comes in is an error, or a picture of bounded size that can be sent.
func FuzzRead(f *testing.F) {
	var out bytes.Buffer
	if err := png.Encode(&out, image.NewGray(image.Rect(0, 0, 3, 2))); err != nil {
		f.Fatal(err)
	}
	f.Add(out.Bytes())
	f.Add([]byte("GIF89a\x01\x00\x01\x00\x00\x00\x00;"))
	f.Add([]byte("RIFF\x00\x00\x00\x00WEBPVP8L"))
	f.Fuzz(func(t *testing.T, data []byte) {
		img, err := Read(bytes.NewReader(data))
		if err != nil {
			return
		}
		if b := img.Bounds(); b.Dx() > MostColumns*cellWidth*density || b.Dy() > MostRows*cellHeight*density {
			t.Errorf("it is %v large", b)
		}
		if p, _, err := Transmit(1, img); err != nil || p.Columns < 1 || p.Rows < 1 || p.Columns > MostColumns || p.Rows > MostRows {
			t.Errorf("%+v, %v", p, err)
		}
	})
}
