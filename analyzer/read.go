package analyzer

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/config"
	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagstate"
)

// Location says where to look for what the analysis depends on.
type Location struct {
	// Dir is the absolute directory from which the configuration is looked for upwards.
	Dir string
	// File is the configuration file, if it is not to be looked for.
	File string
	// Config is used instead of a file, if it is not nil; its sources are relative to Dir.
	Config *config.Config
	// Now is the day to judge on; if unknown, that of the configuration, of the snapshot, or Today counts, in this order.
	Now   debt.Day
	Today debt.Day
}

// Found is what Read found.
type Found struct {
	Inputs
	// Root is the absolute directory that positions are relative to: the repository's, or the module's where there is none.
	Root string
	dir  string // that the paths of sources are relative to

	// Old says that the state is older than policy.max-state-age on the day that it is read, whatever day is judged on.
	Old bool
	// ConfigProblems are mistakes in the configuration, after which nothing else was read.
	ConfigProblems error
	// StateProblems are mistakes in sources. The rest of the state counts.
	StateProblems []*debt.InputError
}

// Read reads configuration and state. It always returns usable inputs; what could not be read is among the problems, in the words of which Inputs.Problem is the short form.
func Read(at Location) Found { return ReadConfig(at).ReadState(at) }

// ReadConfig reads the configuration alone. The snapshot is empty, and the file for a problem is named whether there is one or not.
func ReadConfig(at Location) Found {
	found := Found{Root: Root(at.Dir), dir: at.Dir}
	found.Snapshot = &flagstate.Snapshot{}
	if found.Config = at.Config; found.Config == nil {
		found.Config, found.ConfigProblems = readConfig(at, found.Root)
		if found.Config.File != "" {
			found.dir = filepath.Dir(filepath.Join(found.Root, filepath.FromSlash(found.Config.File)))
		}
	}
	found.Now = firstDay(at.Now, found.Config.Now)
	found.ProblemFile = firstGoFile(nearest(at.Dir, "go.mod")) // the same for every package of the module, wherever the configuration is
	return found
}

// ReadState adds the state to a configuration that was read from the same location.
func (f Found) ReadState(at Location) Found {
	today := firstDay(f.Now, at.Today)
	if f.ConfigProblems == nil {
		f.Snapshot, f.StateProblems = flagstate.Load(f.Root, f.dir, f.Config.Sources, today)
		f.Old = f.Snapshot.Date != 0 && int(today-f.Snapshot.Date) > f.Config.Policy.MaxStateAge
	}
	f.Now = firstDay(f.Now, f.Snapshot.Date, at.Today)
	if f.Problem = f.problem(); f.Problem == "" {
		f.ProblemFile = ""
	}
	return f
}

// ReadAPIs adds only what the snapshots among the sources have inferred: what finding references needs of the state.
func (f Found) ReadAPIs() Found {
	if f.ConfigProblems == nil {
		f.Snapshot = &flagstate.Snapshot{APIs: flagstate.LoadAPIs(f.Root, f.dir, f.Config.Sources)}
	}
	return f
}

// defaults is what holds without a configuration.
func defaults() *config.Config {
	return &config.Config{Policy: debt.DefaultPolicy(), MinSeverity: debt.SeverityWarning}
}

// readConfig reads the configuration; without one the defaults hold.
func readConfig(at Location, root string) (*config.Config, error) {
	none := defaults()
	file := at.File
	if file == "" {
		discovered, err := config.Discover(at.Dir)
		if mistake := new(debt.InputError); errors.As(err, &mistake) {
			mistake.Pos.File = display(root, mistake.Pos.File)
		}
		if err != nil || discovered == "" {
			return none, err
		}
		file = discovered
	}
	if !filepath.IsAbs(file) {
		file = filepath.Join(at.Dir, file)
	}
	read, err := config.Load(file, display(root, file))
	if err != nil {
		return none, err
	}
	return read, nil
}

// display is a file's slash path from the root; one that lies outside keeps its path, relative to the root too, so that both can be joined again.
func display(root, file string) string {
	rel, err := filepath.Rel(root, file)
	if err != nil {
		return filepath.ToSlash(file)
	}
	return filepath.ToSlash(rel)
}

// problem is the first of the problems in one line.
func (f Found) problem() string {
	if f.ConfigProblems != nil {
		first, _, more := strings.Cut(f.ConfigProblems.Error(), "\n")
		if more {
			first += " (there are more: run `flagdebt check`)"
		}
		return first
	}
	for _, source := range f.Snapshot.Sources {
		if source.Problem == "" || source.Flags > 0 {
			continue // what could be read of it counts
		}
		for _, problem := range f.StateProblems {
			if strings.Contains(problem.Error(), source.Name) {
				return problem.Error()
			}
		}
		return source.Name + ": " + source.Problem
	}
	return ""
}

// Root is the repository's directory: the nearest one upwards with .git, else the nearest with go.mod, else dir itself.
func Root(dir string) string { return nearest(dir, ".git", "go.mod") }

// nearest is the nearest directory upwards that holds the first of the marks that any of them holds, else dir itself.
func nearest(dir string, marks ...string) string {
	for _, mark := range marks {
		for d := dir; ; d = filepath.Dir(d) {
			if _, err := os.Stat(filepath.Join(d, mark)); err == nil {
				return d
			}
			if d == filepath.Dir(d) {
				break
			}
		}
	}
	return dir
}

// firstGoFile is the first Go file of the module in a directory, in the order of names, that every build configuration builds: one place for a message that belongs to no code. (go/build would say it more exactly, but it reaches os/exec.)
func firstGoFile(dir string) string {
	var found string
	errFound := errors.New("found")
	// An unreadable directory is passed over: it has no file to show a message at.
	_ = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return fs.SkipDir
		}
		name := d.Name()
		if d.IsDir() {
			if path != dir && (name == "vendor" || name == "testdata" || name == "node_modules" || isModule(path) || strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_")) {
				return fs.SkipDir
			}
			return nil
		}
		if strings.HasSuffix(name, ".go") && !strings.Contains(name, "_") && !constrained(path) {
			found = path
			return errFound
		}
		return nil
	})
	return found
}

// constrained reports whether a file has a build constraint, or cannot be read.
func constrained(path string) bool {
	content, err := os.ReadFile(path)
	if err != nil {
		return true
	}
	header, _, _ := bytes.Cut(content, []byte("\npackage "))
	return bytes.Contains(header, []byte("//go:build")) || bytes.Contains(header, []byte("// +build"))
}

// isModule reports whether a directory is the top of a module.
func isModule(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, "go.mod"))
	return err == nil
}

func firstDay(days ...debt.Day) debt.Day {
	for _, day := range days {
		if day != 0 {
			return day
		}
	}
	return 0
}
