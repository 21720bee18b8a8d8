// Package captured keeps what flags give in fields and variables.
package captured

import (
	"captured/options"
	"ff"
	"github.com/launchdarkly/go-sdk-common/v3/ldcontext"
	ld "github.com/launchdarkly/go-server-sdk/v7"
)

//@ strict

type server struct {
	newTax bool   // by a constructor
	theme  string // by an assignment
	dark   bool   // the opposite
	beta   bool   // under another condition
	local  bool   // by way of a variable
	helped bool   // by a helper
	again  bool   // by two constructors

	two     bool // flags
	mixed   bool // with something else
	counted bool // together with another flag
	passed  bool // from a parameter
	pointed bool // and who has its address
	looped  bool // and a loop
	length  int  // is something else
	decoded bool `json:"decoded"` // may come from elsewhere
	unread  bool
}

func newServer(c *ld.LDClient, user ldcontext.Context, debug, passed bool) (*server, error) {
	local := ff.On(user, "local") //@ evaluation launchdarkly local via=ff.On
	s := &server{
		newTax:  ff.On(user, "new-tax"),                         //@ evaluation launchdarkly new-tax via=ff.On
		dark:    !ff.On(user, "light"),                          //@ evaluation launchdarkly light via=ff.On
		beta:    debug && ff.On(user, "beta"),                   //@ evaluation launchdarkly beta via=ff.On
		helped:  ready(user),                                    //@ use launchdarkly ready via=captured.ready,ff.On
		again:   ff.On(user, "again"),                           //@ evaluation launchdarkly again via=ff.On
		two:     ff.On(user, "one"),                             //@ evaluation launchdarkly one via=ff.On
		mixed:   ff.On(user, "mixed"),                           //@ evaluation launchdarkly mixed via=ff.On
		counted: ff.On(user, "counted") || ff.On(user, "other"), //@ evaluation launchdarkly counted via=ff.On ;; evaluation launchdarkly other via=ff.On
		pointed: ff.On(user, "pointed"),                         //@ evaluation launchdarkly pointed via=ff.On
		looped:  ff.On(user, "looped"),                          //@ evaluation launchdarkly looped via=ff.On
		decoded: ff.On(user, "decoded"),                         //@ evaluation launchdarkly decoded via=ff.On
		unread:  ff.On(user, "unread"),                          //@ evaluation launchdarkly unread via=ff.On
		length:  len(ff.Text(user, "length", "")),               //@ evaluation launchdarkly length via=ff.Text
		passed:  passed,
		local:   local,
	}
	var err error
	s.theme, err = c.StringVariation("theme", user, "blue") //@ evaluation launchdarkly theme
	return s, err
}

func ready(user ldcontext.Context) bool {
	return ff.On(user, "ready") //@ evaluation launchdarkly ready via=ff.On
}

func otherServer(user ldcontext.Context, all []bool) server {
	s := server{again: ff.On(user, "again"), two: ff.On(user, "another")} //@ evaluation launchdarkly again via=ff.On ;; evaluation launchdarkly another via=ff.On
	s.mixed = len(all) > 0
	set(&s.pointed)
	for _, s.looped = range all {
	}
	return s
}

func set(b *bool) { *b = true }

func (s *server) serve() int {
	if s.newTax && s.theme == "red" { //@ use launchdarkly new-tax kind=bool via=captured.server.newTax func=(*server).serve ;; use launchdarkly theme kind=string via=captured.server.theme
		return 1
	}
	if s.dark || s.beta || s.local || s.again { //@ use launchdarkly light via=captured.server.dark ;; use launchdarkly beta via=captured.server.beta ;; use launchdarkly local via=captured.server.local ;; use launchdarkly again via=captured.server.again
		return 2
	}
	if s.helped { //@ use launchdarkly ready via=captured.server.helped
		return 3
	}
	if s.two || s.mixed || s.counted || s.passed || s.pointed || s.looped || s.decoded {
		return s.length
	}
	return 0
}

// read reads those of another package.
func read(f options.Features) bool {
	return f.NewTax || f.Boat || f.Limit > 1 //@ use launchdarkly new-tax via=options.Features.NewTax
}

var (
	sail   bool
	rowing bool
)

func init() {
	sail = ff.On(ldcontext.New("x"), "sail")     //@ evaluation launchdarkly sail via=ff.On
	rowing = ff.On(ldcontext.New("x"), "rowing") //@ evaluation launchdarkly rowing via=ff.On
}

func row() { rowing = true }

func wind() bool { return sail || rowing } //@ use launchdarkly sail via=captured.sail

// point is made without the names of its fields.
type point struct {
	x  int
	on bool
}

func points(user ldcontext.Context) bool {
	p := point{1, ff.On(user, "point")} //@ evaluation launchdarkly point via=ff.On
	return p.on                         //@ use launchdarkly point via=captured.point.on
}

// pair is generic.
type pair[T any] struct {
	of T
	on bool
}

func pairs(user ldcontext.Context) bool {
	p := pair[int]{of: 1, on: ff.On(user, "pair")} //@ evaluation launchdarkly pair via=ff.On
	return p.on                                    //@ use launchdarkly pair via=captured.pair.on
}
