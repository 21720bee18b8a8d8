package main

import (
	"fmt"
	"slices"
	"strings"
)

// variant is a form in which a place depends on a flag.
type variant struct {
	name string
	// fits says whether the form can be had at a spot.
	fits func(spot) bool
	// text is what goes before and after the place, and what goes to the end of the file. yes and no are calls that ask for a flag which will be on and one which will be off, n is a number that nothing else has.
	text func(s spot, yes, no string, n int) (before, after, tail string)
}

func statements(s spot) bool { return !s.condition }
func open(s spot) bool       { return !s.condition && !s.complete }

const failure = "panic(\"roundtrip\")\n"

// around is a form that needs nothing but what goes before and after.
func around(before, after string) func(s spot, yes, no string, n int) (string, string, string) {
	return func(_ spot, yes, no string, n int) (string, string, string) {
		fill := strings.NewReplacer("YES", yes, "NO", no, "N#", fmt.Sprint(n), "FAIL\n", failure)
		return fill.Replace(before), fill.Replace(after), ""
	}
}

// variants are all forms.
var variants = []variant{
	{"then", open, around("if YES {\n", "}\n")},
	{"then-else", statements, around("if YES {\n", "} else {\nFAIL\n}\n")},
	{"else", statements, around("if NO {\nFAIL\n} else {\n", "}\n")},
	{"not-then", open, around("if !NO {\n", "}\n")},
	{"not-else", statements, around("if !YES {\nFAIL\n} else {\n", "}\n")},
	{"else-if", statements, around("if NO {\nFAIL\n} else if YES {\n", "} else {\nFAIL\n}\n")},
	{"guard", statements, guard},
	{"drop", statements, around("if NO {\nFAIL\n}\n", "")},
	{"tail", func(s spot) bool { return !s.condition && s.complete && s.returns }, around("if YES {\n", "}\nFAIL\n")},
	{"alias", open, around("roundtripN# := YES\nif roundtripN# {\n", "}\n")},
	{"var", open, around("var roundtripN# bool = YES\nif roundtripN# {\n", "}\n")},
	{"init", open, around("if roundtripN# := YES; roundtripN# {\n", "}\n")},
	{"switch", func(s spot) bool { return statements(s) && !s.breaks }, around("switch {\ncase YES:\n", "default:\nFAIL\n}\n")},
	{"switch-tag", func(s spot) bool { return statements(s) && !s.breaks }, around("switch YES {\ncase true:\n", "default:\nFAIL\n}\n")},
	{"compare", open, around("if YES == true {\n", "}\n")},
	{"nested", open, around("if YES {\nif !NO {\n", "}\n}\n")},
	{"wrapper", open, wrapper},
	{"and-first", func(s spot) bool { return s.condition && !s.loose }, around("YES && ", "")},
	{"and-last", func(s spot) bool { return s.condition && !s.loose }, around("", " && YES")},
	{"or-first", func(s spot) bool { return s.condition }, around("NO || ", "")},
	{"or-last", func(s spot) bool { return s.condition }, around("", " || NO")},
}

// guard leaves the function where the flag is off.
func guard(s spot, yes, _ string, _ int) (string, string, string) {
	leave := failure
	if !s.results {
		leave = "return\n"
	}
	return "if !" + yes + " {\n" + leave + "}\n", "", ""
}

// wrapper asks by a function of the file.
func wrapper(_ spot, yes, _ string, n int) (string, string, string) {
	name := fmt.Sprintf("roundtripEnabled%d", n)
	return "if " + name + "() {\n", "}\n", "\nfunc " + name + "() bool { return " + yes + " }\n"
}

// chosen are the forms that a list names, or all.
func chosen(list string) ([]variant, error) {
	if list == "" {
		return variants, nil
	}
	var out []variant
	for _, name := range strings.Split(list, ",") {
		i := slices.IndexFunc(variants, func(v variant) bool { return v.name == name })
		if i < 0 {
			return nil, fmt.Errorf("there is no form %q", name)
		}
		out = append(out, variants[i])
	}
	return out, nil
}
