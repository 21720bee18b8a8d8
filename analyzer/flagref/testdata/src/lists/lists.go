// Package lists has lists of what is on, which only the user's configuration describes.
package lists

import (
	"slices"
	"strings"
)

//@ strict

type config struct {
	features []string
	names    []string
}

const old = "old-ui"

func (c *config) parse(other []string) int {
	n := 0
	for _, f := range c.features {
		opts := strings.Split(f, ",")
		for _, o := range opts {
			switch o {
			case "new-tax", "boat": //@ evaluation toggles new-tax kind=bool func=(*config).parse ;; evaluation toggles boat
				n++
			case old: //@ evaluation toggles old-ui
				n += 2
			case "":
				continue
			}
		}
		for o := range strings.SplitSeq(f, ",") {
			if strings.TrimSpace(o) == "sail" || "row" != o { //@ evaluation toggles sail ;; evaluation toggles row
				n++
			}
		}
	}
	for _, name := range c.names {
		if name == "anna" {
			n++
		}
	}
	for i, o := range other {
		if o == "x" || i == 2 {
			n++
		}
	}
	if slices.Contains(c.features, "wings") { //@ evaluation toggles wings
		n++
	}
	return n
}
