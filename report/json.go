package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// JSON writes the document itself, indented.
func JSON(w io.Writer, r *Report) error {
	text, err := encode(r)
	if err != nil {
		return err
	}
	if bytes.Contains(text, []byte(`\ufffd`)) {
		// JSON cannot hold invalid UTF-8, which a path may be. What stands for it is sorted and written as a reader of the document will do it.
		readable, err := Read(bytes.NewReader(text))
		if err != nil {
			return err
		}
		if text, err = encode(readable); err != nil {
			return err
		}
	}
	_, err = w.Write(escapeJSON(text))
	return err
}

func encode(r *Report) ([]byte, error) {
	var text, indented bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false) // the document is never put into HTML, and keys should be readable
	if err := encoder.Encode(r); err != nil {
		return nil, fmt.Errorf("encoding the report: %w", err)
	}
	if err := json.Indent(&indented, text.Bytes(), "", "  "); err != nil { // which makes room once, unlike an encoder that indents
		return nil, fmt.Errorf("encoding the report: %w", err)
	}
	return indented.Bytes(), nil
}

// Read reads a document that JSON wrote, of this schema version or an older one. Mistakes in it are *debt.InputError; their file is the Name of the reader if it has one, as *os.File does.
func Read(r io.Reader) (*Report, error) {
	file := "report"
	if named, ok := r.(interface{ Name() string }); ok {
		file = named.Name()
	}
	text, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", file, err)
	}
	// The version first: a newer document may not fit the fields.
	var version struct {
		Schema *int `json:"schema"`
	}
	if err := json.Unmarshal(text, &version); err != nil {
		return nil, malformed(file, text, err)
	}
	switch {
	case version.Schema == nil || *version.Schema < 1:
		return nil, &debt.InputError{Pos: debt.Position{File: file}, What: "no flagdebt report: it names no schema version", Do: "make one with --format json"}
	case *version.Schema > Schema:
		return nil, &debt.InputError{Pos: debt.Position{File: file}, What: fmt.Sprintf("the report has schema %d, and this flagdebt reads up to %d", *version.Schema, Schema), Do: "use a newer flagdebt"}
	}
	var report Report
	if err := json.Unmarshal(text, &report); err != nil {
		return nil, malformed(file, text, err)
	}
	report.Schema = Schema
	report.arrange()
	return &report, nil
}

// malformed says where a document is no report.
func malformed(file string, text []byte, err error) error {
	pos := debt.Position{File: file}
	var syntax *json.SyntaxError
	var mismatch *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		pos = position(file, text, syntax.Offset)
	case errors.As(err, &mismatch):
		pos = position(file, text, mismatch.Offset)
	}
	return &debt.InputError{Pos: pos, What: fmt.Sprintf("no flagdebt report: %v", err), Do: "make one with --format json"}
}

// position is the line and column of the last of the bytes that were read.
func position(file string, text []byte, read int64) debt.Position {
	before := text[:min(max(0, read-1), int64(len(text)))]
	line := bytes.LastIndexByte(before, '\n')
	return debt.Position{File: file, Line: bytes.Count(before, []byte("\n")) + 1, Column: len(before) - line}
}
