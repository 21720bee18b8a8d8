package removal

import (
	"cmp"
	"go/ast"
	"go/token"
	"slices"
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/removal/rewrite"
)

// plan writes down what was found.
func (r *remover) plan() *Plan {
	plan := &Plan{Obstacles: r.obstacles, Removed: r.removed, Dropped: r.fed}
	slices.SortFunc(plan.Obstacles, func(a, b debt.Obstacle) int {
		return cmp.Or(a.Pos.Compare(b.Pos), cmp.Compare(a.Code, b.Code), a.ID.Compare(b.ID))
	})
	if r.blocked() {
		return &Plan{Obstacles: plan.Obstacles}
	}
	for call, s := range r.seeds {
		if s.ref.Role == debt.RoleEvaluation {
			plan.Sites = append(plan.Sites, s.ref.Pos)
		}
		plan.Dropped = append(plan.Dropped, r.dropped(s.unit, call)...)
	}
	slices.SortFunc(plan.Dropped, func(a, b Dropped) int { return cmp.Or(a.Pos.Compare(b.Pos), cmp.Compare(a.Text, b.Text)) })
	plan.Sites = append(plan.Sites, r.reads...)
	slices.SortFunc(plan.Sites, debt.Position.Compare)
	r.files(plan)
	slices.SortFunc(plan.Removed, func(a, b Decl) int {
		return cmp.Or(a.Pos.Compare(b.Pos), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Name, b.Name))
	})
	plan.Removed = slices.Compact(plan.Removed)
	return plan
}

// dropped are the calls in the operands of an evaluation that are not made any more.
func (r *remover) dropped(u *unit, evaluation *ast.CallExpr) []Dropped {
	s := r.scripts[u.decl(evaluation)]
	if s == nil {
		return nil
	}
	var out []Dropped
	ast.Inspect(evaluation, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok || call == evaluation || u.Info.Types[call.Fun].IsType() || s.live(call.Pos()) {
			return true
		}
		out = append(out, Dropped{Pos: u.position(call.Pos()), Text: u.text(call), Panic: r.effect(u, call) == panics})
		return false
	})
	return out
}

// files turns the scripts into edits.
func (r *remover) files(plan *Plan) {
	byFile := map[*file][]*script{}
	for _, p := range r.touched {
		byFile[p.file] = append(byFile[p.file], r.scripts[p.decl])
	}
	for f, scripts := range byFile {
		if r.nothingLeft(f) {
			plan.Deleted = append(plan.Deleted, f.unit.display(f.name))
			continue
		}
		if !slices.ContainsFunc(scripts, func(s *script) bool { return len(s.steps) > 0 }) {
			continue
		}
		w := rewrite.New(f.unit.Fset, f.syntax, f.unit.Layout(f.name))
		for _, s := range scripts {
			for _, step := range s.steps {
				step(w)
			}
		}
		for _, spec := range r.unusedImports(f) {
			w.Delete(spec)
		}
		_, edits, err := w.Result()
		if err != nil {
			r.refuse(f.unit, f.syntax, debt.CodeDoesNotCompile, err.Error())
			plan.Obstacles = r.obstacles
			continue
		}
		for _, edit := range edits {
			edit.File = f.unit.display(f.name)
			plan.Edits = append(plan.Edits, edit)
		}
	}
	slices.Sort(plan.Deleted)
	slices.SortFunc(plan.Edits, func(a, b debt.Edit) int {
		return cmp.Or(strings.Compare(a.File, b.File), cmp.Compare(a.Start, b.Start))
	})
	if slices.ContainsFunc(plan.Obstacles, func(o debt.Obstacle) bool { return !o.Code.Partial() }) {
		plan.Edits, plan.Deleted = nil, nil
	}
}

func (u *unit) display(name string) string {
	if u.Display != nil {
		return u.Display(name)
	}
	return name
}

// nothingLeft reports whether nothing but imports is left of a file that had more, and the package has other files.
func (r *remover) nothingLeft(f *file) bool {
	had := false
	for _, d := range f.syntax.Decls {
		if gen, ok := d.(*ast.GenDecl); ok && gen.Tok == token.IMPORT {
			for _, spec := range gen.Specs {
				if name := spec.(*ast.ImportSpec).Name; name != nil && name.Name == "_" {
					return false // it is there for its effect
				}
			}
			continue
		}
		had = true
		s := r.scripts[d]
		if s == nil || !s.covered(d) && !r.allSpecsGone(s, d) {
			return false
		}
	}
	others := 0
	for _, other := range f.unit.files {
		if other != f && !other.test {
			others++
		}
	}
	return had && f.syntax.Doc == nil && (others > 0 || f.test) && !hasDirective(f.syntax)
}

func (r *remover) allSpecsGone(s *script, d ast.Decl) bool {
	gen, ok := d.(*ast.GenDecl)
	return ok && !slices.ContainsFunc(gen.Specs, func(spec ast.Spec) bool { return !s.covered(spec) })
}

// hasDirective reports whether a file has an instruction for a tool that stands at no declaration.
func hasDirective(f *ast.File) bool {
	for _, group := range f.Comments {
		for _, c := range group.List {
			if strings.HasPrefix(c.Text, "//go:generate") || strings.HasPrefix(c.Text, "//go:embed") {
				return true
			}
		}
	}
	return false
}
