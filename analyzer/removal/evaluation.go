package removal

import (
	"cmp"
	"go/ast"
	"go/constant"
	"go/types"

	"github.com/flagdebt/flagdebt/analyzer/config"
	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagref"
)

// evaluates reports whether a call asks for one of the flags, directly or through a wrapper.
func (r *remover) evaluates(call *ast.CallExpr) bool { return r.seeds[call] != nil }

// evaluation is what a call of an evaluation of one of the flags gives: its results in order, the value and a nil error among them. Nil for every other call.
func (r *remover) evaluation(v *view, call *ast.CallExpr) []value {
	if seed := r.seeds[call]; seed != nil {
		return seed.results
	}
	ref := r.forwards[call]
	if ref == nil || ref.Key == nil {
		return nil
	}
	// The inner call of a wrapper, looked at for one key.
	key := v.fold(ref.Key)
	if !key.value.plain() || key.value.null || key.value.constant.Kind() != constant.String {
		return nil
	}
	choice := r.choices[debt.ID{Provider: ref.Provider, Key: debt.Key(constant.StringVal(key.value.constant))}]
	if choice == nil {
		return nil
	}
	return r.resultsOf(v.u, call, ref, choice)
}

// resultsOf are the results of an evaluation by the position of the value in them.
func (r *remover) resultsOf(u *unit, call *ast.CallExpr, ref *flagref.Ref, choice *Choice) []value {
	to := choice.To
	if to.IsZero() {
		to = ref.Default
	}
	types := resultTypes(u, call)
	results := make([]value, len(types))
	if len(types) == 0 {
		return nil
	}
	var at config.ResultPos
	negated := false
	if ref.API != nil {
		at, negated, to = ref.API.Result, ref.API.Negated, ref.API.Answer(to)
		if e := ref.API.Result.Error; e != nil && *e < len(results) {
			results[*e] = value{null: true}
		}
	} else if n := len(types); n > 1 && isError(types[n-1]) {
		results[n-1] = value{null: true}
	}
	index := at.Index
	if index >= len(results) {
		return nil
	}
	results[index] = r.typedValue(to, types[index], at)
	results[index].flag = true
	if negated && results[index].known() {
		results[index] = boolean(results[index].isFalse())
		results[index].flag = true
	}
	if !results[index].known() {
		return nil
	}
	return results
}

// explanationUsed is what stands in the way where an evaluation gives more than one value that could be written in its place.
const explanationUsed = "the explanation of the evaluation is used"

// explained reports whether a result of an evaluation of which nothing is known, its explanation, is used.
func (r *remover) explained(u *unit, call *ast.CallExpr, results []value) bool {
	assign, _ := u.parent[u.unparened(call)].(*ast.AssignStmt)
	for i, known := range results {
		if !known.known() && (assign == nil || len(assign.Lhs) != len(results) || !isBlank(assign.Lhs[i])) {
			return true
		}
	}
	return false
}

// typedValue is a flag's value as a result of a type, or as what a field or a getter of it gives.
func (r *remover) typedValue(to debt.Value, t types.Type, at config.ResultPos) value {
	if at.Field == "" && at.Getter == "" {
		return r.answered(to, t)
	}
	part, _, _ := types.LookupFieldOrMethod(t, true, nil, cmp.Or(at.Field, at.Getter))
	if part == nil {
		return value{}
	}
	t = part.Type()
	if fn, ok := part.(*types.Func); ok {
		if fn.Signature().Params().Len() > 0 || fn.Signature().Results().Len() != 1 {
			return value{}
		}
		t = fn.Signature().Results().At(0).Type()
	}
	known := r.answered(to, t)
	if known.called {
		return value{}
	}
	if known.known() {
		known.field, known.getter, known.opposite = at.Field, at.Getter, at.Opposite
	}
	return known
}

func resultTypes(u *unit, call *ast.CallExpr) []types.Type {
	switch t := u.typeOf(call).(type) {
	case *types.Tuple:
		list := make([]types.Type, t.Len())
		for i := range list {
			list[i] = t.At(i).Type()
		}
		return list
	default:
		return []types.Type{t}
	}
}

func isError(t types.Type) bool { return types.Identical(t, types.Universe.Lookup("error").Type()) }
