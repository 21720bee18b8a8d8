package unleash

import (
	"github.com/flagdebt/flagdebt/analyzer/flagstate/document"
)

// export joins the flat lists of an export by the features' names.
func export(d *document.Decoded, root *document.Node) {
	strategies := byName(root.Get("featureStrategies"), "featureName")
	environments := byName(root.Get("featureEnvironments"), "featureName")
	tags := byName(root.Get("featureTags"), "featureName")
	links := byName(root.Get("links"), "feature")
	dependencies := byName(root.Get("dependencies"), "feature")
	for _, n := range root.Get("features").Items {
		name := n.Get("name").Scalar()
		f := feature{node: n, tags: tags[name]}
		for _, entry := range links[name] {
			f.links = append(f.links, entry.Get("links").List()...)
		}
		for _, entry := range dependencies[name] {
			f.requires = append(f.requires, entry.Get("dependencies").List()...)
		}
		for _, e := range environments[name] {
			// An export is of one environment, so its strategies do not name one.
			f.environments = append(f.environments, environment{node: e, name: e.Get("environment").Scalar(), strategies: strategies[name], told: len(environments[name]) == 1})
		}
		f.add(d)
	}
}

// byName groups the elements of a list by one of their fields.
func byName(list *document.Node, field string) map[string][]*document.Node {
	groups := map[string][]*document.Node{}
	for _, n := range list.List() {
		name := n.Get(field).Scalar()
		groups[name] = append(groups[name], n)
	}
	return groups
}
