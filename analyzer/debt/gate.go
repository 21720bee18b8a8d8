package debt

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
)

// minor is a release up to its minor version, which is the step in which gates live and are removed.
type minor struct{ major, minor int }

// parseMinor reads 1.32, v0.120.0 or 0.9.1-rc.1.
func parseMinor(version string) (minor, bool) {
	major, rest, found := strings.Cut(strings.TrimPrefix(version, "v"), ".")
	if !found {
		return minor{}, false
	}
	if end := strings.IndexAny(rest, ".-+"); end >= 0 {
		rest = rest[:end]
	}
	x, errMajor := strconv.ParseUint(major, 10, 31)
	y, errMinor := strconv.ParseUint(rest, 10, 31)
	return minor{int(x), int(y)}, errMajor == nil && errMinor == nil
}

// lockedSince is the version from which on every row of the gate is locked; empty if the newest is not.
func (g *Gate) lockedSince() string {
	version := ""
	for i := len(g.Versions) - 1; i >= 0 && g.Versions[i].Locked; i-- {
		version = g.Versions[i].Version
	}
	return version
}

// lockedMinors is the number of minor versions since the gate was locked. There is no answer where a version is not known or not a number, or the major version has changed: nobody can say how many minors that was.
func (g *Gate) lockedMinors() (int, bool) {
	since, knowsSince := parseMinor(g.lockedSince())
	current, knowsCurrent := parseMinor(g.Current)
	if !knowsSince || !knowsCurrent || since.major != current.major {
		return 0, false
	}
	return current.minor - since.minor, true
}

// overdue reports whether the version has come by which the registration itself says that the gate goes.
func (g *Gate) overdue() (overdue, known bool) {
	until, knowsUntil := parseMinor(g.Until)
	current, knowsCurrent := parseMinor(g.Current)
	if !knowsUntil || !knowsCurrent {
		return false, false
	}
	return cmp.Or(cmp.Compare(current.major, until.major), cmp.Compare(current.minor, until.minor)) >= 0, true
}

// outlived reports whether a gate that can still be switched has lived to the version by which it was to go. Of a locked one weigh says so.
func (g *Gate) outlived() bool {
	if g == nil || g.Locked {
		return false
	}
	overdue, known := g.overdue()
	return overdue && known
}

// weigh judges a locked gate by releases: its answer is final, and the versions of its registry are the only clock that its users share. The registration's own word on its end comes first.
func (g *Gate) weigh(minors int) (word Word, reason string) {
	if g.Until != "" {
		switch overdue, known := g.overdue(); {
		case !known:
			return WordUndated, "the version by which it goes is not known"
		case !overdue:
			return WordActive, fmt.Sprintf("it may stay until version %s", g.Until)
		}
		return WordStale, ""
	}
	switch passed, known := g.lockedMinors(); {
	case !known:
		return WordUndated, "the versions since it was locked are not known"
	case passed < minors:
		return WordActive, fmt.Sprintf("it is locked since version %s only", g.lockedSince())
	}
	return WordStale, ""
}

// life says for how long the gate has been a stale one.
func (g *Gate) life() string {
	if g.Until != "" {
		return fmt.Sprintf("and was to go by version %s (newest is %s)", g.Until, g.Current)
	}
	return fmt.Sprintf("since version %s (newest is %s)", g.lockedSince(), g.Current)
}
