// Command bench measures flagdebt on a module against what else looks at all of its code.
//
// Usage: go run ./testdata/bench [-runs N] [-novet] [-golangci BINARY] DIR
//
//	go run ./testdata/bench -sizes 250,500,1000
//
// DIR is the directory of a module, of which a copy is measured, but for the linters; nothing in DIR changes. Of each command the run with the least CPU out of N counts:
//
//	search        a search for one word in the Go files of the module, without those of vendor
//	list          go list -deps ./..., which is the 1 of the ratios, and go list -deps -test ./...
//	cold          flagdebt list with an empty build cache and nothing kept from earlier runs
//	warm          the same again, where nothing has changed
//	body          the same again, where a line was added to a function of the package with the most dependencies
//	golangci      golangci-lint with flagdebt alone and with govet alone, if a binary with the plugin is given (see testdata/golangci), with an empty cache of its own; the build cache is warm
//	vet           go vet with a tool that does nothing, after that tool has changed; the build cache is warm. It runs twice, which may take many minutes, unless -novet leaves it out
//
// CPU is that of all processes, user and system, and the peak that of the largest. With -sizes it measures cold on made-up modules of so many packages instead, to show how it grows.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"
)

func main() {
	var b bench
	var sizes string
	flag.IntVar(&b.runs, "runs", 3, "how often a command runs")
	flag.BoolVar(&b.noVet, "novet", false, "leave go vet out")
	flag.StringVar(&b.golangci, "golangci", "", "the golangci-lint `BINARY` with the plugin")
	flag.StringVar(&sizes, "sizes", "", "the `NUMBERS` of packages of made-up modules")
	search := flag.String("search", "", "only search for this `WORD`, as the first row does")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := b.run(ctx, flag.Arg(0), sizes, *search); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(2)
	}
}

// bench is one run of the program.
type bench struct {
	runs     int
	noVet    bool
	golangci string
	temp     string // where everything is made
	flagdebt string // the executable
	rows     []row
}

// row is a line of the table.
type row struct {
	name string
	cost
}

func (b *bench) run(ctx context.Context, dir, sizes, word string) error {
	if word != "" {
		return search(dir, word)
	}
	if (dir == "") == (sizes == "") {
		return fmt.Errorf("name either the directory of a module, or -sizes")
	}
	var err error
	if b.temp, err = os.MkdirTemp("", "flagdebt-bench"); err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(b.temp) }() // a directory for such files, which the system cleans up too
	b.flagdebt = filepath.Join(b.temp, "flagdebt")
	if err := command(ctx, ".", "go", "build", "-o", b.flagdebt, "github.com/flagdebt/flagdebt/cmd/flagdebt").Run(); err != nil {
		return fmt.Errorf("building flagdebt: %w", err)
	}
	if sizes != "" {
		return b.growth(ctx, sizes)
	}
	return b.compare(ctx, dir)
}

