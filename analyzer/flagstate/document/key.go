package document

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// MaxKey is the length in bytes up to which a flag key is believed; LaunchDarkly allows 256, Unleash 500.
const MaxKey = 1000

// CheckKey says why a text cannot be a flag's key, nil if it can.
func CheckKey(key string, pos debt.Position) *debt.InputError {
	switch {
	case strings.TrimSpace(key) == "":
		return &debt.InputError{Pos: pos, What: "a flag has no key", Do: "give it one"}
	case len(key) > MaxKey:
		return &debt.InputError{Pos: pos, What: fmt.Sprintf("the key %s is longer than %d bytes", Quote(key), MaxKey), Do: "shorten it"}
	case strings.ContainsFunc(key, unicode.IsControl):
		return &debt.InputError{Pos: pos, What: fmt.Sprintf("the key %s has a control character in it", Quote(key)), Do: "remove the character"}
	}
	return nil
}

// maxQuoted is the number of bytes that messages quote from a file.
const maxQuoted = 60

// Quote is a text from a file in quotes, escaped and shortened, so that a message stays one harmless line.
func Quote(text string) string {
	if len(text) <= maxQuoted {
		return strconv.QuoteToGraphic(text)
	}
	cut := strings.ToValidUTF8(text[:maxQuoted], "")
	return strings.TrimSuffix(strconv.QuoteToGraphic(cut), `"`) + `…"`
}

// Printable is like Quote without the quotes.
func Printable(text string) string {
	quoted := Quote(text)
	return strings.ReplaceAll(quoted[1:len(quoted)-1], `\"`, `"`)
}
