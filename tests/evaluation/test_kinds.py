"""What sort of thing a mention means, from a treebank."""

from dateline.evaluation.kinds import read_kinds

GUM = """# newdoc id = d
1\tMara\t_\tPROPN\t_\t_\t2\tnsubj\t_\tEntity=(1-person-new-x)
2\tleft\t_\tVERB\t_\t_\t0\troot\t_\t_
3\tthe\t_\tDET\t_\t_\t4\tdet\t_\tEntity=(2-abstract-new-x
4\tplan\t_\tNOUN\t_\t_\t2\tobj\t_\tEntity=2)

1\tShe\t_\tPRON\t_\t_\t2\tnsubj\t_\tEntity=(1-person-giv-x)
2\tliked\t_\tVERB\t_\t_\t0\troot\t_\t_
3\tit\t_\tPRON\t_\t_\t2\tobj\t_\tEntity=(2-abstract-giv-x)
"""


def test_kinds_are_read_from_the_entity_column(tmp_path):
    path = tmp_path / "gum.conllu"
    path.write_text(GUM, encoding="utf-8")
    kinds = read_kinds(path, {"d": "Mara left the plan She liked it"})
    assert kinds == {"d": {(0, 4): "person", (10, 18): "abstract", (19, 22): "person",
                           (29, 31): "abstract"}}  # fmt: skip
