// Command run runs specimens before and after a removal, with many seeds, and prints what differs.
//
// Its argument is the number of the first specimen. A specimen that does not come back ends the process, with its number as the last line.
package main

import (
	"fmt"
	"hash/fnv"
	"os"
	"runtime"
	"strconv"
	"sync/atomic"
	"time"

	"example.com/difftest/env"
	"example.com/difftest/tr"
)

type entry struct {
	name   string
	before func()
	after  [2]func() // by value
}

var (
	turns   atomic.Int64
	current atomic.Int64
)

func main() {
	tr.Exit = runtime.Goexit
	tr.Text = func(x any) string { return fmt.Sprintf("%T:%v", x, x) }
	first, err := strconv.Atoi(os.Args[1])
	if err != nil {
		panic(err)
	}
	seeds, err := strconv.Atoi(os.Args[2])
	if err != nil {
		panic(err)
	}
	go watch()
	for i, e := range list[first:] {
		current.Store(int64(first + i))
		compare(e, seeds)
	}
	fmt.Println("end")
}

// watch ends the process when nothing goes on.
func watch() {
	for was := int64(-1); ; {
		time.Sleep(5 * time.Second)
		now := turns.Load()
		if now == was {
			fmt.Printf("stuck\t%d\n", current.Load())
			os.Exit(3)
		}
		was = now
	}
}

// compare runs a specimen both ways.
func compare(e entry, seeds int) {
	digest := fnv.New64()
	for _, other := range []bool{false, true} {
		env.Other = other
		for seed := range seeds {
			before := run(e.before, uint64(seed))
			digest.Write([]byte(before))
			if after := run(e.after[env.Index], uint64(seed)); before != after {
				fmt.Printf("differs\t%s\t%d\t%t\t%q\t%q\n", e.name, seed, other, before, after)
				return
			}
		}
	}
	fmt.Printf("same\t%s\t%x\n", e.name, digest.Sum64())
}

// run gives the record of a call.
func run(f func(), seed uint64) string {
	turns.Add(1)
	tr.Log, tr.Seed, tr.Fuel = tr.Log[:0], seed, 250
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer func() {
			if r := recover(); r != nil {
				tr.Log = append(tr.Log, fmt.Sprintf(" panic %T %v", r, r)...)
			}
		}()
		f()
		tr.Log = append(tr.Log, " end"...)
	}()
	<-done
	return string(tr.Log)
}
