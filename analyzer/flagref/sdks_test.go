package flagref_test

import (
	"io/fs"
	"os"
	"strings"
	"testing"

	"github.com/flagdebt/flagdebt/analyzer/flagref"
)

// TestSDKs wants every entry of the catalogue to say what it recognises, and to be in the corpus if it recognises anything.
func TestSDKs(t *testing.T) {
	sdks, err := flagref.SDKs()
	if err != nil {
		t.Fatal(err)
	}
	var corpus strings.Builder
	sources := os.DirFS("testdata/src")
	err = fs.WalkDir(sources, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(name, ".go") {
			return err
		}
		content, err := fs.ReadFile(sources, name)
		corpus.Write(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, sdk := range sdks {
		if sdk.About == "" {
			t.Errorf("%s: nothing says what is recognised", sdk.Provider)
		}
		if len(sdk.APIs)+len(sdk.Registries) > 0 && !strings.Contains(corpus.String(), "evaluation "+sdk.Provider+" ") {
			t.Errorf("%s: the corpus has no evaluation", sdk.Provider)
		}
	}
}
