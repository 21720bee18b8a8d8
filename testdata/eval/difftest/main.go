// Command difftest makes thousands of functions that use a feature flag, removes the flags with either value, and compares what the functions do before and after.
//
// Usage: difftest [-functions N] [-seed N] [-seeds N] [-batch N] [-prove=false] [-why DIR] [-keep DIR [-shrink N]] [-mutate] [-cpuprofile FILE]
//
// What must not happen is written to standard error: a result that does not compile or that go vet complains of, a comment that is lost, another behaviour. The table of behaviour and verdict is written to standard output.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"runtime/pprof"

	"github.com/flagdebt/flagdebt/testdata/eval/difftest/experiment"
)

func main() {
	var c experiment.Campaign
	flag.IntVar(&c.Functions, "functions", 2000, "how many functions to make")
	flag.Uint64Var(&c.Seed, "seed", 1, "what to begin the choices with")
	flag.IntVar(&c.Seeds, "seeds", 16, "with how many seeds to run each function; 0: none is run")
	flag.IntVar(&c.Batch, "batch", 2000, "how many functions go into one module")
	flag.BoolVar(&c.Prove, "prove", true, "ask the prover about every function")
	flag.StringVar(&c.Why, "why", "", "write what is not proven, and why, to this `directory`")
	flag.StringVar(&c.Keep, "keep", "", "write what must not happen to this `directory`, with the specimens")
	flag.IntVar(&c.Shrink, "shrink", 0, "make so many of them smaller before they are written")
	mutate := flag.Bool("mutate", false, "make mistakes in the results instead, and print who notices")
	profile := flag.String("cpuprofile", "", "write a CPU profile to this `file`")
	flag.Parse()
	if *profile != "" {
		file, err := os.Create(*profile)
		if err == nil {
			err = pprof.StartCPUProfile(file)
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, "difftest:", err)
			os.Exit(2)
		}
		defer pprof.StopCPUProfile()
	}
	if *mutate {
		if err := mutations(c); err != nil {
			fmt.Fprintln(os.Stderr, "difftest:", err)
			os.Exit(2)
		}
		return
	}
	c.Loud = os.Stderr
	result, err := c.Run(context.Background())
	if err != nil {
		fmt.Fprintln(os.Stderr, "difftest:", err)
		os.Exit(2)
	}
	fmt.Print(result.Table())
	if result.Bad() {
		os.Exit(1)
	}
}

// mutations prints the table of mistakes.
func mutations(c experiment.Campaign) error {
	dir, err := os.MkdirTemp("", "difftest")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	score, deceptions, err := experiment.ScoreMutations(context.Background(), dir, experiment.Specimens(c.Seed, 0, c.Functions), c.Seed, c.Seeds)
	if err != nil {
		return err
	}
	fmt.Print(score.Table())
	for _, d := range deceptions {
		fmt.Fprintf(os.Stderr, "!!! the mistake %s in %s with value %d is proven to be none\n%s\n-- after --\n%s\n", d.Kind, d.Name, d.Value, d.Before, d.After)
	}
	return nil
}
