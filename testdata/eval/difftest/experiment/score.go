package experiment

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os/exec"
	"slices"
	"strings"

	"github.com/flagdebt/flagdebt/testdata/eval/difftest/specimen"
)

// Rung is what catches a mistake.
type Rung string

// The rungs, in the order in which they are asked. What none of them catches does the same in all runs.
const (
	Types    Rung = "types"
	Comments Rung = "comments"
	Vet      Rung = "go vet"
	Prover   Rung = "proof" // of what was proven without the mistake
	Traces   Rung = "traces"
	Nobody   Rung = "nobody"
	// Deceived counts beside them what is proven and does something else: it has to be 0.
	Deceived Rung = "wrongly proven"
)

var rungs = []Rung{Types, Comments, Vet, Prover, Traces, Nobody, Deceived}

// Score says how many of each mistake are caught by what.
type Score map[string]map[Rung]int

// Caught is how many mistakes of a kind were caught.
func (s Score) Caught(name string) int {
	n := 0
	for rung, count := range s[name] {
		if rung != Nobody && rung != Deceived {
			n += count
		}
	}
	return n
}

// mutant is a specimen with a mistake.
type mutant struct {
	mutation string
	name     string // p001/u002
	value    int
	text     string
	caught   Rung
}

// Mutate makes one mistake in what the removal left of every specimen with every value, and asks who notices.
func (t *Trial) Mutate(ctx context.Context, seed uint64, seeds int, score Score) error {
	mutants := t.mutants(rand.New(rand.NewPCG(seed, 2)), score)
	before, texts := t.Before(), [2]Texts{}
	for value := range texts {
		texts[value] = Texts{}
		for name, text := range t.After[value] {
			texts[value][name] = text
		}
	}
	for _, m := range mutants {
		texts[m.value][m.name+".go"] = m.text
	}
	for value := range texts {
		t.mistyped(texts[value], value, mutants)
	}
	for _, m := range mutants {
		if m.caught == "" && len(comments(before[m.name+".go"], m.text)) > len(comments(before[m.name+".go"], t.After[m.value][m.name+".go"])) {
			m.caught = Comments
		}
	}
	o, err := t.Execute(ctx, texts, seeds)
	if err != nil {
		return err
	}
	complaints, err := t.vet(ctx, texts)
	if err != nil {
		return err
	}
	var right, now [2]map[string]Verdict
	for value := range texts {
		right[value], now[value] = t.Prove(t.After[value], value), t.Prove(texts[value], value)
	}
	for _, m := range mutants {
		differs := slices.ContainsFunc(o.Differences, func(d Difference) bool { return d.Name == m.name && d.Value == m.value })
		proven := now[m.value][m.name].Proof == Proven
		counts := score[m.mutation]
		if counts == nil {
			counts = map[Rung]int{}
			score[m.mutation] = counts
		}
		switch {
		case m.caught != "":
		case complaints[fmt.Sprintf("v%d/%s", m.value, m.name)]:
			m.caught = Vet
		case !proven && right[m.value][m.name].Proof == Proven:
			m.caught = Prover
		case differs:
			m.caught = Traces
		default:
			m.caught = Nobody
		}
		counts[m.caught]++
		if differs && proven && !now[m.value][m.name].Modulo {
			counts[Deceived]++
			t.deceptions = append(t.deceptions, Problem{Kind: m.mutation, Name: m.name, Value: m.value, What: "is proven", Before: before[m.name+".go"], After: m.text})
		}
	}
	return nil
}

// mutants makes the mistakes, of each kind about as many.
func (t *Trial) mutants(random *rand.Rand, score Score) (mutants []*mutant) {
	made := map[string]int{}
	for name, caught := range score {
		for _, n := range caught {
			made[name] += n
		}
	}
	for value := range t.After {
		for _, p := range t.Packages {
			for _, u := range p.Units {
				name := p.Name + "/" + u.Name
				if m := t.mutant(name, value, made, random); m != nil {
					made[m.mutation]++
					mutants = append(mutants, m)
				}
			}
		}
	}
	return mutants
}

