package unleash

import (
	"cmp"
	"slices"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagstate/document"
)

// add makes the flag of a feature.
func (f *feature) add(d *document.Decoded) {
	n := f.node
	name := n.Get("name")
	flag := debt.Flag{ID: debt.ID{Provider: Provider, Key: debt.Key(name.Scalar())}, Kind: debt.KindBool, Origin: n.Pos()}
	if name != nil {
		flag.Origin = name.Pos()
	}
	flag.Type, flag.Permanent = document.ParseType(n.Get("type").Scalar())
	flag.Created = d.Date(n.Get("createdAt"), debt.ClockPlatform)
	flag.Evaluated = d.Date(n.Get("lastSeenAt"), debt.ClockPlatform)
	flag.Archived = n.Get("archived").True() || n.Get("archivedAt").Has()
	flag.Description = n.Get("description").Scalar()
	flag.Mark = mark(n)
	f.label(&flag)
	if f.multivariate() {
		flag.Kind = debt.KindVariant
	}
	for _, r := range f.requires {
		id := debt.ID{Provider: Provider, Key: debt.Key(r.Get("feature").Scalar())}
		if !slices.Contains(flag.Prerequisites, id) {
			flag.Prerequisites = append(flag.Prerequisites, id)
		}
	}
	var answers []document.Answer
	for _, e := range f.environments {
		seen := d.Date(e.node.Get("lastSeenAt"), debt.ClockPlatform)
		if seen.Day > flag.Evaluated.Day {
			flag.Evaluated = seen
		}
		flag.Environments = append(flag.Environments, debt.Environment{Name: e.name, Production: e.node.Get("type").Scalar() == "production"})
		if flag.Archived {
			answers = append(answers, document.Gone(flag.Key, e.name))
		} else {
			answers = append(answers, f.answer(flag.Key, e))
		}
	}
	d.Add(flag, answers...)
}

// label reads the tags and links. A tag of the type owner names the owner, one of the type simple is a plain word, others keep their type.
func (f *feature) label(flag *debt.Flag) {
	for _, tag := range f.tags {
		kind := cmp.Or(tag.Get("type").Scalar(), tag.Get("tagType").Scalar())
		value := cmp.Or(tag.Get("value").Scalar(), tag.Get("tagValue").Scalar())
		switch kind {
		case "owner":
			flag.Owner = cmp.Or(flag.Owner, value)
			value = "owner:" + value
		case "simple", "":
		default:
			value = kind + ":" + value
		}
		flag.Tags = append(flag.Tags, value)
	}
	flag.Tags = document.Tags(flag.Tags)
	for _, link := range f.links {
		flag.Ticket = cmp.Or(flag.Ticket, link.Get("url").Scalar())
	}
}

// mark is Unleash's own verdict: stale, or the outcome that a team declared when it completed the feature.
func mark(n *document.Node) string {
	lifecycle := n.Get("lifecycle")
	switch {
	case n.Get("stale").True():
		return "stale"
	case lifecycle.Get("stage").Scalar() != "completed":
		return ""
	case lifecycle.Get("status").Scalar() != "":
		return "completed (" + lifecycle.Get("status").Scalar() + ")"
	}
	return "completed"
}

// multivariate reports whether some environment has two variants or more that are served.
func (f *feature) multivariate() bool {
	for _, e := range f.environments {
		if len(served(e.node.Get("variants"))) > 1 {
			return true
		}
		for _, s := range e.strategies {
			if len(served(s.Get("variants"))) > 1 {
				return true
			}
		}
	}
	return len(served(f.node.Get("variants"))) > 1
}

// served is the names of the variants that can be served: those with a weight, and those that an override gives to somebody.
func served(variants *document.Node) []string {
	var names []string
	for _, v := range variants.List() {
		weight, ok := v.Get("weight").Float()
		if ok && weight <= 0 && len(v.Get("overrides").List()) == 0 {
			continue
		}
		names = append(names, v.Get("name").Scalar())
	}
	return names
}
