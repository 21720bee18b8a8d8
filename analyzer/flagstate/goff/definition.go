package goff

import (
	"maps"
	"time"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagstate/document"
)

// definition is the part of a flag that decides what it serves. Nil pointers are fields that are not set, which matters when a scheduled step is merged.
type definition struct {
	variations map[string]debt.Value
	bucketing  bool
	targeting  []rule
	fallback   *rule
	start, end *time.Time
	window     bool
	disable    *bool
	steps      []step
}

// step is a change of the definition at a date.
type step struct {
	date time.Time
	definition
}

// rule serves a variation; a progressive rollout goes before percentages, and these before the plain variation.
type rule struct {
	name        string
	disable     *bool
	variation   *string
	percentage  map[string]float64
	progressive *progressive
}

// progressive moves everybody from one variation to another between two dates.
type progressive struct{ initial, end stage }

type stage struct {
	variation  *string
	percentage *float64
	date       *time.Time
}

func define(n *document.Node) (*definition, error) {
	def, err := read(n)
	if err != nil {
		return nil, err
	}
	if len(def.variations) == 0 {
		return nil, n.Errorf("add variations, or take the flag out", "a flag has no variations")
	}
	for _, item := range n.Get("scheduledRollout").List() {
		if !item.Get("date").Has() { // never due: go-feature-flag skips it
			continue
		}
		date, err := item.Get("date").Time()
		if err != nil {
			return nil, err
		}
		change, err := read(item)
		if err != nil {
			return nil, err
		}
		def.steps = append(def.steps, step{date, *change})
	}
	return def, expect(n.Get("scheduledRollout"), document.Array)
}

// read reads the fields that a flag and a scheduled step share.
func read(n *document.Node) (*definition, error) {
	if !n.Is(document.Object) {
		return nil, n.Errorf("write variations and a defaultRule", "a flag is %s", kindOf(n))
	}
	def := &definition{variations: map[string]debt.Value{}}
	var err error
	if err = expect(n.Get("variations"), document.Object); err != nil {
		return nil, err
	}
	if variations := n.Get("variations"); variations.Has() {
		for _, m := range variations.Members {
			if def.variations[m.Key], err = m.Value.Value(); err != nil {
				return nil, err
			}
		}
	}
	if def.disable, err = boolean(n.Get("disable")); err != nil {
		return nil, err
	}
	if err := expect(n.Get("targeting"), document.Array); err != nil {
		return nil, err
	}
	for _, item := range n.Get("targeting").List() {
		r, err := readRule(item)
		if err != nil {
			return nil, err
		}
		def.targeting = append(def.targeting, *r)
	}
	if fallback := n.Get("defaultRule"); fallback.Has() {
		if def.fallback, err = readRule(fallback); err != nil {
			return nil, err
		}
	}
	def.bucketing = n.Get("bucketingKey").Scalar() != ""
	return def, def.readWindow(n.Get("experimentation"))
}

func (def *definition) readWindow(n *document.Node) error {
	if !n.Has() {
		return nil
	}
	def.window = true
	var err error
	if err = expect(n, document.Object); err != nil {
		return err
	}
	if def.start, err = moment(n.Get("start")); err != nil {
		return err
	}
	def.end, err = moment(n.Get("end"))
	return err
}

func readRule(n *document.Node) (*rule, error) {
	if err := expect(n, document.Object); err != nil {
		return nil, err
	}
	r := &rule{name: n.Get("name").Scalar()}
	var err error
	if r.disable, err = boolean(n.Get("disable")); err != nil {
		return nil, err
	}
	if r.variation, err = name(n.Get("variation")); err != nil {
		return nil, err
	}
	if percentage := n.Get("percentage"); percentage.Has() {
		if err := expect(percentage, document.Object); err != nil {
			return nil, err
		}
		r.percentage = map[string]float64{}
		for _, m := range percentage.Members {
			weight, ok := m.Value.Float()
			if !ok {
				return nil, m.Value.Errorf("write a number", "a percentage is %s", kindOf(m.Value))
			}
			r.percentage[m.Key] = weight
		}
	}
	if rollout := n.Get("progressiveRollout"); rollout.Has() {
		r.progressive = &progressive{}
		if r.progressive.initial, err = readStage(rollout.Get("initial")); err != nil {
			return nil, err
		}
		r.progressive.end, err = readStage(rollout.Get("end"))
	}
	return r, err
}

func readStage(n *document.Node) (s stage, err error) {
	if !n.Has() {
		return s, nil
	}
	if err := expect(n, document.Object); err != nil {
		return s, err
	}
	if s.variation, err = name(n.Get("variation")); err != nil {
		return s, err
	}
	if percentage := n.Get("percentage"); percentage.Has() {
		value, ok := percentage.Float()
		if !ok {
			return s, percentage.Errorf("write a number", "a percentage is %s", percentage.Kind)
		}
		s.percentage = &value
	}
	s.date, err = moment(n.Get("date"))
	return s, err
}

// expect is an error unless the node is missing, null or of the kind.
func expect(n *document.Node, kind document.Kind) error {
	if n.Has() && n.Kind != kind {
		return n.Errorf("write "+kind.String(), "%s stands where %s must", n.Kind, kind)
	}
	return nil
}

func boolean(n *document.Node) (*bool, error) {
	if !n.Has() {
		return nil, nil
	}
	value, ok := n.Bool()
	if !ok {
		return nil, n.Errorf("write true or false", "%s stands where a boolean must", n.Kind)
	}
	return &value, nil
}

// name is the name of a variation, as it is written: on and true are names too.
func name(n *document.Node) (*string, error) {
	switch {
	case !n.Has():
		return nil, nil
	case n.Kind >= document.Array:
		return nil, n.Errorf("write the name of a variation", "%s stands where a variation's name must", n.Kind)
	}
	text := n.Scalar()
	return &text, nil
}

func moment(n *document.Node) (*time.Time, error) {
	if !n.Has() {
		return nil, nil
	}
	t, err := n.Time()
	return &t, err
}

func kindOf(n *document.Node) string {
	if n == nil {
		return document.Null.String()
	}
	return n.Kind.String()
}

// clone is a copy whose parts can be changed.
func (r *rule) clone() *rule {
	copied := *r
	copied.percentage = maps.Clone(r.percentage)
	if r.progressive != nil {
		p := *r.progressive
		copied.progressive = &p
	}
	return &copied
}
