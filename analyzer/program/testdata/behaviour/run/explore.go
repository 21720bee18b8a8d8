package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"reflect"
	"runtime"
	"strings"

	"example.com/goldens/do"
)

// explorer calls functions and whatever they return, and describes what comes of it.
type explorer struct {
	sampler
	text strings.Builder
}

func (e *explorer) say(format string, args ...any) {
	fmt.Fprintf(&e.text, format, args...)
}

// call calls a function, and says its results, what became of its arguments, and what its results do.
func (e *explorer) call(fn reflect.Value, makers []maker, depth int) {
	in := make([]reflect.Value, len(makers))
	for i, m := range makers {
		in[i] = m()
	}
	e.say("(")
	for i, v := range in {
		if i > 0 {
			e.say(", ")
		}
		e.say("%s", do.Describe(v))
	}
	e.say(")")
	defer func() {
		if p := recover(); p != nil {
			e.say(" panics: %v", p)
		}
	}()
	out := fn.Call(in)
	for _, v := range out {
		e.say(" = %s", do.Describe(v))
	}
	for _, v := range in {
		e.aftermath(v)
	}
	for _, v := range out {
		e.explore(v, depth-1)
	}
}

// aftermath says what a call has done to an argument.
func (e *explorer) aftermath(v reflect.Value) {
	switch x := v.Interface().(type) {
	case *httptest.ResponseRecorder:
		e.say(" answered %d %q %v", x.Code, x.Body, x.Header())
	case *http.ServeMux:
		for _, path := range []string{"/", "/v1", "/v2", "/v2/x"} {
			_, pattern := x.Handler(httptest.NewRequest(http.MethodGet, path, nil))
			e.say(" serves %s by %q", path, pattern)
		}
	case fmt.Stringer:
		if _, ok := v.Interface().(interface{ Len() int }); ok { // a buffer
			e.say(" holds %q", x)
		}
	}
	switch v.Kind() {
	case reflect.Pointer, reflect.Map, reflect.Slice, reflect.Interface:
		e.say(" leaves %s", do.Describe(v))
	case reflect.Chan:
		if v.Type().ChanDir() != reflect.RecvDir {
			e.say(" leaves %d in the channel", v.Len())
		}
	}
}

// explore does with a result what a program may do with it.
func (e *explorer) explore(v reflect.Value, depth int) {
	if depth < 0 || !v.IsValid() {
		return
	}
	switch v.Kind() {
	case reflect.Interface:
		if !v.IsNil() {
			e.explore(v.Elem(), depth)
		}
		return
	case reflect.Func:
		if !v.IsNil() {
			e.tries(v, depth)
		}
		return
	case reflect.Chan:
		e.receive(v)
		return
	case reflect.Map:
		for _, key := range sorted(v.MapKeys()) {
			e.say(" [%s]", do.Describe(key))
			e.explore(v.MapIndex(key), depth-1)
		}
	case reflect.Slice, reflect.Array:
		for i := range min(v.Len(), 3) {
			e.explore(v.Index(i), depth-1)
		}
	case reflect.Pointer:
		if v.IsNil() {
			return
		}
		e.elements(v.Elem(), depth)
	}
	if !ours(v.Type()) {
		return
	}
	for i := range v.NumMethod() {
		e.say(" .%s", v.Type().Method(i).Name)
		e.tries(v.Method(i), depth)
	}
}

// elements explores what a pointer leads to, if that has no methods of its own: variables, and structs with functions in their fields.
func (e *explorer) elements(v reflect.Value, depth int) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() && !f.Anonymous && ours(v.Type()) {
				e.explore(v.Field(i), depth-1)
			}
		}
	default:
		e.say(" is %s", do.Describe(v))
		e.explore(v, depth)
	}
}

// tries calls a function with a few arguments, fewer the further away it is.
func (e *explorer) tries(fn reflect.Value, depth int) {
	for _, arguments := range e.combine(parameters(fn.Type()), 2+5*depth) {
		e.call(fn, arguments, depth)
	}
}

// receive takes what comes out of a channel.
func (e *explorer) receive(ch reflect.Value) {
	if ch.Type().ChanDir() == reflect.SendDir || ch.IsNil() {
		return
	}
	for range 50 {
		v, ok := ch.TryRecv()
		switch {
		case ok:
			e.say(" <- %s", do.Describe(v))
		case v.IsValid():
			e.say(" closed")
			return
		default:
			runtime.Gosched()
		}
	}
}

// ours reports whether a type is a golden's own.
func ours(t reflect.Type) bool {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	path := t.PkgPath()
	return strings.HasPrefix(path, "example.com/goldens/") && path != "example.com/goldens/flag" && path != "example.com/goldens/do"
}
