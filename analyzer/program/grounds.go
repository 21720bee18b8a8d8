package program

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"go/build"
	"go/scanner"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"golang.org/x/mod/modfile"
	"golang.org/x/tools/go/packages"
)

// grounds are what the answer of the go command rests on when it is asked which packages there are: what it is, its settings, and in the directories that it may look into the names of files, and what it reads of them. Modules of the module cache and the standard library are not among them: their versions are, and what has a version does not change.
type grounds struct {
	digest Digest
	stamp  Digest          // of the names, sizes and times of the files
	dirs   map[string]bool // the directories that count
	roots  []string        // of the trees of those
	beside []string        // files that count wherever they are
	files  []string        // all that the go command reads something of
}

// groundsOf are the grounds of an answer that has not been asked for yet; nil where there is no cache to keep it in, or where it rests on more than is looked at here.
func (l *loader) groundsOf(ctx context.Context, config *packages.Config, patterns []string) *grounds {
	if l.options.Cache == nil || len(config.Overlay) > 0 || hasDriver() || slices.ContainsFunc(patterns, func(pattern string) bool { return !build.IsLocalImport(pattern) }) {
		return nil
	}
	env := goEnv(ctx, config)
	roots, beside, ok := trees(env)
	release, err := os.ReadFile(filepath.Join(env["GOROOT"], "VERSION"))
	if !ok || err != nil || !bytes.HasPrefix(release, []byte("go")) {
		return nil
	}
	for _, pattern := range patterns { // one may begin where others do not look
		if base, _, all := strings.Cut(pattern, "..."); all {
			roots = append(roots, filepath.Join(config.Dir, filepath.Dir(base+"x")))
		}
	}
	g := &grounds{roots: roots, beside: beside}
	if g.walk() != nil {
		return nil
	}
	d := newDigester("grounds")
	d.value(env)
	d.text(config.Dir, string(release))
	d.text(patterns...)
	d.text(config.BuildFlags...)
	d.flags(config.Tests)
	if !d.files(l, g.files) {
		return nil
	}
	g.digest = d.digest()
	return g
}

// hasDriver reports whether something else than the go command lists the packages.
func hasDriver() bool {
	driver := os.Getenv("GOPACKAGESDRIVER")
	if driver == "" {
		_, err := exec.LookPath("gopackagesdriver")
		return err == nil
	}
	return driver != "off"
}

// settings are those that the go command lists packages by. To ask for all would have it run the C compiler, and take as long as the rest of its answer.
var settings = strings.Fields(`
	CGO_ENABLED GO111MODULE GO386 GOAMD64 GOARCH GOARM GOARM64 GOAUTH GODEBUG GOENV GOEXPERIMENT GOFIPS140 GOFLAGS GOINSECURE GOMIPS GOMIPS64 GOMOD GOMODCACHE
	GONOPROXY GONOSUMDB GOOS GOPATH GOPPC64 GOPRIVATE GOPROXY GORISCV64 GOROOT GOSUMDB GOTOOLCHAIN GOVCS GOVERSION GOWASM GOWORK`)

// goEnv are the settings of the go command as it sees them, whether they come from the environment, from its own file of them, or from go.mod; nothing where it does not tell.
func goEnv(ctx context.Context, config *packages.Config) map[string]string {
	cmd := exec.CommandContext(ctx, "go", append([]string{"env", "-json"}, settings...)...)
	cmd.Dir, cmd.Env = config.Dir, append(slices.Clone(config.Env), "PWD="+config.Dir)
	out, err := cmd.Output()
	var env map[string]string
	if err != nil || json.Unmarshal(out, &env) != nil {
		return nil
	}
	return env
}

// trees are the directories in which the go command looks for packages that can be edited: modules that are worked in or replace others, and vendor. What is beside them says which those are.
func trees(env map[string]string) (roots, beside []string, ok bool) {
	if flags := env["GOFLAGS"]; strings.Contains(flags, "-modfile") || strings.Contains(flags, "-overlay") {
		return nil, nil, false // which name more files
	}
	members := []string{filepath.Dir(env["GOMOD"])}
	var replaced []*modfile.Replace
	at := map[*modfile.Replace]string{}
	if work := env["GOWORK"]; work != "" && work != "off" {
		content, _ := os.ReadFile(work)
		parsed, err := modfile.ParseWork(work, content, nil)
		if err != nil {
			return nil, nil, false
		}
		members = nil
		for _, use := range parsed.Use {
			members = append(members, absolute(filepath.Dir(work), use.Path))
		}
		for _, r := range parsed.Replace {
			replaced, at[r] = append(replaced, r), filepath.Dir(work)
		}
		beside = []string{work, work + ".sum"}
		roots = append(roots, filepath.Join(filepath.Dir(work), "vendor"))
	}
	for _, dir := range members {
		name := filepath.Join(dir, "go.mod")
		content, err := os.ReadFile(name)
		if err != nil {
			return nil, nil, false
		}
		parsed, err := modfile.Parse(name, content, nil)
		if err != nil {
			return nil, nil, false
		}
		for _, r := range parsed.Replace {
			replaced, at[r] = append(replaced, r), dir
		}
	}
	roots = append(roots, members...)
	for _, r := range replaced {
		if r.New.Version == "" {
			roots = append(roots, absolute(at[r], r.New.Path))
		}
	}
	return roots, beside, true
}

