package removal

import (
	"go/ast"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// settleTests decides what becomes of the tests that give something another value than the program does, which is the flag's: it is as if they forced the flag. It reports whether it is known what they give. Where a test says nothing, it is about something else.
func (r *remover) settleTests(key objectKey, known value, writes []written) bool {
	delete(r.suite.unsettled, key)
	var losing []*forcing
	var settle []func() bool
	other := []ast.Node{}
	for _, w := range writes {
		if !w.test || w.at == nil {
			continue
		}
		f := &forcing{unit: w.unit, id: r.idAt(w.x), node: w.at, x: w.x, to: known, other: []ast.Node{}}
		switch {
		case f.restores():
		case w.value.known() && !w.value.equal(known):
			losing = append(losing, f)
		case !w.value.known():
			act := r.elsewhere(f)
			if act == nil {
				r.suite.unsettled[key] = f
				return false
			}
			settle = append(settle, act)
			fallthrough
		default:
			other = append(other, w.at)
		}
	}
	if len(losing) > 0 && r.options.KeepTests {
		return false
	}
	for _, act := range settle { // nothing is done before it is known of all
		if !act() {
			return false
		}
	}
	for _, f := range losing {
		f.other = other
		if why := r.dropGiven(f); why != "" {
			r.refuse(f.unit, f.node, debt.CodeTest, why)
		}
	}
	return true
}

// finishGiven says where tests give something a value that nobody knows, which has the flag's in the program, and stays for that.
func (r *remover) finishGiven() {
	for key, f := range r.suite.unsettled {
		if !r.gone[key] && !r.goesAlong(f.unit, f.node) {
			r.refuse(f.unit, f.node, debt.CodeTest, "a test gives a value here that is not known, so that what reads it stays")
		}
	}
}

// dropGiven takes the test out that gives the losing value, or says why it does not.
func (r *remover) dropGiven(f *forcing) (why string) {
	if cond, _ := f.condition(); cond != nil {
		return "the losing value is given under a condition"
	}
	if row := f.row(f.node); row != nil {
		r.dropRow(f.unit, row)
		return ""
	}
	if f.unknownCase(f.node) {
		return "the losing value is given in a list of which it is not known what runs it"
	}
	if why = r.dropTest(f, f.node); why != "" && r.dropAssertion(f) {
		return ""
	}
	return why
}
