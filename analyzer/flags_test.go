package analyzer

import (
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
)

func TestFlagsWithMistakes(t *testing.T) {
	if err := analysis.Validate([]*analysis.Analyzer{byFlags()}); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ config, snapshot, now, want string }{
		{config: "version: 1\ngrase: 1\n", want: "-config:2:1: unknown field \"grase\""},
		{snapshot: "{}", want: "-snapshot:1:1: the file is not a snapshot"},
		{now: "yesterday", want: "-now: \"yesterday\" is not a date"},
	} {
		if _, err := parseInputs(tt.config, tt.snapshot, tt.now); err == nil || !strings.HasPrefix(err.Error(), tt.want) {
			t.Errorf("%+v: %v, want %s …", tt, err, tt.want)
		}
	}
}

func TestFlagsSetTheDay(t *testing.T) {
	for _, tt := range []struct{ config, now, want string }{
		{"", "", ""},
		{"version: 1\nnow: 2026-11-01\n", "", "2026-11-01"},
		{"version: 1\nnow: 2026-11-01\n", "2026-11-22", "2026-11-22"},
	} {
		in, err := parseInputs(tt.config, "", tt.now)
		if err != nil || in.Now.String() != tt.want || !in.Nolint {
			t.Errorf("%+v: day %q, nolint %v, %v", tt, in.Now, in.Nolint, err)
		}
	}
}
