"""Builds small documents by hand."""

import dataclasses
import datetime as dt

from dateline.data import Attribution, Document, NameMention, Report, Sentence, Token

DAY = dt.date(2024, 3, 5)


def document(*sentences, published=DAY, **layers):
    """A document of sentences, each a text of rows ``word lemma UPOS head relation``; ``VERB/VBD``
    gives the treebank's own tag too.

    Heads count from 1 in the sentence, 0 is the root. A word ``_`` before the row means that no
    space stands before it, and ``¶`` opens a paragraph.

    >>> document('''He he PRON 2 nsubj
    ...             left leave VERB 0 root
    ...             _. . PUNCT 2 punct''').text
    'He left.'
    """
    text, tokens, sents, paragraph = "", [], [], 0
    for rows in sentences:
        offset, start = len(tokens), None
        for row in rows.strip().splitlines():
            word, lemma, upos, head, deprel = row.split()
            glued = word != "_" and word[0] == "_"
            word = word[1:] if glued else word
            if word[0] == "¶" and word != "¶":
                word, paragraph, text = word[1:], paragraph + 1, text + "\n"
            if text and not glued and text[-1] != "\n":
                text += " "
            start = len(text) if start is None else start
            head = int(head)
            upos, _, xpos = upos.partition("/")
            tokens.append(
                Token(
                    len(text), len(text) + len(word), word, lemma, upos, xpos,
                    offset + head - 1 if head else len(tokens), deprel,
                )
            )  # fmt: skip
            text += word
        sents.append(Sentence(start, len(text), offset, len(tokens), paragraph))
    report = Report("hand", text, published)
    return Document(report, tuple(tokens), tuple(sents), **layers)


def at(doc, words):
    """The span of words in the text of a document."""
    start = doc.text.index(words)
    return start, start + len(words)


def named(doc, *names):
    """The document with names, given as words and type; of equal words the next place each."""
    found, start = [], 0
    for words, kind in names:
        start = doc.text.index(words, start)
        found.append(NameMention(start, start + len(words), words, kind))
        start += len(words)
    return dataclasses.replace(doc, names=tuple(found))


def claiming(doc, claims, names=()):
    """The document with claims, each (source, cue, content) in words of the text, and with names,
    each (words, type). No words: no source. Who "denied" something denies it."""
    found = tuple(
        Attribution(
            (at(doc, source),) if source else (),
            (at(doc, cue),),
            (at(doc, content),),
            negated=cue == "denied",
        )
        for source, cue, content in claims
    )
    mentions = tuple(NameMention(*at(doc, name), name, kind) for name, kind in names)
    return dataclasses.replace(doc, attributions=found, names=mentions)
