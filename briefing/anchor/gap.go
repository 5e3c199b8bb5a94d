package anchor

import "math/bits"

// The bounds of the work on a gap.
const (
	gapCells   = 1 << 18 // of a table for one gap
	baseCells  = 1 << 22 // for all gaps
	cellsAWord = 48      // and so many more a word of both texts
	maxEdits   = 400     // of a large gap without words of its own
)

// What aligning words in a gap is worth.
const (
	nearShare = 0.7  // of a word's weight, for one with a slip in it
	skipCost  = 0.03 // for a word that has no partner
)

// filler aligns what runs left over between them. Its tables are used again.
type filler struct {
	a      *alignment
	budget int
	score  []float32
	trace  []uint8
	now    []int32 // words of now that are free for this gap
}

const (
	pairUp uint8 = iota
	skipOld
	skipNow
)

// fill aligns the words of old that have no partner with the words of now that stand where
// the neighbours of the gap have theirs.
func (f *filler) fill() {
	a := f.a
	for i := 0; i < len(a.to); i++ {
		if a.to[i] >= 0 {
			continue
		}
		end := i
		for end < len(a.to) && a.to[end] < 0 {
			end++
		}
		f.between(i, end)
		i = end
	}
}

// between collects the words of now behind the partner of the word before the gap, and
// those before the partner of the word behind it, and aligns the gap with both.
func (f *filler) between(start, end int) {
	a := f.a
	from, stop := 0, len(a.from)
	if start > 0 {
		from = int(a.to[start-1]) + 1
	}
	if end < len(a.to) {
		stop = int(a.to[end])
	}
	behind := from
	for behind != stop && behind < len(a.from) && a.from[behind] < 0 {
		behind++
	}
	low := stop
	if behind != stop {
		size := 4*(end-start) + 32
		behind = min(behind, from+size)
		for low > 0 && a.from[low-1] < 0 && stop-low < size {
			low--
		}
	}
	f.now = f.now[:0]
	for j := from; j < behind; j++ {
		f.now = append(f.now, int32(j))
	}
	for j := low; j < stop; j++ {
		f.now = append(f.now, int32(j))
	}
	f.align(start, end, f.now)
}

// align aligns words of old with words of now, in order.
func (f *filler) align(start, end int, now []int32) {
	a := f.a
	for start < end && len(now) > 0 && a.equal(start, now[0]) {
		a.pair(start, now[0])
		start, now = start+1, now[1:]
	}
	for start < end && len(now) > 0 && a.equal(end-1, now[len(now)-1]) {
		a.pair(end-1, now[len(now)-1])
		end, now = end-1, now[:len(now)-1]
	}
	if start == end || len(now) == 0 {
		return
	}
	cells := (end - start + 1) * (len(now) + 1)
	if cells <= gapCells && cells <= f.budget {
		f.budget -= cells
		f.table(start, end, now)
		return
	}
	if f.budget < end-start+len(now) {
		return
	}
	f.budget -= end - start + len(now)
	if !f.split(start, end, now) {
		f.edits(start, end, now)
	}
}

// table finds the heaviest alignment of a small gap (Needleman and Wunsch 1970).
func (f *filler) table(start, end int, now []int32) {
	a, width := f.a, len(now)+1
	rows := end - start + 1
	if cap(f.trace) < rows*width {
		f.trace = make([]uint8, max(rows*width, 1<<12))
	}
	if cap(f.score) < 2*width {
		f.score = make([]float32, 2*width)
	}
	trace := f.trace[:rows*width]
	last, row := f.score[:width], f.score[width:2*width]
	for k := range last {
		last[k], trace[k] = -skipCost*float32(k), skipNow
	}
	for i := 1; i < rows; i++ {
		row[0], trace[i*width] = last[0]-skipCost, skipOld
		o := a.old.words[start+i-1].id
		for k := 1; k < width; k++ {
			best, step := last[k]-skipCost, skipOld
			if s := row[k-1] - skipCost; s > best {
				best, step = s, skipNow
			}
			if w := a.likeness(o, a.now.words[now[k-1]].id); w > 0 {
				if s := last[k-1] + w; s > best {
					best, step = s, pairUp
				}
			}
			row[k], trace[i*width+k] = best, step
		}
		last, row = row, last
	}
	for i, k := rows-1, width-1; i > 0 && k > 0; {
		switch trace[i*width+k] {
		case pairUp:
			i, k = i-1, k-1
			a.pair(start+i, now[k])
		case skipOld:
			i--
		default:
			k--
		}
	}
}

