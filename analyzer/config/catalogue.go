package config

import "github.com/flagdebt/flagdebt/analyzer/debt"

// Catalogue says how code asks for flags (APIs) and where it declares them (Registries).
type Catalogue struct {
	APIs       []API      `yaml:"apis" json:"apis,omitempty"`
	Registries []Registry `yaml:"registries" json:"registries,omitempty"`
	// Contexts are the functions that make what evaluations are told: they compute and do nothing else, so that nobody misses a call that only an evaluation wanted.
	Contexts []Context `yaml:"contexts" json:"contexts,omitempty"`
}

// SDK is one entry of the embedded catalogue.
type SDK struct {
	// Provider of its flags, unless an API or registry has its own.
	Provider string `yaml:"provider" json:"provider" required:"name the provider of the flags"`
	// Name is how people call it.
	Name string `yaml:"name" json:"name" required:"write the name as people know it"`
	// About says what of it is recognised, for documentation.
	About string `yaml:"about" json:"about,omitempty"`
	// Abstract says that it is only an interface: the flags live at the providers behind it.
	Abstract  bool `yaml:"abstract" json:"abstract,omitempty"`
	Catalogue `yaml:",inline"`
}

// API is one shape of call that evaluates or overrides flags.
type API struct {
	// Provider of the flags. An entry of .flagdebt.yml without a provider asks whatever the sources hold.
	Provider string `yaml:"provider" json:"provider,omitempty"`
	// Packages are import paths; one that ends in /v* stands for every major version, the path without a suffix included.
	Packages Strings `yaml:"package" json:"package" required:"name the import path"`
	// Receivers are the named types that the methods are declared on, after aliases and embedding are resolved; "" is a package function.
	Receivers Strings `yaml:"receiver" json:"receiver,omitempty"`
	// Methods are names with {a,b} alternatives and * globs.
	Methods Strings `yaml:"methods" json:"methods" required:"name the methods or functions that ask for a flag"`
	Key     KeyPos  `yaml:"key" json:"key" required:"say where the key stands, as in key: {arg: 0}"`
	// Keys are those that it is about, with {a,b} alternatives and * globs; all where it is left out. For a function that is not only asked for flags: os.Getenv with FEATURE_*. One that is built at run time is then taken for none.
	Keys Strings `yaml:"keys" json:"keys,omitempty"`
	// Default is what an evaluation gives where nobody decides, and what a test override gives the flag: {value: true} where the function is called Enable and takes no value.
	Default DefaultPos `yaml:"default" json:"default,omitzero"`
	Result  ResultPos  `yaml:"result" json:"result,omitzero"`
	// Value is the kind of the result; where the method's name tells it (BoolVariation, StringValue) it can be left out.
	Value debt.Kind `yaml:"value" json:"value,omitempty"`
	// Role is evaluation unless said otherwise.
	Role debt.Role `yaml:"role" json:"role,omitempty"`
	// On and Off are the texts that mean on and off where the result is a string.
	On  Strings `yaml:"on" json:"on,omitempty"`
	Off Strings `yaml:"off" json:"off,omitempty"`
	// Negated says that the result is true when the flag is off.
	Negated bool `yaml:"negated" json:"negated,omitempty"`
	// Via are the functions below, for an API that was inferred from a wrapper.
	Via Strings       `yaml:"via" json:"via,omitempty"`
	Pos debt.Position `yaml:"-" json:"-"`
}

// Context is a package of functions and methods that make contexts, users, targets or their values.
type Context struct {
	Packages Strings `yaml:"package" json:"package" required:"name the import path"`
	// Methods are names with {a,b} alternatives and * globs; all of the package where it is left out.
	Methods Strings       `yaml:"methods" json:"methods,omitempty"`
	Pos     debt.Position `yaml:"-" json:"-"`
}

