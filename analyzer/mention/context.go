package mention

import (
	"bytes"
	"slices"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// maxLine is the length in bytes up to which people write lines; what is longer was generated or minified.
const maxLine = 2000

// nearby is the distance in bytes within which a line says what a name is: farther away it can be about another flag.
const nearby = 32

// maxBraces is the distance in bytes to the beginning or the end of the braces around a name.
const maxBraces = 2000

// line is the line around a place.
type line struct {
	start, end int
	comment    bool // it begins as a comment does
}

// counts reports whether a spelling that stands at a place means the flag.
//
// A key of several words with separators does, wherever it stands. Of a key that is a single word, a whole string, a member (flags.beta), a symbol (:beta) and what is given a value (beta: true) do, on a line or in a list that is about flags, or in data whose file is called so. A key that could be a name in a program does in code where it is a whole string, and where a word for flags is near, or stands before or after the braces around it; there any other spelling does too. If only the case tells its words apart, it does in prose where it is quoted or switched, or a word for flags is near. Nothing does on a line that nobody can have written.
func (s *search) counts(from int, w spelling) bool {
	s.toLine(from)
	if s.line.end-s.line.start > maxLine {
		return false
	}
	isGo := s.ext == ".go"
	prose := s.medium == debt.MediumProse || s.line.comment
	switch {
	case w.variant:
		return s.medium == debt.MediumCode && !prose && !isGo && s.speaksOf(from, w.text)
	case w.word:
		exact := s.quoted(from, w.text) || !prose && (s.member(from) || s.assigned(from+len(w.text)))
		return exact && (s.beside(flagWords, maxLine, from, w.text) || !prose && s.listed(from) || s.medium == debt.MediumData && s.isNamedForFlags())
	case isGo: // whose names are looked at by their types
		return true
	case w.identifier && s.medium == debt.MediumCode && !prose:
		return s.quoted(from, w.text) || s.speaksOf(from, w.text)
	case w.name && prose:
		return s.quoted(from, w.text) || s.switched(from+len(w.text)) || s.beside(switchWords, nearby, from, w.text)
	}
	return true
}

// toLine goes on to the line of a place.
func (s *search) toLine(at int) {
	if s.line.start <= at && at < s.line.end {
		return
	}
	s.line.start = bytes.LastIndexByte(s.text[:at], '\n') + 1
	s.line.end = len(s.text)
	if i := bytes.IndexByte(s.text[at:], '\n'); i >= 0 {
		s.line.end = at + i
	}
	s.line.comment = isComment(bytes.TrimSpace(s.text[s.line.start:s.line.end]), s.ext)
}

// isComment reports whether a line begins as a comment does in files with the ending.
func isComment(line []byte, ext string) bool {
	marks := []string{"//", "/*", "* ", "*/", "<!--", "{/*", "{{/*"}
	switch {
	case slices.Contains([]string{".sql", ".lua", ".hs", ".elm"}, ext):
		marks = append(marks, "--")
	case slices.Contains([]string{".py", ".rb", ".pl", ".pm", ".r", ".jl", ".ex", ".exs", ".coffee", ".php"}, ext) || !slices.Contains(codeFiles, ext):
		marks = append(marks, "#") // which elsewhere begins a private field, an attribute or a directive
	}
	return slices.ContainsFunc(marks, func(mark string) bool { return bytes.HasPrefix(line, []byte(mark)) })
}

// quoted reports whether the text is a whole string, or code within prose.
func (s *search) quoted(from int, text string) bool {
	end := from + len(text)
	if from == 0 || end == len(s.text) || s.text[from-1] != s.text[end] {
		return false
	}
	return bytes.IndexByte([]byte("\"'`"), s.text[end]) >= 0
}

// member reports whether what stands before makes the word a member (flags.beta) or a symbol (:beta).
func (s *search) member(from int) bool {
	return from > 0 && (s.text[from-1] == '.' || s.text[from-1] == ':')
}

// assigned reports whether a value is given to what ends there: MultiKueue=false, MultiKueue: true.
func (s *search) assigned(end int) bool {
	rest := bytes.TrimLeft(s.text[end:s.line.end], " \t\"'`")
	return len(rest) > 0 && (rest[0] == '=' || rest[0] == ':')
}

// switched reports whether what ends there is turned on or off: MultiKueue=false, MultiKueue: true.
func (s *search) switched(end int) bool {
	if !s.assigned(end) {
		return false
	}
	value := bytes.TrimLeft(s.text[end:s.line.end], " \t\"'`:=")
	return slices.ContainsFunc([]string{"true", "false", "on", "off"}, func(word string) bool { return bytes.HasPrefix(value, []byte(word)) })
}

// flagWords are what people and SDKs call flags, in small letters; switchWords are what prose says of them besides.
var (
	flagWords   = []string{"flag", "feature", "toggle", "experiment", "variation", "treatment", "rollout", "gates=", "checkgate", "usegate", "isenabled", "enabled(", "enabled?"}
	switchWords = append(slices.Clone(flagWords), "enable", "disable")
)

// beside reports whether the line has one of the words, within so many bytes of a place.
func (s *search) beside(words []string, distance, from int, text string) bool {
	end := from + len(text)
	return has(s.text[max(s.line.start, from-distance):from], words) || has(s.text[end:min(s.line.end, end+distance)], words)
}

// speaksOf reports whether the code around a name is about flags.
func (s *search) speaksOf(from int, name string) bool {
	return s.beside(flagWords, nearby, from, name) || s.taken(from+len(name)) || s.listed(from)
}

// listed reports whether what stands at a place is an entry of a list, or an argument of a call, whose first line has a word for flags: FLAGS = {BETA: "beta"}, useFlag("beta").
func (s *search) listed(from int) bool {
	before := s.text[max(0, from-maxBraces):from]
	depth := 0
	for i, c := range slices.Backward(before) {
		switch c {
		case '}', ']', ')':
			depth++
		case '{', '[', '(':
			if depth--; depth >= 0 {
				continue
			}
			head := before[bytes.LastIndexByte(before[:i], '\n')+1 : i]
			block := bytes.TrimRight(head, " ")
			if c == '{' && (bytes.HasSuffix(block, []byte(")")) || bytes.HasSuffix(block, []byte("=>"))) {
				return false // statements, which can do anything
			}
			return has(head, flagWords)
		}
	}
	return false
}

// taken reports whether a name that ends there is one of several that code takes from what has a word for flags: const {newCheckout} = useFlags(), import {useNewCheckout} from "./openfeature".
func (s *search) taken(end int) bool {
	rest := s.text[end:min(len(s.text), end+maxBraces)]
	i := bytes.IndexAny(rest, "{}();")
	if i < 0 || rest[i] != '}' {
		return false
	}
	line, _, _ := bytes.Cut(rest[i:], []byte("\n"))
	return has(line, flagWords)
}

// isNamedForFlags reports whether the name of the file has a word for flags.
func (s *search) isNamedForFlags() bool {
	return has([]byte(s.base), flagWords)
}

// has reports whether a text has one of the words, without regard to case.
func has(text []byte, words []string) bool {
	text = bytes.ToLower(text)
	return slices.ContainsFunc(words, func(word string) bool { return bytes.Contains(text, []byte(word)) })
}
