package rewrite

import (
	"go/ast"
	"sort"
)

// places say where in the syntax nodes stand, in the declarations that somebody asked about.
type places struct {
	listed map[ast.Node]bool             // in a list of lines
	elseOf map[ast.Stmt]*ast.IfStmt      // as an else branch
	group  map[ast.Spec]*ast.GenDecl     // in a declaration
	stmt   map[ast.Decl]*ast.DeclStmt    // as a statement
	params map[*ast.Field]*ast.FieldList // in a list between parentheses
	beside map[ast.Node][]ast.Node       // among the fields of a structure, or the specs of a declaration with parentheses
}

func newPlaces() places {
	return places{map[ast.Node]bool{}, map[ast.Stmt]*ast.IfStmt{}, map[ast.Spec]*ast.GenDecl{}, map[ast.Decl]*ast.DeclStmt{}, map[*ast.Field]*ast.FieldList{}, map[ast.Node][]ast.Node{}}
}

// placeOf says where a node and those around it stand. Most declarations of a file stay as they are, and nobody asks about them.
func (f *File) placeOf(n ast.Node) places {
	decls := f.syntax.Decls
	i := sort.Search(len(decls), func(i int) bool { return n.Pos() < decls[i].End() })
	if i < len(decls) && !f.place.listed[decls[i]] {
		f.place.listed[decls[i]] = true
		ast.Inspect(decls[i], func(n ast.Node) bool {
			f.place.note(n)
			return true
		})
	}
	return f.place
}

// note notes the children of a node.
func (p places) note(n ast.Node) {
	switch n := n.(type) {
	case *ast.BlockStmt:
		list(p, n.List)
	case *ast.CaseClause:
		list(p, n.Body)
	case *ast.CommClause:
		list(p, n.Body)
	case *ast.LabeledStmt:
		p.listed[n.Stmt] = true
	case *ast.StructType:
		list(p, n.Fields.List)
		siblings(p, n.Fields.List)
	case *ast.InterfaceType:
		list(p, n.Methods.List)
	case *ast.IfStmt:
		if n.Else != nil {
			p.elseOf[n.Else] = n
		}
	case *ast.DeclStmt:
		p.stmt[n.Decl] = n
	case *ast.GenDecl:
		for _, spec := range n.Specs {
			p.group[spec] = n
		}
		if n.Lparen.IsValid() {
			list(p, n.Specs)
			siblings(p, n.Specs)
		}
	case *ast.FuncType:
		p.brackets(n.TypeParams)
		p.brackets(n.Params)
		p.brackets(n.Results)
	}
}

func (p places) brackets(fields *ast.FieldList) {
	if fields == nil {
		return
	}
	for _, field := range fields.List {
		p.params[field] = fields
	}
}

func list[N ast.Node](p places, nodes []N) {
	for _, n := range nodes {
		p.listed[n] = true
	}
}

func siblings[N ast.Node](p places, nodes []N) {
	all := make([]ast.Node, len(nodes))
	for i, n := range nodes {
		all[i] = n
		p.beside[n] = all
	}
}
