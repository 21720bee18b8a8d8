package debt

import "fmt"

// archived finds calls that ask for a flag that its platform has archived or deleted.
func (j *judgement) archived(i int, r *row) {
	if r.archived == SeverityOff {
		return
	}
	ref := &j.refs[i]
	forward, _ := r.forward(ref)
	what := fmt.Sprintf("flag %q is archived", r.flag.Key)
	if r.flag.Provider != "" {
		what += " at " + r.flag.Provider
	}
	do := "remove it from the code, or restore it there"
	switch mode := r.verdict.Serving.Mode; {
	case mode == ModeCallerDefault && !forward.IsZero():
		what += fmt.Sprintf(", so this call gets its own default (%s)", short(forward))
	case mode == ModeCallerDefault:
		what += ", so this call gets its own default"
	case !forward.IsZero():
		what += fmt.Sprintf(" and serves %s to everyone", short(forward))
	}
	if !forward.IsZero() {
		do = "remove it, keep " + side(forward)
	}
	j.report(i, RuleArchived, r.archived, what+": "+do, forward)
}

// forward is the value that the call gets in every environment, else what stands against it. A call that asks for a value of another kind gets an error instead.
func (r *row) forward(ref *Reference) (Value, outlook) {
	value, against := r.outlook.forward(ref.Default)
	if value != ref.Default && !value.fits(ref.Kind) {
		return "", against
	}
	return value, against
}
