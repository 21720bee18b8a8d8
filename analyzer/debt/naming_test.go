package debt_test

import (
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

func TestConvert(t *testing.T) {
	tests := map[debt.Key][6]debt.Key{ // in the order of debt.Styles
		"NewAdminUI":     {"new-admin-ui", "new_admin_ui", "newAdminUI", "NewAdminUI", "NEW_ADMIN_UI", "new.admin.ui"},
		"HTTPServer":     {"http-server", "http_server", "httpServer", "HTTPServer", "HTTP_SERVER", "http.server"},
		"newUI2":         {"new-ui2", "new_ui2", "newUI2", "NewUI2", "NEW_UI2", "new.ui2"},
		"UI2Panel":       {"ui2-panel", "ui2_panel", "ui2Panel", "UI2Panel", "UI2_PANEL", "ui2.panel"},
		"2fa-login":      {"2fa-login", "2fa_login", "2faLogin", "2faLogin", "2FA_LOGIN", "2fa.login"},
		"NEW_TAX":        {"new-tax", "new_tax", "newTax", "NewTax", "NEW_TAX", "new.tax"},
		"new__tax":       {"new-tax", "new_tax", "newTax", "NewTax", "NEW_TAX", "new.tax"},
		"-new tax/":      {"new-tax", "new_tax", "newTax", "NewTax", "NEW_TAX", "new.tax"},
		"pay.new-taxV2":  {"pay-new-tax-v2", "pay_new_tax_v2", "payNewTaxV2", "PayNewTaxV2", "PAY_NEW_TAX_V2", "pay.new.tax.v2"},
		"HTTP-server":    {"http-server", "http_server", "httpServer", "HTTPServer", "HTTP_SERVER", "http.server"},
		"my-HTTP-client": {"my-http-client", "my_http_client", "myHTTPClient", "MyHTTPClient", "MY_HTTP_CLIENT", "my.http.client"},
		"tax":            {"tax", "tax", "tax", "Tax", "TAX", "tax"},
		"T":              {"t", "t", "t", "T", "T", "t"},
		"aZ09zA":         {"a-z09z-a", "a_z09z_a", "aZ09zA", "AZ09zA", "A_Z09Z_A", "a.z09z.a"},
		"a\x80b":         {},
		"---":            {},
		"":               {},
		"größe":          {},
	}
	for key, want := range tests {
		for i, style := range debt.Styles {
			got := style.Convert(key)
			if got != want[i] {
				t.Errorf("%s of %q is %q, want %q", style, key, got, want[i])
			}
			if got != "" && !style.Accepts(got) {
				t.Errorf("%s does not accept %q", style, got)
			}
			if style.Accepts(key) != (key == want[i] && key != "") {
				t.Errorf("%s accepts %q: %t", style, key, style.Accepts(key))
			}
		}
	}
	if none := debt.Style("none"); !none.Accepts("x Y") || none.Convert("x Y") != "x Y" {
		t.Error("a style that does not exist must leave keys alone")
	}
}

func FuzzConvert(f *testing.F) {
	for _, seed := range []string{"", "NewAdminUI", "HTTPServer2", "a.b-c_d", "größe", "\xff\x00", "A1b2C3", "--", "İ"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, style := range debt.Styles {
			key := style.Convert(debt.Key(text))
			if key == "" {
				if style.Accepts(debt.Key(text)) {
					t.Errorf("%s accepts %q and has no conversion", style, text)
				}
				continue
			}
			if !style.Accepts(key) {
				t.Errorf("%s of %q is %q, which it does not accept", style, text, key)
			}
			if again := style.Convert(key); again != key {
				t.Errorf("%s of %q is %q, and of that %q", style, text, key, again)
			}
		}
		policy := debt.Policy{Naming: debt.Naming{Default: &debt.Pattern{Style: debt.StyleKebab}, Types: map[debt.Type]*debt.Pattern{debt.TypeOps: {Regexp: regexp.MustCompile("ops")}}}}
		ref := debt.Reference{ID: debt.ID{Key: debt.Key(text)}, Role: debt.RoleEvaluation}
		findings := debt.Judge([]debt.Reference{ref}, []debt.Flag{{ID: debt.ID{Key: "x"}}}, 1, policy, debt.Scope{})
		if accepted := debt.StyleKebab.Accepts(debt.Key(text)); (len(findings) == 0) != accepted {
			t.Errorf("%d findings for %q", len(findings), text)
		}
	})
}

