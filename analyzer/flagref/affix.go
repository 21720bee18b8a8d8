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

// afterVerb is what follows a directive without its %, in the order in which package fmt reads it: flags, argument number, width, precision, argument number; whatever comes then is the verb.
func afterVerb(directive string) string {
	directive = afterNumber(afterIndex(strings.TrimLeft(directive, "+-# 0")))
	if precision, ok := strings.CutPrefix(directive, "."); ok {
		directive = afterNumber(afterIndex(precision))
	}
	directive = afterIndex(directive)
	_, size := utf8.DecodeRuneInString(directive)
	return directive[size:]
}

// afterIndex drops an argument number in brackets, or a bracket that nothing closes.
func afterIndex(directive string) string {
	number, ok := strings.CutPrefix(directive, "[")
	if !ok {
		return directive
	}
	if _, after, closed := strings.Cut(number, "]"); closed {
		return after
	}
	return number
}

// maxNumber is the largest width or precision of package fmt, which gives the rest of the format up at a larger one.
const maxNumber = 1e6

// afterNumber drops a width or precision.
func afterNumber(directive string) string {
	if after, ok := strings.CutPrefix(directive, "*"); ok {
		return after
	}
	after := strings.TrimLeft(directive, "0123456789")
	digits := directive[:len(directive)-len(after)]
	if n, err := strconv.Atoi(digits); digits != "" && (err != nil || n > maxNumber) {
		return ""
	}
	return after
}
