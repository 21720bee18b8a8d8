// Package config is the one configuration of flagdebt: .flagdebt.yml, the settings of the golangci-lint plugin, and the schema that the embedded catalogue of SDKs shares with them.
package config

import "github.com/flagdebt/flagdebt/analyzer/debt"

// FileName is the name of the configuration file, looked for upwards from the working directory.
const FileName = ".flagdebt.yml"

// Config is what a user can say.
type Config struct {
	// File is where the configuration was read from, empty if there is none.
	File string `yaml:"-"`
	// Version of the schema, 1.
	Version int `yaml:"version"`
	// Now pins the day on which flags are judged, for samples and tests.
	Now debt.Day `yaml:"now"`
	// Flags describes in-house toggles in the schema of the SDK catalogue.
	Flags Catalogue `yaml:"flags"`
	// Providers maps a provider of the code that is only an interface to those that answer it.
	Providers map[string][]string `yaml:"providers"`
	// Sources are the files that hold the state of the flags.
	Sources []Source `yaml:"sources"`
	// Policy holds policy, keep and naming of the file, with the defaults filled in.
	Policy debt.Policy `yaml:"-"`
	// MinSeverity is the lowest severity that the linters report (the command reports all).
	MinSeverity debt.Severity `yaml:"-"`
}

// Source is one file that holds flag state.
type Source struct {
	File string `yaml:"file" required:"name the file, relative to this one"`
	// Format is a name of package flagstate's list, detected from the content if empty.
	Format string `yaml:"format"`
	// Provider overrides the provider that the format implies.
	Provider string `yaml:"provider"`
	// Environment names the environment that a file without environments describes.
	Environment string `yaml:"environment"`
	// Environments says which environments count.
	Environments Environments `yaml:"environments"`
	// Exclusive says that only this repository reads the flags of the source.
	Exclusive bool `yaml:"exclusive"`
	// Complete overrides whether the source holds every flag of its provider.
	Complete *bool         `yaml:"complete"`
	Pos      debt.Position `yaml:"-"`
}

// Environments selects environments by globs over their names.
type Environments struct {
	// Production lists the environments that customers use; without it the names that begin with prod, prd or live and those that the platform marks.
	Production []string `yaml:"production"`
	// Ignore lists the environments that do not matter; the others must agree with production before a forward value is named.
	Ignore []string `yaml:"ignore"`
}
