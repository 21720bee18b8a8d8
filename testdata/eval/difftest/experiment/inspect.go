package experiment

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/program"
)

// Problem is something that must not happen.
type Problem struct {
	Kind  string
	Name  string // of the specimen: p001/u002
	Value int    // which of the two
	What  string
	// Before and After are the texts, where somebody wants to read them.
	Before, After string
}

// The kinds of problems beside the codes of refusals, which say that the removal noticed by itself.
const (
	Behaviour = "behaviour" // something else is done
	Broken    = "types"     // the result does not compile
	Lost      = "comments"  // a comment is lost, or has lost what it speaks of
)

// Wrong reports whether somebody would have got a wrong result, and not a refusal.
func (p Problem) Wrong() bool { return p.Kind == Behaviour || p.Kind == Broken || p.Kind == Lost }

// inspect looks at the results without running them. What does not compile is put back as it was, so that the rest can be run.
func (t *Trial) inspect(r *Result) (problems []Problem) {
	defer t.took("inspect", time.Now())
	for value, changes := range t.Changes {
		for _, change := range changes {
			problems = append(problems, t.refusals(change, value, r)...)
		}
		problems = append(problems, t.broken(value)...)
		for name, before := range t.Before() {
			for _, what := range comments(before, t.After[value][name]) {
				problems = append(problems, Problem{Kind: Lost, Name: strings.TrimSuffix(name, ".go"), Value: value, What: what})
			}
		}
	}
	return problems
}

// refusals are the flags that were not removed because the result did not compile, or worse.
func (t *Trial) refusals(change *program.Change, value int, r *Result) (problems []Problem) {
	for _, flag := range change.Flags {
		if flag.Complete {
			r.Whole++
		}
		for _, o := range flag.Obstacles {
			r.Obstacles[o.Code]++
			if o.Code == debt.CodeDoesNotCompile || o.Code == debt.CodeVet || strings.Contains(o.What, "internal error") {
				name := strings.TrimSuffix(strings.TrimPrefix(o.Pos.File, "before/"), ".go")
				problems = append(problems, Problem{Kind: string(o.Code), Name: name, Value: value, What: o.Pos.String() + ": " + o.What})
			}
		}
	}
	return problems
}

// broken are the packages that do not compile afterwards.
func (t *Trial) broken(value int) (problems []Problem) {
	before := t.Before()
	for _, p := range t.Packages {
		s := &source{path: module + "/before/" + p.Name, files: t.After[value].of(p)}
		errs := s.check(t.lib)
		if len(errs) == 0 {
			continue
		}
		for _, err := range errs {
			name, _, _ := strings.Cut(err.Error(), ":")
			problems = append(problems, Problem{Kind: Broken, Name: p.Name + "/" + strings.TrimSuffix(name, ".go"), Value: value, What: err.Error()})
		}
		for name := range before {
			if strings.HasPrefix(name, p.Name+"/") {
				t.After[value][name] = before[name]
			}
		}
	}
	return problems
}

// remark is a comment that names the trace beside it.
var remark = regexp.MustCompile(`// (?:About (\d+)\.|at (\d+))\n`)

// comments says which comments are lost, and which have lost what they speak of.
func comments(before, after string) (lost []string) {
	for _, m := range remark.FindAllStringSubmatch(before, -1) {
		trace := fmt.Sprintf("tr.T(%s)", m[1]+m[2])
		stays, said := strings.Contains(after, trace), strings.Contains(after, strings.TrimSpace(m[0])+"\n")
		if stays != said {
			lost = append(lost, fmt.Sprintf("%s is there: %t, its comment: %t", trace, stays, said))
		}
	}
	return lost
}
