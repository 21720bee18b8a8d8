// Command sample draws references to look at by eye.
//
// Usage: sample SEED N ROWS...
//
// ROWS are files that the compare program wrote. Of the rows that hold an evaluation, a declaration or a test override N are drawn without replacement by PCG from math/rand/v2, seeded with SEED and 0, over the rows in the order of file, place and key.
// A row of the sample is the name of its file without the extension, then file:line, key and role.
package main

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "sample:", err)
		os.Exit(2)
	}
}

// run draws the sample and writes it in the order of the rows.
func run(args []string, out io.Writer) error {
	if len(args) < 3 {
		return errors.New("usage: sample SEED N ROWS...")
	}
	seed, err := strconv.ParseUint(args[0], 10, 64)
	if err != nil {
		return fmt.Errorf("reading the seed: %w", err)
	}
	n, err := strconv.Atoi(args[1])
	if err != nil || n < 1 {
		return fmt.Errorf("%q is not a number of rows", args[1])
	}
	var rows []row
	for _, name := range args[2:] {
		if rows, err = readRows(name, rows); err != nil {
			return err
		}
	}
	slices.SortFunc(rows, row.compare)
	rand.New(rand.NewPCG(seed, 0)).Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
	rows = rows[:min(n, len(rows))]
	slices.SortFunc(rows, row.compare)
	w := bufio.NewWriter(out)
	for _, r := range rows {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", r.source, r.place, r.key, r.role)
	}
	return w.Flush()
}

// row is one line of code that concerns a flag.
type row struct{ source, place, key, role string }

func (r row) compare(s row) int {
	return cmp.Or(strings.Compare(r.source, s.source), strings.Compare(r.place, s.place), strings.Compare(r.key, s.key))
}

// readRows appends the rows of a file that hold a reference worth a look.
func readRows(name string, rows []row) ([]row, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	source := strings.TrimSuffix(filepath.Base(name), filepath.Ext(name))
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		fields := strings.Split(lines.Text(), "\t")
		if len(fields) < 3 {
			return nil, fmt.Errorf("reading %s: a line has %d fields: write it with the compare program", name, len(fields))
		}
		roles := strings.Split(fields[2], ",")
		if slices.ContainsFunc(roles, func(role string) bool {
			return role == "evaluation" || role == "declaration" || role == "test-override"
		}) {
			rows = append(rows, row{source, fields[0], fields[1], fields[2]})
		}
	}
	return rows, lines.Err()
}
