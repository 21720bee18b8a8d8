package debt

import (
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"
)

func FuzzEditDistance(f *testing.F) {
	for _, seed := range [][2]string{{"", ""}, {"kitten", "sitting"}, {"flaw", "lawn"}, {"größe", "grösse"}, {"\xff", "a"}, {"ab", "ba"}} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		if len(a) > 9 || len(b) > 9 { // the reference is exponential
			return
		}
		want := distanceByDefinition([]rune(a), []rune(b))
		if got := EditDistance(a, b, 100); got != want {
			t.Errorf("distance of %q and %q is %d, want %d", a, b, got, want)
		}
		if back := EditDistance(b, a, 100); back != want {
			t.Errorf("distance of %q and %q is %d, want %d", b, a, back, want)
		}
		if limited := EditDistance(a, b, 1); want <= 1 && limited != want || want > 1 && limited <= 1 {
			t.Errorf("distance of %q and %q up to 1 is %d, want %d", a, b, limited, want)
		}
	})
}

func distanceByDefinition(a, b []rune) int {
	switch {
	case len(a) == 0:
		return len(b)
	case len(b) == 0:
		return len(a)
	case a[0] == b[0]:
		return distanceByDefinition(a[1:], b[1:])
	}
	return 1 + min(distanceByDefinition(a[1:], b), distanceByDefinition(a, b[1:]), distanceByDefinition(a[1:], b[1:]))
}

func TestEditDistance(t *testing.T) {
	if got := EditDistance("kitten", "sitting", 9); got != 3 {
		t.Errorf("distance is %d, want 3", got)
	}
}

func FuzzGlob(f *testing.F) {
	for _, seed := range [][2]string{{"", ""}, {"*", "a/b"}, {"a*b*c", "axxbyybzc"}, {"?", "ö"}, {"??", "ö"}, {"a*", "b"}, {"*a", "aab"}, {".", "x"}, {"a**", "a"}} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, pattern, text string) {
		got := glob(pattern, text)
		if !utf8.ValidString(pattern) || !utf8.ValidString(text) {
			return
		}
		expression := strings.NewReplacer(`\*`, "(?s:.*)", `\?`, "(?s:.)").Replace(regexp.QuoteMeta(pattern))
		if want := regexp.MustCompile(`\A` + expression + `\z`).MatchString(text); got != want {
			t.Errorf("glob %q on %q is %t, want %t", pattern, text, got, want)
		}
	})
}

func TestShort(t *testing.T) {
	exact := strings.Repeat("ö", maxValueText)
	if got := short(Value(exact)); got != exact {
		t.Errorf("cut to %q", got)
	}
	if got := short(Value(exact + "x")); got != strings.Repeat("ö", maxValueText-1)+"…" {
		t.Errorf("cut to %q", got)
	}
}

func TestValueFits(t *testing.T) {
	fitting := map[Kind][]Value{
		KindBool:    {"true", "false"},
		KindString:  {`"a"`},
		KindVariant: {`"a"`},
		KindStage:   {`"a"`},
		KindInt:     {"0", "9", "-3"},
		KindFloat:   {"0", "9", "-3", "2.5", "1e9"},
	}
	all := []Value{"true", "false", `"a"`, "0", "9", "-3", "2.5", "1e9", "null", "[1]", `{"a":1}`}
	for kind, values := range fitting {
		fits := map[Value]bool{}
		for _, v := range values {
			fits[v] = true
		}
		for _, v := range all {
			if v.fits(kind) != fits[v] {
				t.Errorf("%s fits %s: %t", v, kind, v.fits(kind))
			}
		}
	}
	for _, kind := range []Kind{KindUnknown, KindJSON} {
		for _, v := range all {
			if !v.fits(kind) {
				t.Errorf("%s does not fit %q", v, kind)
			}
		}
	}
	if Value("").fits(KindUnknown) {
		t.Error("no value fits")
	}
}
