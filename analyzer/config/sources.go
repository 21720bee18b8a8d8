package config

import (
	"fmt"
	"path"
	"regexp"
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// checkSources checks what can be checked without the files. Whether a path leads out of the repository is for whoever opens it: only then symbolic links are known.
func (d *decoder) checkSources(sources []Source) {
	type identity struct{ file, provider, environment string }
	first := map[identity]debt.Position{}
	for i := range sources {
		s := &sources[i]
		if !d.read(&s.File) {
			continue
		}
		d.checkPath(&s.File)
		same := identity{path.Clean(s.File), s.Provider, s.Environment}
		if earlier, twice := first[same]; twice {
			d.fail(d.pos(&s.File), "remove one of them", "the source %s is given twice, before at %s", quote(s.File), earlier)
		} else {
			first[same] = d.pos(&s.File)
		}
		if d.read(&s.Provider) {
			d.checkProvider(s.Provider, d.pos(&s.Provider))
		}
		d.checkGlobs(s.Environments.Production, "production")
		d.checkGlobs(s.Environments.Ignore, "ignore")
	}
}

// drive is how an absolute path begins in Windows.
var drive = regexp.MustCompile(`^[A-Za-z]:`)

// checkPath accepts slash paths relative to the configuration.
func (d *decoder) checkPath(file *string) {
	const relative = "write it relative to the directory of the configuration"
	switch f := *file; {
	case f == "":
		d.fail(d.pos(file), "name the file, relative to this one", `"file" is empty`)
	case strings.Contains(f, "://"):
		d.fail(d.pos(file), "export it to a file first", "the source %s is no file", quote(f))
	case strings.Contains(f, `\`):
		d.fail(d.pos(file), "separate directories by /", `the path %s holds \`, quote(f))
	case strings.HasPrefix(f, "/"), drive.MatchString(f):
		d.fail(d.pos(file), relative, "the path %s is absolute", quote(f))
	case strings.HasPrefix(f, "~"):
		d.fail(d.pos(file), relative, "the path %s leads to a home directory", quote(f))
	case strings.HasSuffix(f, "/"), path.Clean(f) == ".", path.Base(f) == "..":
		d.fail(d.pos(file), "name a file in it", "the path %s is a directory", quote(f))
	case strings.ContainsAny(f, "\n\t"):
		d.fail(d.pos(file), "rename the file", "the path %s breaks the line", quote(f))
	}
}

// checkProviders checks which providers answer for others.
func (d *decoder) checkProviders(providers *map[string][]string) {
	for name, answers := range *providers {
		pos := d.pos(entry{providers, name})
		d.checkProvider(name, pos)
		if len(answers) == 0 {
			d.fail(pos, "name at least one, or remove the line", "nobody answers for %s", quote(name))
		}
		seen := map[string]bool{}
		for i := range answers {
			at := d.pos(&answers[i])
			if d.read(&answers[i]) {
				d.checkProvider(answers[i], at)
			}
			switch {
			case answers[i] == name:
				d.fail(at, "name the providers behind it", "%s answers for itself", quote(name))
			case d.read(&answers[i]) && seen[answers[i]]:
				d.fail(at, "remove one of them", "%s is given twice", quote(answers[i]))
			}
			seen[answers[i]] = true
		}
	}
}

// providerForm leaves out the slash, which separates provider and key in the name of a flag.
var providerForm = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$`)

func (d *decoder) checkProvider(name string, pos debt.Position) {
	if !providerForm.MatchString(name) {
		d.fail(pos, fmt.Sprintf("use letters, digits, %q, %q and %q", "-", "_", "."), "%s cannot be the name of a provider", quote(name))
	}
}
