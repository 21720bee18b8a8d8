package cli

import (
	"bytes"
	"errors"
	"os"
	"path"
	"path/filepath"
	"slices"

	"github.com/aymanbagabas/go-udiff"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagstate"
	"github.com/flagdebt/flagdebt/analyzer/program"
	"github.com/flagdebt/flagdebt/analyzer/removal"
)

// deleteDefinitions adds to the change what takes the flags out of the flag files in this repository: of those that nobody else reads, and the flags of which the code has nothing left.
func (s *session) deleteDefinitions(change *program.Change, targets []*target) {
	for _, source := range s.found.Snapshot.Sources {
		local := filepath.FromSlash(source.Name)
		if !source.Exclusive || source.Problem != "" || !filepath.IsLocal(local) {
			continue
		}
		file := program.File{Name: filepath.Join(s.found.Root, local), Display: source.Name}
		var err error
		if file.Before, err = os.ReadFile(file.Name); err != nil {
			continue // a source that only a snapshot tells of
		}
		var keys []debt.Key
		for _, t := range targets {
			if t.Provider == source.Provider && s.gone(t, source.Name) && s.deleteDefinition(t, source, file) {
				keys = append(keys, t.Key)
			}
		}
		if len(keys) == 0 {
			continue
		}
		if cut(&file, source.Format, keys...) == nil {
			change.Files = append(change.Files, file)
		}
	}
	slices.SortStableFunc(change.Files, func(a, b program.File) int { return bytes.Compare([]byte(a.Display), []byte(b.Display)) })
}

// gone reports whether nothing will read the flag when it is removed: the code has nothing of it, and nothing else but prose names it. Code in other languages may ask for it too.
func (s *session) gone(t *target, definition string) bool {
	switch {
	case s.named(t.ID, debt.MediumCode, debt.MediumData) != nil:
		return false
	case t.obstacle != nil || len(t.choices) > 0 && t.choices[0].Scope == removal.FoldOnly:
		return false
	case slices.ContainsFunc(t.result.Mentions, func(m program.Mention) bool {
		return m.Pos.File != definition && m.Medium != debt.MediumProse && path.Ext(m.Pos.File) != ".go"
	}):
		return false
	}
	return t.result.Verdict == program.Nothing || t.result.Verdict != program.Refused && t.result.Complete
}

// deleteDefinition enters the deletion from one file into what becomes of a flag, and reports whether there is one.
func (s *session) deleteDefinition(t *target, source debt.Source, file program.File) bool {
	flag, known := s.table.Flag(t.ID)
	if !known {
		return false
	}
	if err := cut(&file, source.Format, t.Key); err != nil {
		if problem := new(debt.InputError); errors.As(err, &problem) && flag.Source == source.Name {
			pos := problem.Pos
			pos.File = source.Name
			t.result.Obstacles = append(t.result.Obstacles, debt.Obstacle{Code: debt.CodeDeclaration, ID: t.ID, Pos: pos, What: problem.What, Do: problem.Do})
		}
		return false
	}
	if t.result.Verdict == program.Nothing {
		t.result.Verdict, t.result.Complete, t.result.Obstacles = program.Proven, true, nil // no code changes
	}
	diff := describeFile(&file)
	t.result.Files = append(t.result.Files, file.Display)
	t.result.Deleted += diff.Deleted
	t.result.Added += diff.Added
	t.result.Removed = append(t.result.Removed, removal.Decl{Kind: "flag", Name: string(t.Key), Pos: flag.Origin})
	t.result.Mentions = slices.DeleteFunc(slices.Clone(t.result.Mentions), func(m program.Mention) bool {
		return m.Pos.File == file.Display && slices.ContainsFunc(file.Edits, func(e debt.Edit) bool {
			return lineOf(file.Before, e.Start) <= m.Pos.Line && m.Pos.Line <= lineOf(file.Before, max(e.Start, e.End-1))
		})
	})
	return true
}

// cut takes flags out of a flag file. A file that then defines nothing goes.
func cut(file *program.File, format string, keys ...debt.Key) error {
	edits, err := flagstate.Delete(format, file.Before, keys...)
	if err != nil {
		return err
	}
	var changes []udiff.Edit
	for i := range edits {
		edits[i].File = file.Display
		changes = append(changes, udiff.Edit{Start: edits[i].Start, End: edits[i].End, New: edits[i].New})
	}
	if file.After, err = udiff.ApplyBytes(file.Before, changes); err != nil {
		return err
	}
	file.Edits = edits
	if flagstate.Empty(format, file.After) {
		file.After, file.Edits = nil, nil
	}
	return nil
}

// lineOf is the line of an offset.
func lineOf(content []byte, offset int) int {
	return 1 + bytes.Count(content[:min(offset, len(content))], []byte("\n"))
}
