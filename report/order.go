package report

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// arrange sorts every list, drops what is said twice, and replaces nil by empty.
func (r *Report) arrange() {
	r.Flags = ordered(r.Flags, func(a, b Flag) int { return a.ID.Compare(b.ID) })
	for i := range r.Flags {
		f := &r.Flags[i]
		f.Environments = ordered(f.Environments, compareEnvironments)
		f.References = ordered(f.References, compareReferences)
		for j := range f.References {
			f.References[j].Via = filled(f.References[j].Via)
		}
		f.Notes = ordered(f.Notes, compareNotes)
		f.Mentions = ordered(f.Mentions, compareMentions)
		f.Removal.arrange()
	}
	r.Change.arrange()
	r.Verification.arrange()
	r.Findings = ordered(r.Findings, compareFindings)
	r.Dynamic = ordered(r.Dynamic, compareDynamic)
	for i := range r.Dynamic {
		r.Dynamic[i].Via = filled(r.Dynamic[i].Via)
	}
	r.Sources = ordered(r.Sources, compareSources)
	r.Modules = ordered(r.Modules, func(a, b Module) int { return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Dir, b.Dir)) })
	r.Configurations = ordered(r.Configurations, compareConfigurations)
	for i := range r.Configurations {
		r.Configurations[i].Tags = filled(r.Configurations[i].Tags)
	}
	r.Rules = ordered(r.Rules, func(a, b Rule) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Severity, b.Severity), cmp.Compare(a.Summary, b.Summary))
	})
	r.Incomplete = ordered(r.Incomplete, func(a, b Incomplete) int {
		return cmp.Or(comparePlaces(a.Place, b.Place), cmp.Compare(a.What, b.What))
	})
	r.Hint = filled(r.Hint)
	for i := range r.Proposals {
		r.Proposals[i].Keys, r.Proposals[i].Places = filled(r.Proposals[i].Keys), filled(r.Proposals[i].Places)
	}
}

// ordered sorts the list in place, without what the comparison calls equal.
func ordered[T any](list []T, compare func(a, b T) int) []T {
	slices.SortFunc(list, compare)
	return filled(slices.CompactFunc(list, func(a, b T) bool { return compare(a, b) == 0 }))
}

// filled is the list, empty instead of nil, which JSON writes as null.
func filled[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// comparePlaces orders file:line:column by the numbers, not by their digits.
func comparePlaces(a, b string) int {
	return slices.CompareFunc(strings.Split(a, ":"), strings.Split(b, ":"), func(a, b string) int {
		m, errA := strconv.Atoi(a)
		n, errB := strconv.Atoi(b)
		if errA == nil && errB == nil {
			return cmp.Compare(m, n)
		}
		return cmp.Compare(a, b)
	})
}

func compareEnvironments(a, b Environment) int {
	return cmp.Or(
		cmp.Compare(a.Name, b.Name),
		compareBool(a.Production, b.Production),
		cmp.Compare(a.Serving.Mode, b.Serving.Mode),
		cmp.Compare(a.Serving.Value, b.Serving.Value),
		compareBool(a.Serving.Experiment, b.Serving.Experiment),
		cmp.Compare(a.Serving.Note, b.Serving.Note),
		cmp.Compare(a.Since.Day, b.Since.Day),
		cmp.Compare(a.Since.Clock, b.Since.Clock),
	)
}

func compareReferences(a, b Reference) int {
	return cmp.Or(
		a.Position.Compare(b.Position),
		cmp.Compare(a.Role, b.Role),
		cmp.Compare(a.Package, b.Package),
		cmp.Compare(a.Function, b.Function),
		cmp.Compare(a.Kind, b.Kind),
		cmp.Compare(a.Default, b.Default),
		slices.Compare(a.Via, b.Via),
	)
}

func compareNotes(a, b debt.Note) int {
	return cmp.Or(a.Position.Compare(b.Position), cmp.Compare(a.About, b.About), cmp.Compare(a.Text, b.Text))
}

func compareMentions(a, b Mention) int {
	return cmp.Or(a.Position.Compare(b.Position), cmp.Compare(a.Medium, b.Medium), cmp.Compare(a.Text, b.Text))
}

func compareDynamic(a, b DynamicReference) int {
	return cmp.Or(
		compareReferences(a.Reference, b.Reference),
		cmp.Compare(a.Provider, b.Provider),
		cmp.Compare(a.Prefix, b.Prefix),
		cmp.Compare(a.Suffix, b.Suffix),
		cmp.Compare(a.Text, b.Text),
	)
}

// compareFindings orders as debt.Judge does, with every field that tells two findings apart.
func compareFindings(a, b Finding) int {
	return cmp.Or(
		a.Position.Compare(b.Position),
		compareRules(a.Rule, b.Rule),
		a.ID.Compare(b.ID),
		cmp.Compare(a.Message, b.Message),
		cmp.Compare(a.Severity, b.Severity),
		cmp.Compare(a.Forward, b.Forward),
		compareBool(a.Fixable, b.Fixable),
		cmp.Compare(a.Fingerprint, b.Fingerprint),
	)
}

// compareRules orders as reports show the rules; those of a newer version come first.
func compareRules(a, b debt.Rule) int {
	return cmp.Or(cmp.Compare(slices.Index(debt.Rules, a), slices.Index(debt.Rules, b)), cmp.Compare(a, b))
}

func compareSources(a, b debt.Source) int {
	return cmp.Or(
		cmp.Compare(a.Name, b.Name),
		cmp.Compare(a.Provider, b.Provider),
		cmp.Compare(a.Format, b.Format),
		compareBool(a.Complete, b.Complete),
		compareBool(a.Exclusive, b.Exclusive),
		cmp.Compare(a.Flags, b.Flags),
		cmp.Compare(a.Problem, b.Problem),
	)
}

func compareConfigurations(a, b Configuration) int {
	return cmp.Or(
		cmp.Compare(a.GOOS, b.GOOS),
		cmp.Compare(a.GOARCH, b.GOARCH),
		slices.Compare(a.Tags, b.Tags),
		compareBool(a.Tests, b.Tests),
	)
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}
