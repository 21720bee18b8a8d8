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
	if d.checkTypes(r); r.Kind == KeyConst {
		d.checkConstants(r)
	}
	d.checkNames(&r.Receivers, "receiver", true)
	d.checkNames(&r.Constructors, "constructors", false)
	d.checkNames(&r.Evaluations, "evaluations", false)
	d.checkNames(&r.Defaults, "defaults", false)
	for _, name := range []*string{&r.Fields.Default, &r.Fields.Stage, &r.Fields.Locked, &r.Fields.Version} {
		d.checkName(name, "fields")
	}
	for _, name := range []*string{&r.Options.From, &r.Options.To, &r.Options.Description, &r.Options.URL} {
		d.checkName(name, "options")
	}
	d.checkName(&r.Tag, "tag")
	d.checkDefault(&r.Default)
	if r.Stage != nil {
		d.checkIndex(r.Stage, "stage")
	}
	if r.Target != nil {
		d.checkIndex(r.Target, "target")
	}
	d.checkParts(r)
	d.checkFields(r)
	if r.Kind == FlagObject || r.Kind == ContainerFields {
		d.checkObject(r)
	}
}

// checkTypes checks the types, without which only constants are found.
func (d *decoder) checkTypes(r *Registry) {
	switch {
	case d.given(&r.Types):
	case r.Kind == BoolMap && !d.given(&r.Variables):
		d.fail(r.Pos, "name the Go type of the map, or its variable", `"type" and "variables" are missing`)
	case r.Kind == FlagObject && (d.given(&r.Evaluations) || d.given(&r.Defaults)):
		d.fail(r.Pos, "name the Go type whose methods they are", `"type" is missing`)
	case r.Kind != KeyConst && r.Kind != FlagObject && r.Kind != BoolMap:
		d.fail(r.Pos, "name the Go type", `"type" is missing`)
	}
	d.checkNotEmpty(&r.Types, "type", "name the Go type")
	d.checkNames(&r.Types, "type", r.Kind == BoolMethods)
	d.checkNotEmpty(&r.Variables, "variables", "name the variable of the map")
	d.checkPatterns(&r.Variables, "variables")
}

// checkConstants checks what only constants need.
func (d *decoder) checkConstants(r *Registry) {
	const do = "name the constants that hold keys, as in [Flag*]"
	if !d.given(&r.Constants) {
		d.fail(r.Pos, do, `"constants" is missing`)
	}
	d.checkNotEmpty(&r.Constants, "constants", do)
	d.checkPatterns(&r.Constants, "constants")
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
		{"type", &r.Types, []RegistryKind{FlagObject, RegistrationMap, TypedConst, BoolStruct, BoolMap, BoolMethods, EnabledList, ContainerFields}},
		{"variables", &r.Variables, []RegistryKind{BoolMap}},
		{"tag", &r.Tag, []RegistryKind{BoolStruct}},
		{"constants", &r.Constants, []RegistryKind{KeyConst}},
		{"receiver", &r.Receivers, []RegistryKind{FlagObject, ContainerFields}},
		{"constructors", &r.Constructors, []RegistryKind{FlagObject, ContainerFields}},
		{"target", &r.Target, []RegistryKind{FlagObject}},
		{"evaluations", &r.Evaluations, []RegistryKind{FlagObject, ContainerFields}},
		{"defaults", &r.Defaults, []RegistryKind{FlagObject}},
		{"key", &r.Key, []RegistryKind{FlagObject, ContainerFields}},
		{"default", &r.Default, []RegistryKind{FlagObject, ContainerFields}},
		{"stage", &r.Stage, []RegistryKind{FlagObject}},
		{"options", &r.Options, []RegistryKind{FlagObject}},
		{"fields", &r.Fields, []RegistryKind{RegistrationMap, BoolStruct, BoolMethods, EnabledList}},
		{"stages", &r.Stages, []RegistryKind{FlagObject, RegistrationMap}},
		{"value", &r.Value, []RegistryKind{FlagObject, RegistrationMap, TypedConst, KeyConst, ContainerFields}},
		{"role", &r.Role, []RegistryKind{FlagObject, RegistrationMap, TypedConst, KeyConst, EnabledList}},
	} {
		if d.given(part.pointer) && !slices.Contains(part.kinds, r.Kind) {
			d.fail(d.pos(part.pointer), fmt.Sprintf("remove it, or make the kind %s", part.kinds[0]), "%q has no meaning in a registry of kind %s", part.name, r.Kind)
		}
	}
}

// checkFields checks that the fields have the form of their kind: a list of flags, or the parts of a specification.
func (d *decoder) checkFields(r *Registry) {
	listed := d.given(&r.Fields.Names)
	switch {
	case (r.Kind == BoolStruct || r.Kind == BoolMethods) && listed:
		d.checkNotEmpty(&r.Fields.Names, "fields", "list the fields that are flags, or leave it out if all are")
		d.checkPatterns(&r.Fields.Names, "fields")
	case r.Kind == BoolMethods && d.read(&r.Fields):
		d.fail(d.pos(&r.Fields), "list the methods that are flags, as in [NewTax, Enable*]", `"fields" of bool-methods has parts`)
	case r.Kind == BoolStruct && d.read(&r.Fields):
		d.fail(d.pos(&r.Fields), "list the fields that are flags, as in [NewTax, Enable*]", `"fields" of a bool-struct has parts`)
	case r.Kind == EnabledList && listed:
		d.checkNotEmpty(&r.Fields.Names, "fields", "name the fields that list flags")
		d.checkPatterns(&r.Fields.Names, "fields")
	case r.Kind == EnabledList:
		d.fail(r.Pos, "name the fields that list flags, as in [Enabled]", `"fields" of an enabled-list is missing, or no list`)
	case r.Kind == RegistrationMap && listed:
		d.fail(d.pos(&r.Fields), "name the parts of the specification, as in {default: Default}", `"fields" of a registration-map is a list`)
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
	case r.Key.Receiver || r.Key.Elems || r.Key.Address || r.Key.Pairs || r.Key.Index || r.Key.Field != "":
		d.fail(d.pos(&r.Key), "give arg alone", "the key of a flag object is a plain argument of its constructor")
	default:
		d.checkKey(&r.Key)
	}
}
