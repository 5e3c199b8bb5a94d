package anchor

import "bytes"

// Compare does what Follow takes long for, so that no call of it waits: it aligns the words
// of an older revision with those of the document, unless nothing of it was taken away.
func (r *Resolver) Compare(revision string) {
	if e := r.unchanged(revision); e.head+e.tail < e.older {
		r.alignment(revision)
	}
}

// Follow gives where a byte of an older revision is now: on the word that its word became,
// or behind it where it is a mark that follows one, or on the nearest before or after it
// that is still there. The first call for a revision may take seconds; see Compare.
func (r *Resolver) Follow(revision string, offset int) int {
	end := len(r.doc.Source())
	if at, ok := r.unchanged(revision).follow(offset, end); ok {
		return at
	}
	a := r.alignment(revision)
	if a == nil || len(a.old.words) == 0 {
		return min(offset, end)
	}
	visible := a.old.visible.At(offset)
	i := a.old.after(visible)
	if at, ok := a.behind(i-1, visible); ok {
		return at
	}
	i = min(i, len(a.to)-1)
	for away := range a.to {
		for _, k := range [...]int{i - away, i + away} {
			if k < 0 || k >= len(a.to) || a.to[k] < 0 {
				continue
			}
			at := int(a.now.words[a.to[k]].start)
			if k == i && a.equal(k, a.to[k]) {
				at += max(visible-int(a.old.words[k].start), 0)
			}
			if at, ok := a.now.visible.Source(at); ok {
				return at.Start
			}
		}
	}
	return min(offset, end)
}

// behind gives the source of a byte of old that stands between a word and the next, as the
// full stop of a sentence does; false where that stretch is another one now.
func (a *alignment) behind(word, at int) (int, bool) {
	if word < 0 || a.to[word] < 0 || !a.equal(word, a.to[word]) {
		return 0, false
	}
	if word+1 < len(a.old.words) && at >= int(a.old.words[word+1].start) {
		return 0, false
	}
	from, to := int(a.old.words[word].end), int(a.now.words[a.to[word]].end)
	old, now := a.old.visible.Text, a.now.visible.Text
	if at >= len(old) || to+at-from >= len(now) || old[from:at+1] != now[to:to+at-from+1] {
		return 0, false
	}
	s, ok := a.now.visible.Source(to + at - from)
	return s.Start, ok
}

// ends is how much of an older revision, in bytes, stands at the beginning of the document
// as it was, and how much at its end; older is its length. The zero value is of one that
// isn't kept.
type ends struct{ head, tail, older int }

// unchanged compares an older revision with the document from its two ends.
func (r *Resolver) unchanged(revision string) ends {
	r.mu.Lock()
	defer r.mu.Unlock()
	e, known := r.ends[revision]
	if known || r.history == nil || revision == r.revision {
		return e
	}
	if old, ok := r.history(revision); ok {
		e = endsOf(old, r.doc.Source())
	}
	r.ends[revision] = e
	return e
}

func endsOf(old, now []byte) ends {
	const step = 4 << 10 // of which bytes.Equal makes short work
	e := ends{older: len(old)}
	both := min(len(old), len(now))
	for e.head+step <= both && bytes.Equal(old[e.head:e.head+step], now[e.head:e.head+step]) {
		e.head += step
	}
	for e.head < both && old[e.head] == now[e.head] {
		e.head++
	}
	both -= e.head
	old, now = old[e.head:], now[e.head:]
	for e.tail+step <= both && bytes.Equal(old[len(old)-e.tail-step:len(old)-e.tail], now[len(now)-e.tail-step:len(now)-e.tail]) {
		e.tail += step
	}
	for e.tail < both && old[len(old)-e.tail-1] == now[len(now)-e.tail-1] {
		e.tail++
	}
	return e
}

// follow gives where a byte of the ends is in a document of a length; false for one that
// stood between them.
func (e ends) follow(offset, length int) (int, bool) {
	switch {
	case offset < e.head || e.head == e.older:
		return min(max(offset, 0), length), true
	case offset >= e.older-e.tail:
		return min(offset, e.older) + length - e.older, true
	}
	return 0, false
}
