package main

import (
	"bytes"
	"context"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// tree is a directory without git's own files, and without links, which a copy does without.
type tree struct{ fs.FS }

func sources(dir string) fs.FS { return tree{os.DirFS(dir)} }

func (t tree) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(t.FS, name)
	var kept []fs.DirEntry
	for _, entry := range entries {
		if entry.Name() != ".git" && (entry.IsDir() || entry.Type().IsRegular()) {
			kept = append(kept, entry)
		}
	}
	return kept, err
}

// deepest returns an edit of the package with the most dependencies: each call adds a line to the first function of its largest file.
func deepest(ctx context.Context, module string) (func() error, error) {
	cmd := command(ctx, module, "go", "list", "-f", "{{len .Deps}}\t{{.Dir}}\t{{join .GoFiles \"\\t\"}}", "./...")
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("listing the packages: %w", err)
	}
	most, largest, name := 0, int64(0), ""
	for line := range strings.Lines(string(out)) {
		fields := strings.Split(strings.TrimSpace(line), "\t")
		var deps int
		if _, err := fmt.Sscan(fields[0], &deps); err != nil || deps < most {
			continue
		}
		if deps > most {
			most, largest = deps, 0
		}
		for _, file := range fields[2:] {
			file = filepath.Join(fields[1], file)
			if info, err := os.Stat(file); err == nil && info.Size() > largest {
				if at, err := firstBody(file); err == nil && at > 0 {
					largest, name = info.Size(), file
				}
			}
		}
	}
	if name == "" {
		return nil, fmt.Errorf("no package of the module has a function")
	}
	return func() error { return addLine(name) }, nil
}

// firstBody is the place after the brace that opens the first function of a file; 0 where it has none.
func firstBody(name string) (int, error) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, nil, parser.SkipObjectResolution)
	if err != nil {
		return 0, err
	}
	for _, decl := range file.Decls {
		if fn, ok := decl.(*ast.FuncDecl); ok && fn.Body != nil {
			return fset.Position(fn.Body.Lbrace).Offset + 1, nil
		}
	}
	return 0, nil
}

func addLine(name string) error {
	at, err := firstBody(name)
	if err != nil {
		return err
	}
	content, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	return os.WriteFile(name, append(append(bytes.Clone(content[:at]), "\n\t_ = 0\n"...), content[at:]...), 0o600)
}

// search reads all Go files of a module but those of vendor, and looks for a word.
func search(dir, word string) error {
	found := 0
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() && d.Name() == "vendor" {
			return fs.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(name, ".go") {
			return nil
		}
		content, err := os.ReadFile(name)
		found += bytes.Count(content, []byte(word))
		return err
	})
	fmt.Println(found)
	return err
}
