package config

import (
	"fmt"
	"slices"
)

// checkRegistry checks a registry by its kind.
func (d *decoder) checkRegistry(r *Registry) {
	if d.read(&r.Provider) {
		d.checkProvider(r.Provider, d.pos(&r.Provider))
	}
	d.checkPackages(&r.Packages)
	d.checkNotEmpty(&r.Types, "type", "name the Go type")
	d.checkNames(&r.Types, "type", false)
	d.checkNames(&r.Receivers, "receiver", true)
	d.checkNames(&r.Constructors, "constructors", false)
	d.checkNames(&r.Evaluations, "evaluations", false)
	for _, name := range []*string{&r.Fields.Default, &r.Fields.Stage, &r.Fields.Locked, &r.Fields.Version} {
		d.checkName(name, "fields")
	}
	for _, name := range []*string{&r.Options.From, &r.Options.To, &r.Options.Description, &r.Options.URL} {
		d.checkName(name, "options")
	}
	d.checkDefault(&r.Default)
	if r.Stage != nil {
		d.checkIndex(r.Stage, "stage")
	}
	d.checkParts(r)
	if r.Kind == FlagObject {
		d.checkObject(r)
	}
}

// checkParts refuses the parts that only other kinds of registries have: they would be ignored.
func (d *decoder) checkParts(r *Registry) {
	if !d.given(&r.Kind) || r.Kind == "" {
		return
	}
	for _, part := range []struct {
		name    string
		pointer any
		kinds   []RegistryKind
	}{
		{"receiver", &r.Receivers, []RegistryKind{FlagObject}},
		{"constructors", &r.Constructors, []RegistryKind{FlagObject}},
		{"evaluations", &r.Evaluations, []RegistryKind{FlagObject}},
		{"key", &r.Key, []RegistryKind{FlagObject}},
		{"default", &r.Default, []RegistryKind{FlagObject}},
		{"stage", &r.Stage, []RegistryKind{FlagObject}},
		{"options", &r.Options, []RegistryKind{FlagObject}},
		{"fields", &r.Fields, []RegistryKind{RegistrationMap}},
		{"stages", &r.Stages, []RegistryKind{FlagObject, RegistrationMap}},
	} {
		if d.given(part.pointer) && !slices.Contains(part.kinds, r.Kind) {
			d.fail(d.pos(part.pointer), fmt.Sprintf("remove it, or make the kind %s", part.kinds[0]), "%q has no meaning in a registry of kind %s", part.name, r.Kind)
		}
	}
}

// checkObject checks what only a flag object needs.
func (d *decoder) checkObject(r *Registry) {
	if !d.given(&r.Constructors) {
		d.fail(r.Pos, "name the functions that make a flag", `"constructors" is missing`)
	}
	d.checkNotEmpty(&r.Constructors, "constructors", "name the functions that make a flag")
	switch {
	case !d.given(&r.Key):
		d.fail(r.Pos, "say which argument of the constructor holds the key, as in key: {arg: 0}", `"key" is missing`)
	case r.Key.Receiver || r.Key.Elems || r.Key.Field != "":
		d.fail(d.pos(&r.Key), "give arg alone", "the key of a flag object is a plain argument of its constructor")
	default:
		d.checkKey(&r.Key)
	}
}
