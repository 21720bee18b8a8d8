package proposal

import (
	"strings"
	"unicode"
)

// wordsOf splits a name of Go, or of an environment variable, into its words, in small letters: IsFeatureEnabled, FEATURE_X, pgBool.
func wordsOf(name string) []string {
	var words []string
	letters := []rune(name)
	start := 0
	end := func(i int) {
		if i > start {
			words = append(words, strings.ToLower(string(letters[start:i])))
		}
		start = i
	}
	for i, r := range letters {
		switch {
		case r == '_' || r == '-' || r == '.' || r == '/':
			end(i)
			start = i + 1
		case unicode.IsUpper(r) && i > 0 && (!unicode.IsUpper(letters[i-1]) || i+1 < len(letters) && unicode.IsLower(letters[i+1])):
			end(i)
		}
	}
	end(len(letters))
	return words
}

// set is a set of words.
type set map[string]bool

func words(list string) set {
	s := set{}
	for word := range strings.FieldsSeq(list) {
		s[word] = true
	}
	return s
}

// in reports whether one of the words of some names is in the set.
func (s set) in(names ...string) bool {
	for _, name := range names {
		for _, word := range wordsOf(name) {
			if s[word] {
				return true
			}
		}
	}
	return false
}

var (
	// feature are the words for toggles. A flag may also be one of the command line.
	feature = words("feature features featureflag featureflags featuregate featuregates toggle toggles killswitch experiment experiments experimental featureset")
	flag    = words("flag flags gate gates expflag ff")
	// dynamic are the words for the settings of a dynamic configuration, and read are the methods that give their values.
	dynamic = words("setting settings dynamicconfig")
	read    = set{"Get": true, "Value": true}
	// state are the words of those who ask whether something is on.
	state = words("enabled disabled on off active inactive activated deactivated")
	// certain are those of them that are used for little else.
	certain = words("enabled disabled on off")
	// ask are the words of those who ask for a value.
	ask = words("is has get check bool boolean enabled disabled on off active inactive activated deactivated feature flag toggle gate experiment")
	// negative are the words of those that say the opposite.
	negative = words("disabled off inactive deactivated")
	// verbs are the first words of those who do something else than to ask.
	verbs = words("set enable disable toggle register add new make parse with override create update delete remove load print validate reset mock fake unset put insert define must")
	// about are the words of those who know about toggles, and not whether they are on.
	about = words("valid known exists exist registered changed defined declared supported visited deprecated any all")
)

// beside are the words with which flag still means a toggle: an encoding flag is none.
var beside = words("set key keys name client manager service store provider fetcher evaluator checker context ctx app for user value default variation")

// flags reports whether one of some names is called after flags, and after nothing that flags may also be of.
func flags(names ...string) bool {
	for _, name := range names {
		is, mixed := false, false
		for _, word := range wordsOf(name) {
			is = is || flag[word]
			mixed = mixed || !flag[word] && !feature[word] && !ask[word] && !state[word] && !beside[word]
		}
		if is && !mixed {
			return true
		}
	}
	return false
}

// doesMore reports whether a function does something else than to ask, as its name says.
func doesMore(name string) bool {
	first := wordsOf(name)
	return len(first) > 0 && verbs[first[0]] || about.in(name)
}

// isKey reports whether a text looks like the key of a flag: one word, of letters, digits and what is between them.
func isKey(text string) bool {
	if len(text) < 2 || len(text) > 80 {
		return false
	}
	for i, r := range text {
		letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
		if !letter && (i == 0 || !(r >= '0' && r <= '9') && !strings.ContainsRune("-_.:", r)) {
			return false
		}
	}
	return true
}
