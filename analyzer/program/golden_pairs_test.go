package program_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// classes are the pattern classes that are paired with each other, each with what it means.
var classes = []struct{ name, what string }{
	{"if", "an if without else"},
	{"else", "an if with an else"},
	{"else-if", "a chain of ifs"},
	{"negation", "the flag negated"},
	{"and", "the flag and something else"},
	{"or", "the flag or something else"},
	{"compare", "the flag compared"},
	{"guard", "an early return, break or continue"},
	{"terminating", "a branch that does not come back"},
	{"nested", "a condition within a condition"},
	{"init", "an if or switch with an init statement"},
	{"local", "the value in a local variable"},
	{"reassigned", "a variable that is assigned again"},
	{"shadowed", "names that hide others"},
	{"multi-assign", "assignments of several values"},
	{"error-result", "an evaluation that returns an error"},
	{"captured", "a variable that a closure uses"},
	{"effects", "operands or arguments with effects"},
	{"may-panic", "operands that may panic"},
	{"switch", "a switch"},
	{"case-list", "cases of several values"},
	{"fallthrough", "a fallthrough"},
	{"break", "a break or continue that belongs to something else"},
	{"loop", "a for statement"},
	{"range", "a range loop"},
	{"label", "labels"},
	{"goto", "a goto"},
	{"select", "a select"},
	{"defer", "a defer"},
	{"closure", "function literals"},
	{"goroutine", "a go statement"},
	{"generics", "type parameters"},
	{"string", "a value that is a string"},
	{"int", "a value that is an integer"},
	{"float", "a value that is a floating-point number"},
	{"duration", "a value that is a duration"},
	{"detail", "an evaluation that explains itself"},
	{"wrapper", "a function that returns the flag"},
	{"wrapper-key", "a function that takes the key"},
	{"method", "methods"},
	{"argument", "the value as an argument"},
	{"field", "the value in a field"},
	{"package-var", "the value in a package variable"},
	{"constant", "the key in a constant"},
	{"imports", "imports that go"},
	{"orphan-func", "functions that go"},
	{"orphan-const", "constants that go"},
	{"orphan-var", "variables that go"},
	{"orphan-param", "parameters that go"},
	{"comments", "comments near what goes"},
	{"blank-lines", "blank lines near what goes"},
	{"layout", "code that is laid out unusually"},
	{"scope-braces", "a branch whose names clash with those around it"},
	{"unreachable", "code that can no longer be reached"},
	{"conversion", "conversions of the value"},
	{"two-flags", "two flags in one condition"},
	{"refused", "something that has to stay"},
}

// surroundings are the classes that are not paired: they are about files, tests and platforms, and what stands in a function makes no difference to them.
var surroundings = strings.Fields(`blank-import build-tags cgo crlf cycle dot-import dynamic-key embedded env exported exported-var file-deleted flag-object
	gate generated helper-test interface iota json line-directive literal mock multi-package option orphan-field orphan-type pointer reflection registry
	strategy struct-flag subtest table-test test-func test-setter wiring`)

// senseless are pairs that are not asked for, and why.
var senseless = []struct {
	one, other []string
	why        string
}{
	{[]string{"string", "int", "float", "duration"}, []string{"string", "int", "float", "duration"}, "a flag has one kind of value"},
	{[]string{"detail"}, []string{"string", "int", "float", "duration"}, "the client of the goldens explains booleans only"},
	{[]string{"error-result"}, []string{"int", "float", "duration"}, "the client of the goldens returns errors with booleans and strings only"},
}

// reason is why two classes are no pair.
func reason(a, b string) string {
	for _, s := range senseless {
		if slices.Contains(s.one, a) && slices.Contains(s.other, b) || slices.Contains(s.one, b) && slices.Contains(s.other, a) {
			return s.why
		}
	}
	return ""
}

// TestGoldenPairs wants the goldens to name classes that exist, and holds the table of the pairs that they cover in testdata/eval/pairs.md. With -update it writes the table.
func TestGoldenPairs(t *testing.T) {
	if *only != "" {
		t.Skip("looks at all goldens")
	}
	list := allGoldens(t)
	known := slices.Clone(surroundings)
	for _, c := range classes {
		known = append(known, c.name)
	}
	for _, g := range list {
		if len(g.classes) == 0 {
			t.Errorf("%s has no classes", g.name)
		}
		for _, c := range g.classes {
			if !slices.Contains(known, c) {
				t.Errorf("%s: there is no class %q: look for the right word in golden_pairs_test.go", g.name, c)
			}
		}
	}
	holdDocument(t, "../../testdata/eval/pairs.md", countPairs(list).document())
}

