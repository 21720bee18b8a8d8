package program

import (
	"context"
	"go/types"
	"os"
	"testing"

	"golang.org/x/tools/go/types/typeutil"
)

// standard is packages of the standard library that declare many types, with all that they import. The types are others each time.
func standard(t *testing.T) *inference {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	p, err := Load(context.Background(), Dir(dir), Options{Patterns: []string{"net/http", "go/types", "text/template", "image/png", "slices", "iter"}})
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range p.loader.nodes {
		if n.path != "unsafe" {
			p.loader.typed(n)
		}
	}
	return &inference{Program: p, rules: p.rules}
}

// declaredIn are the types of all declarations and methods of a program that are not generic, by name.
func declaredIn(in *inference) map[string]types.Type {
	out := map[string]types.Type{}
	generic := func(t types.Type) bool {
		switch t := t.(type) {
		case *types.Signature:
			return t.TypeParams().Len()+t.RecvTypeParams().Len() > 0
		case *types.Named:
			return t.TypeParams().Len() > 0
		}
		return false
	}
	for _, n := range in.loader.nodes {
		if n.types == nil {
			continue
		}
		for _, name := range n.types.Scope().Names() {
			t := types.Unalias(n.types.Scope().Lookup(name).Type())
			if generic(t) {
				continue
			}
			out[n.path+"."+name] = t
			if named, ok := t.(*types.Named); ok {
				out[n.path+"."+name+" underlying"] = t.Underlying()
				for method := range named.Methods() {
					out[n.path+"."+name+"."+method.Name()] = method.Type()
				}
			}
		}
	}
	return out
}

// TestTypeText wants identical types to have the same text, whichever check they come from, and no others.
func TestTypeText(t *testing.T) {
	all, again := declaredIn(standard(t)), declaredIn(standard(t))
	if len(all) < 5000 {
		t.Fatalf("only %d declarations", len(all))
	}
	var texts typeutil.Map
	byText := map[string]types.Type{}
	for name, a := range all {
		text := typeText(a)
		if other := typeText(again[name]); other != text {
			t.Errorf("%s is %s, and another time %s", name, text, other)
		}
		if had := texts.Set(a, text); had != nil && had != text {
			t.Errorf("%s has two texts: %s and %s", a, had, text)
		}
		if b := byText[text]; b != nil && !types.Identical(a, b) {
			t.Errorf("%s and %s have the same text: %s", a, b, text)
		}
		byText[text] = a
	}
}

// TestImplements wants data about types to say of which interfaces they are what go/types says.
func TestImplements(t *testing.T) {
	in := standard(t)
	type declared struct {
		declaredType
		typ     types.Type
		methods map[string]declaredMethod
	}
	var interfaces, others []declared
	for _, n := range in.loader.nodes {
		for _, d := range in.typesOf(n.types, nil) {
			d := declared{d, n.types.Scope().Lookup(d.Name).Type(), map[string]declaredMethod{}}
			if d.Interface {
				interfaces = append(interfaces, d)
				continue
			}
			if named := d.typ.(*types.Named); named.TypeParams().Len() > 0 {
				d.typ = instance(named)
			}
			for _, method := range d.Methods {
				d.methods[method.Text] = method
			}
			others = append(others, d)
		}
	}
	found := 0
	for _, iface := range interfaces {
		for _, other := range others {
			got, want := implementer{methods: other.methods}.implements(iface.declaredType), types.Implements(types.NewPointer(other.typ), iface.typ.Underlying().(*types.Interface))
			if got != want {
				t.Errorf("%s implements %s: %v, want %v", other.typ, iface.typ, got, want)
			}
			if want {
				found++
			}
		}
	}
	if len(interfaces) < 100 || len(others) < 500 || found < 500 {
		t.Errorf("%d interfaces, %d other types, %d implementations", len(interfaces), len(others), found)
	}
}
