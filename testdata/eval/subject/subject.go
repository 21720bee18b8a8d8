// Package subject loads the module that a measurement looks at.
package subject

import (
	"context"
	"fmt"
	"path/filepath"

	"github.com/flagdebt/flagdebt/analyzer"
	"github.com/flagdebt/flagdebt/analyzer/config"
	"github.com/flagdebt/flagdebt/analyzer/program"
)

// Options say what to load besides the directory.
type Options struct {
	Config   string // the configuration file; none is looked for
	Tags     []string
	Patterns []string
	Overlay  map[string][]byte
	// Catalogues are added to those of the configuration.
	Catalogues []config.Catalogue
}

// Subject is a loaded module.
type Subject struct {
	*program.Program
	Dir  string // of the module, absolute
	Root string // that displayed names are relative to
}

// Load loads the module in a directory with its tests. The configuration is only what Options name, since measurements must not depend on files that happen to lie about.
func Load(ctx context.Context, dir string, options Options) (*Subject, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	if dir, err = filepath.EvalSymlinks(dir); err != nil {
		return nil, err
	}
	s := &Subject{Dir: dir, Root: analyzer.Root(dir)}
	catalogues := options.Catalogues
	if options.Config != "" {
		loaded, err := config.Load(options.Config, options.Config)
		if err != nil {
			return nil, fmt.Errorf("reading the configuration: %w", err)
		}
		catalogues = append([]config.Catalogue{loaded.Flags}, catalogues...)
	}
	s.Program, err = program.Load(ctx, source{dir, options.Overlay}, program.Options{
		Patterns: options.Patterns, Tests: true, Build: program.Build{Tags: options.Tags}, Root: s.Root, Catalogues: catalogues,
	})
	if err != nil {
		return nil, fmt.Errorf("loading %s: %w", dir, err)
	}
	return s, nil
}

// source is a directory with some of its files replaced.
type source struct {
	dir     string
	overlay map[string][]byte
}

// Dir returns the directory.
func (s source) Dir() string { return s.dir }

// Overlay returns the replaced files.
func (s source) Overlay() map[string][]byte { return s.overlay }
