package removal

import (
	"cmp"
	"go/ast"
	"go/token"
	"slices"
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagref"
)

// start marks what the references of a package say.
func (r *remover) start(u *unit) {
	for i := range u.Refs {
		ref := &u.Refs[i]
		switch {
		case ref.Dynamic != nil:
			r.startDynamic(u, ref)
		case r.choices[ref.ID] == nil:
		case r.startField(u, ref):
		case ref.Role == debt.RoleEvaluation:
			r.startEvaluation(u, ref)
		case ref.Declared:
			r.startDefault(u, ref)
		}
	}
}

// startDynamic says that a key which is built at run time may be that of a flag.
func (r *remover) startDynamic(u *unit, ref *flagref.Ref) {
	if ident, ok := ref.Node.(*ast.Ident); ok && ref.API != nil {
		r.startValue(u, ref, ident)
		return
	}
	for id, choice := range r.choices {
		key := string(id.Key)
		a := ref.Dynamic
		if ref.Role != debt.RoleEvaluation || choice.Force || id.Provider != ref.Provider || a.Prefix+a.Suffix == "" {
			continue
		}
		if len(key) >= len(a.Prefix)+len(a.Suffix) && strings.HasPrefix(key, a.Prefix) && strings.HasSuffix(key, a.Suffix) {
			r.obstacles = append(r.obstacles, debt.Obstacle{Code: debt.CodeDynamicKey, ID: id, Pos: ref.Pos, What: "the key is built at run time and may be this one: " + a.Text, Do: "look at the place, and use --force if it is not"})
		}
	}
}

// startValue follows an evaluation that a local variable holds as a function value to its calls.
func (r *remover) startValue(u *unit, ref *flagref.Ref, ident *ast.Ident) {
	x := ast.Expr(ident)
	if selector, ok := u.parent[ident].(*ast.SelectorExpr); ok {
		x = selector
	}
	var calls []*ast.CallExpr
	known := false
	if assign, ok := u.parent[x].(*ast.AssignStmt); ok && assign.Tok == token.DEFINE && len(assign.Lhs) == 1 {
		if held, ok := assign.Lhs[0].(*ast.Ident); ok && u.Info.Defs[held] != nil {
			known = true
			for _, use := range u.uses[u.keyOf(held)] {
				call := u.callOf(use)
				known = known && call != nil
				calls = append(calls, call)
			}
		}
	}
	if !known {
		if r.asksHere(u, ref.Provider) {
			r.refuse(u, ident, debt.CodeFunctionValue, "an evaluation is used as a function value, and may be called with the key")
		}
		return
	}
	for _, call := range calls {
		if ref.API.Key.Arg >= len(call.Args) {
			continue
		}
		key := constantString(u.Info.Types[call.Args[ref.API.Key.Arg]].Value)
		choice := r.choices[debt.ID{Provider: ref.Provider, Key: debt.Key(key)}]
		if choice == nil {
			continue
		}
		asked := *ref
		asked.ID, asked.Dynamic, asked.Node, asked.Key, asked.Pos = choice.ID, nil, call, call.Args[ref.API.Key.Arg], u.position(call.Pos())
		r.startEvaluation(u, &asked)
	}
}

// asksHere reports whether the package asks for one of the flags of a provider.
func (r *remover) asksHere(u *unit, provider string) bool {
	return slices.ContainsFunc(u.Refs, func(ref flagref.Ref) bool {
		return ref.Provider == provider && ref.Role == debt.RoleEvaluation && r.choices[ref.ID] != nil
	})
}

// startEvaluation marks the value of an evaluation, or says why it cannot be known.
func (r *remover) startEvaluation(u *unit, ref *flagref.Ref) {
	choice := r.choices[ref.ID]
	call, ok := ref.Node.(*ast.CallExpr)
	switch {
	case ok:
	case ref.InStructure():
		r.refuse(u, ref.Node, debt.CodeJSONValue, "what the flag gives is in a structure with what others give")
		return
	case ref.Stored:
		r.refuse(u, ref.Node, debt.CodeExposed, "the variable gets the value by its address, or by a pointer to it")
		return
	default:
		r.refuse(u, ref.Node, debt.CodeFunctionValue, "the evaluation is not a call")
		return
	}
	if choice.Scope == Unregister {
		if u.heldBy(call) == nil { // what holds the value is the declaration, and goes if nothing reads it
			r.refuse(u, call, debt.CodeKeyUsed, "the flag is still evaluated")
		}
		return
	}
	if u.file(call).generated {
		r.refuse(u, call, debt.CodeGenerated, "the evaluation is in a generated file"+generator(u.file(call)))
		return
	}
	if ref.Kind == debt.KindJSON {
		r.refuse(u, call, debt.CodeJSONValue, "the value is a structure")
		return
	}
	s := &seed{unit: u, ref: ref}
	if ref.API != nil || ref.Key != nil && ref.Field == "" && !r.isWrapper(u, call) {
		s.results = r.resultsOf(u, call, ref, choice)
	} else {
		s.results = r.wrapped(u, call, ref)
	}
	if s.results == nil {
		r.explain(u, call, ref, choice)
		return
	}
	if why, stays := r.stays[call]; stays {
		r.note(why)
		return
	}
	if r.explained(u, call, s.results) {
		r.refuse(u, call, debt.CodeDetailUsed, explanationUsed)
		return
	}
	r.seeds[call] = s
	r.touch(u, call)
	r.markKey(u, ref)
}

// startDefault marks a call that gives the default with which the flag was declared. With the declaration it goes, and the default stands there whatever the flag's value is.
func (r *remover) startDefault(u *unit, ref *flagref.Ref) {
	call, ok := ref.Node.(*ast.CallExpr)
	if !ok || r.keepsDeclaration(ref.ID) || u.file(call).generated {
		return
	}
	if known := valueOf(ref.Default, u.typeOf(call)); known.known() {
		known.flag = true
		r.seeds[call] = &seed{unit: u, ref: ref, results: []value{known}}
		r.touch(u, call)
		r.markKey(u, ref)
	}
}

// generator names the input of a generated file, if its head does.
func generator(f *file) string {
	for _, group := range f.syntax.Comments {
		for _, c := range group.List {
			if _, source, ok := strings.Cut(c.Text, "ource: "); ok {
				return ", made of " + strings.TrimSpace(source)
			}
		}
	}
	return ""
}

// explain says why the value of an evaluation is not known.
func (r *remover) explain(u *unit, call *ast.CallExpr, ref *flagref.Ref, choice *Choice) {
	to := cmp.Or(choice.To, ref.Default)
	switch {
	case to.IsZero():
		r.refuse(u, call, debt.CodeNoValue, "the call gets the default that it passes, which is not constant")
	case ref.API == nil:
		r.refuse(u, call, debt.CodeOpaque, "the wrapper does more than pass the answer on, or is in a module whose code is not looked at")
	default:
		r.refuse(u, call, debt.CodeValueKind, "the call asks for another kind of value than "+string(to))
	}
}
