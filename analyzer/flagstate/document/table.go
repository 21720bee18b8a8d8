package document

import (
	"github.com/pelletier/go-toml/v2/unstable"

	"github.com/flagdebt/flagdebt/analyzer/debt"
)

// statement is the lines of one TOML header or assignment, and the key of the outermost table that it is about.
type statement struct {
	start, end int
	key        string
}

// deleteTOML takes a key of the outermost table out: its assignments and its tables, wherever they stand.
func deleteTOML(data []byte, _ *Node, path []Step) ([]debt.Edit, error) {
	l, key := lines(data), path[0].Key
	all := l.statements()
	var removed []debt.Edit
	for i := 0; i < len(all); i++ {
		if all[i].key != key {
			continue
		}
		from, floor := i, 0
		for i+1 < len(all) && all[i+1].key == key {
			i++
		}
		if from > 0 {
			floor = all[from-1].end
		}
		start := l.own(all[from].start, floor, anyIndent, key, l.commented(all, key))
		end := l.below(all[i].end)
		removed = append(removed, l.cut(start, end, from == 0, blank(l[end:])))
	}
	return removed, nil
}

// statements lists what a valid TOML document says. Each statement has its lines for itself.
func (l lines) statements() []statement {
	var p unstable.Parser
	p.Reset(append([]byte(nil), l...)) // the parser keeps slices of it
	var all []statement
	table, end, inside := "", 0, false
	for p.NextExpression() {
		expression := p.Expression()
		s := statement{start: l.next(end), key: table}
		s.end = l.end(s.start)
		key := expression.Key()
		key.Next()
		switch expression.Kind {
		case unstable.KeyValue:
			s.end = l.end(int(expression.Raw.Offset + expression.Raw.Length))
			if !inside {
				s.key = string(key.Node().Data)
			}
		default:
			table, inside = string(key.Node().Data), true
			s.key = table
		}
		all, end = append(all, s), s.end
	}
	return all
}

// next is the beginning of the next line that is neither blank nor a comment.
func (l lines) next(at int) int {
	for at < len(l) && blankOrComment(l[at:l.end(at)]) {
		at = l.end(at)
	}
	return at
}

// commented reports whether a statement about another key has a comment directly above.
func (l lines) commented(all []statement, key string) bool {
	for _, s := range all {
		if s.key != key && l.comment(s.start) {
			return true
		}
	}
	return false
}
