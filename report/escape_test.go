package report

import (
	"encoding/json"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

// TestEscapeText is fault 86, and for the words of texts fault 87.
func TestEscapeText(t *testing.T) {
	for text, want := range map[string]string{
		"plain-key":                   "plain-key",
		"漢字 é":                        "漢字 é",
		`a\b "q"`:                     `a\b "q"`,
		"\x1b[31mred\x1b[0m":          `\x1b[31mred\x1b[0m`,
		"\x1b]8;;http://e\x07x":       `\x1b]8;;http://e\ax`,
		"a\nb\tc\r":                   `a\nb\tc\r`,
		"\u009b31m":                   `\u009b31m`,
		"\x7f":                        `\x7f`,
		"\u202ecod\u202c":             `\u202ecod\u202c`,
		"\u2066x\u2069":               `\u2066x\u2069`,
		"\u200b\ufeff\u00a0":          `\u200b\ufeff\u00a0`,
		"bad \xff utf-8 \xe2\x82":     `bad \xff utf-8 \xe2\x82`,
		"\U000e0041":                  `\U000e0041`,
		"::error::x a::b ::add-mask":  `\::error::x a::b \::add-mask`,
		"a##[error]b ##vso[c] # #[d]": `a#\#[error]b #\#vso[c] # #[d]`,
		"\ufffd is what it is, too":   "\ufffd is what it is, too",
	} {
		if got := escapeText(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

// TestMarkdownSpans is fault 84.
func TestMarkdownSpans(t *testing.T) {
	for _, c := range []struct{ text, code, words string }{
		{"key", "`key`", "key"},
		{"", "", ""},
		{"a|b", "`a\\|b`", "a\\|b"},
		{`a\|b`, "<code>a&#92;&#124;b</code>", `a\\\|b`},
		{"`a`", "`` `a` ``", "\\`a\\`"},
		{"a``b", "```a``b```", "a\\`\\`b"},
		{" a ", "`  a  `", " a "},
		{"a\nb\u2028c", "`a b c`", "a b c"},
		{"@everyone", "`@everyone`", "@\u200beveryone"},
		{"fix #123", "`fix #123`", "fix #\u200b123"},
		{"[x](y)", "`[x](y)`", `\[x\](y)`},
		{"<!-- x", "`<!-- x`", "&lt;!-- x"},
		{"&amp; $x$ ~a~ _b_ *c*", "`&amp; $x$ ~a~ _b_ *c*`", `&amp;amp; \$x\$ \~a\~ \_b\_ \*c\*`},
		{"https://e.x WWW.e.x", "`https://e.x WWW.e.x`", "https:\u200b//e.x WWW\u200b.e.x"},
		{"- a", "`- a`", `\- a`},
		{"\x1b[2J", "`\\x1b[2J`", `\\x1b\[2J`},
		{strings.Repeat("é", 500), "`" + strings.Repeat("é", 199) + "…`", strings.Repeat("é", 299) + "…"},
	} {
		if got := codeSpan(c.text, true); got != c.code {
			t.Errorf("%q as code: got %q, want %q", c.text, got, c.code)
		}
		if got := escapeMarkdown(c.text); got != c.words {
			t.Errorf("%q as words: got %q, want %q", c.text, got, c.words)
		}
	}
	if got := codeSpan(`a|b\|c`, false); got != "`a|b\\|c`" {
		t.Errorf("outside of a table: %q", got)
	}
}

// FuzzTextEscape is fault 86.
func FuzzTextEscape(f *testing.F) {
	for _, text := range hostileTexts() {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got := escapeText(text)
		if !utf8.ValidString(got) {
			t.Fatalf("%q: invalid UTF-8 in %q", text, got)
		}
		for _, r := range got {
			if !strconv.IsPrint(r) {
				t.Fatalf("%q: %U survives in %q", text, r, got)
			}
		}
		if strings.HasPrefix(got, "::") || strings.Contains(got, " ::") || strings.Contains(got, "##[") || strings.Contains(got, "##vso[") {
			t.Fatalf("%q: a command to whoever reads the log in %q", text, got)
		}
		if escapeText(got) != got {
			t.Fatalf("%q: escaping twice changes %q", text, got)
		}
		if cell := fit(got, 20); width(cell) > 20 {
			t.Fatalf("%q: %q is %d wide", text, cell, width(cell))
		}
		// JSON escapes must not change what the document says.
		document, err := json.Marshal(text)
		if err != nil {
			t.Fatal(err)
		}
		var before, after string
		if json.Unmarshal(document, &before) != nil || json.Unmarshal(escapeJSON(document), &after) != nil || before != after {
			t.Fatalf("%q reads %q from escaped JSON", before, after)
		}
	})
}

// FuzzMarkdownCell is fault 84.
func FuzzMarkdownCell(f *testing.F) {
	for _, text := range hostileTexts() {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, cell := range []string{codeSpan(text, true), escapeMarkdown(text)} {
			for i, r := range cell {
				switch {
				case r == '|' && !escaped(cell, i):
					t.Fatalf("%q: a bare | in %q", text, cell)
				case !strconv.IsPrint(r) && string(r) != zeroWidthSpace:
					t.Fatalf("%q: %U in %q", text, r, cell)
				}
			}
		}
		words := escapeMarkdown(text)
		for i, r := range words {
			rest := words[i+utf8.RuneLen(r):]
			switch {
			case strings.ContainsRune("`*_[]~$", r) && !escaped(words, i):
				t.Fatalf("%q: a bare %c in %q", text, r, words)
			case r == '<' || r == '>':
				t.Fatalf("%q: HTML in %q", text, words)
			case (r == '@' || r == '#') && !strings.HasPrefix(rest, zeroWidthSpace):
				t.Fatalf("%q: %c may notify in %q", text, r, words)
			}
		}
		if strings.Contains(words, "://") || strings.Contains(strings.ToLower(words), "www.") {
			t.Fatalf("%q: a link in %q", text, words)
		}
		if span := codeSpan(text, true); span != "" && !strings.HasPrefix(span, "<code>") {
			fence := len(span) - len(strings.TrimLeft(span, "`"))
			inside := strings.TrimSuffix(strings.TrimPrefix(span, strings.Repeat("`", fence)), strings.Repeat("`", fence))
			if longestRun(inside, '`') >= fence || strings.HasPrefix(inside, "`") || strings.HasSuffix(inside, "`") {
				t.Fatalf("%q: the fence of %q ends inside", text, span)
			}
		}
	})
}

// escaped reports whether an odd number of backslashes stands before the byte.
func escaped(text string, i int) bool {
	n := 0
	for n < i && text[i-1-n] == '\\' {
		n++
	}
	return n%2 == 1
}
