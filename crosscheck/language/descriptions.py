def link_descriptions(articles, linked):
    return []
