package program

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/aymanbagabas/go-udiff"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/removal"
	"github.com/flagdebt/flagdebt/analyzer/removal/rewrite"
)

// outcome is the files that a plan changes, by absolute name.
type outcome map[string]*File

// apply makes the edits of a plan. A file that gofmt had nothing to say about stays so: what an edit leaves misaligned is aligned again.
func apply(plan *removal.Plan, worlds []*world) (outcome, error) {
	out := outcome{}
	open := func(display string) (*File, error) {
		i := slices.IndexFunc(worlds, func(w *world) bool { return w.files[display] != "" })
		if i < 0 {
			return nil, fmt.Errorf("%s: the plan names a file that is none of the program's", display)
		}
		name := worlds[i].files[display]
		if out[name] == nil {
			content, err := worlds[i].read(name)
			if err != nil {
				return nil, err
			}
			out[name] = &File{Name: name, Display: display, Before: content}
		}
		return out[name], nil
	}
	for _, edit := range plan.Edits {
		file, err := open(edit.File)
		if err != nil {
			return nil, err
		}
		file.Edits = append(file.Edits, edit)
	}
	for _, file := range out {
		if err := file.edit(); err != nil {
			return nil, err
		}
		if layout := worlds[0].layout(file.Name); layout.Tidy() {
			file.align(layout)
		}
	}
	for _, display := range plan.Deleted {
		file, err := open(display)
		if err != nil {
			return nil, err
		}
		file.After, file.Edits = nil, nil
	}
	for name, file := range out {
		if file.After != nil && bytes.Equal(file.Before, file.After) {
			delete(out, name)
		}
	}
	return out, nil
}

// edit makes After of Before, as the edits have it.
func (f *File) edit() error {
	after := []byte{}
	at := 0
	for _, edit := range f.Edits {
		if edit.Start < at || edit.End < edit.Start || edit.End > len(f.Before) {
			return fmt.Errorf("%s: the edit of bytes %d to %d overlaps another, or is none", f.Display, edit.Start, edit.End)
		}
		after = append(append(after, f.Before[at:edit.Start]...), edit.New...)
		at = edit.End
	}
	f.After = append(after, f.Before[at:]...)
	return nil
}

// layout is that of a file as it was read.
func (l *loader) layout(name string) *rewrite.Layout {
	if layout, ok := l.layouts.Load(name); ok {
		return layout.(*rewrite.Layout)
	}
	content, _ := l.read(name) // was read before
	layout, _ := l.layouts.LoadOrStore(name, rewrite.NewLayout(content))
	return layout.(*rewrite.Layout)
}

// align formats what the edits left misaligned.
func (f *File) align(layout *rewrite.Layout) {
	formatted, err := layout.Format(string(f.After))
	if err != nil || formatted == string(f.After) {
		return // one that cannot be parsed is for the type check to report
	}
	f.After = []byte(formatted)
	f.Edits = nil
	for _, edit := range rewrite.Diff(string(f.Before), formatted) {
		edit.File = f.Display
		f.Edits = append(f.Edits, edit)
	}
}

// Diff is the change as a person reads it, in the unified format, with the fewest lines that differ.
func (f *File) Diff() string {
	to := "b/" + f.Display
	if f.After == nil {
		to = "/dev/null"
	}
	var edits []udiff.Edit
	for _, edit := range rewrite.Diff(string(f.Before), string(f.After)) {
		edits = append(edits, udiff.Edit{Start: edit.Start, End: edit.End, New: edit.New})
	}
	diff, _ := udiff.ToUnifiedDiff("a/"+f.Display, to, string(f.Before), edits, udiff.DefaultContextLines) // which fails for edits of another text only
	placeHunks(diff.Hunks)
	return diff.String()
}

// placeHunks says anew where hunks stand after the change: udiff v0.4.1 forgets the lines between two edits of a hunk.
func placeHunks(hunks []*udiff.Hunk) {
	longer := 0
	for _, h := range hunks {
		h.ToLine = h.FromLine + longer
		for _, line := range h.Lines {
			switch line.Kind {
			case udiff.Insert:
				longer++
			case udiff.Delete:
				longer--
			}
		}
	}
}

// read is what a type check of the outcome reads: nothing for a file that goes.
func (o outcome) read(l *loader) func(name string) ([]byte, error) {
	return func(name string) ([]byte, error) {
		if file := o[name]; file != nil {
			return file.After, nil
		}
		return l.read(name)
	}
}

// origin is the offset in the file before that corresponds to one in the file after; a place in new text belongs to where that was put.
func (f *File) origin(offset int) int {
	shift := 0 // of the text behind the edits so far
	for _, edit := range f.Edits {
		start := edit.Start + shift
		if offset < start {
			break
		}
		if offset < start+len(edit.New) {
			return edit.Start
		}
		shift += len(edit.New) - (edit.End - edit.Start)
	}
	return min(offset-shift, len(f.Before))
}

// position is the place of an offset in the file before.
func (f *File) position(offset int) debt.Position {
	before := f.Before[:offset]
	return debt.Position{File: f.Display, Line: 1 + bytes.Count(before, []byte("\n")), Column: offset - bytes.LastIndexByte(before, '\n')}
}

// lines are the numbers of lines that go and come.
func (f *File) lines() (deleted, added int) {
	for _, edit := range rewrite.Diff(string(f.Before), string(f.After)) {
		deleted += countLines(string(f.Before[edit.Start:edit.End]))
		added += countLines(edit.New)
	}
	return deleted, added
}

func countLines(text string) int {
	n := strings.Count(text, "\n")
	if text != "" && !strings.HasSuffix(text, "\n") {
		n++
	}
	return n
}

// list are the files in the order of what is displayed.
func (o outcome) list() []File {
	var files []File
	for _, file := range o {
		files = append(files, *file)
	}
	slices.SortFunc(files, func(a, b File) int { return cmp.Compare(a.Display, b.Display) })
	return files
}
