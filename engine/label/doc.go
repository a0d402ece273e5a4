// Package label names what the blocks of a page are, and has the sheet on which the stages of the
// engine write it.
//
// A block is main text (Lead to Quote), a part of a reader's comment (CommentAuthor to
// CommentText), something else that belongs to the text (Title, Caption, Credit, Date, Byline and
// so on), or boilerplate of a family (Nav to Other). Every stage has a column of the Sheet, in
// which it says which label a block has, what told, and how sure that is; Sheet.At holds whose word
// counts.
//
// The stages are packages of their own: the model that estimates of each block whether it is main
// text, the lexicon of phrases, the comment section, the rules, and the metadata.
package label
