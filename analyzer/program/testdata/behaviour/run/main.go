// Run calls what packages export with samples, and says what comes of each call.
package main

import (
	"bufio"
	"fmt"
	"io"
	"log"
	"os"
	"reflect"
	"runtime"
	"strconv"
	"strings"
	"time"

	"example.com/goldens/do"
)

// root is something that a package exports: a function, a pointer to a variable, or a pointer to the zero value of a type.
type root struct {
	name  string
	value any
	zero  bool
}

// runner makes one call after the other.
type runner struct {
	out  io.Writer
	said *os.File // what the packages print
	skip int      // the calls that an earlier process made
	made int
}

// main makes all calls, or those of the golden that its second argument names, but for as many as its first argument says have been made. A call may end the process: then whoever started it starts another.
func main() {
	runtime.GOMAXPROCS(1) // so that goroutines take turns in the same way each time
	skip, err := strconv.Atoi(os.Args[1])
	if err != nil {
		panic(err)
	}
	said, err := os.CreateTemp("", "said")
	if err != nil {
		panic(err)
	}
	if err := os.Remove(said.Name()); err != nil {
		panic(err)
	}
	r := &runner{out: os.Stdout, said: said, skip: skip}
	os.Stdout, os.Stderr = said, said
	log.SetOutput(said)
	log.SetFlags(0)
	for _, root := range roots {
		if len(os.Args) < 3 || os.Args[2] == goldenOf(root.name) {
			r.root(root)
		}
	}
	fmt.Fprintln(r.out, "end")
}

// root tries what a package exports with many arguments, and each with conditions that hold and that do not.
func (r *runner) root(root root) {
	s := sampler{golden: goldenOf(root.name)}
	v := reflect.ValueOf(root.value)
	blocked := 0
	for i, arguments := range s.arguments(root, v) {
		for n := range 6 {
			if blocked > 2 {
				return // will block again, and each time takes a while
			}
			if r.call(fmt.Sprintf("%s\t%d", root.name, i), n, func(e *explorer) {
				if v.Kind() == reflect.Func {
					e.call(v, arguments, 2)
				} else {
					e.explore(arguments[0](), 2)
				}
			}) {
				blocked++
			}
		}
	}
}

// call makes one call after n things have been done, and writes a line. It reports whether the call does not come back.
func (r *runner) call(name string, n int, fn func(*explorer)) (blocked bool) {
	r.made++
	if r.made <= r.skip {
		return false
	}
	fmt.Fprintf(r.out, "%d\t%s\t%d\t", r.made, name, n)
	do.Begin(n)
	e := &explorer{sampler: sampler{golden: goldenOf(name)}}
	running := runtime.NumGoroutine()
	done := make(chan bool)
	go func() {
		fn(e)
		close(done)
	}()
	blocked = !settle(done)
	if blocked {
		running++
	}
	quiet(running)
	e.mu.Lock()
	defer e.mu.Unlock()
	text := e.text.String()
	if blocked {
		text += " does not come back"
	}
	fmt.Fprintf(r.out, "%q\n", text+" did "+strings.Join(do.Done(n), " ")+" said "+r.printed())
	return blocked
}

// settle lets the others run, and reports whether done is closed.
func settle(done chan bool) bool {
	for i := range 320 {
		select {
		case <-done:
			return true
		default:
		}
		runtime.Gosched()
		if i > 300 {
			time.Sleep(time.Millisecond)
		}
	}
	return false
}

// quiet lets goroutines end that a call has started, if they do.
func quiet(running int) {
	for range 100 {
		if runtime.NumGoroutine() <= running {
			return
		}
		runtime.Gosched()
	}
}

// printed is what has been printed since it was asked last.
func (r *runner) printed() string {
	defer func() {
		if err := r.said.Truncate(0); err != nil {
			panic(err)
		}
		if _, err := r.said.Seek(0, io.SeekStart); err != nil {
			panic(err)
		}
	}()
	at, err := r.said.Seek(0, io.SeekCurrent)
	if err != nil {
		panic(err)
	}
	if at == 0 {
		return ""
	}
	if _, err := r.said.Seek(0, io.SeekStart); err != nil {
		panic(err)
	}
	text, err := io.ReadAll(bufio.NewReader(r.said))
	if err != nil {
		panic(err)
	}
	return string(text)
}

func goldenOf(name string) string {
	golden, _, _ := strings.Cut(name, ".")
	golden, _, _ = strings.Cut(golden, "/")
	return golden
}
