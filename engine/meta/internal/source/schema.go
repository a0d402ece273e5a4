package source

import "bytes"

// Entity says what a type of schema.org (https://schema.org/docs/full.html) is good for.
type Entity uint8

// Entities.
const (
	OtherEntity Entity = iota
	Page               // the page itself: WebPage
	Thing              // what a page may be about: Product, Recipe
	Forum              // a thread
	Article            // a text with authors and dates
	person
	organization
	crumbs
	website
)

// schemaTypes are the types of schema.org that matter here, in order. Types that end in Article are
// articles too.
var schemaTypes = [...]struct {
	name   string
	entity Entity
}{
	{"AboutPage", Page},
	{"BlogPosting", Article},
	{"Book", Thing},
	{"BreadcrumbList", crumbs},
	{"CheckoutPage", Page},
	{"CollectionPage", Page},
	{"ContactPage", Page},
	{"Corporation", organization},
	{"Course", Thing},
	{"DiscussionForumPosting", Forum},
	{"Event", Thing},
	{"FAQPage", Page},
	{"HowTo", Thing},
	{"ItemPage", Page},
	{"JobPosting", Thing},
	{"LiveBlogPosting", Article},
	{"MediaGallery", Page},
	{"MedicalWebPage", Page},
	{"Movie", Thing},
	{"NewsMediaOrganization", organization},
	{"Organization", organization},
	{"Person", person},
	{"Product", Thing},
	{"ProductGroup", Thing},
	{"ProfilePage", Page},
	{"QAPage", Page},
	{"Question", Forum},
	{"RealEstateListing", Page},
	{"Recipe", Thing},
	{"Report", Article},
	{"Review", Article},
	{"SearchResultsPage", Page},
	{"Service", Thing},
	{"SocialMediaPosting", Forum},
	{"SoftwareApplication", Thing},
	{"VideoObject", Thing},
	{"WebPage", Page},
	{"WebSite", website},
}

// entityOf returns the Entity of a type, which may be preceded by the address of schema.org.
func entityOf(name []byte) Entity {
	if i := bytes.LastIndexAny(name, "/:#"); i >= 0 {
		name = name[i+1:]
	}
	from, to := 0, len(schemaTypes)
	for from < to {
		if mid := (from + to) / 2; schemaTypes[mid].name < string(name) {
			from = mid + 1
		} else {
			to = mid
		}
	}
	switch {
	case from < len(schemaTypes) && schemaTypes[from].name == string(name):
		return schemaTypes[from].entity
	case bytes.HasSuffix(name, []byte("Article")):
		return Article
	}
	return OtherEntity
}
