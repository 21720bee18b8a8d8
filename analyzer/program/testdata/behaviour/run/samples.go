package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
	"math"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"reflect"
	"slices"
	"strings"
	"time"
	"unsafe"

	"example.com/goldens/do"
	"example.com/goldens/flag"
)

// maker makes a sample anew for each call.
type maker func() reflect.Value

// sampler finds samples for the calls of one golden.
type sampler struct{ golden string }

// arguments are those of a root: of a function for its parameters, of anything else the thing itself.
func (s sampler) arguments(root root, v reflect.Value) [][]maker {
	switch {
	case v.Kind() == reflect.Func:
		return s.combine(parameters(v.Type()), 27)
	case root.zero:
		return s.combine([]reflect.Type{v.Type()}, 27)
	default:
		return [][]maker{{func() reflect.Value { return v }}}
	}
}

// parameters are the types of the arguments that a function gets: of those that may be left out it gets one.
func parameters(fn reflect.Type) []reflect.Type {
	out := slices.Collect(fn.Ins())
	if fn.IsVariadic() {
		out[len(out)-1] = out[len(out)-1].Elem()
	}
	return out
}

// combine makes at most so many of the combinations of samples, the same ones each time.
func (s sampler) combine(types []reflect.Type, most int) [][]maker {
	total := 1
	samples := make([][]maker, len(types))
	for i, t := range types {
		samples[i] = s.samples(t, 2)
		total *= len(samples[i])
	}
	chosen := rand.New(rand.NewPCG(1, 2)).Perm(total)
	if total > most {
		chosen = chosen[:most]
	}
	slices.Sort(chosen)
	out := make([][]maker, len(chosen))
	for i, n := range chosen {
		for _, list := range samples {
			out[i] = append(out[i], list[n%len(list)])
			n /= len(list)
		}
	}
	return out
}

func of[T any](values ...T) []maker {
	out := make([]maker, len(values))
	for i := range values {
		out[i] = func() reflect.Value { return reflect.ValueOf(&values[i]).Elem() }
	}
	return out
}

func fresh[T any](makes ...func() T) []maker {
	out := make([]maker, len(makes))
	for i, m := range makes {
		out[i] = func() reflect.Value { v := m(); return reflect.ValueOf(&v).Elem() }
	}
	return out
}

// samples of a type; there is one at least.
func (s sampler) samples(t reflect.Type, depth int) []maker {
	if known := special(t); known != nil {
		return known
	}
	switch t.Kind() {
	case reflect.Bool, reflect.String, reflect.Float32, reflect.Float64, reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64, reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return basic(t)
	case reflect.Func:
		return s.functions(t)
	case reflect.Chan:
		return s.channels(t)
	case reflect.Slice:
		return s.slices(t, depth)
	case reflect.Map:
		return s.maps(t, depth)
	case reflect.Struct:
		return s.structs(t, depth)
	case reflect.Pointer:
		return s.pointers(t, depth)
	case reflect.Interface:
		return s.implementations(t)
	default:
		return []maker{func() reflect.Value { return reflect.Zero(t) }}
	}
}

// special are samples of the types of other packages.
func special(t reflect.Type) []maker {
	switch t {
	case reflect.TypeFor[context.Context]():
		return fresh(context.Background, func() context.Context {
			ctx, cancel := context.WithCancel(context.Background())
			cancel()
			return ctx
		})
	case reflect.TypeFor[error]():
		return of[error](nil, errors.New("sample"))
	case reflect.TypeFor[any]():
		return of[any](1, "s", nil, true)
	case reflect.TypeFor[*flag.Client]():
		return of(&flag.Client{})
	case reflect.TypeFor[io.Writer]():
		return fresh(func() io.Writer { return new(bytes.Buffer) })
	case reflect.TypeFor[io.Reader]():
		return fresh(func() io.Reader { return strings.NewReader("some text") })
	case reflect.TypeFor[http.ResponseWriter]():
		return fresh(func() http.ResponseWriter { return httptest.NewRecorder() })
	case reflect.TypeFor[*http.Request]():
		request := func(method, target, body string) func() *http.Request {
			return func() *http.Request { return httptest.NewRequest(method, target, strings.NewReader(body)) }
		}
		return fresh(request(http.MethodGet, "/a?q=1", ""), request(http.MethodGet, "/b", ""), request(http.MethodPost, "/", ""), request(http.MethodPut, "/x", "body"), request(http.MethodPatch, "/x", ""))
	case reflect.TypeFor[http.Handler]():
		return of(http.NotFoundHandler())
	case reflect.TypeFor[*http.ServeMux]():
		return fresh(http.NewServeMux)
	case reflect.TypeFor[time.Duration]():
		return of(0, time.Millisecond, time.Minute)
	case reflect.TypeFor[time.Time]():
		return of(time.Time{}, time.Unix(1e9, 0))
	}
	return nil
}

