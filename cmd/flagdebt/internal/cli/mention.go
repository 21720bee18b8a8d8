package cli

import (
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/mention"
	"github.com/flagdebt/flagdebt/cmd/flagdebt/internal/vcs"
)

// texts are the files of the repository that people write: those that git knows of, else those that no .gitignore leaves out.
func texts(ctx context.Context, root, dir string) []string {
	if tree, err := vcs.Open(ctx, root); err == nil {
		if files, err := tree.Files(ctx); err == nil {
			return mention.Written(root, dir, files)
		}
	}
	return mention.Written(root, dir, mention.Walk(root))
}

// findMentions finds the flags in what is not Go. The files that the state and the configuration are in define flags, and do not use them.
func (s *session) findMentions(ctx context.Context) error {
	define := map[string]bool{s.found.Config.File: true}
	for _, source := range s.found.Snapshot.Sources {
		define[source.Name] = true
	}
	names := slices.DeleteFunc(slices.Clone(s.texts), func(name string) bool {
		return strings.HasSuffix(name, ".go") || define[s.display(name)]
	})
	counted := map[debt.Position]bool{} // what go.mod says of settings of GODEBUG is known as what it is
	for _, ref := range s.program.References {
		counted[ref.Pos] = true
	}
	ids := s.identities()
	found, err := mention.New(slices.Sorted(maps.Keys(ids))).Files(ctx, names, s.display)
	for _, m := range found {
		if counted[m.Pos] {
			continue
		}
		for _, id := range ids[m.Key] {
			s.mentions = append(s.mentions, debt.Reference{ID: id, Pos: m.Pos, Role: debt.RoleMention, Medium: m.Medium, Text: m.Text})
		}
	}
	return err
}

// named is the first place outside of Go, in one of the media, that names a flag; nil where there is none.
func (s *session) named(id debt.ID, media ...debt.Medium) *debt.Reference {
	i := slices.IndexFunc(s.mentions, func(m debt.Reference) bool { return m.ID == id && slices.Contains(media, m.Medium) })
	if i < 0 {
		return nil
	}
	return &s.mentions[i]
}

// identities are the flags of the state and of the code, in the words of the state, by their keys.
func (s *session) identities() map[debt.Key][]debt.ID {
	ids := map[debt.Key][]debt.ID{}
	add := func(id debt.ID) {
		if id = s.table.Resolve(id); id.Key != "" && !slices.Contains(ids[id.Key], id) {
			ids[id.Key] = append(ids[id.Key], id)
		}
	}
	for i := range s.flags {
		add(s.flags[i].ID)
	}
	for i := range s.program.References {
		if ref := &s.program.References[i]; ref.Dynamic == nil && ref.Role != debt.RoleForward {
			add(ref.ID)
		}
	}
	return ids
}
