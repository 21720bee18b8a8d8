package program_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/program"
)

// TestMentions wants the places that name a key and stay: in other languages, comments and strings, but not within longer words, in what is not ours, or in what goes.
func TestMentions(t *testing.T) {
	root := writeText(t, market+`-- README.md --
The flag shout-more, not shout-more-or-less, and not xshout-more.
  "shout-more"
-- web/app.ts --
if (on('shout-more')) x
-- web/node_modules/x.ts --
on('shout-more')
-- .hidden/x --
shout-more
-- web/vendor/x.md --
shout-more
-- testdata/own.txt --
shout-more
-- testdata/module/go.mod --
module other.example
-- testdata/module/x.md --
shout-more
-- stall/more.go --
package stall

// shout-more is a comment.
const mores, shout = "a shout-more text", 1 /* shout */

var _ = shout
-- stall/goes.go --
package stall // shout-more
`)
	if err := os.WriteFile(filepath.Join(root, "binary"), []byte("\x00 shout-more"), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(root, "data"), append([]byte("shout-more"), bytes.Repeat([]byte(" "), 1<<20)...), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(root, "long"), []byte(strings.Repeat("ü", 200)+" tax.new "+strings.Repeat("x", 200)), 0o666); err != nil {
		t.Fatal(err)
	}
	p := open(t, root, program.Options{Tests: true})
	comment := cut{"stall/stall.go", "shouts where", "calls where"}
	p.Compute((&surgeon{root: root, cuts: map[debt.Key][]cut{"shout-more": {comment, more, {"stall/goes.go", "", ""}}}}).compute)
	change := remove(t, p, program.RemoveOptions{}, "shout-more", "shout", "tax.new")
	var got []string
	for _, flag := range change.Flags {
		got = append(got, string(flag.Key)+" "+string(flag.Verdict))
		for _, m := range flag.Mentions {
			got = append(got, m.Pos.String()+" "+m.Text)
		}
	}
	want := []string{
		"shout-more checked",
		"README.md:1:10 The flag shout-more, not shout-more-or-less, and not xshout-more.",
		"README.md:2:4 \"shout-more\"",
		"stall/more.go:3:4 // shout-more is a comment.",
		"stall/more.go:4:25 const mores, shout = \"a shout-more text\", 1 /* shout */",
		"testdata/own.txt:1:1 shout-more",
		"web/app.ts:1:9 if (on('shout-more')) x",
		"shout refused", // what the code has of it is no mention
		"tax.new nothing",
		"long:1:402 " + strings.Repeat("ü", 119) + "…",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("mentions (-want +got):\n%s", diff)
	}
}
