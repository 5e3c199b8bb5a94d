package main

import (
	"bytes"
	"fmt"
	"io"
	"os"

	"readout/ui/app"
)

// Stamp is app.Store's.
func (s *store) Stamp(id string) string {
	if id == "" {
		return s.lib.Changes()
	}
	stamp := s.lib.Stamp(id)
	if o := s.opened(id); o != nil && o.again != nil {
		if info, err := os.Stat(o.from); err == nil {
			stamp += fmt.Sprintf(" %d.%d", info.Size(), info.ModTime().UnixNano())
		}
	}
	return stamp
}

// Reload is app.Store's.
func (s *store) Reload(id string) (*app.Doc, error) {
	if o := s.opened(id); o != nil && o.again != nil {
		src, err := o.again()
		if err == nil && !bytes.Equal(src, o.src) {
			err = s.renew(id, src, o.from)
		}
		if err != nil {
			return nil, err
		}
	}
	return s.load(id)
}

// again gives the Markdown of a file as it is now, in silence: the screen is the reader's.
func (p *program) again(s *store, name, as string) func() ([]byte, error) {
	quiet := *p
	quiet.err = io.Discard
	return func() ([]byte, error) {
		in, err := quiet.load(name)
		if err != nil {
			return nil, err
		}
		texts, err := quiet.markdown(in, as, making{earlier: s.earlier(in, as)})
		if err != nil {
			return nil, err
		}
		return texts[0], nil
	}
}