// KeyPos says where the key stands in a call.
type KeyPos struct {
	// Arg is the argument that holds the key, counted from 0.
	Arg int `yaml:"arg" json:"arg"`
	// Field is the field of the struct argument that holds it, or the path to it, through structs and lists of them: Requests.FlagKey.
	Field string `yaml:"field" json:"field,omitempty"`
	// Elems says that every element of a slice literal, or every key of a map literal, is a key; with a field, that there are several: the elements of the field, or the field of each element.
	Elems bool `yaml:"elems" json:"elems,omitempty"`
	// Index says that the call gives what many flags give: who indexes the map that it returns with a key asks for that flag. Elements, where they are given, narrow what it gives; without arg it is all flags.
	Index bool `yaml:"index" json:"index,omitempty"`
	// Receiver says that the object on which the method is called was declared with the key.
	Receiver bool `yaml:"receiver" json:"receiver,omitempty"`
	// Address says that the argument is the address of what holds the flag's value: of a variable that an evaluation initialises, or of a field of a bool-struct. Only a test override is like that.
	Address bool `yaml:"address" json:"address,omitempty"`
	// Pairs says that the argument is a text of the form KEY=VALUE,KEY=VALUE. Only a test override is like that.
	Pairs bool `yaml:"pairs" json:"pairs,omitempty"`
}

// DefaultPos says where the default stands. The zero DefaultPos is "there is none".
type DefaultPos struct {
	// Arg is the argument that holds the default.
	Arg *int `yaml:"arg" json:"arg,omitempty"`
	// Option is the name of a functional option whose argument Arg (0 if left out) holds it.
	Option string `yaml:"option" json:"option,omitempty"`
	// Decl says that the default is part of the declaration.
	Decl bool `yaml:"decl" json:"decl,omitempty"`
	// Value is a constant default that a wrapper passes.
	Value debt.Value `yaml:"value" json:"value,omitzero"`
}

// ResultPos says which result is the flag's value.
type ResultPos struct {
	// Index of the result.
	Index int `yaml:"index" json:"index,omitempty"`
	// Error and Detail are the indices of an error result and of an explanation.
	Error  *int `yaml:"error" json:"error,omitempty"`
	Detail *int `yaml:"detail" json:"detail,omitempty"`
	// Field of the result that holds the value, and a getter that returns it.
	Field  string `yaml:"field" json:"field,omitempty"`
	Getter string `yaml:"getter" json:"getter,omitempty"`
	// Opposite is a field that is true where the value is false.
	Opposite string `yaml:"opposite" json:"opposite,omitempty"`
}

// RegistryKind is a way to declare flags in code.
type RegistryKind string

// The kinds of registries.
const (
	// FlagObject: var f = Constructor("key", …), evaluated by a method of f; or, where no type is given, by a call of f if it is a function, and by *f if it is a pointer.
	FlagObject RegistryKind = "flag-object"
	// RegistrationMap: a map literal from keys to specifications.
	RegistrationMap RegistryKind = "registration-map"
	// TypedConst: constants of a named string type.
	TypedConst RegistryKind = "typed-const"
	// KeyConst: constants of a package that hold the keys, by their own names: const FlagNewTax = "new-tax".
	KeyConst RegistryKind = "key-const"
	// BoolStruct: the fields of a struct type, each a flag with the field's name as its key, or with what one of its tags says. Who reads the field asks for the flag.
	BoolStruct RegistryKind = "bool-struct"
	// BoolMap: maps from keys to the values of flags, of a named type or in variables of the package. Who reads an element asks for the flag, and who writes one declares it, or forces it in a test.
	BoolMap RegistryKind = "bool-map"
	// BoolMethods: the methods of a type that give a bool, or the functions of a package, each a flag with its name as its key.
	BoolMethods RegistryKind = "bool-methods"
	// EnabledList: fields of a struct type that list the keys of the flags that are on, or map keys to what they shall be. Who looks for a key in a list with slices.Contains asks for the flag, and so does who compares an element of it with the key, in a loop over the list; who puts one into it forces the flag in a test, and mentions it elsewhere, unless the role says otherwise.
	EnabledList RegistryKind = "enabled-list"
	// ContainerFields: the fields of a struct that a constructor is called with, Register("namespace", &flags), as far as they have one of the types. The key is the name of the field, behind that of the namespace and a dot where there is one.
	ContainerFields RegistryKind = "container-fields"
)

// RegistryKinds lists the kinds, in the order in which documentation shows them.
var RegistryKinds = []RegistryKind{FlagObject, RegistrationMap, TypedConst, KeyConst, BoolStruct, BoolMap, BoolMethods, EnabledList, ContainerFields}

