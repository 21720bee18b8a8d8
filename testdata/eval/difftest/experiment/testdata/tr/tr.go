// Package tr records what a specimen does. The record is the behaviour: two functions that leave the same one did the same.
package tr

// Context is what clients take with a key.
type Context struct{ n int }

var (
	// Log is what has been done so far.
	Log []byte
	// Seed decides what the functions here return.
	Seed uint64
	// Fuel is how much may still be done before the specimen is stopped.
	Fuel int
	// Exit stops the specimen such that it cannot recover.
	Exit func()
	// Text is the text of a value of any type.
	Text func(x any) string
)

// did records an event.
func did(what byte, n int) {
	if Fuel--; Fuel < 0 && Exit != nil { // which is nil while packages are initialised
		Exit()
	}
	Log = number(append(Log, what), n)
}

func number(to []byte, n int) []byte {
	if n < 0 {
		return digits(append(to, '-'), n)
	}
	return digits(to, -n)
}

// digits takes a number that is not positive: the least one has no positive counterpart.
func digits(to []byte, n int) []byte {
	if n <= -10 {
		to = digits(to, n/10)
	}
	return append(to, byte('0'-n%10))
}

// random hangs on the seed, the place and all that has been done before.
func random(n int) uint64 {
	x := Seed + uint64(n)*0x9e3779b97f4a7c15 + uint64(len(Log))*0xbf58476d1ce4e5b9
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// T is a place that was reached.
func T(n int) { did('T', n) }

// B is a condition.
func B(n int) bool {
	did('B', n)
	on := random(n)&1 == 1
	if on {
		Log = append(Log, '+')
	}
	return on
}

// I is a small number, sometimes 0.
func I(n int) int {
	did('I', n)
	x := int(random(n) % 4)
	Log = number(append(Log, '='), x)
	return x
}

// S is a text.
func S(n int) string {
	did('S', n)
	return [...]string{"blue", "green", ""}[random(n)%3]
}

// Any is a value of one of several types.
func Any(n int) any {
	did('A', n)
	return [...]any{true, 1, "x", nil}[random(n)%4]
}

// Err is an error, or none.
func Err(n int) error {
	did('E', n)
	if random(n)%2 == 0 {
		return nil
	}
	return failure(n)
}

type failure int

func (f failure) Error() string { return string(number([]byte("failure "), int(f))) }

// Two are a condition and an error.
func Two(n int) (bool, error) { return B(n), Err(n + 1) }

// Slice is a short list.
func Slice(n int) []int {
	did('L', n)
	return []int{7, 8, 9}[:random(n)%4]
}

// Map has one entry at most.
func Map(n int) map[string]int {
	did('M', n)
	m := map[string]int{}
	if random(n)%2 == 0 {
		m["blue"] = n
	}
	return m
}

// Seq yields two numbers.
func Seq(n int) func(yield func(int) bool) {
	did('Q', n)
	return func(yield func(int) bool) {
		if yield(n) {
			yield(n + 1)
		}
	}
}

// Ready is a channel that has something.
func Ready(n int) chan int {
	did('R', n)
	c := make(chan int, 2)
	c <- n
	return c
}

// Never is a channel that has nothing, and takes nothing.
func Never(n int) chan int {
	did('N', n)
	return nil
}

// Nils has pointers be nil at times. Then programs panic that read a field through them, which a removal need not keep: see the assumptions of the proof.
var Nils bool

// Nil reports whether a pointer is to be nil.
func Nil(n int) bool {
	did('P', n)
	return Nils && random(n)%5 == 0
}

// Ctx is a context.
func Ctx(n int) Context {
	did('C', n)
	return Context{n}
}

// Use records values, with their types.
func Use(n int, values ...any) {
	did('U', n)
	for _, x := range values {
		Log = append(append(Log, ' '), text(x)...)
	}
}

func text(x any) string {
	switch x := x.(type) {
	case bool:
		if x {
			return "true"
		}
		return "false"
	case string:
		return "\"" + x
	case int:
		return string(number(nil, x))
	case nil:
		return "nil"
	}
	return Text(x)
}
