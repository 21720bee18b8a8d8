package analyzer

import (
	"errors"
	"flag"
	"fmt"
	"strings"
	"sync"

	"golang.org/x/tools/go/analysis"

	"github.com/flagdebt/flagdebt/analyzer/config"
	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagref"
	"github.com/flagdebt/flagdebt/analyzer/flagstate"
)

// Analyzer is the analyzer for hosts that can hand over nothing but flags, such as Bazel's nogo, whose sandbox has no file of ours: its flags hold the text of the configuration and of a snapshot, so that both are part of the host's cache keys. It reads no file and no clock. Programs that can call a function use New.
var Analyzer = byFlags()

// byFlags makes an analyzer whose inputs are its flags. They are set after it is made, and read when the first package is analysed.
func byFlags() *analysis.Analyzer {
	var text struct{ config, snapshot, now string }
	inputs := sync.OnceValues(func() (Inputs, error) { return parseInputs(text.config, text.snapshot, text.now) })
	a := newAnalyzer(func() (*flagref.Rules, error) {
		in, err := inputs()
		if err != nil {
			return nil, err
		}
		return in.Rules()
	}, "", func() Inputs {
		in, _ := inputs() // an error has stopped the search for references before
		return in
	})
	a.Flags = *flag.NewFlagSet(Name, flag.ContinueOnError)
	a.Flags.StringVar(&text.config, "config", "", "the text of a configuration, as in .flagdebt.yml; its sources are not read")
	a.Flags.StringVar(&text.snapshot, "snapshot", "", "the text of a snapshot, as flagdebt snapshot writes it")
	a.Flags.StringVar(&text.now, "now", "", "the day to judge on, 2006-01-02 (default: that of the configuration or the snapshot)")
	return a
}

// parseInputs reads the texts of the flags. Without a day nothing is old.
func parseInputs(configText, snapshotText, now string) (Inputs, error) {
	in := Inputs{Config: defaults(), Snapshot: &flagstate.Snapshot{}, Nolint: true}
	var err error
	if configText != "" {
		if in.Config, err = config.Parse("-config", []byte(configText)); err != nil {
			return Inputs{}, err
		}
	}
	if snapshotText != "" {
		in.Snapshot, err = flagstate.Read(strings.NewReader(snapshotText))
		if mistake := new(debt.InputError); errors.As(err, &mistake) {
			mistake.Pos.File = "-snapshot"
		}
		if err != nil {
			return Inputs{}, err
		}
	}
	if now != "" {
		if in.Now, err = debt.ParseDay(now); err != nil {
			return Inputs{}, fmt.Errorf("-now: %w", err)
		}
	}
	in.Now = firstDay(in.Now, in.Config.Now, in.Snapshot.Date)
	return in, nil
}
