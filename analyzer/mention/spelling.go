package mention

import (
	"slices"
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// spelling is one way in which a key is written.
type spelling struct {
	key  debt.Key
	text string
	// variant says that it is not the key itself but what generators of code make of it.
	variant bool
	// word says that the key is a single word, as search or Beta, which mostly stands for something else.
	word bool
	// identifier says that the key could be a name in a program, as new_tax and newTax.
	identifier bool
	// name says that the key is words that only the case tells apart, as MultiKueue, which may be the name of a product or a type.
	name bool
}

// minVariant is the length from which on the words of a key are distinctive in another spelling: newUI is not.
const minVariant = 8

// spellings are the key, and the identifiers that the SDKs and generators of other languages make of it: newCheckout, NewCheckout, new_checkout, NEW_CHECKOUT and the hook useNewCheckout. Short keys and single words have none, since their variants are words like any other.
func spellings(key debt.Key) []spelling {
	words := key.Words()
	letters := strings.Join(words, "")
	s := spelling{
		key: key, text: string(key), word: len(words) == 1,
		identifier: letters != "" && letters == strings.ReplaceAll(string(key), "_", ""),
		name:       len(words) > 1 && letters == string(key),
	}
	all := []spelling{s}
	if len(words) < 2 || len(letters) < minVariant {
		return all
	}
	var variants []string
	for _, style := range []debt.Style{debt.StyleCamel, debt.StylePascal, debt.StyleSnake, debt.StyleScreamingSnake} {
		variants = append(variants, string(style.Convert(key)))
	}
	variants = append(variants, "use"+variants[1])
	slices.Sort(variants)
	for _, text := range slices.Compact(variants) {
		if text != string(key) {
			all = append(all, spelling{key: key, text: text, variant: true})
		}
	}
	return all
}
