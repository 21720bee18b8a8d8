// Package golangci is the module plugin that runs flagdebt inside golangci-lint.
package golangci

import (
	"fmt"
	"os"
	"time"

	"github.com/golangci/plugin-module-register/register"
	"golang.org/x/tools/go/analysis"

	"github.com/flagdebt/flagdebt/analyzer"
	"github.com/flagdebt/flagdebt/analyzer/config"
	"github.com/flagdebt/flagdebt/analyzer/debt"
)

func init() { register.Plugin(analyzer.Name, New) } // the only way in that the host offers

// New makes the linter from linters.settings.custom.flagdebt.settings of .golangci.yml. Wrong settings are an error; a state file that is missing or broken is a finding, since an error would take the results of all other linters with it.
func New(raw any) (register.LinterPlugin, error) {
	settings, err := register.DecodeSettings[map[string]any](raw)
	if err != nil {
		return nil, fmt.Errorf("reading the settings of flagdebt: %w", err)
	}
	own, plugin, err := config.ParseSettings(settings)
	if err != nil {
		return nil, fmt.Errorf("reading the settings of flagdebt: %w", err)
	}
	dir, err := os.Getwd()
	if err != nil {
		return nil, fmt.Errorf("finding the working directory: %w", err)
	}
	found := analyzer.Read(analyzer.Location{Dir: dir, File: plugin.Config, Config: own, Now: plugin.Now, Today: debt.DayOf(time.Now())})
	if plugin.MinSeverity != debt.SeverityOff {
		found.Config.MinSeverity = plugin.MinSeverity
	}
	if found.Old {
		fmt.Fprintf(os.Stderr, "flagdebt: the state of the flags is of %s: refresh the snapshot\n", found.Snapshot.Date)
	}
	return &linter{found.Inputs}, nil
}

type linter struct{ inputs analyzer.Inputs }

// BuildAnalyzers returns the analyzer, and one that does nothing but carry a digest in its name: golangci-lint caches by names and sources, and would replay old findings after the state has changed.
func (l *linter) BuildAnalyzers() ([]*analysis.Analyzer, error) {
	main, err := analyzer.New(l.inputs)
	if err != nil {
		return nil, err
	}
	digest, err := l.inputs.Digest()
	if err != nil {
		return nil, err
	}
	state := &analysis.Analyzer{
		Name: analyzer.Name + "state_" + digest[:12],
		Doc:  "carry the digest of flag state into the cache's key",
		Run:  func(*analysis.Pass) (any, error) { return nil, nil },
	}
	return []*analysis.Analyzer{main, state}, nil
}

// GetLoadMode asks for types.
func (l *linter) GetLoadMode() string { return register.LoadModeTypesInfo }
