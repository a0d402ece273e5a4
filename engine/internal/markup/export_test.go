package markup

// The test on the corpora needs the engine, which imports this package, so it is outside of the
// package.
var (
	PageOf      = pageOf
	CheckMarkup = checkMarkup
)
