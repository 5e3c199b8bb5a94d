// Package picture puts pictures into cells of text, for terminals that draw them there:
// those that know the Unicode placeholders of kitty's graphics protocol
// (https://sw.kovidgoyal.net/kitty/graphics-protocol/#unicode-placeholders). The terminal
// is sent a picture once; from then on it draws it wherever its placeholders are written,
// which are characters like others to whoever lays out, scrolls and paints.
//
// It reads no files and knows no Markdown.
package picture

import (
	"errors"
	"fmt"
	"image"
	_ "image/gif"  // read
	_ "image/jpeg" // read
	_ "image/png"  // read
	"io"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/ansi/kitty"
	"golang.org/x/image/draw"
	_ "golang.org/x/image/webp" // read
)

// The most that a picture takes on the screen, in cells; a smaller one is not enlarged.
const (
	MostColumns = 64
	MostRows    = 18
)

// MostBytes is the most that is read of a picture.
const MostBytes = 16 << 20

// What a cell is taken for, in pixels; only the proportion shows.
const (
	cellWidth  = 10
	cellHeight = 20
	density    = 2 // pixels of the terminal to one of these
	mostPixels = 50 << 20
)

// MostPictures is how many pictures there can be: they are told apart by a colour of the
// palette.
const MostPictures = 255

// ErrTooLarge says that a picture has more pixels than are worth decoding.
var ErrTooLarge = errors.New("the picture is too large")

// Picture is one that the terminal has, and its size in cells.
type Picture struct {
	ID            uint8 // from 1
	Columns, Rows int
}

// Known reports whether the terminal that an environment tells of draws pictures in text:
// kitty and Ghostty, unless a multiplexer stands between, which does not hand them on. The
// terminal is not asked, for the answer says nothing of placeholders.
func Known(env func(string) string) bool {
	if env("TMUX") != "" || env("STY") != "" || env("ZELLIJ") != "" {
		return false
	}
	term := env("TERM")
	return term == "xterm-kitty" || term == "xterm-ghostty" || env("KITTY_WINDOW_ID") != "" || env("TERM_PROGRAM") == "ghostty"
}

// Read decodes a PNG, JPEG, GIF or WebP picture, made small enough for what is shown of it.
// Errors: ErrTooLarge, and those of the image package.
func Read(r io.ReadSeeker) (image.Image, error) {
	config, _, err := image.DecodeConfig(r)
	if err != nil {
		return nil, err
	}
	if config.Width <= 0 || config.Height <= 0 || config.Width > mostPixels/config.Height {
		return nil, fmt.Errorf("%w: %d×%d pixels", ErrTooLarge, config.Width, config.Height)
	}
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	img, _, err := image.Decode(r)
	if err != nil {
		return nil, err
	}
	columns, rows := size(img.Bounds().Dx(), img.Bounds().Dy())
	w, h := columns*cellWidth*density, rows*cellHeight*density
	if b := img.Bounds(); b.Dx() > w || b.Dy() > h {
		share := min(float64(w)/float64(b.Dx()), float64(h)/float64(b.Dy()))
		small := image.NewRGBA(image.Rect(0, 0, max(int(float64(b.Dx())*share), 1), max(int(float64(b.Dy())*share), 1)))
		draw.ApproxBiLinear.Scale(small, small.Bounds(), img, b, draw.Src, nil)
		img = small
	}
	return img, nil
}

// size gives the cells for a picture of so many pixels.
func size(w, h int) (columns, rows int) {
	share := min(1, MostColumns*cellWidth/float64(w), MostRows*cellHeight/float64(h))
	up := func(pixels, cell, most int) int {
		return min(max(int(float64(pixels)*share+float64(cell)-1)/cell, 1), most)
	}
	return up(w, cellWidth, MostColumns), up(h, cellHeight, MostRows)
}

// Transmit gives a picture, and what sends it to the terminal.
func Transmit(id uint8, img image.Image) (Picture, string, error) {
	p := Picture{ID: id}
	p.Columns, p.Rows = size(img.Bounds().Dx(), img.Bounds().Dy())
	var out strings.Builder
	err := kitty.EncodeGraphics(&out, img, &kitty.Options{
		Action: kitty.TransmitAndPut, Transmission: kitty.Direct, Format: kitty.PNG, Chunk: true, Quiet: 2,
		ID: int(id), Columns: p.Columns, Rows: p.Rows, VirtualPlacement: true,
	})
	return p, out.String(), err
}

// Forget gives what makes the terminal forget the first so many pictures.
func Forget(pictures int) string {
	var out strings.Builder
	for id := 1; id <= pictures; id++ {
		o := kitty.Options{Action: kitty.Delete, Delete: kitty.DeleteID, DeleteResources: true, ID: id, Quiet: 2}
		out.WriteString(ansi.KittyGraphics(nil, o.Options()...))
	}
	return out.String()
}

// Row gives the placeholders of one row. They are written in colour ID of the palette.
func (p Picture) Row(row int) string {
	var out strings.Builder
	for column := range p.Columns {
		out.WriteRune(kitty.Placeholder)
		out.WriteRune(kitty.Diacritic(row))
		out.WriteRune(kitty.Diacritic(column))
	}
	return out.String()
}
