package config

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// decoder fills Go values from YAML nodes by the yaml tags of their fields, and collects mistakes instead of stopping at the first. It differs from the YAML library's own decoder in that it knows the place of everything, and takes a text as it is written: off is the word off, and a flag may be called true or 1e3.
type decoder struct {
	place func(*yaml.Node) debt.Position
	// quoted says that texts must be strings already, because the values have gone through another decoder, and how they were written is lost.
	quoted bool
	// at holds the place of every value that was given, by the pointer to where it went, and of the keys of maps by entry.
	at map[any]debt.Position
	// broken holds those whose own form was wrong. They are as empty as if they were missing, which is no second mistake.
	broken map[any]bool
	errors Errors
}

// entry is a key of a map, in decoder.at.
type entry struct {
	mapping any // pointer to the map
	key     string
}

func newDecoder(place func(*yaml.Node) debt.Position) *decoder {
	return &decoder{place: place, at: map[any]debt.Position{}, broken: map[any]bool{}}
}

// fail adds a mistake.
func (d *decoder) fail(pos debt.Position, do string, what string, args ...any) {
	d.errors = append(d.errors, mistakef(pos, do, what, args...))
}

// given reports whether the value behind the pointer was in the file.
func (d *decoder) given(pointer any) bool {
	_, ok := d.at[pointer]
	return ok
}

// read reports whether the value behind the pointer was in the file, in the right form.
func (d *decoder) read(pointer any) bool { return d.given(pointer) && !d.broken[pointer] }

// pos is the place of the first of the values that was given.
func (d *decoder) pos(pointers ...any) debt.Position {
	for _, p := range pointers {
		if pos, ok := d.at[p]; ok {
			return pos
		}
	}
	return debt.Position{}
}

// decode fills an addressable value; name is how messages call it.
func (d *decoder) decode(n *yaml.Node, v reflect.Value, name string) {
	for n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	if !d.checkTag(n) {
		return
	}
	base := v.Type()
	if base.Kind() == reflect.Pointer {
		base = base.Elem()
	}
	if isNothing(n) && !isScalar(base) {
		return // a section whose lines are all commented out
	}
	if v.Kind() == reflect.Pointer {
		v.Set(reflect.New(v.Type().Elem()))
		d.at[v.Addr().Interface()] = d.place(n)
		v = v.Elem()
	}
	pointer, before := v.Addr().Interface(), len(d.errors)
	d.at[pointer] = d.place(n)
	switch {
	case v.Type() == reflect.TypeFor[debt.Value]():
		d.value(n, v, name)
	case v.Type() == reflect.TypeFor[DefaultPos]() && n.Kind == yaml.ScalarNode && n.Value == "none":
		delete(d.at, pointer) // said aloud, it means the same as nothing
	case v.Type() == reflect.TypeFor[SpecFields]() && n.Kind != yaml.MappingNode:
		d.names(n, v, name)
	case isScalar(v.Type()):
		d.scalar(n, v, name)
	case v.Kind() == reflect.Struct:
		d.structure(n, v, name)
	case v.Kind() == reflect.Map:
		d.mapping(n, v, name)
	default:
		d.list(n, v, name)
	}
	if len(d.errors) > before && (isScalar(v.Type()) || n.Kind != yaml.MappingNode && v.Kind() == reflect.Struct) {
		d.broken[pointer] = true
	}
}

// checkTag refuses YAML's own types, such as !!binary, which would ask for another reading than the text.
func (d *decoder) checkTag(n *yaml.Node) bool {
	if n.Style&yaml.TaggedStyle == 0 {
		return true
	}
	d.fail(d.place(n), "write the plain value", "YAML tags such as %s are not supported", printable(n.ShortTag()))
	return false
}

// structure fills the fields of a struct.
func (d *decoder) structure(n *yaml.Node, v reflect.Value, name string) {
	if n.Kind != yaml.MappingNode {
		d.fail(d.place(n), "write fields, as in field: value", "%s is %s", name, kindOf(n))
		return
	}
	fields := fieldsOf(v)
	for key, value := range d.entries(n) {
		f, ok := fields[key.Value]
		switch {
		case ok:
			d.decode(value, f.value, fmt.Sprintf("%q", f.name))
		case key.Value == "<<":
			d.fail(d.place(key), "write the fields out", "merging with << is not supported")
		default:
			d.fail(d.place(key), choose(key.Value, slices.Sorted(maps.Keys(fields))), "unknown field %s", quote(key.Value))
		}
	}
	for _, f := range fields {
		value := lookUp(n, f.name)
		if f.required != "" && (value == nil || isNothing(value) && !isScalar(f.value.Type())) {
			d.fail(d.place(n), f.required, "%q is missing", f.name)
		}
	}
	if pos := v.FieldByName("Pos"); pos.IsValid() {
		pos.Set(reflect.ValueOf(d.place(n)))
	}
}

