package program

import (
	"bytes"
	"go/build"
	"go/build/constraint"
	"io"
	"math/bits"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// target is what the go command builds for. What is empty is that of the user.
type target struct {
	goos, goarch string
	cgo          string // 0 or 1
	tags         string // more than the user's, separated by commas
}

// String names a target as a person would on the command line.
func (t target) String() string {
	var parts []string
	if t.goos != "" {
		parts = append(parts, "GOOS="+t.goos+" GOARCH="+t.goarch)
	}
	if t.cgo != "" {
		parts = append(parts, "CGO_ENABLED="+t.cgo)
	}
	if t.tags != "" {
		parts = append(parts, "--tags "+t.tags)
	}
	return strings.Join(parts, " ")
}

// environment is that of the go command that lists packages. A collector that works half as often makes it a tenth faster.
func (t target) environment() []string {
	var env []string
	if os.Getenv("GOGC") == "" {
		env = append(env, "GOGC=200")
	}
	if t.goos != "" {
		env = append(env, "GOOS="+t.goos, "GOARCH="+t.goarch)
	}
	if t.cgo != "" {
		env = append(env, "CGO_ENABLED="+t.cgo)
	}
	return append(os.Environ(), env...)
}

// platforms are those that Go builds for, the common ones first.
var platforms = strings.Fields(`
	linux/amd64 windows/amd64 darwin/arm64 linux/arm64 darwin/amd64 windows/arm64 freebsd/amd64 js/wasm wasip1/wasm linux/386 linux/arm
	windows/386 android/arm64 ios/arm64 netbsd/amd64 openbsd/amd64 dragonfly/amd64 solaris/amd64 illumos/amd64 aix/ppc64 plan9/amd64
	linux/riscv64 linux/ppc64le linux/s390x linux/loong64 linux/ppc64 linux/mips linux/mipsle linux/mips64 linux/mips64le
	android/amd64 android/386 android/arm ios/amd64 freebsd/386 freebsd/arm freebsd/arm64 netbsd/386 netbsd/arm netbsd/arm64
	openbsd/386 openbsd/arm openbsd/arm64 openbsd/ppc64 openbsd/riscv64 plan9/386 plan9/arm`)

// maxTags bounds the tags of one file of which all combinations are tried.
const maxTags = 6

// targetOf is a target that builds a file, as near to the user's as can be; none where no target does, as with the tag ignore by convention.
func (l *loader) targetOf(name string, content []byte) (target, bool) {
	own := l.configuration.GOOS + "/" + l.configuration.GOARCH
	custom := customTags(content)
	for _, platform := range slices.Concat([]string{own}, platforms) {
		goos, goarch, _ := strings.Cut(platform, "/")
		for _, cgo := range []string{"", "0", "1"} {
			for _, tags := range combinations(custom) {
				t := target{cgo: cgo, tags: strings.Join(tags, ",")}
				if platform != own {
					t.goos, t.goarch = goos, goarch
				}
				if l.builds(t, name, content) {
					return t, true
				}
			}
		}
	}
	return target{}, false
}

// builds reports whether a file is built for a target, as its name and its constraints have it.
func (l *loader) builds(t target, name string, content []byte) bool {
	c := build.Default
	c.GOOS, c.GOARCH = l.configuration.GOOS, l.configuration.GOARCH
	if t.goos != "" {
		c.GOOS, c.GOARCH = t.goos, t.goarch
	}
	c.CgoEnabled = build.Default.CgoEnabled && c.GOOS == build.Default.GOOS && c.GOARCH == build.Default.GOARCH
	if t.cgo != "" {
		c.CgoEnabled = t.cgo == "1"
	}
	c.BuildTags = slices.Clone(l.options.Tags)
	if t.tags != "" {
		c.BuildTags = append(c.BuildTags, strings.Split(t.tags, ",")...)
	}
	c.OpenFile = func(string) (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(content)), nil }
	match, err := c.MatchFile(filepath.Dir(name), filepath.Base(name))
	return err == nil && match
}

// combinations are the sets of the tags, the smaller first.
func combinations(tags []string) [][]string {
	if len(tags) > maxTags {
		return [][]string{nil, tags}
	}
	var out [][]string
	for size := range len(tags) + 1 {
		for mask := range uint(1) << len(tags) {
			if bits.OnesCount(mask) != size {
				continue
			}
			var set []string
			for i, tag := range tags {
				if mask&(1<<i) != 0 {
					set = append(set, tag)
				}
			}
			out = append(out, set)
		}
	}
	return out
}

// customTags are the tags in the constraint of a file that a person sets: not those of platforms and releases, and not ignore.
func customTags(content []byte) []string {
	known := map[string]bool{"ignore": true, "unix": true, "cgo": true, "gc": true, "gccgo": true}
	for _, platform := range platforms {
		goos, goarch, _ := strings.Cut(platform, "/")
		known[goos], known[goarch] = true, true
	}
	tags := map[string]bool{}
	for line := range bytes.Lines(content) {
		text := strings.TrimSpace(string(line))
		if strings.HasPrefix(text, "package ") {
			break
		}
		if !constraint.IsGoBuild(text) {
			continue
		}
		expr, err := constraint.Parse(text)
		if err != nil {
			break // the go command does not build such a file either
		}
		walkTags(expr, func(tag string) {
			if !known[tag] && !strings.HasPrefix(tag, "go1.") && !strings.HasPrefix(tag, "goexperiment.") {
				tags[tag] = true
			}
		})
		break
	}
	return sorted(tags)
}

// walkTags calls use with each tag of an expression, whatever decides before it.
func walkTags(expr constraint.Expr, use func(string)) {
	switch e := expr.(type) {
	case *constraint.TagExpr:
		use(e.Tag)
	case *constraint.NotExpr:
		walkTags(e.X, use)
	case *constraint.AndExpr:
		walkTags(e.X, use)
		walkTags(e.Y, use)
	case *constraint.OrExpr:
		walkTags(e.X, use)
		walkTags(e.Y, use)
	}
}
