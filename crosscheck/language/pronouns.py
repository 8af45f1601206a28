def link_pronouns(articles, linked):
    return []
