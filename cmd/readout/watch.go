package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"sync"

	"readout/ui/app"
)

// Stamp is app.Store's.
func (s *store) Stamp(id string) string {
	if id == "" {
		return s.lib.Changes()
	}
	stamp := s.lib.Stamp(id)
	if o := s.opened(id); o != nil && o.again != nil {
		stamp += " " + fileStamp(o.from)
	}
	return stamp
}

// fileStamp gives a text that changes when a file does; empty where it cannot be looked at.
func fileStamp(path string) string {
	info, err := os.Stat(path)
	if err != nil {
		return ""
	}
	return fmt.Sprintf("%d.%d", info.Size(), info.ModTime().UnixNano())
}

// Reload is app.Store's.
func (s *store) Reload(id string) (*app.Doc, error) {
	if o := s.opened(id); o != nil && o.again != nil {
		src, err := o.again()
		if err == nil && src != nil && !bytes.Equal(src, o.src) {
			err = s.renew(id, src, o.from)
		}
		if err != nil {
			return nil, err
		}
	}
	return s.load(id)
}

// again gives the Markdown of a file as it is now, in silence: the screen is the reader's.
// It is nil while the file is as it was when it was read last, at first with that stamp.
func (p *program) again(s *store, name, as, stamp string) func() ([]byte, error) {
	quiet := *p
	quiet.err = io.Discard
	var mu sync.Mutex
	return func() ([]byte, error) {
		mu.Lock()
		defer mu.Unlock()
		now := fileStamp(name)
		if now != "" && now == stamp {
			return nil, nil
		}
		in, err := quiet.load(name)
		if err != nil {
			return nil, err
		}
		texts, err := quiet.markdown(in, as, making{earlier: s.earlier(in, as)})
		if err != nil {
			return nil, err
		}
		stamp = now
		return texts[0], nil
	}
}
