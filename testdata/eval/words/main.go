// Command words is the plain word search that flagdebt's references are measured against.
//
// Usage: words [-nested] DIR < names
//
// Each line of names is a word and, after a tab, the key that it stands for: the word itself where there is none, * for the name of a function that takes a key.
// After another tab a line may name the package whose identifier stands for that key; elsewhere the word stands for what the first line with it says.
// Every place where a word stands in a Go file of the module in DIR is a row: file, line, column, key, word, class.
// The search knows no types. The class says what kind of token the word stands in:
//
//	comment   in a comment
//	string    the whole text of a string
//	text      in a longer string
//	name      an identifier
//	.name     an identifier after a dot; the class then begins with what stands before the dot, which is the path of a package if the file imports one by that name
//
// Files of nested modules, of vendor and of testdata directories are left out, as the go command leaves them out; -nested takes the nested modules in, as a go.work does.
package main

import (
	"bufio"
	"cmp"
	"errors"
	"flag"
	"fmt"
	"go/parser"
	"go/scanner"
	"go/token"
	"io"
	"io/fs"
	"os"
	"path"
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
	flags := flag.NewFlagSet("words", flag.ContinueOnError)
	nested := flags.Bool("nested", false, "search nested modules too")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() != 1 {
		return errors.New("usage: words [-nested] DIR < names")
	}
	root := flags.Arg(0)
	names, pattern, err := readNames(in)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(out)
	err = filepath.WalkDir(root, func(file string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir():
			return skipped(root, file, entry.Name(), *nested)
		case filepath.Ext(file) != ".go":
			return nil
		}
		source, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, file)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		for _, row := range search(source, names, pattern) {
			fmt.Fprintf(w, "%s\t%d\t%d\t%s\t%s\t%s\n", rel, row.line, row.column, key(names[row.word], rel, row.class), row.word, row.class)
		}
		return nil
	})
	return errors.Join(err, w.Flush())
}

// name is what a word stands for, in one package or, where pkg is empty, in all.
type name struct{ key, pkg string }

// readNames reads the words and what each stands for, and compiles a pattern that finds the longest of them.
func readNames(in io.Reader) (map[string][]name, *regexp.Regexp, error) {
	names := make(map[string][]name)
	for lines := bufio.NewScanner(in); lines.Scan(); {
		word, rest, told := strings.Cut(lines.Text(), "\t")
		if word == "" {
			continue
		}
		if !told {
			rest = word
		}
		key, pkg, _ := strings.Cut(rest, "\t")
		names[word] = append(names[word], name{key, pkg})
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

// key is what a word in a file stands for: what the package says that it is qualified with, or that the file is of, or the first line.
func key(names []name, file, class string) string {
	qualifier, dotted := strings.CutSuffix(class, ".name")
	for _, n := range names {
		if n.pkg != "" && (dotted && n.pkg == qualifier || class == "name" && strings.HasSuffix(n.pkg, "/"+path.Dir(file))) {
			return n.key
		}
	}
	return names[0].key
}

// skipped tells WalkDir which directories hold no packages of the module, except the first directory itself.
func skipped(root, dir, name string, nested bool) error {
	if dir == root {
		return nil
	}
	if name == "vendor" || name == "testdata" || strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_") {
		return fs.SkipDir
	}
	if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil && !nested {
		return fs.SkipDir
	}
	return nil
}

// place is one occurrence of a word.
type place struct {
	line, column int
	word, class  string
}

// search finds every occurrence of the names in the tokens of one file; the pattern is all of them.
func search(source []byte, names map[string][]name, pattern *regexp.Regexp) []place {
	files := token.NewFileSet()
	file := files.AddFile("", -1, len(source))
	var s scanner.Scanner
	s.Init(file, source, nil, scanner.ScanComments)
	var found []place
	imported := imports(source)
	var before [2]string // the two tokens before this one
	for {
		pos, tok, text := s.Scan()
		if tok == token.EOF {
			return found
		}
		var places [][]int
		switch {
		case tok == token.STRING || tok == token.COMMENT:
			places = pattern.FindAllStringIndex(text, -1)
		case tok == token.IDENT && names[text] != nil: // an identifier is one word
			places = [][]int{{0, len(text)}}
		}
		for _, at := range places {
			p := files.Position(pos + token.Pos(at[0]))
			found = append(found, place{p.Line, p.Column, text[at[0]:at[1]], class(tok, text, text[at[0]:at[1]], before, imported)})
		}
		if text == "" {
			text = tok.String()
		}
		before = [2]string{before[1], text}
	}
}

// class names the kind of token that a word stands in; identifiers that only contain it do not occur, since a word ends at a boundary.
func class(tok token.Token, text, word string, before [2]string, imported map[string]string) string {
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
		return cmp.Or(imported[before[0]], before[0]) + ".name"
	}
	return "name"
}

// imports are the packages that a file imports, by the name that it gives them or that their path suggests.
func imports(source []byte) map[string]string {
	imported := make(map[string]string)
	file, _ := parser.ParseFile(token.NewFileSet(), "", source, parser.ImportsOnly) // of a file that does not parse, what comes before the mistake
	if file == nil {
		return imported
	}
	for _, spec := range file.Imports {
		at, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			continue
		}
		name := path.Base(at)
		if major.MatchString(name) {
			name = path.Base(path.Dir(at))
		}
		if spec.Name != nil {
			name = spec.Name.Name
		}
		imported[name] = at
	}
	return imported
}

// major is the last element of a path that is no name but the version of a module.
var major = regexp.MustCompile(`^v[0-9]+$`)
