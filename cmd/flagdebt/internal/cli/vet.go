package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"golang.org/x/tools/go/analysis/unitchecker"

	"github.com/flagdebt/flagdebt/analyzer"
	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// configVariable names the environment variable with the absolute path of the configuration, for go vet, which runs its tool in the directory of each package.
const configVariable = "FLAGDEBT_CONFIG"

// flagsQuestion is how the go command asks a vet tool for its flags.
const flagsQuestion = "-flags"

// versionQuestion is how the go command asks a vet tool who it is. The answer is part of the key of its cache.
const versionQuestion = "-V=full"

// IsVetCall reports whether the go command calls: it asks for the version, for the flags, or names the description of a package.
func IsVetCall(args []string) bool {
	for _, arg := range args {
		if arg == versionQuestion || arg == flagsQuestion || strings.HasSuffix(arg, ".cfg") {
			return true
		}
	}
	return false
}

// Vet answers the go command as a vet tool, and exits.
func Vet() {
	if err := vet(); err != nil {
		fmt.Fprintln(os.Stderr, "flagdebt:", err)
		os.Exit(1)
	}
}

func vet() error {
	at, err := vetLocation()
	if err != nil && !slices.Contains(os.Args[1:], flagsQuestion) { // go vet asks for the flags first and hides what a tool says then; it shows what it says of its version
		return err
	}
	if len(os.Args) == 2 && os.Args[1] == versionQuestion {
		return answerVersion(vetInputs(analyzer.ReadConfig(at), at))
	}
	// Every package is a process of its own, dependencies included, and few of them ask for a flag: the state is read for those alone.
	early := analyzer.ReadConfig(at).ReadAPIs()
	main, err := analyzer.NewDeferred(early.Catalogues(), early.ProblemFile, func() analyzer.Inputs { return vetInputs(early, at) })
	if err != nil {
		return err
	}
	unitchecker.Main(main) // does not return
	return nil
}

// vetLocation is where configuration and state are looked for, such that every call of one go vet finds the same: by an absolute path, or upwards.
func vetLocation() (analyzer.Location, error) {
	dir, err := os.Getwd()
	if err != nil {
		return analyzer.Location{}, fmt.Errorf("finding the working directory: %w", err)
	}
	file := os.Getenv(configVariable)
	if file != "" && !filepath.IsAbs(file) {
		return analyzer.Location{Dir: dir}, fmt.Errorf("%s=%s is not an absolute path: go vet runs its tool in the directory of each package", configVariable, file)
	}
	return analyzer.Location{Dir: dir, File: file, Today: debt.DayOf(time.Now())}, nil
}

func vetInputs(found analyzer.Found, at analyzer.Location) analyzer.Inputs {
	inputs := found.ReadState(at).Inputs
	inputs.Nolint = true
	return inputs
}

// answerVersion adds the digest of the state to the version, so that the go command runs the tool again when a verdict changes.
func answerVersion(inputs analyzer.Inputs) error {
	digest, err := inputs.Digest()
	if err != nil {
		return err
	}
	// The form that the go command's toolID accepts: devel needs a buildID as the last field.
	fmt.Printf("%s version devel flagdebt buildID=%s\n", filepath.Base(os.Args[0]), digest)
	return nil
}
