package removal

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagref"
)

// effect is what evaluating an expression may do beside giving a value.
type effect int

const (
	pure    effect = iota
	panics         // nothing, or a panic
	effects        // anything
)

// maxPure bounds how many calls deep functions are looked at, which also ends recursion.
const maxPure = 4

// effect is what evaluating an expression may do. The implicit dereference of x.f counts as nothing, since programs do not rely on its panic.
func (r *remover) effect(u *unit, e ast.Expr) effect { return r.effectDepth(u, e, maxPure) }

func (r *remover) effectDepth(u *unit, e ast.Expr, depth int) effect {
	if e == nil || u.Info.Types[e].Value != nil || u.Info.Types[e].IsType() {
		return pure
	}
	all := func(list ...ast.Expr) effect {
		most := pure
		for _, x := range list {
			most = max(most, r.effectDepth(u, x, depth))
		}
		return most
	}
	switch e := e.(type) {
	case *ast.Ident, *ast.BasicLit, *ast.FuncLit:
		return pure
	case *ast.ParenExpr:
		return all(e.X)
	case *ast.SelectorExpr:
		if u.Info.Selections[e] == nil {
			return pure // pkg.Name
		}
		return all(e.X)
	case *ast.StarExpr:
		return max(panics, all(e.X))
	case *ast.UnaryExpr:
		if e.Op == token.ARROW {
			return effects
		}
		return all(e.X)
	case *ast.BinaryExpr:
		most := all(e.X, e.Y)
		if (e.Op == token.QUO || e.Op == token.REM) && u.Info.Types[e.Y].Value == nil {
			return max(panics, most)
		}
		return most
	case *ast.IndexExpr:
		if _, ok := u.typeOf(e.X).Underlying().(*types.Map); ok {
			return all(e.X, e.Index)
		}
		if _, ok := u.typeOf(e.X).Underlying().(*types.Signature); ok {
			return pure // f[T]
		}
		if r.guarded(u, e, depth) {
			return all(e.X)
		}
		return max(panics, all(e.X, e.Index))
	case *ast.IndexListExpr:
		return pure
	case *ast.SliceExpr:
		return max(panics, all(e.X, e.Low, e.High, e.Max))
	case *ast.TypeAssertExpr:
		return max(panics, all(e.X))
	case *ast.CompositeLit:
		return all(e.Elts...)
	case *ast.KeyValueExpr:
		return all(e.Value)
	case *ast.CallExpr:
		return max(r.callEffect(u, e, depth), all(e.Args...))
	}
	return effects
}

// callEffect is what a call does, its arguments aside.
func (r *remover) callEffect(u *unit, call *ast.CallExpr, depth int) effect {
	if tv := u.Info.Types[call.Fun]; tv.IsType() {
		if _, ok := tv.Type.Underlying().(*types.Array); ok {
			return panics // a slice as an array
		}
		return pure
	}
	if r.evaluates(call) || u.gates[call] {
		return pure // the exposure of a flag that goes is no effect that anybody needs
	}
	fun := ast.Unparen(call.Fun)
	if ident, ok := fun.(*ast.Ident); ok {
		if builtin, ok := u.Info.Uses[ident].(*types.Builtin); ok {
			switch builtin.Name() {
			case "len", "cap", "new", "make", "append", "min", "max", "complex", "real", "imag":
				return pure
			}
			return effects
		}
	}
	fn := u.callee(call)
	if fn == nil {
		if _, after := r.views(u); after.answers(call) {
			return pure
		}
		if lit, ok := fun.(*ast.FuncLit); ok && depth > 0 {
			return r.bodyEffect(u, lit.Body, depth-1)
		}
		return effects
	}
	if selector, ok := fun.(*ast.SelectorExpr); ok && u.Info.Selections[selector] != nil {
		if most := r.effectDepth(u, selector.X, depth); most > panics {
			return most
		}
	}
	if onlyComputes(fn) {
		return r.callbacks(u, call, depth)
	}
	if r.makes(u, call, fn) {
		return r.callbacks(u, call, depth)
	}
	if r.options.Effects == DropKnown && feeds(fn) {
		return pure
	}
	if depth == 0 {
		return effects
	}
	if r.methods[u.key(fn)] != nil {
		return pure // a method of an interface all of whose implementations are constant
	}
	owner, decl := r.declaration(u, fn)
	switch {
	case decl != nil && decl.Body != nil:
	case speaks(fn):
		return pure
	default:
		return effects
	}
	if s := r.bodies[decl]; s != nil {
		return r.bodyEffectBut(owner, decl.Body, depth-1, s)
	}
	return r.bodyEffect(owner, decl.Body, depth-1)
}

