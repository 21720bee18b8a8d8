package rewrite

import (
	"go/ast"
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// Comments returns the comments that the changes so far take out, in the order of the source. Of some, the text comes back in another place.
func (f *File) Comments() []*ast.Comment {
	s := f.settled()
	cuts := s.merged()
	var out []*ast.Comment
	for _, group := range f.syntax.Comments {
		for _, c := range group.List {
			if at, ok := s.offset(c.Pos()); ok && covered(cuts, at) {
				out = append(out, c)
			}
		}
	}
	return out
}

// Result is the file afterwards, and the edits that make it: of whole lines, in order, disjoint, relative to the source, with File left empty. A file that was formatted before is so afterwards; of any other, lines that no change touches keep their bytes. Line ends, byte order mark and a missing line end at the end of the file stay as they are. Without changes there are no edits.
//
// It is an error if the result does not parse, or has other tokens than those that were to remain.
func (f *File) Result() (after []byte, edits []debt.Edit, err error) {
	s := f.settled()
	if s.err != nil {
		return nil, nil, s.err
	}
	if len(s.spans)+len(s.inserts) == 0 {
		return f.raw, nil, nil
	}
	text, same := tidy(s.render(), s.expected())
	syntax, err := s.verify(text, same)
	if err != nil {
		return nil, nil, err
	}
	formatted := f.layout.Formatted()
	if formatted {
		if text, err = f.layout.settle(syntax, text); err != nil {
			return nil, nil, s.broken(err)
		}
	}
	hunks := diff(splitLines(f.closed()), splitLines(closed(text)))
	if at, ok := s.strayed(hunks); ok && formatted {
		s.fail("formatting the result would change line %d, far from any edit", at+1)
		return nil, nil, s.err
	}
	after, edits = f.apply(hunks)
	return after, edits, nil
}

// closed is the text with a line end at its end.
func (s *source) closed() string { return closed(s.text) }

func closed(text string) string {
	if text == "" || strings.HasSuffix(text, "\n") {
		return text
	}
	return text + "\n"
}

func (f *File) broken(err error) error {
	return &debt.InputError{Pos: debt.Position{File: f.name}, What: "the file would not parse after the removal: " + err.Error(), Do: "please report it; the file was left alone"}
}

// verify parses a text of which is known whether it has the tokens that are expected. The layout may have lost or made one: a comment may have swallowed it, or two may have become one.
func (f *File) verify(text string, same bool) (*ast.File, error) {
	syntax, err := parseComments(text)
	if err != nil {
		return nil, f.broken(err)
	}
	if !same {
		f.fail("the layout of the result has lost code")
	}
	return syntax, f.err
}

// expected are the tokens that remain or come, but for comments and separators.
func (f *File) expected() []string {
	out := make([]string, 0, len(f.tokens))
	cuts := f.merged()
	var inserts []insert
	for _, in := range f.inserts {
		if in.text != "" && !f.moot(in) {
			inserts = append(inserts, in)
		}
	}
	sortInserts(inserts)
	write := func(before int) {
		for len(inserts) > 0 && inserts[0].at <= before {
			for t := range lexemes(inserts[0].text) {
				if !t.isSeparator() {
					out = append(out, inserts[0].text[t.at:t.end])
				}
			}
			inserts = inserts[1:]
		}
	}
	for i, t := range f.tokens {
		write(t.at)
		if !t.isSeparator() && !covered(cuts, t.at) {
			out = append(out, f.word(i))
		}
	}
	write(len(f.text))
	return out
}
