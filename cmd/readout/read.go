package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"readout/content/sample"
	"readout/ui/app"
	"readout/ui/picture"
	linewise "readout/ui/plain"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/google/uuid"
)

// mostTabs is how many briefings are opened at once; of more there is a list.
const mostTabs = 8

// read opens the reader on files and briefings, or on the library.
func (p *program) read(ctx context.Context, names []string, as string) error {
	go measureFirst()
	c, err := p.loadConfig()
	if err != nil {
		return err
	}
	p.plain = p.plain || c.Plain || p.outTTY && !p.styled() // a dumb terminal is read line by line
	if !p.plain && !p.outTTY && len(names) > 0 {
		return p.print(names, as)
	}
	lib, err := p.library()
	if err != nil {
		return err
	}
	s := newStore(lib, c.Author, p.home.state)
	s.editor = p.editor()
	s.prepare(p)
	open, err := p.open(s, names, as)
	if err != nil {
		return err
	}
	title := ""
	if len(open) > mostTabs {
		title, s.only, open = strings.Join(names, " "), open, nil
	}
	if p.plain {
		return linewise.Read(linewise.Options{
			In: p.in, Out: p.out, Ask: p.inTTY && p.outTTY, Store: s, Author: c.Author,
			Now: func() time.Time { return time.Now().UTC() }, NewID: uuid.NewString,
		}, open...)
	}
	if !p.outTTY {
		return errors.New("opening the reader: it needs a terminal; readout FILE and readout show FILE print a briefing into a pipe, readout list the library")
	}
	look, err := p.look(c)
	if err != nil {
		return err
	}
	model := app.New(app.Options{
		Store: s, Open: open, Theme: look.theme, Look: look.of, Scheme: look.scheme, FixedScheme: look.fixed,
		Pictures: picture.Known(p.env) && !p.colourless(),
		Mouse:    c.Mouse, MaxWidth: c.Width, Keys: c.keys, Welcome: s.isNew(), Arranged: s.arranged(), ListTitle: title, Author: c.Author, Now: func() time.Time { return time.Now().UTC() }, NewID: uuid.NewString,
	})
	return p.runReader(ctx, s, model)
}

// print writes what was named into a pipe or a file, as Markdown: readout FILE | less.
func (p *program) print(names []string, as string) error {
	names, err := expand(names)
	if err != nil {
		return err
	}
	for i, name := range names {
		src, err := p.find(name, as)
		if err != nil {
			return err
		}
		if i > 0 {
			src = append([]byte("\n"), src...)
		}
		if _, err := p.out.Write(plain(src)); err != nil {
			return err
		}
	}
	return nil
}

// measureFirst measures a character, for which a table of all characters is made once:
// the first frame need not wait for it.
func measureFirst() { ansi.StringWidthWc("…") }

// open gets ready what was named, or the sample where the library is empty. What cannot
// be opened is said before the screen is taken.
func (p *program) open(s *store, names []string, as string) ([]string, error) {
	if len(names) == 0 && p.piped && p.styled() && !p.plain {
		names = []string{"-"} // in plain mode its lines are commands
	}
	if len(names) == 0 {
		if !s.lib.Empty() {
			return nil, nil
		}
		name, text := sample.Article()
		texts, err := p.markdown(input{name: name, hint: name, raw: text}, asArticle, making{})
		if err != nil {
			return nil, err
		}
		return []string{s.add(texts[0], "", nil)}, nil
	}
	names, err := expand(names)
	if err != nil {
		return nil, err
	}
	var open []string
	for _, name := range names {
		ids, err := p.ready(s, name, as)
		if errors.Is(err, errSameID) {
			p.complain(err) // the reader says so too
			continue
		}
		if err != nil {
			return nil, err
		}
		open = append(open, ids...)
	}
	return open, nil
}

// runReader runs the reader until it is left, told to end, or loses its terminal. Then
// what has to be kept is kept.
func (p *program) runReader(ctx context.Context, s *store, model *app.Model) error {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	var program *tea.Program
	reader := &paced{Model: model, ticker: func() *time.Ticker { return frameTicker(program) }}
	program = tea.NewProgram(reader, tea.WithContext(ctx), tea.WithoutSignalHandler(), tea.WithFPS(frameRate))
	_, err := program.Run()
	if n := model.Pictures(); n > 0 {
		_, _ = io.WriteString(p.out, picture.Forget(n))
	}
	asked := ctx.Err() != nil // a signal ended it, which is no failure
	kept := errors.Join(model.Close(), s.close())
	switch {
	case kept != nil:
		return fmt.Errorf("leaving the reader: %w", kept)
	case err != nil && !asked:
		return fmt.Errorf("running the reader: %w", err)
	}
	return nil
}
