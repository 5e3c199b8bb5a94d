package main

import (
	"io"

	tea "charm.land/bubbletea/v2"
)

// suspension stops the program, as tea.ExecCommand: the terminal is the shell's meanwhile.
// tea.Suspend does the same, but never comes back where there is no shell.
type suspension struct{}

func (suspension) Run() error          { return stop() }
func (suspension) SetStdin(io.Reader)  {}
func (suspension) SetStdout(io.Writer) {}
func (suspension) SetStderr(io.Writer) {}

// Suspend is app.Store's.
func (s *store) Suspend() tea.ExecCommand { return suspension{} }
