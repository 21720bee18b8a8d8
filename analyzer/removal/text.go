package removal

import (
	"go/ast"
	"go/constant"
	"strings"
)

// foldComputation evaluates functions of the standard library that people wrap around string values.
func (v *view) foldComputation(call *ast.CallExpr) folded {
	fn := v.u.callee(call)
	if fn == nil || fn.Pkg() == nil || fn.Pkg().Path() != "strings" {
		return folded{keep: call}
	}
	var args []string
	ours := false
	for _, arg := range call.Args {
		x := v.fold(arg)
		if !x.value.plain() || x.value.null || x.value.constant.Kind() != constant.String || len(x.before) > 0 {
			return folded{keep: call}
		}
		ours = ours || x.ours
		args = append(args, constant.StringVal(x.value.constant))
	}
	if !ours {
		return folded{keep: call}
	}
	known := compute(fn.Name(), args)
	return folded{value: known, ours: true, soft: known.known() && !isBool(known), keep: call}
}

func compute(name string, args []string) value {
	switch {
	case name == "EqualFold" && len(args) == 2:
		return boolean(strings.EqualFold(args[0], args[1]))
	case name == "HasPrefix" && len(args) == 2:
		return boolean(strings.HasPrefix(args[0], args[1]))
	case name == "HasSuffix" && len(args) == 2:
		return boolean(strings.HasSuffix(args[0], args[1]))
	case name == "Contains" && len(args) == 2:
		return boolean(strings.Contains(args[0], args[1]))
	case name == "ToLower" && len(args) == 1:
		return value{constant: constant.MakeString(strings.ToLower(args[0]))}
	case name == "ToUpper" && len(args) == 1:
		return value{constant: constant.MakeString(strings.ToUpper(args[0]))}
	case name == "TrimSpace" && len(args) == 1:
		return value{constant: constant.MakeString(strings.TrimSpace(args[0]))}
	}
	return value{}
}
