package report

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// escapeText makes a foreign text harmless on a terminal and in the log of a CI system: what nobody can see is escaped, and no word begins a command to the system that reads the log (::error, ##[error], ##vso[…]).
func escapeText(text string) string {
	return logCommand.ReplaceAllString(visible(text), `$1$3\$2$4`)
}

// logCommand is how GitHub, Azure and TeamCity mark a command in a log: at the beginning of a line, which a word may come to stand at, or anywhere.
var logCommand = regexp.MustCompile(`(^| )(::)|(#)(#\w*\[)`)

// Escape is what Text does to foreign texts, line by line and but for tabs: for what other programs have said.
func Escape(text string) string { return escapePatch(text) }

// visible escapes whatever strconv.Quote would escape, as there (control characters with the sequences that they begin, bidirectional overrides, invisible and invalid characters), but for quotes and backslashes.
func visible(text string) string {
	var b strings.Builder
	for len(text) > 0 {
		r, size := utf8.DecodeRuneInString(text)
		if r == utf8.RuneError && size == 1 || !strconv.IsPrint(r) {
			quoted := strconv.Quote(text[:size])
			b.WriteString(quoted[1 : len(quoted)-1])
		} else {
			b.WriteString(text[:size])
		}
		text = text[size:]
	}
	return b.String()
}

// escapePatch is visible line by line, but for the tabs and carriage returns without which a patch would not fit its files.
func escapePatch(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		content, ending := strings.TrimRight(line, "\r\n"), ""
		if ending = line[len(content):]; ending == "" {
			ending = "\n"
		}
		for i, part := range strings.Split(content, "\t") {
			if i > 0 {
				b.WriteByte('\t')
			}
			b.WriteString(visible(part))
		}
		b.WriteString(ending)
	}
	return b.String()
}

// escapeJSON writes the characters of a JSON text that strconv.Quote would escape in JSON's own way. The encoder leaves most of them as they are, and documents are looked at in terminals and reviews too.
func escapeJSON(text []byte) []byte {
	var out []byte
	start := 0 // of what is not in out yet
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRune(text[at:])
		if r >= 0x7f && !strconv.IsPrint(r) {
			out = append(out, text[start:at]...)
			for _, unit := range utf16.AppendRune(nil, r) {
				out = fmt.Appendf(out, `\u%04x`, unit)
			}
			start = at + size
		}
		at += size
	}
	if start == 0 {
		return text // as nearly always
	}
	return append(out, text[start:]...)
}

// flat is the text in one line without what nobody can see: white space becomes a space, the rest is escaped as for a terminal.
func flat(text string) string {
	return visible(strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return ' '
		}
		return r
	}, text))
}

const (
	// markdownSpanLimit is the length in characters at which a foreign span is cut, so that one hostile key does not fill a comment (GitHub takes 65 536 characters).
	markdownSpanLimit = 200
	// markdownWordsLimit is the same for a message, which holds a key and more.
	markdownWordsLimit = 300
	// zeroWidthSpace breaks what a forge would take for a mention or a link, and cannot be seen.
	zeroWidthSpace = "\u200b"
)

// escapeMarkdown makes a foreign text plain words in GitHub-flavoured Markdown, in and out of tables: no formatting, link, image, HTML, comment or formula; a mention (@team) or a reference (#123) does not notify or link anything, and neither does a bare address.
func escapeMarkdown(text string) string {
	text = cut(flat(text), markdownWordsLimit)
	var b strings.Builder
	for i, r := range text {
		switch {
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '&':
			b.WriteString("&amp;")
		case r == '@' || r == '#':
			b.WriteRune(r)
			b.WriteString(zeroWidthSpace)
		case r == ':' && strings.HasPrefix(text[i:], "://"):
			b.WriteString(":" + zeroWidthSpace)
		case r == '.' && i >= 3 && strings.EqualFold(text[i-3:i], "www"):
			b.WriteString(zeroWidthSpace + ".")
		case strings.ContainsRune("\\`*_[]|~$", r), i == 0 && strings.ContainsRune("-+=", r):
			b.WriteRune('\\')
			b.WriteRune(r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// codeSpan shows a foreign text letter by letter in GitHub-flavoured Markdown, where nothing in it means anything. The fence is longer than any run of backquotes inside. In a table a | is escaped, which the table undoes; where a backslash stands before it, readers of tables differ, so that the text is written as HTML.
func codeSpan(text string, inTable bool) string {
	text = cut(flat(text), markdownSpanLimit)
	if text == "" {
		return ""
	}
	if inTable && strings.Contains(text, `\|`) {
		return "<code>" + entities(text) + "</code>"
	}
	if inTable {
		text = strings.ReplaceAll(text, "|", `\|`)
	}
	fence := strings.Repeat("`", longestRun(text, '`')+1)
	if text[0] == '`' || text[len(text)-1] == '`' || text[0] == ' ' && text[len(text)-1] == ' ' {
		text = " " + text + " " // a space on both sides is taken away
	}
	return fence + text + fence
}

// entities writes everything but letters, digits and spaces as numeric character references, which never form anything.
func entities(text string) string {
	var b strings.Builder
	for _, r := range text {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || r == ' ' {
			b.WriteRune(r)
		} else {
			b.WriteString("&#" + strconv.Itoa(int(r)) + ";")
		}
	}
	return b.String()
}

// longestRun is the length of the longest run of the character.
func longestRun(text string, c byte) int {
	longest, run := 0, 0
	for i := range len(text) {
		if text[i] != c {
			run = 0
			continue
		}
		run++
		longest = max(longest, run)
	}
	return longest
}
