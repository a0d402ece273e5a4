package lexicon

// LanguageWords are the words of one language in a list.
type LanguageWords struct {
	Language string // ISO 639-1
	Words    []string
}
