package removal

import (
	"encoding/json"
	"fmt"
	"go/constant"
	"go/token"
	"go/types"
	"strconv"
	"strings"
	"time"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// value is what an expression is known to be: a constant, or nil. The zero value is "not known".
type value struct {
	constant constant.Value
	null     bool
	field    string // the value is a structure of which this field is the constant
	getter   string // and this method of it
	opposite string // and this field the other truth value
	boxed    bool   // the value is an interface that holds the constant, as a type that is not defined
	flag     bool   // it is what an evaluation gives, and not a constant of the code
	several  bool   // the variable that holds it gets other values, too
	called   bool   // the value is a function that gives the constant, whatever it is called with
}

func (v value) known() bool { return v.constant != nil || v.null }

// plain reports whether the value is that of the expression itself.
func (v value) plain() bool { return v.whole() && !v.called }

// whole reports whether the value can be written down: it is plain, or a function.
func (v value) whole() bool { return v.known() && v.field == "" && v.getter == "" && !v.boxed }

// part is the value of a field of the structure, or of what a method of it gives: not known for all but those that hold the flag's.
func (v value) part(name string, method bool) value {
	switch {
	case !v.known() || name == "" || method && name != v.getter || !method && name != v.field && name != v.opposite:
		return value{}
	case !method && name == v.opposite && !isBool(v):
		return value{}
	case !method && name == v.opposite:
		v.constant = constant.MakeBool(!constant.BoolVal(v.constant))
	}
	v.field, v.getter, v.opposite = "", "", ""
	return v
}

// unboxed is what an interface holds, asked for as a type; not known where it does not hold that.
func (v value) unboxed(t types.Type) value {
	basic, ok := types.Unalias(t).(*types.Basic)
	if !v.boxed || v.field != "" || v.getter != "" || !ok || !types.Identical(basic, v.held()) {
		return value{}
	}
	v.boxed = false
	return v
}

// held is the type that an interface holds that got the value as it is.
func (v value) held() types.Type {
	if isBool(v) {
		return types.Typ[types.Bool]
	}
	return types.Typ[types.String]
}

func (v value) equal(w value) bool {
	switch {
	case !v.known() || !w.known() || v.field != w.field || v.getter != w.getter || v.opposite != w.opposite || v.boxed != w.boxed || v.called != w.called:
		return false
	case v.null || w.null:
		return v.null == w.null
	}
	return v.constant.Kind() == w.constant.Kind() && constant.Compare(v.constant, token.EQL, w.constant)
}

func (v value) isTrue() bool {
	return v.plain() && !v.null && v.constant.Kind() == constant.Bool && constant.BoolVal(v.constant)
}

func (v value) isFalse() bool {
	return v.plain() && !v.null && v.constant.Kind() == constant.Bool && !constant.BoolVal(v.constant)
}

func boolean(b bool) value { return value{constant: constant.MakeBool(b)} }

// zero is the value of a variable that was given none.
func zero(t types.Type) value {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		switch info := u.Info(); {
		case info&types.IsBoolean != 0:
			return boolean(false)
		case info&types.IsString != 0:
			return value{constant: constant.MakeString("")}
		case info&types.IsInteger != 0:
			return value{constant: constant.MakeInt64(0)}
		case info&types.IsFloat != 0:
			return value{constant: constant.ToFloat(constant.MakeInt64(0))}
		}
	case *types.Pointer, *types.Interface, *types.Slice, *types.Map, *types.Chan, *types.Signature:
		if _, generic := types.Unalias(t).(*types.TypeParam); generic {
			return value{}
		}
		return value{null: true}
	}
	return value{}
}

// valueOf is a flag's value as a constant of a type, not known where the type cannot hold it.
func valueOf(v debt.Value, t types.Type) value {
	basic, ok := t.Underlying().(*types.Basic)
	if _, generic := types.Unalias(t).(*types.TypeParam); generic {
		basic, ok = natural(v), true
	}
	if !ok {
		return value{}
	}
	var decoded any
	decoder := json.NewDecoder(strings.NewReader(string(v)))
	decoder.UseNumber()
	if decoder.Decode(&decoded) != nil {
		return value{} // an empty value: there is none
	}
	switch info := basic.Info(); d := decoded.(type) {
	case bool:
		if info&types.IsBoolean != 0 {
			return boolean(d)
		}
	case string:
		if info&types.IsString != 0 {
			return value{constant: constant.MakeString(d)}
		}
	case json.Number:
		return number(d, info)
	}
	return value{}
}

// natural is the type that a value has in Go by itself.
func natural(v debt.Value) *types.Basic {
	switch {
	case v == "true" || v == "false":
		return types.Typ[types.Bool]
	case strings.HasPrefix(string(v), `"`):
		return types.Typ[types.String]
	case strings.ContainsAny(string(v), ".eE"):
		return types.Typ[types.Float64]
	}
	return types.Typ[types.Int]
}

func number(n json.Number, info types.BasicInfo) value {
	c := constant.MakeFromLiteral(n.String(), token.FLOAT, 0)
	switch {
	case info&types.IsInteger != 0:
		if c = constant.ToInt(c); c.Kind() == constant.Int {
			return value{constant: c}
		}
	case info&types.IsFloat != 0 && c.Kind() != constant.Unknown:
		return value{constant: constant.ToFloat(c)}
	}
	return value{}
}

// literal writes a value as an expression of a type. In a place that gives an untyped constant this type anyway (typed), and where the type is the default one of the constant, the bare constant is enough.
func (u *unit) literal(v value, t types.Type, typed bool) string {
	if v.called {
		return u.functionText(v, t, typed)
	}
	if v.null {
		return "nil"
	}
	text := v.constant.ExactString()
	if v.constant.Kind() == constant.Float {
		f, _ := constant.Float64Val(v.constant)
		text = strconv.FormatFloat(f, 'g', -1, 64)
		if !strings.ContainsAny(text, ".e") {
			text += ".0"
		}
	}
	if t != nil && t.String() == "time.Duration" {
		if duration := durationText(v.constant); duration != "" {
			return duration
		}
	}
	if typed || t == nil {
		return text
	}
	if basic, ok := types.Unalias(t).(*types.Basic); ok {
		switch basic.Kind() {
		case types.Bool, types.String, types.Int, types.Float64, types.UntypedBool, types.UntypedString, types.UntypedInt, types.UntypedFloat:
			return text
		}
	}
	return fmt.Sprintf("%s(%s)", types.TypeString(t, u.qualifier), text)
}

// durationText writes nanoseconds in the largest unit that divides them, as people do.
func durationText(c constant.Value) string {
	n, exact := constant.Int64Val(c)
	if !exact || n == 0 {
		return ""
	}
	for _, unit := range []struct {
		length time.Duration
		name   string
	}{{time.Hour, "Hour"}, {time.Minute, "Minute"}, {time.Second, "Second"}, {time.Millisecond, "Millisecond"}, {time.Microsecond, "Microsecond"}} {
		if n%int64(unit.length) == 0 {
			return fmt.Sprintf("%d * time.%s", n/int64(unit.length), unit.name)
		}
	}
	return ""
}

// qualifier names packages as the files of the unit do. A package that no file imports cannot be named, and the gate will say so.
func (u *unit) qualifier(p *types.Package) string {
	if p == u.Types {
		return ""
	}
	return p.Name()
}

// constantString is the text of a string constant, or "".
func constantString(c constant.Value) string {
	if c == nil || c.Kind() != constant.String {
		return ""
	}
	return constant.StringVal(c)
}
