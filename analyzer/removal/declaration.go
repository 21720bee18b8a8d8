package removal

import (
	"go/ast"
	"go/token"
	"slices"

	"github.com/flagdebt/flagdebt/analyzer/removal/rewrite"
)

// genDecl writes a group of constants, variables or types. Imports come last of all.
func (e *emitter) genDecl(d *ast.GenDecl) {
	if d.Tok == token.CONST && e.allSpecsGone(d) {
		for _, spec := range d.Specs {
			e.delete(spec)
		}
		return
	}
	for _, spec := range d.Specs {
		switch spec := spec.(type) {
		case *ast.ValueSpec:
			e.valueSpec(d, spec)
		case *ast.TypeSpec:
			if e.isGone(spec.Name) {
				e.delete(spec)
				continue
			}
			e.typeExpr(spec.Type)
		}
	}
}

// allSpecsGone reports whether nothing of a group stays.
func (e *emitter) allSpecsGone(d *ast.GenDecl) bool {
	for _, spec := range d.Specs {
		if slices.ContainsFunc(spec.(*ast.ValueSpec).Names, func(name *ast.Ident) bool { return name.Name != "_" && !e.isGone(name) }) {
			return false
		}
	}
	return len(d.Specs) > 0
}

// typeExpr takes fields and interface methods that are gone out of a type.
func (e *emitter) typeExpr(t ast.Expr) {
	ast.Inspect(t, func(n ast.Node) bool {
		var list *ast.FieldList
		switch n := n.(type) {
		case *ast.StructType:
			list = n.Fields
			if e.allFieldsGone(list) {
				e.replace(n, "struct{}")
				return false
			}
		case *ast.InterfaceType:
			list = n.Methods
		default:
			return true
		}
		for _, field := range list.List {
			dead := func(i int) bool { return e.isGone(field.Names[i]) }
			n := 0
			for i := range field.Names {
				if dead(i) {
					n++
				}
			}
			switch {
			case n == 0:
			case n == len(field.Names):
				e.delete(field)
			default:
				var idents []ast.Node
				for _, name := range field.Names {
					idents = append(idents, name)
				}
				e.elements(token.NoPos, token.NoPos, idents, dead)
			}
		}
		return true
	})
}

// allFieldsGone reports whether a structure had fields and none stays.
func (e *emitter) allFieldsGone(list *ast.FieldList) bool {
	for _, field := range list.List {
		if len(field.Names) == 0 || slices.ContainsFunc(field.Names, func(name *ast.Ident) bool { return !e.isGone(name) }) {
			return false
		}
	}
	return len(list.List) > 0
}

// valueSpec writes constants or variables, at package level or in a function.
func (e *emitter) valueSpec(d *ast.GenDecl, spec *ast.ValueSpec) {
	gone := 0
	for _, name := range spec.Names {
		if e.isGone(name) {
			gone++
		}
	}
	switch {
	case gone == 0:
		if spec.Type != nil {
			e.typeExpr(spec.Type)
		}
		for _, x := range spec.Values {
			e.expr(x, nil)
		}
	case gone == len(spec.Names) && usesIota(d):
		for _, name := range spec.Names { // the values of those that follow count the lines
			e.replace(name, "_")
		}
		e.dropComments(spec)
	case gone == len(spec.Names):
		e.delete(spec)
	case len(spec.Values) == 0 || len(spec.Values) == len(spec.Names):
		dead := func(i int) bool { return e.isGone(spec.Names[i]) }
		e.elements(token.NoPos, token.NoPos, nodes(spec.Names), dead)
		e.elements(token.NoPos, token.NoPos, nodes(spec.Values), dead)
		for i, x := range spec.Values {
			if !dead(i) {
				e.expr(x, nil)
			}
		}
	default:
		for _, name := range spec.Names {
			if e.isGone(name) {
				e.replace(name, "_")
			}
		}
	}
}

// dropComments takes out what is said of a constant of which only the place stays.
func (e *emitter) dropComments(spec *ast.ValueSpec) {
	e.step(func(f *rewrite.File) { f.DropLeading(spec) })
	if spec.Comment != nil {
		e.cut(spec.Comment.Pos(), spec.Comment.End())
	}
}

func nodes[N ast.Node](list []N) []ast.Node {
	out := make([]ast.Node, len(list))
	for i, n := range list {
		out[i] = n
	}
	return out
}

// usesIota reports whether the values of a group of constants depend on their places in it.
func usesIota(d *ast.GenDecl) bool {
	found := false
	if d.Tok != token.CONST {
		return false
	}
	for i, spec := range d.Specs {
		spec := spec.(*ast.ValueSpec)
		found = found || i > 0 && len(spec.Values) == 0 // repeats the one above
		for _, x := range spec.Values {
			ast.Inspect(x, func(n ast.Node) bool {
				ident, ok := n.(*ast.Ident)
				found = found || ok && ident.Name == "iota"
				return !found
			})
		}
	}
	return found
}
