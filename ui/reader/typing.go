package reader

// Typing reports whether the search line is being typed in, so that every key is text.
func (m *Model) Typing() bool { return m.search.open }
