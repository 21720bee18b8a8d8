// Package environ asks for flags among other variables of the environment, which only the user's configuration tells apart.
package environ

import (
	"os"
	"strconv"
)

//@ strict

const beta = "FEATURE_BETA"

var home = os.Getenv("HOME")

func Start(names []string) bool {
	if os.Getenv(beta) == "true" { //@ evaluation environ FEATURE_BETA kind=string func=Start
		return true
	}
	if on, err := strconv.ParseBool(os.Getenv("FEATURE_FAST")); err == nil && on { //@ evaluation environ FEATURE_FAST
		return true
	}
	if _, ok := os.LookupEnv("CACHE_ENABLED"); ok { //@ evaluation environ CACHE_ENABLED kind=string
		return home != os.Getenv("PATH")
	}
	if os.Getenv("FEATURE_"+names[0]) != "" {
		return true
	}
	look := os.Getenv
	return enabled("FEATURE_NEW") || enabled("VERBOSE") || look("USER") != "" //@ evaluation environ FEATURE_NEW via=environ.enabled
}

func enabled(name string) bool {
	on, _ := strconv.ParseBool(os.Getenv(name)) //@ forward environ
	return on
}