// compare measures all rows on a copy of a module.
func (b *bench) compare(ctx context.Context, dir string) error {
	module := filepath.Join(b.temp, "module")
	if err := os.CopyFS(module, sources(dir)); err != nil {
		return fmt.Errorf("copying %s: %w", dir, err)
	}
	edit, err := deepest(ctx, module)
	if err != nil {
		return err
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	kept := filepath.Join(b.temp, "kept")
	list := []string{b.flagdebt, "list", "--format", "json"}
	none := func() error { return nil }
	for _, step := range []struct {
		name   string
		runs   int
		before func() error
		env    []string
		args   []string
	}{
		{"search for a word", b.runs, none, nil, []string{self, "-search", "notInThisModule", module}},
		{base, b.runs, none, nil, []string{"go", "list", "-deps", "./..."}},
		{"go list -deps -test ./...", b.runs, none, nil, []string{"go", "list", "-deps", "-test", "./..."}},
		{"flagdebt, cold", b.runs, b.forget, []string{"GOCACHE=" + filepath.Join(b.temp, "go"), "FLAGDEBT_CACHE=" + kept}, list},
		{"flagdebt, nothing changed", b.runs, none, []string{"FLAGDEBT_CACHE=" + kept}, list},
		{"flagdebt, one body changed", b.runs, edit, []string{"FLAGDEBT_CACHE=" + kept}, list},
	} {
		if err := b.measure(ctx, step.name, step.runs, step.before, module, step.env, step.args...); err != nil {
			return err
		}
	}
	if err := b.others(ctx, dir); err != nil {
		return err
	}
	b.print()
	return nil
}

// base is the row that the ratios are of.
const base = "go list -deps ./..."

// forget empties all caches.
func (b *bench) forget() error {
	if err := os.RemoveAll(filepath.Join(b.temp, "go")); err != nil {
		return err
	}
	return os.RemoveAll(filepath.Join(b.temp, "kept"))
}

// others measures the linters, which need what the go command builds: in the directory itself, for which much may be built already.
func (b *bench) others(ctx context.Context, module string) error {
	none := func() error { return nil }
	if !b.noVet {
		tool := filepath.Join(b.temp, "empty")
		for _, name := range []string{"", "go vet with an empty tool"} { // the first fills the build cache
			salt := strconv.FormatInt(time.Now().UnixNano(), 36)
			if err := command(ctx, ".", "go", "build", "-ldflags", "-X main.salt="+salt, "-o", tool, "github.com/flagdebt/flagdebt/testdata/bench/empty").Run(); err != nil {
				return fmt.Errorf("building the tool for go vet: %w", err)
			}
			if err := b.measure(ctx, name, 1, none, module, nil, "go", "vet", "-vettool="+tool, "./..."); err != nil {
				return err
			}
		}
	}
	if b.golangci == "" {
		return nil
	}
	return b.linters(ctx, module)
}

// linters measures golangci-lint with flagdebt alone, and with govet alone, which looks at all packages below as well.
func (b *bench) linters(ctx context.Context, module string) error {
	const custom = "  settings:\n    custom:\n      flagdebt:\n        type: module\n"
	for _, step := range []struct{ name, linter, settings string }{
		{"", "govet", ""}, // fills the build cache
		{"golangci-lint with govet alone", "govet", ""},
		{"golangci-lint with flagdebt alone", "flagdebt", custom},
	} {
		config, cache := filepath.Join(b.temp, "golangci.yml"), filepath.Join(b.temp, "golangci")
		text := "version: \"2\"\nlinters:\n  default: none\n  enable: [" + step.linter + "]\n" + step.settings
		if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
			return err
		}
		empty := func() error { return os.RemoveAll(cache) }
		if err := b.measure(ctx, step.name, 1, empty, module, []string{"GOLANGCI_LINT_CACHE=" + cache}, b.golangci, "run", "--config", config, "--issues-exit-code", "0", "./..."); err != nil {
			return err
		}
	}
	return nil
}

// growth measures made-up modules of several sizes.
func (b *bench) growth(ctx context.Context, sizes string) error {
	for _, text := range strings.Split(sizes, ",") {
		packages, err := strconv.Atoi(text)
		if err != nil || packages < 1 {
			return fmt.Errorf("-sizes: %q is no number of packages", text)
		}
		module := filepath.Join(b.temp, "module"+text)
		lines, flags, err := makeModule(module, packages)
		if err != nil {
			return err
		}
		env := []string{"FLAGDEBT_CACHE=off"}
		name := fmt.Sprintf("%d packages, %d lines, %d flags", packages, lines, flags)
		if err := b.measure(ctx, name, b.runs, func() error { return nil }, module, env, b.flagdebt, "list", "--format", "json"); err != nil {
			return err
		}
	}
	b.print()
	return nil
}

// print writes the table.
func (b *bench) print() {
	one := b.rows[0].cpu
	for _, row := range b.rows {
		if row.name == base {
			one = row.cpu
		}
	}
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 1, ' ', 0)
	fmt.Fprintln(w, "| run\t| CPU\t| ratio\t| elapsed\t| peak\t|")
	fmt.Fprintln(w, "|---\t|---:\t|---:\t|---:\t|---:\t|")
	for _, row := range b.rows {
		fmt.Fprintf(w, "| %s\t| %.2f s\t| %.2f\t| %.1f s\t| %d MB\t|\n", row.name, row.cpu.Seconds(), row.cpu.Seconds()/one.Seconds(), row.elapsed.Seconds(), row.peak>>20)
	}
	_ = w.Flush() // standard output
}
