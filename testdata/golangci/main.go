// Command golangci is golangci-lint with flagdebt in it. `golangci-lint custom` builds the same from .custom-gcl.yml, but fetches from GitHub; this main needs a module proxy only.
package main

import (
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"runtime"

	"github.com/golangci/golangci-lint/v2/pkg/commands"
	"github.com/golangci/golangci-lint/v2/pkg/exitcodes"

	_ "github.com/flagdebt/flagdebt/analyzer/golangci" // registers the plugin
)

func main() {
	digest, err := executableDigest()
	if err == nil {
		// golangci-lint salts its cache with the version, not with the executable: without the digest, a rebuilt analyzer would be answered with the old findings.
		err = commands.Execute(commands.BuildInfo{GoVersion: runtime.Version(), Version: "2.15.0-flagdebt-" + digest, Commit: "(unknown)", Date: "(unknown)"})
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "golangci:", err)
		os.Exit(exitcodes.Failure)
	}
}

// executableDigest is the first 12 hex digits of the SHA-256 of the running executable.
func executableDigest() (string, error) {
	path, err := os.Executable()
	if err != nil {
		return "", fmt.Errorf("finding the executable: %w", err)
	}
	file, err := os.Open(path)
	if err != nil {
		return "", fmt.Errorf("reading the executable: %w", err)
	}
	defer file.Close()
	hash := sha256.New()
	if _, err := io.Copy(hash, file); err != nil {
		return "", fmt.Errorf("reading the executable: %w", err)
	}
	return fmt.Sprintf("%x", hash.Sum(nil)[:6]), nil
}
