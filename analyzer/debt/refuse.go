package debt

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// Wish is what a person asks for when a flag is to go.
type Wish struct {
	// To is the value that shall stay, empty for the one that the state tells.
	To Value
	// Force says that the person knows better than the state and the policy.
	Force bool
}

// ReadValue reads a value as a person writes it on the command line: as JSON, or as the bare text of a string where that is asked for or nothing else fits.
func ReadValue(text string, kind Kind) Value {
	value := Value("")
	if json.Valid([]byte(text)) {
		value, _ = ParseValue([]byte(text)) // has just been found valid
	}
	if value == "" || value == "null" || !value.fits(kind) && Value(`""`).fits(kind) {
		value, _ = ValueOf(text) // a string can always be written
	}
	return value
}

// Named finds the flag that a person calls KEY or PROVIDER:KEY, among those that the code refers to, else among those of the state.
func (t *Table) Named(name string, refs []Reference) (ID, *Obstacle) {
	whole := t.called(refs, func(id ID) bool { return id.Key == Key(name) })
	if provider, key, ok := strings.Cut(name, ":"); ok && len(whole) == 0 {
		whole = t.called(refs, func(id ID) bool { return id.Key == Key(key) && id.Provider == provider })
	}
	id := ID{Key: Key(name)}
	switch len(whole) {
	case 0:
		return id, &Obstacle{Code: CodeNotFound, ID: id, What: fmt.Sprintf("no code and no source has a flag %q", name), Do: "check the spelling: flagdebt list"}
	case 1:
		return whole[0], nil
	}
	names := make([]string, len(whole))
	for i, id := range whole {
		names[i] = id.Provider + ":" + string(id.Key)
	}
	return id, &Obstacle{Code: CodeAmbiguous, ID: id, What: fmt.Sprintf("several providers have a flag %q", name), Do: "name one: " + enumerate(names, "or")}
}

// called lists the flags that are meant, in the words of the code or of the state. What no code does anything with counts only if nothing else is meant.
func (t *Table) called(refs []Reference, meant func(ID) bool) []ID {
	var used, known []ID
	for i := range refs {
		ref := &refs[i]
		resolved := t.Resolve(ref.ID)
		switch {
		case ref.Dynamic != nil || ref.Role == RoleForward || !meant(ref.ID) && !meant(resolved):
		case ref.Role == RoleMention || ref.Role == RoleUse:
			known = append(known, resolved)
		default:
			used = append(used, resolved)
		}
	}
	if len(used) == 0 {
		for _, id := range t.ids {
			if meant(id) {
				known = append(known, id)
			}
		}
		used = known
	}
	slices.SortFunc(used, ID.Compare)
	return slices.Compact(used)
}

// Removable decides which value stays when the flag goes, empty where every call keeps its own default, or says why the flag must not go. References are all of the code. Without an evaluation there no value is needed, and none may be known.
func (t *Table) Removable(id ID, refs []Reference, w Wish) (Value, *Obstacle) {
	id = t.Resolve(id)
	v := t.Verdict(id)
	if o := t.protected(id, v); o != nil && !w.Force {
		return "", o
	}
	var calls []Reference
	referred := false
	for i := range refs {
		ref := &refs[i]
		if ref.Dynamic != nil || ref.Role == RoleMention || ref.Role == RoleUse || ref.Role == RoleForward || t.Resolve(ref.ID) != id {
			continue
		}
		referred = true
		if ref.Role == RoleEvaluation {
			calls = append(calls, *ref)
		}
	}
	if !referred && !w.Force {
		if o := t.builtSomewhere(id, refs); o != nil {
			return "", o // of a flag with references, a removal looks at this itself
		}
	}
	value, doubt := t.told(id, v, calls)
	switch {
	case len(calls) == 0:
		if !w.To.IsZero() || doubt != nil {
			value = w.To
		}
		return value, nil
	case w.To.IsZero() && doubt != nil:
		return "", doubt
	case w.To.IsZero():
	case doubt == nil && !w.Force:
		if doubt = t.contradicted(id, v, calls, w.To); doubt != nil {
			return "", doubt
		}
		value = w.To
	case doubt != nil && doubt.Code != CodeNoValue && !w.Force:
		return "", doubt
	default: // the state is silent, or the person knows better
		value = w.To
	}
	if o := misfit(id, calls, value); o != nil && !w.Force {
		return "", o
	}
	return value, nil
}