func basic(t reflect.Type) []maker {
	var out []maker
	add := func(v any) {
		out = append(out, func() reflect.Value { return reflect.ValueOf(v).Convert(t) })
	}
	switch {
	case t.Kind() == reflect.Bool:
		add(true)
		add(false)
	case t.Kind() == reflect.String:
		for _, v := range []string{"", "a", "blue", "12", "a-1 admin"} {
			add(v)
		}
	case t.Kind() == reflect.Float32 || t.Kind() == reflect.Float64:
		for _, v := range []float64{math.NaN(), 0, 1.5, -2} {
			add(v)
		}
	case t.Kind() == reflect.Int || t.Kind() == reflect.Int64:
		for _, v := range []int{0, 1, -1, 3, 12} {
			add(v)
		}
	default:
		for _, v := range []int{0, 3, 'a'} {
			add(v)
		}
	}
	return out
}

// functions note that they are called, and return nothing of interest or the second sample. A function that yields does so a few times.
func (s sampler) functions(t reflect.Type) []maker {
	if t.NumIn() == 1 && t.NumOut() == 0 && t.In(0).Kind() == reflect.Func && t.In(0).NumOut() == 1 && t.In(0).NumIn() > 0 {
		return []maker{func() reflect.Value { return reflect.MakeFunc(t, s.yields) }}
	}
	var out []maker
	for i := range min(1+t.NumOut(), 2) {
		out = append(out, func() reflect.Value {
			return reflect.MakeFunc(t, func(in []reflect.Value) []reflect.Value {
				noted := make([]any, len(in))
				for i, v := range in {
					noted[i] = v.Interface()
				}
				do.Use(noted...)
				results := make([]reflect.Value, t.NumOut())
				for o := range results {
					list := s.samples(t.Out(o), 0)
					results[o] = list[min(i, len(list)-1)]()
				}
				return results
			})
		})
	}
	return out
}

func (s sampler) yields(in []reflect.Value) []reflect.Value {
	for i := range 3 {
		arguments := make([]reflect.Value, in[0].Type().NumIn())
		for a := range arguments {
			list := s.samples(in[0].Type().In(a), 0)
			arguments[a] = list[min(i, len(list)-1)]()
		}
		if !in[0].Call(arguments)[0].Bool() {
			break
		}
	}
	return nil
}

// channels are closed after a few values, or have room.
func (s sampler) channels(t reflect.Type) []maker {
	filled := func(n int) maker {
		return func() reflect.Value {
			both := reflect.ChanOf(reflect.BothDir, t.Elem())
			ch := reflect.MakeChan(both, 9)
			if t.ChanDir() == reflect.SendDir {
				return ch.Convert(t)
			}
			list := s.samples(t.Elem(), 0)
			for i := range n {
				ch.Send(list[min(i, len(list)-1)]())
			}
			ch.Close()
			return ch.Convert(t)
		}
	}
	if t.ChanDir() == reflect.SendDir {
		return []maker{filled(0)}
	}
	return []maker{filled(3), filled(0)}
}

// slices are absent, have all samples, or all but the first.
func (s sampler) slices(t reflect.Type, depth int) []maker {
	filled := func(without int) maker {
		return func() reflect.Value {
			list := s.samples(t.Elem(), depth-1)
			v := reflect.MakeSlice(t, 0, len(list))
			for _, m := range list[min(without, len(list)-1):] {
				v = reflect.Append(v, m())
			}
			return v
		}
	}
	return []maker{func() reflect.Value { return reflect.Zero(t) }, filled(0), filled(1)}
}

