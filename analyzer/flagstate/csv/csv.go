// Package csv reads flag state from a table: one row per flag, one column per field, env:NAME columns for the environments.
package csv

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagstate/document"
)

// Provider is the provider of flags whose row names none.
const Provider = "csv"

// environmentPrefix begins the headers of the columns that hold state.
const environmentPrefix = "env:"

// columns are the headers other than those of environments.
var columns = [...]string{"key", "provider", "kind", "type", "owner", "created", "modified", "last_evaluated", "expires", "ticket", "archived", "description", "tags", "permanent"}

// Decode reads a table whose first row holds the headers key, kind, type, owner, created, modified, last_evaluated, expires, ticket, archived, and optionally provider, description, tags and permanent; only key is required. Cells may be separated by semicolons, as spreadsheets in some languages write them. The table is complete.
func Decode(data []byte, _ debt.Day) (*document.Decoded, error) {
	if problem := document.Check(data, document.MaxTextSize); problem != nil {
		return nil, problem
	}
	data = document.Trim(data)
	t := &table{Decoded: &document.Decoded{Complete: true}, reader: csv.NewReader(bytes.NewReader(data)), lines: map[debt.ID]int{}}
	t.reader.Comma = separator(data)
	t.reader.TrimLeadingSpace = true
	if err := t.header(); err != nil {
		return nil, err
	}
	for {
		record, err := t.reader.Read()
		if errors.Is(err, io.EOF) {
			return t.Decoded, nil
		}
		if err != nil {
			return nil, syntaxError(err)
		}
		if err := t.row(record); err != nil {
			return nil, err
		}
	}
}

// separator is a semicolon if the header has one and no comma.
func separator(data []byte) rune {
	header, _, _ := bytes.Cut(data, []byte("\n"))
	if bytes.ContainsRune(header, ';') && !bytes.ContainsRune(header, ',') {
		return ';'
	}
	return ','
}

func syntaxError(err error) error {
	parse := new(csv.ParseError)
	if !errors.As(err, &parse) {
		return fmt.Errorf("reading a table: %w", err)
	}
	problem := &debt.InputError{Pos: debt.Position{Line: parse.Line, Column: max(parse.Column, 1)}, What: "is not valid CSV (" + parse.Err.Error() + ")", Do: "correct the quotes or the commas"}
	switch {
	case errors.Is(parse.Err, csv.ErrFieldCount):
		problem.What, problem.Do = "the row has more or fewer cells than the header", "give every row a cell for every column"
	case errors.Is(parse.Err, csv.ErrBareQuote):
		problem.Do = `put the cell in quotes and double the quotes inside: "on=""blue"""`
	}
	return problem
}

// table is a CSV file while it is read.
type table struct {
	*document.Decoded
	reader  *csv.Reader
	headers []string
	lines   map[debt.ID]int // of the rows by flag
}

// header reads the headers. An unknown column is a problem, since it may be a misspelt one, but not a reason to read nothing.
func (t *table) header() error {
	record, err := t.reader.Read()
	if err != nil {
		return syntaxError(err)
	}
	for i, cell := range record {
		name := strings.TrimSpace(cell)
		environment, isEnvironment := strings.CutPrefix(name, environmentPrefix)
		if !isEnvironment {
			name = strings.ToLower(name)
		}
		switch {
		case slices.Contains(t.headers, name):
			return &debt.InputError{Pos: t.pos(i), What: "the column " + document.Quote(name) + " stands in the header twice", Do: "keep one of them"}
		case isEnvironment && environment == "":
			return &debt.InputError{Pos: t.pos(i), What: "the column env: names no environment", Do: "write env: and the environment's name"}
		case !isEnvironment && !slices.Contains(columns[:], name):
			t.Problem(&debt.InputError{Pos: t.pos(i), What: "the column " + document.Quote(name) + " is not known", Do: "use " + strings.Join(columns[:], ", ") + " or env:NAME"})
		}
		t.headers = append(t.headers, name)
	}
	if !slices.Contains(t.headers, "key") {
		return &debt.InputError{Pos: t.pos(0), What: "the header has no column key", Do: "name the columns in the first row"}
	}
	return nil
}

// pos is the position of a cell of the row that was read last.
func (t *table) pos(column int) debt.Position {
	line, col := t.reader.FieldPos(column)
	return debt.Position{Line: line, Column: col}
}
