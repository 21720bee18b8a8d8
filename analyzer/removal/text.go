package removal

import (
	"go/ast"
	"go/constant"
	"go/types"
	"strings"
)

// foldComputation evaluates what people wrap around string values: functions of package strings, and len.
func (v *view) foldComputation(call *ast.CallExpr) folded {
	name := lastName(call.Fun)
	if name == nil || v.u.Info.Uses[name] != types.Universe.Lookup("len") && !v.u.calls(call, "strings") {
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
	known := compute(name.Name, args)
	return folded{value: known, ours: true, soft: known.known() && !isBool(known), keep: call}
}

func compute(name string, args []string) value {
	switch {
	case name == "len" && len(args) == 1:
		return value{constant: constant.MakeInt64(int64(len(args[0])))}
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
