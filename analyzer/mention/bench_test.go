package mention_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/mention"
)

// BenchmarkIn searches a text for few and for many keys: the time is that of the text.
func BenchmarkIn(b *testing.B) {
	text := []byte(strings.Repeat("The quick brown fox jumps over the lazy dog, and some-words with_more: {parts: 'of-flag-7'}\n", 10_000))
	for _, n := range []int{1, 100, 10_000} {
		var keys []debt.Key
		for i := range n {
			keys = append(keys, debt.Key(fmt.Sprintf("of-flag-%d", 100+i)))
		}
		finder := mention.New(keys)
		b.Run(fmt.Sprintf("%d keys", n), func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				finder.In("a.ts", text, func(mention.Place) { b.Error("found what is not there") })
			}
		})
	}
}
