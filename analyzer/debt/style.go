package debt

import "strings"

// writing is how a style writes the words of a key. Styles are plain ASCII, because keys travel through URLs, headers and variables of the environment.
type writing struct {
	name        string // as people call the style, written in itself
	sample      string
	separator   string
	first, rest func(string) string // write the first word and the others
}

// writing is how the style writes keys; nil for a style that does not exist.
func (s Style) writing() *writing {
	lower, upper := strings.ToLower, strings.ToUpper
	switch s {
	case StyleKebab:
		return &writing{"kebab-case", "new-tax", "-", lower, lower}
	case StyleSnake:
		return &writing{"snake_case", "new_tax", "_", lower, lower}
	case StyleCamel:
		return &writing{"camelCase", "newTax", "", lower, title}
	case StylePascal:
		return &writing{"PascalCase", "NewTax", "", title, title}
	case StyleScreamingSnake:
		return &writing{"SCREAMING_SNAKE_CASE", "NEW_TAX", "_", upper, upper}
	case StyleDotSeparated:
		return &writing{"dot.separated", "new.tax", ".", lower, lower}
	}
	return nil
}

// Accepts reports whether the key is written in the style. A style that does not exist accepts every key.
func (s Style) Accepts(key Key) bool {
	w := s.writing()
	return w == nil || w.accepts(string(key))
}

// accepts checks words between separators; without separators it can tell only whether the first letter is right, since newui may be one word.
func (w *writing) accepts(key string) bool {
	if w.separator == "" {
		return isWord(key) && w.first(key[:1]) == key[:1]
	}
	for word := range strings.SplitSeq(key, w.separator) {
		if !isWord(word) || w.rest(word) != word {
			return false
		}
	}
	return true
}

// isWord reports whether the text is made of letters and digits.
func isWord(text string) bool {
	for i := range len(text) {
		if !isLetter(text[i]) && !isDigit(text[i]) {
			return false
		}
	}
	return text != ""
}

// Convert writes the key in the style: HTTPServer becomes http-server. A key that is accepted stays as it is. The answer is empty where there is none: the key has no words, or letters beyond ASCII, which nobody can transliterate by rule.
func (s Style) Convert(key Key) Key {
	w := s.writing()
	if w == nil || w.accepts(string(key)) {
		return key
	}
	parts, ok := words(string(key))
	if !ok {
		return ""
	}
	acronyms := strings.ToUpper(string(key)) != string(key) // in NEW_TAX, capitals mean nothing
	for i, word := range parts {
		switch {
		case w.separator == "" && acronyms && word == strings.ToUpper(word) && (i > 0 || isUpper(w.first(word)[0])):
			// stays: newAdminUI, not newAdminUi
		case i == 0:
			parts[i] = w.first(word)
		default:
			parts[i] = w.rest(word)
		}
	}
	return Key(strings.Join(parts, w.separator))
}

// title writes an ASCII word with a capital.
func title(word string) string { return strings.ToUpper(word[:1]) + strings.ToLower(word[1:]) }

// Words are the words of the key; there are none where it has letters beyond ASCII.
func (k Key) Words() []string {
	parts, _ := words(string(k))
	return parts
}

// words splits a key at everything that is no letter or digit, and where the case changes: newTax, HTTPServer, UI2Panel are new+Tax, HTTP+Server, UI2+Panel. Digits belong to the word before them. There is no answer for a key without words, or with letters beyond ASCII.
func words(key string) (parts []string, ok bool) {
	begin := -1
	for i := 0; i < len(key); i++ {
		c := key[i]
		if c >= 0x80 {
			return nil, false
		}
		switch {
		case !isLetter(c) && !isDigit(c):
			if begin >= 0 {
				parts = append(parts, key[begin:i])
			}
			begin = -1
		case begin < 0:
			begin = i
		case startsWord(key, i):
			parts = append(parts, key[begin:i])
			begin = i
		}
	}
	if begin >= 0 {
		parts = append(parts, key[begin:])
	}
	return parts, len(parts) > 0
}

// startsWord reports whether a word begins at i, within a run of letters and digits: at a capital after anything else, and at the last capital of several before a small letter.
func startsWord(key string, i int) bool {
	if !isUpper(key[i]) {
		return false
	}
	return !isUpper(key[i-1]) || i+1 < len(key) && isLetter(key[i+1]) && !isUpper(key[i+1])
}

func isUpper(c byte) bool  { return 'A' <= c && c <= 'Z' }
func isLetter(c byte) bool { return isUpper(c) || 'a' <= c && c <= 'z' }
func isDigit(c byte) bool  { return '0' <= c && c <= '9' }
