package reader

import tea "charm.land/bubbletea/v2"

// A reader goes on behind the scenes while another one has the keys: what it counted or
// looked for comes back with its name on it.

func (msg foundMsg) reader() *Model   { return msg.of }
func (msg soughtMsg) reader() *Model  { return msg.of }
func (msg countedMsg) reader() *Model { return msg.of }
func (msg clickedMsg) reader() *Model { return msg.of }

// Of gives the reader that a message is for, whichever has the keys; nil where it is for
// the one that has them.
func Of(msg tea.Msg) *Model {
	if result, ok := msg.(interface{ reader() *Model }); ok {
		return result.reader()
	}
	return nil
}