// protected says why the flag must stay, whatever it serves. What its platform has archived nobody can switch any more, so that nothing protects it but other flags.
func (t *Table) protected(id ID, v Verdict) *Obstacle {
	r := t.row(id)
	switchable := r == nil || !r.flag.Archived
	o := &Obstacle{Code: CodeKillSwitch, ID: id, Do: "leave it, or use --force if nobody needs the switch any more"}
	switch {
	case switchable && v.Kept != nil:
		o.What = fmt.Sprintf("the policy keeps flag %q", id.Key)
		if v.Kept.Reason != "" {
			o.What += " (" + v.Kept.Reason + ")"
		}
	case switchable && r != nil && r.flag.Permanent:
		o.What = fmt.Sprintf("flag %q is marked as permanent", id.Key)
	case switchable && (v.Type == TypeKillSwitch || v.Type == TypePermission):
		o.What = fmt.Sprintf("flag %q is constant on purpose: it is a %s flag", id.Key, v.Type)
	case r != nil && r.dependent != nil:
		o.Code, o.What = CodePrerequisite, fmt.Sprintf("flag %q has %q as a prerequisite", r.dependent.Key, id.Key)
		o.Do = "remove that flag, or its prerequisite, first"
	default:
		return nil
	}
	return o
}

// builtSomewhere finds a call whose key is built at run time and may be that of the flag.
func (t *Table) builtSomewhere(id ID, refs []Reference) *Obstacle {
	for i := range refs {
		ref := &refs[i]
		asks := ref.Provider == id.Provider || slices.Contains(t.behind(ref.Provider), id.Provider)
		if ref.Dynamic != nil && ref.Role == RoleEvaluation && asks && ref.affix().builds(id.Key) {
			return &Obstacle{Code: CodeDynamicKey, ID: id, Pos: ref.Pos, What: fmt.Sprintf("the key is built at run time and may be %q", id.Key), Do: "look at the place, and use --force if it is not"}
		}
	}
	return nil
}

// told is the value that the state tells for these calls, or why it tells none.
func (t *Table) told(id ID, v Verdict, calls []Reference) (Value, *Obstacle) {
	r := t.row(id)
	if r == nil || v.Serving.Mode == ModeUnknown {
		what := fmt.Sprintf("what flag %q serves is not known", id.Key)
		if v.Serving.Note != "" {
			what += ": " + v.Serving.Note
		}
		return "", &Obstacle{Code: CodeNoValue, ID: id, What: what, Do: "name the value that stays with --to"}
	}
	for i := range calls {
		_, against := r.outlook.forward(calls[i].Default)
		if len(against) == 0 {
			continue
		}
		o := &Obstacle{Code: CodeMixedServing, ID: id, Do: "finish the rollout, or name the value with --to and --force"}
		if v.Serving.Mode == ModeConstant || v.Serving.Mode == ModeCallerDefault {
			o.What = fmt.Sprintf("flag %q %s", id.Key, r.situation(against, &calls[i]))
		} else {
			o.What = fmt.Sprintf("flag %q %s in production", id.Key, answer{mode: v.Serving.Mode}.words())
		}
		return "", o
	}
	return v.Serving.Value, nil
}

// contradicted finds out whether the state says something else than the person does.
func (t *Table) contradicted(id ID, v Verdict, calls []Reference, to Value) *Obstacle {
	o := &Obstacle{Code: CodeMixedServing, ID: id, Do: "leave --to out, or add --force if it is meant"}
	if v.Serving.Mode == ModeConstant {
		if to == v.Serving.Value {
			return nil
		}
		o.What = fmt.Sprintf("flag %q serves %s to everyone, not %s", id.Key, short(v.Serving.Value), short(to))
		return o
	}
	i := slices.IndexFunc(calls, func(ref Reference) bool { return ref.Default != to })
	if i < 0 {
		return nil
	}
	o.Pos, o.What = calls[i].Pos, fmt.Sprintf("flag %q is off, so this call gets its own default (%s), not %s", id.Key, defaultHere(&calls[i]), short(to))
	return o
}

// misfit finds a call that asks for another kind of value: it would get an error, and its default.
func misfit(id ID, calls []Reference, value Value) *Obstacle {
	for i := range calls {
		if ref := &calls[i]; !value.IsZero() && value != ref.Default && !value.fits(ref.Kind) {
			return &Obstacle{Code: CodeValueKind, ID: id, Pos: ref.Pos, What: fmt.Sprintf("this call asks for a value of kind %s, and %s is none", ref.Kind, short(value)), Do: "give a value of the right kind with --to, or correct the call"}
		}
	}
	return nil
}
