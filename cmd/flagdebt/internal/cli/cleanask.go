package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/program"
	"github.com/flagdebt/flagdebt/report"
)

// asks reports whether somebody can answer: at a terminal, or in a test.
func (o *options) asks() bool {
	file, isFile := o.streams.In.(*os.File)
	return o.streams.In != nil && (!isFile || term.IsTerminal(int(file.Fd())))
}

// ask shows every flag and asks whether it shall be removed. It returns those that shall, and writes to standard error, so that the document stays by itself.
func (j *job) ask(ctx context.Context, targets []*target) ([]*target, error) {
	answers := bufio.NewReader(j.streams.In)
	var chosen []*target
	for i, t := range targets {
		if err := j.preview(t, nil); err != nil {
			return nil, err
		}
		yes, stop, err := j.decide(ctx, answers, t)
		if err != nil {
			return nil, err
		}
		if yes {
			chosen = append(chosen, t)
		} else {
			t.status = report.StatusDeclined
		}
		if stop {
			for _, rest := range targets[i+1:] {
				rest.status = report.StatusDeclined
			}
			break
		}
	}
	return chosen, nil
}

// decide asks until there is an answer. The end of the input declines this flag and all that follow.
func (j *job) decide(ctx context.Context, answers *bufio.Reader, t *target) (yes, stop bool, err error) {
	for {
		fmt.Fprintf(j.streams.Err, "\nRemove %s? [y]es, [n]o, show the [d]iff, [q]uit: ", plainText(string(t.Key)))
		line, err := answers.ReadString('\n')
		if errors.Is(err, io.EOF) && line == "" {
			fmt.Fprintln(j.streams.Err)
			return false, true, nil
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return false, true, fmt.Errorf("reading the answer: %w", err)
		}
		switch strings.ToLower(strings.TrimSpace(line)) {
		case "y", "yes":
			return true, false, nil
		case "n", "no":
			return false, false, nil
		case "q", "quit":
			return false, true, nil
		case "d", "diff":
			copied := *t
			change, err := j.session.removal(ctx, []*target{&copied}, program.RemoveOptions{Options: j.Options})
			if err != nil {
				return false, true, err
			}
			if err := j.preview(&copied, change); err != nil {
				return false, true, err
			}
		}
	}
}

// preview shows one flag, with the difference if there is one.
func (j *job) preview(t *target, change *program.Change) error {
	in := j.session.input(report.CommandClean)
	in.Flags = []debt.ID{t.ID}
	in.Removals = map[debt.ID]*report.Removal{t.ID: j.session.describe(t)}
	in.Incomplete, in.Snapshot = nil, report.Snapshot{}
	narrowTo(&in, func(id debt.ID) bool { return j.session.table.Resolve(id) == t.ID })
	if change != nil {
		in.Change = describeChange(change)
	}
	return report.Text(j.streams.Err, report.New(in))
}
