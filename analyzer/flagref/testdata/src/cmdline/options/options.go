// Package options has flags of the command line, behind pointers and in variables.
package options

import (
	"flag"

	"envknob"
)

//@ strict

var (
	Fast = flag.Bool("fast", false, "") //@ declaration cmdline fast kind=bool default=false
	// Slow is set by its address.
	Slow  bool
	Trace = envknob.RegisterBool("TRACE") //@ declaration cmdline TRACE kind=bool
)

// Options are set by their addresses.
type Options struct {
	Color bool
	Width int
	Name  string
}

func (o *Options) Add(fs *flag.FlagSet) {
	fs.BoolVar(&o.Color, "color", true, "") //@ declaration cmdline color kind=bool default=true func=(*Options).Add
	flag.IntVar(&o.Width, "width", 80, "")  //@ declaration cmdline width kind=int default=80
	flag.BoolVar(&Slow, "slow", false, "")  //@ declaration cmdline slow default=false
	list := []bool{false}
	flag.BoolVar(&list[0], "list", false, "") //@ declaration cmdline list
	fs.StringVar(pointer(), "name", "", "")   //@ declaration cmdline name
}

func pointer() *string { return new(string) }

func (o *Options) Print() int {
	if *Fast && !Slow { //@ evaluation cmdline fast kind=bool default=false func=(*Options).Print ;; evaluation cmdline slow kind=bool
		return o.Width //@ evaluation cmdline width kind=int default=80
	}
	if o.Color { //@ evaluation cmdline color kind=bool default=true
		return len(o.Name)
	}
	o.Color = *Fast //@ mention cmdline color ;; evaluation cmdline fast
	if Trace() {    //@ evaluation cmdline TRACE kind=bool
		return 1
	}
	*Fast = true //@ mention cmdline fast
	set(&Slow)   //@ mention cmdline slow
	return 0
}

func set(on *bool) { *on = true }
