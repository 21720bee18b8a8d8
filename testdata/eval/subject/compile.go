package subject

import (
	"context"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/program"
)

// Packages are the directories of the files that still exist, as patterns for the go command; those of one module are together, by its directory.
func Packages(files []program.File) map[string][]string {
	byModule := map[string]map[string]bool{}
	for _, file := range files {
		dir := filepath.Dir(file.Name)
		module := dir
		for {
			if _, err := os.Stat(filepath.Join(module, "go.mod")); err == nil || module == filepath.Dir(module) {
				break
			}
			module = filepath.Dir(module)
		}
		if byModule[module] == nil {
			byModule[module] = map[string]bool{}
		}
		rel, _ := filepath.Rel(module, dir) // module is a prefix of dir
		byModule[module]["./"+filepath.ToSlash(rel)] = true
	}
	patterns := map[string][]string{}
	for module, dirs := range byModule {
		patterns[module] = slices.Sorted(maps.Keys(dirs))
	}
	return patterns
}

// Compile has the go command type-check the packages of the changed files with their tests, and returns what it says that it does not say of the files as they are. It is the check that shares no code with ours.
func Compile(ctx context.Context, change *program.Change, tags []string) ([]string, error) {
	dir, err := os.MkdirTemp("", "eval")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	overlay, err := change.Overlay(dir)
	if err != nil {
		return nil, err
	}
	after := vet(ctx, change.Files, slices.Concat([]string{"-overlay=" + overlay}, tagged(tags)))
	if len(after) == 0 {
		return nil, nil
	}
	before := vet(ctx, change.Files, tagged(tags))
	return slices.DeleteFunc(slices.Sorted(maps.Keys(after)), func(line string) bool {
		return slices.ContainsFunc(slices.Collect(maps.Keys(before)), func(old string) bool { return withoutPlace(old) == withoutPlace(line) })
	}), nil
}

// vet runs an analyzer of go vet that says next to nothing itself over the packages of the files, and returns the lines of what it and the type checker say.
func vet(ctx context.Context, files []program.File, flags []string) map[string]bool {
	lines := map[string]bool{}
	for module, patterns := range Packages(files) {
		cmd := exec.CommandContext(ctx, "go", slices.Concat([]string{"vet", "-directive"}, flags, patterns)...)
		cmd.Dir = module
		out, err := cmd.CombinedOutput()
		if err == nil {
			continue
		}
		for line := range strings.Lines(string(out)) {
			if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
				lines[line] = true
			}
		}
	}
	return lines
}

func tagged(tags []string) []string { return []string{"-tags=" + strings.Join(tags, ",")} }

// place is a position in a line of the go command's output.
var place = regexp.MustCompile(`:\d+(:\d+)?:`)

func withoutPlace(line string) string { return place.ReplaceAllString(line, ":") }
