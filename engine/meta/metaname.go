package meta

// field is what a value of the head says.
type field uint8

const (
	noField field = iota
	titleField
	authorField
	publishedField
	modifiedField
	siteField
	languageField
	descriptionField
	canonicalField
	imageField
	sectionField
	tagField
	paywallField
	typeField // og:type
	labelField
	dataField
)

// metaName is a name of meta elements and what it says. Of several values for a field the one with the lowest rank counts, and of
// those the first on the page.
type metaName struct {
	name   string
	field  field
	source Source
	rank   uint8
}

// metaNames are the names of meta elements, in name, property, itemprop or http-equiv, in small letters and in order.
var metaNames = [...]metaName{
	{"al:title", noField, Meta, 9},
	{"apple-mobile-web-app-title", siteField, Meta, 4},
	{"application-name", siteField, Meta, 3},
	{"article.author", authorField, Meta, 2},
	{"article.created", publishedField, Meta, 3},
	{"article.published", publishedField, Meta, 2},
	{"article.section", sectionField, Meta, 3},
	{"article.tags", tagField, Meta, 3},
	{"article.updated", modifiedField, Meta, 2},
	{"article:author", authorField, OpenGraph, 3},
	{"article:author_name", authorField, OpenGraph, 2},
	{"article:content_tier", paywallField, OpenGraph, 1},
	{"article:modified", modifiedField, OpenGraph, 2},
	{"article:modified_time", modifiedField, OpenGraph, 1},
	{"article:published", publishedField, OpenGraph, 2},
	{"article:published_time", publishedField, OpenGraph, 1},
	{"article:section", sectionField, OpenGraph, 2},
	{"article:tag", tagField, OpenGraph, 1},
	{"article_date_original", publishedField, Meta, 3},
	{"author", authorField, Meta, 2},
	{"author_name", authorField, Meta, 2},
	{"authors", authorField, Meta, 2},
	{"byl", authorField, Meta, 2},
	{"byline", authorField, Meta, 2},
	{"category", sectionField, Meta, 4},
	{"citation_author", authorField, Meta, 1},
	{"citation_date", publishedField, Meta, 4},
	{"citation_journal_title", siteField, Meta, 3},
	{"citation_keywords", tagField, Meta, 3},
	{"citation_language", languageField, Meta, 4},
	{"citation_online_date", publishedField, Meta, 3},
	{"citation_publication_date", publishedField, Meta, 3},
	{"citation_publisher", siteField, Meta, 6},
	{"citation_title", titleField, Meta, 3},
	{"content-language", languageField, Meta, 3},
	{"creationdate", publishedField, Meta, 5},
	{"creator", authorField, Meta, 4},
	{"cxenseparse:author", authorField, Meta, 3},
	{"cxenseparse:publishtime", publishedField, Meta, 3},
	{"cxenseparse:recs:publishtime", publishedField, Meta, 3},
	{"date", publishedField, Meta, 4},
	{"date.created", publishedField, Meta, 4},
	{"date.issued", publishedField, Meta, 4},
	{"date.modified", modifiedField, Meta, 3},
	{"datecreated", publishedField, Microdata, 4},
	{"datemodified", modifiedField, Microdata, 2},
	{"datepublished", publishedField, Microdata, 2},
	{"dc.creator", authorField, DublinCore, 4},
	{"dc.creator.author", authorField, DublinCore, 4},
	{"dc.date", publishedField, DublinCore, 4},
	{"dc.date.created", publishedField, DublinCore, 4},
	{"dc.date.issued", publishedField, DublinCore, 3},
	{"dc.date.modified", modifiedField, DublinCore, 3},
	{"dc.description", descriptionField, DublinCore, 4},
	{"dc.language", languageField, DublinCore, 4},
	{"dc.publisher", siteField, DublinCore, 5},
	{"dc.subject", tagField, DublinCore, 4},
	{"dc.title", titleField, DublinCore, 3},
	{"dcterms.created", publishedField, DublinCore, 4},
	{"dcterms.creator", authorField, DublinCore, 4},
	{"dcterms.date", publishedField, DublinCore, 4},
	{"dcterms.issued", publishedField, DublinCore, 3},
	{"dcterms.language", languageField, DublinCore, 4},
	{"dcterms.modified", modifiedField, DublinCore, 3},
	{"dcterms.publisher", siteField, DublinCore, 5},
	{"dcterms.title", titleField, DublinCore, 3},
	{"description", descriptionField, Meta, 1},
	{"headline", titleField, Microdata, 2},
	{"keywords", tagField, Meta, 2},
	{"language", languageField, Meta, 4},
	{"last-modified", modifiedField, Meta, 4},
	{"lastmod", modifiedField, Meta, 4},
	{"ms.date", publishedField, Meta, 4},
	{"news_keywords", tagField, Meta, 1},
	{"og:article:author", authorField, OpenGraph, 3},
	{"og:article:published_time", publishedField, OpenGraph, 2},
	{"og:author", authorField, OpenGraph, 3},
	{"og:description", descriptionField, OpenGraph, 2},
	{"og:image", imageField, OpenGraph, 1},
	{"og:image:secure_url", imageField, OpenGraph, 2},
	{"og:image:url", imageField, OpenGraph, 2},
	{"og:locale", languageField, OpenGraph, 2},
	{"og:published_time", publishedField, OpenGraph, 2},
	{"og:site_name", siteField, OpenGraph, 1},
	{"og:title", titleField, OpenGraph, 1},
	{"og:type", typeField, OpenGraph, 1},
	{"og:updated_time", modifiedField, OpenGraph, 2},
	{"og:url", canonicalField, OpenGraph, 2},
	{"originalpublicationdate", publishedField, Meta, 3},
	{"parsely-author", authorField, Meta, 1},
	{"parsely-image-url", imageField, Meta, 4},
	{"parsely-link", canonicalField, Meta, 3},
	{"parsely-pub-date", publishedField, Meta, 2},
	{"parsely-section", sectionField, Meta, 1},
	{"parsely-tags", tagField, Meta, 3},
	{"parsely-title", titleField, Meta, 2},
	{"product:category", sectionField, OpenGraph, 4},
	{"pubdate", publishedField, Meta, 3},
	{"publication-date", publishedField, Meta, 3},
	{"publication_date", publishedField, Meta, 3},
	{"publish-date", publishedField, Meta, 3},
	{"publish_date", publishedField, Meta, 3},
	{"publishdate", publishedField, Meta, 3},
	{"published", publishedField, Meta, 3},
	{"published-date", publishedField, Meta, 3},
	{"published_date", publishedField, Meta, 3},
	{"publisheddate", publishedField, Meta, 3},
	{"publisher", siteField, Meta, 5},
	{"revised", modifiedField, Meta, 4},
	{"sailthru.author", authorField, Meta, 1},
	{"sailthru.date", publishedField, Meta, 2},
	{"sailthru.description", descriptionField, Meta, 4},
	{"sailthru.tags", tagField, Meta, 4},
	{"sailthru.title", titleField, Meta, 2},
	{"section", sectionField, Meta, 4},
	{"title", titleField, Meta, 4},
	{"twitter:data1", dataField, Twitter, 1},
	{"twitter:data2", dataField, Twitter, 2},
	{"twitter:description", descriptionField, Twitter, 3},
	{"twitter:image", imageField, Twitter, 3},
	{"twitter:image:src", imageField, Twitter, 3},
	{"twitter:label1", labelField, Twitter, 1},
	{"twitter:label2", labelField, Twitter, 2},
	{"twitter:title", titleField, Twitter, 2},
}

// maxMetaName is the length of the longest of the names.
const maxMetaName = 28

// lookupMeta returns the row of a name, nil when the table does not have it. Case does not count, and in the prefixes of Dublin Core a
// colon is as good as a full stop.
func lookupMeta(name []byte) *metaName {
	var buf [maxMetaName]byte
	name = trimSpace(name)
	if len(name) == 0 || len(name) > len(buf) {
		return nil
	}
	n := buf[:len(name)]
	for i, c := range name {
		if c-'A' < 26 {
			c |= 0x20
		}
		n[i] = c
	}
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
	if from < len(metaNames) && metaNames[from].name == string(n) && metaNames[from].field != noField {
		return &metaNames[from]
	}
	return nil
}
