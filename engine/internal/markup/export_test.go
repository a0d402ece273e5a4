package markup

// The test on the corpora needs the engine, which imports this package, and so stands outside.
var (
	PageOf      = pageOf
	CheckMarkup = checkMarkup
)
