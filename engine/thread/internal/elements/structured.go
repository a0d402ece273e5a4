package elements

import "bytes"

// Topic reports whether structured data calls the page a topic of a forum, or a question and its
// answers.
func (r *Reader) Topic() bool {
	for _, e := range r.page.Head.Scripts {
		if callsTopic(r.page.Content(e)) {
			return true
		}
	}
	return r.topic
}

// Story reports whether JSON-LD calls the page something that has comments below it: an article, a
// product.
func (r *Reader) Story() bool {
	for _, e := range r.page.Head.Scripts {
		if callsStory(r.page.Content(e)) {
			return true
		}
	}
	return false
}

// topicTypes are the types of schema.org that topics of forums have.
var topicTypes = [...][]byte{[]byte("DiscussionForumPosting"), []byte("QAPage")}

// storyTypes are the types of things that have comments below them.
var storyTypes = [...][]byte{
	[]byte(`"NewsArticle"`), []byte(`"BlogPosting"`), []byte(`"ReportageNewsArticle"`),
	[]byte(`"Recipe"`), []byte(`"Product"`),
}

// callsStory reports whether JSON-LD has one of the types of stories.
func callsStory(data []byte) bool {
	for _, t := range storyTypes {
		if bytes.Contains(data, t) {
			return true
		}
	}
	return false
}

// callsTopic reports whether structured data has one of the types of topics.
func callsTopic(data []byte) bool {
	return bytes.Contains(data, topicTypes[0]) || bytes.Contains(data, topicTypes[1])
}
