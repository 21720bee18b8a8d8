package program

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"
)

// fill makes up for what a lean program left out, before a removal that may be written or a proof looks at it: all packages are looked at again, with everything that they import. An estimate does without.
func (p *Program) fill() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.options.Lean {
		return nil
	}
	p.options.Lean, p.options.Cache = false, nil
	lean := p.loader
	lean.keeps = true
	full := &loader{src: lean.src, options: lean.options, fset: token.NewFileSet(), listed: lean.listed, ours: map[string]bool{}, keeps: true, configuration: lean.configuration, before: lean}
	full.options.Lean, full.options.Cache = false, nil
	if err := full.build(full.listed); err != nil {
		return err
	}
	p.loader, p.found, p.world = full, nil, nil
	return nil
}

// outline keeps of a package that was looked at what others can see: declarations, checked anew from the same syntax, which nobody needs any more. Scopes of function bodies, as of what nothing imports, would be as many as there is code, and so would be the lines of files.
func (l *loader) outline(n *node, c *checked) {
	outlined := false
	if n.needed {
		n.once.Do(func() { outlined = l.declare(n, c) })
	}
	if !outlined {
		for _, lines := range l.linesOf(c) {
			l.fset.RemoveFile(lines)
		}
	}
}

// cutShort is how the syntax of a package is read again for its declarations alone.
func (c *checked) cutShort(n *node, l *loader) func(name string, bodies bool) (*ast.File, error) {
	byName := map[string]*ast.File{}
	for _, file := range c.files {
		byName[l.file(file.FileStart)] = file
	}
	return func(name string, _ bool) (*ast.File, error) {
		file := byName[name]
		if file != nil {
			cutBodies(file)
			cutImports(file, n.importName)
		}
		return file, nil
	}
}

// nameImports gives a package of which only declarations were checked the imports that nothing in these uses, by their names alone.
func (n *node) nameImports(pkg *types.Package) {
	imports := pkg.Imports()
	has := map[string]bool{}
	for _, imported := range imports {
		has[imported.Path()] = true
	}
	for _, path := range n.imports {
		if dep := n.deps[path]; !has[dep.path] {
			imports = append(imports, types.NewPackage(dep.path, dep.listed.Name))
		}
	}
	pkg.SetImports(imports)
}

// cutImports removes the imports of a file that nothing in it uses: those of the function bodies that were cut. So the packages that only bodies use need no types.
func cutImports(file *ast.File, name func(*ast.ImportSpec) string) {
	if len(file.Imports) == 0 {
		return
	}
	used := map[string]bool{}
	for _, decl := range file.Decls {
		if gen, ok := decl.(*ast.GenDecl); ok && gen.Tok == token.IMPORT {
			continue
		}
		ast.Inspect(decl, func(n ast.Node) bool {
			if selector, ok := n.(*ast.SelectorExpr); ok {
				if x, ok := selector.X.(*ast.Ident); ok {
					used[x.Name] = true
				}
			}
			return true
		})
	}
	unused := func(spec *ast.ImportSpec) bool {
		name := name(spec)
		return name == "_" || name != "" && name != "." && !used[name]
	}
	file.Decls = slices.DeleteFunc(file.Decls, func(decl ast.Decl) bool {
		gen, ok := decl.(*ast.GenDecl)
		if !ok || gen.Tok != token.IMPORT {
			return false
		}
		gen.Specs = slices.DeleteFunc(gen.Specs, func(spec ast.Spec) bool { return unused(spec.(*ast.ImportSpec)) })
		return len(gen.Specs) == 0
	})
	file.Imports = slices.DeleteFunc(file.Imports, unused)
}

// importName is the name by which a file of the package uses what it imports; "" where that is not known.
func (n *node) importName(spec *ast.ImportSpec) string {
	if spec.Name != nil {
		return spec.Name.Name
	}
	if dep := n.deps[strings.Trim(spec.Path.Value, "`\"")]; dep != nil {
		return dep.listed.Name
	}
	return "" // as of unsafe and C
}
