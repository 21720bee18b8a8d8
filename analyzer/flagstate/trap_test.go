package flagstate

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/flagdebt/flagdebt/analyzer/config"
	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// files writes a repository: name, content, name, content …
func files(t *testing.T, pairs ...string) string {
	t.Helper()
	root := t.TempDir()
	for i := 0; i < len(pairs); i += 2 {
		path := filepath.Join(root, filepath.FromSlash(pairs[i]))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(pairs[i+1]), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

// load reads the files of a repository as sources.
func load(t *testing.T, root string, sources ...config.Source) (*Snapshot, []*debt.InputError) {
	t.Helper()
	return Load(root, root, sources, day(t, today))
}

// loadOne reads one file and expects no problem.
func loadOne(t *testing.T, name, text string) *Snapshot {
	t.Helper()
	s, problems := load(t, files(t, name, text), config.Source{File: name})
	if len(problems) > 0 {
		t.Fatalf("problems: %v", problems)
	}
	return s
}

func flagOf(t *testing.T, s *Snapshot, key debt.Key) *debt.Flag {
	t.Helper()
	i := slices.IndexFunc(s.Flags, func(f debt.Flag) bool { return f.Key == key })
	if i < 0 {
		t.Fatalf("no flag %s", key)
	}
	return &s.Flags[i]
}

// serves checks what a flag serves in an environment: a mode, and for constant the value.
func serves(t *testing.T, s *Snapshot, key debt.Key, environment, want string) debt.Environment {
	t.Helper()
	f := flagOf(t, s, key)
	i := slices.IndexFunc(f.Environments, func(e debt.Environment) bool { return e.Name == environment })
	if i < 0 {
		t.Fatalf("%s has no environment %s", key, environment)
	}
	e := f.Environments[i]
	if got := strings.TrimSpace(string(e.Serving.Mode) + " " + string(e.Serving.Value)); got != want {
		t.Errorf("%s serves %s in %s, want %s", key, got, environment, want)
	}
	return e
}

const variations = "  variations: {on: true, off: false, yes: true}\n"

// ld is an LaunchDarkly list with one flag, its environments production and staging.
func ld(flag, production, staging string) string {
	return `{"items":[{"key":"x","variations":[{"value":true},{"value":false},{"value":true}],` + flag +
		`"environments":{"production":{` + production + `},"staging":{` + staging + `}}}],"totalCount":1,"_links":{}}`
}

const (
	ldOn  = `"on":true,"offVariation":1,"fallthrough":{"variation":0}`
	ldOff = `"on":false,"offVariation":1,"fallthrough":{"variation":0}`
)

func TestTrap01_OffInProductionOnInStaging(t *testing.T) {
	s := loadOne(t, "flags.json", ld("", ldOff, ldOn))
	if e := serves(t, s, "x", "production", "constant false"); !e.Production {
		t.Error("production is not marked")
	}
	if e := serves(t, s, "x", "staging", "constant true"); e.Production {
		t.Error("staging is marked as production")
	}
}

func TestTrap02_AllRulesServeOneVariation(t *testing.T) {
	e := serves(t, loadOne(t, "flags.goff.yaml", "x:\n"+variations+"  targeting: [{query: a eq 1, variation: on}, {query: b eq 1, variation: on}]\n  defaultRule: {variation: on}\n"), "x", "*", "constant true")
	if !e.Rules {
		t.Error("the rules are not mentioned")
	}
}

func TestTrap03_TwoVariationsWithOneValue(t *testing.T) {
	serves(t, loadOne(t, "flags.goff.yaml", "x:\n"+variations+"  defaultRule: {percentage: {on: 50, yes: 50}}\n"), "x", "*", "constant true")
	serves(t, loadOne(t, "flags.json", ld("", ldOn+`,"rules":[{"variation":2}]`, ldOn)), "x", "production", "constant true")
}

func TestTrap04_WeightsOfZeroAndOtherSums(t *testing.T) {
	serves(t, loadOne(t, "flags.goff.yaml", "x:\n"+variations+"  defaultRule: {percentage: {on: 7, off: 0}}\n"), "x", "*", "constant true")
	serves(t, loadOne(t, "flags.goff.yaml", "x:\n"+variations+"  defaultRule: {percentage: {on: 100, off: 100}}\n"), "x", "*", "split")
	serves(t, loadOne(t, "flags.json", ld("", `"on":true,"fallthrough":{"rollout":{"variations":[{"variation":0,"weight":100000},{"variation":1,"weight":0}]}}`, ldOn)), "x", "production", "constant true")
}

func TestTrap05_NoOffVariation(t *testing.T) {
	serves(t, loadOne(t, "flags.json", ld("", `"on":false,"offVariation":null,"fallthrough":{"variation":0}`, ldOn)), "x", "production", "caller-default")
}

func TestTrap06_PrerequisiteOff(t *testing.T) {
	s := loadOne(t, "flags.json", `{"flags":{"x":{`+ldOn+`,"variations":[true,false],"prerequisites":[{"key":"p","variation":0}]},"p":{`+ldOff+`,"variations":[true,false]}},"segments":{}}`)
	serves(t, s, "x", "*", "constant false")
}

func TestTrap07_PastAndFutureSchedules(t *testing.T) {
	step := func(date string) string {
		return "x:\n" + variations + "  defaultRule: {variation: off}\n  scheduledRollout:\n    - {date: " + date + ", defaultRule: {variation: on}}\n"
	}
	e := serves(t, loadOne(t, "flags.goff.yaml", step("2026-10-01T00:00:00Z")), "x", "*", "constant true")
	if e.Since.Day.String() != "2026-10-01" {
		t.Errorf("since %v", e.Since)
	}
	serves(t, loadOne(t, "flags.goff.yaml", step("2026-11-23T00:00:00Z")), "x", "*", "time")
	serves(t, loadOne(t, "flags.goff.yaml", step("2026-11-22T01:00:00+02:00")), "x", "*", "constant true")
	serves(t, loadOne(t, "flags.goff.yaml", step("2026-11-21T23:00:00-02:00")), "x", "*", "time")
}

func TestTrap08_ExperimentOnItsWinner(t *testing.T) {
	e := serves(t, loadOne(t, "flags.json", ld("", `"on":true,"fallthrough":{"rollout":{"kind":"experiment","variations":[{"variation":0,"weight":100000}]}}`, ldOn)), "x", "production", "constant true")
	if !e.Serving.Experiment {
		t.Error("no experiment is running")
	}
	s := loadOne(t, "flags.json", ld(`"experiments":{"items":[{"environments":["production"]}]},`, ldOn, ldOn))
	if e := serves(t, s, "x", "production", "constant true"); !e.Serving.Experiment {
		t.Error("no experiment is running in production")
	}
	if e := serves(t, s, "x", "staging", "constant true"); e.Serving.Experiment {
		t.Error("an experiment is running in staging")
	}
}

func TestTrap09_IndividualTargetsOnly(t *testing.T) {
	serves(t, loadOne(t, "flags.json", ld("", ldOn+`,"targets":[{"values":["user-1"],"variation":1}]`, ldOn)), "x", "production", "rules")
}

func TestTrap10_SegmentOnly(t *testing.T) {
	serves(t, loadOne(t, "flags.json", ld("", ldOn+`,"rules":[{"variation":1,"clauses":[{"op":"segmentMatch","values":["beta"]}]}]`, ldOn)), "x", "production", "rules")
}

func TestTrap11_KillSwitchStaysOn(t *testing.T) {
	s := loadOne(t, "flags.csv", "key,kind,type,created,modified,env:production\nx,bool,kill-switch,2020-01-01,2020-01-01,on=true\n")
	serves(t, s, "x", "production", "constant true")
	if f := flagOf(t, s, "x"); f.Type != debt.TypeKillSwitch {
		t.Errorf("the type is %q, so the flag would be called stale", f.Type)
	}
}

func TestTrap13_ArchivedAtThePlatform(t *testing.T) {
	s := loadOne(t, "flags.json", ld(`"archived":true,`, ldOn, ldOn))
	serves(t, s, "x", "production", "caller-default")
	if f := flagOf(t, s, "x"); !f.Archived {
		t.Error("the flag is not archived")
	}
	s = loadOne(t, "sdk.json", `{"flags":{"x":{`+ldOn+`,"variations":[true,false],"deleted":true}},"segments":{}}`)
	if f := flagOf(t, s, "x"); !f.Archived {
		t.Error("the deleted flag is not archived")
	}
}

// TestTrap14_TwoFilesDisagree is fault 53.
func TestTrap14_TwoFilesDisagree(t *testing.T) {
	root := files(t, "a.goff.yaml", "x:\n"+variations+"  defaultRule: {variation: on}\n", "b.goff.yaml", "# b\nx:\n"+variations+"  defaultRule: {variation: off}\n")
	s, problems := load(t, root, config.Source{File: "a.goff.yaml"}, config.Source{File: "b.goff.yaml"})
	e := serves(t, s, "x", "*", "unknown")
	if e.Serving.Note != "a.goff.yaml:1:1 and b.goff.yaml:2:1 disagree" {
		t.Errorf("the note is %q", e.Serving.Note)
	}
	if len(problems) != 1 || !strings.HasPrefix(problems[0].Error(), `b.goff.yaml:2:1: the flag "x" serves something else in the environment without a name than at a.goff.yaml:1:1: `) {
		t.Errorf("problems: %v", problems)
	}
	// As two environments they do not disagree.
	s, problems = load(t, root, config.Source{File: "a.goff.yaml", Environment: "production"}, config.Source{File: "b.goff.yaml", Environment: "staging"})
	if len(problems) > 0 {
		t.Errorf("problems: %v", problems)
	}
	serves(t, s, "x", "production", "constant true")
	serves(t, s, "x", "staging", "constant false")
	// At two providers they are two flags.
	s, problems = load(t, root, config.Source{File: "a.goff.yaml"}, config.Source{File: "b.goff.yaml", Provider: "billing"})
	if len(problems) > 0 || len(s.Flags) != 2 {
		t.Errorf("%d flags, problems: %v", len(s.Flags), problems)
	}
}

func TestTrap17_PrerequisiteOfAnother(t *testing.T) {
	s := loadOne(t, "export.json", `{"features":[{"name":"x"},{"name":"child"},{"name":"gone","archived":true}],"featureEnvironments":[],
		"dependencies":[{"feature":"child","dependencies":[{"feature":"x"}]},{"feature":"gone","dependencies":[{"feature":"x"}]}]}`)
	if got := flagOf(t, s, "x").Dependents; len(got) != 1 || got[0].Key != "child" {
		t.Errorf("dependents %v, want the living one", got)
	}
}

// TestTrap18_Epochs is fault 57.
func TestTrap18_Epochs(t *testing.T) {
	s := loadOne(t, "flags.json", ld(`"creationDate":1739178764120,`, ldOn+`,"lastModified":1739178764`, ldOn+`,"lastModified":null`))
	if f := flagOf(t, s, "x"); f.Created.Day.String() != "2025-02-10" || f.Created.Clock != debt.ClockPlatform {
		t.Errorf("created %v", f.Created)
	}
	if e := serves(t, s, "x", "production", "constant true"); e.Since.Day.String() != "2025-02-10" {
		t.Errorf("since %v", e.Since)
	}
	if e := serves(t, s, "x", "staging", "constant true"); !e.Since.IsZero() {
		t.Errorf("since %v, want unknown", e.Since)
	}
}

func TestTrap19_FirstPageOnly(t *testing.T) {
	pages := []config.Source{{File: "launchdarkly/api-flags-page1.json"}, {File: "launchdarkly/api-flags-page2.json"}}
	for _, tt := range []struct {
		sources []config.Source
		want    bool
	}{{pages, true}, {pages[:1], false}, {pages[1:], false}} {
		s, _ := Load("testdata", "testdata", tt.sources, day(t, today))
		for _, source := range s.Sources {
			if source.Complete != tt.want {
				t.Errorf("%d pages: %s complete is %t", len(tt.sources), source.Name, source.Complete)
			}
		}
	}
	s := loadOne(t, "search.json", `{"features":[{"name":"x","impressionData":false}],"total":51}`)
	if s.Sources[0].Complete {
		t.Error("50 of 51 features are not complete")
	}
}

func TestTrap21_IgnoredEnvironments(t *testing.T) {
	root := files(t, "flags.csv", "key,kind,env:Prod-EU,env:dev-1,env:staging\nx,bool,on=true,off=false,on=true\n")
	s, problems := load(t, root, config.Source{File: "flags.csv", Environments: config.Environments{Ignore: []string{"DEV-*", "prod*"}}})
	if len(problems) > 0 {
		t.Errorf("problems: %v", problems)
	}
	var names []string
	for _, e := range flagOf(t, s, "x").Environments {
		names = append(names, e.Name)
	}
	if strings.Join(names, " ") != "Prod-EU staging" {
		t.Errorf("environments %v: dev is ignored, production cannot be", names)
	}
}

func TestTrap22_DisabledFlagsServeTheDefaultOfTheCall(t *testing.T) {
	serves(t, loadOne(t, "flags.goff.yaml", "x:\n"+variations+"  disable: true\n  defaultRule: {variation: on}\n"), "x", "*", "caller-default")
	serves(t, loadOne(t, "flags.flagd.json", `{"flags":{"x":{"state":"DISABLED","variants":{"on":true},"defaultVariant":"on"}}}`), "x", "*", "caller-default")
	serves(t, loadOne(t, "flags.csv", "key,kind,env:production\nx,bool,default\n"), "x", "production", "caller-default")
}