// makes reports whether a call only makes something that evaluations are told, by what the catalogue says of the function. A method that may change what it is called on does so only to what was made just before.
func (r *remover) makes(u *unit, call *ast.CallExpr, fn *types.Func) bool {
	if fn == nil || !r.world.Makes(fn) {
		return false
	}
	recv := fn.Signature().Recv()
	if recv == nil {
		return true
	}
	switch types.Unalias(recv.Type()).Underlying().(type) {
	case *types.Pointer, *types.Interface:
	default:
		return true
	}
	selector, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return false
	}
	made, ok := ast.Unparen(selector.X).(*ast.CallExpr)
	return ok && r.makes(u, made, u.callee(made))
}

// IsGate reports whether a provider keeps its flags in the memory of the process: to ask one for a flag is to read a variable, and nobody counts it.
func IsGate(provider string) bool {
	return provider == "k8s-featuregate" || provider == "otel-featuregate"
}

// asksGate reports whether a reference asks a gate for a flag, whichever.
func asksGate(ref *flagref.Ref) bool {
	return ref.Role == debt.RoleEvaluation && ref.Dynamic == nil && IsGate(ref.ID.Provider)
}

// callbacks is what the functions do that a call gets as its arguments and may call. Those of package sync keep them for later.
func (r *remover) callbacks(u *unit, call *ast.CallExpr, depth int) effect {
	most := pure
	if pathOf(u.callee(call)) == "sync" {
		return most
	}
	for _, arg := range call.Args {
		if _, ok := u.typeOf(arg).Underlying().(*types.Signature); !ok {
			continue
		}
		switch x := ast.Unparen(arg).(type) {
		case *ast.FuncLit:
			if depth == 0 {
				return effects
			}
			most = max(most, r.bodyEffect(u, x.Body, depth-1))
		default:
			if fn, ok := u.referent(x).(*types.Func); !ok || !onlyComputes(fn) {
				return effects
			}
		}
	}
	return most
}

// bodyEffect is what a function body does, if it does nothing but compute with locals.
func (r *remover) bodyEffect(u *unit, body *ast.BlockStmt, depth int) effect {
	return r.bodyEffectTo(u, body, depth, objectKey{})
}

// bodyEffectTo is what a function body does beside writing to where a parameter points.
func (r *remover) bodyEffectTo(u *unit, body *ast.BlockStmt, depth int, to objectKey) effect {
	if r.judging[body] {
		return pure // calls itself: the rest of it decides
	}
	r.judging[body] = true
	defer delete(r.judging, body)
	most := pure
	ast.Inspect(body, func(n ast.Node) bool {
		if most == effects {
			return false
		}
		switch n := n.(type) {
		case *ast.FuncLit:
			return false // made, not called
		case *ast.GoStmt, *ast.DeferStmt, *ast.SendStmt, *ast.SelectStmt, *ast.ForStmt, *ast.RangeStmt, *ast.LabeledStmt, *ast.IncDecStmt:
			most = effects // a loop may not end, and the others are seen outside
		case *ast.AssignStmt:
			for _, left := range n.Lhs {
				if u.isPointee(left, to) {
					continue
				}
				ident, ok := left.(*ast.Ident)
				if !ok {
					most = effects
					return false
				}
				if v, ok := u.object(ident).(*types.Var); ok && !u.own(v, n) {
					most = effects
				}
			}
		case *ast.UnaryExpr:
			if n.Op == token.ARROW {
				most = effects
			}
		case *ast.StarExpr, *ast.TypeAssertExpr:
			if !u.isPointee(n, to) && !u.Info.Types[n.(ast.Expr)].IsType() {
				most = max(most, panics)
			}
		case *ast.CallExpr:
			most = max(most, r.callEffect(u, n, depth))
		case *ast.IndexExpr, *ast.SliceExpr, *ast.BinaryExpr:
			if most < panics {
				most = max(most, min(panics, r.effectDepth(u, n.(ast.Expr), 0)))
			}
		}
		return true
	})
	return most
}

// isPointee reports whether an expression is what a parameter points to.
func (u *unit) isPointee(n ast.Node, parameter objectKey) bool {
	star, ok := n.(*ast.StarExpr)
	if !ok || parameter == (objectKey{}) {
		return false
	}
	ident, ok := ast.Unparen(star.X).(*ast.Ident)
	return ok && u.keyOf(ident) == parameter
}

