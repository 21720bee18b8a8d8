// Package ffuse asks through another package.
package ffuse

import (
	"context"

	"ff"
	"github.com/launchdarkly/go-sdk-common/v3/ldcontext"
)

const boat = "boat"

type Server struct {
	*ff.Client
	toggle ff.Toggle
	user   ldcontext.Context
}

func (s *Server) Handle(ctx context.Context, fallback bool) {
	_ = ff.On(s.user, "new-tax")                 //@ evaluation launchdarkly new-tax kind=bool default=false via=ff.On func=(*Server).Handle
	_ = ff.On(s.user, boat)                      //@ evaluation launchdarkly boat kind=bool default=false via=ff.On
	_ = ff.OnOr(s.user, "new-tax", true)         //@ evaluation launchdarkly new-tax kind=bool default=true via=ff.OnOr
	_ = ff.OnOr(s.user, "new-tax", fallback)     //@ evaluation launchdarkly new-tax kind=bool default=none via=ff.OnOr
	_ = ff.OnInDev(s.user, "new-tax")            //@ evaluation launchdarkly new-tax kind=bool default=none via=ff.OnInDev
	_ = ff.Deep(s.user, "deep")                  //@ evaluation launchdarkly deep kind=bool default=false via=ff.Deep,ff.On
	_, _ = ff.Deeper("deeper", s.user)           //@ evaluation launchdarkly deeper kind=bool default=false via=ff.Deeper,ff.Deep,ff.On
	_ = ff.Off(s.user, "off")                    //@ evaluation launchdarkly off kind=bool via=ff.Off,ff.On
	_ = ff.Text(s.user, "text", "blue")          //@ evaluation launchdarkly text kind=string default="blue" via=ff.Text
	_ = ff.Both(s.user, "left", "right")         //@ evaluation launchdarkly left kind=bool via=ff.Both,ff.On ;; evaluation launchdarkly right kind=bool via=ff.Both,ff.On
	_ = ff.Checked(s.user, "checked")            //@ evaluation launchdarkly checked via=ff.Checked,ff.On
	_ = ff.Copied(s.user, "copied")              //@ evaluation launchdarkly copied via=ff.Copied,ff.On
	_ = ff.Tagged(s.user, "tagged", "a", "b")    //@ evaluation launchdarkly tagged via=ff.Tagged,ff.On
	_ = ff.Typed(s.user, ff.SearchV2)            //@ evaluation launchdarkly search-v2 via=ff.Typed,ff.On
	_ = ff.Typed(s.user, "search-v3")            //@ evaluation launchdarkly search-v3 via=ff.Typed,ff.On
	_ = ff.Migrating(ctx, s.user, "migrating")   //@ evaluation launchdarkly migrating kind=bool default=false via=ff.Migrating ;; evaluation openfeature migrating kind=bool default=true via=ff.Migrating
	_ = ff.Setting(s.user, "setting", "blue")    //@ evaluation launchdarkly setting kind= default=none via=ff.Setting
	_ = ff.Careful(s.user, "careful", fallback)  //@ evaluation launchdarkly careful kind=bool default=none via=ff.Careful
	_ = ff.On(s.user, string(ff.SearchV2)+"-eu") //@ evaluation launchdarkly search-v2-eu via=ff.On

	_ = s.On(ctx, "promoted")        //@ evaluation launchdarkly promoted kind=bool default=false via=ff.Client.On
	_ = s.Client.On(ctx, "explicit") //@ evaluation launchdarkly explicit kind=bool default=false via=ff.Client.On
	_ = s.Off(ctx, "value-receiver") //@ evaluation launchdarkly value-receiver via=ff.Client.Off,ff.Client.On

	// What these ask for is known elsewhere, or nowhere.
	_ = ff.Lower(s.user, "LOWER")
	_, _ = ff.Parsed(s.user, " parsed ")
	_ = ff.Pointed(s.user, "POINTED")
	_ = ff.Mapped(s.user, "mapped", nil)
	_ = ff.Shop(s.user, "name")
	_ = ff.Any(s.user, "a", "b")
	_ = ff.First(s.user, "a")
	_ = ff.NewTax(s.user)
	_ = ff.Flag{Key: "in-struct"}.For(s.user) //@ evaluation launchdarkly in-struct kind=bool via=ff.Flag.For,ff.OnOr
	_ = s.toggle.On(ctx, "behind-interface")
	s.MustOn(ctx, "reason")
}

// On is a wrapper in this package, of a wrapper in another.
func On(key string) bool {
	return ff.Deep(ldcontext.New("anna"), key) //@ forward launchdarkly
}

func more(keys []string, name string) {
	_ = On("outermost") //@ evaluation launchdarkly outermost kind=bool default=false via=ffuse.On,ff.Deep,ff.On func=more
	for _, key := range keys {
		_ = On(key) //@ evaluation launchdarkly dynamic via=ffuse.On,ff.Deep,ff.On
	}
	_ = On("exp-" + name) //@ evaluation launchdarkly dynamic prefix=exp- via=ffuse.On,ff.Deep,ff.On
	_ = On("")            //@ evaluation launchdarkly dynamic via=ffuse.On,ff.Deep,ff.On
}
