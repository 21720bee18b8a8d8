package cli

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"github.com/flagdebt/flagdebt/analyzer"
	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagref"
	"github.com/flagdebt/flagdebt/analyzer/program"
	"github.com/flagdebt/flagdebt/report"
)

// render looks at the program, writes the document of a command in the chosen format, and returns the exit code that the session stands for. The format never changes the code.
func (o *options) render(ctx context.Context, command string, patterns []string, code func(*session) error) error {
	s, err := o.look(ctx, patterns)
	if err != nil {
		return err
	}
	return o.renderPart(s, command, code, func(*report.Input) error { return nil })
}

// renderer writes the chosen format.
func (o *options) renderer() (report.Renderer, error) {
	renderer := report.Renderers()[o.format]
	if renderer == nil {
		return nil, usageError{fmt.Errorf("--format %s: there is no such format: use %s", o.format, strings.Join(slices.Sorted(maps.Keys(report.Renderers())), ", "))}
	}
	return renderer, nil
}

// renderPart is render for what has been looked at, and a part of it, to which narrow cuts it.
func (o *options) renderPart(s *session, command string, code func(*session) error, narrow func(*report.Input) error) error {
	renderer, err := o.renderer()
	if err != nil {
		return err
	}
	in := s.input(command)
	if err := narrow(&in); err != nil {
		return err
	}
	if err := renderer(o.streams.Out, report.New(in)); err != nil && !errors.Is(err, syscall.EPIPE) { // whoever closes the output has read enough of it
		return fmt.Errorf("writing the output: %w", err)
	}
	return code(s)
}

// input is what the document is made of.
func (s *session) input(command string) report.Input {
	in := report.Input{
		Command: command, Module: s.module(), Now: s.found.Now, State: s.table,
		Snapshot:   s.snapshot(),
		References: slices.Concat(s.references(), s.mentions), Findings: s.findings, Sources: s.found.Snapshot.Sources,
		Modules: s.modules(), Rules: s.ruleList(), Incomplete: s.incompleteList(),
		Notes: s.program.Notes,
	}
	for _, c := range s.program.Configurations {
		in.Configurations = append(in.Configurations, report.Configuration(c))
	}
	for _, flag := range s.flags {
		// A platform that many repositories share has flags that are none of this one's business: only an inventory shows them all.
		if command != report.CommandReport || s.ours(flag) {
			in.Flags = append(in.Flags, flag.ID)
		}
	}
	if len(in.Sources) == 0 {
		in.Hint = s.hint()
	}
	return in
}

// ours reports whether a flag concerns this repository even if its code does not refer to it.
func (s *session) ours(flag debt.Flag) bool {
	if flag.Source == flagref.SourceCode {
		return true
	}
	return slices.ContainsFunc(s.found.Snapshot.Sources, func(source debt.Source) bool {
		return source.Name == flag.Source && source.Exclusive
	})
}

func (s *session) snapshot() report.Snapshot {
	snapshot := s.found.Snapshot
	if len(snapshot.Sources) == 0 {
		return report.Snapshot{}
	}
	return report.Snapshot{Date: snapshot.Date, Digest: snapshot.Digest, Old: s.found.Old}
}

// module is the path of the main module; several are a workspace, called by its directory.
func (s *session) module() string {
	var paths []string
	for _, m := range s.program.Modules {
		if m.Loaded {
			paths = append(paths, m.Path)
		}
	}
	switch len(paths) {
	case 0:
		return filepath.Base(s.found.Root)
	case 1:
		return paths[0]
	}
	return filepath.Base(s.found.Root) + " (workspace)"
}

func (s *session) modules() []report.Module {
	var out []report.Module
	for _, m := range s.program.Modules {
		if m.Loaded {
			out = append(out, report.Module{Path: m.Path, Dir: m.Dir})
		}
	}
	return out
}

// ruleList is every rule with the severity that its findings have, before a finding's own circumstances.
func (s *session) ruleList() []report.Rule {
	out := make([]report.Rule, len(debt.Rules))
	for i, rule := range debt.Rules {
		severity, overridden := s.found.Config.Policy.Rules[rule]
		if !overridden {
			severity = rule.DefaultSeverity()
		}
		out[i] = report.Rule{Name: rule, Severity: severity, Summary: analyzer.RuleSummary(rule)}
	}
	return out
}

// incompleteList is everything that could not be read, of the code and of the state.
func (s *session) incompleteList() []report.Incomplete {
	var out []report.Incomplete
	for _, problem := range s.found.StateProblems {
		out = append(out, report.Incomplete{Place: problem.Pos.String(), What: (&debt.InputError{What: problem.What, Do: problem.Do}).Error()})
	}
	for _, part := range s.program.Incomplete {
		entry := report.Incomplete{What: part.What}
		if !part.Pos.IsZero() {
			entry.Place = part.Pos.String()
		}
		out = append(out, entry)
	}
	return out
}

// hint is a configuration to start from, made of what was found.
func (s *session) hint() []string {
	lines := []string{"version: 1"}
	if names := s.names(s.program.Providers); len(names) > 0 {
		lines = append(lines, "# Found by itself: "+strings.Join(names, ", ")+wrapperHint(s.program.Wrappers)+".")
	}
	lines = append(lines,
		"sources:",
		"- file: flags.json  # a flag file of this repository, or an export of the platform",
		"  exclusive: true   # if no other repository reads these flags: then unused ones are named",
	)
	if len(s.program.References) == 0 {
		lines = append(lines,
			"flags:",
			"  apis:             # the in-house function that asks for a flag, if no known SDK lies below it",
			"  - {package: "+s.module()+"/flags, methods: [Enabled], key: {arg: 1}, value: bool}",
		)
	}
	return lines
}

func (s *session) names(providers []string) []string {
	names := make([]string, len(providers))
	for i, provider := range providers {
		names[i] = s.rules.Name(provider)
	}
	return names
}

// wrapperHint names the first wrappers, so that the reader sees that callers are counted.
func wrapperHint(wrappers []program.Wrapper) string {
	var names []string
	for _, w := range wrappers {
		if name := w.Name[strings.LastIndexByte(w.Name, '/')+1:]; w.Role == debt.RoleEvaluation && !slices.Contains(names, name) {
			names = append(names, strings.TrimSuffix(strings.Replace(name, ").", ".", 1), ")"))
		}
	}
	switch {
	case len(names) == 0:
		return ""
	case len(names) > maxNamed:
		return fmt.Sprintf(" (through %s and %d more)", strings.Join(names[:maxNamed], ", "), len(names)-maxNamed)
	}
	return " (through " + strings.Join(names, ", ") + ")"
}

// maxNamed is how many of a kind a message names before it counts the rest.
const maxNamed = 3