// mutant makes in a specimen the mistake that was made least often; nil where none can be made.
func (t *Trial) mutant(name string, value int, made map[string]int, random *rand.Rand) *mutant {
	text := newMutable(t.After[value][name+".go"], t.After[1-value][name+".go"])
	if text == nil {
		return nil
	}
	var best *Mutation
	var sites []replacement
	for i := range Mutations {
		m := &Mutations[i]
		if best != nil && made[m.Name] >= made[best.Name] {
			continue
		}
		if found := m.sites(text); len(found) > 0 {
			best, sites = m, found
		}
	}
	if best == nil {
		return nil
	}
	return &mutant{mutation: best.Name, name: name, value: value, text: text.apply(sites[random.IntN(len(sites))])}
}

// mistyped finds the mutants that do not compile, and puts what was there before in their places.
func (t *Trial) mistyped(texts Texts, value int, mutants []*mutant) {
	byName := map[string]*mutant{}
	for _, m := range mutants {
		if m.value == value {
			byName[m.name] = m
		}
	}
	for _, p := range t.Packages {
		for again := true; again; {
			again = false
			s := &source{path: module + "/before/" + p.Name, files: texts.of(p)}
			for _, err := range s.check(t.lib) {
				name, _, _ := strings.Cut(err.Error(), ":")
				name = p.Name + "/" + strings.TrimSuffix(name, ".go")
				if m := byName[name]; m != nil && m.caught == "" {
					m.caught, again = Types, true
					texts[name+".go"] = t.After[value][name+".go"]
				}
			}
		}
	}
}

// vet has go vet look at the texts for either value, and returns the specimens of which it says what it does not say of them as they were made.
func (t *Trial) vet(ctx context.Context, texts [2]Texts) (map[string]bool, error) {
	for value := range texts {
		for name, text := range texts[value] {
			if err := t.put(fmt.Sprintf("v%d/%s", value, name), text); err != nil {
				return nil, err
			}
		}
	}
	cmd := exec.CommandContext(ctx, "go", "vet", "./before/...", "./v0/...", "./v1/...")
	cmd.Dir = t.dir
	out, err := cmd.CombinedOutput()
	if err == nil {
		return nil, nil
	}
	said := map[string]int{}
	var lines [][]string
	for line := range strings.Lines(string(out)) {
		m := placeless.FindStringSubmatch(strings.TrimSpace(line))
		if m == nil {
			continue
		}
		said[m[1]+" "+m[2]+" "+m[3]]++
		lines = append(lines, m)
	}
	if len(lines) == 0 {
		return nil, fmt.Errorf("go vet: %w: %s", err, out)
	}
	fresh := map[string]bool{}
	for _, m := range lines {
		if m[1] != "before" && said[m[1]+" "+m[2]+" "+m[3]] > said["before "+m[2]+" "+m[3]] {
			fresh[m[1]+"/"+m[2]] = true
		}
	}
	return fresh, nil
}

// Table is the score as people read it.
func (s Score) Table() string {
	var out strings.Builder
	out.WriteString("| mistake | what | made |")
	for _, rung := range rungs {
		fmt.Fprintf(&out, " %s |", rung)
	}
	out.WriteString("\n|---|---|---:|" + strings.Repeat("---:|", len(rungs)) + "\n")
	caught := 0
	for _, m := range Mutations {
		if s.Caught(m.Name) > 0 {
			caught++
		}
		fmt.Fprintf(&out, "| %s | %s | %d |", m.Name, m.What, s.Caught(m.Name)+s[m.Name][Nobody])
		for _, rung := range rungs {
			fmt.Fprintf(&out, " %s |", count(s[m.Name][rung]))
		}
		out.WriteString("\n")
	}
	fmt.Fprintf(&out, "\n%d of %d kinds of mistakes are caught\n", caught, len(Mutations))
	return out.String()
}

// ScoreMutations makes mistakes in some specimens. It returns those that the prover took for none, too.
func ScoreMutations(ctx context.Context, dir string, packages []*specimen.Package, seed uint64, seeds int) (Score, []Problem, error) {
	t, err := New(ctx, dir, packages)
	if err != nil {
		return nil, nil, err
	}
	if err := t.Remove(ctx); err != nil {
		return nil, nil, err
	}
	t.inspect(newResult())
	score := Score{}
	if err := t.Mutate(ctx, seed, seeds, score); err != nil {
		return nil, nil, err
	}
	return score, t.deceptions, nil
}
