package config_test

import (
	"bytes"
	"os"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"golang.org/x/tools/txtar"

	"github.com/flagdebt/flagdebt/analyzer/config"
)

func compileSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	schema, err := jsonschema.UnmarshalJSON(bytes.NewReader(config.Schema()))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("flagdebt.json", schema); err != nil {
		t.Fatal(err)
	}
	compiled, err := compiler.Compile("flagdebt.json")
	if err != nil {
		t.Fatal(err)
	}
	return compiled
}

func TestSchemaAcceptsWhatParseAccepts(t *testing.T) {
	schema := compileSchema(t)
	for _, path := range []string{"testdata/sample.yml", "testdata/sample-long.yml", "testdata/full.yml"} {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if path == "testdata/full.yml" { // null as a text is beyond what JSON can tell apart
			text = bytes.ReplaceAll(text, []byte("key: null"), []byte("key: 'null'"))
		}
		_, values := hosted(t, text)
		if err := schema.Validate(any(values)); err != nil {
			t.Errorf("%s: %v", path, err)
		}
	}
}

// TestSchemaRefuses holds the schema to the mistakes of form among the bad files.
func TestSchemaRefuses(t *testing.T) {
	schema := compileSchema(t)
	archive, err := txtar.ParseFile("testdata/bad.txtar")
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for _, f := range archive.Files {
		files[f.Name] = f.Data
	}
	for _, name := range []string{
		"version-missing", "version-newer", "version-text", "unknown-field", "wrong-kinds", "duration", "now", "severity", "min-severity-off",
		"rule", "type", "keep", "source-missing", "source-environments", "style", "api-missing", "api-default-result", "registry", "bool-struct",
	} {
		text, ok := files[name+".yml"]
		if !ok {
			t.Errorf("no file %s", name)
			continue
		}
		_, values := hosted(t, text)
		if schema.Validate(any(values)) == nil {
			t.Errorf("the schema accepts %s:\n%s", name, text)
		}
	}
}