// own reports whether a variable belongs to the function around a node: it is no variable of the package, and none that a closure captures.
func (u *unit) own(v *types.Var, n ast.Node) bool {
	fn := u.function(n)
	return isLocal(v) && fn != nil && fn.Pos() <= v.Pos() && v.Pos() < fn.End()
}

// computing lists functions and methods of the standard library that compute and do nothing else. A path alone stands for all functions of the package.
var computing = map[string]bool{
	"strings": true, "strconv": true, "errors": true, "unicode": true, "unicode/utf8": true, "path": true, "path/filepath.Join": true, "path/filepath.Base": true, "os.Getenv": true, "os.LookupEnv": true,
	"math": true, "cmp": true, "bytes": true, "maps": true, "slices": true, "sort.SearchInts": true, "sync.OnceValue": true, "sync.OnceFunc": true,
	"fmt.Sprintf": true, "fmt.Sprint": true, "fmt.Sprintln": true, "fmt.Errorf": true,
	"context.Background": true, "context.TODO": true, "context.WithValue": true, "context.Context.Value": true, "context.Context.Err": true,
	"(*net/http.Request).Context": true, "(*net/http.Request).UserAgent": true, "(net/http.Header).Get": true, "(net/url.Values).Get": true,
	"(time.Duration).Seconds": true, "(time.Duration).String": true, "(time.Time).IsZero": true, "(time.Time).Unix": true, "(time.Time).Sub": true, "(time.Time).Add": true,
	"(time.Time).After": true, "(time.Time).Before": true, "(error).Error": true,
}

// writing are the functions of those packages that have a result and write into an argument all the same.
var writing = map[string]bool{
	"errors.As": true, "slices.Compact": true, "slices.CompactFunc": true, "slices.Delete": true, "slices.DeleteFunc": true, "slices.Insert": true, "slices.Replace": true,
}

// computingPackages are the packages of what computes.
var computingPackages = func() map[string]bool {
	packages := map[string]bool{}
	for name := range computing {
		path := strings.TrimLeft(name, "(*")
		if slash := strings.LastIndex(path, "/") + 1; strings.Contains(path[slash:], ".") {
			path = path[:slash+strings.Index(path[slash:], ".")]
		}
		packages[path] = true
	}
	return packages
}()

// onlyComputes reports whether a function does nothing but compute, by its name.
func onlyComputes(fn *types.Func) bool {
	if fn.Pkg() == nil {
		return true // error.Error
	}
	if !computingPackages[fn.Pkg().Path()] {
		return isGetter(fn) // without making its name, which takes time
	}
	if computing[fn.FullName()] || computing["("+strings.Trim(fn.FullName(), "()*")+")"] {
		return true
	}
	if fn.Signature().Recv() == nil && computing[fn.Pkg().Path()] {
		return fn.Signature().Results().Len() > 0 && !writing[fn.FullName()] // one without a result can only write
	}
	return isGetter(fn)
}

// speaks reports whether a method is String or Error, of which go vet knows too that nobody calls them for anything but their result.
func speaks(fn *types.Func) bool {
	sig := fn.Signature()
	return (fn.Name() == "String" || fn.Name() == "Error") && sig.Recv() != nil && sig.Params().Len() == 0 && sig.Results().Len() == 1 && types.Identical(sig.Results().At(0).Type(), types.Typ[types.String])
}

// isGetter reports whether a method is one of those that protocol buffers generate: GetName returns the field Name.
func isGetter(fn *types.Func) bool {
	name, ok := strings.CutPrefix(fn.Name(), "Get")
	recv := fn.Signature().Recv()
	if !ok || name == "" || recv == nil || fn.Signature().Params().Len() > 0 || fn.Signature().Results().Len() != 1 {
		return false
	}
	pointer, ok := types.Unalias(recv.Type()).(*types.Pointer)
	if !ok {
		return false
	}
	object, _, _ := types.LookupFieldOrMethod(pointer.Elem(), true, fn.Pkg(), name)
	field, ok := object.(*types.Var)
	return ok && field.IsField()
}

// feeds reports whether a function is of the kind whose result is handed to evaluations: it makes a context, a key, a user or a target.
func feeds(fn *types.Func) bool {
	results := fn.Signature().Results()
	if results.Len() == 0 {
		return false
	}
	name := strings.ToLower(types.TypeString(results.At(0).Type(), func(*types.Package) string { return "" }))
	for _, word := range []string{"context", "user", "target", "attributes", "entity", "key", "tenant"} {
		if strings.Contains(name, word) {
			return true
		}
	}
	return false
}
