package proof

import (
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
}

// compute says what a call of a known function is: something pure if only numbers and strings go in and out, else something that reads what it is given, or makes something.
func compute(fn *ssa.Function) (op, bool) {
	if fn.Pkg == nil || fn.Object() == nil || !isKnown(fn) {
		return 0, false
	}
	sig := fn.Signature
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

func isKnown(fn *ssa.Function) bool {
	name := fn.Name()
	if recv := fn.Signature.Recv(); recv != nil {
		named, ok := recv.Type().(*types.Named)
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
