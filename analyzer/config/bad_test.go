package config_test

import (
	"errors"
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/flagdebt/flagdebt/analyzer/config"
	"github.com/flagdebt/flagdebt/analyzer/debt"
)

var update = flag.Bool("update", false, "write the errors of testdata/*.txtar")

// TestBadFiles holds every message to the golden one behind the file that causes it. It is fault 47, fault 48, fault 49, fault 51.
func TestBadFiles(t *testing.T) {
	t.Run("config", func(t *testing.T) {
		checkBad(t, "testdata/bad.txtar", func(data []byte) error {
			_, err := config.Parse(".flagdebt.yml", data)
			return err
		})
	})
	t.Run("catalogue", func(t *testing.T) {
		checkBad(t, "testdata/bad-catalogue.txtar", func(data []byte) error {
			_, err := config.ParseCatalogue("sdks.yaml", data)
			return err
		})
	})
}

func checkBad(t *testing.T, path string, parse func([]byte) error) {
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{}
	var inputs []txtar.File
	for _, f := range archive.Files {
		if name, ok := strings.CutSuffix(f.Name, ".err"); ok {
			want[name] = string(f.Data)
		} else {
			inputs = append(inputs, f)
		}
	}
	archive.Files = nil
	for _, f := range inputs {
		name := strings.TrimSuffix(f.Name, ".yml")
		err := parse(f.Data)
		if err == nil {
			t.Errorf("%s: no error", name)
			continue
		}
		checkErrors(t, name, err)
		got := err.Error() + "\n"
		if diff := cmp.Diff(want[name], got); diff != "" && !*update {
			t.Errorf("%s: errors (-want +got):\n%s", name, diff)
		}
		archive.Files = append(archive.Files, f, txtar.File{Name: name + ".err", Data: []byte(got)})
	}
	if *update {
		if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// checkErrors holds an error to the form that all mistakes have.
func checkErrors(t *testing.T, name string, err error) {
	t.Helper()
	var all config.Errors
	if !errors.As(err, &all) || len(all) == 0 {
		t.Fatalf("%s: the error is %T, not config.Errors: %v", name, err, err)
	}
	for i, mistake := range all {
		if mistake.Pos.File == "" || mistake.What == "" || mistake.Do == "" {
			t.Errorf("%s: a mistake lacks a part: %+v", name, mistake)
		}
		if i > 0 && all[i-1].Pos.Compare(mistake.Pos) > 0 {
			t.Errorf("%s: mistakes are not in order: %v", name, err)
		}
		if strings.ContainsAny(mistake.Error(), "\n\r\t") {
			t.Errorf("%s: a mistake takes more than a line: %q", name, mistake.Error())
		}
	}
	var one *debt.InputError
	if !errors.As(err, &one) {
		t.Errorf("%s: errors.As finds no mistake in %v", name, err)
	}
}