// maps have one element at most, since the order of more is not the same each time.
func (s sampler) maps(t reflect.Type, depth int) []maker {
	filled := func() reflect.Value {
		v := reflect.MakeMap(t)
		keys, values := s.samples(t.Key(), depth-1), s.samples(t.Elem(), depth-1)
		v.SetMapIndex(keys[min(1, len(keys)-1)](), values[len(values)-1]())
		return v
	}
	return []maker{filled, func() reflect.Value { return reflect.MakeMap(t) }}
}

// structs are empty, or have all their fields filled.
func (s sampler) structs(t reflect.Type, depth int) []maker {
	if made := s.made(t); made != nil {
		return made
	}
	filled := func(full bool) maker {
		return func() reflect.Value {
			v := reflect.New(t).Elem()
			s.fill(v, full, depth)
			return v
		}
	}
	if t.NumField() == 0 || depth <= 0 {
		return []maker{filled(false)}
	}
	return []maker{filled(false), filled(true)}
}

// fill fills the fields of a struct that other packages can. Clients of flags are always there: without them nothing would work before, and all would afterwards.
func (s sampler) fill(v reflect.Value, full bool, depth int) {
	for i := range v.NumField() {
		f := v.Type().Field(i)
		client := f.Type == reflect.TypeFor[*flag.Client]() || f.Type == reflect.TypeFor[flag.API]()
		if !client && (!full || !f.IsExported()) {
			continue
		}
		list := s.samples(f.Type, depth-1)
		reflect.NewAt(f.Type, unsafe.Pointer(v.Field(i).UnsafeAddr())).Elem().Set(list[len(list)-1]())
	}
}

// made are the values of a type that the golden's own functions return.
func (s sampler) made(t reflect.Type) []maker {
	if !ours(t) {
		return nil
	}
	var out []maker
	for _, root := range roots {
		fn := reflect.ValueOf(root.value)
		if goldenOf(root.name) != s.golden || fn.Kind() != reflect.Func || fn.Type().NumOut() == 0 || fn.Type().Out(0) != t || slices.Contains(parameters(fn.Type()), t) {
			continue
		}
		for _, arguments := range s.combine(parameters(fn.Type()), 6) {
			out = append(out, func() (v reflect.Value) {
				defer func() {
					if recover() != nil {
						v = reflect.Zero(t)
					}
				}()
				in := make([]reflect.Value, len(arguments))
				for i, m := range arguments {
					in[i] = m()
				}
				return fn.Call(in)[0]
			})
		}
	}
	return out
}

func (s sampler) pointers(t reflect.Type, depth int) []maker {
	if made := s.made(t); made != nil {
		return made
	}
	var out []maker
	for _, m := range s.samples(t.Elem(), depth) {
		out = append(out, func() reflect.Value {
			p := reflect.New(t.Elem())
			p.Elem().Set(m())
			return p
		})
	}
	return out
}

// implementations of an interface are what the golden exports.
func (s sampler) implementations(t reflect.Type) []maker {
	if reflect.TypeFor[*flag.Client]().Implements(t) {
		return []maker{func() reflect.Value { return reflect.ValueOf(&flag.Client{}).Convert(t) }}
	}
	var out []maker
	for _, root := range roots {
		v := reflect.ValueOf(root.value)
		if goldenOf(root.name) == s.golden && v.Kind() == reflect.Pointer && v.Type().Implements(t) {
			out = append(out, func() reflect.Value { return reflect.New(v.Type().Elem()).Convert(t) })
		}
	}
	if out == nil {
		out = s.made(t)
	}
	if out == nil {
		out = append(out, func() reflect.Value { return reflect.Zero(t) })
	}
	return out
}

func sorted(keys []reflect.Value) []reflect.Value {
	slices.SortFunc(keys, func(a, b reflect.Value) int { return cmp.Compare(do.Describe(a), do.Describe(b)) })
	return keys
}
