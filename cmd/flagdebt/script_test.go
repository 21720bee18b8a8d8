package main

import (
	"encoding/json"
	"errors"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "write the expected outputs anew")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"flagdebt": main})
}

// TestScript runs the command line as people do, one script for each thing it can do or suffer. The scripts need the go command, those of clean git as well, and nothing else: no network, no SDK.
func TestScript(t *testing.T) {
	cache, err := exec.Command("go", "env", "GOCACHE").Output()
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("..", "..", "testdata", "script"),
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			self, err := exec.LookPath("flagdebt") // testscript.Main has put it on the PATH
			if err != nil {
				return err
			}
			env.Setenv("FLAGDEBT", self)
			env.Setenv("GOCACHE", strings.TrimSpace(string(cache)))
			env.Setenv("GOMODCACHE", filepath.Join(env.WorkDir, ".modules"))
			env.Setenv("GOENV", "off")
			env.Setenv("GOPROXY", "off")
			env.Setenv("GOTOOLCHAIN", "local")
			env.Setenv("GIT_CONFIG_GLOBAL", os.DevNull)
			env.Setenv("GIT_CONFIG_NOSYSTEM", "1")
			env.Setenv("GIT_AUTHOR_NAME", "Mia")
			env.Setenv("GIT_AUTHOR_EMAIL", "mia@shop.example")
			env.Setenv("GIT_COMMITTER_NAME", "Mia")
			env.Setenv("GIT_COMMITTER_EMAIL", "mia@shop.example")
			env.Setenv("GIT_AUTHOR_DATE", "2026-11-22T12:00:00Z")
			env.Setenv("GIT_COMMITTER_DATE", "2026-11-22T12:00:00Z")
			env.Setenv("XDG_CACHE_HOME", filepath.Join(env.WorkDir, ".cache"))
			// The mark of a repository: nothing above it is looked at.
			return os.Mkdir(filepath.Join(env.WorkDir, ".git"), 0o755)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":  exits,
			"json":   jsonAt,
			"closed": closedStdout,
			"bytes":  writeBytes,
			"append": appendLine,
		},
	})
}

// exits runs a command and wants its exit code: exits 2 flagdebt --nonsense.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND [ARGS]")
	}
	code := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		code = exit.ExitCode()
	}
	if strconv.Itoa(code) != args[0] {
		ts.Fatalf("exit code %d, want %s", code, args[0])
	}
}

// jsonAt wants a value in the JSON document on stdout: json flags.0.key '"new-checkout"'; len is the length of a list.
func jsonAt(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: json PATH VALUE")
	}
	var at, want any
	if err := json.Unmarshal([]byte(ts.ReadFile("stdout")), &at); err != nil {
		ts.Fatalf("stdout is not JSON: %v", err)
	}
	if err := json.Unmarshal([]byte(args[1]), &want); err != nil {
		ts.Fatalf("%s is not JSON: %v", args[1], err)
	}
	for step := range strings.SplitSeq(args[0], ".") {
		switch node := at.(type) {
		case map[string]any:
			value, ok := node[step]
			if !ok {
				ts.Fatalf("%s: there is no %s", args[0], step)
			}
			at = value
		case []any:
			if step == "len" {
				at = float64(len(node))
				continue
			}
			i, err := strconv.Atoi(step)
			if err != nil || i < 0 || i >= len(node) {
				ts.Fatalf("%s: there is no %s in a list of %d", args[0], step, len(node))
			}
			at = node[i]
		default:
			ts.Fatalf("%s: %s is below %v", args[0], step, at)
		}
	}
	if diff := cmp.Diff(want, at); diff != "" {
		ts.Fatalf("%s (-want +got):\n%s", args[0], diff)
	}
}

// closedStdout runs flagdebt with a standard output that nobody reads, and wants its exit code and an empty standard error: closed 1 check.
func closedStdout(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 {
		ts.Fatalf("usage: closed CODE [ARGS]")
	}
	read, write, err := os.Pipe()
	ts.Check(err)
	ts.Check(read.Close())
	defer write.Close()
	var stderr strings.Builder
	cmd := exec.Command(ts.Getenv("FLAGDEBT"), args[1:]...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = ts.MkAbs("."), write, &stderr
	cmd.Env = append(os.Environ(), "GOPROXY=off", "GOFLAGS=", "PWD="+cmd.Dir)
	if err := cmd.Run(); err != nil && cmd.ProcessState == nil {
		ts.Fatalf("%v", err)
	}
	if got := cmd.ProcessState.String(); got != "exit status "+args[0] || stderr.Len() > 0 {
		ts.Fatalf("%s, want exit status %s; stderr: %s", got, args[0], &stderr)
	}
}

// writeBytes writes a file that a script cannot hold, from a Go string: bytes FILE '"\xef\xbb\xbf…"'.
func writeBytes(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: bytes FILE GO-STRING")
	}
	text, err := strconv.Unquote(args[1])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o644))
}

// appendLine adds a line to a file: append FILE TEXT.
func appendLine(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: append FILE TEXT")
	}
	name := ts.MkAbs(args[0])
	content, err := os.ReadFile(name)
	ts.Check(err)
	ts.Check(os.WriteFile(name, append(content, args[1]+"\n"...), 0o644))
}
