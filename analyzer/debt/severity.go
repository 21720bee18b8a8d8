package debt

// DefaultSeverity is the severity of the rule's findings unless Policy.Rules says otherwise. A call of an archived flag is an error, since the platform no longer stands behind what it gets. A stale flag is information until the grace is over: see Policy.Grace.
func (r Rule) DefaultSeverity() Severity {
	switch r {
	case RuleArchived:
		return SeverityError
	case RuleDynamicKey:
		return SeverityInfo
	}
	return SeverityWarning
}

// severities gives every rule its severity.
func severities(overrides map[Rule]Severity) map[Rule]Severity {
	all := map[Rule]Severity{}
	for _, r := range Rules {
		severity, overridden := overrides[r]
		if !overridden {
			severity = r.DefaultSeverity()
		}
		all[r] = severity
	}
	return all
}

// staleSeverity is information until the grace after the first stale day is over, so that nobody's pull request turns red on the day on which a flag grows old; then what the policy says. A gate has no such day: whoever upgrades to the version sees it at once.
func (t *Table) staleSeverity(v Verdict, now Day, grace int) Severity {
	severity := t.severity[RuleStale]
	if v.Basis != BasisVersion && now < v.Stale+Day(grace) {
		return min(severity, SeverityInfo)
	}
	return severity
}
