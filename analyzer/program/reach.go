package program

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"
)

// reach is how far from its package a name is used.
type reach int

const (
	// qualified is that of what a package declares: only those that import it can name it.
	qualified reach = iota
	// throughValues is that of a field, which whoever has a value can name, however far the package is from it.
	throughValues
	// throughInterfaces is that of a method, which is called through interfaces by those too that do not know the package.
	throughInterfaces
)

// reachOf is how far the name of an object is used.
func reachOf(o types.Object) reach {
	switch o := o.(type) {
	case *types.Var:
		if o.IsField() {
			return throughValues
		}
	case *types.Func:
		if o.Signature().Recv() != nil {
			return throughInterfaces
		}
	case *types.TypeName:
		if byPosition(o) {
			return throughValues
		}
	}
	return qualified
}

// byPosition reports whether a literal may give the fields of a structure by their positions in another package: one that is an element of a list does not name its type.
func byPosition(name *types.TypeName) bool {
	structure, ok := name.Type().Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for field := range structure.Fields() {
		if !field.Exported() {
			return false
		}
	}
	return structure.NumFields() > 0
}

// usersOf are our packages that may use a name of a package: their text holds it, and it reaches them.
func (w *world) usersOf(path, name string, reach reach) []*node {
	above := w.above(path)
	return slices.DeleteFunc(slices.Clone(w.naming(name)), func(n *node) bool {
		switch {
		case reach == throughInterfaces || n.path == path:
			return false
		case reach == throughValues:
			return !above[n]
		}
		return !w.qualifies(n, path, name)
	})
}

// means reports whether a package uses what changed, and has not only the name: of an interface's method that is all that can be said, and of what has no type in code that does not compile.
func (w *world) means(n *node, changed change) bool {
	p := w.Package(n.path)
	found := false
	for _, file := range p.Files {
		ast.Inspect(file, func(node ast.Node) bool {
			if ident, ok := node.(*ast.Ident); ok && !found && ident.Name == changed.name && p.Info.Defs[ident] == nil {
				found = changed.meant(p.Info.Uses[ident])
			}
			return !found
		})
	}
	return found
}

// meant reports whether an object that has the name of what changed may be it.
func (c change) meant(o types.Object) bool {
	if o == nil || o.Pkg() == nil {
		return true
	}
	_, method := o.(*types.Func)
	return o.Pkg().Path() == c.pkg || method && reachOf(o) == throughInterfaces && c.reach == throughInterfaces
}

// ofTests reports whether what changed was declared by tests.
func (w *world) ofTests(c change) bool {
	for _, n := range w.nodes {
		if n.path != c.pkg || n.plain != nil {
			continue
		}
		if n.external() {
			return true
		}
		for name, shape := range n.shapes() {
			named := func(m member) bool { return m.name == c.name }
			if name == c.name || slices.ContainsFunc(shape.fields, named) || slices.ContainsFunc(shape.methods, named) {
				return false
			}
		}
		return true
	}
	return false
}

// qualifies reports whether a file of the package has the name of what another package declares: behind the name of that package, or alone where its names are imported as the file's own.
func (l *loader) qualifies(n *node, path, name string) bool {
	type question struct {
		n          *node
		path, name string
	}
	asked := question{n, path, name}
	if known, ok := l.qualified.Load(asked); ok {
		return known.(bool)
	}
	known := l.findQualified(n, path, name)
	l.qualified.Store(asked, known)
	return known
}

func (l *loader) findQualified(n *node, path, name string) bool {
	for written, dep := range n.deps {
		if dep.path == path {
			return slices.ContainsFunc(n.files, func(file string) bool {
				return l.identifiers(file)[name] && l.qualifiesIn(file, written, dep.listed.Name, name)
			})
		}
	}
	return false
}

func (l *loader) qualifiesIn(file, written, pkg, name string) bool {
	content, err := l.read(file)
	if err != nil {
		return false
	}
	var last [2]string // the tokens before
	called := map[string]bool{}
	found := false
	tokens(content, func(_ int, tok token.Token, text string) {
		switch {
		case tok == token.COMMENT:
			return
		case tok == token.PERIOD:
			text = "."
		case tok == token.STRING && strings.Trim(text, "`\"") == written: // imported
			switch before := last[1]; {
			case before == ".", token.IsIdentifier(before):
				called[before] = true
			default:
				called[pkg] = true
			}
		case tok == token.IDENT && text == name:
			found = found || called["."] || last[1] == "." && called[last[0]]
		}
		last[0], last[1] = last[1], text
	})
	return found
}