func TestNamingMessages(t *testing.T) {
	kebab := &debt.Pattern{Style: debt.StyleKebab}
	team := func(p debt.Pattern) *debt.Pattern {
		p.Regexp = regexp.MustCompile(`(pay|cart)[-_]\w[\w-]*`)
		return &p
	}
	tests := map[string]struct {
		naming debt.Naming
		key    string
		typ    debt.Type
		want   string
	}{
		"nothing is expected":  {debt.Naming{}, "x Y", "", ""},
		"empty pattern":        {debt.Naming{Default: &debt.Pattern{Example: "a"}}, "x Y", "", ""},
		"accepted":             {debt.Naming{Default: kebab}, "new-ui", "", ""},
		"kebab":                {debt.Naming{Default: kebab}, "NewAdminUI", "", `flag key "NewAdminUI" is not kebab-case: rename it to "new-admin-ui"`},
		"snake":                {debt.Naming{Default: &debt.Pattern{Style: debt.StyleSnake}}, "a-b", "", `flag key "a-b" is not snake_case: rename it to "a_b"`},
		"camel":                {debt.Naming{Default: &debt.Pattern{Style: debt.StyleCamel}}, "a-b", "", `flag key "a-b" is not camelCase: rename it to "aB"`},
		"pascal":               {debt.Naming{Default: &debt.Pattern{Style: debt.StylePascal}}, "a-b", "", `flag key "a-b" is not PascalCase: rename it to "AB"`},
		"screaming":            {debt.Naming{Default: &debt.Pattern{Style: debt.StyleScreamingSnake}}, "a-b", "", `flag key "a-b" is not SCREAMING_SNAKE_CASE: rename it to "A_B"`},
		"dots":                 {debt.Naming{Default: &debt.Pattern{Style: debt.StyleDotSeparated}}, "a-b", "", `flag key "a-b" is not dot.separated: rename it to "a.b"`},
		"no words":             {debt.Naming{Default: kebab}, "größe", "", `flag key "größe" is not kebab-case: rename it to the form of "new-tax"`},
		"type wins":            {debt.Naming{Default: kebab, Types: map[debt.Type]*debt.Pattern{debt.TypeOps: {Style: debt.StyleSnake}}}, "a-b", debt.TypeOps, `ops flag key "a-b" is not snake_case: rename it to "a_b"`},
		"other type":           {debt.Naming{Default: kebab, Types: map[debt.Type]*debt.Pattern{debt.TypeOps: {Style: debt.StyleSnake}}}, "a-b", debt.TypeRelease, ""},
		"empty type":           {debt.Naming{Default: kebab, Types: map[debt.Type]*debt.Pattern{debt.TypeOps: nil}}, "a_b", debt.TypeOps, `flag key "a_b" is not kebab-case: rename it to "a-b"`},
		"only for a type":      {debt.Naming{Types: map[debt.Type]*debt.Pattern{debt.TypeOps: kebab}}, "a_b", debt.TypeRelease, ""},
		"type by rule":         {debt.Naming{Types: map[debt.Type]*debt.Pattern{debt.TypePermission: kebab}}, "may_a", debt.TypeRelease, `permission flag key "may_a" is not kebab-case: rename it to "may-a"`},
		"expression":           {debt.Naming{Default: team(debt.Pattern{})}, "tax", "", `flag key "tax" does not match (pay|cart)[-_]\w[\w-]*: rename it`},
		"whole key":            {debt.Naming{Default: team(debt.Pattern{})}, "xpay-tax x", "", `flag key "xpay-tax x" does not match (pay|cart)[-_]\w[\w-]*: rename it`},
		"anchored":             {debt.Naming{Default: &debt.Pattern{Regexp: regexp.MustCompile(`^(?:a|ab)$`)}}, "abc", "", `flag key "abc" does not match a|ab: rename it`},
		"not anchored by us":   {debt.Naming{Default: &debt.Pattern{Regexp: regexp.MustCompile(`^(?:a)|b`)}}, "abc", "", `flag key "abc" does not match ^(?:a)|b: rename it`},
		"own style":            {debt.Naming{Default: &debt.Pattern{Style: debt.StyleSnake}, Types: map[debt.Type]*debt.Pattern{debt.TypeOps: team(debt.Pattern{Style: debt.StyleKebab})}}, "PayTax", debt.TypeOps, `ops flag key "PayTax" is not kebab-case: rename it to "pay-tax"`},
		"longer alternative":   {debt.Naming{Default: &debt.Pattern{Regexp: regexp.MustCompile(`a|ab`)}}, "ab", "", ""},
		"example, description": {debt.Naming{Default: team(debt.Pattern{Example: "pay-tax", Description: "team, then purpose"})}, "tax", "", `flag key "tax" does not match (pay|cart)[-_]\w[\w-]* (team, then purpose): rename it to the form of "pay-tax"`},
		"candidate matches":    {debt.Naming{Default: team(debt.Pattern{Example: "pay-tax"})}, "PayTax", "", `flag key "PayTax" does not match (pay|cart)[-_]\w[\w-]*: rename it to "pay-tax", in the form of "pay-tax"`},
		"style of the default": {debt.Naming{Default: &debt.Pattern{Style: debt.StyleSnake}, Types: map[debt.Type]*debt.Pattern{debt.TypeOps: team(debt.Pattern{})}}, "PayTax", debt.TypeOps, `ops flag key "PayTax" does not match (pay|cart)[-_]\w[\w-]*: rename it to "pay_tax"`},
		"style and expression": {debt.Naming{Default: team(debt.Pattern{Style: debt.StyleKebab})}, "pay_tax", "", `flag key "pay_tax" is not kebab-case: rename it to "pay-tax"`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			f := with(flag(test.key), func(f *debt.Flag) { f.Type = test.typ })
			policy := debt.Policy{Naming: test.naming, Types: []debt.TypeRule{{Key: "may*", Type: debt.TypePermission}}}
			var want []string
			if test.want != "" {
				want = []string{"shop/cart.go:3:5 warning naming: " + test.want}
			}
			check(t, []debt.Reference{call(f.ID, 3, "false")}, []debt.Flag{f}, policy, debt.Scope{}, want...)
			if test.typ == "" { // the same for a flag that no source knows
				check(t, []debt.Reference{call(f.ID, 3, "false")}, nil, policy, debt.Scope{}, want...)
			}
		})
	}
}

