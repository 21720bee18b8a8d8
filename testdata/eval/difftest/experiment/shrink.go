package experiment

import (
	"context"
	"math/rand/v2"
	"os"
	"slices"

	"github.com/flagdebt/flagdebt/testdata/eval/difftest/specimen"
)

const (
	rounds     = 40
	candidates = 24 // of a round
	seedsTried = 16
)

// Shrink looks for shorter choices that have a problem of the same kind, and returns the shortest with its problem.
func Shrink(ctx context.Context, kind specimen.Kind, choices []byte, problem Problem) ([]byte, Problem, error) {
	random := rand.New(rand.NewPCG(1, 1))
	for range rounds {
		smaller, found, err := shrinkOnce(ctx, kind, choices, problem, random)
		if err != nil {
			return choices, problem, err
		}
		if smaller == nil {
			break
		}
		choices, problem = smaller, found
	}
	return choices, problem, nil
}

// shrinkOnce tries many shorter choices at once, each in a package of its own.
func shrinkOnce(ctx context.Context, kind specimen.Kind, choices []byte, problem Problem, random *rand.Rand) ([]byte, Problem, error) {
	var packages []*specimen.Package
	var tried [][]byte
	for len(tried) < candidates {
		shorter := cut(choices, random)
		p := specimen.New(len(tried), kind)
		p.Add(0, shorter)
		packages, tried = append(packages, p), append(tried, shorter)
	}
	dir, err := os.MkdirTemp("", "difftest")
	if err != nil {
		return nil, problem, err
	}
	defer os.RemoveAll(dir)
	problems, t, err := look(ctx, dir, packages, problem.Kind == Behaviour)
	if err != nil {
		return nil, problem, err
	}
	size := len(sourceOf(kind, choices))
	var best []byte
	for _, found := range problems {
		i := slices.IndexFunc(packages, func(p *specimen.Package) bool { return p.Name+"/u000" == found.Name })
		if found.Kind != problem.Kind || i < 0 || found.Value != problem.Value {
			continue
		}
		if n := len(packages[i].Units[0].Source); n < size || n == size && len(tried[i]) < len(choices) && best == nil {
			size, best, problem = n, tried[i], found
			t.quote(&problem)
		}
	}
	return best, problem, nil
}

// Look is all that is wrong with some packages.
func Look(ctx context.Context, dir string, packages []*specimen.Package) ([]Problem, error) {
	problems, t, err := look(ctx, dir, packages, true)
	for i := range problems {
		t.quote(&problems[i])
	}
	return problems, err
}

// look is Look, which may leave out to run the specimens.
func look(ctx context.Context, dir string, packages []*specimen.Package, run bool) ([]Problem, *Trial, error) {
	t, err := New(ctx, dir, packages)
	if err != nil {
		return nil, nil, err
	}
	if err := t.Remove(ctx); err != nil {
		return nil, nil, err
	}
	problems := t.inspect(newResult())
	if !run {
		return problems, t, nil
	}
	o, err := t.Execute(ctx, t.After, seedsTried)
	if err != nil {
		return nil, nil, err
	}
	return append(problems, o.problems()...), t, nil
}

func sourceOf(kind specimen.Kind, choices []byte) string {
	p := specimen.New(0, kind)
	p.Add(0, choices)
	return p.Units[0].Source
}

// cut takes some of the choices out, or makes them the simplest.
func cut(choices []byte, random *rand.Rand) []byte {
	out := slices.Clone(choices)
	for range 1 + random.IntN(2) {
		if len(out) == 0 {
			break
		}
		from := random.IntN(len(out))
		n := 1 + random.IntN(max(1, min(len(out)-from, 1<<random.IntN(8))))
		to := min(from+n, len(out))
		switch random.IntN(5) {
		case 0:
			clear(out[from:to])
		case 1:
			out = out[:from]
		case 2:
			out[from] = byte(random.IntN(int(out[from]) + 1))
		default:
			out = slices.Delete(out, from, to)
		}
	}
	return out
}
