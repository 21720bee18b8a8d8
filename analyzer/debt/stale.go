package debt

import "fmt"

// stale finds calls that ask for a flag that has given everybody in production the same answer for too long.
func (j *judgement) stale(i int, r *row) {
	if r.stale == SeverityOff {
		return
	}
	ref := &j.refs[i]
	forward, against := r.forward(ref)
	message := fmt.Sprintf("flag %q %s", r.flag.Key, r.situation(against, ref))
	j.report(i, RuleStale, r.stale, message+": "+r.advice(forward, against, ref), forward)
}

// situation says what the flag does in production, since when, and what stands against a removal.
func (r *row) situation(against outlook, ref *Reference) string {
	where := ""
	if len(against) > 0 {
		where = " in production"
	}
	var text string
	switch {
	case r.verdict.Basis == BasisVersion:
		text = fmt.Sprintf("is locked to %s %s", r.answer(), r.flag.Gate.life())
	case r.verdict.Serving.Mode == ModeConstant:
		text = fmt.Sprintf("serves %s to everyone%s%s", r.answer(), where, r.verdict.since())
	default:
		text = fmt.Sprintf("is off%s%s%s, so every call gets its own default (%s)", r.at(), where, r.verdict.since(), defaultHere(ref))
	}
	return text + against.but()
}

// answer is the joint answer in production, for a message.
func (r *row) answer() string {
	if r.verdict.Serving.Mode == ModeCallerDefault {
		return "each call's default"
	}
	return short(r.verdict.Serving.Value)
}

// at names the provider, if it has a name.
func (r *row) at() string {
	if r.flag.Provider == "" {
		return ""
	}
	return " at " + r.flag.Provider
}

func defaultHere(ref *Reference) string {
	if ref.Default.IsZero() {
		return "not a constant here"
	}
	return short(ref.Default) + " here"
}

// since tells the date and how it is known. It never tells an age: that changes every day, and with it baselines and caches.
func (v Verdict) since() string {
	switch v.Basis {
	case BasisModified:
		return fmt.Sprintf(" (last modified %s)", v.Since.on())
	case BasisCreated:
		return fmt.Sprintf(" (created %s; no date of the last change is known)", v.Since.on())
	}
	if v.Since.Day.String() == v.Since.on() {
		return " since " + v.Since.on()
	}
	return fmt.Sprintf(" (since %s)", v.Since.on())
}

// but names the environments that stand against a removal.
func (o outlook) but() string {
	switch len(o) {
	case 0:
		return ""
	case 1:
		return ", but " + o[0].environment + " " + o[0].words()
	}
	names := make([]string, len(o))
	for i, a := range o {
		names[i] = a.environment
	}
	return ", but " + enumerate(names, "and") + " differ"
}

// advice says what to do about the call.
func (r *row) advice(forward Value, against outlook, ref *Reference) string {
	constant := r.verdict.Serving.Value
	switch {
	case !forward.IsZero():
		return "remove it, keep " + side(forward)
	case len(against) > 0 && constant.IsZero():
		return "once it is off there too, remove it"
	case len(against) > 0:
		return fmt.Sprintf("once it serves only %s there too, remove it and keep %s", short(constant), side(constant))
	case constant.IsZero():
		return "pass a constant default, or remove the call by hand"
	}
	return fmt.Sprintf("this call asks for a value of kind %s, so correct it or remove it by hand", ref.Kind)
}
