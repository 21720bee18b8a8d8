package cli

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagref"
	"github.com/flagdebt/flagdebt/analyzer/flagstate"
	"github.com/flagdebt/flagdebt/analyzer/program"
	"github.com/flagdebt/flagdebt/analyzer/removal"
	"github.com/flagdebt/flagdebt/cmd/flagdebt/internal/write"
	"github.com/flagdebt/flagdebt/report"
)

const stallModule = `
-- .flagdebt.yml --
version: 1
now: 2026-11-22
sources:
- file: flags.goff.yaml
  provider: house
flags:
  apis:
  - {provider: house, package: stall.example/flags, methods: [Enabled], key: {arg: 0}, value: bool}
-- flags.goff.yaml --
shout:
  variations: {on: true, off: false}
  defaultRule: {variation: on}
whisper:
  variations: {on: true, off: false}
  defaultRule: {variation: off}
-- go.mod --
module stall.example

go 1.26
-- flags/flags.go --
package flags

import "os"

func Enabled(key string) bool { return os.Getenv(key) != "" }
-- stall.go --
package stall

import "stall.example/flags"

func Shout() int {
	if flags.Enabled("shout") {
		return 1
	}
	return 0
}
-- whisper.go --
package stall

import "stall.example/flags"

func Whisper() int {
	if flags.Enabled("whisper") {
		return 1
	}
	return 0
}
`

