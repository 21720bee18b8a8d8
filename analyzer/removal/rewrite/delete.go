package rewrite

import (
	"go/ast"
	"go/token"
	"regexp"
	"slices"
)

// Delete takes out a statement, declaration, spec, field of a struct or interface, clause or labeled statement with the comments that belong to it: those directly above, with no blank line between, and the one behind it in its last line. Above what describes a constant or variable, lines that say who owns it and since when go as well, a blank line apart. The lines go too, and a blank line where two would be left or one at the edge of a block. A declaration whose specs are all deleted goes whole; a group of which one spec remains keeps its parentheses. Build constraints and go:generate lines above it stay.
//
// An else branch goes with its else. What does not stand in a list of lines is cut as it is.
func (f *File) Delete(n ast.Node) {
	from, to, ok := f.ends(n)
	if !ok {
		return
	}
	f.change()
	f.gone[n] = true
	switch n := n.(type) {
	case ast.Spec:
		decl := f.placeOf(n).group[n]
		if decl != nil && f.allGone(decl) {
			f.Delete(decl)
			return
		}
	case ast.Decl:
		if stmt := f.placeOf(n).stmt[n]; stmt != nil {
			f.Delete(stmt)
			return
		}
	case *ast.Field:
		if list := f.placeOf(n).params[n]; list != nil {
			f.deleteParam(list, n)
			return
		}
	case ast.Stmt:
		if outer := f.placeOf(n).elseOf[n]; outer != nil {
			f.Cut(outer.Body.End(), n.End())
			return
		}
	}
	if !f.placeOf(n).listed[n] {
		f.cutWhole(from, f.tidyEnd(from, to))
		return
	}
	f.deleteLines(n, from, to)
}

func (f *File) allGone(decl *ast.GenDecl) bool {
	for _, spec := range decl.Specs {
		if !f.gone[spec] {
			return false
		}
	}
	return true
}

func (f *File) deleteParam(list *ast.FieldList, field *ast.Field) {
	elems := make([]ast.Node, len(list.List))
	at := -1
	for i, other := range list.List {
		elems[i] = other
		if other == field {
			at = i
		}
	}
	f.DeleteElements(list.Opening, list.Closing, elems, func(i int) bool { return i == at })
}

// deleteLines takes out what stands in a list of lines.
func (f *File) deleteLines(n ast.Node, from, to int) {
	if f.titled(n) {
		f.dropTitle(n)
	} else {
		f.dropLeading(n, from)
	}
	if isClause(n) {
		to = f.clauseEnd(from, to)
	}
	end, separated := f.statementEnd(to)
	if !separated {
		if i := f.next(from) - 1; i >= 0 && f.tokens[i].tok == token.SEMICOLON && f.sameLine(f.tokens[i].end, i+1) {
			from = f.tokens[i].at
		}
	}
	f.cutWhole(from, f.tidyEnd(from, end))
}

// statementEnd is the end of a statement with the comments behind it and the semicolon that separates it from the next in its line.
func (f *File) statementEnd(to int) (end int, separated bool) {
	end = f.trailing(to)
	i := f.next(end)
	if !f.sameLine(end, i) || f.tokens[i].tok != token.SEMICOLON {
		return end, false
	}
	end = f.tokens[i].end
	if after := f.trailing(end); f.endsLine(after) {
		end = after
	}
	return end, true
}

// DropLeading also takes the comments directly above a node.
func (f *File) DropLeading(n ast.Node) {
	from, _, ok := f.ends(n)
	if !ok {
		return
	}
	f.change()
	f.dropLeading(n, from)
}

func (f *File) dropLeading(n ast.Node, from int) {
	margin := -1
	if first := f.next(from); isClause(n) && first < len(f.tokens) {
		margin = f.column(first) // more indented comments belong to the clause above
	}
	above := f.leading(from)
	if _, ok := n.(*ast.ValueSpec); ok {
		above = append(above, f.card(above)...)
	}
	for _, i := range above {
		t := f.tokens[i]
		if margin >= 0 && f.column(i) > margin {
			break
		}
		if !bound.MatchString(f.word(i)) {
			f.cutTidy(t.at, t.end)
		}
	}
}

// entry matches a line of a comment that says who owns a gate, or since when it is in which stage.
var entry = regexp.MustCompile(`(?i)^//\s*((owners?|kep)\s*:|(alpha|beta|ga|stable|deprecated)\s*:?\s*v?\d)`)

// card are the comments a blank line above others that are all such entries, as of feature gates in the manner of Kubernetes.
func (f *File) card(above []int) []int {
	if len(above) == 0 {
		return nil
	}
	first := f.tokens[above[len(above)-1]]
	last := above[len(above)-1] - 1
	if last < 0 || !f.tokens[last].isComment() || !f.beginsLine(last) || f.line(first.at)-f.line(f.tokens[last].end) != 2 {
		return nil
	}
	card := append([]int{last}, f.leading(f.tokens[last].at)...)
	if slices.ContainsFunc(card, func(i int) bool { return !entry.MatchString(f.word(i)) }) {
		return nil
	}
	return card
}

func isClause(n ast.Node) bool {
	switch n.(type) {
	case *ast.CaseClause, *ast.CommClause:
		return true
	}
	return false
}
