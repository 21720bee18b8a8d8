// Package goff reads the flag files of go-feature-flag, and takes flags out of them: YAML, JSON or TOML, one file per environment.
package goff

import (
	"bytes"
	"regexp"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagstate/document"
)

// Provider is the provider of the flags.
const Provider = "go-feature-flag"

// Decode reads a flag file: a map from keys to definitions. The file is complete, since go-feature-flag knows only what its files hold.
func Decode(data []byte, now debt.Day) (*document.Decoded, error) {
	root, err := parse(data)
	if err != nil {
		return nil, err
	}
	if !root.Is(document.Object) {
		return nil, root.Errorf("write a map from flag keys to definitions", "the file holds %s", root.Kind)
	}
	d := &document.Decoded{Complete: true}
	for _, m := range root.Members {
		d.Add(flag(d, m, now))
	}
	return d, nil
}

// tomlStart is a line that can only be TOML: a [table], or key = value.
var tomlStart = regexp.MustCompile(`^(\[\[?[\w."' -]+\]\]?|[\w."'-]+[ \t]*=)`)

// IsTOML reports whether the first line with content looks like TOML.
func IsTOML(data []byte) bool {
	for line := range bytes.Lines(document.Trim(data)) {
		line = bytes.TrimSpace(line)
		if len(line) > 0 && line[0] != '#' {
			return tomlStart.Match(line)
		}
	}
	return false
}

func parse(data []byte) (*document.Node, error) {
	if IsTOML(data) {
		return document.TOML(data)
	}
	return document.Parse(data)
}

// flag reads one definition. What cannot be read makes it serve unknown, never something else.
func flag(d *document.Decoded, m document.Member, now debt.Day) debt.Flag {
	f := debt.Flag{ID: debt.ID{Provider: Provider, Key: debt.Key(m.Key)}, Origin: m.Pos()}
	environment := debt.Environment{Name: debt.AnyEnvironment}
	def, err := define(m.Value)
	if err != nil {
		problem := document.AsProblem(err)
		if problem.Pos.IsZero() {
			problem.Pos = m.Pos()
		}
		d.Problem(problem)
		environment.Serving = debt.Serving{Mode: debt.ModeUnknown, Note: "the definition could not be read"}
	} else {
		environment.Serving, environment.Rules, environment.Since = def.serve(now.Time())
		if environment.Serving.Mode == debt.ModeUnknown {
			d.Problem(&debt.InputError{Pos: m.Pos(), What: "the flag " + document.Quote(m.Key) + " serves nothing that can be told (" + environment.Serving.Note + ")", Do: "correct its definition"})
		}
	}
	f.Environments = []debt.Environment{environment}
	if variations := m.Value.Get("variations"); variations.Is(document.Object) {
		var values []*document.Node
		for _, variation := range variations.Members {
			values = append(values, variation.Value)
		}
		f.Kind = document.KindOf(values)
	}
	d.Describe(&f, m.Value.Get("metadata"))
	return f
}
