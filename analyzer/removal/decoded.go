package removal

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"
)

// decoders are parts of the paths of packages that fill structures by the names of their exported fields.
var decoders = []string{"encoding/", "json", "yaml", "toml", "mapstructure", "viper", "koanf", "envconfig", "hcl", "bson", "caarlos0/env", "reflect"}

// isDecoder reports whether a package, by its path, is one that fills structures.
func isDecoder(path string) bool {
	return slices.ContainsFunc(decoders, func(part string) bool { return strings.Contains(path, part) })
}

// decoded reports whether the exported fields of a type may be filled by name: in a package that knows a decoder, or calls one that does, something that leads to the type becomes an interface value, as every decoder wants it.
func (r *remover) decoded(owner *unit, object types.Object) bool {
	key := owner.key(object)
	if owner.decodes(key) || slices.ContainsFunc(r.allUses(owner, object), func(u use) bool { return u.unit.decodes(key) }) {
		return true
	}
	return slices.ContainsFunc(r.world.Importers(pathOf(object), isDecoder), func(p *Package) bool { return r.unit(p).decodes(key) })
}

// decodes reports whether a package hands something on that leads to a type, and a decoder may get it.
func (u *unit) decodes(to objectKey) bool {
	if u.boxes == nil {
		u.boxes = map[objectKey]bool{}
		knows := slices.ContainsFunc(u.files, (*file).importsDecoder)
		for _, f := range u.files {
			if f.test {
				continue
			}
			ast.Inspect(f.syntax, func(n ast.Node) bool {
				if call, ok := n.(*ast.CallExpr); knows || ok && u.callsDecoder(call) {
					u.box(n)
				}
				return true
			})
		}
	}
	return u.boxes[to]
}

// callsDecoder reports whether a call names a function of a package that is a decoder, or of one that imports one and is not of the standard library: fmt and log only read what they get.
func (u *unit) callsDecoder(call *ast.CallExpr) bool {
	fn := u.callee(call)
	if fn == nil || fn.Pkg() == nil || fn.Pkg() == u.Types {
		return false
	}
	domain, _, _ := strings.Cut(fn.Pkg().Path(), "/")
	return isDecoder(fn.Pkg().Path()) || strings.Contains(domain, ".") && slices.ContainsFunc(fn.Pkg().Imports(), func(p *types.Package) bool { return isDecoder(p.Path()) })
}

// importsDecoder reports whether a file that is no test imports a decoder.
func (f *file) importsDecoder() bool {
	return !f.test && slices.ContainsFunc(f.syntax.Imports, func(spec *ast.ImportSpec) bool {
		return isDecoder(spec.Path.Value)
	})
}

// box notes the types that become interface values or type arguments in a node, and what they lead to.
func (u *unit) box(n ast.Node) {
	switch n := n.(type) {
	case *ast.Ident:
		for t := range u.Info.Instances[n].TypeArgs.Types() {
			u.leads(t)
		}
	case *ast.CallExpr:
		u.boxArgs(n)
	case *ast.AssignStmt:
		for i, left := range n.Lhs {
			u.boxTo(u.Info.TypeOf(left), n.Rhs[min(i, len(n.Rhs)-1)])
		}
	case *ast.ValueSpec:
		for i, name := range n.Names {
			if len(n.Values) > 0 {
				u.boxTo(u.Info.TypeOf(name), n.Values[min(i, len(n.Values)-1)])
			}
		}
	case *ast.ReturnStmt:
		u.boxResults(n)
	case *ast.CompositeLit:
		u.boxElements(n)
	case *ast.SendStmt:
		if c, ok := u.typeOf(n.Chan).Underlying().(*types.Chan); ok {
			u.boxTo(c.Elem(), n.Value)
		}
	}
}

// boxTo notes the type of an expression that is given to an interface.
func (u *unit) boxTo(to types.Type, x ast.Expr) {
	if to != nil && types.IsInterface(to) {
		u.leads(u.typeOf(x))
	}
}

// boxArgs notes the arguments of a call, or what a conversion converts.
func (u *unit) boxArgs(call *ast.CallExpr) {
	if u.Info.Types[call.Fun].IsType() {
		u.boxTo(u.typeOf(call.Fun), call.Args[0])
		return
	}
	signature, ok := u.typeOf(call.Fun).Underlying().(*types.Signature)
	if !ok {
		return
	}
	last := signature.Params().Len() - 1
	for i, arg := range call.Args {
		switch _, several := u.typeOf(arg).(*types.Tuple); {
		case several:
			u.leads(u.typeOf(arg))
		case signature.Variadic() && i >= last:
			to := signature.Params().At(last).Type()
			if list, ok := to.Underlying().(*types.Slice); ok && !call.Ellipsis.IsValid() {
				to = list.Elem()
			}
			u.boxTo(to, arg)
		case i <= last:
			u.boxTo(signature.Params().At(i).Type(), arg)
		}
	}
}

// boxResults notes what a function returns.
func (u *unit) boxResults(s *ast.ReturnStmt) {
	var signature *types.Signature
	switch fn := u.function(s).(type) {
	case *ast.FuncDecl:
		signature, _ = u.Info.Defs[fn.Name].Type().(*types.Signature)
	case *ast.FuncLit:
		signature, _ = u.typeOf(fn).(*types.Signature)
	}
	if signature == nil {
		return
	}
	for i, x := range s.Results {
		if len(s.Results) < signature.Results().Len() {
			u.leads(u.typeOf(x)) // several results of one call
			return
		}
		u.boxTo(signature.Results().At(i).Type(), x)
	}
}

// boxElements notes what a literal is made of.
func (u *unit) boxElements(lit *ast.CompositeLit) {
	s, isStruct := u.structOf(lit)
	for i, element := range lit.Elts {
		kv, keyed := element.(*ast.KeyValueExpr)
		if keyed {
			element = kv.Value
		}
		switch t := u.typeOf(lit).Underlying().(type) {
		case *types.Slice:
			u.boxTo(t.Elem(), element)
		case *types.Array:
			u.boxTo(t.Elem(), element)
		case *types.Map:
			u.boxTo(t.Elem(), element)
			if keyed {
				u.boxTo(t.Key(), kv.Key)
			}
		default:
			switch {
			case keyed:
				u.boxTo(u.typeOf(kv.Key), element)
			case isStruct && i < s.NumFields():
				u.boxTo(s.Field(i).Type(), element)
			}
		}
	}
}

// leads notes the named types that a decoder reaches from a type, by pointers, elements and exported fields. Of several results each counts.
func (u *unit) leads(t types.Type) {
	switch t := types.Unalias(t).(type) {
	case *types.Named:
		key := u.key(t.Obj())
		if u.boxes[key] {
			return
		}
		if key != (objectKey{}) {
			u.boxes[key] = true
		}
		for arg := range t.TypeArgs().Types() {
			u.leads(arg)
		}
		if _, isInterface := t.Underlying().(*types.Interface); !isInterface {
			u.leads(t.Underlying())
		}
	case *types.Pointer:
		u.leads(t.Elem())
	case *types.Slice:
		u.leads(t.Elem())
	case *types.Array:
		u.leads(t.Elem())
	case *types.Map:
		u.leads(t.Key())
		u.leads(t.Elem())
	case *types.Chan:
		u.leads(t.Elem())
	case *types.Tuple:
		for v := range t.Variables() {
			u.leads(v.Type())
		}
	case *types.Struct:
		for field := range t.Fields() {
			if field.Exported() || field.Embedded() {
				u.leads(field.Type())
			}
		}
	}
}
