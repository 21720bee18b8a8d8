package flagstate

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flagdebt/flagdebt/analyzer/config"
	"github.com/flagdebt/flagdebt/analyzer/debt"
)

const plain = "x:\n" + variations + "  defaultRule: {variation: on}\n"

// TestUnreadableSources is fault 50 and fault 58.
func TestUnreadableSources(t *testing.T) {
	root := files(t,
		"repo/conf/flags.goff.yaml", plain,
		"repo/conf/empty.yaml", "",
		"repo/conf/page.json", "<!DOCTYPE html><title>Sign in</title>",
		"repo/conf/what.yaml", "a: 1\n",
		"repo/conf/broken.goff.yaml", "x:\n  variations: [\n",
		"repo/conf/double.goff.yaml", "x: {}\ny: {}\nx: {}\n",
		"secret.yaml", plain,
	)
	link := func(target, name string) {
		if err := os.Symlink(filepath.FromSlash(target), filepath.Join(root, filepath.FromSlash(name))); err != nil {
			t.Skip(err)
		}
	}
	link("../../secret.yaml", "repo/conf/out.yaml")
	link("flags.goff.yaml", "repo/conf/in.yaml")
	link("..", "repo/up")
	at := debt.Position{File: ".flagdebt.yml", Line: 7, Column: 5}
	tests := []struct {
		source config.Source
		want   string
	}{
		{config.Source{File: "none.yaml"}, ".flagdebt.yml:7:5: conf/none.yaml: the file does not exist: correct file: in the source"},
		{config.Source{File: "empty.yaml"}, ".flagdebt.yml:7:5: conf/empty.yaml: is empty: write the flags into it"},
		{config.Source{File: "page.json"}, "conf/page.json:1:1: looks like an HTML page: "},
		{config.Source{File: "what.yaml"}, ".flagdebt.yml:7:5: conf/what.yaml: the format of the file is not recognised: name it in the source with format: snapshot, unleash, launchdarkly, flagd, go-feature-flag, csv"},
		{config.Source{File: "flags.goff.yaml", Format: "gof"}, `.flagdebt.yml:7:5: conf/flags.goff.yaml: "gof" is not a format: use snapshot, `},
		{config.Source{File: "broken.goff.yaml"}, "conf/broken.goff.yaml:"},
		{config.Source{File: "double.goff.yaml"}, `conf/double.goff.yaml:3:1: the key "x" stands here and on line 1: keep one of them`},
		{config.Source{File: "."}, ".flagdebt.yml:7:5: conf: the path is a directory: "},
		{config.Source{File: ""}, ".flagdebt.yml:7:5: : a source has no file: "},
		{config.Source{File: "../../secret.yaml"}, ".flagdebt.yml:7:5: ../secret.yaml: the file is outside of the repository: "},
		{config.Source{File: "../../*.yaml"}, `.flagdebt.yml:7:5: ../../*.yaml: "../../*.yaml" leads out of the repository: `},
		{config.Source{File: "../up/*.yaml"}, `.flagdebt.yml:7:5: ../up/*.yaml: "../up/*.yaml" leads out of the repository: `},
		{config.Source{File: "out.yaml"}, ".flagdebt.yml:7:5: conf/out.yaml: the file is a link that leads out of the repository: "},
		{config.Source{File: "../up/secret.yaml"}, ".flagdebt.yml:7:5: up/secret.yaml: the file is a link that leads out of the repository: "},
		{config.Source{File: "/etc/passwd"}, "the file is outside of the repository: "},
		{config.Source{File: "flags/*.yaml"}, `.flagdebt.yml:7:5: flags/*.yaml: "flags/*.yaml" matches no file: `},
		{config.Source{File: "[a"}, `.flagdebt.yml:7:5: [a: "[a" is not a glob: `},
	}
	for _, tt := range tests {
		tt.source.Pos = at
		s, problems := Load(filepath.Join(root, "repo"), filepath.Join(root, "repo", "conf"), []config.Source{tt.source}, day(t, today))
		if len(problems) != 1 || !strings.Contains(problems[0].Error(), tt.want) || problems[0].Do == "" {
			t.Errorf("%s: %v, want %s", tt.source.File, problems, tt.want)
			continue
		}
		if strings.Contains(problems[0].Error(), root) {
			t.Errorf("%s: the message tells where the repository is: %v", tt.source.File, problems[0])
		}
		if len(s.Sources) != 1 || s.Sources[0].Problem == "" || s.Sources[0].Complete || len(s.Flags) > 0 {
			t.Errorf("%s: %+v", tt.source.File, s)
		}
	}
	s, problems := Load(filepath.Join(root, "repo"), filepath.Join(root, "repo", "conf"), []config.Source{{File: "in.yaml"}}, day(t, today))
	if len(problems) > 0 || len(s.Flags) != 1 || s.Flags[0].Source != "conf/in.yaml" {
		t.Errorf("a link inside the repository: %v", problems)
	}
}

