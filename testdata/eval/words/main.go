// Command words is the plain word search that flagdebt's references are measured against.
//
// Usage: words DIR < names
//
// Each line of names is a word and, after a tab, the key that it stands for: the word itself where there is none, * for the name of a function that takes a key.
// Every place where a word stands in a Go file of the module in DIR is a row: file, line, column, key, word, class.
// The search knows no types. The class says what kind of token the word stands in:
//
//	comment   in a comment
//	string    the whole text of a string
//	text      in a longer string
//	name      an identifier
//	.name     an identifier after a dot; the class then begins with what stands before the dot
//
// Files of nested modules, of vendor and of testdata directories are left out, as the go command leaves them out.
package main

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"go/scanner"
	"go/token"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

func main() {
	if err := run(os.Args[1:], os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "words:", err)
		os.Exit(2)
	}
}

// run searches the Go files below the directory named by args for the words that in lists.
func run(args []string, in io.Reader, out io.Writer) error {
	if len(args) != 1 {
		return errors.New("usage: words DIR < names")
	}
	names, pattern, err := readNames(in)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(out)
	err = filepath.WalkDir(args[0], func(file string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir():
			return skipped(args[0], file, entry.Name())
		case filepath.Ext(file) != ".go":
			return nil
		}
		source, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		path, err := filepath.Rel(args[0], file)
		if err != nil {
			return err
		}
		for _, row := range search(source, pattern) {
			fmt.Fprintf(w, "%s\t%d\t%d\t%s\t%s\t%s\n", filepath.ToSlash(path), row.line, row.column, names[row.word], row.word, row.class)
		}
		return nil
	})
	return errors.Join(err, w.Flush())
}

// readNames reads the words and what each stands for, and compiles a pattern that finds the longest of them.
func readNames(in io.Reader) (map[string]string, *regexp.Regexp, error) {
	names := make(map[string]string)
	for lines := bufio.NewScanner(in); lines.Scan(); {
		word, key, told := strings.Cut(lines.Text(), "\t")
		if word == "" {
			continue
		}
		if !told {
			key = word
		}
		names[word] = key
	}
	if len(names) == 0 {
		return nil, nil, errors.New("no names on the standard input")
	}
	var words []string
	for word := range names {
		words = append(words, regexp.QuoteMeta(word))
	}
	slices.SortFunc(words, func(a, b string) int { return cmp.Or(len(b)-len(a), cmp.Compare(a, b)) })
	pattern, err := regexp.Compile(`\b(?:` + strings.Join(words, "|") + `)\b`)
	return names, pattern, err
}

// skipped tells WalkDir which directories hold no packages of the module, except the first directory itself.
func skipped(root, dir, name string) error {
	if dir == root {
		return nil
	}
	if name == "vendor" || name == "testdata" || strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_") {
		return fs.SkipDir
	}
	if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
		return fs.SkipDir
	}
	return nil
}

// place is one occurrence of a word.
type place struct {
	line, column int
	word, class  string
}

// search finds every occurrence of the pattern in the tokens of one file.
func search(source []byte, pattern *regexp.Regexp) []place {
	files := token.NewFileSet()
	file := files.AddFile("", -1, len(source))
	var s scanner.Scanner
	s.Init(file, source, nil, scanner.ScanComments)
	var found []place
	var before [2]string // the two tokens before this one
	for {
		pos, tok, text := s.Scan()
		if tok == token.EOF {
			return found
		}
		if tok == token.IDENT || tok == token.STRING || tok == token.COMMENT {
			for _, at := range pattern.FindAllStringIndex(text, -1) {
				p := files.Position(pos + token.Pos(at[0]))
				found = append(found, place{p.Line, p.Column, text[at[0]:at[1]], class(tok, text, text[at[0]:at[1]], before)})
			}
		}
		if text == "" {
			text = tok.String()
		}
		before = [2]string{before[1], text}
	}
}

// class names the kind of token that a word stands in; identifiers that only contain it do not occur, since a word ends at a boundary.
func class(tok token.Token, text, word string, before [2]string) string {
	switch tok {
	case token.COMMENT:
		return "comment"
	case token.STRING:
		if value, err := strconv.Unquote(text); err == nil && value == word {
			return "string"
		}
		return "text"
	}
	if before[1] == "." {
		return before[0] + ".name"
	}
	return "name"
}
