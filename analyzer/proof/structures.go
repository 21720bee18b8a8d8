package proof

// structures folds fields; see variables.
func (f *facts) structures() {}

func (f *facts) parameters() {}