// stall is a repository with two flags.
func stall(t *testing.T) string {
	t.Helper()
	root := t.TempDir()
	for _, file := range txtar.Parse([]byte(stallModule)).Files {
		name := filepath.Join(root, filepath.FromSlash(file.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, file.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("GIT_CONFIG_GLOBAL", os.DevNull)
	for _, args := range [][]string{{"init", "--quiet"}, {"config", "user.name", "Mia"}, {"config", "user.email", "mia@stall.example"}, {"add", "."}, {"commit", "--quiet", "-m", "first"}} {
		cmd := exec.Command("git", args...)
		cmd.Dir = root
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %s: %s", args[0], out)
		}
	}
	return root
}

// TestInteractive answers the questions, and holds the answers to what is written.
func TestInteractive(t *testing.T) {
	for name, test := range map[string]struct {
		answers         string
		shout, whisper  string // status
		diffs, question int
	}{
		"yes and no":       {"y\nn\n", "applied", "declined", 0, 2},
		"no and yes":       {"no\nYES\n", "declined", "applied", 0, 2},
		"both":             {"y\ny\n", "applied", "applied", 0, 2},
		"a look first":     {"d\nd\ny\nn\n", "applied", "declined", 2, 4},
		"quit":             {"y\nq\n", "applied", "declined", 0, 2},
		"quit at once":     {"q\n", "declined", "declined", 0, 1},
		"the end":          {"", "declined", "declined", 0, 1},
		"the end, no line": {"n\ny", "declined", "applied", 0, 2},
		"something else":   {"what?\n\ny\nn\n", "applied", "declined", 0, 4},
	} {
		t.Run(name, func(t *testing.T) {
			root := stall(t)
			var out, err bytes.Buffer
			code := Run(context.Background(), Streams{
				Args: []string{"-C", root, "clean", "shout", "whisper", "--interactive", "--allow", "checked", "--format", "json"}, In: strings.NewReader(test.answers), Out: &out, Err: &err,
			})
			if code != 0 {
				t.Fatalf("exit code %d: %s", code, &err)
			}
			document, e := report.Read(&out)
			if e != nil {
				t.Fatal(e)
			}
			if got := strings.Count(err.String(), "Remove "); got != test.question {
				t.Errorf("%d questions, want %d:\n%s", got, test.question, &err)
			}
			if got := strings.Count(err.String(), "+++ b/stall.go"); got != test.diffs {
				t.Errorf("%d differences, want %d:\n%s", got, test.diffs, &err)
			}
			for i, want := range []string{test.shout, test.whisper} {
				if got := document.Flags[i].Removal.Status; string(got) != want {
					t.Errorf("%s is %s, want %s", document.Flags[i].Key, got, want)
				}
				file := []string{"stall.go", "whisper.go"}[i]
				content, e := os.ReadFile(filepath.Join(root, file))
				if e != nil {
					t.Fatal(e)
				}
				if written := !bytes.Contains(content, []byte("flags.Enabled")); written != (want == "applied") {
					t.Errorf("%s after %q:\n%s", file, want, content)
				}
			}
		})
	}
}

// answerer is a person to whom something happens before the answer.
type answerer struct {
	happens func()
	io.Reader
}

func (a *answerer) Read(p []byte) (int, error) {
	a.happens()
	return a.Reader.Read(p)
}

// TestMeanwhile has something happen between the analysis and the write: an editor saves a file (fault 33), another flagdebt writes (fault 34), a signal comes. Nothing is written, and all say why.
func TestMeanwhile(t *testing.T) {
	for name, test := range map[string]struct {
		happens func(root string, stop func())
		code    int
		says    string
	}{
		"an edit": {func(root string, _ func()) {
			if err := os.WriteFile(filepath.Join(root, "stall.go"), []byte("package stall // by hand\n"), 0o644); err != nil {
				t.Error(err)
			}
		}, exitUser, "stall.go: the file has changed since it was read: run again\n"},
		"a lock": {func(root string, _ func()) {
			place, err := placeOf(root)
			if err != nil {
				t.Fatal(err)
			}
			other, err := write.Open(place)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(other.Close)
		}, exitUser, fmt.Sprintf("another flagdebt (process %d) is writing here: wait until it is done\n", os.Getpid())},
		"a signal": {func(_ string, stop func()) { stop() }, exitInterrupted, "interrupted\n"},
	} {
		t.Run(name, func(t *testing.T) {
			root, err := filepath.EvalSymlinks(stall(t))
			if err != nil {
				t.Fatal(err)
			}
			ctx, stop := context.WithCancel(context.Background())
			defer stop()
			var once sync.Once
			in := &answerer{func() { once.Do(func() { test.happens(root, stop) }) }, strings.NewReader("y\ny\n")}
			var out, errs bytes.Buffer
			code := Run(ctx, Streams{Args: []string{"-C", root, "clean", "shout", "whisper", "--interactive", "--allow", "checked", "--allow-dirty"}, In: in, Out: &out, Err: &errs})
			if code != test.code || !strings.HasSuffix(errs.String(), test.says) || out.Len() > 0 {
				t.Errorf("exit code %d: %s%s", code, &errs, &out)
			}
			if content, err := os.ReadFile(filepath.Join(root, "whisper.go")); err != nil || !bytes.Contains(content, []byte("flags.Enabled")) {
				t.Errorf("whisper.go was written: %v\n%s", err, content)
			}
		})
	}
}

// TestWait starts a removal while another flagdebt writes (fault 34). With --wait it reads what the other has written.
func TestWait(t *testing.T) {
	root, err := filepath.EvalSymlinks(stall(t))
	if err != nil {
		t.Fatal(err)
	}
	place, err := placeOf(root)
	if err != nil {
		t.Fatal(err)
	}
	other, err := write.Open(place)
	if err != nil {
		t.Fatal(err)
	}
	args := []string{"-C", root, "clean", "shout", "--wait", "--write", "--allow", "checked", "--allow-dirty"}
	stopped, stop := context.WithCancel(context.Background())
	stop()
	var errs bytes.Buffer
	if code := Run(stopped, Streams{Args: args, Out: io.Discard, Err: &errs}); code != exitInterrupted {
		t.Errorf("stopped while it waited: exit code %d: %s", code, &errs)
	}
	go func() {
		defer other.Close()
		if err := os.WriteFile(filepath.Join(root, "stall.go"), []byte("package stall\n\nimport \"stall.example/flags\"\n\nvar theirs = flags.Enabled(\"shout\")\n"), 0o644); err != nil {
			t.Error(err)
		}
	}()
	errs.Reset()
	code := Run(context.Background(), Streams{Args: args, Out: io.Discard, Err: &errs})
	if content, err := os.ReadFile(filepath.Join(root, "stall.go")); code != 0 || err != nil || !bytes.Contains(content, []byte("var theirs = true")) {
		t.Errorf("exit code %d: %s%s", code, &errs, content)
	}
}

// TestLargeFile is fault 25: a file of 10,000 lines is edited like any other.
func TestLargeFile(t *testing.T) {
	root := stall(t)
	text := "package stall\n\nvar table = []string{\n" + strings.Repeat("\t\"a line of a large table, as generators and people write them\",\n", 10_000) + "}\n\nvar loud = "
	name := filepath.Join(root, "table.go")
	before := strings.Replace(text, "\n\n", "\n\nimport \"stall.example/flags\"\n\n", 1) + "flags.Enabled(\"shout\")\n"
	if err := os.WriteFile(name, []byte(before), 0o644); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	code := Run(context.Background(), Streams{Args: []string{"-C", root, "clean", "shout", "--write", "--allow", "checked", "--allow-dirty"}, Out: &out, Err: &out})
	after, err := os.ReadFile(name)
	if err != nil || code != 0 || string(after) != text+"true\n" {
		t.Errorf("exit code %d, %d bytes of %d, %v: %s", code, len(after), len(before), err, &out)
	}
}

// TestInterruption leaves a repository as a run that was killed between two files does, and ends the run either way. It is fault 32.
func TestInterruption(t *testing.T) {
	for _, test := range []struct{ flag, said, content string }{
		{"--resume", "The run that was interrupted is finished: stall.go, whisper.go\n", "package new\n"},
		{"--rollback", "The run that was interrupted is undone: stall.go, whisper.go\n", "package old\n"},
	} {
		root, err := filepath.EvalSymlinks(stall(t))
		if err != nil {
			t.Fatal(err)
		}
		put := func(name, content string) {
			t.Helper()
			if err := os.MkdirAll(filepath.Dir(filepath.Join(root, name)), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(root, name), []byte(content), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		var entries []string
		for i, name := range []string{"stall.go", "whisper.go"} {
			put(fmt.Sprintf(".git/flagdebt/journal/%d.old", i), "package old\n")
			put(fmt.Sprintf(".git/flagdebt/journal/%d.new", i), "package new\n")
			entries = append(entries, fmt.Sprintf(`{"name":%q,"mode":420,"old":"%x","new":"%x"}`, filepath.Join(root, name), sha256.Sum256([]byte("package old\n")), sha256.Sum256([]byte("package new\n"))))
		}
		put(".git/flagdebt/journal/journal.json", `{"schema":1,"entries":[`+strings.Join(entries, ",")+`]}`)
		put("stall.go", "package new\n")
		put("whisper.go", "package old\n")
		run := func(args ...string) (int, string) {
			var out bytes.Buffer
			code := Run(context.Background(), Streams{Args: append([]string{"-C", root}, args...), Out: &out, Err: &out})
			return code, out.String()
		}
		for _, args := range [][]string{{"check"}, {"list"}, {"clean", "shout"}, {"clean", "shout", "--write", "--allow", "checked"}} {
			if code, out := run(args...); code != exitUser || !strings.HasPrefix(out, "an earlier run was interrupted while it wrote files: finish it with flagdebt clean --resume, or undo it with flagdebt clean --rollback") {
				t.Errorf("%v: exit code %d: %s", args, code, out)
			}
		}
		if code, out := run("clean", test.flag); code != 0 || out != test.said {
			t.Errorf("%s: exit code %d: %s", test.flag, code, out)
		}
		for _, name := range []string{"stall.go", "whisper.go"} {
			if content, err := os.ReadFile(filepath.Join(root, name)); string(content) != test.content {
				t.Errorf("%s: %s holds %q: %v", test.flag, name, content, err)
			}
		}
		if code, out := run("clean", test.flag); code != 0 || out != "No run was interrupted here.\n" {
			t.Errorf("%s again: exit code %d: %s", test.flag, code, out)
		}
	}
}

// together is a remover that has two flags which cannot go at once, and one that nothing stops.
func together(_ context.Context, choices []removal.Choice, _ program.RemoveOptions) (*program.Change, error) {
	change := &program.Change{}
	text, seen := "", map[debt.Key]bool{}
	for _, c := range choices {
		seen[c.Key] = true
		flag := program.Removed{Choice: c, Verdict: program.Checked, Complete: true}
		if c.Key == "a" && len(choices) > 1 { // as the real one: whichever it likes
			for _, other := range choices {
				if other.Key == "b" {
					flag = program.Removed{Choice: c, Verdict: program.Refused, Obstacles: []debt.Obstacle{{Code: debt.CodeDoesNotCompile, ID: c.ID, What: "they clash", Do: "x"}}}
				}
			}
		}
		if flag.Verdict == program.Checked {
			text += string(c.Key)
		}
		change.Flags = append(change.Flags, flag)
	}
	change.Files = []program.File{{Name: "/f", Display: "f", Before: []byte("before"), After: []byte(text)}}
	return change, nil
}

// TestPrefixes is fault 45.
func TestPrefixes(t *testing.T) {
	j := &job{clean: &clean{}, session: &session{remove: together}}
	j.session.found.Snapshot = &flagstate.Snapshot{}
	var chosen []*target
	for _, key := range []debt.Key{"a", "b", "c"} {
		id := debt.ID{Provider: "house", Key: key}
		chosen = append(chosen, &target{ID: id, choices: []removal.Choice{{ID: id, To: "true"}}, status: report.StatusPlanned})
	}
	accepted, changes, err := j.prefixes(context.Background(), chosen)
	if err != nil || len(accepted) != 2 || accepted[0] != chosen[0] || accepted[1] != chosen[2] {
		t.Fatalf("accepted %v: %v", accepted, err)
	}
	if got := string(changes[0].Files[0].After) + " " + string(changes[1].Files[0].After); got != "a ac" {
		t.Errorf("the trees are %q", got)
	}
	if chosen[1].status != report.StatusRefused || len(chosen[1].result.Obstacles) != 1 || chosen[0].status != report.StatusPlanned {
		t.Errorf("the second is %s (%v), the first %s", chosen[1].status, chosen[1].result.Obstacles, chosen[0].status)
	}
}

func TestSteps(t *testing.T) {
	file := func(name, before, after string) program.File {
		f := program.File{Name: name, Before: []byte(before), After: []byte(after)}
		if after == "gone" {
			f.After = nil
		}
		return f
	}
	from := &program.Change{Files: []program.File{file("again", "0", "1"), file("back", "0", "1"), file("same", "0", "1"), file("gone", "0", "gone"), file("revived", "0", "gone")}}
	to := &program.Change{Files: []program.File{file("again", "0", "2"), file("same", "0", "1"), file("gone", "0", "gone"), file("new", "0", "1"), file("revived", "0", "2")}}
	want := []write.File{
		{Name: "again", Before: []byte("1"), After: []byte("2")}, {Name: "back", Before: []byte("1"), After: []byte("0")},
		{Name: "revived", After: []byte("2")}, {Name: "new", Before: []byte("0"), After: []byte("1")},
	}
	if diff := cmp.Diff(want, steps(from, to)); diff != "" {
		t.Errorf("steps (-want +got):\n%s", diff)
	}
}

// TestMessage holds commit messages to their form, whatever the key is.
func TestMessage(t *testing.T) {
	since := debt.Date{Day: 739000, Clock: debt.ClockPlatform}
	rules, err := flagref.NewRules()
	if err != nil {
		t.Fatal(err)
	}
	for key, subject := range map[string]string{
		"tax":                                "Remove flag tax: true for everybody since " + since.Day.String(),
		"a-flag-with-a-key-that-goes-on":     "Remove flag a-flag-with-a-key-that-goes-on: true for everybody",
		strings.Repeat("long-", 11) + "name": "Remove flag " + strings.Repeat("long-", 11) + "name",
		strings.Repeat("ö", 80):              "Remove flag " + strings.Repeat("ö", 30),
		"two\nlines\x1b[2J":                  "Remove flag two lines [2J: true for everybody since " + since.Day.String(),
	} {
		id := debt.ID{Provider: "house", Key: debt.Key(key)}
		flag := debt.Flag{ID: id, Source: "x", Environments: []debt.Environment{{Name: "*", Production: true, Serving: debt.Serving{Mode: debt.ModeConstant, Value: "true"}, Since: since}}}
		s := &session{rules: rules, table: debt.NewTable([]debt.Flag{flag}, since.Day+100, debt.DefaultPolicy(), debt.Scope{})}
		s.found.Snapshot = &flagstate.Snapshot{}
		s.findings = []debt.Finding{{Rule: debt.RuleStale, ID: id, Message: "stale: flag serves true\nto everyone"}}
		target := &target{ID: id, choices: []removal.Choice{{ID: id, To: "true"}}, result: program.Removed{
			Sites: make([]debt.Position, 2), Files: []string{"a.go"}, Deleted: 12, Added: 3, Removed: []removal.Decl{{Kind: "test", Name: "TestOld"}},
			Obstacles: []debt.Obstacle{{Code: debt.CodeGenerated, Pos: debt.Position{File: "gen.go", Line: 3, Column: 1}, What: "the place is in a generated file", Do: "change the generator's input and do it all again"}},
			Mentions:  make([]program.Mention, 30),
		}}
		message := s.message(target)
		lines := strings.Split(message, "\n")
		if lines[0] != subject || lines[1] != "" {
			t.Errorf("subject %q, want %q", lines[0], subject)
		}
		for _, line := range lines {
			long := utf8.RuneCountInString(line) > messageWidth && strings.Contains(line, " ") // one word is never broken
			if long || strings.TrimRight(line, " ") != line || strings.ContainsAny(line, "\x1b\r") || !utf8.ValidString(line) {
				t.Errorf("line %q", line)
			}
		}
		for _, want := range []string{
			"Flag serves true to everyone.", "replaces 2 calls and takes 12 lines out of 1 file, with 3 put\nin. Tests of the losing side go with it: TestOld.",
			"- generated: gen.go:3:1: the place is in a generated file: change the\n  generator's input and do it all again\n", "- and 11 more\n", "revert this commit",
		} {
			if !strings.Contains(message, want) {
				t.Errorf("the message does not say %q:\n%s", want, message)
			}
		}
	}
}

// TestTargetOf holds the choices to the words of the code, and a flag that nothing reads to its registration.
func TestTargetOf(t *testing.T) {
	house, feature := debt.ID{Provider: "house", Key: "f"}, debt.ID{Provider: "openfeature", Key: "f"}
	rules := debt.Environment{Name: "*", Production: true, Serving: debt.Serving{Mode: debt.ModeRules}}
	on := debt.Environment{Name: "*", Production: true, Serving: debt.Serving{Mode: debt.ModeConstant, Value: "true"}}
	call := func(id debt.ID) debt.Reference {
		return debt.Reference{ID: id, Role: debt.RoleEvaluation, Kind: debt.KindBool, Default: "false"}
	}
	declared := debt.Reference{ID: house, Role: debt.RoleDeclaration}
	for name, test := range map[string]struct {
		state debt.Environment
		refs  []debt.Reference
		scope removal.Scope // asked for
		want  []removal.Choice
	}{
		"read":               {on, []debt.Reference{call(house), declared}, removal.Full, []removal.Choice{{ID: house, To: "true"}}},
		"by two providers":   {on, []debt.Reference{call(house), call(feature)}, removal.FoldOnly, []removal.Choice{{ID: house, To: "true", Scope: removal.FoldOnly}, {ID: feature, To: "true", Scope: removal.FoldOnly}}},
		"not read":           {on, nil, removal.Full, []removal.Choice{{ID: house, To: "true"}}},
		"declared, no value": {rules, []debt.Reference{declared}, removal.Full, []removal.Choice{{ID: house, Scope: removal.Unregister}}},
		"rules":              {rules, []debt.Reference{call(house)}, removal.Full, nil},
		"rules, unregister":  {rules, []debt.Reference{call(house)}, removal.Unregister, []removal.Choice{{ID: house, Scope: removal.Unregister}}},
	} {
		flag := debt.Flag{ID: house, Environments: []debt.Environment{test.state}}
		s := &session{table: debt.NewTable([]debt.Flag{flag}, 739000, debt.DefaultPolicy(), debt.Scope{Providers: map[string][]string{"openfeature": {"house"}}})}
		got := s.targetOf(house, test.refs, func(debt.Kind) request { return request{scope: test.scope} })
		if diff := cmp.Diff(test.want, got.choices); diff != "" || (got.obstacle == nil) != (test.want != nil) {
			t.Errorf("%s (-want +got): %v\n%s", name, got.obstacle, diff)
		}
	}
}
