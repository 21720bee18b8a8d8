// Package cmdline asks for flags of the command line, which only the user's configuration describes.
package cmdline

import (
	"flag"

	"cmdline/options"
	"envknob"
)

//@ strict

var depth = envknob.RegisterInt("DEPTH", 3) //@ declaration cmdline DEPTH kind=int default=3

func Run(o *options.Options) int {
	verbose := flag.Bool("verbose", false, "") //@ declaration cmdline verbose default=false
	var quiet bool
	flag.BoolVar(&quiet, "quiet", false, "") //@ declaration cmdline quiet
	flag.Parse()
	if *verbose || quiet { //@ evaluation cmdline verbose kind=bool func=Run ;; evaluation cmdline quiet
		return 1
	}
	if *options.Fast && options.Trace() { //@ evaluation cmdline fast kind=bool ;; evaluation cmdline TRACE kind=bool
		return 2
	}
	if o.Color || options.Slow { //@ evaluation cmdline color kind=bool ;; evaluation cmdline slow
		return 3
	}
	if n, ok := depth(); ok { //@ evaluation cmdline DEPTH kind=int default=3
		return n
	}
	later := depth
	n, _ := later() //@ evaluation cmdline DEPTH
	return n
}
