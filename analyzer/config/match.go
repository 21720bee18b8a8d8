package config

import (
	"slices"
	"strings"
)

// MatchPackage reports whether the API is one of the package with this import path.
func (a API) MatchPackage(path string) bool { return a.Packages.matchPackage(path) }

// MatchPackage reports whether the registry is one of the package with this import path.
func (r Registry) MatchPackage(path string) bool { return r.Packages.matchPackage(path) }

// Match reports whether the context is made by a function with this import path and name.
func (c Context) Match(path, name string) bool {
	return c.Packages.matchPackage(path) && (len(c.Methods) == 0 || MatchName(c.Methods, name))
}

func (s Strings) matchPackage(path string) bool {
	return slices.ContainsFunc(s, func(pattern string) bool {
		base, separator := cutMajor(pattern)
		if separator == "" {
			return path == pattern
		}
		rest, ok := strings.CutPrefix(path, base)
		return ok && (rest == "" && separator == "/v" || isMajor(rest, separator))
	})
}

// cutMajor splits a pattern that stands for every major version: x/v*, or gopkg.in/x.v*. The separator of any other is empty.
func cutMajor(pattern string) (base, separator string) {
	if base, ok := strings.CutSuffix(pattern, "v*"); ok && base != "" {
		switch last := len(base) - 1; base[last] {
		case '/', '.':
			return base[:last], pattern[last : last+len("/v")]
		}
	}
	return pattern, ""
}

// isMajor reports whether the text is a major version. Modules count from 2 in their path; gopkg.in, which has its own separator, from 0.
func isMajor(text, separator string) bool {
	digits, ok := strings.CutPrefix(text, separator)
	if !ok || digits == "" || strings.Trim(digits, "0123456789") != "" {
		return false
	}
	if separator == ".v" {
		return digits == "0" || digits[0] != '0'
	}
	return digits[0] != '0' && digits != "1"
}

// MatchName reports whether one of the patterns, with {a,b} alternatives and * globs, matches the whole name. It allocates nothing for the patterns that catalogues are made of, as it is asked of every method of an SDK that a program calls.
func MatchName(patterns Strings, name string) bool {
	return slices.ContainsFunc(patterns, func(pattern string) bool { return matchName(pattern, name) })
}

func matchName(pattern, name string) bool {
	literal := strings.IndexAny(pattern, "{*")
	if literal < 0 {
		return pattern == name
	}
	rest, ok := strings.CutPrefix(name, pattern[:literal])
	if !ok {
		return false
	}
	if pattern[literal] == '*' {
		for i := range len(rest) + 1 {
			if matchName(pattern[literal+1:], rest[i:]) {
				return true
			}
		}
		return false
	}
	alternatives, tail, ok := strings.Cut(pattern[literal+1:], "}")
	if !ok {
		return pattern == name
	}
	for alternative := range strings.SplitSeq(alternatives, ",") {
		if strings.Contains(alternative, "*") {
			if matchName(alternative+tail, rest) {
				return true
			}
		} else if after, ok := strings.CutPrefix(rest, alternative); ok && matchName(tail, after) {
			return true
		}
	}
	return false
}

// Expand returns the patterns without braces that a pattern stands for, in the order in which it lists them. Braces are not nested; one without its partner is taken as it is.
func Expand(pattern string) []string {
	before, rest, opened := strings.Cut(pattern, "{")
	alternatives, after, closed := strings.Cut(rest, "}")
	if !opened || !closed {
		return []string{pattern}
	}
	var out []string
	tails := Expand(after)
	for alternative := range strings.SplitSeq(alternatives, ",") {
		for _, tail := range tails {
			out = append(out, before+alternative+tail)
		}
	}
	return out
}
