package vcs

import (
	"slices"
	"testing"
)

// TestEnvironment is fault 39: what a partial clone has not is not fetched, and git asks for no password; the variables by which hooks point elsewhere do not count.
func TestEnvironment(t *testing.T) {
	got := environment([]string{"HOME=/home/mia", "GIT_DIR=/elsewhere", "LC_ALL=de_DE", "GIT_DIRECTORY=x"})
	if want := []string{"HOME=/home/mia", "GIT_DIRECTORY=x", "LC_ALL=C", "GIT_TERMINAL_PROMPT=0", "GIT_EDITOR=true", "GIT_NO_LAZY_FETCH=1"}; !slices.Equal(got, want) {
		t.Errorf("environment %q, want %q", got, want)
	}
}
