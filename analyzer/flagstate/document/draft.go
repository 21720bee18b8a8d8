package document

import (
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// Draft is a file under change. Edits are applied one after the other, each to the text that the former ones left, and come out as edits of the original.
type Draft struct {
	original []byte
	pieces   []piece
}

// piece is a part of the text: of the original from start to end, or else a text that was put in.
type piece struct {
	start, end int
	text       string
}

func (p piece) size() int {
	if p.text != "" {
		return len(p.text)
	}
	return p.end - p.start
}

// split cuts a piece in two, the first of the size n.
func (p piece) split(n int) (head, tail piece) {
	if p.text != "" {
		return piece{text: p.text[:n]}, piece{text: p.text[n:]}
	}
	return piece{start: p.start, end: p.start + n}, piece{start: p.start + n, end: p.end}
}

// NewDraft begins with the original.
func NewDraft(original []byte) *Draft {
	return &Draft{original: original, pieces: []piece{{end: len(original)}}}
}

// Apply changes the text. The edits are in order, do not overlap and count from the beginning of the present text.
func (d *Draft) Apply(edits []debt.Edit) {
	rest, at := d.pieces, 0
	d.pieces = nil
	move := func(to int, keep bool) {
		for at < to && len(rest) > 0 {
			head, tail := rest[0].split(min(rest[0].size(), to-at))
			if keep {
				d.pieces = append(d.pieces, head)
			}
			at += head.size()
			if rest = rest[1:]; tail.size() > 0 {
				rest = append([]piece{tail}, rest...)
			}
		}
	}
	for _, edit := range edits {
		move(edit.Start, true)
		move(edit.End, false)
		if edit.New != "" {
			d.pieces = append(d.pieces, piece{text: edit.New})
		}
	}
	d.pieces = append(d.pieces, rest...)
}

// Bytes is the present text.
func (d *Draft) Bytes() []byte {
	var text []byte
	for _, p := range d.pieces {
		if p.text != "" {
			text = append(text, p.text...)
		} else {
			text = append(text, d.original[p.start:p.end]...)
		}
	}
	return text
}

// Edits is what turns the original into the present text.
func (d *Draft) Edits() []debt.Edit {
	var edits []debt.Edit
	var put strings.Builder
	at := 0
	to := func(start, end int) {
		if at < start || put.Len() > 0 {
			edits = append(edits, debt.Edit{Start: at, End: start, New: put.String()})
			put.Reset()
		}
		at = end
	}
	for _, p := range d.pieces {
		if p.text != "" {
			put.WriteString(p.text)
		} else if p.size() > 0 {
			to(p.start, p.end)
		}
	}
	to(len(d.original), len(d.original))
	return edits
}
