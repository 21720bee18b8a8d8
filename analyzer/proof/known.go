package proof

import (
	"go/constant"
	"go/types"
	"strings"

	"golang.org/x/tools/go/ssa"
)

// known are functions of the standard library that only compute, and panic for nothing: a call whose result nobody needs may go, and one may stand for two. By package, with * at the end of a name for any rest.
var known = map[string]string{
	"strings":      "Compare Contains ContainsAny ContainsRune Count Cut CutPrefix CutSuffix EqualFold Fields HasPrefix HasSuffix Index IndexAny IndexByte IndexRune Join LastIndex LastIndexAny LastIndexByte Replace ReplaceAll Split SplitAfter SplitN ToLower ToTitle ToUpper Trim TrimLeft TrimPrefix TrimRight TrimSpace TrimSuffix",
	"strconv":      "Atoi Itoa FormatBool ParseBool ParseFloat ParseInt ParseUint Quote Unquote",
	"errors":       "New",
	"path":         "Base Clean Dir Ext IsAbs Join",
	"unicode":      "Is*",
	"unicode/utf8": "RuneCountInString RuneLen ValidString",
	"math":         "Abs Ceil Floor Max Min Mod Pow Round Sqrt Trunc",
	"time":         "Duration.*",
	"sync/atomic":  "Bool.Load Int32.Load Int64.Load Uint32.Load Uint64.Load Uintptr.Load Value.Load", // look at what is stored
}

// compute says what a call of a known function is: something pure if only numbers and strings go in and out, else something that reads what it is given, or makes something.
func compute(fn *ssa.Function) (op, bool) {
	if fn.Pkg == nil || fn.Object() == nil || !isKnown(fn) {
		return 0, false
	}
	sig := fn.Signature
	if sig.Recv() != nil && isPointer(sig.Recv().Type()) {
		return opRead, true
	}
	for v := range sig.Params().Variables() {
		if _, basic := v.Type().Underlying().(*types.Basic); !basic {
			return opRead, true
		}
	}
	for v := range sig.Results().Variables() {
		if _, basic := v.Type().Underlying().(*types.Basic); !basic {
			return opFresh, true
		}
	}
	return opPure, true
}

func isPointer(t types.Type) bool {
	_, ok := t.Underlying().(*types.Pointer)
	return ok
}

func isKnown(fn *ssa.Function) bool {
	name := fn.Name()
	if recv := fn.Signature.Recv(); recv != nil {
		named, ok := typeparamsDeref(recv.Type()).(*types.Named)
		if !ok {
			return false
		}
		name = named.Obj().Name() + "." + name
	}
	for _, word := range strings.Fields(known[fn.Pkg.Pkg.Path()]) {
		if rest, ok := strings.CutSuffix(word, "*"); word == name || ok && strings.HasPrefix(name, rest) {
			return true
		}
	}
	return false
}

// computed are known functions of constants.
var computed = map[string]func(x, y string) constant.Value{
	"call strings.HasPrefix": func(x, y string) constant.Value { return constant.MakeBool(strings.HasPrefix(x, y)) },
	"call strings.HasSuffix": func(x, y string) constant.Value { return constant.MakeBool(strings.HasSuffix(x, y)) },
	"call strings.Contains":  func(x, y string) constant.Value { return constant.MakeBool(strings.Contains(x, y)) },
	"call strings.EqualFold": func(x, y string) constant.Value { return constant.MakeBool(strings.EqualFold(x, y)) },
	"call strings.ToLower":   func(x, _ string) constant.Value { return constant.MakeString(strings.ToLower(x)) },
	"call strings.ToUpper":   func(x, _ string) constant.Value { return constant.MakeString(strings.ToUpper(x)) },
	"call strings.TrimSpace": func(x, _ string) constant.Value { return constant.MakeString(strings.TrimSpace(x)) },
}

// compute gives the result of a known function of constants, or nil.
func (u *unit) compute(s *side, n *node) *node {
	f := computed[n.key]
	if f == nil {
		return nil
	}
	var args [2]string
	for i := range n.args {
		a := n.arg(i)
		if !a.isConst() || a.val == nil || a.val.Kind() != constant.String {
			return nil
		}
		args[i] = constant.StringVal(a.val)
	}
	return u.constant(s, f(args[0], args[1]), n.typ)
}
