package program

import (
	"cmp"
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagref"
	"github.com/flagdebt/flagdebt/analyzer/proof"
	"github.com/flagdebt/flagdebt/analyzer/removal"
)

// code is a version as the proof takes it, without the packages that do not compile.
func (c *comparison) code(v *version, broken map[string]bool) proof.Code {
	code := proof.Code{Fset: v.fset, Looks: v.looks}
	for _, n := range v.order {
		p := v.checked(n.path)
		if p == nil || broken[n.path] {
			continue
		}
		code.Packages = append(code.Packages, &proof.Package{Files: p.files, Types: p.types, Info: p.info})
		for _, ref := range v.references(n.path, p) {
			c.say(&code, p, &ref)
		}
	}
	return code
}

// references are those in a package of a version.
func (v *version) references(path string, p *checked) []flagref.Ref {
	return flagref.Find(flagref.Package{Path: path, Fset: v.fset, Files: p.files, Types: p.types, Info: p.info, Display: v.display}, v.in.rules, facts{v.in}).Refs
}

// choice is what is chosen for a flag, or nil.
func (c *comparison) choice(id debt.ID) *removal.Choice {
	i := slices.IndexFunc(c.choices, func(choice removal.Choice) bool { return choice.ID == id })
	if i < 0 {
		return nil
	}
	return &c.choices[i]
}

// say tells the proof what a reference means.
func (c *comparison) say(code *proof.Code, p *checked, ref *flagref.Ref) {
	if c.asksGate(p, ref) {
		code.Pure = append(code.Pure, ref.Node.(*ast.CallExpr))
	}
	choice := c.choice(ref.ID)
	switch {
	case ref.Role == debt.RoleForward && ref.API != nil && ref.Key != nil:
		for i := range c.choices {
			if c.choices[i].Provider == ref.Provider {
				c.force(code, p, ref, c.choices[i].To, string(c.choices[i].Key))
			}
		}
	case choice == nil || ref.Dynamic != nil || ref.Role == debt.RoleUse:
	case ref.Declared:
		c.force(code, p, ref, ref.Default, "")
	case ref.Role == debt.RoleEvaluation:
		c.force(code, p, ref, choice.To, "")
	default:
		if n := p.row(ref.Node, ref.Role != debt.RoleMention); n != nil {
			code.Ignored = append(code.Ignored, n)
			for _, name := range holders(n, ref.Node) {
				c.declared[p.info.Defs[name]] = true
			}
		}
		if ident, ok := ref.Node.(*ast.Ident); ok && p.info.Defs[ident] != nil {
			c.declared[p.info.Defs[ident]] = true
		}
	}
}

// asksGate reports whether a reference is a call that asks a gate for a flag, whichever, and not one of a wrapper.
func (c *comparison) asksGate(p *checked, ref *flagref.Ref) bool {
	call, ok := ref.Node.(*ast.CallExpr)
	return ok && (ref.Role == debt.RoleEvaluation || ref.Role == debt.RoleForward) && removal.IsGate(ref.Provider) && (ref.API != nil || !c.wraps(p, call))
}

