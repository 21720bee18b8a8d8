package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"reflect"
	"runtime"
	"strings"
	"time"
)

// cost is what a command took.
type cost struct {
	cpu, elapsed time.Duration
	peak         int64 // bytes of the largest process
}

// measure adds a row for a command; one without a name only runs.
func (b *bench) measure(ctx context.Context, name string, runs int, before func() error, dir string, env []string, args ...string) error {
	var least *cost
	for range runs {
		if err := before(); err != nil {
			return err
		}
		c, err := run(ctx, dir, env, args...)
		if err != nil {
			return err
		}
		fmt.Fprintf(os.Stderr, "%s: %.2f s\n", name, c.cpu.Seconds())
		if least == nil || c.cpu < least.cpu {
			least = c
		}
	}
	if name != "" {
		b.rows = append(b.rows, row{name, *least})
	}
	return nil
}

func command(ctx context.Context, dir string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, args[0], args[1:]...)
	cmd.Dir, cmd.Stderr = dir, os.Stderr
	return cmd
}

// run runs a command. One that has found something has done its work as well.
func run(ctx context.Context, dir string, env []string, args ...string) (*cost, error) {
	cmd := command(ctx, dir, args...)
	cmd.Env = append(os.Environ(), env...)
	var said strings.Builder
	cmd.Stderr = &said
	start := time.Now()
	err := cmd.Run()
	elapsed := time.Since(start)
	if code := cmd.ProcessState.ExitCode(); err != nil && code != 1 && code != 3 {
		return nil, fmt.Errorf("%s: %w\n%s", strings.Join(args, " "), err, said.String())
	}
	state := cmd.ProcessState
	return &cost{state.UserTime() + state.SystemTime(), elapsed, peak(state)}, nil
}

// peak is the memory of the largest of the processes, where the system tells.
func peak(state *os.ProcessState) int64 {
	usage := reflect.ValueOf(state.SysUsage())
	if usage.Kind() != reflect.Pointer {
		return 0
	}
	field := usage.Elem().FieldByName("Maxrss")
	switch {
	case !field.IsValid():
		return 0
	case runtime.GOOS == "darwin":
		return field.Int()
	}
	return field.Int() << 10
}
