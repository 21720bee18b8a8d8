package debt

import "fmt"

// expired finds calls that ask for a flag whose last day is over.
func (j *judgement) expired(i int, r *row) {
	if r.expired == SeverityOff {
		return
	}
	forward, _ := r.forward(&j.refs[i])
	message := r.expiry() + ": remove it, or move the date if it is still needed"
	if !forward.IsZero() {
		message = fmt.Sprintf("%s, and this call gets %s everywhere: remove it, keep %s", r.expiry(), short(forward), side(forward))
	}
	j.report(i, RuleExpired, r.expired, message, forward)
}

// expiry says when the flag was to go.
func (r *row) expiry() string {
	if r.flag.Gate.outlived() {
		return fmt.Sprintf("flag %q was to go by version %s (newest is %s)", r.flag.Key, r.flag.Gate.Until, r.flag.Gate.Current)
	}
	return fmt.Sprintf("flag %q expired on %s", r.flag.Key, r.flag.Expires.Day)
}

// expiredUnread finds expired flags that no code asks for, where their definition can be shown or is ours alone: the flags of a shared platform that other repositories read are theirs to clean.
func (j *judgement) expiredUnread(uses map[ID]*use) {
	for _, id := range j.ids {
		r := j.rows[id]
		if uses[id].evaluated() || r.flag.Origin.IsZero() && !r.exclusive {
			continue
		}
		rest := ", and no code asks for it: delete it, or move the date"
		if u := uses[id]; u.foreign() {
			rest = fmt.Sprintf(", and only %s names it: remove it there, or move the date", u.elsewhere.place())
		}
		j.reportFlag(id, r.flag.Origin, RuleExpired, r.expired, r.expiry()+rest)
	}
}

// expiredKeeps finds exceptions that hold no longer.
func (j *judgement) expiredKeeps() {
	for _, k := range j.keeps {
		if !k.live {
			j.reportFlag(ID{k.Provider, Key(k.Key)}, k.Pos, RuleExpired, j.severity[RuleExpired], k.ended())
		}
	}
}

// ended says that the exception holds no longer.
func (k *Keep) ended() string {
	text := fmt.Sprintf("the keep of %q ended on %s", k.Key, k.Until)
	if k.Reason != "" {
		text += fmt.Sprintf(" (%s)", k.Reason)
	}
	return text + ": renew it with a reason, or delete it"
}