// absolute is the directory that a go.mod or go.work in another one names.
func absolute(dir, name string) string {
	name = filepath.FromSlash(name)
	if !filepath.IsAbs(name) {
		name = filepath.Join(dir, name)
	}
	return filepath.Clean(name)
}

// walk finds the files in the trees. A directory with a go.mod of its own is another module, and one with a dot is none in which packages are looked for; that of a package that lies there all the same does not count, so that no answer with it is kept.
func (g *grounds) walk() error {
	g.dirs, g.files = map[string]bool{}, slices.Clone(g.beside)
	d := newDigester("stamp")
	for _, root := range g.roots {
		err := filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
			switch {
			case err != nil && name == root && os.IsNotExist(err):
				return nil // a vendor that is not there, or a replacement that is not needed for it is in there
			case err != nil:
				return err
			case entry.IsDir():
				if g.dirs[name] || name != root && (strings.HasPrefix(entry.Name(), ".") || isFile(filepath.Join(name, "go.mod"))) {
					return fs.SkipDir
				}
				g.dirs[name] = true
			case readByGo(entry.Name()):
				g.files = append(g.files, name)
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	for _, name := range g.files {
		d.text(name)
		if info, err := os.Stat(name); err == nil {
			d.text(info.Mode().String(), info.ModTime().String())
			d.count(int(info.Size()))
		}
	}
	g.stamp = d.digest()
	return nil
}

// still reports whether nothing has changed since.
func (g *grounds) still() bool {
	now := &grounds{roots: g.roots, beside: g.beside}
	return now.walk() == nil && now.stamp == g.stamp
}

func isFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && !info.IsDir()
}

// readByGo reports whether the go command reads a file of such a name, or something of it, where it looks for packages.
func readByGo(name string) bool {
	switch name {
	case "go.mod", "go.sum", "go.work", "go.work.sum", "modules.txt":
		return true
	}
	return slices.Contains([]string{
		".go", ".c", ".cc", ".cpp", ".cxx", ".m", ".h", ".hh", ".hpp", ".hxx", ".f", ".F", ".for", ".f90", ".s", ".S", ".sx", ".swig", ".swigcxx", ".syso",
	}, filepath.Ext(name))
}

// files adds what the go command reads of files, and for those that embed others the names of all that they could.
func (d digester) files(l *loader, names []string) bool {
	heads, embed := make([]Digest, len(names)), make([]bool, len(names))
	parallel(len(names), func(i int) {
		content, err := os.ReadFile(names[i])
		if err != nil {
			return // such as go.work.sum, which need not be there
		}
		l.sums.Store(names[i], Digest(sha256.Sum256(content)))
		head := content
		if embed[i] = bytes.Contains(content, []byte("//go:embed")); !embed[i] && filepath.Ext(names[i]) == ".go" {
			head = header(content)
		}
		heads[i] = Digest(sha256.Sum256(head))
	})
	for i, name := range names {
		d.text(name)
		d.bytes(heads[i][:])
		if dir := filepath.Dir(name); embed[i] && !d.names(dir) {
			return false
		}
	}
	return true
}

// names adds what there is below a directory.
func (d digester) names(dir string) bool {
	return filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && entry.Name() == ".git":
			return fs.SkipDir
		}
		d.text(name, entry.Type().String())
		return nil
	}) == nil
}

// parallel calls work with all numbers below n, on all cores.
func parallel(n int, work func(int)) {
	var next atomic.Int64
	var group sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				work(i)
			}
		})
	}
	group.Wait()
}

// header is the text of a Go file up to the first thing in it that is no import: build constraints, the name of the package, imports, and what cgo is told in comments on them. Of a file with a mistake before that it is everything.
func header(content []byte) []byte {
	var s scanner.Scanner
	file := token.NewFileSet().AddFile("", -1, len(content))
	s.Init(file, content, nil, 0)
	for clause, depth := token.ILLEGAL, 0; ; {
		pos, tok, text := s.Scan()
		switch {
		case s.ErrorCount > 0 || tok == token.EOF:
			return content
		case clause != token.ILLEGAL:
			switch {
			case tok == token.LPAREN:
				depth++
			case tok == token.RPAREN:
				depth--
			case tok == token.SEMICOLON && depth == 0:
				clause = token.ILLEGAL
			}
		case tok == token.PACKAGE || tok == token.IMPORT:
			clause = tok
		default:
			return content[:min(file.Offset(pos)+len(text), len(content))]
		}
	}
}
