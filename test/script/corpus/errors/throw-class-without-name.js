class Custom extends TypeError {}
throw new Custom('inherits its name')
