package main

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/aymanbagabas/go-udiff"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/program"
)

// tally counts what became of the places.
type tally struct {
	byVariant map[string]*count
	discarded int // in files that did not type-check
	files     int // that came back byte by byte
	differing int
	elsewhere int // differences at no place: imports, functions
}

// count is what became of the places of one form.
type count struct{ places, restored, differ, left, refused int }

func (t *tally) of(variant string) *count {
	if t.byVariant == nil {
		t.byVariant = map[string]*count{}
	}
	if t.byVariant[variant] == nil {
		t.byVariant[variant] = &count{}
	}
	return t.byVariant[variant]
}

func (t *tally) places() int {
	n := 0
	for _, c := range t.byVariant {
		n += c.places
	}
	return n
}

func (t *tally) print(w io.Writer) {
	fmt.Fprintln(w, "variant\tplaces\trestored\tdiffer\tleft\trefused")
	all := count{}
	for _, name := range slices.Sorted(maps.Keys(t.byVariant)) {
		c := t.byVariant[name]
		fmt.Fprintf(w, "%s\t%d\t%d\t%d\t%d\t%d\n", name, c.places, c.restored, c.differ, c.left, c.refused)
		all = count{all.places + c.places, all.restored + c.restored, all.differ + c.differ, all.left + c.left, all.refused + c.refused}
	}
	fmt.Fprintf(w, "all\t%d\t%d\t%d\t%d\t%d\n", all.places, all.restored, all.differ, all.left, all.refused)
	fmt.Fprintf(w, "# %d files as they were, %d not; %d differences at no place; %d places in files that did not type-check\n", t.files, t.differing, t.elsewhere, t.discarded)
}

// compare looks at each file that had flags in it.
func (m *measurement) compare(changed []*insertion, change *program.Change) {
	after := map[string]*program.File{}
	for i := range change.Files {
		after[change.Files[i].Name] = &change.Files[i]
	}
	refused := map[string]bool{} // groups
	for _, flag := range change.Flags {
		if flag.Verdict == program.Refused {
			group := strings.TrimPrefix(strings.TrimPrefix(string(flag.Key), on), off)
			refused[group] = true
			for _, o := range flag.Obstacles {
				m.shout(flag.ID, &o)
			}
			continue
		}
		for _, o := range flag.Obstacles {
			fmt.Fprintf(m.loud, "%s: %s: %v\n", flag.Key, o.Code, &o)
		}
	}
	for _, in := range changed {
		text := in.text
		if f := after[in.file.name]; f != nil {
			text = f.After
		}
		m.compareFile(in, text, refused[in.group])
	}
}

func (m *measurement) shout(id debt.ID, o *debt.Obstacle) {
	fmt.Fprintf(m.loud, "!!! %s is refused: %s: %v\n", id.Key, o.Code, o)
}

// compareFile counts the places of a file: one has come back unless a difference lies within its lines.
func (m *measurement) compareFile(in *insertion, text []byte, refused bool) {
	for _, p := range in.places {
		m.tally.of(p.variant).places++
	}
	if refused {
		m.tally.differing++
		for _, p := range in.places {
			m.tally.of(p.variant).refused++
		}
		return
	}
	if bytes.Equal(text, in.file.source) {
		m.tally.files++
		for _, p := range in.places {
			m.tally.of(p.variant).restored++
		}
		return
	}
	m.tally.differing++
	m.blame(in, string(text))
}

// blame gives each difference to the place that is nearest.
func (m *measurement) blame(in *insertion, text string) {
	source := string(in.file.source)
	left, differ := map[int]bool{}, map[int]bool{}
	edits := udiff.Lines(source, text)
	for _, edit := range edits {
		i, distance := nearest(in.places, edit)
		if distance > maxDistance {
			m.tally.elsewhere++
			fmt.Fprintf(m.loud, "%s:%d: at no place:\n%s", in.file.rel, 1+strings.Count(source[:edit.Start], "\n"), lines(source, edit))
			continue
		}
		if strings.Contains(edit.New, packageName+".On(") {
			left[i] = true
		} else {
			differ[i] = true
		}
		fmt.Fprintf(m.loud, "%s:%d: %s:\n%s", in.file.rel, 1+strings.Count(source[:edit.Start], "\n"), in.places[i].variant, lines(source, edit))
	}
	for i, p := range in.places {
		c := m.tally.of(p.variant)
		switch {
		case left[i]:
			c.left++
		case differ[i]:
			c.differ++
		default:
			c.restored++
		}
	}
}

// maxDistance is how many bytes outside of a place a difference may be that the place still answers for.
const maxDistance = 200

// nearest is the place with the least distance from an edit, and that distance in bytes.
func nearest(places []place, edit udiff.Edit) (int, int) {
	distance := func(p place) int { return max(0, p.start-edit.End, edit.Start-p.end) }
	best := 0
	for i := range places {
		if distance(places[i]) < distance(places[best]) {
			best = i
		}
	}
	return best, distance(places[best])
}

// lines shows an edit.
func lines(source string, edit udiff.Edit) string {
	var out strings.Builder
	for line := range strings.Lines(source[edit.Start:edit.End]) {
		out.WriteString("\t-" + line)
	}
	for line := range strings.Lines(edit.New) {
		out.WriteString("\t+" + line)
	}
	return strings.TrimRight(out.String(), "\n") + "\n"
}
