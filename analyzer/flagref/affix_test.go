package flagref

import (
	"fmt"
	"strings"
	"testing"
)

// FuzzAffix holds that what fmt makes of a format begins and ends with what affixOf says, whatever the arguments are.
func FuzzAffix(f *testing.F) {
	for _, format := range []string{"exp-%s-v2", "%d", "100%%-%v", "%[2]s-%[1]s-end", "a%", "%-10.3f|", "%%%", "\x00%s", "%*d x", "%!a", "% %b", "é%sé", "%[0][%0", "%[1]*[2]d!", "%[1].[2]x]"} {
		f.Add(format, "x", 7)
	}
	f.Fuzz(func(t *testing.T, format, text string, number int) {
		if !strings.Contains(strings.ReplaceAll(format, "%%", ""), "%") {
			t.Skip("no directive: a constant")
		}
		affix := affixOf(format)
		for _, args := range [][]any{nil, {text}, {number}, {text, number}, {number, text, number}} {
			made := fmt.Sprintf(format, args...)
			if !strings.HasPrefix(made, affix.Prefix) {
				t.Errorf("%q with %v gives %q, without the prefix %q", format, args, made, affix.Prefix)
			}
			made, _, _ = strings.Cut(made, "%!(EXTRA ") // arguments too many are said at the end
			if !strings.HasSuffix(made, affix.Suffix) {
				t.Errorf("%q with %v gives %q, without the suffix %q", format, args, made, affix.Suffix)
			}
		}
	})
}
