package program_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/program"
	"github.com/flagdebt/flagdebt/analyzer/removal"
)

// benchPackages is the size of a middling service.
const benchPackages = 200

// service is a module of many packages: each imports up to three of those before it, has twenty functions and a test, and every fifth asks for flags through an interface.
func service() *txtar.Archive {
	archive := txtar.Parse([]byte(shop))
	add := func(name, text string) {
		archive.Files = append(archive.Files, txtar.File{Name: name, Data: []byte(text)})
	}
	add("api/api.go", "package api\n\ntype Flags interface{ On(key string) bool }\n")
	add("impl/impl.go", "package impl\n\nimport \"m.example/ff\"\n\ntype Flags struct{}\n\nfunc (Flags) On(key string) bool { return ff.On(key) }\n")
	for i := range benchPackages {
		var b strings.Builder
		fmt.Fprintf(&b, "package p%d\n\nimport (\n\t\"m.example/api\"\n", i)
		calls := ""
		for _, below := range []int{1, 7, 31} {
			if i >= below {
				fmt.Fprintf(&b, "\t\"m.example/p%d\"\n", i-below)
				calls += fmt.Sprintf(" + p%d.F0(n, flags)", i-below)
			}
		}
		b.WriteString(")\n")
		for f := range 20 {
			fmt.Fprintf(&b, `
func F%d(n int, flags api.Flags) int {
	table := map[int]string{1: "one", 2: "two"}
	total := 0
	for i := range n {
		switch name, ok := table[i]; {
		case ok && len(name) > 1:
			total += i * len(name)
		default:
			total--
		}
	}
`, f)
			if i%5 == 0 && f == 0 {
				fmt.Fprintf(&b, "\tif flags.On(\"flag-%d\") {\n\t\treturn 1\n\t}\n", i)
			}
			if f == 0 {
				fmt.Fprintf(&b, "\treturn total%s\n}\n", calls)
			} else {
				b.WriteString("\treturn total\n}\n")
			}
		}
		add(fmt.Sprintf("p%d/p.go", i), b.String())
		add(fmt.Sprintf("p%d/p_test.go", i), fmt.Sprintf("package p%d\n\nfunc test() bool { return F1(3, nil) > F2(3, nil) }\n", i))
	}
	return archive
}

// BenchmarkResult measures what comes after the go command has listed the packages: type-checking, finding, inferring.
func BenchmarkResult(b *testing.B) {
	root := writeModule(b, service())
	b.ReportAllocs()
	for b.Loop() {
		b.StopTimer()
		loaded, err := program.Load(context.Background(), program.Dir(root), program.Options{Root: root, Tests: true})
		if err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		result, err := loaded.Result(context.Background())
		if err != nil {
			b.Fatal(err)
		}
		if got := len(keys(result)); got != benchPackages/5+3 || !result.Whole {
			b.Fatalf("%d keys, whole %t: the module is not what it should be", got, result.Whole)
		}
	}
}

// BenchmarkLoad measures the go command, and the making of the graph.
func BenchmarkLoad(b *testing.B) {
	root := writeModule(b, service())
	b.ReportAllocs()
	for b.Loop() {
		if _, err := program.Load(context.Background(), program.Dir(root), program.Options{Root: root, Tests: true}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkRemove measures the gate on the sample of the README, whose SDKs are the real ones: everything but the making of the plan. The first removal, which loads the packages with the flag, is not counted.
func BenchmarkRemove(b *testing.B) {
	root, err := filepath.Abs(filepath.Join("..", "..", "testdata", "shop"))
	if err != nil {
		b.Fatal(err)
	}
	p := open(b, root, program.Options{Tests: true})
	const file, key = "internal/pricing/pricing.go", "legacy-pricing"
	content, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(file)))
	if err != nil {
		b.Fatal(err)
	}
	const branch = "\tif q.flags.On(ctx, ff.LegacyPricing, false) {\n\t\treturn legacyQuote(net, country), nil\n\t}\n"
	at := bytes.Index(content, []byte(branch))
	p.Compute(func(removal.World, []*removal.Package, []removal.Choice, removal.Options) (*removal.Plan, error) {
		return &removal.Plan{Edits: []debt.Edit{{File: file, Start: at, End: at + len(branch)}}}, nil
	})
	remove(b, p, program.RemoveOptions{}, key)
	for _, quick := range []bool{true, false} {
		b.Run(fmt.Sprintf("quick=%t", quick), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if change := remove(b, p, program.RemoveOptions{Quick: quick}, key); change.Flags[0].Verdict != program.Checked {
					b.Fatal(changeText(change))
				}
			}
		})
	}
}

// BenchmarkRemoveEach measures whole removals: the flag of each golden, with each of its values. The first ones, which load the packages, are not counted.
func BenchmarkRemoveEach(b *testing.B) {
	list := allGoldens(b)
	p := loadGoldens(b, b.TempDir(), list)
	ids := goldenIDs(b, p)
	removeEach(b, p, ids, list)
	b.ReportAllocs()
	for b.Loop() {
		removeEach(b, p, ids, list)
	}
}

// large is a module with a package of two long files, in whose functions and tests a flag is asked for here and there.
func large() *txtar.Archive {
	archive := txtar.Parse([]byte(shop))
	var code, tests strings.Builder
	code.WriteString("package large\n\nimport (\n\t\"strings\"\n\n\t\"m.example/ff\"\n)\n")
	tests.WriteString("package large\n\nimport \"testing\"\n")
	for i := range 400 {
		fmt.Fprintf(&code, "\nfunc old%d(s string) string { return strings.ToLower(s) }\n\n// F%d is one of many.\nfunc F%d(s string) string {\n", i, i, i)
		if i%40 == 0 {
			fmt.Fprintf(&code, "\tif !ff.On(\"large\") {\n\t\treturn old%d(s)\n\t}\n", i)
		}
		code.WriteString("\tfor _, word := range strings.Fields(s) {\n\t\tif len(word) > 3 {\n\t\t\ts += strings.ToUpper(word)\n\t\t}\n\t}\n\treturn s\n}\n")
		fmt.Fprintf(&tests, "\nfunc TestF%d(t *testing.T) {\n\tfor name, c := range map[string]struct{ in, want string }{\n", i)
		for row := range 10 {
			fmt.Fprintf(&tests, "\t\t\"row %d\": {in: \"a %d\", want: \"a %d\"},\n", row, row, row)
		}
		fmt.Fprintf(&tests, "\t} {\n\t\tt.Run(name, func(t *testing.T) {\n\t\t\tif got := F%d(old%d(c.in)); got != c.want {\n\t\t\t\tt.Error(got)\n\t\t\t}\n\t\t})\n\t}\n}\n", i, i)
	}
	for name, b := range map[string]*strings.Builder{"large/large.go": &code, "large/large_test.go": &tests} {
		archive.Files = append(archive.Files, txtar.File{Name: name, Data: []byte(b.String())})
	}
	return archive
}

// BenchmarkRemoveLarge measures a removal that changes a little of long files. The first one is not counted.
func BenchmarkRemoveLarge(b *testing.B) {
	root := writeModule(b, large())
	p := open(b, root, program.Options{Tests: true})
	id := goldenIDs(b, p)["large"]
	for _, value := range []debt.Value{"true", "false"} {
		run := func() {
			change, err := p.Remove(context.Background(), []removal.Choice{{ID: id, To: value}}, program.RemoveOptions{Quick: true})
			if err != nil || change.Flags[0].Verdict != program.Checked {
				b.Fatal(err, explained(change))
			}
		}
		run()
		b.Run(string(value), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				run()
			}
		})
	}
}