// lookUp returns the value of a field, be it a wrong one or nothing, or nil if there is no such field.
func lookUp(n *yaml.Node, name string) *yaml.Node {
	if n.Kind != yaml.MappingNode {
		return nil
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == name {
			return n.Content[i+1]
		}
	}
	return nil
}

// entries are the keys and values of a mapping, but for keys that are no texts and those that stand there a second time.
func (d *decoder) entries(n *yaml.Node) func(yield func(key, value *yaml.Node) bool) {
	return func(yield func(key, value *yaml.Node) bool) {
		first := map[string]debt.Position{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			key, value := n.Content[i], n.Content[i+1]
			for key.Kind == yaml.AliasNode {
				key = key.Alias
			}
			if key.Kind != yaml.ScalarNode {
				d.fail(d.place(key), "write one word before the colon", "the name of a field is %s", kindOf(key))
				continue
			}
			if earlier, twice := first[key.Value]; twice {
				d.fail(d.place(key), fmt.Sprintf("remove one of them (the first is in line %d)", earlier.Line), "%s is given twice", quote(key.Value))
				continue
			}
			first[key.Value] = d.place(key)
			if d.checkTag(key) && !yield(key, value) {
				return
			}
		}
	}
}

// mapping fills a map, whose keys may be words of a vocabulary.
func (d *decoder) mapping(n *yaml.Node, v reflect.Value, name string) {
	if n.Kind != yaml.MappingNode {
		d.fail(d.place(n), "write entries, as in name: value", "%s is %s", name, kindOf(n))
		return
	}
	v.Set(reflect.MakeMap(v.Type()))
	for keyNode, valueNode := range d.entries(n) {
		key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		before := len(d.errors)
		d.scalar(keyNode, key, name)
		d.decode(valueNode, value, quote(keyNode.Value))
		if len(d.errors) == before {
			d.at[entry{v.Addr().Interface(), keyNode.Value}] = d.place(keyNode)
			v.SetMapIndex(key, value)
		}
	}
}

// list fills a slice. A list of texts may be written as the only one of them.
func (d *decoder) list(n *yaml.Node, v reflect.Value, name string) {
	items := n.Content
	switch {
	case n.Kind == yaml.ScalarNode && v.Type().Elem().Kind() == reflect.String:
		items = []*yaml.Node{n}
	case n.Kind != yaml.SequenceNode:
		d.fail(d.place(n), "write a list, as in [a, b]", "%s is %s", name, kindOf(n))
		return
	}
	v.Set(reflect.MakeSlice(v.Type(), len(items), len(items))) // of the final size: places are known by addresses
	for i, item := range items {
		if isNothing(item) {
			d.fail(d.place(item), "remove it", "an entry of %s is empty", name)
			continue
		}
		d.decode(item, v.Index(i), "an entry of "+name)
	}
}

// names fills the fields of a struct whose fields are flags, which are a list.
func (d *decoder) names(n *yaml.Node, v reflect.Value, name string) {
	list := v.FieldByName("Names")
	d.at[list.Addr().Interface()] = d.place(n)
	d.list(n, list, name)
}

// kindOf says in words what stands in the file.
func kindOf(n *yaml.Node) string {
	switch {
	case n.Kind == yaml.MappingNode:
		return "a mapping"
	case n.Kind == yaml.SequenceNode:
		return "a list"
	case isNothing(n):
		return "empty"
	}
	return quote(n.Value)
}

// field is one field of a struct that a file can give.
type field struct {
	name     string
	required string // what to do if it is missing; empty if it may be
	value    reflect.Value
}

// fieldsOf are the fields of a struct by their names in a file, embedded ones included.
func fieldsOf(v reflect.Value) map[string]field {
	fields := map[string]field{}
	for i := range v.NumField() {
		tag := v.Type().Field(i).Tag
		name, option, _ := strings.Cut(tag.Get("yaml"), ",")
		switch {
		case option == "inline":
			maps.Copy(fields, fieldsOf(v.Field(i)))
		case name != "" && name != "-":
			fields[name] = field{name, tag.Get("required"), v.Field(i)}
		}
	}
	return fields
}