// split aligns a large gap around the words that it has once on either side, the longest
// sequence of them that is in order (patience diff), and reports whether there are any.
func (f *filler) split(start, end int, now []int32) bool {
	a := f.a
	where := make(map[uint32][2]int32, end-start) // place in old and now, from 1; -1 for several
	for i := start; i < end; i++ {
		p := where[a.old.words[i].id]
		if p[0]++; p[0] != 1 {
			p[0] = -1
		} else {
			p[0] = int32(i - start + 1)
		}
		where[a.old.words[i].id] = p
	}
	for k, j := range now {
		p, ok := where[a.now.words[j].id]
		if !ok || p[0] < 0 {
			continue
		}
		if p[1] != 0 {
			p[1] = -1
		} else {
			p[1] = int32(k + 1)
		}
		where[a.now.words[j].id] = p
	}
	var runs []run
	for i := start; i < end; i++ {
		if p := where[a.old.words[i].id]; p[0] > 0 && p[1] > 0 {
			runs = append(runs, run{old: i, now: int(p[1] - 1), size: 1})
		}
	}
	if len(runs) == 0 {
		return false
	}
	from, behind := start, 0
	for i, kept := range inOrder(runs, len(now)) {
		if r := runs[i]; kept {
			a.pair(r.old, now[r.now])
			f.align(from, r.old, now[behind:r.now])
			from, behind = r.old+1, r.now+1
		}
	}
	f.align(from, end, now[behind:])
	return true
}

// edits aligns a large gap that few words were added to or taken from (Myers 1986), if
// they are few.
func (f *filler) edits(start, end int, now []int32) {
	a, n, m := f.a, end-start, len(now)
	if max(n-m, m-n) > maxEdits {
		return
	}
	furthest := make([]int32, 2*maxEdits+3)
	var history [][]int32
	for d := 0; d <= maxEdits; d++ {
		history = append(history, append([]int32(nil), furthest[maxEdits+1-d:maxEdits+2+d]...))
		for k := -d; k <= d; k += 2 {
			at := maxEdits + 1 + k
			var x int
			if k == -d || k != d && furthest[at-1] < furthest[at+1] {
				x = int(furthest[at+1])
			} else {
				x = int(furthest[at-1]) + 1
			}
			from := x
			for x < n && x-k < m && a.equal(start+x, now[x-k]) {
				x++
			}
			f.budget -= x - from + 1
			furthest[at] = int32(x)
			if x >= n && x-k >= m {
				f.retrace(start, now, history, d, k, x)
				return
			}
		}
		if f.budget < 0 {
			return
		}
	}
}

// retrace pairs the words of the path that edits found, from its end. history[d] has the
// furthest points of the rounds before d, for the diagonals from -d to d.
func (f *filler) retrace(start int, now []int32, history [][]int32, d, k, x int) {
	for ; d > 0; d-- {
		v := history[d]
		point := func(k int) int32 {
			if k < -d || k > d {
				return 0
			}
			return v[k+d]
		}
		var from, enter int
		if k == -d || k != d && point(k-1) < point(k+1) {
			from, enter = k+1, int(point(k+1))
		} else {
			from, enter = k-1, int(point(k-1))+1
		}
		for ; x > enter; x-- {
			f.a.pair(start+x-1, now[x-1-k])
		}
		x = enter
		if from == k-1 {
			x--
		}
		k = from
	}
	for ; x > 0; x-- {
		f.a.pair(start+x-1, now[x-1])
	}
}

// weigh gives the weight of each word by its number: 1 for one that stands once, less the
// more often it stands in a text.
func weigh(size int, texts ...[]word) []float32 {
	weight := make([]float32, size)
	count := make([]uint32, size)
	for _, words := range texts {
		clear(count)
		for _, w := range words {
			count[w.id]++
		}
		for id, n := range count {
			weight[id] = max(weight[id], float32(n))
		}
	}
	for id, n := range weight {
		weight[id] = 1 / (1 + 0.5*log2(uint32(max(n, 1))))
	}
	return weight
}

// log2 gives a logarithm, linear between powers of two.
func log2(n uint32) float32 {
	whole := bits.Len32(n) - 1
	return float32(whole) + float32(n)/float32(uint32(1)<<whole) - 1
}
