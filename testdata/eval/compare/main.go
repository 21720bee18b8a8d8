// Command compare joins flagdebt's references with a plain word search.
//
// Usage: compare LIST WORDS
//
// LIST is the output of `flagdebt list --format json`, WORDS that of the words program beside this one, both from the root of one module.
// The two are joined by file, line and key; a word whose key is * stands for a call, and is joined with whatever reference is on its line. A row is: file:line, key, role (or -), class (or -), verdict:
//
//	both        a reference with the word on its line
//	reference   a reference without the word on its line
//	word        the word without a reference on its line
//	dynamic     a call whose key is not constant: there is no word to search for
package main

import (
	"bufio"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "compare:", err)
		os.Exit(2)
	}
}

// run reads both files and writes their joined rows.
func run(args []string, out io.Writer) error {
	if len(args) != 2 {
		return errors.New("usage: compare LIST WORDS")
	}
	rows := make(map[line]*row)
	if err := readList(args[0], rows); err != nil {
		return err
	}
	if err := readWords(args[1], rows); err != nil {
		return err
	}
	w := bufio.NewWriter(out)
	for _, at := range slices.SortedFunc(maps.Keys(rows), line.compare) {
		r := rows[at]
		fmt.Fprintf(w, "%s:%d\t%s\t%s\t%s\t%s\n", at.file, at.number, at.key, list(r.roles), list(r.classes), r.verdict())
	}
	return w.Flush()
}

// line is what the two sides are joined by. A key that only the run tells has no word; it is written as ?.
type line struct {
	file   string
	number int
	key    string
}

func (l line) compare(m line) int {
	return cmp.Or(strings.Compare(l.file, m.file), cmp.Compare(l.number, m.number), strings.Compare(l.key, m.key))
}

// row is what the two sides say about one line and key.
type row struct{ roles, classes []string }

func (r *row) verdict() string {
	switch {
	case slices.Contains(r.roles, "dynamic"):
		return "dynamic"
	case len(r.classes) == 0:
		return "reference"
	case len(r.roles) == 0:
		return "word"
	}
	return "both"
}

// list writes what one side says, each word once, in order.
func list(words []string) string {
	if len(words) == 0 {
		return "-"
	}
	return strings.Join(slices.Compact(slices.Sorted(slices.Values(words))), ",")
}

// at returns the row of a line, made if it is new.
func at(rows map[line]*row, l line) *row {
	if rows[l] == nil {
		rows[l] = new(row)
	}
	return rows[l]
}

// reference is what compare needs of a reference in the report.
type reference struct {
	File string `json:"file"`
	Line int    `json:"line"`
	Role string `json:"role"`
}

// readList adds the references of a saved list.
func readList(name string, rows map[line]*row) error {
	data, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	var saved struct {
		Flags []struct {
			Key        string      `json:"key"`
			References []reference `json:"references"`
		} `json:"flags"`
		Dynamic []reference `json:"dynamic"`
	}
	if err := json.Unmarshal(data, &saved); err != nil {
		return fmt.Errorf("reading %s: %w", name, err)
	}
	for _, flag := range saved.Flags {
		for _, ref := range flag.References {
			r := at(rows, line{ref.File, ref.Line, flag.Key})
			r.roles = append(r.roles, ref.Role)
		}
	}
	for _, ref := range saved.Dynamic {
		r := at(rows, line{ref.File, ref.Line, "?"})
		r.roles = append(r.roles, "dynamic", ref.Role)
	}
	return nil
}

// readWords adds the places of a word search.
func readWords(name string, rows map[line]*row) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	var calls []call
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		fields := strings.Split(lines.Text(), "\t")
		if len(fields) != 6 {
			return fmt.Errorf("reading %s: a line has %d fields, not 6: write it with the words program", name, len(fields))
		}
		number, err := strconv.Atoi(fields[1])
		if err != nil {
			return fmt.Errorf("reading %s: %w", name, err)
		}
		if place := (line{fields[0], number, fields[3]}); place.key == anyKey {
			calls = append(calls, call{place, fields[5]})
		} else {
			r := at(rows, place)
			r.classes = append(r.classes, fields[5])
		}
	}
	for _, c := range calls {
		joinCall(rows, c)
	}
	return lines.Err()
}

// anyKey is the key of a word that stands for a call.
const anyKey = "*"

// call is a place where the name of a function stands.
type call struct {
	line
	class string
}

// joinCall adds a call to every reference on its line, or as a row of its own.
func joinCall(rows map[line]*row, c call) {
	joined := false
	for place, r := range rows {
		if place.file == c.file && place.number == c.number && len(r.roles) > 0 {
			r.classes = append(r.classes, c.class)
			joined = true
		}
	}
	if !joined {
		r := at(rows, c.line)
		r.classes = append(r.classes, c.class)
	}
}