func TestUnreadableFile(t *testing.T) {
	root := files(t, "x.goff.yaml", plain)
	if err := os.Chmod(filepath.Join(root, "x.goff.yaml"), 0); err != nil {
		t.Fatal(err)
	}
	if _, err := os.ReadFile(filepath.Join(root, "x.goff.yaml")); err == nil {
		t.Skip("permissions do not bind this user")
	}
	_, problems := load(t, root, config.Source{File: "x.goff.yaml"})
	if len(problems) != 1 || problems[0].Error() != "x.goff.yaml: the file cannot be read (permission denied): check its permissions" {
		t.Errorf("%v", problems)
	}
}

func TestGlob(t *testing.T) {
	root := files(t, "flags/b.goff.yaml", strings.ReplaceAll(plain, "x:", "b:"), "flags/deep/a.goff.yaml", strings.ReplaceAll(plain, "x:", "a:"), "flags/note.txt", "hello")
	s, problems := load(t, root, config.Source{File: "flags/**/*.yaml", Exclusive: true})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	want := []debt.Source{
		{Name: "flags/b.goff.yaml", Format: "go-feature-flag", Provider: "go-feature-flag", Complete: true, Exclusive: true, Flags: 1},
		{Name: "flags/deep/a.goff.yaml", Format: "go-feature-flag", Provider: "go-feature-flag", Complete: true, Exclusive: true, Flags: 1},
	}
	if diff := cmp.Diff(want, s.Sources); diff != "" {
		t.Error(diff)
	}
	if s.Flags[0].Key != "a" || s.Flags[0].Origin != (debt.Position{File: "flags/deep/a.goff.yaml", Line: 1, Column: 1}) {
		t.Errorf("%+v", s.Flags[0])
	}
}

func TestMissingFileTaintsItsProvider(t *testing.T) {
	root := files(t, "x.goff.yaml", plain, "y.csv", "key,kind,env:production\ny,bool,on\n")
	complete := func(sources ...config.Source) []bool {
		s, problems := load(t, root, sources...)
		if len(problems) != 1 {
			t.Errorf("problems: %v", problems)
		}
		var all []bool
		for _, source := range s.Sources {
			all = append(all, source.Complete)
		}
		return all
	}
	yes := true
	good, other := config.Source{File: "x.goff.yaml"}, config.Source{File: "y.csv"}
	if diff := cmp.Diff([]bool{false, true, false}, complete(good, other, config.Source{File: "none", Format: "go-feature-flag"})); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]bool{false, false, false}, complete(good, other, config.Source{File: "none"})); diff != "" {
		t.Error(diff)
	}
	good.Complete = &yes
	if diff := cmp.Diff([]bool{true, false}, complete(good, config.Source{File: "none", Format: "go-feature-flag", Complete: &yes})); diff != "" {
		t.Error(diff)
	}
}

