package program_test

import (
	"maps"
	"testing"
	"time"
	"strings"

	"github.com/flagdebt/flagdebt/analyzer/program"
)

// goldenResult is what the removal of a golden's flag with one of its values gives.
type goldenResult struct {
	golden
	index  int
	value  string // without quotes
	change *program.Change
	files  map[string][]byte // the golden's package afterwards
}

func TestX(t *testing.T) {
	st := time.Now()
	list := allGoldens(t)
	p, root := loadGoldens(t, list)
	t.Log("load", time.Since(st)); st=time.Now()
	ids := goldenIDs(t, p)
	t.Log("ids", time.Since(st)); st=time.Now()
	_ = root
	_ = maps.Clone[map[string]int]
	for i := range 2 {
	for _, g := range list {
		s2 := time.Now()
		for _, value := range g.values {
				_, err := p.Remove(t.Context(), g.choices(t, ids, value), g.removeOptions())
				if err != nil {
					t.Fatal(err)
				}
				_ = strings.Cut
		}
		if d := time.Since(s2); d > 200*time.Millisecond { t.Log(g.name, d) }
	}
	t.Log("remove", i, time.Since(st)); st=time.Now()
	}
}
