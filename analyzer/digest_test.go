package analyzer_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/flagdebt/flagdebt/analyzer"
	"github.com/flagdebt/flagdebt/analyzer/config"
	"github.com/flagdebt/flagdebt/analyzer/debt"
)

func digest(t testing.TB, in analyzer.Inputs) string {
	t.Helper()
	text, err := in.Digest()
	if err != nil {
		t.Fatal(err)
	}
	if !regexp.MustCompile(`^[0-9a-f]{64}$`).MatchString(text) {
		t.Errorf("digest %q, want 64 hexadecimal digits", text)
	}
	return text
}

// TestDigest wants another digest wherever a finding may differ, and the same where none can.
func TestDigest(t *testing.T) {
	tests := map[string]struct {
		change func(*analyzer.Inputs)
		same   bool
	}{
		"nothing":                      {func(*analyzer.Inputs) {}, true},
		"the next day":                 {func(in *analyzer.Inputs) { in.Now++ }, true},
		"the snapshot is fetched anew": {func(in *analyzer.Inputs) { in.Snapshot.Date++; in.Snapshot.Digest = "sha256:1" }, true},
		"a flag was evaluated":         {func(in *analyzer.Inputs) { in.Snapshot.Flags[0].Evaluated = date(t, "2026-11-21") }, true},
		"a description":                {func(in *analyzer.Inputs) { in.Snapshot.Flags[0].Description = "new" }, true},
		"the order of flags":           {func(in *analyzer.Inputs) { f := in.Snapshot.Flags; f[0], f[1] = f[1], f[0] }, true},
		"a flag that is asked for begins to be stale": {func(in *analyzer.Inputs) { in.Snapshot.Flags[5] = constant(t, "split", "2026-01-01") }, false},
		"a flag turns stale by the day":               {func(in *analyzer.Inputs) { in.Now = day(t, "2026-11-09") }, false},
		"a grace is over":                             {func(in *analyzer.Inputs) { in.Now = day(t, "2026-12-10") }, false},
		"a flag serves something else":                {func(in *analyzer.Inputs) { in.Snapshot.Flags[0].Environments[0].Serving.Value = "false" }, false},
		"a flag is new": {func(in *analyzer.Inputs) {
			in.Snapshot.Flags = append(in.Snapshot.Flags, constant(t, "new-chekout", "2026-11-22"))
		}, false},
		"a flag is gone":     {func(in *analyzer.Inputs) { in.Snapshot.Flags = in.Snapshot.Flags[1:] }, false},
		"a flag is archived": {func(in *analyzer.Inputs) { in.Snapshot.Flags[5].Archived = true }, false},
		"a flag needs an archived one": {func(in *analyzer.Inputs) {
			in.Snapshot.Flags[3].Dependents = []debt.ID{{Provider: "launchdarkly", Key: "split"}}
		}, false},
		"an expired flag is permanent": {func(in *analyzer.Inputs) { in.Snapshot.Flags[4].Permanent = true }, false},
		"a source lacks flags":         {func(in *analyzer.Inputs) { in.Snapshot.Sources[0].Complete = false }, false},
		"an interface was inferred":    {func(in *analyzer.Inputs) { in.Snapshot.APIs[0].Methods = config.Strings{"On"} }, false},
		"none was":                     {func(in *analyzer.Inputs) { in.Snapshot.APIs = nil }, false},
		"a severity": {func(in *analyzer.Inputs) {
			in.Config.Policy.Rules = map[debt.Rule]debt.Severity{debt.RuleUnknown: debt.SeverityError}
		}, false},
		"the severity from which on findings are shown": {func(in *analyzer.Inputs) { in.Config.MinSeverity = debt.SeverityError }, false},
		"the naming":   {func(in *analyzer.Inputs) { in.Config.Policy.Naming.Default = &debt.Pattern{Style: debt.StyleSnake} }, false},
		"a keep":       {func(in *analyzer.Inputs) { in.Config.Policy.Keep = nil }, false},
		"a provider":   {func(in *analyzer.Inputs) { in.Config.Providers = map[string][]string{"openfeature": {"launchdarkly"}} }, false},
		"an own rule":  {func(in *analyzer.Inputs) { in.Config.Flags.APIs = in.Snapshot.APIs }, false},
		"a problem":    {func(in *analyzer.Inputs) { in.Problem = "broken" }, false},
		"its place":    {func(in *analyzer.Inputs) { in.ProblemFile = "/a.go" }, false},
		"nolint":       {func(in *analyzer.Inputs) { in.Nolint = false }, false},
		"moved a text": {func(in *analyzer.Inputs) { in.Problem, in.ProblemFile = "/a", ".go" }, false},
	}
	digests := map[string]string{}
	for name, test := range tests {
		in := inputs(t)
		test.change(&in)
		got := digest(t, in)
		if same := got == digest(t, inputs(t)); same != test.same {
			t.Errorf("%s: the same digest is %t, want %t", name, same, test.same)
		}
		if other, ok := digests[got]; ok && !test.same {
			t.Errorf("%s has the digest of %s", name, other)
		}
		digests[got] = name
	}
}

// TestDigestOfFile wants the way in which a configuration is written not to count, and where it stands neither.
func TestDigestOfFile(t *testing.T) {
	read := func(text string) string {
		t.Helper()
		dir := write(t, "-- .git/HEAD --\n")
		if err := os.WriteFile(filepath.Join(dir, ".flagdebt.yml"), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		found := analyzer.Read(analyzer.Location{Dir: dir, Today: day(t, "2026-11-22")})
		if found.Problem != "" {
			t.Fatal(found.Problem)
		}
		return digest(t, found.Inputs)
	}
	const text = "version: 1\npolicy:\n  grace: 14d\n  rules: {stale: error, unknown: off}\nkeep:\n  - key: a\n    reason: because\n"
	first := read(text)
	for _, same := range []string{
		"# A comment.\n\n\n" + text,
		strings.NewReplacer("  grace", "      grace", "  rules", "      rules", ": ", ":   ").Replace(text),
		"policy: {rules: {unknown: off, stale: error}, grace: 2w}\nkeep: [{reason: because, key: \"a\"}]\nversion: 1\n",
		strings.ReplaceAll(text, "\n", "\r\n"),
	} {
		if read(same) != first {
			t.Errorf("another digest for the same configuration:\n%s", same)
		}
	}
	if read(strings.ReplaceAll(text, "14d", "15d")) == first {
		t.Error("the same digest for another grace")
	}
}

func TestBuild(t *testing.T) {
	build := analyzer.Build()
	if build == "" || build == "unknown build" {
		t.Errorf("build %q: a test has an executable that can be read", build)
	}
	if again := analyzer.Build(); again != build {
		t.Errorf("first %q, then %q", build, again)
	}
}