func TestNamingOncePerPackage(t *testing.T) {
	at := func(pkg, file string, line int, role debt.Role) debt.Reference {
		r := call(ld("Bad"), line, "false")
		r.Package, r.Pos.File, r.Role = pkg, file, role
		return r
	}
	refs := []debt.Reference{
		at("a", "a/2.go", 1, debt.RoleEvaluation), at("a", "a/1.go", 9, debt.RoleEvaluation), at("a", "a/1.go", 5, debt.RoleEvaluation),
		at("b", "b/1.go", 1, debt.RoleEvaluation), at("b", "b/1.go", 9, debt.RoleDeclaration), at("b", "b/2.go", 1, debt.RoleDeclaration),
		at("c", "c/1_test.go", 1, debt.RoleEvaluation), at("c", "c/1.go", 1, debt.RoleTestOverride), at("c", "c/1.go", 2, debt.RoleMention), at("c", "c/1.go", 3, debt.RoleForward),
	}
	policy := debt.Policy{Naming: debt.Naming{Default: &debt.Pattern{Style: debt.StyleKebab}}}
	const end = ` warning naming: flag key "Bad" is not kebab-case: rename it to "bad"`
	check(t, refs, nil, policy, debt.Scope{}, "a/1.go:5:5"+end, "b/1.go:9:5"+end)

	for _, keep := range []debt.Keep{{Key: "B*"}, {Key: "Bad", Provider: "launchdarkly"}} {
		kept := policy
		kept.Keep = []debt.Keep{keep}
		check(t, refs, nil, kept, debt.Scope{})
	}
	mapped := policy
	mapped.Keep = []debt.Keep{{Key: "Bad", Provider: "flagd"}}
	check(t, refs, nil, mapped, debt.Scope{Providers: map[string][]string{"launchdarkly": {"unleash", "flagd"}}})
	check(t, refs, nil, mapped, debt.Scope{}, "a/1.go:5:5"+end, "b/1.go:9:5"+end)
	policy.Rules = map[debt.Rule]debt.Severity{debt.RuleNaming: debt.SeverityOff}
	check(t, refs, nil, policy, debt.Scope{})
}

// The same flag asked for directly and through an interface is one.
func TestNamingThroughInterface(t *testing.T) {
	refs := []debt.Reference{call(debt.ID{Provider: "openfeature", Key: "Bad"}, 5, "false"), call(ld("Bad"), 9, "false")}
	policy := debt.Policy{Naming: debt.Naming{Default: &debt.Pattern{Style: debt.StyleKebab}}}
	scope := debt.Scope{Providers: map[string][]string{"openfeature": {"launchdarkly"}}}
	findings := debt.Judge(refs, []debt.Flag{flag("Bad")}, day(t, now), policy, scope)
	if len(findings) != 1 || findings[0].ID != ld("Bad") || findings[0].Pos.Line != 5 {
		t.Error(cmp.Diff(nil, findings))
	}
}
