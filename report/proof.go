package report

import (
	"cmp"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// Proof is what a comparison of the code before and after a change says, with the flags of the change fixed to their values.
type Proof struct {
	// Functions is the number of those that were compared.
	Functions int `json:"functions"`
	// Assumptions have to be true for what was found to be the same to be so, besides that every evaluation of the flag gives the value and does nothing else.
	Assumptions []Assumption `json:"assumptions"`
	// Differences are the functions that were not found to be the same, each with the first place where it does something else. In code that is no test there are none where the change is proven.
	Differences []Difference `json:"differences"`
}

// Assumption is something that the comparison takes for granted.
type Assumption struct {
	Code string `json:"code"`
	debt.Position
	Text string `json:"text"`
}

// Difference is a function that was not found to be the same.
type Difference struct {
	Function string `json:"function"` // empty where it is about a whole file
	// Position before the change; zero where only the code after it has the place.
	debt.Position
	After debt.Position `json:"after"`
	What  string        `json:"what"`
	// Test says that it is in a file of tests. Tests change with what they test, so that these do not speak against the change.
	Test bool `json:"test"`
}

// arrange sorts what belongs to a proof.
func (p *Proof) arrange() {
	if p == nil {
		return
	}
	p.Assumptions = ordered(p.Assumptions, func(a, b Assumption) int {
		return cmp.Or(a.Position.Compare(b.Position), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Text, b.Text))
	})
	p.Differences = ordered(p.Differences, func(a, b Difference) int {
		return cmp.Or(compareBool(a.Test, b.Test), a.Position.Compare(b.Position), a.After.Compare(b.After), cmp.Compare(a.Function, b.Function), cmp.Compare(a.What, b.What))
	})
}

// in are the differences in tests, or in all other code.
func (p *Proof) in(tests bool) []Difference {
	var found []Difference
	for _, d := range p.Differences {
		if d.Test == tests {
			found = append(found, d)
		}
	}
	return found
}

// page says what the comparison found, of a flag where there may be several.
func (p *Proof) page(flag string) page {
	if p == nil {
		return nil
	}
	subject := func(with, without string) string {
		if flag == "" {
			return without
		}
		return flag + with
	}
	var out page
	differences, tests := p.in(false), p.in(true)
	taken := subject(" is proven: ", "Proven: ") + count(p.Functions, "function") + " compared, provided that every evaluation gives the value and does nothing else"
	if len(differences) > 0 {
		out = append(out, titled(subject(" is not proven", "Not the same")+", of "+count(p.Functions, "function")+" compared:", differenceItems(differences), obstacleLimit)...)
		taken = "The others are the same, provided that every evaluation gives the value and does nothing else"
	}
	if assumptions := p.assumed(); len(assumptions) > 0 {
		out = append(out, titled(taken+", and:", assumptions, detailLimit)...)
	} else if len(differences) == 0 {
		out = append(out, note{words(taken + ".")})
	}
	return append(out, titled(subject(": tests that do something else now:", "Tests that do something else now:"), differenceItems(tests), detailLimit)...)
}

// assumed lists the assumptions.
func (p *Proof) assumed() []inline {
	var items []inline
	for _, a := range p.Assumptions {
		item := inline{words(a.Text)}
		if at := place(a.Position); at.text != "" {
			item = append(inline{at, words(": ")}, item...)
		}
		items = append(items, item)
	}
	return items
}

func differenceItems(differences []Difference) []inline {
	var items []inline
	for _, d := range differences {
		at := place(d.Position)
		if at.text == "" {
			at = place(d.After)
		}
		item := inline{words(d.What)}
		if d.Function != "" {
			item = inline{code(d.Function), words(": " + d.What)}
		}
		if at.text != "" {
			item = append(inline{at, words(": ")}, item...)
		}
		items = append(items, item)
	}
	return items
}
