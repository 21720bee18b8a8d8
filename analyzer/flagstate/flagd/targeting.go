package flagd

import (
	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagstate/document"
)

// The limits of a targeting rule after its references are followed.
const (
	maxDepth = 100
	maxSteps = 100_000
)

// targeting collects the results that a rule in JsonLogic can have, without evaluating it.
type targeting struct {
	variants   map[string]debt.Value
	evaluators *document.Node
	fallback   debt.Value // what null results in
	out        *document.Outcomes
	steps      int
}

// collect adds the possible results of an expression. The result is the name of a variant; null stands for the default variant, and anything that is no variant's name is an error, for which the caller's default is served.
func (t *targeting) collect(n *document.Node, add func(debt.Value), depth int) {
	if t.steps++; t.steps > maxSteps || depth > maxDepth {
		t.out.Unknown = "the targeting refers to itself or is too large"
		return
	}
	switch {
	case !n.Has():
		add(t.fallback)
	case n.Kind == document.Object:
		t.operation(n, add, depth)
	case n.Kind == document.Array:
		t.out.Unknown = "the targeting results in a list"
	default:
		t.name(n.Scalar(), add)
	}
}

func (t *targeting) name(name string, add func(debt.Value)) {
	value, ok := t.variants[name]
	if !ok {
		value = document.CallerDefault
	}
	add(value)
}

// operation adds the results of an operator and its operands.
func (t *targeting) operation(n *document.Node, add func(debt.Value), depth int) {
	if len(n.Members) != 1 {
		t.out.Unknown = "the targeting is not an operator with its operands"
		return
	}
	operator, operands := n.Members[0].Key, arguments(n.Members[0].Value)
	switch operator {
	case "if", "?:":
		t.branches(operands, add, depth)
	case "fractional":
		t.fractional(operands, add, depth)
	case "$ref":
		t.reference(n.Members[0].Value, add, depth)
	case "and", "or": // either results in one of its operands
		for _, operand := range operands {
			t.collect(operand, t.out.Targeted, depth+1)
		}
	case "==", "===", "!=", "!==", "<", "<=", ">", ">=", "!", "!!", "in", "some", "all", "none", "starts_with", "ends_with", "sem_ver":
		t.name("true", t.out.Targeted)
		t.name("false", t.out.Targeted)
	default: // var, cat and the like can result in anything
		t.out.Unknown = "the targeting computes the variant (" + document.Printable(operator) + ")"
	}
}

// arguments are the operands of an operator; a single one needs no list.
func arguments(n *document.Node) []*document.Node {
	if n.Is(document.Array) {
		return n.Items
	}
	return []*document.Node{n}
}

// branches adds the results of conditions that come in pairs with results, and of the else at the end, which is null if it is missing.
func (t *targeting) branches(operands []*document.Node, add func(debt.Value), depth int) {
	for len(operands) >= 2 {
		t.collect(operands[1], t.out.Targeted, depth+1)
		operands = operands[2:]
	}
	if len(operands) == 0 {
		add(t.fallback)
		return
	}
	t.collect(operands[0], add, depth+1)
}

// fractional adds the buckets with a share: ["variant", weight], the weight 1 if it is missing. Without a bucketing value (no targeting key) the result is null.
func (t *targeting) fractional(operands []*document.Node, add func(debt.Value), depth int) {
	if len(operands) > 0 && !operands[0].Is(document.Array) {
		operands = operands[1:]
	}
	served := false
	for _, bucket := range operands {
		if !bucket.Is(document.Array) || len(bucket.Items) == 0 || len(bucket.Items) > 2 {
			t.out.Unknown = "a bucket is not a variant and a weight"
			return
		}
		if len(bucket.Items) == 2 {
			if weight, ok := bucket.Items[1].Float(); ok && weight <= 0 {
				continue
			}
		}
		served = true
		t.collect(bucket.Items[0], add, depth+1)
	}
	rules := t.out.Rules
	t.out.Targeted(t.fallback)
	t.out.Rules = rules
	if !served {
		add(t.fallback)
	}
}

// reference follows $ref to a shared evaluator.
func (t *targeting) reference(n *document.Node, add func(debt.Value), depth int) {
	evaluator := t.evaluators.Get(n.Scalar())
	if evaluator == nil {
		t.out.Unknown = "there is no evaluator " + document.Quote(n.Scalar())
		return
	}
	t.collect(evaluator, add, depth+1)
}
