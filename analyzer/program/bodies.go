package program

import "bytes"

// withoutBodyText is the text of a file without what stands in the bodies of its functions, which a parser would read only to throw it away. It relies on func standing at the start of a line, as gofmt has it, and leaves alone what it is not sure of.
func withoutBodyText(content []byte) []byte {
	out := make([]byte, 0, len(content)/2)
	start := 0 // of what is not in out yet
	for at := 0; at < len(content); {
		if !bytes.HasPrefix(content[at:], []byte("func")) || at > 0 && content[at-1] != '\n' {
			at = after(content, at)
			continue
		}
		open, end, ok := body(content, at+len("func"))
		if !ok {
			at = after(content, at)
			continue
		}
		out = append(out, content[start:open+1]...)
		start, at = end-1, end
	}
	return append(out, content[start:]...)
}

// body is where the body of a function begins, and where it ends: the first braces in it that are not those of a struct or an interface type. It is none where a line ends before.
func body(content []byte, at int) (open, end int, ok bool) {
	for depth := 0; at < len(content); {
		switch content[at] {
		case '(', '[':
			depth++
		case ')', ']':
			depth--
		case '\n':
			if depth == 0 {
				return 0, 0, false // without a body
			}
		case '{':
			end, ok := closing(content, at)
			if !ok {
				return 0, 0, false
			}
			before := bytes.TrimRight(content[:at], " \t")
			isType := bytes.HasSuffix(before, []byte("struct")) || bytes.HasSuffix(before, []byte("interface"))
			if !isType && depth == 0 {
				return at, end, !bytes.HasSuffix(before, []byte("*/"))
			}
			at = end
			continue
		}
		at = after(content, at)
	}
	return 0, 0, false
}

// closing is where the braces that open at a place have ended.
func closing(content []byte, at int) (end int, ok bool) {
	for depth := 0; at < len(content); at = after(content, at) {
		for at < len(content) && !counts[content[at]] {
			at++ // most of the text
		}
		if at == len(content) {
			break
		}
		switch content[at] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return at + 1, true
			}
		}
	}
	return 0, false
}

// counts tells the characters that matter within braces.
var counts = [256]bool{'{': true, '}': true, '`': true, '"': true, '\'': true, '/': true}

// after is where the next character stands that is in no comment and no literal which begins at a place.
func after(content []byte, at int) int {
	rest := content[at+1:]
	skip := func(end string) int {
		if i := bytes.Index(rest, []byte(end)); i >= 0 {
			return at + 1 + i + len(end)
		}
		return len(content)
	}
	switch c := content[at]; {
	case c == '`':
		return skip("`")
	case c == '/' && len(rest) > 0 && rest[0] == '*':
		rest, at = rest[1:], at+1
		return skip("*/")
	case c == '/' && len(rest) > 0 && rest[0] == '/':
		if i := bytes.IndexByte(rest, '\n'); i >= 0 {
			return at + 1 + i // the end of the line is code
		}
		return len(content)
	case c == '"' || c == '\'':
		for i := 0; i < len(rest); i++ {
			switch rest[i] {
			case '\\':
				i++
			case c, '\n':
				return at + 1 + i + 1
			}
		}
		return len(content)
	}
	return at + 1
}
