package flagstate

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/config"
	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// defaultProduction is how environments that customers use are named, unless configuration says otherwise.
var defaultProduction = regexp.MustCompile(`(?i)^(prod|production|prd|live)`)

// selection decides which environments of a source count.
type selection struct {
	environment string // the name for a file without environments
	production  []*regexp.Regexp
	ignore      []*regexp.Regexp
	marked      bool // the source is a snapshot, whose marks hold unless configuration has its own
}

func newSelection(source config.Source, marked bool) selection {
	return selection{
		environment: source.Environment,
		production:  globs(source.Environments.Production),
		ignore:      globs(source.Environments.Ignore),
		marked:      marked && len(source.Environments.Production) == 0,
	}
}

// globs compiles globs over names: * is any text, ? one character, without case.
func globs(patterns []string) []*regexp.Regexp {
	var compiled []*regexp.Regexp
	for _, pattern := range patterns {
		text := strings.NewReplacer(`\*`, `.*`, `\?`, `.`).Replace(regexp.QuoteMeta(pattern))
		compiled = append(compiled, regexp.MustCompile(`(?is)^`+text+`$`)) // a quoted text always compiles
	}
	return compiled
}

func matchesAny(patterns []*regexp.Regexp, name string) bool {
	return slices.ContainsFunc(patterns, func(p *regexp.Regexp) bool { return p.MatchString(name) })
}

// isProduction decides by the configured names, else by the mark of the platform and the usual names. The only environment of a file without environments is production unless configuration names it.
func (s selection) isProduction(e debt.Environment) bool {
	switch {
	case e.Name == debt.AnyEnvironment:
		return true
	case len(s.production) > 0:
		return matchesAny(s.production, e.Name)
	case s.marked:
		return e.Production
	}
	return e.Production || defaultProduction.MatchString(e.Name)
}

// apply names, marks and drops the environments of flags.
func (s selection) apply(flags []debt.Flag) {
	for i := range flags {
		kept := make([]debt.Environment, 0, len(flags[i].Environments))
		for _, e := range flags[i].Environments {
			if e.Name == debt.AnyEnvironment && s.environment != "" {
				e.Name = s.environment
			}
			e.Production = s.isProduction(e)
			if e.Production || !matchesAny(s.ignore, e.Name) {
				kept = append(kept, e)
			}
		}
		flags[i].Environments = kept
	}
}

// named reports a name that is given to the environment of a file which names its environments itself.
func (s selection) named(flags []debt.Flag) *debt.InputError {
	if s.environment == "" {
		return nil
	}
	for _, f := range flags {
		for _, e := range f.Environments {
			if e.Name != debt.AnyEnvironment {
				return &debt.InputError{What: fmt.Sprintf("environment: %s is given to a file that names its environments itself (%s)", s.environment, e.Name), Do: "take environment: out of the source"}
			}
		}
	}
	return nil
}

// withoutProduction reports the providers of which some environments are known, but none that customers use: nothing could be called stale.
func withoutProduction(flags []debt.Flag, where map[string]debt.Position) []*debt.InputError {
	found := map[string]map[string]bool{}
	production := map[string]bool{}
	for _, f := range flags {
		for _, e := range f.Environments {
			if found[f.Provider] == nil {
				found[f.Provider] = map[string]bool{}
			}
			found[f.Provider][e.Name] = true
			production[f.Provider] = production[f.Provider] || e.Production
		}
	}
	var problems []*debt.InputError
	for _, provider := range slices.Sorted(maps.Keys(found)) {
		if production[provider] {
			continue
		}
		names := slices.Sorted(maps.Keys(found[provider]))
		problems = append(problems, &debt.InputError{
			Pos:  where[provider],
			What: fmt.Sprintf("no environment of %s is known as production; there are %s", provider, strings.Join(names, ", ")),
			Do:   "name those that customers use under environments: production:",
		})
	}
	return problems
}