// force fixes an evaluation to a value, in a wrapper only for the key. A call of a wrapper is known by what is in it.
func (c *comparison) force(code *proof.Code, p *checked, ref *flagref.Ref, to debt.Value, key string) {
	x, ok := ref.Node.(ast.Expr)
	if !ok || ref.API == nil && c.wraps(p, x) || ref.Kind == debt.KindJSON || ref.InStructure() || ref.Stored || ref.Held {
		return // what it gives is more than the value of the flag
	}
	f := proof.Forced{Expr: x}
	t := p.info.TypeOf(x)
	if ref.API != nil {
		f.Result, f.Field = ref.API.Result.Index, cmp.Or(ref.API.Result.Field, ref.API.Result.Getter)
	}
	if tuple, ok := t.(*types.Tuple); ok {
		if f.Result >= tuple.Len() {
			return
		}
		t = tuple.At(f.Result).Type()
	}
	if f.Field != "" {
		object, _, _ := types.LookupFieldOrMethod(t, true, nil, f.Field)
		if object == nil {
			return
		}
		t = object.Type()
	}
	if sig, ok := t.Underlying().(*types.Signature); ok && sig.Results().Len() == 1 {
		if f.Field != "" {
			return // the function is only a part of what the expression gives
		}
		if call := p.callOf(x); call != nil {
			f.Expr = call // else the function is handed on, and the proof follows it
		}
		t = sig.Results().At(0).Type()
	}
	if to.IsZero() {
		to = ref.Default
	}
	if ref.API != nil {
		to = ref.API.Answer(to)
	}
	if f.Value = constantOf(to, t, ref.API != nil && ref.API.Negated); f.Value == nil {
		return
	}
	if key != "" {
		f.Key, f.If = ref.Key, key
	}
	code.Forced = append(code.Forced, f)
}

// callOf is the call of the function that an expression gives, or nil.
func (p *checked) callOf(x ast.Expr) *ast.CallExpr {
	var found *ast.CallExpr
	for _, file := range p.files {
		if file.FileStart > x.Pos() || x.Pos() >= file.FileEnd {
			continue
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok && ast.Unparen(call.Fun) == x {
				found = call
			}
			return found == nil && n != nil && n.Pos() <= x.Pos() && x.End() <= n.End()
		})
	}
	return found
}

// wraps reports whether an expression is a call of a wrapper.
func (c *comparison) wraps(p *checked, x ast.Expr) bool {
	call, ok := x.(*ast.CallExpr)
	if !ok {
		return false
	}
	fn, ok := typeutil.Callee(p.info, call).(*types.Func)
	return ok && facts{c.worlds[0].in}.Wrapper(fn) != nil
}

// row is what goes with a declaration of a flag, or with what forces its value in a test: the entry of a map or list, or the statement or declaration around it where that counts. What a structure holds is a part of it.
func (p *checked) row(n ast.Node, whole bool) ast.Node {
	i := slices.IndexFunc(p.files, func(file *ast.File) bool { return file.FileStart <= n.Pos() && n.Pos() < file.FileEnd })
	if i < 0 {
		return nil
	}
	var row ast.Node
	var path []ast.Node
	ast.Inspect(p.files[i], func(at ast.Node) bool {
		if at == nil {
			path = path[:len(path)-1]
			return true
		}
		if at.Pos() > n.Pos() || n.End() > at.End() {
			return false
		}
		if len(path) > 0 && p.lists(path[len(path)-1], at, whole) {
			row = at
		}
		path = append(path, at)
		return true
	})
	return row
}

// holders are the variables that a declaration gives what comes of an expression in it.
func holders(declaration ast.Node, x ast.Node) []*ast.Ident {
	spec, ok := declaration.(*ast.ValueSpec)
	if !ok {
		return nil
	}
	i := slices.IndexFunc(spec.Values, func(value ast.Expr) bool { return value.Pos() <= x.Pos() && x.End() <= value.End() })
	switch {
	case i < 0:
		return nil
	case len(spec.Values) == len(spec.Names):
		return spec.Names[i : i+1]
	}
	return spec.Names
}

// lists reports whether a node is one of several that another holds.
func (p *checked) lists(around, n ast.Node, whole bool) bool {
	switch around := around.(type) {
	case *ast.CompositeLit:
		t := p.info.TypeOf(around)
		if t == nil || n == around.Type {
			return false
		}
		_, isStruct := t.Underlying().(*types.Struct)
		return !isStruct
	case *ast.BlockStmt, *ast.CaseClause, *ast.CommClause:
		_, isStmt := n.(ast.Stmt)
		return isStmt && whole
	case *ast.GenDecl:
		return whole
	}
	return false
}
