package program

import (
	"encoding/json"
	"go/constant"
	"go/token"
	"go/types"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// constantOf is the value of a flag as a constant of a type, nil where it is none.
func constantOf(value debt.Value, t types.Type, negated bool) constant.Value {
	basic, ok := t.Underlying().(*types.Basic)
	if !ok {
		return nil
	}
	var v any
	if json.Unmarshal([]byte(value), &v) != nil {
		return nil
	}
	switch v := v.(type) {
	case bool:
		if basic.Info()&types.IsBoolean != 0 {
			return constant.MakeBool(v != negated)
		}
	case string:
		if basic.Info()&types.IsString != 0 {
			return constant.MakeString(v)
		}
	case float64:
		number := constant.MakeFromLiteral(string(value), token.FLOAT, 0)
		switch {
		case basic.Info()&types.IsInteger != 0:
			if whole := constant.ToInt(number); whole.Kind() == constant.Int {
				return whole
			}
		case basic.Info()&types.IsFloat != 0:
			return number
		}
	}
	return nil
}