// Registry is one way in which code declares flags.
type Registry struct {
	Provider string       `yaml:"provider" json:"provider,omitempty"`
	Kind     RegistryKind `yaml:"kind" json:"kind" required:"use flag-object, registration-map, typed-const, key-const, bool-struct, bool-map, bool-methods, enabled-list or container-fields"`
	Packages Strings      `yaml:"package" json:"package" required:"name the import path"`
	// Types are named types of the package: of the constants (typed-const), of the map's values (registration-map), of the objects (flag-object), of the structs (bool-struct, enabled-list), of the maps (bool-map), with the methods (bool-methods; "" for the functions of the package), of the fields (container-fields).
	Types Strings `yaml:"type" json:"type,omitempty"`
	// Constants are the names of the constants (key-const), with {a,b} alternatives and * globs.
	Constants Strings `yaml:"constants" json:"constants,omitempty"`
	// Variables are the names of the maps (bool-map) that have no type of their own, with {a,b} alternatives and * globs.
	Variables Strings `yaml:"variables" json:"variables,omitempty"`
	// Tag is the struct tag (bool-struct) that holds the keys, up to a comma, as in `env:"FEATURE_X,required"`. A field without it is no flag then.
	Tag string `yaml:"tag" json:"tag,omitempty"`
	// Receivers and Constructors name the functions that make flag objects, or register containers.
	Receivers    Strings `yaml:"receiver" json:"receiver,omitempty"`
	Constructors Strings `yaml:"constructors" json:"constructors,omitempty"`
	// Target is the constructor's argument that is the address of the variable or field that gets the value: BoolVar(&v, "key", …). Who reads it asks for the flag.
	Target *int `yaml:"target" json:"target,omitempty"`
	// Evaluations are the methods of a flag object that ask for its value.
	Evaluations Strings `yaml:"evaluations" json:"evaluations,omitempty"`
	// Defaults are its methods that give the default with which it was declared, or the flag with another one.
	Defaults Strings `yaml:"defaults" json:"defaults,omitempty"`
	// Key is the constructor's argument that holds the key (flag-object) or the namespace (container-fields).
	Key KeyPos `yaml:"key" json:"key,omitzero"`
	// Default is the constructor's argument that holds the default (flag-object), or that of the function whose result a literal gives to the field (container-fields).
	Default DefaultPos `yaml:"default" json:"default,omitzero"`
	// Fields name the parts of a specification (registration-map), or are the list of the fields that are flags (bool-struct), all of type bool where it is left out, of the methods that are (bool-methods), or of those that list flags (enabled-list).
	Fields SpecFields `yaml:"fields" json:"fields,omitzero"`
	// Stage is the constructor's argument that holds the stage.
	Stage *int `yaml:"stage" json:"stage,omitempty"`
	// Stages says what a stage means. Stage names are compared without case, as the text of the stage's constant or the end of its name.
	Stages map[string]Stage `yaml:"stages" json:"stages,omitempty"`
	// Options name the constructor's functional options.
	Options SpecOptions `yaml:"options" json:"options,omitzero"`
	// Value is the kind of the flags' values; where the constructor's name tells it (NewBoolFlag) it can be left out.
	Value debt.Kind     `yaml:"value" json:"value,omitempty"`
	Role  debt.Role     `yaml:"role" json:"role,omitempty"`
	Pos   debt.Position `yaml:"-" json:"-"`
}

// SpecFields name the fields of a specification struct. In a bool-struct and an enabled-list they are written as a list of names.
type SpecFields struct {
	// Names of fields, with {a,b} alternatives and * globs.
	Names   Strings `yaml:"-" json:"names,omitempty"`
	Default string  `yaml:"default" json:"default,omitempty"`
	Stage   string  `yaml:"stage" json:"stage,omitempty"`
	Locked  string  `yaml:"locked" json:"locked,omitempty"`
	Version string  `yaml:"version" json:"version,omitempty"`
}

// SpecOptions name functional options whose first argument tells something about the flag.
type SpecOptions struct {
	From        string `yaml:"from" json:"from,omitempty"`
	To          string `yaml:"to" json:"to,omitempty"`
	Description string `yaml:"description" json:"description,omitempty"`
	URL         string `yaml:"url" json:"url,omitempty"`
}

// Stage is what a stage implies for the flag's value.
type Stage struct {
	Default debt.Value `yaml:"default" json:"default,omitzero"`
	Locked  bool       `yaml:"locked" json:"locked,omitempty"`
}

// Strings is a list that can be written as a single string.
type Strings []string
