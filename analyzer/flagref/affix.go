package flagref

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// affixOf is what is constant before the first and after the last directive of a format that has one.
func affixOf(format string) debt.Affix {
	var affix debt.Affix
	var text strings.Builder
	first := true
	for rest := format; rest != ""; {
		plain, directive, found := strings.Cut(rest, "%")
		text.WriteString(plain)
		if !found {
			break
		}
		if after, escaped := strings.CutPrefix(directive, "%"); escaped {
			text.WriteByte('%')
			rest = after
			continue
		}
		if first {
			affix.Prefix, first = text.String(), false
		}
		text.Reset()
		rest = afterVerb(directive)
	}
	affix.Suffix = text.String()
	return affix
}

// afterVerb is what follows a directive without its %, in the order in which package fmt reads it: flags, argument number, width, precision, argument number, where none was read right before; whatever comes then is the verb.
func afterVerb(directive string) string {
	directive, numbered := afterIndex(strings.TrimLeft(directive, "+-# 0"))
	directive, star := afterNumber(directive)
	numbered = numbered && !star
	if precision, ok := strings.CutPrefix(directive, "."); ok {
		directive, numbered = afterIndex(precision)
		directive, star = afterNumber(directive)
		numbered = numbered && !star
	}
	if !numbered {
		directive, _ = afterIndex(directive)
	}
	_, size := utf8.DecodeRuneInString(directive)
	return directive[size:]
}

// afterIndex drops an argument number in brackets, and reports whether it was one. Brackets with something else in them go as well, and so does one that nothing closes.
func afterIndex(directive string) (rest string, is bool) {
	number, ok := strings.CutPrefix(directive, "[")
	if !ok {
		return directive, false
	}
	number, after, closed := strings.Cut(number, "]")
	if !closed {
		return directive[1:], false
	}
	n, err := strconv.ParseUint(number, 10, 32)
	return after, err == nil && n <= maxNumber
}

// maxNumber is the largest width or precision of package fmt, which gives the rest of the format up at a larger one.
const maxNumber = 1e6

// afterNumber drops a width or precision, and reports whether it is a star, for which an argument stands.
func afterNumber(directive string) (rest string, star bool) {
	if after, ok := strings.CutPrefix(directive, "*"); ok {
		return after, true
	}
	after := strings.TrimLeft(directive, "0123456789")
	digits := directive[:len(directive)-len(after)]
	if n, err := strconv.Atoi(digits); digits != "" && (err != nil || n > maxNumber) {
		return "", false
	}
	return after, false
}
