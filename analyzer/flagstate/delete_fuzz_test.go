package flagstate

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagstate/document"
)

// style is a way to write flags, one line an element; every line of an entry has the number of its flag in it as <n>.
type style struct {
	name, format, open, close string
	entry                     []string
}

func styles() []style {
	return []style{
		{"block", "go-feature-flag", "", "", []string{"# about <n>", "# more about <n>", "k<n>:", "  variations: {on: <n>} # of <n>", "  # deep in <n>", "  metadata: {owner: o<n>}", "  # below <n>"}},
		{"flow", "go-feature-flag", "--- {", "}", []string{"  # about <n>", "  k<n>: { # of <n>", "    variations: {on: <n>},", "  }, # end of <n>"}},
		{"json", "go-feature-flag", "{", "}", []string{`  "k<n>": {`, `    "variations": {"on": <n>},`, `    "version": "<n>"},`}},
		{"tables", "go-feature-flag", "", "", []string{"# about <n>", "[k<n>.variations] # of <n>", "on = <n>", "# in <n>", "[k<n>.metadata]", "owner = 'o<n>'"}},
		{"map", "flagd", "flags:", "metadata: {owner: me}", []string{"  # about <n>", "  k<n>:", "    state: ENABLED # of <n>", "    variants: {a: <n>}", "    # below <n>"}},
		{"list", "flagd", "flags:", "metadata: {owner: me}", []string{"- key: k<n>", "  state: ENABLED # of <n>", "  variants: {a: <n>}"}},
		{"indented list", "flagd", "flags:", "", []string{"  # about <n>", "  - state: ENABLED # of <n>", "    key: k<n>", "    variants: {a: <n>}", "    # below <n>"}},
	}
}

// write is a file with flags from 11 on, and random blank lines and comments between them.
func (s style) write(random *rand.Rand, flags int) string {
	lines := []string{s.open}
	for n := range flags {
		if n > 0 {
			lines = append(lines, make([]string, random.IntN(3))...)
			if len(lines[len(lines)-1]) == 0 && s.name != "json" && random.IntN(3) == 0 {
				lines = append(lines, "# alone", "")
			}
		}
		for _, line := range s.entry {
			lines = append(lines, strings.ReplaceAll(line, "<n>", fmt.Sprint(n+11)))
		}
	}
	if s.name == "json" {
		lines[len(lines)-1] = strings.TrimSuffix(lines[len(lines)-1], ",")
	}
	return strings.Trim(strings.Join(append(lines, s.close), "\n"), "\n") + "\n"
}

func TestDeleteLeavesAllOtherLines(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, s := range styles() {
		for range 200 {
			flags := 2 + random.IntN(4)
			text := s.write(random, flags)
			n := fmt.Sprint(random.IntN(flags) + 11)
			got := outcome(t, s.format, []byte(text), debt.Key("k"+n))
			var want []string
			for line := range strings.Lines(text) {
				if !strings.Contains(line, n) {
					want = append(want, line)
				}
			}
			if diff := cmp.Diff(said(strings.Join(want, "")), said(got)); diff != "" {
				t.Fatalf("%s without %s: %s\n%s", s.name, n, text, diff)
			}
			if strings.HasPrefix(got, "\n") || strings.HasSuffix(got, "\n\n") || strings.Contains(got, "\n\n\n\n") {
				t.Fatalf("%s without %s:\n%s\nhas blank lines too many:\n%s", s.name, n, text, got)
			}
		}
	}
}

// said is the lines of a file that are not blank, without the commas at their ends.
func said(text string) []string {
	var lines []string
	for line := range strings.Lines(text) {
		if line = strings.TrimRight(line, ",\n"); line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}

// FuzzDelete deletes every flag of a file, one at a time and all together. What is left must be the other flags, and no edit may touch where they stand.
func FuzzDelete(f *testing.F) {
	files, err := filepath.Glob("testdata/delete-*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for i := 0; i < len(archive.Files); i += 2 {
			for _, variant := range variants() {
				f.Add(variant.of(archive.Files[i].Data))
			}
		}
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		for _, format := range Formats() {
			if format.Delete == nil || len(content) > 1<<12 {
				continue
			}
			before, err := format.Decode(content, 0)
			if err != nil {
				continue
			}
			var keys []debt.Key
			for i, flag := range before.Flags[:min(len(before.Flags), 8)] {
				keys = append(keys, flag.Key)
				edits, err := Delete(format.Name, content, flag.Key)
				if err != nil {
					continue
				}
				rest := slices.Delete(slices.Clone(before.Flags), i, i+1)
				checkRest(t, format, content, edits, rest)
			}
			if edits, err := Delete(format.Name, content, keys...); err == nil && len(keys) > 0 {
				checkRest(t, format, content, edits, before.Flags[len(keys):])
			}
		}
	})
}

// checkRest makes sure that edits leave the flags of the rest, and that none of them was where the edits are.
func checkRest(t *testing.T, format Format, content []byte, edits []debt.Edit, rest []debt.Flag) {
	t.Helper()
	after := applied(t, content, edits)
	is, err := format.Decode(after, 0)
	if err != nil && !(format.Empty(after) && len(rest) == 0) {
		t.Fatalf("%s: %q is left of %q: %v", format.Name, after, content, err)
	}
	if err == nil && !slices.EqualFunc(rest, is.Flags, sameFlag) {
		t.Fatalf("%s: %q is left of %q", format.Name, after, content)
	}
	mark := len(content) - len(document.Trim(content))
	lines := bytes.SplitAfter(content[mark:], []byte("\n"))
	for _, flag := range rest {
		at := mark + flag.Origin.Column - 1 + len(bytes.Join(lines[:min(flag.Origin.Line-1, len(lines))], nil))
		for _, e := range edits {
			if e.Start <= at && at < e.End {
				t.Fatalf("%s: the edits %+v of %q touch %s", format.Name, edits, content, flag.Key)
			}
		}
	}
}
