package report

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
	"unicode"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

func TestReadBadInput(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"empty", ``, `report:1:1: no flagdebt report: unexpected end of JSON input: make one with --format json`},
		{"cut", "{\n  \"schema\": 1,\n", `report:2:15: no flagdebt report: unexpected end`},
		{"text", "flags: 3\n", `report:1:2: no flagdebt report: invalid character 'l' in literal false`},
		{"two documents", "{\"schema\":1}\n{\"schema\":1}", `report:2:1: no flagdebt report: invalid character '{' after top-level value`},
		{"other JSON", `{"version":"2.1.0","runs":[]}`, `report: no flagdebt report: it names no schema version`},
		{"a list", `[]`, `no flagdebt report: json: cannot unmarshal array`},
		{"version 0", `{"schema":0}`, `it names no schema version`},
		{"newer", `{"schema":2,"flags":"many"}`, `report: the report has schema 2, and this flagdebt reads up to 1: use a newer flagdebt`},
		{"wrong type", "{\"schema\":1,\n\"flags\":\"many\"}", `report:2:14: no flagdebt report: json: cannot unmarshal string into Go struct field Report.flags`},
		{"bad day", `{"schema":1,"now":"yesterday"}`, `"yesterday" is not a date`},
		{"bad severity", `{"schema":1,"findings":[{"severity":"fatal"}]}`, `"fatal" is not a severity`},
	} {
		r, err := Read(strings.NewReader(c.text))
		var input *debt.InputError
		if r != nil || !errors.As(err, &input) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want an input error with %q", c.name, err, c.want)
		}
	}
}

func TestReadNamesItsFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "week.json")
	if err := os.WriteFile(path, []byte("{\n}"), 0o644); err != nil {
		t.Fatal(err)
	}
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if _, err := Read(file); err == nil || !strings.HasPrefix(err.Error(), path+": ") {
		t.Errorf("got %v", err)
	}
}

func TestReadPassesReadErrors(t *testing.T) {
	broken := errors.New("disk on fire")
	if _, err := Read(iotest.ErrReader(broken)); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
}

// TestReadIgnoresWhatIsNew reads a document of a later flagdebt with the same schema.
func TestReadIgnoresWhatIsNew(t *testing.T) {
	r, err := Read(strings.NewReader(`{"schema":1,"command":"check","weather":"fine","flags":[{"provider":"p","key":"k","verdict":"enchanted","mood":3,"serving":{"mode":"dice","value":4}}],"findings":[{"rule":"sparkle","severity":"info","message":"sparkle: x"}]}`))
	if err != nil {
		t.Fatal(err)
	}
	for _, command := range []string{CommandCheck, CommandList, CommandReport, CommandWhy, "dance", ""} {
		r.Command = command
		for name, f := range Renderers() {
			if len(render(t, f, r)) == 0 {
				t.Errorf("%s of %q is empty", name, command)
			}
		}
	}
}

type closedPipe struct{}

func (closedPipe) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

func TestWriteErrors(t *testing.T) {
	for name, f := range Renderers() {
		if err := f(closedPipe{}, New(shop(t))); !errors.Is(err, io.ErrClosedPipe) {
			t.Errorf("%s: got %v", name, err)
		}
	}
	r := New(shop(t))
	r.Flags[0].Forward = "not JSON"
	if err := JSON(io.Discard, r); err == nil {
		t.Error("JSON writes what is not JSON")
	}
}

// FuzzRead renders whatever Read takes. Nothing in it comes out as a character that nobody can see, but for the ends of lines and the tabs of differences, and the spaces of no width that break a mention in Markdown.
func FuzzRead(f *testing.F) {
	for _, text := range []string{`{"schema":1}`, `{"schema":1,"flags":[{"key":"a\u202e","serving":{"mode":"constant","value":{"a":[1]}}}]}`, `{"schema":9}`, `[`} {
		f.Add([]byte(text))
	}
	for _, name := range []string{"hostile", "cleaned"} {
		text, err := os.ReadFile(filepath.Join("testdata", name+".json"))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		r, err := Read(strings.NewReader(string(text)))
		if err != nil {
			return
		}
		for _, command := range []string{CommandCheck, CommandList, CommandReport, CommandWhy, CommandClean} {
			r.Command = command
			for name, render := range Renderers() {
				var out strings.Builder
				if err := render(&out, r); err != nil {
					t.Fatalf("%s of what Read took: %v", name, err)
				}
				for _, c := range out.String() {
					if !unicode.IsPrint(c) && !strings.ContainsRune("\n\t\r", c) && (name != "markdown" || string(c) != zeroWidthSpace) {
						t.Fatalf("%s of %s: %U in\n%s", name, command, c, &out)
					}
				}
			}
		}
	})
}
