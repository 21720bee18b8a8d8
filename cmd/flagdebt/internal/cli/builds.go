package cli

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/program"
)

// builds are the build configurations to look at: each set of tags for each platform. Pairs of a system and an architecture for which Go does not build are left out, as long as each that was named is in one of the others.
func (o *options) builds() ([]program.Build, error) {
	platforms, err := o.platforms()
	if err != nil {
		return nil, err
	}
	sets := [][]string{nil}
	if len(o.tags) > 0 {
		sets = nil
	}
	for _, text := range o.tags {
		sets = append(sets, strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ' ' }))
	}
	var builds []program.Build
	for _, platform := range platforms {
		for _, tags := range sets {
			build := platform
			build.Tags = slices.Compact(slices.Sorted(slices.Values(tags)))
			if !slices.ContainsFunc(builds, func(b program.Build) bool { return reflect.DeepEqual(b, build) }) {
				builds = append(builds, build)
			}
		}
	}
	return builds, nil
}

func (o *options) platforms() ([]program.Build, error) {
	orDefault := func(names []string) []string {
		if len(names) == 0 {
			return []string{""}
		}
		return names
	}
	var all []program.Build
	for _, goos := range orDefault(o.goos) {
		for _, goarch := range orDefault(o.goarch) {
			if b := (program.Build{GOOS: goos, GOARCH: goarch}); b.Exists() {
				all = append(all, b)
			}
		}
	}
	for _, goos := range o.goos {
		if !slices.ContainsFunc(all, func(b program.Build) bool { return b.GOOS == goos }) {
			return nil, usageError{fmt.Errorf("--goos %s: Go does not build for that system, or not with the architectures named", goos)}
		}
	}
	for _, goarch := range o.goarch {
		if !slices.ContainsFunc(all, func(b program.Build) bool { return b.GOARCH == goarch }) {
			return nil, usageError{fmt.Errorf("--goarch %s: Go does not build for that architecture, or not with the systems named", goarch)}
		}
	}
	return all, nil
}

// oneBuild is the build configuration of a command that looks at one only.
func (o *options) oneBuild(command string) (program.Build, error) {
	builds, err := o.builds()
	if err != nil {
		return program.Build{}, err
	}
	if len(builds) > 1 {
		return program.Build{}, usageError{fmt.Errorf("%s looks at one build configuration, not at %d: run it for each", command, len(builds))}
	}
	return builds[0], nil
}
