package analyzer

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"sync"
)

// modulePath is the module of flagdebt, also where it is built into another program.
const modulePath = "github.com/flagdebt/flagdebt"

// Build identifies the build of flagdebt: the checksum of its module where it was built from a released version, otherwise the content of the executable. Hosts that cache by version alone would replay the answers of an older build.
func Build() string { return build() }

var build = sync.OnceValue(func() string {
	if info, ok := debug.ReadBuildInfo(); ok {
		modules := append([]*debug.Module{&info.Main}, info.Deps...)
		for _, m := range modules {
			if m.Path == modulePath && m.Replace == nil && m.Sum != "" {
				return m.Version + " " + m.Sum
			}
		}
	}
	sum, err := executableSum()
	if err != nil {
		return "unknown build" // without a readable executable there is nothing better; the other parts of the digest still count
	}
	return sum
})

func executableSum() (string, error) {
	name, err := os.Executable()
	if err != nil {
		return "", fmt.Errorf("finding the executable: %w", err)
	}
	f, err := os.Open(name)
	if err != nil {
		return "", fmt.Errorf("reading the executable: %w", err)
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", fmt.Errorf("reading the executable: %w", err)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// digest joins texts so that no two lists of texts give the same bytes.
func digest(parts ...string) string {
	h := sha256.New()
	for _, part := range parts {
		fmt.Fprintf(h, "%d:%s", len(part), part)
	}
	return hex.EncodeToString(h.Sum(nil))
}
