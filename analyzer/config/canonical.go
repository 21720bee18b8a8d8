package config

import (
	"encoding/json"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// canonical is what a configuration means, in a form that has one text for one meaning.
type canonical struct {
	Now         debt.Day                    `json:"now"`
	Flags       Catalogue                   `json:"flags"`
	Providers   map[string][]string         `json:"providers,omitempty"`
	Sources     []Source                    `json:"sources,omitempty"`
	MaxAge      map[debt.Type]int           `json:"max-age,omitempty"`
	Grace       int                         `json:"grace"`
	MaxStateAge int                         `json:"max-state-age"`
	GateMinors  int                         `json:"gate-minors"`
	Types       []debt.TypeRule             `json:"types,omitempty"`
	Rules       map[debt.Rule]debt.Severity `json:"rules,omitempty"`
	Keep        []debt.Keep                 `json:"keep,omitempty"`
	Default     *canonicalPattern           `json:"naming,omitempty"`
	Naming      []canonicalPattern          `json:"naming-types,omitempty"`
	MinSeverity debt.Severity               `json:"min-severity"`
}

// canonicalPattern is a pattern with the text of its regular expression, which encodes itself as nothing.
type canonicalPattern struct {
	Type        debt.Type  `json:"type,omitempty"`
	Style       debt.Style `json:"style,omitempty"`
	Pattern     string     `json:"pattern,omitempty"`
	Example     string     `json:"example,omitempty"`
	Description string     `json:"description,omitempty"`
}

// Canonical returns bytes that are the same for two configurations that mean the same, and differ if some answer could. Where they were read from, the order of what has none, and the way in which they are written do not count.
func (c *Config) Canonical() []byte {
	p := c.Policy
	out := canonical{
		Now: c.Now, Flags: c.Flags.canonical(), Providers: c.Providers, Sources: canonicalSources(c.Sources),
		MaxAge: p.MaxAge, Grace: p.Grace, MaxStateAge: p.MaxStateAge, GateMinors: p.GateMinors,
		Types: p.Types, Rules: p.Rules, Keep: slices.Clone(p.Keep), MinSeverity: c.MinSeverity,
	}
	for i := range out.Keep {
		out.Keep[i].Pos = debt.Position{}
	}
	if p.Naming.Default != nil {
		all := canonicalOf("", p.Naming.Default)
		out.Default = &all
	}
	for t, pattern := range p.Naming.Types {
		if pattern != nil {
			out.Naming = append(out.Naming, canonicalOf(t, pattern))
		}
	}
	slices.SortFunc(out.Naming, func(a, b canonicalPattern) int { return strings.Compare(string(a.Type), string(b.Type)) })
	text, _ := json.Marshal(out) // cannot fail: of all types in it only flag values could, and canonicalValue has seen to them
	return text
}

func canonicalOf(t debt.Type, p *debt.Pattern) canonicalPattern {
	out := canonicalPattern{Type: t, Style: p.Style, Example: p.Example, Description: p.Description}
	if p.Regexp != nil {
		out.Pattern = p.Regexp.String()
	}
	return out
}

func canonicalSources(sources []Source) []Source {
	out := slices.Clone(sources)
	for i := range out {
		s := &out[i]
		s.File, s.Pos = path.Clean(s.File), debt.Position{}
		s.Environments = Environments{Production: set(s.Environments.Production), Ignore: set(s.Environments.Ignore)}
	}
	return out
}

// canonical keeps the order of the entries: the first that matches a function counts.
func (c Catalogue) canonical() Catalogue {
	c.APIs, c.Registries = slices.Clone(c.APIs), slices.Clone(c.Registries)
	for i := range c.APIs {
		a := &c.APIs[i]
		a.Pos = debt.Position{}
		a.Keys = set(a.Keys)
		a.Packages, a.Receivers, a.Methods, a.On, a.Off = set(a.Packages), receivers(a.Receivers), set(a.Methods), set(a.On), set(a.Off)
		a.Default = a.Default.canonical()
		if a.Role == debt.RoleEvaluation {
			a.Role = ""
		}
	}
	for i := range c.Registries {
		r := &c.Registries[i]
		r.Pos = debt.Position{}
		r.Packages, r.Types, r.Receivers = set(r.Packages), set(r.Types), receivers(r.Receivers)
		r.Constructors, r.Evaluations, r.Defaults, r.Constants, r.Variables, r.Fields.Names = set(r.Constructors), set(r.Evaluations), set(r.Defaults), set(r.Constants), set(r.Variables), set(r.Fields.Names)
		r.Default, r.Stages = r.Default.canonical(), maps.Clone(r.Stages)
		for name, stage := range r.Stages {
			stage.Default = canonicalValue(stage.Default)
			r.Stages[name] = stage
		}
		if r.Role == debt.RoleDeclaration {
			r.Role = ""
		}
	}
	c.Contexts = slices.Clone(c.Contexts)
	for i := range c.Contexts {
		made := &c.Contexts[i]
		made.Pos = debt.Position{}
		made.Packages, made.Methods = set(made.Packages), set(made.Methods)
	}
	return c
}

// canonical leaves out the argument of an option where it is the first.
func (p DefaultPos) canonical() DefaultPos {
	if p.Option != "" && p.Arg != nil && *p.Arg == 0 {
		p.Arg = nil
	}
	p.Value = canonicalValue(p.Value)
	return p
}

// canonicalValue makes a string of a value that somebody has put together by hand and that is no JSON.
func canonicalValue(v debt.Value) debt.Value {
	if v.IsZero() || json.Valid([]byte(v)) {
		return v
	}
	text, _ := json.Marshal(string(v)) // a string always encodes
	return debt.Value(text)
}

// set is a list in which order and repetition mean nothing.
func set[S ~[]string](list S) S {
	list = slices.Clone(list)
	slices.Sort(list)
	return slices.Compact(list)
}

// receivers is a set in which "" alone means the same as nothing.
func receivers(names Strings) Strings {
	names = set(names)
	if len(names) == 1 && names[0] == "" {
		return nil
	}
	return names
}
