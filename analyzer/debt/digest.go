package debt

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"maps"
	"slices"
)

// Digest is the SHA-256, in hexadecimal digits, of everything that the findings of Judge depend on but the references. Two tables with the same digest give the same findings, whatever day it is; what no finding depends on, such as the day of the last evaluation or a description, is not part of it. That makes it the key of caches: the state may be fetched anew every night without a package being analysed again.
func (t *Table) Digest() string {
	d := digest{sha256.New()}
	d.line("digest", 1)
	d.line("whole", t.whole)
	for _, rule := range Rules {
		if rule != RuleStale && rule != RuleArchived { // each row has its own
			d.line("severity", rule, t.severity[rule])
		}
	}
	for _, from := range slices.Sorted(maps.Keys(t.providers)) {
		d.line("provider", from, t.providers[from])
	}
	d.line("providers", t.any)
	for _, p := range slices.Sorted(maps.Keys(t.complete)) {
		if t.complete[p] {
			d.line("complete", p)
		}
	}
	for _, k := range t.keeps {
		switch {
		case k.live:
			d.line("keep", k.Provider, k.Key)
		case t.whole:
			d.line("ended", k.Provider, k.Pos, k.ended(), k.Key)
		}
	}
	d.naming(t)
	for _, id := range t.ids {
		d.row(t, t.rows[id])
	}
	return hex.EncodeToString(d.hash.Sum(nil))
}

// digest writes a canonical text: every part of a line is in Go's syntax, quotes included, so that no two lines of different parts look the same.
type digest struct{ hash hash.Hash }

func (d digest) line(parts ...any) {
	for _, part := range parts {
		fmt.Fprintf(d.hash, "%#v ", part) // a hash never fails
	}
	fmt.Fprintln(d.hash)
}

// naming writes the patterns, and the rules that give a type to a key.
func (d digest) naming(t *Table) {
	if len(t.forms) == 0 || t.severity[RuleNaming] == SeverityOff {
		return
	}
	for _, typ := range slices.Sorted(maps.Keys(t.forms)) {
		f := t.forms[typ]
		expression := ""
		if f.Regexp != nil {
			expression = f.Regexp.String()
		}
		d.line("naming", typ, f.Style, f.style, expression, f.Example, f.Description)
	}
	for _, r := range t.types {
		d.line("type", r.Key, r.Tag, r.Type)
	}
}

// row writes what the rules read of a row.
func (d digest) row(t *Table, r *row) {
	f, v := r.flag, r.verdict
	d.line("flag", f.ID.Provider, f.ID.Key, v.Word, r.archived, r.stale, r.expired, v.Kept != nil, f.Archived)
	if len(t.forms) > 0 {
		d.line("type", v.Type)
	}
	if r.archived+r.stale+r.expired > SeverityOff {
		d.line("serving", v.Serving.Mode, v.Serving.Value)
		for _, a := range r.outlook {
			d.line("answer", a.environment, a.production, a.experiment, a.mode, a.value)
		}
		d.line("protected", t.protected(f.ID, v) != nil) // no fix is offered then
	}
	if r.stale > SeverityOff {
		d.line("since", v.since(), v.Basis)
		if v.Basis == BasisVersion {
			d.line("gate", f.Gate.life())
		}
	}
	if r.expired > SeverityOff {
		d.line("expiry", r.expiry())
	}
	if t.whole {
		d.line("origin", r.exclusive, r.dependent != nil, f.Source, f.Origin)
	}
}
