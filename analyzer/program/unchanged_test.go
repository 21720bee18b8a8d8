package program_test

import (
	"testing"

	"github.com/flagdebt/flagdebt/analyzer/debt"
	"github.com/flagdebt/flagdebt/analyzer/program"
)

// shed has functions that no removal touches, whose bodies count all the same.
const shed = market + `-- shed/shed.go --
package shed

import "m.example/ff"

var (
	size  = 1
	total int
)

// Grow changes what Size reads.
func Grow(n int) {
	size += n
	total++
}

func Reset() {
	total = 0
	size = 1
}

func Size() int {
	if ff.On("shed") {
		Grow(2)
		Reset()
	}
	Reset()
	Grow(1)
	return size
}

func pick(n int) int {
	total += n
	return 10 * n
}

func Picks() int {
	n := pick(2)
	return n + len("ab")
}

func idle(n int) int {
	n++
	return n
}

func Pick() int {
	if ff.On("shed") {
		return 0
	}
	_ = idle(1)
	return pick(1)
}

type box struct{ width, label int }

func same(a, b box) bool {
	total++
	return a == b
}

func Same(n int) bool {
	if ff.On("shed") {
		return false
	}
	return same(box{width: 1, label: n}, box{width: 1, label: 2})
}

type keeper interface{ keep() int }

type lock struct{}

func (lock) keep() int { return 7 }

func held(x any) int {
	total++
	if k, ok := x.(keeper); ok {
		_ = k
		return 1
	}
	return 0
}

func Held() int {
	if ff.On("shed") {
		return lock{}.keep()
	}
	return held(lock{})
}
`

// TestProofLeavesOut wants what is not looked at, since it is the same, to be counted with all that it may do.
func TestProofLeavesOut(t *testing.T) {
	const file = "shed/shed.go"
	right := []cut{
		{file, "\tif ff.On(\"shed\") {\n\t\tGrow(2)\n\t\tReset()\n\t}\n", ""},
		{file, "\tif ff.On(\"shed\") {\n\t\treturn 0\n\t}\n", ""},
		{file, "\tif ff.On(\"shed\") {\n\t\treturn false\n\t}\n", ""},
		{file, "\tif ff.On(\"shed\") {\n\t\treturn lock{}.keep()\n\t}\n", ""},
		{file, "import \"m.example/ff\"\n\n", ""},
	}
	for name, test := range map[string]struct {
		more []cut
		want program.Verdict
	}{
		"what is right":                     {nil, program.Proven},
		"a call that does nothing":          {[]cut{{file, "\t_ = idle(1)\n", ""}}, program.Proven},
		"calls in another order":            {[]cut{{file, "\tReset()\n\tGrow(1)\n\treturn size\n", "\tGrow(1)\n\tReset()\n\treturn size\n"}}, program.Checked},
		"a call that is gone":               {[]cut{{file, "\tReset()\n\tGrow(1)\n\treturn size\n", "\tGrow(1)\n\treturn size\n"}}, program.Checked},
		"a variable that others change":     {[]cut{{file, "\tReset()\n\tGrow(1)\n\treturn size\n", "\tReset()\n\tGrow(1)\n\treturn 1\n"}}, program.Checked},
		"a parameter that others give":      {[]cut{{file, "\ttotal += n\n\treturn 10 * n\n", "\ttotal += n\n\treturn 10\n"}}, program.Checked},
		"a field that others compare":       {[]cut{{file, "width, label int", "width int"}, {file, "same(box{width: 1, label: n}, box{width: 1, label: 2})", "same(box{width: 1}, box{width: 1})"}}, program.Checked},
		"a method that others ask for":      {[]cut{{file, "func (lock) keep() int { return 7 }\n\n", ""}}, program.Checked},
		"an interface that asks for less":   {[]cut{{file, "type keeper interface{ keep() int }", "type keeper interface{}"}, {file, "func (lock) keep() int { return 7 }\n\n", ""}}, program.Checked},
		"a function that others call":       {[]cut{{file, "\tn := pick(2)\n\treturn n + len(\"ab\")\n", "\treturn 22\n"}}, program.Checked},
		"a function that hides another one": {[]cut{{file, "type keeper", "func len(x any) int { return 0 }\n\ntype keeper"}}, program.Checked},
	} {
		t.Run(name, func(t *testing.T) {
			root := writeText(t, shed)
			p := open(t, root, program.Options{})
			p.Compute((&surgeon{root: root, cuts: map[debt.Key][]cut{"shed": append(right[:len(right):len(right)], test.more...)}}).compute)
			flag := remove(t, p, program.RemoveOptions{Prove: true}, "shed").Flags[0]
			if flag.Verdict != test.want {
				t.Errorf("%s: %v %v", flag.Verdict, flag.Obstacles, flag.Proof)
			}
		})
	}
}
