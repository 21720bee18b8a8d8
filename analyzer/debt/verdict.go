package debt

import (
	"cmp"
	"fmt"
	"slices"
)

// Word is a verdict in one word.
type Word string

// The words, the most urgent first. A flag has the first that holds.
const (
	// WordArchived: archived or deleted at its platform.
	WordArchived Word = "archived"
	// WordKept: an entry of Policy.Keep exempts it.
	WordKept Word = "kept"
	// WordStale: it has given everybody in production the same answer for longer than its type allows.
	WordStale Word = "stale"
	// WordExpired: the day is over on which it should have been gone.
	WordExpired Word = "expired"
	// WordUnknown: its providers are known completely, and none has it.
	WordUnknown Word = "unknown"
	// WordUnused: no code asks for it. A Table never gives this word, since it does not see the references; whoever does (see Judge) puts it in the place of the words below.
	WordUnused Word = "unused"
	// WordUndated: constant in production, but nobody knows since when, which never reads as long.
	WordUndated Word = "undated"
	// WordUnknownState: what it serves is not known.
	WordUnknownState Word = "unknown-state"
	// WordHealthy: constant on purpose, by its type or because it is marked as permanent.
	WordHealthy Word = "healthy"
	// WordActive: in use, or not constant for long enough.
	WordActive Word = "active"
)

// Basis says which event the age of a flag is counted from.
type Basis string

// The bases, the most exact first; the first that is known is taken.
const (
	BasisConstant Basis = "constant" // the last change of the answer in production
	BasisModified Basis = "modified" // the last change of anything, so not before that of the answer
	BasisCreated  Basis = "created"
	BasisVersion  Basis = "version" // releases since a gate was locked, not days
)

// Verdict is what the state of a flag, the policy and the day say about it, whatever the code does with it.
type Verdict struct {
	Word Word
	// Severity of the findings that the word leads to; off if there are none.
	Severity Severity
	// Type is the effective type: that of the first matching Policy.Types, else that of the source.
	Type Type
	// Serving is the joint answer in production.
	Serving Serving
	// Since is the date that the age is counted from, and Basis what happened then. Both are empty if it is not known; of a gate, Since is the day of the last change, if known.
	Since Date
	Basis Basis
	// Stale is the first day on which the flag is stale. It is unknown where the answer is not constant, the type allows every age, a gate counts versions, or there is no date.
	Stale Day
	// Forward is the value that every call gets in every environment. It is empty where that depends on the call's own default.
	Forward Value
	// Kept is the entry that exempts the flag, if any.
	Kept *Keep
	// Reason says in a few words why the flag is not stale.
	Reason string
}

// effectiveType is the type by the first rule that matches, else by the source. Of a key that no source holds, only rules on the key can match.
func effectiveType(rules []TypeRule, key Key, tags []string, declared Type) Type {
	for _, r := range rules {
		if r.Key == "" && r.Tag == "" {
			continue // says nothing
		}
		if (r.Key == "" || glob(r.Key, string(key))) && (r.Tag == "" || slices.Contains(tags, r.Tag)) {
			return r.Type
		}
	}
	return declared
}

// maxAge is the number of days that the type may stay constant. A flag of which no type is known is taken for a release flag, the commonest, unless the policy says otherwise.
func (p Policy) maxAge(t Type) (days int, limited bool) {
	days, limited = p.MaxAge[t]
	if !limited && t == TypeUnknown {
		days, limited = p.MaxAge[TypeRelease]
	}
	return days, limited
}

// clock is the date from which the age of the flag counts: since when it is constant, else the nearest later event, else its creation.
func (f *Flag) clock(since Date) (Date, Basis) {
	switch {
	case !since.IsZero():
		return since, BasisConstant
	case !f.Modified.IsZero():
		return f.Modified, BasisModified
	case !f.Created.IsZero():
		return f.Created, BasisCreated
	}
	return Date{}, ""
}

// weigh gives the verdict on a flag but for archived, kept and expired. A dependent is a living flag that has this one as a prerequisite.
func (f *Flag) weigh(now Day, p Policy, dependent *ID) Verdict {
	serving, since := f.Production()
	v := Verdict{Type: effectiveType(p.Types, f.Key, f.Tags, f.Type), Serving: serving}
	v.Forward, _ = newOutlook(f).forward("")
	v.Since, v.Basis = f.clock(since)
	switch {
	case serving.Mode == ModeUnknown:
		v.Word, v.Reason = WordUnknownState, serving.Note
	case serving.Mode != ModeConstant && serving.Mode != ModeCallerDefault:
		v.Word, v.Reason = WordActive, cmp.Or(serving.Note, "production "+answer{mode: serving.Mode}.words())
	case serving.Experiment:
		v.Word, v.Reason = WordActive, "an experiment is running"
	case f.Permanent:
		v.Word, v.Reason = WordHealthy, "it is marked as permanent"
	case v.Type == TypeKillSwitch || v.Type == TypePermission:
		v.Word, v.Reason = WordHealthy, fmt.Sprintf("a %s flag is constant on purpose", v.Type)
	case dependent != nil:
		v.Word, v.Reason = WordActive, fmt.Sprintf("flag %q has it as a prerequisite", dependent.Key)
	case f.Gate != nil && f.Gate.Locked:
		v.Since, v.Basis = since, BasisVersion
		v.Word, v.Reason = f.Gate.weigh(p.GateMinors)
	default:
		weighAge(&v, now, p)
	}
	return v
}

// weighAge judges a constant flag by its age.
func weighAge(v *Verdict, now Day, p Policy) {
	days, limited := p.maxAge(v.Type)
	switch {
	case !limited:
		v.Word, v.Reason = WordHealthy, fmt.Sprintf("the policy has no age limit for type %s", cmp.Or(v.Type, "unknown"))
	case v.Since.IsZero():
		v.Word, v.Reason = WordUndated, "constant, but no date is known"
	default:
		v.Stale = v.Since.Day + Day(days)
		v.Word, v.Reason = WordActive, "not constant for long enough: stale from "+v.Stale.String()
		if now >= v.Stale {
			v.Word, v.Reason = WordStale, ""
		}
	}
}
