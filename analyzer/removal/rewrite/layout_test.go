package rewrite_test

import (
	"go/format"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/flagdebt/flagdebt/analyzer/removal/rewrite"
)

// TestLayout wants texts that are made of files formatted as gofmt does it.
func TestLayout(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, seed := range seeds {
		src, err := os.ReadFile(filepath.Join(goroot(), "src", filepath.FromSlash(seed)))
		if err != nil {
			t.Fatal(err)
		}
		layout := rewrite.NewLayout(src)
		for range 10 {
			sameFormat(t, layout, muddled(string(src), 100, random))
			sameFormat(t, layout, muddled(string(src), 2000, random))
		}
	}
}

// muddled is a text of which some lines are gone, apart or not indented: one in so many of each kind.
func muddled(text string, every int, random *rand.Rand) string {
	var out strings.Builder
	for line := range strings.Lines(text) {
		switch random.IntN(every) {
		case 0:
			line = strings.TrimLeft(line, "\t")
		case 1:
			line = "\n" + line
		case 2:
			line = strings.Replace(line, " ", "   ", 1)
		case 3:
			if strings.TrimSpace(line) == "" || strings.HasPrefix(strings.TrimSpace(line), "//") {
				line = ""
			}
		case 4:
			line = strings.TrimSuffix(line, "\n") + " // said\n"
		case 5:
			line = strings.TrimSuffix(line, "\n") + "\n\n\n"
		}
		out.WriteString(line)
	}
	return out.String()
}

func sameFormat(t *testing.T, layout *rewrite.Layout, text string) {
	t.Helper()
	want, wantErr := format.Source([]byte(text))
	got, err := layout.Format(text)
	if (err == nil) != (wantErr == nil) {
		t.Errorf("error %v, want %v", err, wantErr)
	} else if err == nil && got != string(want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestLayoutKinds(t *testing.T) {
	const formatted = "// Package p is one.\npackage p\n\nimport \"fmt\"\n\n// a is one.\nvar a = 1 // one\nvar bc = 2\n\n// Loose.\n\nfunc f() { fmt.Println(a, bc) }\n"
	for name, want := range map[string]struct {
		src             string
		formatted, tidy bool
	}{
		"formatted":        {formatted, true, true},
		"other line ends":  {strings.ReplaceAll(formatted, "\n", "\r\n"), true, false},
		"byte order mark":  {"\ufeff" + formatted, true, false},
		"open end":         {strings.TrimSuffix(formatted, "\n"), true, false},
		"not formatted":    {strings.Replace(formatted, "a = ", "a  = ", 1), false, false},
		"does not parse":   {"package", false, false},
		"two blank lines":  {strings.Replace(formatted, "\n\nfunc", "\n\n\nfunc", 1), false, false},
		"nothing declared": {"package p\n", true, true},
	} {
		t.Run(name, func(t *testing.T) {
			layout := rewrite.NewLayout([]byte(want.src))
			if layout.Formatted() != want.formatted || layout.Tidy() != want.tidy {
				t.Errorf("formatted %t, tidy %t", layout.Formatted(), layout.Tidy())
			}
			for _, text := range []string{
				formatted,
				strings.Replace(formatted, "var bc", "var  b", 1),
				strings.Replace(formatted, "// Loose.", "/* Loose.\n\nvery */", 1),
				strings.Replace(formatted, "// Loose.", "//go:build linux", 1),
				strings.Replace(formatted, "func f()", "func  f ( )", 1),
				strings.Replace(formatted, "func f()", "var s = `\n\nfunc  f ( )`\nfunc g()", 1),
				formatted + "\n\n// The end.",
				"package p; func f() {}\n\n\nvar  x int",
				"package p\n\nfunc {",
				"",
			} {
				sameFormat(t, layout, text)
			}
		})
	}
}
