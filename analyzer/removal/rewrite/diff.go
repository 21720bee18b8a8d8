package rewrite

import (
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// hunk is a run of lines [from,to) and the lines that take their place.
type hunk struct {
	from, to int
	lines    []string
}

// farthest is how many lines may differ before diff takes all between the first and the last difference for one hunk: it bounds the memory.
const farthest = 2000

func splitLines(text string) []string {
	lines := strings.SplitAfter(text, "\n")
	if lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	return lines
}

// Diff are the edits, of whole lines, that make a text of another one with the fewest lines that differ.
func Diff(before, after string) []debt.Edit {
	lines := splitLines(before)
	offsets := []int{0}
	for _, line := range lines {
		offsets = append(offsets, offsets[len(offsets)-1]+len(line))
	}
	var edits []debt.Edit
	for _, h := range diff(lines, splitLines(after)) {
		edits = append(edits, debt.Edit{Start: offsets[h.from], End: offsets[h.to], New: strings.Join(h.lines, "")})
	}
	return edits
}

// diff finds the fewest lines that differ, after Myers.
func diff(a, b []string) []hunk {
	start := 0
	for start < len(a) && start < len(b) && a[start] == b[start] {
		start++
	}
	end := 0
	for end < len(a)-start && end < len(b)-start && a[len(a)-1-end] == b[len(b)-1-end] {
		end++
	}
	x, y := a[start:len(a)-end], b[start:len(b)-end]
	if len(x)+len(y) == 0 {
		return nil
	}
	trace := search(x, y)
	if trace == nil {
		return []hunk{{start, start + len(x), y}}
	}
	return hunks(x, y, trace, start)
}

// search returns for each number of differences how far each diagonal gets, or nil if there are too many. Of diagonal k, which is odd where d is, the entry (k+d)/2 of trace d says how much of a is used.
func search(a, b []string) [][]int32 {
	var trace [][]int32
	for d := 0; d <= min(farthest, len(a)+len(b)); d++ {
		reach := make([]int32, d+1)
		trace = append(trace, reach)
		for k := -d; k <= d; k += 2 {
			x := step(trace, d, k)
			for x < len(a) && x-k < len(b) && x-k >= 0 && a[x] == b[x-k] {
				x++
			}
			reach[(k+d)/2] = int32(x)
			if x >= len(a) && x-k >= len(b) {
				return trace
			}
		}
	}
	return nil
}

// step is where diagonal k begins with d differences: below the better neighbour, or to its right.
func step(trace [][]int32, d, k int) int {
	if d == 0 {
		return 0
	}
	if down(trace[d-1], d, k) {
		return int(trace[d-1][(k+d)/2])
	}
	return int(trace[d-1][(k+d)/2-1]) + 1
}

// down reports whether the way to diagonal k leads through the insertion of a line.
func down(before []int32, d, k int) bool {
	return k == -d || k != d && before[(k+d)/2-1] < before[(k+d)/2]
}

// hunks walks the trace back.
func hunks(a, b []string, trace [][]int32, offset int) []hunk {
	var out []hunk // last first
	x, y := len(a), len(b)
	for d := len(trace) - 1; d > 0; d-- {
		k := x - y
		for begin := step(trace, d, k); x > begin; {
			x, y = x-1, y-1
		}
		from, to := x, y
		if down(trace[d-1], d, k) {
			to--
		} else {
			from--
		}
		if n := len(out); n > 0 && out[n-1].from == x+offset {
			out[n-1].from = from + offset
			out[n-1].lines = append(b[to:y:y], out[n-1].lines...)
		} else {
			out = append(out, hunk{from + offset, x + offset, b[to:y]})
		}
		x, y = from, to
	}
	for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
		out[i], out[j] = out[j], out[i]
	}
	return out
}

// strayed finds a hunk that shares no declaration with any change. Lines that come after a declaration, with nothing but blank lines between, are next to it: where it goes, what remains behind it may stand there.
func (f *File) strayed(hunks []hunk) (line int, found bool) {
	near := map[int]bool{}
	for _, s := range f.spans {
		for z := f.zone(s.from); z <= f.zone(s.to); z++ {
			near[z] = true
		}
	}
	for _, in := range f.inserts {
		near[f.zone(in.at)] = true
	}
	for _, h := range hunks {
		ok := false
		from := f.startOf(h.from)
		for from > 0 && f.text[from-1] == '\n' {
			from--
		}
		for z := f.zone(from); z <= f.zone(f.startOf(h.to)); z++ {
			ok = ok || near[z]
		}
		if !ok {
			return h.from, true
		}
	}
	return 0, false
}

// zone counts the declarations that end before an offset.
func (f *File) zone(offset int) int {
	n := 0
	for _, d := range f.syntax.Decls {
		if end, ok := f.offset(d.End()); ok && end < offset {
			n++
		}
	}
	return n
}

// startOf is where a line begins in the text, or its end.
func (s *source) startOf(line int) int {
	if line < len(s.lines) {
		return s.lines[line]
	}
	return len(s.text)
}

// apply makes edits of the source as it was read from hunks of its text. New lines end as most do.
func (f *File) apply(hunks []hunk) (after []byte, edits []debt.Edit) {
	lines := splitLines(string(f.raw[f.bom:]))
	offsets := []int{f.bom}
	for _, line := range lines {
		offsets = append(offsets, offsets[len(offsets)-1]+len(line))
	}
	crlf := 2*len(f.crs) > len(lines)
	open := !strings.HasSuffix(f.text, "\n")
	at := 0
	for _, h := range hunks {
		text := strings.Join(h.lines, "")
		edit := debt.Edit{Start: offsets[h.from], End: offsets[h.to]}
		if h.to == len(lines) && open {
			text = strings.TrimSuffix(text, "\n")
			if h.from == len(lines) {
				text = "\n" + text // ends the line that was the last
			} else if text == "" && h.from > 0 { // the line above becomes the last
				edit.Start = edit.Start - len(lines[h.from-1]) + len(strings.TrimRight(lines[h.from-1], "\r\n"))
			}
		}
		if crlf {
			text = strings.ReplaceAll(text, "\n", "\r\n")
		}
		edit.New = text
		edits = append(edits, edit)
		after = append(append(after, f.raw[at:edit.Start]...), text...)
		at = edit.End
	}
	return append(after, f.raw[at:]...), edits
}
