// Package flags declares ConfigCat's flags as variables.
package flags

import "github.com/configcat/go-sdk/v9"

//@ strict

var (
	Report  = configcat.Bool("report", true)        //@ declaration configcat report kind=bool default=true
	Pages   = configcat.Int("pages", 10)            //@ declaration configcat pages kind=int default=10
	Rate    = configcat.Float("rate", 0.5)          //@ declaration configcat rate kind=float default=0.5
	Printer = configcat.String("printer", "office") //@ declaration configcat printer kind=string default="office"
)

// Any is a flag of which only the interface is known.
var Any configcat.Flag = configcat.Bool("any", false) //@ declaration configcat any kind=bool default=false
