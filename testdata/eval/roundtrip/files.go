package main

import (
	"bytes"
	"go/ast"
	"go/build"
	"go/format"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/config"
	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// The package of the flags. On asks for one; it is nothing but what a rule describes.
const (
	packageName = "roundtripflag"
	packageText = "// Package roundtripflag has the flags.\npackage roundtripflag\n\n// On asks for a flag.\nfunc On(key string) bool { return len(key) > 0 }\n"
	provider    = "roundtrip"

	// The flags of a group begin with what they will be.
	on, off = "on-", "off-"
)

// catalogue describes the package, which lies at the root of the module.
func catalogue(module string) []config.Catalogue {
	return []config.Catalogue{{APIs: []config.API{{
		Provider: provider, Packages: config.Strings{module + "/" + packageName}, Methods: config.Strings{"On"}, Key: config.KeyPos{Arg: 0}, Value: debt.KindBool,
	}}}}
}

// file is a Go file of the module.
type file struct {
	name, rel string
	source    []byte
	bad       bool // does not type-check with a flag in it
	spots     []spot
	listed    bool // the spots were looked for
}

// files are those of the module that the go command builds, that people wrote and that are formatted. Only what gofmt does not change can come back byte by byte.
func files(dir, only string, tags []string) ([]*file, error) {
	c := build.Default
	c.BuildTags = tags
	var out []*file
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir():
			return skipped(dir, path, entry.Name())
		case filepath.Ext(path) != ".go":
			return nil
		}
		rel, err := filepath.Rel(dir, path)
		if err != nil || !strings.Contains(filepath.ToSlash(rel), only) {
			return err
		}
		if match, err := c.MatchFile(filepath.Dir(path), filepath.Base(path)); err != nil || !match {
			return nil // the go command will say so where it matters
		}
		source, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if ordinary(source) {
			out = append(out, &file{name: path, rel: filepath.ToSlash(rel), source: source})
		}
		return nil
	})
	return out, err
}

// skipped leaves directories out that are none of the module's packages.
func skipped(root, path, name string) error {
	if path == root {
		return nil
	}
	if strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_") || name == "vendor" || name == "testdata" || name == "node_modules" {
		return fs.SkipDir
	}
	if _, err := os.Stat(filepath.Join(path, "go.mod")); err == nil {
		return fs.SkipDir
	}
	return nil
}

// ordinary reports whether people wrote a file and gofmt leaves it alone.
func ordinary(source []byte) bool {
	tree, err := parser.ParseFile(token.NewFileSet(), "", source, parser.ParseComments)
	if err != nil || ast.IsGenerated(tree) || bytes.Contains(source, []byte("\r")) || bytes.Contains(source, []byte("//line ")) {
		return false
	}
	for _, spec := range tree.Imports {
		if spec.Path.Value == `"C"` {
			return false
		}
	}
	formatted, err := format.Source(source)
	return err == nil && bytes.Equal(formatted, source)
}
