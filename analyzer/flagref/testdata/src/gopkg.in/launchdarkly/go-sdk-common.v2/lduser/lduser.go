// Package lduser is a stub: the signatures that the corpus needs.
package lduser

// User is who a flag is evaluated for.
type User struct{ key string }

func NewUser(key string) User          { return User{key: key} }
func NewAnonymousUser(key string) User { return User{key: key} }

func (u User) GetKey() string { return u.key }
