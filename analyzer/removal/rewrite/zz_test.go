package rewrite_test

import (
	"fmt"
	"go/ast"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

func TestZZ(t *testing.T) {
	var from, to int
	fmt.Sscan(os.Getenv("ZZ"), &from, &to)
	for i := from; i < to; i++ {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			src, _ := os.ReadFile(filepath.Join(runtime.GOROOT(), "src", seeds[i%len(seeds)]))
			random := &changer{editor: parse(t, encodings[i/7%3](string(src))), Rand: rand.New(rand.NewPCG(uint64(i), 1))}
			random.touched = map[ast.Decl]bool{}
			random.change(1 + random.IntN(300))
			random.check()
		})
	}
}
