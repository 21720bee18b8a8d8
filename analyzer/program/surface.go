package program

import (
	"crypto/sha256"
	"go/ast"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/flagref"
)

// keyOf is the digest of everything that a look at a package depends on: its files, the rules, and of the packages below what importers see of them. It is zero where something of that is not known.
func (in *inference) keyOf(n *node, depth depth) Digest {
	if in.options.Cache == nil || n.content == (Digest{}) {
		return Digest{}
	}
	d := newDigester("look")
	d.bytes(in.base[:])
	d.text(n.path, n.listed.Name, n.listed.ForTest, n.goVersion(), strconv.Itoa(int(depth)))
	d.flags(n.main, n.root, n.plain != nil)
	if depth == testBodies && n.plain.declarations != (Digest{}) {
		d.bytes(n.plain.declarations[:])
		d.bytes(n.tests[:])
	} else {
		d.bytes(n.content[:])
	}
	if !d.below(n) {
		return Digest{}
	}
	return d.digest()
}

// below adds what a package sees of those that it imports, if all of that is known.
func (d digester) below(n *node) bool {
	for _, path := range n.imports {
		dep := n.deps[path]
		if dep.surface == (Digest{}) {
			return false
		}
		d.text(path, dep.path, dep.listed.Name)
		d.bytes(dep.surface[:])
	}
	return true
}

// ruleBase is what every look depends on.
func (in *inference) ruleBase() Digest {
	d := newDigester("rules")
	d.value(in.options.Catalogues)
	d.text(in.loader.configuration.GOARCH) // for the sizes of types: what else differs between builds are the files
	d.text(in.options.Root, in.loader.src.Dir())
	d.value(in.apis())
	d.value(in.known)
	return d.digest()
}

// raise computes what importers see of a package: its declarations, what is known of its functions and variables, and what it sees itself of the packages below. A change within a function body is none of that.
func (in *inference) raise(n *node) {
	if in.options.Cache == nil {
		return
	}
	n.surface = Digest{}
	declared := in.declaredBy(n)
	d := newDigester("surface")
	d.bytes(declared[:])
	d.value(in.factsOf(n))
	if declared != (Digest{}) && d.below(n) {
		n.surface = d.digest()
	}
}

// declaredBy is the digest of the declarations of a package, or of all of its text where that changes rarely.
func (in *inference) declaredBy(n *node) Digest {
	switch {
	case n.plain != nil && !n.tested():
		return in.declaredBy(n.plain)
	case n.main && n.looked:
		return n.declarations
	}
	return n.content
}

// fact is what packages above are told of a function or a variable.
type fact struct {
	Name   string
	Shapes []flagref.Shape
	Object *flagref.Object
}

// factsOf are the facts of a package, in the order of the names.
func (in *inference) factsOf(n *node) []fact {
	in.mu.Lock()
	defer in.mu.Unlock()
	var facts []fact
	for _, key := range slices.Sorted(maps.Keys(in.told[n])) {
		f := fact{Name: key, Object: in.objects[key]}
		if w := in.wrappers[key]; w.Wrapper != nil {
			f.Shapes = w.Shapes
		}
		facts = append(facts, f)
	}
	return facts
}

// text is the digest of files of a package: of their content, or where that never changes, of their names.
func (l *loader) text(n *node, files []string) Digest {
	d := newDigester("files")
	if version, ok := l.unchanging(n); ok {
		d.text(version)
		d.text(files...)
		return d.digest()
	}
	for _, file := range files {
		sum, ok := l.sum(file)
		if !ok {
			return Digest{}
		}
		d.text(file)
		d.bytes(sum[:])
	}
	return d.digest()
}

// sum is the digest of the content of a file.
func (l *loader) sum(file string) (sum Digest, ok bool) {
	if l.before != nil && l.before.ours[file] {
		return l.before.sum(file) // what was read then is what is looked at
	}
	if known, ok := l.sums.Load(file); ok {
		return known.(Digest), true
	}
	content, err := l.read(file)
	return sha256.Sum256(content), err == nil
}

// unchanging reports whether the files of a package are those of a version, and says which: in the module cache, or of the standard library.
func (l *loader) unchanging(n *node) (version string, ok bool) {
	if len(n.files) == 0 || slices.ContainsFunc(n.files, func(file string) bool { _, replaced := l.src.Overlay()[file]; return replaced }) {
		return "", false
	}
	dir := filepath.Dir(n.files[0])
	m := n.listed.Module
	if m == nil {
		return l.release(dir, n.path)
	}
	if m.Replace != nil {
		m = m.Replace
	}
	return "", m.Version != "" && strings.HasSuffix(m.Dir, "@"+m.Version) && within(dir, m.Dir)
}

// release is the version of the Go distribution that holds a package of the standard library.
func (l *loader) release(dir, path string) (version string, ok bool) {
	src, ok := strings.CutSuffix(dir, string(filepath.Separator)+filepath.FromSlash(path))
	if !ok || filepath.Base(src) != "src" {
		return "", false
	}
	name := filepath.Join(filepath.Dir(src), "VERSION")
	content, known := l.releases.Load(name)
	if !known {
		text, err := os.ReadFile(name)
		if err != nil {
			text = nil // a copy of Go's repository, in which everything may change
		}
		content, _ = l.releases.LoadOrStore(name, string(text))
	}
	version = content.(string)
	return version, strings.HasPrefix(version, "go")
}

// declarationsOf is the digest of the text of a package without what stands in function bodies. A file with a mistake counts as a whole.
func (l *loader) declarationsOf(n *node, c *checked) Digest {
	d := newDigester("declarations")
	bodies := map[string][]*ast.FuncDecl{}
	for _, file := range c.files {
		name := l.file(file.Package)
		for _, decl := range file.Decls {
			if fn, ok := decl.(*ast.FuncDecl); ok && fn.Body != nil && !c.mistaken {
				bodies[name] = append(bodies[name], fn)
			}
		}
	}
	for _, name := range n.files {
		if n.plain != nil && !isTest(name) {
			continue
		}
		content := c.contents[name]
		if content == nil {
			return Digest{}
		}
		d.text(filepath.Base(name))
		start := 0
		for _, fn := range bodies[name] {
			file := l.fset.File(fn.Pos())
			d.bytes(content[start:file.Offset(fn.Body.Lbrace)])
			start = file.Offset(fn.Body.Rbrace)
		}
		d.bytes(content[start:])
	}
	if n.plain != nil {
		d.bytes(n.plain.declarations[:])
	}
	return d.digest()
}

// goVersion is the version of the language in which a package is written.
func (n *node) goVersion() string {
	if m := n.listed.Module; m != nil && m.GoVersion != "" {
		return "go" + m.GoVersion
	}
	return ""
}
