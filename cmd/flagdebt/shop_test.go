package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/flagdebt/flagdebt/cmd/flagdebt/internal/cli"
)

// shop runs flagdebt on the sample of the README, whose SDKs are the real ones.
func shop(t *testing.T, wantCode int, args ...string) []byte {
	t.Helper()
	var stdout, stderr bytes.Buffer
	args = append([]string{"-C", filepath.Join("..", "..", "testdata", "shop")}, args...)
	if code := cli.Run(t.Context(), cli.Streams{Args: args, Out: &stdout, Err: &stderr}); code != wantCode {
		t.Errorf("flagdebt %q: exit code %d, want %d\n%s", args, code, wantCode, &stderr)
	}
	if stderr.Len() > 0 {
		t.Errorf("flagdebt %q says: %s", args, &stderr)
	}
	return stdout.Bytes()
}

// TestShop compares what the README shows with what the sample gives: the same bytes on every day.
func TestShop(t *testing.T) {
	for _, c := range []struct {
		golden string
		code   int
		args   []string
	}{
		{"shop.report.txt", 0, []string{"report"}},
		{"shop.report.md", 0, []string{"report", "--format", "markdown"}},
		{"shop.check.txt", 1, []string{"check"}},
		{"shop.list.txt", 0, []string{"list"}},
	} {
		t.Run(c.golden, func(t *testing.T) {
			got := shop(t, c.code, c.args...)
			golden := filepath.Join("..", "..", "testdata", "report", c.golden)
			if *update {
				if err := os.MkdirAll(filepath.Dir(golden), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(golden, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatalf("%v: write it with go test ./cmd/flagdebt -run TestShop -update", err)
			}
			if diff := cmp.Diff(string(want), string(got)); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// TestShopKeepsTheContract holds the document of every command to the published schema.
func TestShopKeepsTheContract(t *testing.T) {
	schema, err := jsonschema.NewCompiler().Compile(filepath.Join("..", "..", "report", "schema.json"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		code int
		args []string
	}{
		{0, []string{"list"}},
		{1, []string{"check"}},
		{0, []string{"report"}},
		{0, []string{"why", "new-checkout"}},
	} {
		document, err := jsonschema.UnmarshalJSON(bytes.NewReader(shop(t, c.code, append(c.args, "--format", "json")...)))
		if err != nil {
			t.Fatalf("%s: %v", c.args[0], err)
		}
		if err := schema.Validate(document); err != nil {
			t.Errorf("%s: %v", c.args[0], err)
		}
	}
}
