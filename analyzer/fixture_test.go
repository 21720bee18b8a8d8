package analyzer_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/flagdebt/flagdebt/analyzer"
	"github.com/flagdebt/flagdebt/analyzer/config"
	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagstate"
)

func day(t testing.TB, text string) debt.Day {
	t.Helper()
	d, err := debt.ParseDay(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func date(t testing.TB, text string) debt.Date {
	t.Helper()
	return debt.Date{Day: day(t, text), Clock: debt.ClockPlatform}
}

// constant is a flag that serves true to everybody in production since a date.
func constant(t testing.TB, key debt.Key, since string) debt.Flag {
	t.Helper()
	return debt.Flag{
		ID: debt.ID{Provider: "launchdarkly", Key: key}, Kind: debt.KindBool, Type: debt.TypeRelease, Source: "ld.json",
		Environments: []debt.Environment{{
			Name: "production", Production: true, Since: date(t, since),
			Serving: debt.Serving{Mode: debt.ModeConstant, Value: "true", Outcomes: []debt.Value{"true"}},
		}},
	}
}

// inputs is one flag for each rule that a single package can break, as the package shop of testdata/src asks for them.
func inputs(t testing.TB) analyzer.Inputs {
	t.Helper()
	split := func(key debt.Key) debt.Flag {
		f := constant(t, key, "2026-01-01")
		f.Environments[0].Serving = debt.Serving{Mode: debt.ModeSplit, Outcomes: []debt.Value{"false", "true"}}
		return f
	}
	archived, expired := constant(t, "promo-banner", "2026-01-01"), split("gone-trial")
	archived.Archived = true
	expired.Expires = date(t, "2026-11-21")
	policy := debt.DefaultPolicy()
	policy.Keep = []debt.Keep{{Key: "kept", Reason: "a contract"}}
	policy.Naming.Default = &debt.Pattern{Style: debt.StyleKebab}
	return analyzer.Inputs{
		Config: &config.Config{Version: 1, Policy: policy, MinSeverity: debt.SeverityInfo},
		Snapshot: &flagstate.Snapshot{
			Date:    day(t, "2026-11-22"),
			Sources: []debt.Source{{Name: "ld.json", Format: "launchdarkly", Provider: "launchdarkly", Complete: true, Flags: 7}},
			Flags: []debt.Flag{
				constant(t, "new-checkout", "2026-01-01"), constant(t, "kept", "2026-01-01"),
				constant(t, "young", "2026-10-01"), // stale, but within the grace
				archived, expired, split("split"), split("BadName"),
			},
			APIs: []config.API{{
				Provider: "launchdarkly", Packages: config.Strings{"shop/ff"}, Receivers: config.Strings{"Flags"}, Methods: config.Strings{"Enabled"},
				Key: config.KeyPos{Arg: 0}, Value: debt.KindBool, Via: config.Strings{"ld.Flags.Enabled"},
			}},
		},
		Now:    day(t, "2026-11-22"),
		Nolint: true,
	}
}

// gopath is a GOPATH with the packages of testdata/src and the stubs of SDKs that package flagref is tested with.
func gopath(t testing.TB) string {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, src := range []string{filepath.Join("testdata", "src"), filepath.Join("flagref", "testdata", "src", "github.com")} {
		to := filepath.Join(dir, "src")
		if filepath.Base(src) != "src" {
			to = filepath.Join(to, filepath.Base(src))
		}
		if err := os.CopyFS(to, os.DirFS(src)); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}
