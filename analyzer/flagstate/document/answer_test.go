package document

import (
	"testing"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// prerequisite is a flag of the test below: it serves variants when its requirements are met, else "0".
type prerequisite struct {
	key      debt.Key
	variants []string
	requires map[debt.Key]string
}

func decoded(flags ...prerequisite) *Decoded {
	d := &Decoded{}
	for _, p := range flags {
		a := Answer{Key: p.key, Environment: "*", Met: Branch{Variants: p.variants}, Unmet: Branch{Variants: []string{"0"}}}
		for _, v := range p.variants {
			a.Met.Outcomes.Always(debt.Value(v))
		}
		a.Unmet.Outcomes.Always("0")
		for key, variant := range p.requires {
			a.Requires = append(a.Requires, Requirement{key, func(served string) bool { return served == variant }})
		}
		d.Add(debt.Flag{ID: debt.ID{Key: p.key}, Environments: []debt.Environment{{Name: "*"}}}, a)
	}
	return d
}

func TestResolve(t *testing.T) {
	tests := []struct {
		name  string
		parts []*Decoded
		mode  debt.Mode
		value debt.Value
	}{
		{"met", []*Decoded{decoded(prerequisite{"x", []string{"1"}, map[debt.Key]string{"a": "1"}}, prerequisite{"a", []string{"1"}, nil})}, debt.ModeConstant, "1"},
		{"met in another file", []*Decoded{decoded(prerequisite{"x", []string{"1"}, map[debt.Key]string{"a": "1"}}), decoded(prerequisite{"a", []string{"1"}, nil})}, debt.ModeConstant, "1"},
		{"not met", []*Decoded{decoded(prerequisite{"x", []string{"1"}, map[debt.Key]string{"a": "1"}}, prerequisite{"a", []string{"2"}, nil})}, debt.ModeConstant, "0"},
		{"met for some", []*Decoded{decoded(prerequisite{"x", []string{"1"}, map[debt.Key]string{"a": "1"}}, prerequisite{"a", []string{"1", "2"}, nil})}, debt.ModeRules, ""},
		{"missing", []*Decoded{decoded(prerequisite{"x", []string{"1"}, map[debt.Key]string{"a": "1"}})}, debt.ModeRules, ""},
		{"in two files", []*Decoded{decoded(prerequisite{"x", []string{"1"}, map[debt.Key]string{"a": "1"}}), decoded(prerequisite{"a", []string{"1"}, nil}), decoded(prerequisite{"a", []string{"2"}, nil})}, debt.ModeRules, ""},
		{"cycle", []*Decoded{decoded(prerequisite{"x", []string{"1"}, map[debt.Key]string{"a": "1"}}, prerequisite{"a", []string{"1"}, map[debt.Key]string{"x": "1"}})}, debt.ModeUnknown, ""},
		{"depends on a cycle", []*Decoded{decoded(prerequisite{"x", []string{"1"}, map[debt.Key]string{"a": "1"}}, prerequisite{"a", []string{"1"}, map[debt.Key]string{"a": "1"}})}, debt.ModeUnknown, ""},
		{"chain", []*Decoded{decoded(prerequisite{"x", []string{"1"}, map[debt.Key]string{"a": "1"}}, prerequisite{"a", []string{"1"}, map[debt.Key]string{"b": "1"}}, prerequisite{"b", []string{"2"}, nil})}, debt.ModeConstant, "0"},
	}
	for _, tt := range tests {
		Resolve(tt.parts...)
		Resolve(tt.parts...) // a second time changes nothing
		got := tt.parts[0].Flags[0].Environments[0].Serving
		if got.Mode != tt.mode || got.Value != tt.value {
			t.Errorf("%s: %s %s (%s), want %s %s", tt.name, got.Mode, got.Value, got.Note, tt.mode, tt.value)
		}
	}
}

func TestUnite(t *testing.T) {
	page := func(total int, keys ...debt.Key) *Decoded {
		d := &Decoded{Total: total}
		for _, key := range keys {
			d.Add(debt.Flag{ID: debt.ID{Key: key}})
		}
		return d
	}
	tests := []struct {
		name  string
		pages []*Decoded
		want  bool
	}{
		{"all", []*Decoded{page(3, "a", "b"), page(3, "c")}, true},
		{"a page is missing", []*Decoded{page(4, "a", "b"), page(4, "c")}, false},
		{"overlapping", []*Decoded{page(3, "a", "b"), page(3, "b")}, false},
		{"of different lists", []*Decoded{page(3, "a", "b"), page(2, "c")}, false},
		{"not a page", []*Decoded{page(0, "a"), page(0, "b")}, false},
	}
	for _, tt := range tests {
		Unite(tt.pages...)
		for _, p := range tt.pages {
			if p.Complete != tt.want {
				t.Errorf("%s: complete is %t", tt.name, p.Complete)
			}
		}
	}
}
