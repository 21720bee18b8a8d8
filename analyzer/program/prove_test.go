package program_test

import (
	"strings"
	"testing"

	"github.com/flagdebt/flagdebt/analyzer/program"
	"github.com/flagdebt/flagdebt/analyzer/removal"
)

// bells calls functions of a package that no removal edits.
const bells = `
-- tally/tally.go --
package tally

func Many(n int) bool { return half(n) > 1 }

func half(n int) int { return n / 2 }

func Count(n int) bool { total += n; return total > 3 }

var total int
-- bells/bells.go --
package bells

import (
	"m.example/ff"
	"m.example/tally"
)

func Ring(n int) int {
	if tally.CALL(n) && ff.On("shout") {
		return 1
	}
	return 0
}
`

// TestProofLooksFurther wants a call of another package's function gone that does nothing, and none that does something.
func TestProofLooksFurther(t *testing.T) {
	for call, proven := range map[string]bool{"Many": true, "Count": false} {
		text := market + strings.Replace(bells, "CALL", call, 1)
		before := open(t, writeText(t, text), program.Options{})
		text = strings.Replace(text, "if tally."+call+"(n) && ff.On(\"shout\") {\n\t\treturn 1\n\t}\n\treturn 0", "return 0", 1)
		text = strings.Replace(text, "if ff.On(\"shout\") {\n\t\treturn strings.ToUpper(s)\n\t}\n\treturn s", "return s", 1)
		text = strings.Replace(text, "import (\n\t\"m.example/ff\"\n\t\"m.example/tally\"\n)\n", "", 1)
		p, err := before.Verify(t.Context(), open(t, writeText(t, text), program.Options{}), []removal.Choice{choice("shout")}, true)
		if err != nil {
			t.Fatal(err)
		}
		if p.Proven() != proven {
			t.Errorf("without tally.%s: proven %t, %v", call, p.Proven(), p.Differences)
		}
	}
}

// opposite asks through a closure that says the opposite of the flag.
const opposite = `
-- opposite/opposite.go --
package opposite

import "m.example/ff"

func Sky(n int) int {
	off := func(key string) bool { return !ff.On(key) }
	if off("shout") {
		return n + 1
	}
	return n - 1
}
`

// TestProofOfClosures wants the answer of a closure to be what it makes of the flag's.
func TestProofOfClosures(t *testing.T) {
	for rest, proven := range map[string]bool{"return n + 1": true, "return n - 1": false} {
		before := open(t, writeText(t, market+opposite), program.Options{})
		text := strings.Replace(market, "if ff.On(\"shout\") {\n\t\treturn strings.ToUpper(s)\n\t}\n\treturn s", "return s", 1)
		text += "-- opposite/opposite.go --\npackage opposite\n\nfunc Sky(n int) int { " + rest + " }\n"
		p, err := before.Verify(t.Context(), open(t, writeText(t, text), program.Options{}), []removal.Choice{choice("shout")}, true)
		if err != nil {
			t.Fatal(err)
		}
		if p.Proven() != proven {
			t.Errorf("%s: proven %t, %v", rest, p.Proven(), p.Differences)
		}
	}
}