func TestProduction(t *testing.T) {
	root := files(t, "t.csv", "key,kind,env:eu,env:test\nx,bool,on=true,on=true\n", "x.goff.yaml", plain, "s.json", `{"features":[{"name":"x","environments":[{"name":"eu","type":"production","enabled":false},{"name":"pre","type":"test","enabled":false}]}],"total":1}`)
	table := config.Source{File: "t.csv", Pos: debt.Position{File: ".flagdebt.yml", Line: 3, Column: 5}}
	_, problems := load(t, root, table)
	if len(problems) != 1 || problems[0].Error() != ".flagdebt.yml:3:5: no environment of csv is known as production; there are eu, test: name those that customers use under environments: production:" {
		t.Errorf("%v", problems)
	}
	table.Environments.Production = []string{"E?"}
	s, problems := load(t, root, table)
	if e := serves(t, s, "x", "eu", "constant true"); len(problems) > 0 || !e.Production {
		t.Errorf("%v", problems)
	}
	s, problems = load(t, root, config.Source{File: "s.json"})
	if e := serves(t, s, "x", "eu", "constant false"); len(problems) > 0 || !e.Production {
		t.Errorf("the platform's mark does not hold: %v", problems)
	}
	_, problems = load(t, root, config.Source{File: "x.goff.yaml", Environment: "staging"})
	if len(problems) != 1 || !strings.Contains(problems[0].What, "there are staging") {
		t.Errorf("%v", problems)
	}
	_, problems = load(t, root, config.Source{File: "t.csv", Environment: "production", Environments: table.Environments})
	if len(problems) != 1 || !strings.Contains(problems[0].What, "a file that names its environments itself (eu)") {
		t.Errorf("%v", problems)
	}
}

func TestMerge(t *testing.T) {
	root := files(t,
		"a.csv", "key,kind,type,created,modified,tags,archived,env:production,env:test\nx,bool,,2025-01-01,2025-01-02,b,true,on=true,on=true\n",
		"b.csv", "key,kind,type,created,modified,tags,archived,owner,env:production,env:test\nx,bool,ops,2025-02-01,2025-01-01,a,false,team,on=true,rules\n")
	s, problems := load(t, root, config.Source{File: "a.csv"}, config.Source{File: "b.csv"})
	if len(problems) != 1 || problems[0].Pos.File != "b.csv" {
		t.Errorf("%v", problems)
	}
	f := flagOf(t, s, "x")
	if f.Type != debt.TypeOps || f.Owner != "team" || f.Archived || f.Created.Day.String() != "2025-02-01" || f.Modified.Day.String() != "2025-01-02" || strings.Join(f.Tags, "") != "ab" || f.Source != "a.csv" {
		t.Errorf("%+v", f)
	}
	serves(t, s, "x", "production", "constant true")
	serves(t, s, "x", "test", "unknown")
}

// TestCreatedInTheFuture is fault 56.
func TestCreatedInTheFuture(t *testing.T) {
	s, problems := load(t, files(t, "f.csv", "key,created,env:production\nx,2027-01-01,split\n"), config.Source{File: "f.csv"})
	if len(problems) != 1 || problems[0].Error() != `f.csv:2:1: the flag "x" was created on 2027-01-01, which is after 2026-11-22: correct the date, or the day with --now` {
		t.Errorf("%v", problems)
	}
	if s.Sources[0].Problem != "" || !s.Sources[0].Complete {
		t.Errorf("%+v", s.Sources)
	}
}

func TestPartlyReadable(t *testing.T) {
	s, problems := load(t, files(t, "f.csv", "key,kind,env:production\nx,bool,on\n,bool,on\ny,boole,on\n"), config.Source{File: "f.csv"})
	if len(problems) != 2 || len(s.Flags) != 2 || s.Sources[0].Complete || s.Sources[0].Problem != "f.csv:3:1: a flag has no key: give it one (and 1 more)" {
		t.Errorf("%v %+v", problems, s.Sources)
	}
}

func TestProvider(t *testing.T) {
	root := files(t, "f.csv", "key,provider,env:production\nx,,split\nx,other,rules\n", "e.json", `{"features":[{"name":"c"}],"featureEnvironments":[],"dependencies":[{"feature":"c","dependencies":[{"feature":"p"}]}]}`)
	s, problems := load(t, root, config.Source{File: "f.csv", Provider: "mine"}, config.Source{File: "e.json", Provider: "toggles"})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	var ids []string
	for _, f := range s.Flags {
		ids = append(ids, f.ID.String())
		for _, p := range f.Prerequisites {
			ids = append(ids, "needs "+p.String())
		}
	}
	if diff := cmp.Diff([]string{"toggles/c", "needs toggles/p", "mine/x", "other/x"}, ids); diff != "" {
		t.Error(diff)
	}
}

func TestNothingToLoad(t *testing.T) {
	s, problems := Load(t.TempDir(), t.TempDir(), nil, day(t, today))
	if s == nil || len(problems) > 0 || s.Sources == nil || s.Flags == nil || s.Date != day(t, today) {
		t.Errorf("%+v %v", s, problems)
	}
}
