package source

import "klartext/engine/internal/ascii"

// metaName is a name of meta elements and what it says.
type metaName struct {
	name  string
	field Field
	kind  Kind
	rank  uint8
}

// metaNames are the names of meta elements, in name, property, itemprop or http-equiv, in lower
// case and in order.
var metaNames = [...]metaName{
	{"al:title", NoField, Meta, 9},
	{"apple-mobile-web-app-title", SiteField, Meta, 4},
	{"application-name", SiteField, Meta, 3},
	{"article.author", AuthorField, Meta, 2},
	{"article.created", PublishedField, Meta, 3},
	{"article.published", PublishedField, Meta, 2},
	{"article.section", SectionField, Meta, 3},
	{"article.tags", TagField, Meta, 3},
	{"article.updated", ModifiedField, Meta, 2},
	{"article:author", AuthorField, OpenGraph, 3},
	{"article:author_name", AuthorField, OpenGraph, 2},
	{"article:content_tier", PaywallField, OpenGraph, 1},
	{"article:modified", ModifiedField, OpenGraph, 2},
	{"article:modified_time", ModifiedField, OpenGraph, 1},
	{"article:published", PublishedField, OpenGraph, 2},
	{"article:published_time", PublishedField, OpenGraph, 1},
	{"article:section", SectionField, OpenGraph, 2},
	{"article:tag", TagField, OpenGraph, 1},
	{"article_date_original", PublishedField, Meta, 3},
	{"author", AuthorField, Meta, 2},
	{"author_name", AuthorField, Meta, 2},
	{"authors", AuthorField, Meta, 2},
	{"byl", AuthorField, Meta, 2},
	{"byline", AuthorField, Meta, 2},
	{"category", SectionField, Meta, 4},
	{"citation_author", AuthorField, Meta, 1},
	{"citation_date", PublishedField, Meta, 4},
	{"citation_journal_title", SiteField, Meta, 3},
	{"citation_keywords", TagField, Meta, 3},
	{"citation_language", LanguageField, Meta, 4},
	{"citation_online_date", PublishedField, Meta, 3},
	{"citation_publication_date", PublishedField, Meta, 3},
	{"citation_publisher", SiteField, Meta, 6},
	{"citation_title", TitleField, Meta, 3},
	{"content-language", LanguageField, Meta, 3},
	{"creationdate", PublishedField, Meta, 5},
	{"creator", AuthorField, Meta, 4},
	{"cxenseparse:author", AuthorField, Meta, 3},
	{"cxenseparse:publishtime", PublishedField, Meta, 3},
	{"cxenseparse:recs:publishtime", PublishedField, Meta, 3},
	{"date", PublishedField, Meta, 4},
	{"date.created", PublishedField, Meta, 4},
	{"date.issued", PublishedField, Meta, 4},
	{"date.modified", ModifiedField, Meta, 3},
	{"datecreated", PublishedField, Microdata, 4},
	{"datemodified", ModifiedField, Microdata, 2},
	{"datepublished", PublishedField, Microdata, 2},
	{"dc.creator", AuthorField, DublinCore, 4},
	{"dc.creator.author", AuthorField, DublinCore, 4},
	{"dc.date", PublishedField, DublinCore, 4},
	{"dc.date.created", PublishedField, DublinCore, 4},
	{"dc.date.issued", PublishedField, DublinCore, 3},
	{"dc.date.modified", ModifiedField, DublinCore, 3},
	{"dc.description", DescriptionField, DublinCore, 4},
	{"dc.language", LanguageField, DublinCore, 4},
	{"dc.publisher", SiteField, DublinCore, 5},
	{"dc.subject", TagField, DublinCore, 4},
	{"dc.title", TitleField, DublinCore, 3},
	{"dcterms.created", PublishedField, DublinCore, 4},
	{"dcterms.creator", AuthorField, DublinCore, 4},
	{"dcterms.date", PublishedField, DublinCore, 4},
	{"dcterms.issued", PublishedField, DublinCore, 3},
	{"dcterms.language", LanguageField, DublinCore, 4},
	{"dcterms.modified", ModifiedField, DublinCore, 3},
	{"dcterms.publisher", SiteField, DublinCore, 5},
	{"dcterms.title", TitleField, DublinCore, 3},
	{"description", DescriptionField, Meta, 1},
	{"headline", TitleField, Microdata, 2},
	{"keywords", TagField, Meta, 2},
	{"language", LanguageField, Meta, 4},
	{"last-modified", ModifiedField, Meta, 4},
	{"lastmod", ModifiedField, Meta, 4},
	{"ms.date", PublishedField, Meta, 4},
	{"news_keywords", TagField, Meta, 1},
	{"og:article:author", AuthorField, OpenGraph, 3},
	{"og:article:published_time", PublishedField, OpenGraph, 2},
	{"og:author", AuthorField, OpenGraph, 3},
	{"og:description", DescriptionField, OpenGraph, 2},
	{"og:image", ImageField, OpenGraph, 1},
	{"og:image:secure_url", ImageField, OpenGraph, 2},
	{"og:image:url", ImageField, OpenGraph, 2},
	{"og:locale", LanguageField, OpenGraph, 2},
	{"og:published_time", PublishedField, OpenGraph, 2},
	{"og:site_name", SiteField, OpenGraph, 1},
	{"og:title", TitleField, OpenGraph, 1},
	{"og:type", TypeField, OpenGraph, 1},
	{"og:updated_time", ModifiedField, OpenGraph, 2},
	{"og:url", CanonicalField, OpenGraph, 2},
	{"originalpublicationdate", PublishedField, Meta, 3},
	{"parsely-author", AuthorField, Meta, 1},
	{"parsely-image-url", ImageField, Meta, 4},
	{"parsely-link", CanonicalField, Meta, 3},
	{"parsely-pub-date", PublishedField, Meta, 2},
	{"parsely-section", SectionField, Meta, 1},
	{"parsely-tags", TagField, Meta, 3},
	{"parsely-title", TitleField, Meta, 2},
	{"product:category", SectionField, OpenGraph, 4},
	{"pubdate", PublishedField, Meta, 3},
	{"publication-date", PublishedField, Meta, 3},
	{"publication_date", PublishedField, Meta, 3},
	{"publish-date", PublishedField, Meta, 3},
	{"publish_date", PublishedField, Meta, 3},
	{"publishdate", PublishedField, Meta, 3},
	{"published", PublishedField, Meta, 3},
	{"published-date", PublishedField, Meta, 3},
	{"published_date", PublishedField, Meta, 3},
	{"publisheddate", PublishedField, Meta, 3},
	{"publisher", SiteField, Meta, 5},
	{"revised", ModifiedField, Meta, 4},
	{"sailthru.author", AuthorField, Meta, 1},
	{"sailthru.date", PublishedField, Meta, 2},
	{"sailthru.description", DescriptionField, Meta, 4},
	{"sailthru.tags", TagField, Meta, 4},
	{"sailthru.title", TitleField, Meta, 2},
	{"section", SectionField, Meta, 4},
	{"title", TitleField, Meta, 4},
	{"twitter:data1", CardDataField, Twitter, 1},
	{"twitter:data2", CardDataField, Twitter, 2},
	{"twitter:description", DescriptionField, Twitter, 3},
	{"twitter:image", ImageField, Twitter, 3},
	{"twitter:image:src", ImageField, Twitter, 3},
	{"twitter:label1", CardLabelField, Twitter, 1},
	{"twitter:label2", CardLabelField, Twitter, 2},
	{"twitter:title", TitleField, Twitter, 2},
}

// maxMetaName is the length of the longest of the names.
const maxMetaName = 28

// lookupMeta returns the row of a name, or nil if the table does not have it. Case is ignored, and
// in the prefixes of Dublin Core a colon is the same as a full stop.
func lookupMeta(name []byte) *metaName {
	var buf [maxMetaName]byte
	name = trimSpace(name)
	if len(name) == 0 || len(name) > len(buf) {
		return nil
	}
	n := ascii.AppendLower(buf[:0], name)
	for _, p := range [...]string{"dc:", "dcterms:"} {
		if len(n) > len(p) && string(n[:len(p)]) == p {
			n[len(p)-1] = '.'
		}
	}
	from, to := 0, len(metaNames)
	for from < to {
		if mid := (from + to) / 2; metaNames[mid].name < string(n) {
			from = mid + 1
		} else {
			to = mid
		}
	}
	if from == len(metaNames) {
		return nil
	}
	m := &metaNames[from]
	if m.name != string(n) || m.field == NoField {
		return nil
	}
	return m
}
