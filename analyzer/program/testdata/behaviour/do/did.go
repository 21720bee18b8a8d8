package do

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
)

var doing sync.Mutex

// did notes what is done, and ends loops that would not end.
func did(what string) {
	doing.Lock()
	defer doing.Unlock()
	if len(Trace) > 100 {
		panic("endless")
	}
	Trace = append(Trace, what)
}

// Begin forgets what has been done but for n entries, on which the conditions of this package depend.
func Begin(n int) {
	doing.Lock()
	defer doing.Unlock()
	Trace = make([]string, n)
}

// Done is what has been done since Begin(n).
func Done(n int) []string {
	doing.Lock()
	defer doing.Unlock()
	return slices.Clone(Trace[n:])
}

// Use notes what it gets.
func Use(x ...any) {
	what := make([]string, len(x))
	for i, v := range x {
		what[i] = Describe(reflect.ValueOf(v))
	}
	did("Use(" + strings.Join(what, ", ") + ")")
}

// Get fails now and then.
func Get() (int, error) {
	did("Get")
	if len(Trace)%3 == 0 {
		return 0, errors.New("get")
	}
	return len(Trace), nil
}

// Describe says what a value is as far as other packages can see: a removal may take fields that they cannot.
func Describe(v reflect.Value) string { return describe(v, 4) }

func describe(v reflect.Value, depth int) string {
	if !v.IsValid() {
		return "nil"
	}
	if v.CanInterface() && v.Kind() != reflect.Interface {
		if err, ok := v.Interface().(error); ok && !(v.Kind() == reflect.Pointer && v.IsNil()) {
			return fmt.Sprintf("error %q", err.Error())
		}
	}
	switch v.Kind() {
	case reflect.Interface, reflect.Pointer:
		if v.IsNil() {
			return v.Type().Name() + " nil"
		}
		if depth == 0 {
			return "…"
		}
		return "&" + describe(v.Elem(), depth-1)
	case reflect.Struct:
		return v.Type().Name() + fields(v, depth)
	case reflect.Slice, reflect.Array:
		parts := make([]string, v.Len())
		for i := range parts {
			parts[i] = describe(v.Index(i), max(depth-1, 0))
		}
		return fmt.Sprintf("%s[%s]", v.Type().Name(), strings.Join(parts, ", "))
	case reflect.Map:
		var parts []string
		for _, key := range v.MapKeys() {
			parts = append(parts, describe(key, max(depth-1, 0))+": "+describe(v.MapIndex(key), max(depth-1, 0)))
		}
		slices.Sort(parts)
		return fmt.Sprintf("%s{%s}", v.Type().Name(), strings.Join(parts, ", "))
	case reflect.Func, reflect.Chan, reflect.UnsafePointer:
		return v.Kind().String()
	default:
		return fmt.Sprintf("%s %#v", v.Type().Name(), plain(v))
	}
}

func fields(v reflect.Value, depth int) string {
	if depth == 0 {
		return "{…}"
	}
	var parts []string
	for i := range v.NumField() {
		if v.Type().Field(i).IsExported() {
			parts = append(parts, describe(v.Field(i), depth-1))
		}
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

// plain is a value without its type, whose methods must not be called to print it.
func plain(v reflect.Value) any {
	switch {
	case v.CanInt():
		return v.Int()
	case v.CanUint():
		return v.Uint()
	case v.CanFloat():
		return v.Float()
	case v.CanComplex():
		return v.Complex()
	case v.Kind() == reflect.Bool:
		return v.Bool()
	default:
		return v.String()
	}
}
