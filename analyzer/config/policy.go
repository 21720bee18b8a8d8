package config

import (
	"strings"
	"unicode"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// policy makes the policy of a document: the default with what the file changes.
func (d *decoder) policy(doc *document) debt.Policy {
	p, own := debt.DefaultPolicy(), doc.Policy
	for t, l := range own.MaxAge {
		setLimit(p.MaxAge, t, l)
		if t == debt.TypeRelease {
			setLimit(p.MaxAge, debt.TypeUnknown, l)
		}
	}
	if own.Grace != nil {
		p.Grace = int(*own.Grace)
	}
	if own.MaxStateAge != nil {
		p.MaxStateAge = int(*own.MaxStateAge)
	}
	if own.GateMinors != nil {
		p.GateMinors = *own.GateMinors
		d.checkIndex(own.GateMinors, "gate-minors")
	}
	p.Rules = own.Rules
	p.Types = d.typeRules(own.Types)
	p.Keep = d.keeps(doc.Keep)
	p.Naming = d.naming(&doc.Naming)
	return p
}

func setLimit(ages map[debt.Type]int, t debt.Type, l limit) {
	if l == never {
		delete(ages, t)
		return
	}
	ages[t] = int(l)
}

func (d *decoder) typeRules(rules []typeRule) []debt.TypeRule {
	var out []debt.TypeRule
	for i := range rules {
		r := &rules[i]
		if r.Key == "" && r.Tag == "" && d.read(r) && !d.broken[&r.Key] && !d.broken[&r.Tag] {
			d.fail(r.Pos, "give key, tag or both", "the entry matches no flag")
		}
		if d.read(&r.Key) {
			d.checkGlob(&r.Key, "key")
		}
		out = append(out, debt.TypeRule{Key: r.Key, Tag: r.Tag, Type: r.Type})
	}
	return out
}

func (d *decoder) keeps(keeps []keep) []debt.Keep {
	var out []debt.Keep
	for i := range keeps {
		k := &keeps[i]
		if d.read(&k.Key) {
			d.checkGlob(&k.Key, "key")
		}
		if d.read(&k.Reason) && strings.TrimSpace(k.Reason) == "" {
			d.fail(d.pos(&k.Reason), "say why the flag stays", `"reason" is empty`)
		}
		if d.read(&k.Provider) {
			d.checkProvider(k.Provider, d.pos(&k.Provider))
		}
		out = append(out, debt.Keep{Key: k.Key, Provider: k.Provider, Reason: k.Reason, Until: k.Until, By: k.By, Pos: k.Pos})
	}
	return out
}

// maxGlob is the number of bytes that a glob may have: no key is longer.
const maxGlob = 1000

// checkGlob refuses what a glob over keys or environments does not understand. Such a glob would match nothing, and nobody would notice.
func (d *decoder) checkGlob(glob *string, name string) {
	switch bad := strings.IndexAny(*glob, `[]{}\`); {
	case *glob == "":
		d.fail(d.pos(glob), "write a name, or a glob with * and ?", "%q is empty", name)
	case len(*glob) > maxGlob:
		d.fail(d.pos(glob), "shorten it", "%q is longer than %d bytes", name, maxGlob)
	case strings.TrimSpace(*glob) != *glob || strings.ContainsFunc(*glob, unicode.IsControl):
		d.fail(d.pos(glob), "remove it", "%s has white space that no name has", quote(*glob))
	case bad >= 0:
		d.fail(d.pos(glob), "use * for any text and ? for one character, and one entry for each alternative", "%q has no meaning in %s", (*glob)[bad:bad+1], quote(*glob))
	}
}

func (d *decoder) checkGlobs(globs []string, name string) {
	for i := range globs {
		if d.read(&globs[i]) {
			d.checkGlob(&globs[i], name)
		}
	}
}

// checkIndex refuses a negative number.
func (d *decoder) checkIndex(n *int, name string) {
	if *n < 0 {
		d.fail(d.pos(n), "write 0 or more", "%q is %d", name, *n)
	}
}