// pairs are the goldens that have both of two classes; the number of the first class is not greater than that of the second. With itself each class is counted alone.
type pairs struct {
	goldens int
	count   [][]int
	around  map[string]int
}

func countPairs(list []golden) pairs {
	p := pairs{goldens: len(list), around: map[string]int{}}
	for i, a := range classes {
		row := make([]int, len(classes))
		for j, b := range classes {
			for _, g := range list {
				if j >= i && slices.Contains(g.classes, a.name) && slices.Contains(g.classes, b.name) {
					row[j]++
				}
			}
		}
		p.count = append(p.count, row)
	}
	for _, c := range surroundings {
		for _, g := range list {
			if slices.Contains(g.classes, c) {
				p.around[c]++
			}
		}
	}
	return p
}

// each calls fn for each pair of two classes.
func (p pairs) each(fn func(a, b string, count int)) {
	for i, a := range classes {
		for j := i + 1; j < len(classes); j++ {
			fn(a.name, classes[j].name, p.count[i][j])
		}
	}
}

// document is testdata/eval/pairs.md.
func (p pairs) document() string {
	sensible, covered, excluded := 0, 0, map[string]int{}
	missing := map[string][]string{}
	p.each(func(a, b string, count int) {
		switch why := reason(a, b); {
		case why != "":
			excluded[why]++
		case count == 0:
			sensible++
			missing[a] = append(missing[a], b)
		default:
			sensible++
			covered++
		}
	})
	var b strings.Builder
	fmt.Fprintf(&b, `# Pairs of patterns that the goldens of removals cover

%d goldens. Of %d sensible pairs of %d classes they cover %d: **%.1f %%**. TestGoldenPairs holds this table; go test ./analyzer/program -run TestGoldenPairs -update writes it.

## Not asked for

| pairs | why |
|---:|---|
`, p.goldens, sensible, len(classes), covered, 100*float64(covered)/float64(sensible))
	for _, s := range senseless {
		fmt.Fprintf(&b, "| %d | %s |\n", excluded[s.why], s.why)
	}
	fmt.Fprint(&b, "\n## Not covered\n\n| | with |\n|---|---|\n")
	for _, c := range classes {
		if len(missing[c.name]) > 0 {
			fmt.Fprintf(&b, "| %s | %s |\n", c.name, strings.Join(missing[c.name], ", "))
		}
	}
	fmt.Fprint(&b, "\n## The classes that are paired\n\n| | class | what it means | goldens |\n|---:|---|---|---:|\n")
	for i, c := range classes {
		fmt.Fprintf(&b, "| %d | %s | %s | %d |\n", i+1, c.name, c.what, p.count[i][i])
	}
	fmt.Fprint(&b, "\n## Goldens by pair\n\nThe columns are the classes by their numbers. A dash is a pair that is not asked for.\n\n```\n", p.matrix(), "```\n")
	fmt.Fprint(&b, "\n## The classes that are not paired\n\nThey are about files, tests and platforms; what stands in a function makes no difference to them.\n\n| class | goldens |\n|---|---:|\n")
	for _, c := range surroundings {
		fmt.Fprintf(&b, "| %s | %d |\n", c, p.around[c])
	}
	return b.String()
}

// matrix is the upper half of the table.
func (p pairs) matrix() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%-15s", "")
	for j := 1; j < len(classes); j++ {
		fmt.Fprintf(&b, "%4d", j+1)
	}
	b.WriteByte('\n')
	for i, c := range classes[:len(classes)-1] {
		fmt.Fprintf(&b, "%2d %-12s%s", i+1, c.name, strings.Repeat("    ", i))
		for j := i + 1; j < len(classes); j++ {
			if reason(c.name, classes[j].name) != "" {
				b.WriteString("   -")
			} else {
				fmt.Fprintf(&b, "%4d", p.count[i][j])
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}
