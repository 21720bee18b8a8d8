package program

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"
)

// listing is an answer of the go command, as it is kept.
type listing struct {
	Roots    []string // the packages that the patterns match
	Packages []listed
	Modules  []packages.Module
}

// listed is a package in it. Files in its directory are named without that.
type listed struct {
	ID, Name, Path, Dir string
	ForTest             string            `json:",omitempty"`
	Files, Ignored      []string          `json:",omitempty"`
	Imports             map[string]string `json:",omitempty"` // the identity for an import path, empty where it is the same
	Module              int               // the number of its module, from 1
}

// recall is what the go command has answered on the same grounds. The modules that it has named must still be in the module cache.
func (g *grounds) recall(cache Cache) ([]*packages.Package, bool) {
	if g == nil {
		return nil, false
	}
	kept, ok := recall[*listing](cache, g.digest)
	if !ok || kept == nil {
		return nil, false
	}
	for _, m := range kept.Modules {
		if m.Replace != nil {
			m = *m.Replace
		}
		if _, err := os.Stat(m.Dir); m.Dir != "" && err != nil {
			return nil, false
		}
	}
	return kept.packages()
}

// keep keeps what the go command has answered, if it rests on nothing else than the grounds, and those have not changed while it was made. What is not as it should be is asked for anew each time: it may be put right where nobody looks, such as in the module cache.
func (g *grounds) keep(l *loader, roots []*packages.Package) {
	if g == nil || !g.cover(l) || !g.still() {
		return
	}
	keep(l.options.Cache, g.digest, listingOf(roots))
}

// cover reports whether the directories of all packages are among those that count, or hold what has a version.
func (g *grounds) cover(l *loader) bool {
	for _, n := range l.nodes {
		_, versioned := l.unchanging(n)
		if m := n.listed.Module; len(n.listed.Errors) > 0 || m != nil && m.Error != nil || !versioned && !g.dirs[n.listed.Dir] {
			return false
		}
	}
	return true
}

// listingOf is an answer in the form in which it is kept. The main packages that the go command makes up for tests are not in it: they say nothing.
func listingOf(roots []*packages.Package) *listing {
	l := &listing{}
	modules := map[string]int{}
	add := func(p *packages.Package) {
		entry := listed{ID: p.ID, Name: p.Name, Path: p.PkgPath, Dir: p.Dir, ForTest: p.ForTest, Files: short(p.Dir, p.GoFiles), Ignored: short(p.Dir, p.IgnoredFiles)}
		if m := p.Module; m != nil {
			if modules[m.Path] == 0 {
				l.Modules = append(l.Modules, *m)
				modules[m.Path] = len(l.Modules)
			}
			entry.Module = modules[m.Path]
		}
		if len(p.Imports) > 0 {
			entry.Imports = map[string]string{}
		}
		for path, imported := range p.Imports {
			entry.Imports[path] = ""
			if imported.ID != path {
				entry.Imports[path] = imported.ID
			}
		}
		l.Packages = append(l.Packages, entry)
	}
	roots = slices.DeleteFunc(slices.Clone(roots), isTestMain)
	for _, p := range roots {
		l.Roots = append(l.Roots, p.ID)
	}
	packages.Visit(roots, nil, add)
	return l
}

// packages are the packages of an answer as they were listed.
func (l *listing) packages() ([]*packages.Package, bool) {
	byID := map[string]*packages.Package{}
	for _, entry := range l.Packages {
		p := &packages.Package{ID: entry.ID, Name: entry.Name, PkgPath: entry.Path, Dir: entry.Dir, ForTest: entry.ForTest, GoFiles: long(entry.Dir, entry.Files), IgnoredFiles: long(entry.Dir, entry.Ignored), Imports: map[string]*packages.Package{}}
		if entry.Module > len(l.Modules) || entry.Module < 0 {
			return nil, false
		}
		if entry.Module > 0 {
			p.Module = &l.Modules[entry.Module-1]
		}
		for path, id := range entry.Imports { // dependencies come first
			if id == "" {
				id = path
			}
			if p.Imports[path] = byID[id]; byID[id] == nil {
				return nil, false
			}
		}
		byID[p.ID] = p
	}
	var roots []*packages.Package
	for _, id := range l.Roots {
		if byID[id] == nil {
			return nil, false
		}
		roots = append(roots, byID[id])
	}
	return roots, len(roots) > 0
}

// short are the names of files without their directory.
func short(dir string, files []string) []string {
	var names []string
	for _, file := range files {
		if name, ok := strings.CutPrefix(file, dir+string(filepath.Separator)); ok && !filepath.IsAbs(name) {
			file = name
		}
		names = append(names, file)
	}
	return names
}

// long are the names with it again.
func long(dir string, names []string) []string {
	var files []string
	for _, name := range names {
		if !filepath.IsAbs(name) {
			name = filepath.Join(dir, name)
		}
		files = append(files, name)
	}
	return files
}
