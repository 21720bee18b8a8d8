package config

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// settingsName is what places in settings begin with.
const settingsName = "settings"

// Plugin is what the settings of a linter say beside, or instead of, a configuration.
type Plugin struct {
	// Config is the path of the configuration file, empty to look for it.
	Config string
	// Now pins the day on which flags are judged; unknown if it is not given.
	Now debt.Day
	// MinSeverity overrides that of the configuration; off if it is not given.
	MinSeverity debt.Severity
}

// settings are the settings as they are written: the schema of the file, and one field more.
type settings struct {
	document `yaml:",inline"`
	Path     string `yaml:"config"`
}

// ParseSettings reads the settings of the golangci-lint plugin, which another program has decoded from YAML, TOML or JSON. They hold a whole configuration, whose version can be left out, or only what goes with one that stands in a file: config, now and min-severity. Then the Config is nil. Mistakes have places like settings.policy.grace; the error is of type Errors.
func ParseSettings(values map[string]any) (*Config, Plugin, error) {
	tree := &tree{places: map[*yaml.Node]string{}}
	root := tree.grow(settingsName, reflect.ValueOf(values), 1)
	if err := tree.errors.sorted(); err != nil {
		return nil, Plugin{}, err
	}
	for _, mistake := range []*debt.InputError{(&scale{at: tree.at}).measure(root, 1), checkVersion(root, tree.at)} {
		if mistake != nil {
			return nil, Plugin{}, Errors{mistake}
		}
	}
	d := newDecoder(tree.at)
	d.quoted = true
	own := new(settings)
	d.decode(root, reflect.ValueOf(own).Elem(), "the value of settings")
	d.finish(&own.document)
	plugin := Plugin{Config: own.Path, Now: own.Now}
	plugin.MinSeverity = debt.Severity(own.MinSeverity)
	inline := d.inline(root)
	switch {
	case d.read(&own.Path) && own.Path == "":
		d.fail(d.pos(&own.Path), "name the file, or remove the setting to have it looked for", "config is empty")
	case d.given(&own.Path) && inline != nil:
		d.fail(d.place(inline), "move it into the file that config names, or remove config", "the configuration is in a file and here")
	}
	if err := d.errors.sorted(); err != nil {
		return nil, Plugin{}, err
	}
	if inline == nil {
		return nil, plugin, nil
	}
	return &own.Config, plugin, nil
}

// inline is the first field that makes the settings a configuration, or nil.
func (d *decoder) inline(root *yaml.Node) *yaml.Node {
	for i := 0; i+1 < len(root.Content); i += 2 {
		if !slices.Contains([]string{"config", "now", "min-severity", "version"}, root.Content[i].Value) {
			return root.Content[i]
		}
	}
	return nil
}

// tree makes YAML nodes of decoded values, so that one decoder reads both.
type tree struct {
	places map[*yaml.Node]string
	errors Errors
}

func (t *tree) at(n *yaml.Node) debt.Position {
	if path, ok := t.places[n]; ok {
		return debt.Position{File: path}
	}
	return debt.Position{File: settingsName}
}

// grow makes the node for a value at a path.
func (t *tree) grow(path string, v reflect.Value, depth int) *yaml.Node {
	for v.IsValid() && (v.Kind() == reflect.Interface || v.Kind() == reflect.Pointer) && !v.IsNil() && depth <= maxDepth {
		v, depth = v.Elem(), depth+1
	}
	n := &yaml.Node{}
	t.places[n] = path
	switch {
	case depth > maxDepth:
		t.errors = append(t.errors, mistakef(t.at(n), "nest less", "the values are nested more than %d deep", maxDepth))
	case !v.IsValid() || canBeNil(v) && v.IsNil():
		n.Kind, n.Tag = yaml.ScalarNode, "!!null"
	case v.Kind() == reflect.Map && v.Type().Key().Kind() == reflect.String:
		t.growMapping(n, path, v, depth)
	case v.Kind() == reflect.Slice:
		n.Kind, n.Tag = yaml.SequenceNode, "!!seq"
		for i := range v.Len() {
			n.Content = append(n.Content, t.grow(fmt.Sprintf("%s[%d]", path, i), v.Index(i), depth+1))
		}
	default:
		t.leaf(n, v)
	}
	return n
}

func canBeNil(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Map, reflect.Slice, reflect.Interface, reflect.Pointer:
		return true
	}
	return false
}

func (t *tree) growMapping(n *yaml.Node, path string, v reflect.Value, depth int) {
	n.Kind, n.Tag = yaml.MappingNode, "!!map"
	keys := v.MapKeys()
	slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
	for _, k := range keys {
		place := path + "." + printable(k.String())
		key := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Style: yaml.DoubleQuotedStyle, Value: k.String()}
		t.places[key] = place
		n.Content = append(n.Content, key, t.grow(place, v.MapIndex(k), depth+1))
	}
}

// leaf makes the node for a scalar.
func (t *tree) leaf(n *yaml.Node, v reflect.Value) {
	n.Kind = yaml.ScalarNode
	if day, ok := v.Interface().(time.Time); ok {
		n.Tag, n.Style, n.Value = "!!str", yaml.DoubleQuotedStyle, day.Format(time.RFC3339Nano)
		return
	}
	switch {
	case v.Kind() == reflect.String:
		n.Tag, n.Style, n.Value = "!!str", yaml.DoubleQuotedStyle, v.String()
	case v.Kind() == reflect.Bool:
		n.Tag, n.Value = "!!bool", strconv.FormatBool(v.Bool())
	case v.CanInt():
		n.Tag, n.Value = "!!int", strconv.FormatInt(v.Int(), 10)
	case v.CanUint():
		n.Tag, n.Value = "!!int", strconv.FormatUint(v.Uint(), 10)
	case v.CanFloat():
		n.Value = strconv.FormatFloat(v.Float(), 'f', -1, 64)
		n.Tag = "!!float"
		if plainInteger.MatchString(n.Value) { // through JSON, every number is a float
			n.Tag = "!!int"
		}
	default:
		t.errors = append(t.errors, mistakef(t.at(n), "write what YAML can hold", "a Go value of type %s cannot be a setting", v.Type()))
	}
}
