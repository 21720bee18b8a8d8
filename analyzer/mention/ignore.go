package mention

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// ignore are the patterns of the .gitignore files that hold in a directory, the last that matches decides.
type ignore []pattern

// pattern is a line of a .gitignore file.
type pattern struct {
	dir     string // of the file
	glob    string // for the path from there
	onlyDir bool
	again   bool // takes back that something is ignored
}

// with adds those of the directory's own file, if it has one that can be read.
func (ig ignore) with(dir string) ignore {
	content, err := os.ReadFile(filepath.Join(dir, ".gitignore"))
	if err != nil {
		return ig
	}
	all := slices.Clip(ig)
	for text := range strings.Lines(string(content)) {
		if p, ok := parsePattern(strings.TrimRight(text, "\r\n")); ok {
			p.dir = dir
			all = append(all, p)
		}
	}
	return all
}

// parsePattern reads a line: a pattern with a slash before its end is about a path from the file's directory, any other about names at any depth.
func parsePattern(text string) (pattern, bool) {
	if text = strings.TrimRight(text, " \t"); text == "" || text[0] == '#' {
		return pattern{}, false
	}
	var p pattern
	text, p.again = strings.CutPrefix(text, "!")
	text, p.onlyDir = strings.CutSuffix(text, "/")
	anchored := strings.Contains(text, "/")
	p.glob = strings.NewReplacer("{", `\{`, "}", `\}`).Replace(strings.TrimPrefix(text, "/")) // braces are letters to git
	if !anchored {
		p.glob = "**/" + p.glob
	}
	return p, doublestar.ValidatePattern(p.glob)
}

// leavesOut reports whether git would not look at the file or directory.
func (ig ignore) leavesOut(path string, isDir bool) bool {
	for _, p := range slices.Backward(ig) {
		rel, err := filepath.Rel(p.dir, path)
		if err != nil || p.onlyDir && !isDir {
			continue
		}
		if matched, _ := doublestar.Match(p.glob, filepath.ToSlash(rel)); matched { // the pattern was found valid
			return !p.again
		}
	}
	return false
}
