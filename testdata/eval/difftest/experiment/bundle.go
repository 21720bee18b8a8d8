package experiment

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/flagdebt/flagdebt/testdata/eval/difftest/specimen"
)

// bundled is how many packages of specimens are built as one: to start the compiler takes longer than to compile four functions.
const bundled = 25

// bundle writes one package in the place of several. What they declare gets the name of its package behind its own, so that it stays apart; no name of theirs is one of a package that they import.
func (t *Trial) bundle(dir, name string, texts Texts, packages []*specimen.Package) error {
	if err := os.RemoveAll(filepath.Join(t.dir, filepath.FromSlash(dir))); err != nil {
		return err
	}
	for _, p := range packages {
		fset, files := token.NewFileSet(), map[string]*ast.File{}
		for base, text := range texts.of(p) {
			file, err := parser.ParseFile(fset, base, text, parser.SkipObjectResolution)
			if err != nil {
				return fmt.Errorf("package %s: %w", p.Name, err)
			}
			files[base] = file
		}
		declared := declaredIn(files)
		for base, file := range files {
			bundled := renamed(fset, file, texts[p.Name+"/"+base], func(ident *ast.Ident) string {
				switch {
				case ident == file.Name:
					return name
				case declared[ident.Name]:
					return inBundle(ident.Name, p)
				}
				return ident.Name
			})
			if err := t.put(path.Join(dir, p.Name+"_"+base), bundled); err != nil {
				return err
			}
		}
	}
	return nil
}

// inBundle is the name of a declaration of a package in its bundle.
func inBundle(name string, p *specimen.Package) string { return name + "_" + p.Name }

// declaredIn are the names that files declare at package level, methods aside.
func declaredIn(files map[string]*ast.File) map[string]bool {
	names := map[string]bool{}
	for _, file := range files {
		for _, decl := range file.Decls {
			switch d := decl.(type) {
			case *ast.FuncDecl:
				names[d.Name.Name] = d.Recv == nil || names[d.Name.Name]
			case *ast.GenDecl:
				for _, spec := range d.Specs {
					switch s := spec.(type) {
					case *ast.TypeSpec:
						names[s.Name.Name] = true
					case *ast.ValueSpec:
						for _, ident := range s.Names {
							names[ident.Name] = ident.Name != "_"
						}
					}
				}
			}
		}
	}
	return names
}

// renamed is the text of a file with other identifiers.
func renamed(fset *token.FileSet, file *ast.File, text string, name func(*ast.Ident) string) string {
	var out strings.Builder
	at := 0
	ast.Inspect(file, func(n ast.Node) bool {
		if ident, ok := n.(*ast.Ident); ok {
			offset := fset.PositionFor(ident.Pos(), false).Offset
			out.WriteString(text[at:offset])
			out.WriteString(name(ident))
			at = offset + len(ident.Name)
		}
		return true
	})
	return out.String() + text[at:]
}
