package debt

import (
	"fmt"
	"slices"
	"strings"
)

// use counts the references to a flag by role.
type use struct {
	evaluations, declarations, overrides, mentions int
	// dynamic says that a key built at run time may be this one.
	dynamic bool
}

// evaluated reports whether code asks for the flag, or may do so.
func (u *use) evaluated() bool { return u != nil && (u.evaluations > 0 || u.dynamic) }

// uses counts the references to every flag. Where several providers may answer a call, it is a use of the flag at each.
func (j *judgement) uses() map[ID]*use {
	uses := map[ID]*use{}
	for _, id := range j.ids {
		uses[id] = &use{}
	}
	for i := range j.refs {
		ref := &j.refs[i]
		if ref.isDynamic() {
			j.dynamicUse(ref, uses)
			continue
		}
		providers := append([]string{ref.Provider}, j.behind(ref.Provider)...)
		slices.Sort(providers)
		for _, p := range slices.Compact(providers) {
			if u := uses[ID{p, ref.Key}]; u != nil {
				u.count(ref.Role)
			}
		}
	}
	return uses
}

// dynamicUse marks the flags that a call with a key built at run time may ask for. The inner call of a wrapper is none: its callers pass the key.
func (j *judgement) dynamicUse(ref *Reference, uses map[ID]*use) {
	if ref.Role != RoleEvaluation {
		return
	}
	affix := ref.affix()
	for _, id := range j.candidates(ref.Provider) {
		if affix.builds(id.Key) {
			uses[id].dynamic = true
		}
	}
}

func (u *use) count(role Role) {
	switch role {
	case RoleEvaluation:
		u.evaluations++
	case RoleDeclaration:
		u.declarations++
	case RoleTestOverride:
		u.overrides++
	case RoleForward: // its callers count
	default:
		u.mentions++
	}
}

// others lists the references that are no evaluations, in words.
func (u *use) others() string {
	var parts []string
	for _, part := range []struct {
		n    int
		noun string
	}{{u.declarations, "declaration"}, {u.overrides, "test override"}, {u.mentions, "mention"}} {
		if part.n > 0 {
			parts = append(parts, count(part.n, part.noun))
		}
	}
	return enumerate(parts, "and")
}

// unused finds flags that are only ours and that no code asks for. A flag that another one has as a prerequisite is asked for by the platform.
func (j *judgement) unused(uses map[ID]*use) {
	for _, id := range j.ids {
		r := j.rows[id]
		if !r.exclusive || r.flag.Archived || r.verdict.Kept != nil || r.dependent != nil || uses[id].evaluated() {
			continue
		}
		var message strings.Builder
		fmt.Fprintf(&message, "no code asks for flag %q", id.Key)
		others := uses[id].others()
		switch {
		case r.flag.Source == sourceCode:
			message.WriteString(besides(others) + ": delete its declaration")
		case others != "":
			fmt.Fprintf(&message, "%s: delete that, then the flag in %s", besides(others), r.flag.Source)
		default:
			message.WriteString(": delete it in " + r.flag.Source)
		}
		j.reportFlag(id, r.flag.Origin, RuleUnused, j.severity[RuleUnused], message.String())
	}
}

// besides names what there is in the code all the same.
func besides(others string) string {
	if others == "" {
		return ""
	}
	return ", there is only " + others
}
