package debt_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

func note(about debt.About, text string, line int) debt.Note {
	return debt.Note{About: about, Text: text, Position: debt.Position{File: "keys.go", Line: line}}
}

// TestAnnotate wants that comments fill what the state does not tell, and nothing else.
func TestAnnotate(t *testing.T) {
	scope := debt.Scope{Providers: map[string][]string{"openfeature": {"goff", "flagd"}}}
	notes := map[debt.ID][]debt.Note{
		{Provider: "openfeature", Key: "a"}: {note(debt.AboutOwner, "@late", 9), note(debt.AboutExpires, "2026-01-02", 9)},
		{Provider: "goff", Key: "a"}: {
			note(debt.AboutOwner, "@first", 1), note(debt.AboutOwner, "@second", 2), note(debt.AboutTicket, "PAY-1", 3),
			note(debt.AboutCreated, "2025-01-02", 4), note(debt.AboutCreated, "yesterday", 4), note(debt.AboutRemoval, "1.2", 5), note(debt.AboutStage, "beta 1.1", 6),
		},
		{Provider: "other", Key: "a"}: {note(debt.AboutOwner, "@other", 1)},
	}
	metadata := func(date string) debt.Date { return by(t, debt.ClockMetadata, date) }
	for name, tt := range map[string]struct{ flag, want debt.Flag }{
		"nothing known": {
			debt.Flag{ID: debt.ID{Provider: "goff", Key: "a"}},
			debt.Flag{ID: debt.ID{Provider: "goff", Key: "a"}, Owner: "@first", Ticket: "PAY-1", Created: metadata("2025-01-02"), Expires: metadata("2026-01-02")},
		},
		"all known": {
			debt.Flag{ID: debt.ID{Provider: "goff", Key: "a"}, Owner: "@pay", Ticket: "X-1", Created: on(t, "2024-01-01"), Expires: on(t, "2024-01-02")},
			debt.Flag{ID: debt.ID{Provider: "goff", Key: "a"}, Owner: "@pay", Ticket: "X-1", Created: on(t, "2024-01-01"), Expires: on(t, "2024-01-02")},
		},
		"behind an interface": {
			debt.Flag{ID: debt.ID{Provider: "flagd", Key: "a"}},
			debt.Flag{ID: debt.ID{Provider: "flagd", Key: "a"}, Owner: "@late", Expires: metadata("2026-01-02")},
		},
		"other key": {
			debt.Flag{ID: debt.ID{Provider: "goff", Key: "b"}},
			debt.Flag{ID: debt.ID{Provider: "goff", Key: "b"}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, debt.Annotate([]debt.Flag{tt.flag}, notes, scope)[0]); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// TestFillGate wants the versions that comments tell where the registration does not, and the last word on the end.
func TestFillGate(t *testing.T) {
	notes := []debt.Note{
		note(debt.AboutStage, "alpha v1.1", 1), note(debt.AboutStage, "ga v1.4", 2), note(debt.AboutRemoval, "1.6", 3), note(debt.AboutRemoval, "1.7", 4),
	}
	for name, tt := range map[string]struct{ gate, want debt.Gate }{
		"unversioned": {
			debt.Gate{Stage: "GA", Versions: []debt.GateVersion{{Stage: "GA"}}},
			debt.Gate{Stage: "GA", Versions: []debt.GateVersion{{Version: "v1.4", Stage: "GA"}}, Until: "1.7"},
		},
		"versioned": {
			debt.Gate{Versions: []debt.GateVersion{{Version: "1.3", Stage: "GA"}, {Stage: "BETA"}}, Until: "1.9"},
			debt.Gate{Versions: []debt.GateVersion{{Version: "1.3", Stage: "GA"}, {Stage: "BETA"}}, Until: "1.9"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			f := debt.Flag{Gate: &tt.gate}
			before := tt.gate.Versions[0].Version
			f.Fill(notes)
			if diff := cmp.Diff(&tt.want, f.Gate); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
			if tt.gate.Versions[0].Version != before {
				t.Error("the gate that was given has changed")
			}
		})
	}
}

// TestOutlivedGate wants a gate that can be switched to be expired when the version has come, and not one version before.
func TestOutlivedGate(t *testing.T) {
	id := debt.ID{Provider: "k8s", Key: "A"}
	gate := func(change func(*debt.Gate)) debt.Flag {
		g := &debt.Gate{Stage: "BETA", Versions: []debt.GateVersion{{Version: "1.1", Stage: "BETA", Default: "true"}}, Until: "1.5", Current: "1.5"}
		change(g)
		return debt.Flag{ID: id, Gate: g, Source: "code", Environments: []debt.Environment{mode("*", debt.ModeUnknown, debt.Date{})}}
	}
	refs := []debt.Reference{call(id, 3, "false")}
	check(t, refs, []debt.Flag{gate(func(g *debt.Gate) { g.Current = "1.4" })}, debt.DefaultPolicy(), debt.Scope{})
	check(t, refs, []debt.Flag{gate(func(g *debt.Gate) { g.Until = "" })}, debt.DefaultPolicy(), debt.Scope{})
	check(t, refs, []debt.Flag{gate(func(g *debt.Gate) { g.Current = "" })}, debt.DefaultPolicy(), debt.Scope{})
	check(t, refs, []debt.Flag{gate(func(*debt.Gate) {})}, debt.DefaultPolicy(), debt.Scope{},
		`shop/cart.go:3:5 warning expired: flag "A" was to go by version 1.5 (newest is 1.5): remove it, or move the date if it is still needed`)
}
