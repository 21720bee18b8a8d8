package program

import (
	"go/ast"
	"go/types"
	"iter"

	"github.com/flagdebt/flagdebt/analyzer/flagref"
)

// declaredType is a type that a package declares, as far as it matters which interfaces it implements or stands for. It is data, so that nobody has to hold the types of all packages to compare some of them, and a cache can keep it.
type declaredType struct {
	Name      string
	Interface bool
	Methods   []declaredMethod // of an interface all of them, else those of a pointer to the type
}

// declaredMethod is a method in the method set of a type.
type declaredMethod struct {
	Name string
	Text string // of its identity: equal where a method is what an interface asks for
	Key  string // by funcKey, of the function that it is
	// Own says where the method is written down: of an interface, that it lists the method itself, and the catalogue does not know it; of another type, that the method has a body, and does not come from an embedded interface.
	Own bool
	// Passes says that it asks the same of an interface, as decorators do: what it gives is the answer of another.
	Passes bool           `json:",omitempty"`
	Shape  *flagref.Shape `json:",omitempty"` // what the catalogue says of it
}

// typesOf are the types that a package declares at package level and that have methods, by name; bodies are those of its functions that were checked. Of a generic interface nobody can tell which instances are meant, and one that constrains types has no values.
func (in *inference) typesOf(pkg *types.Package, bodies *checked) []declaredType {
	passing := bodies.passing()
	var out []declaredType
	for _, named := range namedTypes(pkg) {
		t := declaredType{Name: named.Obj().Name()}
		if iface, ok := named.Underlying().(*types.Interface); ok {
			if named.TypeParams().Len() > 0 || !iface.IsMethodSet() {
				continue
			}
			t.Interface = true
			listed := map[*types.Func]bool{}
			for method := range iface.ExplicitMethods() {
				listed[method] = types.Identical(method.Signature().Recv().Type(), named) // of type J I the methods are those of I
			}
			for method := range iface.Methods() {
				t.Methods = append(t.Methods, in.methodOf(method, listed[method] && !in.Program.rules.Known(method)))
			}
		} else {
			for method := range methodsOf(named) {
				m := in.methodOf(method, !types.IsInterface(method.Signature().Recv().Type()))
				m.Passes = passing[method.Origin()]
				t.Methods = append(t.Methods, m)
			}
		}
		if len(t.Methods) > 0 {
			out = append(out, t)
		}
	}
	return out
}

func (in *inference) methodOf(fn *types.Func, own bool) declaredMethod {
	m := declaredMethod{Name: fn.Name(), Text: fn.Id() + " " + typeText(fn.Signature()), Key: funcKey(fn), Own: own}
	if shape, ok := in.rules.Shape(fn.Origin()); ok {
		m.Shape = &shape
	}
	return m
}

// passing are the methods that call an interface's method of the same name and type. Of no bodies there are none.
func (c *checked) passing() map[*types.Func]bool {
	out := map[*types.Func]bool{}
	if c == nil {
		return out
	}
	for _, file := range c.files {
		for _, decl := range file.Decls {
			fn, ok := decl.(*ast.FuncDecl)
			if !ok || fn.Recv == nil || fn.Body == nil {
				continue
			}
			method, ok := c.info.Defs[fn.Name].(*types.Func)
			if !ok {
				continue
			}
			ast.Inspect(fn.Body, func(n ast.Node) bool {
				if selector, ok := n.(*ast.SelectorExpr); ok && selector.Sel.Name == fn.Name.Name {
					asked, ok := c.info.Uses[selector.Sel].(*types.Func)
					if ok && asked.Signature().Recv() != nil && types.IsInterface(asked.Signature().Recv().Type()) && types.Identical(asked.Signature(), method.Signature()) {
						out[method] = true
					}
				}
				return true
			})
		}
	}
	return out
}

// methodsOf are the methods of a pointer to a type that is no interface.
func methodsOf(named *types.Named) iter.Seq[*types.Func] {
	if named.TypeParams().Len() > 0 {
		named = instance(named)
	}
	if !embeds(named) {
		return named.Methods()
	}
	return func(yield func(*types.Func) bool) {
		for selection := range types.NewMethodSet(types.NewPointer(named)).Methods() {
			if !yield(selection.Obj().(*types.Func)) {
				return
			}
		}
	}
}

// embeds reports whether a type may have methods of others.
func embeds(named *types.Named) bool {
	structure, ok := named.Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for field := range structure.Fields() {
		if field.Embedded() {
			return true
		}
	}
	return false
}

// instance is a generic type with any for its parameters: good enough for methods in which they do not occur.
func instance(named *types.Named) *types.Named {
	args := make([]types.Type, named.TypeParams().Len())
	for i := range args {
		args[i] = types.Universe.Lookup("any").Type()
	}
	instantiated, err := types.Instantiate(nil, named.Origin(), args, false)
	if err != nil {
		return named // cannot be: the number of arguments is right, and nothing else is verified
	}
	return instantiated.(*types.Named)
}

// namedTypes are the types that a package declares at package level, by name; none where it could not be understood.
func namedTypes(pkg *types.Package) []*types.Named {
	var out []*types.Named
	if pkg == nil {
		return nil
	}
	for _, name := range pkg.Scope().Names() {
		if object, ok := pkg.Scope().Lookup(name).(*types.TypeName); ok && !object.IsAlias() {
			if named, ok := object.Type().(*types.Named); ok {
				out = append(out, named)
			}
		}
	}
	return out
}
