// Package unleash reads Unleash's features: the export of an environment, the list of the search API and a single feature.
package unleash

import (
	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagstate/document"
)

// Provider is the provider of the flags.
const Provider = "unleash"

// Decode reads an export (features with featureStrategies and featureEnvironments), a page of the search API, or a feature. An export holds the features that somebody selected, so it is not complete; a page is, if it has as many features as the search found.
func Decode(data []byte, _ debt.Day) (*document.Decoded, error) {
	root, err := document.JSON(data)
	if err != nil {
		return nil, err
	}
	d := &document.Decoded{}
	features := root.Get("features")
	switch {
	case features.Is(document.Array) && (root.Get("featureEnvironments").Has() || root.Get("featureStrategies").Has()):
		export(d, root)
	case features.Is(document.Array):
		for _, n := range features.Items {
			apiFeature(d, n)
		}
		if total, ok := root.Get("total").Int(); ok {
			d.Total = total
			d.Complete = len(d.Flags) == total
		}
	case root.Get("name").Scalar() != "" && root.Get("environments").Is(document.Array):
		apiFeature(d, root)
	default:
		return nil, root.Errorf("export the features, or save the answer of /api/admin/search/features", "the file holds no features of Unleash")
	}
	document.Resolve(d)
	return d, nil
}

// feature is a feature in the form that all answers are brought into.
type feature struct {
	node         *document.Node
	tags         []*document.Node // type and value
	links        []*document.Node // url and title
	requires     []*document.Node // feature, enabled, variants
	environments []environment
}

// environment is a feature's state in one environment. Without told the strategies are not in the file.
type environment struct {
	node       *document.Node
	name       string
	strategies []*document.Node
	told       bool
}

// apiFeature reads a feature of the API; the search has the environments without their strategies.
func apiFeature(d *document.Decoded, n *document.Node) {
	f := feature{node: n, tags: n.Get("tags").List(), links: n.Get("links").List(), requires: n.Get("dependencies").List()}
	for _, e := range n.Get("environments").List() {
		f.environments = append(f.environments, environment{
			node:       e,
			name:       e.Get("name").Scalar(),
			strategies: e.Get("strategies").List(),
			told:       e.Get("strategies").Is(document.Array),
		})
	}
	f.add(d)
}
