package csv

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/flagstate/document"
)

// row reads one flag. Two rows of one flag are an error of the whole table.
func (t *table) row(record []string) error {
	cells := make(map[string]*document.Node, len(record))
	for i, text := range record {
		pos := t.pos(i)
		cells[t.headers[i]] = &document.Node{Kind: document.String, Text: strings.TrimSpace(text), Line: pos.Line, Column: pos.Column}
	}
	key := cells["key"]
	f := debt.Flag{ID: debt.ID{Provider: cmp.Or(cells["provider"].Scalar(), Provider), Key: debt.Key(key.Text)}, Origin: key.Pos()}
	if line, ok := t.lines[f.ID]; ok {
		return key.Errorf("keep one of them", "the flag %s stands here and on line %d", document.Quote(key.Text), line)
	}
	t.lines[f.ID] = key.Line
	t.describe(&f, cells)
	for _, header := range t.headers {
		if name, ok := strings.CutPrefix(header, environmentPrefix); ok && cells[header].Text != "" {
			f.Environments = append(f.Environments, debt.Environment{Name: name, Serving: t.serving(cells[header], f.Kind), Since: f.Modified})
		}
	}
	t.Add(f)
	return nil
}

// describe reads the columns other than those of environments.
func (t *table) describe(f *debt.Flag, cells map[string]*document.Node) {
	switch kind := debt.Kind(strings.ToLower(cells["kind"].Scalar())); kind {
	case "", debt.KindBool, debt.KindString, debt.KindInt, debt.KindFloat, debt.KindJSON, debt.KindVariant, debt.KindStage:
		f.Kind = kind
	default:
		t.Problem(cells["kind"].Errorf("write bool, string, int, float, json, variant or stage", "%s is not a kind", document.Quote(string(kind))))
	}
	if word := cells["type"].Scalar(); word != "" {
		f.Type, f.Permanent = document.ParseType(word)
		if f.Type == debt.TypeUnknown && !f.Permanent {
			t.Problem(cells["type"].Errorf("write release, experiment, ops, kill-switch, permission, migration or permanent", "%s is not a type", document.Quote(word)))
		}
	}
	f.Owner = cells["owner"].Scalar()
	f.Ticket = cells["ticket"].Scalar()
	f.Description = cells["description"].Scalar()
	f.Created = t.Date(cells["created"], debt.ClockMetadata)
	f.Modified = t.Date(cells["modified"], debt.ClockMetadata)
	f.Evaluated = t.Date(cells["last_evaluated"], debt.ClockMetadata)
	f.Expires = t.Date(cells["expires"], debt.ClockMetadata)
	f.Archived = t.boolean(cells["archived"])
	f.Permanent = t.boolean(cells["permanent"]) || f.Permanent
	f.Tags = document.Tags(strings.FieldsFunc(cells["tags"].Scalar(), func(r rune) bool { return strings.ContainsRune(",;| ", r) }))
}

func (t *table) boolean(cell *document.Node) bool {
	switch strings.ToLower(cell.Scalar()) {
	case "true", "yes", "1":
		return true
	case "", "false", "no", "0":
		return false
	}
	t.Problem(cell.Errorf("write true or false", "%s is not a boolean", document.Quote(cell.Text)))
	return false
}

// serving reads a cell of an environment: on=JSON or off=JSON for a constant, on or off for a boolean one, split, rules, time, or default where each call gets its own default.
func (t *table) serving(cell *document.Node, kind debt.Kind) debt.Serving {
	state, text, valued := strings.Cut(cell.Text, "=")
	state = strings.ToLower(strings.TrimSpace(state))
	switch {
	case valued && (state == "on" || state == "off"):
		if value, ok := t.value(cell, text); ok {
			return constant(value)
		}
		return debt.Serving{Mode: debt.ModeUnknown, Note: "the cell could not be read"}
	case valued:
	case state == "on" || state == "off":
		if kind == debt.KindBool {
			return constant(debt.BoolValue(state == "on"))
		}
		return debt.Serving{Mode: debt.ModeUnknown, Note: fmt.Sprintf("the cell says %s but not the value", state)}
	case state == "split":
		return debt.Serving{Mode: debt.ModeSplit}
	case state == "rules":
		return debt.Serving{Mode: debt.ModeRules}
	case state == "time":
		return debt.Serving{Mode: debt.ModeTime}
	case state == "default":
		return debt.Serving{Mode: debt.ModeCallerDefault}
	}
	t.Problem(cell.Errorf("write on=JSON, off=JSON, on, off, split, rules, time or default", "%s is not a state", document.Quote(cell.Text)))
	return debt.Serving{Mode: debt.ModeUnknown, Note: "the cell could not be read"}
}

// value reads the JSON after on= or off=.
func (t *table) value(cell *document.Node, text string) (debt.Value, bool) {
	node, err := document.JSON([]byte(text))
	if err == nil && !node.Has() {
		err = fmt.Errorf("null")
	}
	var value debt.Value
	if err == nil {
		value, err = node.Value()
	}
	if err != nil {
		t.Problem(cell.Errorf(`write a text in quotes: on="blue"`, "%s is not a JSON value", document.Quote(strings.TrimSpace(text))))
		return "", false
	}
	return value, true
}

func constant(value debt.Value) debt.Serving {
	return debt.Serving{Mode: debt.ModeConstant, Value: value, Outcomes: []debt.Value{value}}
}
