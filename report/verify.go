package report

import (
	"cmp"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// CommandVerify is the command that compares two versions of the code.
const CommandVerify = "verify"

// Verification is what a comparison of two versions of the code says, with flags fixed to their values.
type Verification struct {
	// Base and Head name the versions.
	Base string `json:"base"`
	Head string `json:"head"`
	// Fixed are the flags with their values.
	Fixed []Fixed `json:"fixed"`
	// Packages are those that differ, or evaluate one of the flags.
	Packages []string `json:"packages"`
	Proof    Proof    `json:"proof"`
}

// Fixed is a flag with the value that it is fixed to.
type Fixed struct {
	debt.ID
	To debt.Value `json:"to"`
}

// arrange sorts what belongs to a verification.
func (v *Verification) arrange() {
	if v == nil {
		return
	}
	v.Fixed = ordered(v.Fixed, func(a, b Fixed) int { return a.ID.Compare(b.ID) })
	v.Packages = ordered(v.Packages, cmp.Compare[string])
	v.Proof.arrange()
}

// verifyPage says what two versions do differently.
func verifyPage(r *Report) page {
	v := r.Verification
	if v == nil {
		return append(page{note{words("Nothing was compared.")}}, incompleteNote(r)...)
	}
	about := inline{words("From "), code(v.Base), words(" to "), code(v.Head), words(" with ")}
	for i, fixed := range v.Fixed {
		if i > 0 {
			about = append(about, words(", "))
		}
		about = append(about, code(string(fixed.Key)), words(" fixed to "), code(cut(string(fixed.To), 24)))
	}
	p := page{note(append(about, words(": "+compared(v)+".")))}
	p = append(p, v.Proof.page("")...)
	return append(p, incompleteNote(r)...)
}

// compared says how much was looked at.
func compared(v *Verification) string {
	if len(v.Packages) == 1 {
		return "1 package differs or evaluates it"
	}
	return number(len(v.Packages)) + " packages differ or evaluate it"
}
