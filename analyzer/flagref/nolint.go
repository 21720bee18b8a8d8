package flagref

import (
	"go/ast"
	"go/token"
	"slices"
	"strings"
)

// Linter is the name by which //nolint comments address flagdebt.
const Linter = "flagdebt"

// silence marks the references that a //nolint:flagdebt comment covers. golangci-lint filters by itself, and must, or its nolintlint takes the comment for unused; go vet and the command rely on this.
func (f *finder) silence() {
	if len(f.refs) == 0 {
		return
	}
	for _, file := range f.Files {
		var ranges []lineRange
		for _, group := range file.Comments {
			for _, comment := range group.List {
				if silences(comment.Text) {
					ranges = append(ranges, f.covered(file, comment))
				}
			}
		}
		if len(ranges) == 0 {
			continue
		}
		for i := range f.refs {
			ref := &f.refs[i]
			pos := ref.Node.Pos()
			if pos < file.FileStart || pos > file.FileEnd {
				continue
			}
			line := f.line(pos)
			ref.Nolint = ref.Nolint || slices.ContainsFunc(ranges, func(r lineRange) bool { return r.first <= line && line <= r.last })
		}
	}
}

type lineRange struct{ first, last int }

// silences reports whether a comment is a nolint directive for everything or for flagdebt.
func silences(text string) bool {
	rest, ok := strings.CutPrefix(text, "//nolint")
	if !ok {
		return false
	}
	rest, _, _ = strings.Cut(rest, "//") // what follows is the reason
	rest = strings.TrimSpace(rest)
	if rest == "" {
		return true
	}
	names, ok := strings.CutPrefix(rest, ":")
	if !ok {
		return false
	}
	for name := range strings.SplitSeq(names, ",") {
		if name = strings.TrimSpace(name); name == "all" || strings.EqualFold(name, Linter) {
			return true
		}
	}
	return false
}

// covered is the lines that a directive silences: the node that begins on its line, or on the next one where the comment stands alone.
func (f *finder) covered(file *ast.File, comment *ast.Comment) lineRange {
	line := f.line(comment.Pos())
	r := lineRange{line, line}
	if clause := f.line(file.Package); clause == line || clause == line+1 {
		return lineRange{0, f.line(file.FileEnd)}
	}
	alone := true
	ast.Inspect(file, func(n ast.Node) bool {
		switch n.(type) {
		case nil, *ast.File, *ast.Comment, *ast.CommentGroup:
			return true
		}
		if f.line(n.Pos()) == line && n.Pos() < comment.Pos() {
			alone = false
			r.last = max(r.last, f.line(n.End()))
		}
		return true
	})
	if !alone {
		return r
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n.(type) {
		case nil, *ast.File, *ast.Comment, *ast.CommentGroup:
			return true
		}
		if start := f.line(n.Pos()); start == line+1 {
			r.last = max(r.last, f.line(n.End()))
		}
		return true
	})
	return r
}

func (f *finder) line(pos token.Pos) int { return f.Fset.PositionFor(pos, false).Line }
