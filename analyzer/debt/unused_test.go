package debt_test

import (
	"testing"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

func TestUnused(t *testing.T) {
	id := debt.ID{Provider: "goff", Key: "exp-banner-v1"}
	ours := debt.Flag{ID: id, Source: "flags.yaml", Origin: debt.Position{File: "flags.yaml", Line: 4, Column: 1}}
	scope := debt.Scope{Whole: true, Sources: []debt.Source{{Name: "flags.yaml", Provider: "goff", Exclusive: true}},
		Providers: map[string][]string{"openfeature": {"flagd", "goff"}}}
	role := func(r debt.Role) debt.Reference {
		return with(call(id, 3, "false"), func(ref *debt.Reference) { ref.Role = r })
	}
	built := func(provider, prefix, suffix string) debt.Reference {
		return dynamic(provider, 3, &debt.Affix{Prefix: prefix, Suffix: suffix})
	}
	named := func(medium debt.Medium, file string) debt.Reference {
		return debt.Reference{ID: id, Pos: debt.Position{File: file, Line: 12, Column: 3}, Role: debt.RoleMention, Medium: medium}
	}
	const at = `flags.yaml:4:1 warning unused: no code asks for flag "exp-banner-v1"`
	tests := map[string]struct {
		refs   []debt.Reference
		change func(*debt.Flag, *debt.Scope)
		want   string
	}{
		"no reference":      {nil, nil, at + `: delete it in flags.yaml`},
		"part of a program": {nil, func(_ *debt.Flag, s *debt.Scope) { s.Whole = false }, ""},
		"shared source": {nil, func(_ *debt.Flag, s *debt.Scope) {
			s.Sources = append([]debt.Source{{Name: "flags.yaml", Provider: "goff"}}, s.Sources...)
		}, ""},
		"other source":             {nil, func(f *debt.Flag, _ *debt.Scope) { f.Source = "other.yaml" }, ""},
		"other provider":           {nil, func(_ *debt.Flag, s *debt.Scope) { s.Sources[0].Provider = "flagd" }, ""},
		"prerequisite":             {nil, func(f *debt.Flag, _ *debt.Scope) { f.Dependents = []debt.ID{{Provider: "goff", Key: "b"}} }, ""},
		"declared in code":         {[]debt.Reference{role(debt.RoleDeclaration)}, func(f *debt.Flag, s *debt.Scope) { f.Source, s.Sources[0].Name = "code", "code" }, at + `, there is only 1 declaration: delete its declaration`},
		"evaluation":               {[]debt.Reference{role(debt.RoleEvaluation)}, nil, ""},
		"call of an interface":     {[]debt.Reference{call(debt.ID{Provider: "openfeature", Key: id.Key}, 3, "false")}, nil, ""},
		"call of another provider": {[]debt.Reference{call(debt.ID{Provider: "unleash", Key: id.Key}, 3, "false")}, nil, at + `: delete it in flags.yaml`},
		"forward":                  {[]debt.Reference{role(debt.RoleForward)}, nil, at + `: delete it in flags.yaml`},
		"other roles": {[]debt.Reference{role(debt.RoleTestOverride), role(debt.RoleMention), role(debt.RoleMention), role(debt.RoleDeclaration)}, nil,
			at + `, there is only 1 declaration, 1 test override and 2 mentions: delete that, then the flag in flags.yaml`},
		"named in code of another language": {[]debt.Reference{named(debt.MediumProse, "a.md"), named(debt.MediumCode, "web/app.ts")}, nil, ""},
		"named in a document":               {[]debt.Reference{named(debt.MediumProse, "a.md")}, nil, at + `, though a.md:12 names it: delete it in flags.yaml`},
		"named in data and documents": {[]debt.Reference{named(debt.MediumProse, "a.md"), named(debt.MediumData, "z.yaml")}, nil,
			at + `, though z.yaml:12 and 1 other place name it: delete it in flags.yaml`},
		"named beside other roles": {[]debt.Reference{role(debt.RoleDeclaration), named(debt.MediumData, "z.yaml"), named(debt.MediumData, "b.yaml"), named(debt.MediumProse, "a.md")}, nil,
			at + `, there is only 1 declaration, though b.yaml:12 and 2 other places name it: delete that, then the flag in flags.yaml`},
		"may be built":                     {[]debt.Reference{built("goff", "exp-", "-v1")}, nil, ""},
		"may be built by anybody":          {[]debt.Reference{built("", "", "")}, nil, ""},
		"may be built behind an interface": {[]debt.Reference{built("openfeature", "exp-", "")}, nil, ""},
		"other prefix":                     {[]debt.Reference{built("goff", "ops-", "-v1")}, nil, at + `: delete it in flags.yaml`},
		"other suffix":                     {[]debt.Reference{built("goff", "exp-", "-v2")}, nil, at + `: delete it in flags.yaml`},
		"affixes overlap":                  {[]debt.Reference{built("goff", "exp-banner-", "-banner-v1")}, nil, at + `: delete it in flags.yaml`},
		"built for another":                {[]debt.Reference{built("flagd", "exp-", "")}, nil, at + `: delete it in flags.yaml`},
		"built in a forward":               {[]debt.Reference{with(built("goff", "", ""), func(r *debt.Reference) { r.Role = debt.RoleForward })}, nil, at + `: delete it in flags.yaml`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			f, s := ours, scope
			s.Sources = append([]debt.Source(nil), scope.Sources...)
			if test.change != nil {
				test.change(&f, &s)
			}
			policy := debt.DefaultPolicy()
			policy.Rules = map[debt.Rule]debt.Severity{debt.RuleDynamicKey: debt.SeverityOff}
			var want []string
			if test.want != "" {
				want = []string{test.want}
			}
			check(t, test.refs, []debt.Flag{f}, policy, s, want...)
		})
	}
}

func TestUnusedSeverity(t *testing.T) {
	f := debt.Flag{ID: debt.ID{Provider: "goff", Key: "a"}, Source: "f.yaml", Origin: debt.Position{File: "f.yaml"}}
	scope := debt.Scope{Whole: true, Sources: []debt.Source{{Name: "f.yaml", Provider: "goff", Exclusive: true}}}
	for severity, want := range map[debt.Severity][]string{
		debt.SeverityOff:   nil,
		debt.SeverityError: {`f.yaml error unused: no code asks for flag "a": delete it in f.yaml`},
	} {
		check(t, nil, []debt.Flag{f}, debt.Policy{Rules: map[debt.Rule]debt.Severity{debt.RuleUnused: severity}}, scope, want...)
	}
}
