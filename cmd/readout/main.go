// Command readout makes briefings of news articles and is where they are read and
// annotated: in the terminal. This room has one short file a subcommand, and wires the
// other rooms together: flags, streams, exit codes, the clock, the disk.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"

	"readout/cmd/readout/early"
	"readout/content"

	"github.com/adrg/xdg"
	"golang.org/x/term"
)

// The exit codes.
const (
	exitOK     = 0
	exitFailed = 1 // something could not be done
	exitUsage  = 2 // the command line makes no sense
)

const name = "readout"

// version is set by the linker for releases.
var version = "dev"

// program is what every subcommand needs of the world outside.
type program struct {
	in     io.Reader
	out    io.Writer
	err    io.Writer
	env    func(string) string
	now    time.Time
	inTTY  bool
	piped  bool // a text comes in, from a pipe or a file
	outTTY bool
	errTTY bool
	width  int // of the terminal that out is, in cells; 80 otherwise
	home   folders

	notesDir     string // where notes are kept, as the command line says; empty: as the configuration does
	plain        bool   // the reader reads line by line
	allowPrivate bool   // web addresses may lie in this machine's own network
}

// folders are where readout keeps what is the user's, after the XDG Base Directory
// Specification; each platform has its own.
type folders struct{ data, state, config, cache string }

// usageError is an error in the command line itself.
type usageError struct{ error }

// reported is an error whose line has been printed already.
var errReported = errors.New("already reported")

func main() {
	runtime.GC() // what initialising left, half of the heap; the next waits until much more is there
	early.Drop()
	os.Exit(run(os.Args[1:], world()))
}

// run runs one command line and gives the exit code.
func run(args []string, p *program) int {
	root := rootCommand(p)
	root.SetArgs(args)
	cmd, err := root.ExecuteC()
	var usage usageError
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &usage):
		p.complain(err)
		fmt.Fprintf(p.err, "readout: see %s --help\n", cmd.CommandPath())
		return exitUsage
	case errors.Is(err, errReported):
		return exitFailed
	default:
		p.complain(err)
		return exitFailed
	}
}

// complain prints an error as one line that no terminal acts on.
func (p *program) complain(err error) {
	fmt.Fprintln(p.err, "readout: "+content.CleanLine(err.Error()))
}

func world() *program {
	p := &program{in: os.Stdin, out: os.Stdout, err: os.Stderr, env: os.Getenv, now: today(os.Getenv), width: 80}
	p.home = folders{filepath.Join(xdg.DataHome, name), filepath.Join(xdg.StateHome, name), filepath.Join(xdg.ConfigHome, name), filepath.Join(xdg.CacheHome, name)}
	p.inTTY = term.IsTerminal(int(os.Stdin.Fd()))
	p.piped = comesIn(os.Stdin)
	p.outTTY = term.IsTerminal(int(os.Stdout.Fd()))
	p.errTTY = term.IsTerminal(int(os.Stderr.Fd()))
	if w, _, err := term.GetSize(int(os.Stdout.Fd())); err == nil && w > 0 {
		p.width = w
	}
	return p
}

// comesIn reports whether a file that a program was given as its input is a pipe, or a
// file that is not empty: not a terminal, and not /dev/null.
func comesIn(file *os.File) bool {
	info, err := file.Stat()
	return err == nil && (info.Mode()&os.ModeNamedPipe != 0 || info.Mode().IsRegular() && info.Size() > 0)
}

// today is the clock that dates without a year are held against; SOURCE_DATE_EPOCH
// (reproducible-builds.org) stops it.
func today(env func(string) string) time.Time {
	if s, err := strconv.ParseInt(env("SOURCE_DATE_EPOCH"), 10, 64); err == nil {
		return time.Unix(s, 0).UTC()
	}
	return time.Now().UTC()
}

// styled reports whether the output is a terminal that shows styles.
func (p *program) styled() bool { return p.outTTY && p.env("TERM") != "dumb" }

// colourless reports whether the user wants no colour (no-color.org: any value counts), or
// has a terminal that knows none: those of DEC before the VT525, and what terminfo calls
// monochrome.
func (p *program) colourless() bool {
	kind, _, _ := strings.Cut(p.env("TERM"), "-")
	switch kind {
	case "vt100", "vt102", "vt220", "vt320", "vt420":
		return true
	}
	return p.env("NO_COLOR") != "" || strings.HasSuffix(p.env("TERM"), "-mono") || strings.HasSuffix(p.env("TERM"), "-m")
}
