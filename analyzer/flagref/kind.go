package flagref

import (
	"go/types"
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/config"
	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// kindWords are the words in the names of SDK methods that tell the kind of the result where its type does not (details, JSON values). JSON comes before the others: JSONArrayVariation.
var kindWords = []struct {
	word string
	kind debt.Kind
}{
	{"JSON", debt.KindJSON}, {"Object", debt.KindJSON}, {"Bool", debt.KindBool}, {"String", debt.KindString}, {"Float", debt.KindFloat}, {"Double", debt.KindFloat}, {"Int", debt.KindInt},
}

// kindOf is the kind of value that a method of an SDK returns.
func kindOf(fn *types.Func, result config.ResultPos) debt.Kind {
	results := fn.Signature().Results()
	if result.Field == "" && result.Index < results.Len() {
		if kind := kindOfType(results.At(result.Index).Type()); kind != "" {
			return kind
		}
	}
	for _, k := range kindWords {
		if strings.Contains(fn.Name(), k.word) {
			return k.kind
		}
	}
	return debt.KindUnknown
}

// kindOfMethods is the kind of value that the first of the methods returns that a type has.
func kindOfMethods(t types.Type, methods []string) debt.Kind {
	for _, name := range methods {
		object, _, _ := types.LookupFieldOrMethod(t, true, nil, name)
		if fn, ok := object.(*types.Func); ok && fn.Signature().Results().Len() > 0 {
			return kindOfType(fn.Signature().Results().At(0).Type())
		}
	}
	return debt.KindUnknown
}

func kindOfType(t types.Type) debt.Kind {
	basic, ok := t.Underlying().(*types.Basic)
	if !ok {
		return debt.KindUnknown
	}
	switch info := basic.Info(); {
	case info&types.IsBoolean != 0:
		return debt.KindBool
	case info&types.IsString != 0:
		return debt.KindString
	case info&types.IsInteger != 0:
		return debt.KindInt
	case info&types.IsFloat != 0:
		return debt.KindFloat
	}
	return debt.KindUnknown
}
