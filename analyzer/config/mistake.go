package config

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// Errors are all mistakes of one file, in the order of their positions. There is at least one.
type Errors []*debt.InputError

// Error has one line for each mistake.
func (e Errors) Error() string {
	lines := make([]string, len(e))
	for i, mistake := range e {
		lines[i] = mistake.Error()
	}
	return strings.Join(lines, "\n")
}

// Unwrap gives errors.As and errors.Is each mistake.
func (e Errors) Unwrap() []error {
	errs := make([]error, len(e))
	for i, mistake := range e {
		errs[i] = mistake
	}
	return errs
}

// sorted is the mistakes by position, each once (what stands behind an alias is read as often as it is used), or nil if there are none.
func (e Errors) sorted() error {
	if len(e) == 0 {
		return nil
	}
	slices.SortFunc(e, func(a, b *debt.InputError) int {
		return cmp.Or(a.Pos.Compare(b.Pos), cmp.Compare(a.What, b.What), cmp.Compare(a.Do, b.Do))
	})
	return slices.CompactFunc(e, func(a, b *debt.InputError) bool { return *a == *b })
}

// mistakef makes a mistake; what and do have no arguments of a user's text but through quote, so that every message stays on one line.
func mistakef(pos debt.Position, do string, what string, args ...any) *debt.InputError {
	return &debt.InputError{Pos: pos, What: fmt.Sprintf(what, args...), Do: do}
}

// maxQuoted is the number of runes of a user's text that a message repeats.
const maxQuoted = 60

// quote shows a user's text in a message: escaped, and cut if it is long.
func quote(text string) string {
	short := []rune(text[:min(len(text), 4*(maxQuoted+1))])
	if len(short) <= maxQuoted {
		return strconv.Quote(text)
	}
	return strconv.Quote(string(short[:maxQuoted])) + "…"
}

// choose says what to write instead of a word: the one that was meant, if that can be guessed, else all that there are.
func choose(word string, choices []string) string {
	if meant := nearest(word, choices); meant != "" {
		return fmt.Sprintf("did you mean %q?", meant)
	}
	if len(choices) == 1 {
		return "use " + choices[0]
	}
	last := len(choices) - 1
	return "use " + strings.Join(choices[:last], ", ") + " or " + choices[last]
}

// nearest is the choice that the word is a form of, else the one with the fewest typing mistakes, or empty if all are too far away to be meant.
func nearest(word string, choices []string) string {
	const longest = 40 // no choice is longer
	if len(word) > longest {
		return ""
	}
	word = strings.ReplaceAll(strings.ToLower(word), "_", "-")
	best, fewest := "", max(1, (len(word)+1)/3)+1
	for _, choice := range choices {
		if len(word) > 2 && (strings.HasPrefix(choice, word) || strings.HasPrefix(word, choice)) {
			return choice // warn, boolean, kebab-case
		}
		if n := debt.EditDistance(word, choice, fewest); n < fewest {
			best, fewest = choice, n
		}
	}
	return best
}
