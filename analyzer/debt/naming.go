package debt

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// form is a pattern that is ready to check keys.
type form struct {
	*Pattern
	typ   Type           // of the flags that it is for; empty for every type
	whole *regexp.Regexp // the regular expression, anchored at both ends
	style Style          // to write suggestions in: the pattern's, else that of the default
}

// newForms prepares the patterns; that of TypeUnknown is the default. There are none if nothing is to be checked.
func newForms(n Naming) map[Type]*form {
	forms := map[Type]*form{}
	add := func(t Type, p *Pattern) {
		if p == nil || p.Style.writing() == nil && p.Regexp == nil {
			return
		}
		f := &form{Pattern: p, typ: t, whole: anchored(p.Regexp), style: p.Style}
		if f.style == "" && n.Default != nil {
			f.style = n.Default.Style
		}
		forms[t] = f
	}
	add(TypeUnknown, n.Default)
	for t, p := range n.Types {
		add(t, p)
	}
	return forms
}

// anchored makes the expression match whole keys only, in case the configuration has not done so.
func anchored(r *regexp.Regexp) *regexp.Regexp {
	if r == nil {
		return nil
	}
	whole, err := regexp.Compile(`\A(?:` + r.String() + `)\z`)
	if err != nil {
		return r // at the limit of what the package compiles: one group more is too much
	}
	return whole
}

// form is the pattern for flags of the type, or nil.
func (t *Table) form(typ Type) *form {
	if f := t.forms[typ]; f != nil {
		return f
	}
	return t.forms[TypeUnknown]
}

func (f *form) accepts(key Key) bool {
	return f.Style.Accepts(key) && (f.whole == nil || f.whole.MatchString(string(key)))
}

// suggestion is the key in the style of the form, else in the first style that the form accepts; empty if there is none.
func (f *form) suggestion(key Key) Key {
	for _, style := range append([]Style{f.style}, Styles...) {
		if candidate := style.Convert(key); style != "" && candidate != "" && f.accepts(candidate) {
			return candidate
		}
	}
	return ""
}

// violation says what is wrong with a key that the form does not accept, and what to write instead.
func (f *form) violation(key Key) string {
	text := fmt.Sprintf("flag key %q", key)
	if f.typ != TypeUnknown {
		text = fmt.Sprintf("%s %s", f.typ, text)
	}
	if !f.Style.Accepts(key) {
		text += " is not " + f.Style.writing().name
	} else {
		text += " does not match " + f.expression()
	}
	if f.Description != "" {
		text += fmt.Sprintf(" (%s)", f.Description)
	}
	suggested, example := f.suggestion(key), f.example()
	switch {
	case suggested != "" && f.Example != "":
		return text + fmt.Sprintf(": rename it to %q, in the form of %q", suggested, example)
	case suggested != "":
		return text + fmt.Sprintf(": rename it to %q", suggested)
	case example != "":
		return text + fmt.Sprintf(": rename it to the form of %q", example)
	}
	return text + ": rename it"
}

// expression is the regular expression as its author wrote it, without the anchors that the configuration puts around it.
func (f *form) expression() string {
	text := f.Regexp.String()
	if inner, found := strings.CutPrefix(text, "^(?:"); found && strings.HasSuffix(inner, ")$") {
		return strings.TrimSuffix(inner, ")$")
	}
	return text
}

// example is a key in the form; a style has one by itself.
func (f *form) example() string {
	if f.Example == "" && f.Regexp == nil {
		return f.Style.writing().sample
	}
	return f.Example
}

// naming finds keys that are not written in the expected form: once for each package and flag, at the declaration if the package has one, else at the first call. Tests are left alone, where made-up keys are at home.
func (j *judgement) naming() {
	if j.severity[RuleNaming] == SeverityOff || len(j.forms) == 0 {
		return
	}
	type place struct {
		pkg string
		id  ID
	}
	first := map[place]int{}
	for i := range j.refs {
		ref := &j.refs[i]
		if ref.Role != RoleEvaluation && ref.Role != RoleDeclaration || ref.isDynamic() || ref.inTest() {
			continue
		}
		where := place{ref.Package, j.Resolve(ref.ID)}
		if other, seen := first[where]; !seen || ref.showsKeyBefore(&j.refs[other]) {
			first[where] = i
		}
	}
	for where, i := range first {
		f := j.form(j.typeOf(where.id))
		if f == nil || f.accepts(where.id.Key) || j.keepsName(where.id) {
			continue
		}
		j.report(i, RuleNaming, j.severity[RuleNaming], f.violation(where.id.Key), "")
	}
}

// keepsName reports whether an exception covers the key, whether or not there is such a flag.
func (j *judgement) keepsName(id ID) bool {
	if r := j.row(id); r != nil {
		return r.verdict.Kept != nil
	}
	return slices.ContainsFunc(j.behind(id.Provider), func(p string) bool { return j.kept(ID{p, id.Key}) != nil }) || j.kept(id) != nil
}

// showsKeyBefore orders the references of a package at which a name can be complained about.
func (r *Reference) showsKeyBefore(other *Reference) bool {
	if declares := r.Role == RoleDeclaration; declares != (other.Role == RoleDeclaration) {
		return declares
	}
	return cmp.Or(r.Pos.Compare(other.Pos), r.ID.Compare(other.ID)) < 0
}
