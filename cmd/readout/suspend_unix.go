//go:build unix

package main

import (
	"errors"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// stopTime is how long a stopped program may take to be stopped.
const stopTime = 300 * time.Millisecond

// stop stops the program and all that it belongs to in the shell, until the shell goes on
// with it. Where no shell could (the program is all that runs in its terminal) the system
// does not stop it; then waiting for the shell would last for ever.
func stop() error {
	resumed := make(chan os.Signal, 1)
	signal.Notify(resumed, syscall.SIGCONT)
	defer signal.Stop(resumed)
	if err := syscall.Kill(0, syscall.SIGTSTP); err != nil {
		return err
	}
	select {
	case <-resumed:
		return nil
	case <-time.After(stopTime):
		return errors.New("there is no shell to go back to")
	}
}
