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
	"slices"
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
	// only are the goldens that are asked for, and stuck the functions of which enough calls did not come back.
	only, stuck []string
}

// main makes the calls of the goldens that its second argument names, but for as many as its first argument says have been made, and without the functions of the third. A call may end the process: then whoever started it starts another.
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
	r := &runner{out: os.Stdout, said: said, skip: skip, only: strings.Split(os.Args[2], ","), stuck: strings.Split(os.Args[3], ",")}
	os.Stdout, os.Stderr = said, said
	log.SetOutput(said)
	log.SetFlags(0)
	for _, root := range roots {
		if slices.Contains(r.only, goldenOf(root.name)) {
			r.root(root)
		}
	}
	fmt.Fprintln(r.out, "end")
}

// root tries what a package exports with many arguments, and each with conditions that hold and that do not.
func (r *runner) root(root root) {
	s := sampler{golden: goldenOf(root.name)}
	v := reflect.ValueOf(root.value)
	for i, arguments := range s.arguments(root, v) {
		for n := range 6 {
			r.made++
			if r.made <= r.skip || slices.Contains(r.stuck, root.name) {
				continue
			}
			r.call(fmt.Sprintf("%s\t%d", root.name, i), n, func(e *explorer) {
				if v.Kind() == reflect.Func {
					e.call(v, arguments, 2)
				} else {
					e.explore(arguments[0](), 2)
				}
			})
		}
	}
}

// call makes one call after n things have been done, and writes a line. What does not come back is left behind with the process, as it may keep it busy.
func (r *runner) call(name string, n int, fn func(*explorer)) {
	fmt.Fprintf(r.out, "%d\t%s\t%d\t", r.made, name, n)
	do.Begin(n)
	e := &explorer{sampler: sampler{golden: goldenOf(name)}}
	running := runtime.NumGoroutine()
	done := make(chan bool)
	go func() {
		fn(e)
		close(done)
	}()
	if !settle(done) {
		fmt.Fprintf(r.out, "does not come back, did %q\n", do.Done(n))
		os.Exit(0)
	}
	quiet(running)
	fmt.Fprintf(r.out, "%q\n", e.text.String()+" did "+strings.Join(do.Done(n), " ")+" said "+r.printed())
}

// settle lets the others run, and reports whether done is closed.
func settle(done chan bool) bool {
	for i := range 120 {
		select {
		case <-done:
			return true
		default:
		}
		runtime.Gosched()
		if i > 100 {
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
