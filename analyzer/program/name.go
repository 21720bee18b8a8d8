package program

import (
	"go/scanner"
	"go/token"
	"go/types"
	"maps"
	"slices"
)

// tokens calls use with each token of a file. What cannot be scanned is left out.
func tokens(content []byte, use func(offset int, tok token.Token, text string)) {
	fset := token.NewFileSet()
	file := fset.AddFile("", -1, len(content))
	var s scanner.Scanner
	s.Init(file, content, func(token.Position, string) {}, scanner.ScanComments)
	for {
		pos, tok, text := s.Scan()
		if tok == token.EOF {
			return
		}
		use(file.Offset(pos), tok, text)
	}
}

// identifiers are the names in a file, those in comments left out.
func (l *loader) identifiers(file string) map[string]bool {
	if names, ok := l.named.Load(file); ok {
		return names.(map[string]bool)
	}
	names := map[string]bool{}
	if content, err := l.read(file); err == nil {
		tokens(content, func(_ int, tok token.Token, text string) {
			if tok == token.IDENT {
				names[text] = true
			}
		})
	}
	l.named.Store(file, names)
	return names
}

// names reports whether a file of the package has the name.
func (l *loader) names(n *node, name string) bool {
	return slices.ContainsFunc(n.files, func(file string) bool { return l.identifiers(file)[name] })
}

// change is a declaration that is not there any more, or not the same, seen from outside the function bodies.
type change struct {
	pkg, name string
	reach     reach
}

// changes compares the declarations of a package before and after. What has been added concerns nobody.
func changes(path string, before, after map[string]shape) []change {
	var out []change
	add := func(name string, reach reach) { out = append(out, change{path, name, reach}) }
	for _, name := range slices.Sorted(maps.Keys(before)) {
		old := before[name]
		now, ok := after[name]
		if !ok || old.text != now.text {
			add(name, old.reach)
		}
		for _, field := range old.fields {
			if !slices.Contains(now.fields, field) {
				add(field.name, throughValues)
			}
		}
		for _, method := range old.methods {
			if !slices.Contains(now.methods, method) {
				add(method.name, throughInterfaces)
			}
		}
	}
	return out
}

// shape is what users of a declaration depend on.
type shape struct {
	text            string // all but its members
	reach           reach
	fields, methods []member
}

// member is a field or method of a type, and its own type.
type member struct{ name, text string }

// shapesOf are those of the declarations of a package, by name.
func shapesOf(pkg *types.Package) map[string]shape {
	out := make(map[string]shape, pkg.Scope().Len())
	for _, name := range pkg.Scope().Names() {
		o := pkg.Scope().Lookup(name)
		out[name] = shape{text: objectText(o), reach: reachOf(o), fields: fields(o), methods: methods(o)}
	}
	return out
}

func objectText(o types.Object) string {
	text := types.ObjectString(o, nil)
	switch o := o.(type) {
	case *types.Const:
		text += " = " + o.Val().ExactString()
	case *types.TypeName:
		text += " " + types.TypeString(o.Type().Underlying(), nil)
	}
	return text
}

func fields(o types.Object) []member {
	name, ok := o.(*types.TypeName)
	if !ok || name.IsAlias() {
		return nil
	}
	structure, ok := name.Type().Underlying().(*types.Struct)
	if !ok {
		return nil
	}
	var out []member
	for field := range structure.Fields() {
		out = append(out, member{field.Name(), types.TypeString(field.Type(), nil)})
	}
	return out
}

func methods(o types.Object) []member {
	name, ok := o.(*types.TypeName)
	if !ok || name.IsAlias() {
		return nil
	}
	var out []member
	if named, ok := name.Type().(*types.Named); ok {
		for method := range named.Methods() {
			out = append(out, member{method.Name(), types.TypeString(method.Type(), nil)})
		}
	}
	if iface, ok := name.Type().Underlying().(*types.Interface); ok {
		for method := range iface.ExplicitMethods() {
			out = append(out, member{method.Name(), types.TypeString(method.Type(), nil)})
		}
	}
	return out
}
