package flagstate

import (
	"bytes"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/flagstate/document"
	"github.com/flagdebt/flagdebt/analyzer/flagstate/goff"
)

// outlineSize is how much of a file is looked at to tell its format.
const outlineSize = 256 << 10

// outline is the keys that occur in the beginning of a file: those of the outermost map, or of the maps of the outermost list, and those inside.
type outline struct {
	top, inner map[string]bool
	json       bool
}

func outlineOf(data []byte) outline {
	data = bytes.TrimLeft(document.Trim(data), " \t\r\n")
	data = data[:min(len(data), outlineSize)]
	o := outline{top: map[string]bool{}, inner: map[string]bool{}}
	switch {
	case goff.IsTOML(data): // [a.b] looks like a JSON list
		o.toml(data)
	case len(data) > 0 && (data[0] == '{' || data[0] == '['):
		o.json = true
		o.scan(data)
	default:
		o.yaml(data)
	}
	return o
}

// has reports whether all keys stand in the outermost map.
func (o outline) has(keys ...string) bool {
	return !slices.ContainsFunc(keys, func(key string) bool { return !o.top[key] })
}

// inside reports whether any of the keys stands further inside.
func (o outline) inside(keys ...string) bool {
	return slices.ContainsFunc(keys, func(key string) bool { return o.inner[key] })
}

// scan finds keys in JSON: texts before a colon, at a depth that counts maps only.
func (o outline) scan(data []byte) {
	depth := 0
	var text []byte
	for i := 0; i < len(data); i++ {
		switch data[i] {
		case '{':
			depth++
		case '}':
			depth--
		case '"':
			start := i + 1
			for i++; i < len(data) && data[i] != '"'; i++ {
				if data[i] == '\\' {
					i++
				}
			}
			text = data[start:min(i, len(data))]
		case ':':
			o.key(string(text), depth <= 1)
		}
	}
}

func (o outline) key(name string, top bool) {
	if top {
		o.top[name] = true
	} else {
		o.inner[name] = true
	}
}

var (
	yamlKey = regexp.MustCompile(`^([ \t]*(?:- +)*)["']?([^\s"'#:{}\[\],-][^"':{}\[\],]*?)["']?[ \t]*:(?:[ \t\r]|$)`)
	flowKey = regexp.MustCompile(`[{,][ \t]*["']?([\w$-]+)["']?[ \t]*:`)
)

// yaml finds keys at the beginning of lines and in flow maps.
func (o outline) yaml(data []byte) {
	for line := range bytes.Lines(data) {
		line = bytes.TrimRight(line, "\r\n")
		if m := yamlKey.FindSubmatch(line); m != nil {
			o.key(string(m[2]), len(m[1]) == 0)
		}
		for _, m := range flowKey.FindAllSubmatch(line, -1) {
			o.key(string(m[1]), false)
		}
	}
}

// toml finds the parts of table headers and the keys of assignments.
func (o outline) toml(data []byte) {
	inTable := false
	for line := range bytes.Lines(data) {
		text := strings.TrimSpace(string(line))
		if header, ok := strings.CutPrefix(text, "["); ok {
			for i, part := range strings.Split(strings.Trim(header, "[]"), ".") {
				o.key(strings.Trim(part, `"' `), i == 0)
			}
			inTable = true
		} else if key, _, ok := strings.Cut(text, "="); ok {
			for i, part := range strings.Split(key, ".") {
				o.key(strings.Trim(part, `"' `), i == 0 && !inTable)
			}
		}
		for _, m := range tomlInline.FindAllStringSubmatch(text, -1) {
			o.key(m[1], false)
		}
	}
}

var tomlInline = regexp.MustCompile(`[{,][ \t]*["']?([\w$-]+)["']?[ \t]*=`)

func detectSnapshot(_ string, data []byte) bool {
	o := outlineOf(data)
	return o.json && o.has("schema", "digest")
}

func detectUnleash(_ string, data []byte) bool {
	o := outlineOf(data)
	if !o.json || o.inside("defaultValue") { // GrowthBook has features too
		return false
	}
	return o.has("features") && (o.has("featureEnvironments") || o.has("featureStrategies") || o.has("total") || o.inside("impressionData", "environments", "createdAt")) ||
		o.has("name", "environments") && (o.has("impressionData") || o.has("project"))
}

func detectLaunchDarkly(_ string, data []byte) bool {
	o := outlineOf(data)
	return o.has("items") && (o.has("_links") || o.has("totalCount") || o.inside("creationDate", "_version")) ||
		o.has("flagValues") ||
		o.has("flags") && (o.has("segments") || o.inside("fallthrough", "offVariation")) ||
		o.has("key", "variations") && (o.has("environments") || o.has("creationDate"))
}

func detectFlagd(name string, data []byte) bool {
	o := outlineOf(data)
	if !o.has("flags") {
		return false
	}
	return o.inside("defaultVariant") || o.inside("variants") && o.inside("state") ||
		strings.Contains(path.Base(name), ".flagd.") ||
		o.has("$schema") && bytes.Contains(data[:min(len(data), outlineSize)], []byte("flagd.dev/schema"))
}

func detectGoff(name string, data []byte) bool {
	o := outlineOf(data)
	return o.inside("variations") && o.inside("defaultRule") || strings.Contains(path.Base(name), ".goff.")
}

func detectCSV(name string, data []byte) bool {
	header, _, _ := bytes.Cut(document.Trim(data), []byte("\n"))
	cells := strings.FieldsFunc(string(header), func(r rune) bool { return r == ',' || r == ';' })
	for i := range cells {
		cells[i] = strings.ToLower(strings.Trim(cells[i], "\" \r"))
	}
	return slices.Contains(cells, "key") && len(cells) > 1 || strings.EqualFold(path.Ext(name), ".csv")
}
