package analyzer

import (
	"slices"
	"strconv"

	"github.com/flagdebt/flagdebt/analyzer/config"
	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagref"
	"github.com/flagdebt/flagdebt/analyzer/flagstate"
)

// Inputs is everything besides source code that the analysis depends on.
type Inputs struct {
	// Config must not be nil.
	Config *config.Config
	// Snapshot is the state of the flags; it must not be nil, but may be empty.
	Snapshot *flagstate.Snapshot
	// Now is the day on which flags are judged.
	Now debt.Day
	// Nolint honours //nolint:flagdebt. golangci-lint does that itself.
	Nolint bool
	// Problem says what could not be read, and is reported at ProblemFile, an absolute file name.
	Problem     string
	ProblemFile string
}

// Catalogues are what the user and the snapshot add to the embedded catalogue.
func (in Inputs) Catalogues() []config.Catalogue {
	return []config.Catalogue{in.Config.Flags, {APIs: in.Snapshot.APIs}}
}

// Rules are the embedded catalogue and the Catalogues.
func (in Inputs) Rules() (*flagref.Rules, error) { return flagref.NewRules(in.Catalogues()...) }

// Join adds the flags that the code declares to those of the snapshot. Where both know a flag, debt.NewTable lets the snapshot decide.
func (in Inputs) Join(declared []debt.Flag) []debt.Flag {
	return slices.Concat(in.Snapshot.Flags, declared)
}

// Scope is what a judgement of one package may rely on. A provider that is only an interface, and that the configuration maps to nothing, is answered by whatever the sources hold.
func Scope(in Inputs, rules *flagref.Rules) debt.Scope {
	scope := debt.Scope{Sources: in.Snapshot.Sources, Providers: map[string][]string{}}
	for provider, answers := range in.Config.Providers {
		scope.Providers[provider] = answers
	}
	var all []string
	for _, source := range in.Snapshot.Sources {
		if source.Provider != "" && !slices.Contains(all, source.Provider) {
			all = append(all, source.Provider)
		}
	}
	for _, provider := range rules.AbstractProviders() {
		if scope.Providers[provider] == nil && len(all) > 0 {
			scope.Providers[provider] = all
		}
	}
	return scope
}

// Digest is a text of 64 hexadecimal digits that changes whenever a finding of the analyzer may change, although no Go file did: the caches of the linters know nothing of flag state, so it has to be part of their keys. It covers the verdicts, not the bytes of the files that they come from, and the build of flagdebt itself.
func (in Inputs) Digest() (string, error) {
	rules, err := in.Rules()
	if err != nil {
		return "", err
	}
	apis := config.Config{Flags: config.Catalogue{APIs: in.Snapshot.APIs}}
	return digest(
		Build(),
		string(in.Config.Canonical()),
		string(apis.Canonical()),
		debt.NewTable(in.Snapshot.Flags, in.Now, in.Config.Policy, Scope(in, rules)).Digest(),
		in.Problem, in.ProblemFile, strconv.FormatBool(in.Nolint),
	), nil
}
