package program

import (
	"cmp"
	"errors"
	"fmt"
	"go/scanner"
	"go/token"
	"go/types"
	"io/fs"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/packages"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// maxErrors bounds what the type checker contributes for one package: the first few say it all.
const maxErrors = 3

// incomplete is everything that went wrong, the most general first.
func (l *loader) incomplete() []Incomplete {
	out := slices.Clone(l.problems)
	for _, n := range l.nodes {
		out = append(out, n.errs...)
	}
	slices.SortStableFunc(out, func(a, b Incomplete) int {
		return cmp.Or(a.Pos.Compare(b.Pos), cmp.Compare(a.What, b.What))
	})
	out = slices.Compact(out)
	said := map[debt.Position]int{}
	for _, part := range out {
		said[part.Pos]++
	}
	return slices.DeleteFunc(out, func(part Incomplete) bool {
		// The go command has said why, at the same import.
		return strings.HasPrefix(part.What, "could not import ") && said[part.Pos] > 1
	})
}

// problem is an error of the go command as a place and words.
func (l *loader) problem(n *node, e packages.Error) Incomplete {
	what := strings.Join(strings.Fields(e.Msg), " ") // the second line is often what to do
	return Incomplete{Pos: l.errorPosition(e.Pos), What: fmt.Sprintf("package %s: %s", n.path, what)}
}

// goPosition is file, file:line or file:line:col; a file name may hold colons.
var goPosition = regexp.MustCompile(`^(.+?)(?::(\d+)(?::(\d+))?)?$`)

// errorPosition reads a position of go/packages, where "-" is none.
func (l *loader) errorPosition(text string) debt.Position {
	parts := goPosition.FindStringSubmatch(text)
	if parts == nil || text == "-" {
		return debt.Position{}
	}
	line, _ := strconv.Atoi(parts[2]) // what is not there is 0
	column, _ := strconv.Atoi(parts[3])
	return debt.Position{File: l.display(parts[1]), Line: line, Column: column}
}

// typeError keeps an error of the type checker.
func (l *loader) typeError(n *node, errs []Incomplete, e types.Error) []Incomplete {
	if n.cgo {
		return errs // what follows from a name of C cannot be told from a mistake
	}
	if n.plain != nil && !isTest(l.file(e.Pos)) {
		return errs // it belongs to the package itself, or comes of the bodies that were cut
	}
	if len(errs) >= maxErrors {
		return errs
	}
	return append(errs, Incomplete{Pos: l.position(e.Pos), What: e.Msg})
}

// syntaxError is the first syntax error of a file, or why it could not be read.
func (l *loader) syntaxError(n *node, err error) Incomplete {
	var pos debt.Position
	what := err.Error()
	var list scanner.ErrorList
	var path *fs.PathError
	switch {
	case errors.As(err, &list) && len(list) > 0:
		first := list[0]
		pos = debt.Position{File: l.display(first.Pos.Filename), Line: first.Pos.Line, Column: first.Pos.Column}
		what = first.Msg
	case errors.As(err, &path):
		pos.File, what = l.display(path.Path), path.Err.Error()
	}
	return Incomplete{Pos: pos, What: fmt.Sprintf("package %s: %s", n.path, what)}
}

func (l *loader) position(pos token.Pos) debt.Position {
	p := l.fset.Position(pos)
	return debt.Position{File: l.display(p.Filename), Line: p.Line, Column: p.Column}
}

// file is the name of the file that holds a place, whatever //line comments say.
func (l *loader) file(pos token.Pos) string { return l.fset.PositionFor(pos, false).Filename }

// confine runs work on a package. A panic in it makes the package incomplete, and stops nothing else.
func (n *node) confine(work func()) {
	defer func() {
		if r := recover(); r != nil {
			n.errs = append(n.errs, Incomplete{Bug: true, What: fmt.Sprintf("package %s: internal error: %v (%s)", n.path, r, panicPlace())})
		}
	}()
	work()
}

// panicPlace is the function and the line that panicked, as a bug report needs them. It is called by the function that recovers.
func panicPlace() string {
	var pcs [64]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(1, pcs[:])])
	panicked := false
	for {
		frame, more := frames.Next()
		inRuntime := strings.HasPrefix(frame.Function, "runtime.")
		if panicked && !inRuntime {
			return fmt.Sprintf("%s, %s:%d", frame.Function, filepath.Base(frame.File), frame.Line)
		}
		panicked = panicked || frame.Function == "runtime.gopanic"
		if !more {
			return "place unknown"
		}
	}
}
