package cli

import (
	"crypto/sha256"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagstate"
	"github.com/flagdebt/flagdebt/analyzer/program"
	"github.com/flagdebt/flagdebt/analyzer/removal"
	"github.com/flagdebt/flagdebt/report"
)

// describe is a removal as documents have it.
func (s *session) describe(t *target) *report.Removal {
	m := &report.Removal{
		Verdict: string(t.result.Verdict), Status: t.status, Complete: t.result.Complete, Deleted: t.result.Deleted, Added: t.result.Added,
		Files: t.result.Files, Sites: t.result.Sites, Commit: t.commit,
	}
	if len(t.choices) > 0 {
		m.To = t.choices[0].To
	}
	for _, o := range t.result.Obstacles {
		m.Obstacles = append(m.Obstacles, report.Obstacle{Code: o.Code, Position: o.Pos, What: o.What, Do: o.Do})
	}
	for _, d := range t.result.Removed {
		m.Declarations = append(m.Declarations, report.Declaration{Kind: d.Kind, Name: d.Name, Position: d.Pos})
	}
	for _, d := range t.result.Dropped {
		m.Dropped = append(m.Dropped, report.Dropped{Position: d.Pos, Text: d.Text, Panic: d.Panic})
	}
	for _, d := range t.result.Mentions {
		m.Checklist = append(m.Checklist, report.Mention{Position: d.Pos, Medium: d.Medium, Text: d.Text})
	}
	m.Proof = describeProof(t.result.Proof)
	if t.status != report.StatusRefused {
		m.Next = s.next(t)
	}
	return m
}

// next is what is left to do about the flag once its removal is deployed. Whoever turns a flag off before that changes what runs.
func (s *session) next(t *target) string {
	flag, known := s.table.Flag(t.ID)
	name := s.rules.Name(t.Provider)
	definition := slices.IndexFunc(t.result.Removed, func(d removal.Decl) bool {
		return d.Kind == "flag" && known && d.Pos == flag.Origin && d.Pos.File != "" && flag.Source == d.Pos.File
	})
	switch {
	case len(t.choices) > 0 && t.choices[0].Scope == removal.FoldOnly:
		return fmt.Sprintf("take the registration of %q out with --unregister after this is deployed", t.Key)
	case definition >= 0:
		return fmt.Sprintf("deploy this before %s without %q is served", path.Base(flag.Source), t.Key)
	case known && (flag.Archived || flag.Gate != nil || flag.Source == "code"):
		return ""
	case s.named(t.ID, debt.MediumCode) != nil:
		at := s.named(t.ID, debt.MediumCode).Pos
		return fmt.Sprintf("keep %q on %s as long as %s asks for it", t.Key, name, debt.Position{File: at.File, Line: at.Line})
	case !t.result.Complete:
		return fmt.Sprintf("keep %q on %s as long as anything of it stays", t.Key, name)
	case known && s.inFile(flag):
		return fmt.Sprintf("delete %q from %s after this is deployed, if nothing else reads it", t.Key, flag.Source)
	case known:
		return fmt.Sprintf("archive %q on %s after this is deployed", t.Key, name)
	}
	return ""
}

// inFile reports whether the flag is defined in a file, and not on a platform.
func (s *session) inFile(flag *debt.Flag) bool {
	for _, source := range s.found.Snapshot.Sources {
		for _, format := range flagstate.Formats() {
			if source.Name == flag.Source && format.Name == source.Format && format.Delete != nil {
				return true
			}
		}
	}
	return false
}

// describeChange is a change as documents have it.
func describeChange(change *program.Change) *report.Change {
	c := &report.Change{}
	for i := range change.Files {
		c.Files = append(c.Files, describeFile(&change.Files[i]))
		c.Edits = append(c.Edits, change.Files[i].Edits...)
	}
	return c
}

// describeFile is what changes in a file.
func describeFile(file *program.File) report.ChangedFile {
	f := report.ChangedFile{File: file.Display, Before: hash(file.Before), After: hash(file.After), Diff: file.Diff()}
	header := 2 // lines that begin like those of the difference
	for line := range strings.Lines(f.Diff) {
		switch {
		case header > 0:
			header--
		case line[0] == '-':
			f.Deleted++
		case line[0] == '+':
			f.Added++
		}
	}
	return f
}

// hash identifies a content; that of no file is empty.
func hash(content []byte) string {
	if content == nil {
		return ""
	}
	return fmt.Sprintf("sha256:%x", sha256.Sum256(content))
}

// describeTests are the tests as documents have them.
func describeTests(tests *program.Tests) *report.Tests {
	if tests == nil {
		return nil
	}
	t := &report.Tests{Packages: tests.Packages, Passed: tests.Passed}
	for _, d := range tests.Different {
		t.Different = append(t.Different, report.DifferentTest(d))
	}
	return t
}

// describeProof is a proof as documents have it.
func describeProof(p *program.Proof) *report.Proof {
	if p == nil {
		return nil
	}
	out := &report.Proof{Functions: p.Functions}
	for _, a := range p.Assumptions {
		out.Assumptions = append(out.Assumptions, report.Assumption{Code: string(a.Code), Position: a.Pos, Text: a.Text})
	}
	for _, d := range p.Differences {
		out.Differences = append(out.Differences, report.Difference{Function: d.Func, Position: d.Pos, After: d.Now, What: d.What, Test: d.Test})
	}
	return out
}
