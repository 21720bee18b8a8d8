package removal

// revived notes the objects that went with their last use though a later round left them one, or wrote one: what was to go around the use has to stay after all. In the next attempt they stay. It reports whether there are any.
func (r *remover) revived() bool {
	before := len(r.spared)
	for key := range r.gone {
		if owner, object := r.objectOf(key); object != nil && r.needed(owner, object) {
			r.spared[key] = true
		}
		for _, u := range r.units {
			for _, use := range u.uses[key] {
				if !r.dead(u, use) {
					r.spared[key] = true
				}
			}
		}
	}
	return len(r.spared) > before
}
