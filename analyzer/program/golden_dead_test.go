package program_test

import (
	"fmt"
	"go/format"
	"math/rand/v2"
	"strings"
	"testing"
)

// deadShapes are functions with a flag and a branch DEAD that goes with the value true.
var deadShapes = []string{
	"func F(n int) int {\n\tif flag.Bool(KEY) {\n\t\tdo.A()\n\t} else {\nDEAD\n\t}\n\tdo.B()\n\treturn n\n}",
	"func F(n int) int {\n\tif !flag.Bool(KEY) {\nDEAD\n\t}\n\tdo.B()\n\treturn n\n}",
	"func F(n int) int {\n\tif on := flag.Bool(KEY); !on && n > 3 {\nDEAD\n\t}\n\tdo.B()\n\treturn n\n}",
	"func F(n int) int {\n\ton := flag.Bool(KEY)\n\tdo.A()\n\tif on {\n\t\tdo.B()\n\t} else if n > 3 {\nDEAD\n\t}\n\treturn n\n}",
	"func F(n int) int {\n\tswitch {\n\tcase flag.Bool(KEY):\n\t\tdo.A()\n\tdefault:\nDEAD\n\t}\n\treturn n\n}",
	"func F(n int) int {\n\tfor i := range n {\n\t\tif flag.Bool(KEY) {\n\t\t\tdo.Use(i)\n\t\t\tcontinue\n\t\t}\nDEAD\n\t}\n\treturn n\n}",
	"func F(n int) int {\n\tdefer func() {\n\t\tif !on() {\nDEAD1\n\t\t}\n\t\tdo.C()\n\t}()\n\treturn n\n}\n\nfunc on() bool { return flag.Bool(KEY) }",
	"func F(n int) int {\n\tif flag.Bool(KEY) {\n\t\treturn 1\n\t}\nDEAD\n\treturn n\n}",
	"func F(n int) int {\n\tvar f func() int\n\tif flag.Bool(KEY) {\n\t\tf = func() int { do.A(); return 1 }\n\t} else {\n\t\tf = func() int {\nDEAD\n\t\t\treturn n\n\t\t}\n\t}\n\treturn f()\n}",
}

// deadStatements can stand in such a branch, as often as one likes. Those that return a value go only where there is one.
var deadStatements = []string{
	"do.A()", "do.Use(do.Int())", "{\n\tn := do.Int()\n\tdo.Use(n)\n}", "if do.Cond() {\n\tdo.C()\n} else {\n\tdo.A()\n}", "for do.Cond() {\n\tif do.Cond2() {\n\t\tbreak\n\t}\n\tdo.B()\n}",
	"for i := range 3 {\n\tdefer do.Use(i)\n}", "func() {\n\tdefer do.C()\n\tdo.A()\n}()", "switch do.Int() {\ncase 1:\n\tdo.A()\n\tfallthrough\ncase 2:\n\tdo.B()\n}", "// nothing but a comment\ndo.B()", "var _ = do.Int()",
	"type pair struct{ a, b int }\ndo.Use(pair{1, do.Int()})", "if x := do.Int(); x > 2 {\n\tdo.Use(x)\n}", "panic(\"dead\")", "n += do.Int()", "go func() { do.A() }()", "return n + do.Int()", "return 7",
}

// TestDeadBranchDoesNotMatter fills the branch that goes with statements by chance. What is left is the same to the byte, whatever stood there.
func TestDeadBranchDoesNotMatter(t *testing.T) {
	const fillings = 12
	chance := rand.New(rand.NewPCG(1, 2))
	var list []golden
	for i, shape := range deadShapes {
		for j := range fillings {
			g := golden{name: fmt.Sprintf("dead%dx%d", i, j), values: []string{"true"}, before: map[string][]byte{}}
			text := strings.NewReplacer("KEY", fmt.Sprintf("%q", g.name), "DEAD1", dead(chance, deadStatements[:13]), "DEAD", dead(chance, deadStatements)).Replace(shape)
			source, err := format.Source([]byte("package x\n\nimport (\n\t\"example.com/goldens/do\"\n\t\"example.com/goldens/flag\"\n)\n\nvar _ = do.A\n\n" + text + "\n"))
			if err != nil {
				t.Fatal(err)
			}
			g.before["x.go"] = source
			list = append(list, g)
		}
	}
	p := loadGoldens(t, t.TempDir(), list)
	ids := goldenIDs(t, p)
	left := map[int]string{}
	for _, r := range removeEach(t, p, ids, list) {
		var shape, filling int
		if _, err := fmt.Sscanf(r.golden.name, "dead%dx%d", &shape, &filling); err != nil {
			t.Fatal(err)
		}
		got := string(r.files["x.go"])
		switch want, known := left[shape]; {
		case r.hindered() || !r.changed():
			t.Errorf("%s: %s\n%s", r.golden.name, changeText(r.change), r.before["x.go"])
		case !known:
			left[shape] = got
		case got != want:
			t.Errorf("%s leaves\n%s\nand not\n%s\nof\n%s", r.golden.name, got, want, r.before["x.go"])
		}
	}
	if len(left) != len(deadShapes) {
		t.Errorf("%d of %d shapes were looked at", len(left), len(deadShapes))
	}
}

// dead is one to four statements.
func dead(chance *rand.Rand, statements []string) string {
	var lines []string
	types := false
	for range 1 + chance.IntN(4) {
		s := statements[chance.IntN(len(statements))]
		if strings.HasPrefix(s, "type ") {
			if types {
				continue // it can be declared once
			}
			types = true
		}
		lines = append(lines, strings.Split(s, "\n")...)
		if strings.HasPrefix(s, "return") || strings.HasPrefix(s, "panic") {
			break // go vet complains of what follows
		}
	}
	return "\t\t" + strings.Join(lines, "\n\t\t")
}
