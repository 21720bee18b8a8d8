package config

import (
	"encoding"
	"encoding/json"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v3"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// maxText is the number of bytes that a text may have. The longest that anyone needs is a reason.
const maxText = 10_000

// isScalar reports whether a single word of YAML fills the type.
func isScalar(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Bool, reflect.Int, reflect.String:
		return true
	}
	return reflect.PointerTo(t).Implements(reflect.TypeFor[encoding.TextUnmarshaler]())
}

// scalar fills a text, a word of a vocabulary, a number or a boolean.
func (d *decoder) scalar(n *yaml.Node, v reflect.Value, name string) {
	noun, words := vocabulary(v.Type())
	switch {
	case isNothing(n):
		d.fail(d.place(n), "give it one, or remove the line", "%s has no value", name)
	case n.Kind != yaml.ScalarNode:
		d.fail(d.place(n), "write "+expected(v.Type()), "%s is %s", name, kindOf(n))
	case v.Kind() == reflect.Bool:
		d.boolean(n, v, name)
	case words != nil && !slices.Contains(words, n.Value):
		d.fail(d.place(n), choose(n.Value, words), "unknown %s %s", noun, quote(n.Value))
	case v.CanAddr() && isText(v):
		d.unmarshal(n, v)
	case v.Kind() == reflect.Int:
		d.integer(n, v, name)
	default:
		d.text(n, v, name)
	}
}

// isText reports whether the type reads its own text.
func isText(v reflect.Value) bool {
	_, ok := v.Addr().Interface().(encoding.TextUnmarshaler)
	return ok
}

func (d *decoder) unmarshal(n *yaml.Node, v reflect.Value) {
	text := n.Value
	if v.Type() == reflect.TypeFor[debt.Day]() {
		// How a date comes through a decoder that takes it for a time.
		text = strings.TrimSuffix(text, "T00:00:00Z")
	}
	err := v.Addr().Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(text))
	switch {
	case err == nil && text == "":
		d.fail(d.place(n), "write "+expected(v.Type()), "the text is empty")
	case err != nil:
		what, do, _ := strings.Cut(strings.TrimPrefix(err.Error(), strconv.Quote(text)), ": ")
		d.fail(d.place(n), do, "%s%s", quote(text), what)
	}
}

func (d *decoder) boolean(n *yaml.Node, v reflect.Value, name string) {
	if n.Tag != "!!bool" {
		d.fail(d.place(n), "write true or false", "%s is %s", name, quote(n.Value))
		return
	}
	v.SetBool(strings.EqualFold(n.Value, "true"))
}

// plainInteger excludes the other ways in which YAML writes a number: 0o7, 1_000, +1.
var plainInteger = regexp.MustCompile(`^(0|-?[1-9][0-9]{0,8})$`)

func (d *decoder) integer(n *yaml.Node, v reflect.Value, name string) {
	if n.Tag != "!!int" || !plainInteger.MatchString(n.Value) {
		d.fail(d.place(n), "write a whole number", "%s is %s", name, quote(n.Value))
		return
	}
	i, _ := strconv.Atoi(n.Value) // nine digits always fit
	v.SetInt(int64(i))
}

func (d *decoder) text(n *yaml.Node, v reflect.Value, name string) {
	switch bad := strings.IndexFunc(n.Value, func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' }); {
	case d.quoted && n.Tag != "!!str":
		d.fail(d.place(n), "put it in quotes", "%s is %s, not a text", name, n.Value)
	case len(n.Value) > maxText:
		d.fail(d.place(n), "shorten it", "%s is longer than %d bytes", name, maxText)
	case bad >= 0:
		d.fail(d.place(n), "remove it", "%s holds a control character (%s)", name, quote(n.Value))
	default:
		v.SetString(n.Value)
	}
}

// number keeps the digits as they are written: a float64 has not enough of them.
func (d *decoder) number(n *yaml.Node, name string) (any, bool) {
	if !json.Valid([]byte(n.Value)) {
		d.fail(d.place(n), "write a number as JSON does, as in 12 or 0.5", "%s is %s", name, quote(n.Value))
		return nil, false
	}
	return json.Number(n.Value), true
}

// expected is what to write for a scalar of the type.
func expected(t reflect.Type) string {
	switch _, words := vocabulary(t); {
	case words != nil:
		return strings.TrimPrefix(choose("", words), "use ")
	case t == reflect.TypeFor[debt.Day]():
		return "a date, as in 2006-01-02"
	case t == reflect.TypeFor[span](), t == reflect.TypeFor[limit]():
		return "a number of days or weeks, as in 90d or 6w"
	case t.Kind() == reflect.Bool:
		return "true or false"
	case t.Kind() == reflect.Int:
		return "a whole number"
	}
	return "a text"
}

// value fills the value of a flag, the only place where the type that YAML gives to a word counts.
func (d *decoder) value(n *yaml.Node, v reflect.Value, name string) {
	decoded, ok := d.any(n, name)
	if !ok || decoded == nil {
		return
	}
	value, err := debt.ValueOf(decoded)
	if err != nil { // what any makes can always be written
		d.fail(d.place(n), "write a value that JSON has", "%s cannot be used", name)
		return
	}
	v.SetString(string(value))
}

func (d *decoder) any(n *yaml.Node, name string) (any, bool) {
	for n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	switch {
	case !d.checkTag(n):
		return nil, false
	case n.Kind == yaml.SequenceNode:
		list, all := make([]any, len(n.Content)), true
		for i, item := range n.Content {
			value, ok := d.any(item, name)
			list[i], all = value, all && ok
		}
		return list, all
	case n.Kind == yaml.MappingNode:
		object, all := map[string]any{}, true
		for key, item := range d.entries(n) {
			value, ok := d.any(item, name)
			object[key.Value], all = value, all && ok
		}
		return object, all
	case n.Tag == "!!null":
		return nil, true
	case n.Tag == "!!bool":
		return strings.EqualFold(n.Value, "true"), true
	case n.Tag == "!!int" || n.Tag == "!!float":
		return d.number(n, name)
	}
	return n.Value, true
}
