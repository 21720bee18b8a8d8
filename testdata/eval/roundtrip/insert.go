package main

import (
	"bytes"
	"cmp"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"path"
	"slices"
	"strconv"
)

// insertion is a file with flags in it.
type insertion struct {
	file   *file
	text   []byte
	group  string // of flags
	places []place
}

// place is a spot that depends on a flag now.
type place struct {
	spot
	variant string
}

// piece is a text that goes into a file.
type piece struct {
	at     int
	text   string
	begins bool // a place, and so comes after what ends there
}

// compare is the order of pieces in a file.
func (p piece) compare(q piece) int {
	if p.at == q.at && p.begins != q.begins {
		if q.begins {
			return -1
		}
		return 1
	}
	return cmp.Compare(p.at, q.at)
}

// insert puts up to max flags into a file; nil where it has no place for one.
func (m *measurement) insert(f *file, max int) (*insertion, error) {
	if f.bad {
		return nil, nil
	}
	if !f.listed {
		if err := f.find(); err != nil {
			return nil, err
		}
	}
	in := &insertion{file: f, group: m.group(f)}
	ask := func(prefix string) string { return packageName + ".On(" + strconv.Quote(prefix+in.group) + ")" }
	var pieces []piece
	var tail bytes.Buffer
	for _, s := range m.shuffled(f.spots) {
		if len(in.places) == max {
			break
		}
		fitting := m.fitting(s)
		if len(fitting) == 0 || slices.ContainsFunc(in.places, func(p place) bool { return s.start < p.end && p.start < s.end }) {
			continue
		}
		v := fitting[m.random.IntN(len(fitting))]
		m.counter++
		before, after, end := v.text(s, ask(on), ask(off), m.counter)
		pieces = append(pieces, piece{s.start, before, true}, piece{at: s.end, text: after})
		tail.WriteString(end)
		in.places = append(in.places, place{s, v.name})
	}
	if len(in.places) == 0 {
		return nil, nil
	}
	slices.SortFunc(pieces, piece.compare)
	imported, err := importAt(f.source, m.module+"/"+packageName)
	if err != nil {
		return nil, err
	}
	text := splice(f.source, append([]piece{imported}, pieces...))
	text = append(text, tail.Bytes()...)
	if in.text, err = format.Source(text); err != nil {
		return nil, fmt.Errorf("formatting: %w\n%s", err, text)
	}
	return in, nil
}

// fitting are the forms that can be had at a spot.
func (m *measurement) fitting(s spot) []variant {
	var out []variant
	for _, v := range m.variants {
		if v.fits(s) {
			out = append(out, v)
		}
	}
	return out
}

// conditionShare is how many places there are for each that is a condition; of the spots there are many more statements than that.
const conditionShare = 4

// shuffled are the spots in an order of chance, in which conditions have their share as long as there are some.
func (m *measurement) shuffled(spots []spot) []spot {
	var conditions, statements []spot
	for _, i := range m.random.Perm(len(spots)) {
		if s := spots[i]; s.condition {
			conditions = append(conditions, s)
		} else {
			statements = append(statements, s)
		}
	}
	var out []spot
	for len(conditions)+len(statements) > 0 {
		from := &statements
		if len(statements) == 0 || len(conditions) > 0 && m.random.IntN(conditionShare) == 0 {
			from = &conditions
		}
		out = append(out, (*from)[0])
		*from = (*from)[1:]
	}
	return out
}

// group is what the flags of a file are named after.
func (m *measurement) group(f *file) string {
	if m.byFile {
		return f.rel
	}
	return path.Dir(f.rel)
}

// splice puts pieces, in the order of their places, into a text.
func splice(source []byte, pieces []piece) []byte {
	var out []byte
	at := 0
	for _, p := range pieces {
		out = append(append(out, source[at:p.at]...), p.text...)
		at = p.at
	}
	return append(out, source[at:]...)
}

// importAt is the import of a package where a file has its last one, or after the package clause.
func importAt(source []byte, importPath string) (piece, error) {
	fset := token.NewFileSet()
	tree, err := parser.ParseFile(fset, "", source, parser.ImportsOnly|parser.ParseComments)
	if err != nil {
		return piece{}, err
	}
	line := func(pos token.Pos) int { // the offset after the line of pos
		offset := fset.File(pos).Offset(pos)
		if i := bytes.IndexByte(source[offset:], '\n'); i >= 0 {
			return offset + i + 1
		}
		return len(source)
	}
	quoted := strconv.Quote(importPath)
	for _, decl := range slices.Backward(tree.Decls) {
		gen, ok := decl.(*ast.GenDecl)
		switch {
		case !ok || gen.Tok != token.IMPORT:
			continue
		case gen.Rparen.IsValid() && len(gen.Specs) > 0:
			return piece{at: line(gen.Specs[len(gen.Specs)-1].End()), text: quoted + "\n"}, nil
		default:
			return piece{at: line(gen.End()), text: "import " + quoted + "\n"}, nil
		}
	}
	return piece{at: line(tree.Name.End()), text: "\nimport " + quoted + "\n"}, nil
}
