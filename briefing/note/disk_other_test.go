//go:build !linux

package note

import "errors"

func playDisk(string, string) int { return 2 }

func makePipe(string) error { return errors.ErrUnsupported }
