package app

import (
	"sync/atomic"

	tea "charm.land/bubbletea/v2"

	"readout/ui/picture"
)

// pictures are those that the terminal was sent.
type pictures struct {
	known  map[pictured]picture.Picture // one without an ID: it was asked for, or there is none
	wanted []pictured
	ids    atomic.Int32 // given to those that there are
}

// pictured names a picture: by where an image leads, in the text with an id.
type pictured struct{ text, target string }

// pictureMsg brings a picture, and what sends it to the terminal; sentMsg says that this
// was done.
type (
	pictureMsg struct {
		of       pictured
		picture  picture.Picture
		transmit string
	}
	sentMsg struct {
		of      pictured
		picture picture.Picture
	}
)

// of gives what a text's reader asks for pictures; nil where the terminal draws none. One
// that is asked for the first time is fetched behind the text.
func (p *pictures) of(text string) func(target string) (picture.Picture, bool) {
	if p == nil {
		return nil
	}
	return func(target string) (picture.Picture, bool) {
		key := pictured{text, target}
		found, asked := p.known[key]
		if !asked {
			p.known[key] = picture.Picture{}
			p.wanted = append(p.wanted, key)
		}
		return found, found.ID != 0
	}
}

// fetchPictures fetches the pictures that were asked for. An image that has none, or for
// which no ID is left, stays its alternative text.
func (m *Model) fetchPictures() tea.Cmd {
	if m.pictures == nil || len(m.pictures.wanted) == 0 {
		return nil
	}
	wanted, ids, store := m.pictures.wanted, &m.pictures.ids, m.opt.Store
	m.pictures.wanted = nil
	var cmds []tea.Cmd
	for _, of := range wanted {
		cmds = append(cmds, func() tea.Msg {
			img, err := store.Picture(of.text, of.target)
			if err != nil {
				return nil
			}
			id := ids.Add(1)
			if id > picture.MostPictures {
				return nil
			}
			p, transmit, err := picture.Transmit(uint8(id), img)
			if err != nil {
				return nil
			}
			return pictureMsg{of, p, transmit}
		})
	}
	return tea.Sequence(cmds...) // one at a time: decoding takes memory
}

// transmit sends a picture to the terminal, which has to know it before its text says where
// it stands.
func transmit(msg pictureMsg) tea.Cmd {
	return tea.Sequence(tea.Raw(msg.transmit), func() tea.Msg { return sentMsg{msg.of, msg.picture} })
}

// drawn shows a picture in the text that it is of, where it is open.
func (m *Model) drawn(msg sentMsg) {
	m.pictures.known[msg.of] = msg.picture
	for _, d := range m.desks {
		if d.id == msg.of.text {
			d.reader.SetPictures()
		}
	}
}

// Pictures gives how many pictures the terminal was sent.
func (m *Model) Pictures() int {
	if m.pictures == nil {
		return 0
	}
	return min(int(m.pictures.ids.Load()), picture.MostPictures)
}
