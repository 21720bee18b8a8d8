package program

import (
	"bytes"
	"os"
	"unicode"
	"unicode/utf8"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// UnbuiltWith is the first of the Unbuilt files in which the key stands as a word of its own, or "". A file that cannot be read holds nothing.
func (r *Result) UnbuiltWith(key debt.Key) string {
	for _, name := range r.Unbuilt {
		if content, err := os.ReadFile(name); err == nil && holdsWord(content, string(key), inKey) {
			return name
		}
	}
	return ""
}

// holdsWord reports whether the text has the word, and not only as a part of others; inside tells of what words are made.
func holdsWord(text []byte, word string, inside func(rune) bool) bool {
	for start := 0; ; {
		i := bytes.Index(text[start:], []byte(word))
		if i < 0 {
			return false
		}
		end := start + i + len(word)
		before, _ := utf8.DecodeLastRune(text[:start+i])
		after, _ := utf8.DecodeRune(text[end:])
		if !inside(before) && !inside(after) {
			return true
		}
		start = end
	}
}

// inName reports whether names of Go are made of such characters.
func inName(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) }

// inKey reports whether keys are commonly made of such characters.
func inKey(r rune) bool { return r == '-' || inName(r) }
