package mention_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/mention"
)

// TestIn wants which keys stand in a text, and in what medium.
func TestIn(t *testing.T) {
	for _, tt := range []struct {
		name string
		keys string // separated by spaces
		file string
		text string
		want string // medium:key@offset, separated by spaces
	}{
		{"a word", "new-tax", "a.yaml", "new-tax", "data:new-tax@0"},
		{"between marks", "new-tax", "a.yaml", "x: [new-tax, other]", "data:new-tax@4"},
		{"option", "new-tax", "run.sh", "serve --new-tax=false", "data:new-tax@8"},
		{"part of a word", "new-tax", "a.yaml", "new-tax-2 xnew-tax a-new-tax new-taxes new_tax-", ""},
		{"beside letters beyond ASCII", "new-tax", "a.md", "„new-tax“ ünew-tax new-taxü", "prose:new-tax@3"},
		{"letters beyond ASCII", "zürich-neu", "a.yaml", "a: zürich-neu", "data:zürich-neu@3"},
		{"dots", "exp.new-tax", "a.yaml", "exp.new-tax exp.new-tax-2 exp.new", "data:exp.new-tax@0"},
		{"after a prefix", "new-tax", "a.yaml", "flags.new-tax", "data:new-tax@6"},
		{"the longer of two", "checkout-v2 checkout-v2.fast", "a.yaml", "checkout-v2.fast\ncheckout-v2", "data:checkout-v2.fast@0 data:checkout-v2@17"},
		{"the longer of two, which begins before", "fast-tax a.fast-tax", "a.yaml", "a.fast-tax", "data:a.fast-tax@0"},
		{"several times", "new-tax", "a.yaml", "new-tax new-tax\nnew-tax", "data:new-tax@0 data:new-tax@8 data:new-tax@16"},
		{"only punctuation", "-- ./", "a.yaml", "-- ./", ""},
		{"a line that nobody wrote", "new-tax", "a.json", strings.Repeat(" ", 2000) + "new-tax\nnew-tax", "data:new-tax@2008"},
		{"nothing", "new-tax", "a.json", "", ""},

		{"code", "new-tax", "a.ts", `if (on("new-tax"))`, "code:new-tax@8"},
		{"whole string in code", "new_tax", "a.ts", "on('new_tax')", "code:new_tax@4"},
		{"identifier in code", "new_tax", "a.ts", "order.new_tax = 1", ""},
		{"identifier in code that is about flags", "new_tax", "a.ts", "flags.new_tax", "code:new_tax@6"},
		{"identifier in data", "new_tax", "a.sql", "SELECT new_tax", "data:new_tax@7"},
		{"comment in code", "new-tax", "a.ts", "  // new-tax\n/* new-tax\n * new-tax */", "prose:new-tax@5 prose:new-tax@16 prose:new-tax@27"},
		{"comment in a script", "new-tax", "a.py", "# new-tax", "prose:new-tax@2"},
		{"comment in a query", "new-tax", "a.sql", "-- new-tax", "prose:new-tax@3"},
		{"private field", "new-tax", "a.ts", "#on = f('new-tax')", "code:new-tax@9"},
		{"option on a line of its own", "NewTax", "a.sh", "--NewTax=true", "data:NewTax@2"},
		{"template", "new-tax", "a.gohtml", `{{if on "new-tax"}}`, "code:new-tax@9"},
		{"name in capitals", "new-tax", "A.TS", "// new-tax", "prose:new-tax@3"},
		{"template of a document", "new-tax", "README.md.gotmpl", "new-tax", "prose:new-tax@0"},
		{"document", "new-tax", "README", "new-tax", "prose:new-tax@0"},
		{"documentation", "new-tax", "README.md", "new-tax", "prose:new-tax@0"},

		{"single word in a call", "beta", "a.tsx", `const on = useFlag("beta")`, "code:beta@20"},
		{"single word in a call of several lines", "beta", "a.tsx", "useFlag(\n  [g(1)],\n  'beta',\n)", "code:beta@22"},
		{"single word in a list", "beta", "a.tsx", "const FLAGS = {\n  x: {y: 1},\n  BETA: 'beta',\n}", "code:beta@38"},
		{"single word in another list", "beta", "a.tsx", "// flags\nconst STAGES = {\n  BETA: 'beta',\n}", ""},
		{"single word in statements", "beta", "a.tsx", "function flag(a) {\n  f('beta')\n}\nflag(() => {\n  f('beta')\n})", ""},
		{"single word outside of everything", "beta", "a.ts", "flags()\n)\n'beta'", ""},
		{"single word as member", "beta", "a.tsx", "if (flags.beta) {}", "code:beta@10"},
		{"single word as symbol", "beta", "a.rb", "Feature.enabled?(:beta)", "code:beta@18"},
		{"single word as key of a list of flags", "beta", "a.yaml", `flags: ["beta"]`, "data:beta@9"},
		{"single word with a value", "beta", "a.yaml", "features: {beta: true}\nbeta: true", "data:beta@11"},
		{"single word with a value, in a file of flags", "beta", "x/flags.yaml", "beta: true\nto: beta", "data:beta@0"},
		{"single word of a document", "beta", "a.md", "The flag `beta`, and this feature is in beta.", "prose:beta@10"},
		{"single word that means something else", "beta", "a.ts", "const beta = 1; f('beta'); // beta\nbeta flag", ""},

		{"name in prose", "MultiKueue", "a.md", "MultiKueue runs jobs.", ""},
		{"name in prose, quoted", "MultiKueue", "a.md", "Turn `MultiKueue` on.", "prose:MultiKueue@6"},
		{"name in prose, with a value", "MultiKueue", "a.md", "MultiKueue: true", "prose:MultiKueue@0"},
		{"name in prose, with a text", "MultiKueue", "a.md", "MultiKueue: fixed a bug", ""},
		{"name in prose, switched on", "MultiKueue", "a.md", "needs MultiKueue (enabled by default)", "prose:MultiKueue@6"},
		{"name in a comment", "MultiKueue", "a.ts", "// MultiKueue runs jobs.", ""},
		{"name in a comment of Go", "MultiKueue", "a.go", "// MultiKueue runs jobs.", "prose:MultiKueue@3"},
		{"name in prose, called a gate", "MultiKueue", "a.md", "the feature gate MultiKueue", "prose:MultiKueue@17"},
		{"name in data", "MultiKueue", "a.yaml", "- MultiKueue", "data:MultiKueue@2"},

		{"variants", "new-checkout", "a.tsx", "flags.newCheckout\nFLAGS.NEW_CHECKOUT\nflags[new_checkout]\nFlags.NewCheckout", "code:new-checkout@6 code:new-checkout@24 code:new-checkout@43 code:new-checkout@63"},
		{"variants that are taken apart", "new-checkout", "a.tsx", "const {\n  a,\n  newCheckout,\n  b\n} = useFlags()", "code:new-checkout@15"},
		{"variant that is imported", "new-checkout", "a.tsx", "import { useNewCheckout } from './openfeature'", "code:new-checkout@9"},
		{"variants of something else", "new-checkout", "a.tsx", "newCheckout() // and far away, on the same line, a flag\nPAGES.NEW_CHECKOUT\n{newCheckout}\nflags", ""},
		{"variant at the end", "new-checkout", "a.tsx", "{newCheckout", ""},
		{"variants in data", "new-checkout", "a.yaml", "newCheckout: flag", ""},
		{"variants in a comment", "new-checkout", "a.ts", "// newCheckout, a flag", ""},
		{"variants in Go", "new-checkout", "a.go", `"flag newCheckout"`, ""},
		{"variants of short keys", "new-ui", "a.tsx", "const { newUi } = useFlags()", ""},
		{"variants of single words", "checkoutpage", "a.tsx", "useFlags(); Checkoutpage", ""},
		{"variant that is a key of its own", "new-checkout newCheckout", "a.tsx", "flags.newCheckout", "code:newCheckout@6"},
		{"variant of two keys", "new-checkout new_checkout", "a.tsx", "flags.newCheckout", "code:new-checkout@6 code:new_checkout@6"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var keys []debt.Key
			for key := range strings.FieldsSeq(tt.keys) {
				keys = append(keys, debt.Key(key))
			}
			var got []string
			mention.New(keys).In(tt.file, []byte(tt.text), func(p mention.Place) {
				got = append(got, fmt.Sprintf("%s:%s@%d", p.Medium, p.Key, p.Offset))
			})
			if diff := cmp.Diff(tt.want, strings.Join(got, " ")); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// FuzzIn wants that no text breaks the search, that what it finds stands there, and that a key which needs no context is found wherever it is a word.
func FuzzIn(f *testing.F) {
	f.Add("new-tax exp.new.tax beta", "a.ts", `f("new-tax", newTax) // flag beta`)
	f.Add("ü-ß \xff-a ./x", "a.md", "„ü-ß“ \xff-a ./x-")
	f.Add("a.b", "a.md", "a.b a.b--c a.b-- -a.b")
	f.Fuzz(func(t *testing.T, keys, name, text string) {
		var all []debt.Key
		for key := range strings.FieldsSeq(keys) {
			all = append(all, debt.Key(key))
		}
		mention.New(all).In(name, []byte(text), func(p mention.Place) {
			switch {
			case p.Offset < 0 || p.Offset >= len(text):
				t.Errorf("place %d in %d bytes", p.Offset, len(text))
			case strings.HasPrefix(text[p.Offset:], string(p.Key)):
			case p.Medium != debt.MediumCode || len(p.Key.Words()) < 2:
				t.Errorf("%q does not stand at %d", p.Key, p.Offset)
			}
		})
		for _, key := range all {
			if len(key.Words()) < 3 || len(text) > 2000 || !isPlain(string(key)) {
				continue
			}
			var got []int
			mention.New([]debt.Key{key}).In("a.yaml", []byte(text), func(p mention.Place) { got = append(got, p.Offset) })
			if diff := cmp.Diff(wordsAt(text, string(key)), got); diff != "" {
				t.Errorf("%q in %q (-want +got):\n%s", key, text, diff)
			}
		}
	})
}

// isPlain reports whether a key begins and ends with a letter or digit, and overlaps with itself nowhere.
func isPlain(key string) bool {
	return !strings.ContainsFunc(key[:1]+key[len(key)-1:], func(r rune) bool { return r < '0' || r > 'z' || '9' < r && r < 'A' || 'Z' < r && r < 'a' }) &&
		!strings.Contains(key[1:]+key[:len(key)-1], key)
}

// wordsAt are the places at which a plain key is a word, found one by one.
func wordsAt(text, key string) []int {
	var places []int
	inside := func(r rune) bool {
		return r == '_' || r != unicode.ReplacementChar && (unicode.IsLetter(r) || unicode.IsDigit(r))
	}
	for at := range text {
		if !strings.HasPrefix(text[at:], key) {
			continue
		}
		before, _ := utf8.DecodeLastRuneInString(strings.TrimRight(text[:at], "-"))
		after, _ := utf8.DecodeRuneInString(strings.TrimLeft(text[at+len(key):], "-"))
		if !inside(before) && !inside(after) {
			places = append(places, at)
		}
	}
	return places
}
