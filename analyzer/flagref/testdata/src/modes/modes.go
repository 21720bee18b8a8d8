// Package modes has flags with more than two values, in fields that the user's configuration lists.
package modes

//@ strict

// Mode is what a flag allows.
type Mode string

// What a flag can be.
const (
	Enabled  Mode = "Enabled"
	Allowed  Mode = "Allowed"
	Disabled Mode = "Disabled"
)

// Features are filled from a file.
type Features struct {
	Affinity Mode   //@ declaration toggles Affinity kind=string
	Region   string // not listed
	Slots    int    //@ declaration toggles Slots kind=int
	Tax      bool   //@ declaration toggles Tax kind=bool
	Names    []string
}

func defaults() *Features {
	return &Features{Affinity: Disabled, Region: "eu", Slots: 2} //@ declaration toggles Affinity ;; declaration toggles Slots
}

func place(f *Features) int {
	if f.Affinity == Enabled || f.Region == "us" { //@ evaluation toggles Affinity kind=string
		return f.Slots //@ evaluation toggles Slots kind=int
	}
	parse(&f.Affinity) //@ mention toggles Affinity
	return len(f.Names)
}

func parse(*Mode) {}
