package removal

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/removal/rewrite"
)

// script is what becomes of a declaration: what goes, in terms of package rewrite, and which source remains.
type script struct {
	steps []func(*rewrite.File)
	gone  []span       // source that does not remain
	moved []span       // source inside gone that remains in another place
	other []span       // source inside gone in whose place there is another text
	named []types.Type // what new text names

	obstacles []debt.Obstacle                 // what stays, and why
	stays     map[*ast.CallExpr]debt.Obstacle // evaluations that stay as they are, and why
	holds     []objectKey                     // fields and parameters that have to stay, since what gives them a value does something that has no other place, or stays as it is
	assigns   int                             // variables that are given results of an evaluation
}

// span is a range of source.
type span struct{ from, to token.Pos }

func (s span) holds(pos token.Pos) bool { return s.from <= pos && pos < s.to }

// live reports whether a position remains.
func (s *script) live(pos token.Pos) bool {
	for _, m := range s.moved {
		if m.holds(pos) {
			return true
		}
	}
	for _, g := range s.gone {
		if g.holds(pos) {
			return false
		}
	}
	return true
}

// covered reports whether nothing of a node remains.
func (s *script) covered(n ast.Node) bool {
	for _, m := range s.moved {
		if m.from < n.End() && n.Pos() < m.to {
			return false
		}
	}
	for _, g := range s.gone {
		if g.from <= n.Pos() && n.End() <= g.to {
			return true
		}
	}
	return false
}

// vanishes reports whether nothing of a node remains and nothing is in its place.
func (s *script) vanishes(n ast.Node) bool {
	return s.covered(n) && !slices.ContainsFunc(s.other, func(o span) bool { return n.Pos() <= o.from && o.to <= n.End() })
}

// leavesAs reports whether a script leaves the same source.
func (s *script) leavesAs(other *script) bool {
	return slices.Equal(s.gone, other.gone) && slices.Equal(s.moved, other.moved) && slices.Equal(s.other, other.other)
}

func (s *script) add(other *script) {
	s.steps = append(s.steps, other.steps...)
	s.gone = append(s.gone, other.gone...)
	s.moved = append(s.moved, other.moved...)
	s.other = append(s.other, other.other...)
	s.named = append(s.named, other.named...)
	s.obstacles = append(s.obstacles, other.obstacles...)
	for call, why := range other.stays {
		s.stay(call, why)
	}
	s.holds = append(s.holds, other.holds...)
	s.assigns += other.assigns
}

// stay notes that an evaluation stays as it is.
func (s *script) stay(call *ast.CallExpr, why debt.Obstacle) {
	if s.stays == nil {
		s.stays = map[*ast.CallExpr]debt.Obstacle{}
	}
	s.stays[call] = why
}

func (s *script) step(f func(*rewrite.File)) { s.steps = append(s.steps, f) }

func (s *script) goes(from, to token.Pos) {
	if from < to {
		s.gone = append(s.gone, span{from, to})
	}
}

func (s *script) delete(n ast.Node) {
	s.goes(n.Pos(), n.End())
	s.step(func(f *rewrite.File) { f.Delete(n) })
}

func (s *script) replace(n ast.Node, text string) {
	s.goes(n.Pos(), n.End())
	s.other = append(s.other, span{n.Pos(), n.End()})
	s.step(func(f *rewrite.File) { f.Replace(n, text) })
}

func (s *script) narrow(outer, inner ast.Node) {
	if outer == inner {
		return
	}
	s.goes(outer.Pos(), inner.Pos())
	s.goes(inner.End(), outer.End())
	s.step(func(f *rewrite.File) { f.Narrow(outer, inner) })
}

func (s *script) cut(from, to token.Pos) {
	s.goes(from, to)
	s.step(func(f *rewrite.File) { f.Cut(from, to) })
}

func (s *script) exchange(from, to token.Pos, text string) {
	s.goes(from, to)
	s.step(func(f *rewrite.File) { f.Exchange(from, to, text) })
}

func (s *script) insert(pos token.Pos, text string) {
	s.step(func(f *rewrite.File) { f.Insert(pos, text) })
}

func (s *script) elements(open, close token.Pos, elems []ast.Node, dead func(int) bool) {
	any := false
	for i, e := range elems {
		if dead(i) {
			any = true
			s.goes(e.Pos(), e.End())
		}
	}
	if any {
		s.step(func(f *rewrite.File) { f.DeleteElements(open, close, elems, dead) })
	}
}

// part is source that stays in the place of a statement.
type part struct {
	from, to token.Pos // none for a text
	make     func() rewrite.Part
}

func inside(b *ast.BlockStmt) part {
	return part{b.Lbrace + 1, b.Rbrace, func() rewrite.Part { return rewrite.Inside(b) }}
}

func body(clause ast.Stmt) part {
	from := clause.Pos()
	switch c := clause.(type) {
	case *ast.CaseClause:
		from = c.Colon + 1
	case *ast.CommClause:
		from = c.Colon + 1
	}
	return part{from, clause.End(), func() rewrite.Part { return rewrite.Body(clause) }}
}

func whole(n ast.Node) part {
	return part{n.Pos(), n.End(), func() rewrite.Part { return rewrite.Whole(n) }}
}

func newText(text string) part {
	return part{make: func() rewrite.Part { return rewrite.Text(text) }}
}

// inBraces are parts whose names others must not see.
func inBraces(parts []part) []part {
	return slices.Concat([]part{newText("{")}, parts, []part{newText("}")})
}

// unwrap puts parts in the place of a statement.
func (s *script) unwrap(stmt ast.Node, parts ...part) {
	if len(parts) == 0 {
		s.delete(stmt)
		return
	}
	at := stmt.Pos()
	for _, p := range parts {
		if p.from.IsValid() {
			s.goes(at, p.from)
			at = p.to
		}
	}
	s.goes(at, stmt.End())
	s.step(func(f *rewrite.File) {
		made := make([]rewrite.Part, len(parts))
		for i, p := range parts {
			made[i] = p.make()
		}
		f.Unwrap(stmt, made...)
	})
}
