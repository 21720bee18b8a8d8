// Package godebugs asks the settings of GODEBUG, as the standard library does.
package godebugs

import "internal/godebug"

//@ strict

var (
	lax    = godebug.New("httplaxcontentlength") //@ declaration go-godebug httplaxcontentlength kind=string
	hidden = godebug.New("#testing")             //@ declaration go-godebug #testing
)

func Length() int {
	if lax.Value() == "1" { //@ evaluation go-godebug httplaxcontentlength kind=string default=none func=Length
		lax.IncNonDefault() //@ mention go-godebug httplaxcontentlength
		return 1
	}
	if godebug.New("winsymlink").Value() == "0" { //@ declaration go-godebug winsymlink ;; evaluation go-godebug winsymlink
		return 2
	}
	return len(hidden.Value()) //@ evaluation go-godebug #testing
}

// setting is ours.
type setting struct{}

func (setting) Value() string { return "1" }

func ours(s setting) bool { return s.Value() == "1" }
