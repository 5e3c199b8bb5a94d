//go:build !unix

package main

import "errors"

func stop() error { return errors.New("this system has no way to stop a program and go on with it") }
