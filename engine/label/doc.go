// Package label names what the blocks of a page are.
//
// A block is main text (Lead to Quote), a part of a reader's comment (CommentAuthor to
// CommentText), something else that belongs to the text (Title, Caption, Credit, Date, Byline and
// so on), or boilerplate of a family (Nav to Other).
package label
