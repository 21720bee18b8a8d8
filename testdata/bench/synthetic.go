package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
)

const (
	functionsEach = 20
	flagsEach     = 2
	group         = 50 // packages that depend on each other: the go command's own work grows with all that lies below each package
)

// makeModule writes a module of packages of the same size. Each imports up to three of those before it in its group, declares a few types, asks for two flags through an interface, and has a test.
func makeModule(dir string, packages int) (lines, flags int, err error) {
	write := func(name, text string) {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err == nil {
			err = os.MkdirAll(filepath.Dir(file), 0o700)
		}
		if err == nil {
			err = os.WriteFile(file, []byte(text), 0o600)
		}
		lines += bytes.Count([]byte(text), []byte("\n"))
	}
	write("go.mod", "module m.example\n\ngo 1.26\n\nrequire github.com/launchdarkly/go-server-sdk/v7 v7.0.0\n\nreplace github.com/launchdarkly/go-server-sdk/v7 => ./_sdk\n")
	write("_sdk/go.mod", "module github.com/launchdarkly/go-server-sdk/v7\n\ngo 1.26\n")
	write("_sdk/sdk.go", "package ldclient\n\ntype LDClient struct{}\n\nfunc (*LDClient) BoolVariation(key string, context any, otherwise bool) (bool, error) {\n\treturn otherwise, nil\n}\n")
	write("flags/flags.go", "package flags\n\ntype Flags interface{ On(key string) bool }\n")
	write("client/client.go", "package client\n\nimport ld \"github.com/launchdarkly/go-server-sdk/v7\"\n\ntype Client struct{ ld *ld.LDClient }\n\nfunc (c Client) On(key string) bool {\n\ton, _ := c.ld.BoolVariation(key, nil, false)\n\treturn on\n}\n")
	for i := range packages {
		write(fmt.Sprintf("p%d/p.go", i), packageText(i))
		write(fmt.Sprintf("p%d/p_test.go", i), fmt.Sprintf("package p%d\n\nimport \"testing\"\n\nfunc TestF(t *testing.T) {\n\tif F1(3, nil) != F1(3, nil) {\n\t\tt.Error(\"not the same\")\n\t}\n}\n", i))
	}
	return lines, packages * flagsEach, err
}

func packageText(i int) string {
	var b bytes.Buffer
	fmt.Fprintf(&b, "package p%d\n\nimport (\n\t\"m.example/flags\"\n", i)
	calls := ""
	for _, below := range []int{1, 7, 31} {
		if i%group >= below {
			fmt.Fprintf(&b, "\t\"m.example/p%d\"\n", i-below)
			calls += fmt.Sprintf(" + p%d.F0(n, f)", i-below)
		}
	}
	b.WriteString(")\n")
	b.WriteString(typesText)
	for j := range functionsEach {
		fmt.Fprintf(&b, "\nfunc F%d(n int, f flags.Flags) int {\n", j)
		if j < flagsEach {
			fmt.Fprintf(&b, "\tif f.On(\"flag-%d-%d\") {\n\t\treturn n\n\t}\n", i, j)
		}
		b.WriteString("\ttable := map[int]string{1: \"one\", 2: \"two\"}\n\ttotal := 0\n\tfor i := range n {\n\t\tswitch name, ok := table[i]; {\n\t\tcase ok && len(name) > 1:\n\t\t\ttotal += i * len(name)\n\t\tdefault:\n\t\t\ttotal--\n\t\t}\n\t}\n")
		if j > 0 {
			calls = ""
		}
		fmt.Fprintf(&b, "\treturn total%s\n}\n", calls)
	}
	return b.String()
}

// typesText are the types of each package: a store and an interface for it, which asks for flags as well, as consumers of interfaces declare them.
const typesText = `
type Row struct {
	ID, Name string
	Counts   []int
}

type Store struct {
	rows  map[string]*Row
	flags flags.Flags
}

type Source interface {
	Row(id string) (*Row, bool)
	Rows(limit int) ([]*Row, error)
	On(key string) bool
}

func (s *Store) Row(id string) (*Row, bool) {
	row, ok := s.rows[id]
	return row, ok
}

func (s *Store) Rows(limit int) ([]*Row, error) {
	var rows []*Row
	for _, row := range s.rows {
		if len(rows) < limit {
			rows = append(rows, row)
		}
	}
	return rows, nil
}
`
