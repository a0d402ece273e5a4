// Elements whose shadow roots are attached by script: a quotation, a list of comments in an open root, each comment in a root
// of its own with slots, one of them closed.

customElements.define('pull-quote', class extends HTMLElement {
  connectedCallback() {
    const quote = document.createElement('blockquote');
    quote.textContent = this.dataset.text;
    this.attachShadow({ mode: 'open' }).append(quote);
  }
});

const comments = [
  { id: 1, author: 'Tamsin Reed', time: '2024-05-14T09:02:00Z', text: 'My grandfather cut the wire, and he never tired of telling us how the soap froze on the third night.' },
  { id: 2, parent: 1, author: 'Old Salt', time: '2024-05-14T10:17:00Z', text: 'Soap does not freeze, Tamsin, but your grandfather certainly stood still long enough to think so.' },
  { id: 3, author: 'Chartmaker <3', time: '2024-05-14T13:45:00Z', text: 'The charts were indeed wrong for two years & nobody at the office would believe the ships.', closed: true },
];

customElements.define('reader-comment', class extends HTMLElement {
  fill({ id, author, time, text, closed }) {
    const root = this.attachShadow({ mode: closed ? 'closed' : 'open' });
    const article = document.createElement('article');
    article.className = 'comment';
    article.id = `comment-${id}`;
    const head = document.createElement('header');
    const name = document.createElement('span');
    name.className = 'comment-author';
    name.textContent = author;
    const date = document.createElement('time');
    date.dateTime = time;
    date.textContent = time.slice(0, 10);
    head.append(name, ' ', date);
    const body = document.createElement('div');
    body.className = 'comment-text';
    const slot = document.createElement('slot');
    body.append(slot);
    const reply = document.createElement('button');
    reply.textContent = 'Reply';
    const replies = document.createElement('div');
    replies.className = 'comment-replies';
    replies.append(Object.assign(document.createElement('slot'), { name: 'replies' }));
    article.append(head, body, reply, replies);
    root.append(article);
    const p = document.createElement('p');
    p.textContent = text;
    this.append(p);
  }
});

customElements.define('reader-comments', class extends HTMLElement {
  connectedCallback() {
    const root = this.attachShadow({ mode: 'open' });
    const section = document.createElement('section');
    section.className = 'comments';
    const title = document.createElement('h2');
    title.textContent = `${comments.length} comments`;
    section.append(title);
    const made = new Map();
    for (const comment of comments) {
      const element = document.createElement('reader-comment');
      element.fill(comment);
      made.set(comment.id, element);
      if (comment.parent) {
        element.slot = 'replies';
        made.get(comment.parent).append(element);
      } else {
        section.append(element);
      }
    }
    root.append(section);
  }
});
