// Package mention finds the keys of flags as words in the text of files: in other languages, in configuration and in documents.
package mention

import (
	"bytes"
	"cmp"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// Place is where a key stands in a text.
type Place struct {
	Key    debt.Key
	Offset int
	Medium debt.Medium
}

// Finder finds any number of keys in one pass over a text. It does not change once it is made.
type Finder struct {
	entries map[string][]entry // by the first word of their spelling, the longest first
	lengths [256]uint64        // those of the first words, a bit each, by their first byte: most words of a text end here
}

// entry is one spelling of a key.
type entry struct {
	spelling
	at int // where the first word stands in it
}

// New prepares the search for the keys.
func New(keys []debt.Key) *Finder {
	f := &Finder{entries: map[string][]entry{}}
	exact := map[string]bool{}
	for _, key := range keys {
		exact[string(key)] = true
	}
	for _, key := range keys {
		for _, s := range spellings(key) {
			if !s.variant || !exact[s.text] { // else it is another flag's own key
				f.add(s)
			}
		}
	}
	for _, entries := range f.entries {
		slices.SortStableFunc(entries, func(a, b entry) int { return cmp.Compare(len(b.text), len(a.text)) })
	}
	return f
}

func (f *Finder) add(s spelling) {
	start := strings.IndexFunc(s.text, inWord)
	if start < 0 {
		return // a key without a letter is not to be told from punctuation
	}
	end := strings.IndexFunc(s.text[start:], func(r rune) bool { return !inWord(r) })
	if end < 0 {
		end = len(s.text) - start
	}
	word := strings.Trim(s.text[start:start+end], "-")
	if word == "" {
		return
	}
	start += strings.Index(s.text[start:], word)
	f.entries[word] = append(f.entries[word], entry{s, start})
	f.lengths[word[0]] |= lengthBit(len(word))
}

// lengthBit stands for a length; all long ones share the last.
func lengthBit(n int) uint64 { return 1 << min(n, 63) }

// In calls found with each place at which a key stands as a word of its own. The name of the file tells what kind of text it is.
func (f *Finder) In(name string, text []byte, found func(Place)) {
	base := path.Base(filepath.ToSlash(name))
	s := search{Finder: f, text: text, base: base, ext: strings.ToLower(path.Ext(base)), medium: mediumOf(base), found: found}
	for at := 0; at < len(text); at++ {
		start, all := at, class(0)
		for at < len(text) && classes[text[at]] != 0 {
			all |= classes[text[at]]
			at++
		}
		switch {
		case start == at:
		case all >= beyond:
			s.wide(start, at)
		case all >= hyphen || f.lengths[text[start]]&lengthBit(at-start) != 0:
			s.word(start, at)
		}
	}
}

// search is one pass over a text.
type search struct {
	*Finder
	text      []byte
	base, ext string // of the file's name
	medium    debt.Medium
	found     func(Place)

	covered int // up to here a longer key stands
	line    line
}

// wide looks at the words in a run of bytes that are not all ASCII: „new-tax“ is a word between quotation marks.
func (s *search) wide(start, end int) {
	for start < end {
		r, size := utf8.DecodeRune(s.text[start:end])
		if !inWord(r) {
			start += size
			continue
		}
		stop := start
		for stop < end {
			r, size := utf8.DecodeRune(s.text[stop:end])
			if !inWord(r) {
				break
			}
			stop += size
		}
		s.word(start, stop)
		start = stop
	}
}

// word looks a word up. Hyphens around it are none of it: --new-tax=false.
func (s *search) word(start, end int) {
	for start < end && s.text[start] == '-' {
		start++
	}
	for start < end && s.text[end-1] == '-' {
		end--
	}
	if start == end || s.lengths[s.text[start]]&lengthBit(end-start) == 0 || start < s.covered {
		return
	}
	length, covered := 0, s.covered
	for _, e := range s.entries[string(s.text[start:end])] {
		from := start - e.at
		if len(e.text) < length {
			break // checkout.fast says nothing of checkout
		}
		if from >= covered && s.stands(from, e.text) && s.counts(from, e.spelling) {
			s.tell(from, e.key)
			length, s.covered = len(e.text), from+len(e.text)
		}
	}
}

// stands reports whether the text stands at the place, and does not go on.
func (s *search) stands(from int, text string) bool {
	if !bytes.HasPrefix(s.text[from:], []byte(text)) {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(text)
	after, _ := utf8.DecodeRune(bytes.TrimLeft(s.text[from+len(text):], "-"))
	return !inWord(last) || !inWord(after)
}

// tell calls found.
func (s *search) tell(from int, key debt.Key) {
	medium := s.medium
	if s.line.comment {
		medium = debt.MediumProse
	}
	s.found(Place{Key: key, Offset: from, Medium: medium})
}

// class is what a byte can be to a word: a bit, or none where it can be no part of one.
type class byte

const (
	letter class = 1 << iota // or a digit or an underscore
	hyphen
	beyond // ASCII: has to be decoded
)

// classes are those of all bytes.
var classes = func() (all [256]class) {
	for c := range all {
		switch {
		case c >= utf8.RuneSelf:
			all[c] = beyond
		case c == '-':
			all[c] = hyphen
		case inWord(rune(c)):
			all[c] = letter
		}
	}
	return all
}()

// inWord reports whether keys are commonly made of such characters.
func inWord(r rune) bool {
	return r == '-' || r == '_' || r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r))
}
