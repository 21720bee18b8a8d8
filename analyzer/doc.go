// Package analyzer is the go/analysis face of flagdebt: it judges the feature flags that a package asks for by their state, and reports those that have become debt.
//
// Each finding is a violation of one of the rules below; the first word of its message names the rule. The severity of a rule is set in .flagdebt.yml, where off silences it:
//
//	policy:
//	  rules:
//	    unknown: error
//	    dynamic-key: off
//
// A single line is silenced by a comment, and a flag by an entry of keep, which needs a reason and may have an end:
//
//	//nolint:flagdebt // the experiment is evaluated on Friday
//
//	keep:
//	  - key: legacy-csv
//	    reason: the contract with the bookkeeping partner names this format
//	    until: 2027-03-31
//
// Messages tell dates and never ages, so that they stay the same from day to day.
//
// # Rule archived
//
// The code asks for a flag that its platform has archived or deleted.
//
// Such a call gets whatever its SDK answers for a flag that is not there, which with most platforms is the default that the call itself passes. Nobody can switch it any more, and if the key is ever used again for something else, this old code wakes up with it. Code should go first and the flag second; here it was the other way round, so this is the most urgent rule.
//
// Where the state tells what the call gets in every environment, the message names it: that is the side to keep, and flagdebt clean KEY prints the change that keeps it.
//
// Severity: error.
//
// Bad:
//
//	// promo-banner was archived in spring.
//	if client.BoolVariation("promo-banner", user, false) {
//		showBanner(w)
//	}
//	showCart(w)
//
// Good:
//
//	showCart(w)
//
// To silence it: restore the flag at the platform, or nolint. An entry of keep does not help, since there is nothing left to keep.
//
// # Rule stale
//
// A flag has given everybody in production the same answer for longer than flags of its type may.
//
// What counts is the set of values that anyone can get in the production environments: rules that all serve the same value do not make a flag alive, and a percentage of 99 does. A flag that is switched off at a platform where that means "each call gets its own default" is constant too; what to keep may then differ from call to call. The age is counted from the last change of the answer; if that is not known, from the last change of anything, else from the creation; the message says which. A flag without any date is never stale.
//
// Release flags and experiments may stay for 40 days, operational flags and migrations for 90 (policy.max-age). Kill switches, permissions and flags that are marked as permanent are constant on purpose. So is a flag that a living one has as a prerequisite, and one with an experiment running. A gate that is declared in code, as Kubernetes and OpenTelemetry do, is stale three minor versions after it was locked (policy.gate-minors), or in the version by which its registration, or a comment beside it, says that it goes.
//
// If the other environments agree with production, the message names the value to keep, and flagdebt clean KEY prints the change that keeps it. If they do not, it names them: make them agree, or list those that do not matter under environments.ignore of the source.
//
// Severity: info for 30 days (policy.grace), then warning; for a gate at once. Another severity in policy.rules takes the place of the warning.
//
// Bad:
//
//	// Everybody has had the new checkout since June.
//	if client.BoolVariation("new-checkout", user, false) {
//		return newCheckout(cart)
//	}
//	return oldCheckout(cart)
//
// Good:
//
//	return newCheckout(cart)
//
// To silence it: give the flag its true type in policy.types, or an entry of keep. A switch for emergencies is no debt, but nobody can tell it from a forgotten release unless it says so:
//
//	policy:
//	  types:
//	    - key: ops-*
//	      type: kill-switch
//
// # Rule expired
//
// The day is over on which a flag, or an entry of keep, should have been gone.
//
// The day of a flag comes from its platform or from the metadata beside it, else from a comment beside its declaration or the constant of its key (expires: 2026-03-31), the day of an exception from until; both may still be used on the last day itself. A gate that is not locked has expired with the version that its comment names (removed in 1.34), once its registry has come to it. Unlike the age of stale, the day was chosen by somebody, so that it holds whatever the flag serves. A flag that no code asks for and the exceptions are checked only where the whole program is seen, not in golangci-lint and go vet.
//
// Severity: warning. It never stops a build by itself: a date that passes is no reason for an unrelated change to fail.
//
// Bad:
//
//	free-returns-trial:
//	  variations: {free: true, paid: false}
//	  defaultRule:
//	    percentage: {free: 50, paid: 50}
//	  metadata:
//	    expires: 2025-09-30 # and now it is November
//
// Good:
//
//	free-returns-trial:
//	  variations: {free: true, paid: false}
//	  defaultRule:
//	    percentage: {free: 50, paid: 50}
//	  metadata:
//	    expires: 2026-03-31 # the trial goes on over the winter
//
// To silence it: decide. Remove the flag or move the date; an entry of keep for the flag needs a reason, and should have an end of its own.
//
// # Rule unknown
//
// The code asks for a key that none of its providers has.
//
// The call gets its own default for ever, without an error. Mostly it is a misspelt key, so the message names the nearest one that exists: one that differs in case and separators only, or by one or two letters. Otherwise the flag was never created, or it was deleted while code still asked for it.
//
// The rule speaks only if every provider that may answer the call has sources, and all of them are complete and could be read. A list that may lack flags proves nothing.
//
// Severity: warning.
//
// Bad:
//
//	client.BoolVariation("new-chekout", user, false)
//
// Good:
//
//	client.BoolVariation("new-checkout", user, false)
//
// To silence it: an entry of keep with the whole key, for a flag that is created later. A glob does not silence it, because a misspelt key would hide behind it. For a source that does not list every flag, set complete: false.
//
// # Rule unused
//
// No code asks for a flag that belongs to this repository alone.
//
// Overrides in tests, declarations and mere mentions of the key are no use; where there are any, the message says so, since they have to go as well. Nor is a key that stands in configuration or documents, which the message names too. A key that code in another language names may be asked for there, so that the rule says nothing. The rule says nothing about a flag that a key built at run time may name, and about one that another flag has as a prerequisite.
//
// The rule speaks only where the whole program is seen, and only about sources that are declared as exclusive: on a shared platform, the flag may be somebody else's.
//
// Severity: warning.
//
// Bad:
//
//	sources:
//	  - file: flags.goff.yaml
//	    exclusive: true # and wishlist-sharing in it is asked for nowhere
//
// Good:
//
//	sources:
//	  - file: flags.goff.yaml # without wishlist-sharing
//	    exclusive: true
//
// To silence it: an entry of keep, for a flag whose code is still to come; or take exclusive away, if others read the file.
//
// # Rule naming
//
// A key is not written in the form that the team has agreed on.
//
// The form is a style (kebab, snake, camel, pascal, screaming-snake, dot-separated) or a regular expression for the whole key, for all flags or for those of a type. Where the right key can be told by rule, the message names it. A key is reported once in every package: at its declaration if there is one, else at the first call. Tests are left alone. Without naming in .flagdebt.yml nothing is checked.
//
// A key cannot be renamed in the code alone: create the new flag at the platform first, and give it the state of the old one.
//
// Severity: warning.
//
// Bad:
//
//	// naming: {style: kebab}
//	client.BoolVariation("NewAdminUI", user, false)
//
// Good:
//
//	// naming: {style: kebab}
//	client.BoolVariation("new-admin-ui", user, false)
//
// To silence it: an entry of keep for keys that are older than the agreement, or a pattern of their own for the flags of a type:
//
//	naming:
//	  style: kebab
//	  types:
//	    kill-switch:
//	      pattern: ops-.*-kill
//	      example: ops-search-kill
//	      description: the part of the system, between ops and kill
//
// # Rule dynamic-key
//
// A key is built at run time, so that nobody can tell which flags the code asks for.
//
// Neither a search nor flagdebt finds such a use; a flag that may be meant is never called unused, and can never be removed from this call. The message names the known flags that the constant part of the key allows. Tests are left alone.
//
// Severity: info.
//
// Bad:
//
//	client.BoolVariation("exp-"+name, user, false)
//
// Good:
//
//	switch name {
//	case "synonyms":
//		return client.BoolVariation("exp-synonyms", user, false)
//	case "ranking":
//		return client.BoolVariation("exp-ranking", user, false)
//	}
//	return false
//
// To silence it: nolint where the set of keys is open by design, such as in an admin page that lists all flags.
package analyzer
