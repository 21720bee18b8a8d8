package debt

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// use counts the references to a flag by role.
type use struct {
	evaluations, declarations, overrides, mentions int
	// dynamic says that a key built at run time may be this one.
	dynamic bool
	// elsewhere is the place outside of Go that says most of the flag, and places the number of all.
	elsewhere *Reference
	places    int
}

// evaluated reports whether Go code asks for the flag, or may do so.
func (u *use) evaluated() bool { return u != nil && (u.evaluations > 0 || u.dynamic) }

// foreign reports whether code in another language names the flag, which asks for it as far as a search for words can tell.
func (u *use) foreign() bool {
	return u != nil && u.elsewhere != nil && u.elsewhere.Medium == MediumCode
}

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
				u.count(ref)
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

func (u *use) count(ref *Reference) {
	switch {
	case ref.Medium != "":
		u.places++
		if u.elsewhere == nil || ref.saysMoreThan(u.elsewhere) {
			u.elsewhere = ref
		}
	case ref.Role == RoleEvaluation:
		u.evaluations++
	case ref.Role == RoleDeclaration:
		u.declarations++
	case ref.Role == RoleTestOverride:
		u.overrides++
	case ref.Role == RoleForward: // its callers count
	case ref.Role == RoleUse: // what it gets the value from counts
	default:
		u.mentions++
	}
}

// saysMoreThan orders mentions outside of Go: what may ask for a flag comes before what talks about it.
func (r *Reference) saysMoreThan(other *Reference) bool {
	order := []Medium{MediumCode, MediumData, MediumProse}
	return cmp.Or(cmp.Compare(slices.Index(order, r.Medium), slices.Index(order, other.Medium)), r.Pos.Compare(other.Pos)) < 0
}

// place is where the mention stands, for a message.
func (r *Reference) place() string { return Position{File: r.Pos.File, Line: r.Pos.Line}.String() }

// named tells where else the flag is named, in words.
func (u *use) named() string {
	switch u.places {
	case 0:
		return ""
	case 1:
		return ", though " + u.elsewhere.place() + " names it"
	case 2:
		return ", though " + u.elsewhere.place() + " and 1 other place name it"
	}
	return fmt.Sprintf(", though %s and %d other places name it", u.elsewhere.place(), u.places-1)
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
		if !r.exclusive || r.flag.Archived || r.verdict.Kept != nil || r.dependent != nil || uses[id].evaluated() || uses[id].foreign() {
			continue
		}
		var message strings.Builder
		fmt.Fprintf(&message, "no code asks for flag %q", id.Key)
		others, named := uses[id].others(), uses[id].named()
		switch {
		case r.flag.Source == sourceCode:
			message.WriteString(besides(others) + named + ": delete its declaration")
		case others != "":
			fmt.Fprintf(&message, "%s%s: delete that, then the flag in %s", besides(others), named, r.flag.Source)
		default:
			message.WriteString(named + ": delete it in " + r.flag.Source)
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
