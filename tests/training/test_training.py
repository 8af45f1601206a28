"""Rules of training/ that need neither corpora nor trained models."""

import importlib
import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

TRAINING = Path(__file__).parents[2] / "training"


@pytest.fixture
def module(monkeypatch):
    """Import a module of training/, or skip where what only training needs is not installed."""

    def load(name: str):
        monkeypatch.syspath_prepend(str(TRAINING))
        for own in TRAINING.glob("*.py"):  # stages/ has modules of the same names
            monkeypatch.delitem(sys.modules, own.stem, raising=False)
        try:
            return importlib.import_module(name)
        except ModuleNotFoundError as error:
            pytest.skip(f"{error.name} is needed for training only")

    before = set(sys.modules)
    yield load
    for name in set(sys.modules) - before:
        if Path(getattr(sys.modules[name], "__file__", None) or "/").parent == TRAINING:
            del sys.modules[name]


TREEBANK = """# newdoc id = d1
# newpar
# sent_id = d1-1
1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\t_
1\tDo\tdo\tAUX\tVBP\tMood=Imp|VerbForm=Fin\t3\taux\t_\t_
2\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t_\t_
3\tshout\tshout\tVERB\tVB\tVerbForm=Inf\t0\troot\t0:root\tSpaceAfter=No
4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_

# sent_id = d1-2
1\tRain\train\tNOUN\tNN\tNumber=Sing\t2\tnsubj\t_\t_
1.1\tgone\tgo\tVERB\tVB\t_\t_\t_\t_\t_
2\tfell\tfall\tVERB\tVBD\tTense=Past\t0\troot\t_\t_

"""


def test_conllu_words_heads_and_spaces(module, tmp_path):
    path = tmp_path / "small.conllu"
    path.write_text(TREEBANK, encoding="utf8")
    first, second = module("treebank").read_conllu(path)
    assert [w.text for w in first.words] == ["Do", "n't", "shout", "."]
    assert [w.space for w in first.words] == [False, True, False, True]
    assert [w.head for w in first.words] == [2, 2, 2, 2]
    assert [w.dep for w in second.words] == ["nsubj", "ROOT"]
    assert (first.new_doc, first.new_par, second.new_doc, second.new_par) == (1, 1, 0, 0)


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (["B-PER", "I-PER", "O"], [(0, 2, "PER")]),
        (["I-ORG", "I-ORG", "I-LOC"], [(0, 2, "ORG"), (2, 3, "LOC")]),
        (["B-LOC", "B-LOC"], [(0, 1, "LOC"), (1, 2, "LOC")]),
        (["O", "-", "O"], []),
    ],
)
def test_spans(module, labels, expected):
    assert module("schemes").spans(labels) == expected


@pytest.mark.parametrize(
    ("label", "words", "expected"),
    [
        ("LOC", ["Nairobi"], "GPE"),
        ("LOC", ["the", "Orinoco", "River"], "LOC"),
        ("location", ["Wilson", "Airport"], "FAC"),
        ("MISC", ["Kenyan"], "NORP"),
        ("MISC", ["World", "Cup"], "EVENT"),
        ("MISC", ["Decline", "and", "Fall"], "MISC"),
        ("abstract", ["Decline"], "-"),
        ("corporation", ["Safaricom"], "ORG"),
    ],
)
def test_labels_become_ours(module, label, words, expected):
    assert module("schemes").our_label(label, words) == expected


def test_nationalities_are_added(module):
    to_ours = module("schemes").to_ours
    assert to_ours(["French", "Anna"], ["O", "I-PER"]) == ["B-NORP", "B-PERSON"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["He", "left", "."], "He left."),
        (["(", "really", ")", ",", "yes"], "(really), yes"),
        (["They", "'", "re", '"', "in", '"'], None),
        (['"', "Go", "!", '"', "said", "Ann"], '"Go!" said Ann'),
    ],
)
def test_spacing(module, words, expected):
    spaces = module("entities").spacing(words)
    text = "".join(w + " " * s for w, s in zip(words, spaces, strict=True)).strip()
    assert expected is None or text == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("anti-war", ["anti-war"]),
        ("14-year-old", ["14", "-", "year", "-", "old"]),
        ("F-16", ["F", "-", "16"]),
        ("don’t", ["do", "n’t"]),
    ],
)
def test_tokenizer(module, text, expected):
    import spacy

    nlp = spacy.blank("en")
    module("tokenizer").adapt_tokenizer(nlp)
    assert [token.text for token in nlp.make_doc(text)] == expected


def test_curly_marks_open_and_close(module):
    rows = [(w, True, {}) for w in ['"', "No", '"', "he", "'s"]]
    marked = module("corpora")._quote_marks(rows, curly=True)
    assert [row[0] for row in marked] == ["“", "No", "”", "he", "’s"]


def test_headlines_have_capitals_but_for_the_smallest_words(module):
    rows = [(w, True, {}) for w in ["Court", "frees", "editor", "of", "paper"]]
    headline = module("corpora").headline(rows)
    assert [row[0] for row in headline] == ["Court", "Frees", "Editor", "of", "Paper"]


def test_renamed_places_keep_their_label_and_the_rest_its_words(module):
    corpora = module("corpora")
    rows = [
        ("In", True, {"ent": "O"}),
        ("Lima", False, {"ent": "B-GPE"}),
        (".", True, {"ent": "O"}),
    ]
    renamed = [corpora.rename(rows, corpora.random.Random(seed), {}) for seed in range(20)]
    assert len({" ".join(row[0] for row in some) for some in renamed}) > 3
    for some in renamed:
        assert [row[0] for row in some][:: len(some) - 1] == ["In", "."]
        labels = [row[2]["ent"] for row in some[1:-1]]
        assert labels == ["B-GPE"] + ["I-GPE"] * (len(labels) - 1)
        assert not some[-2][1]  # the full stop still stands close to the name


def test_a_person_is_given_the_name_of_another_as_long(module):
    corpora = module("corpora")
    sentence = (
        ["Ida", "Lund", "left", "Ann", "Roe"],
        [True] * 5,
        ["B-PERSON", "I-PERSON", "O", "B-PERSON", "I-PERSON"],
    )
    pools = corpora.name_pools([[sentence]])
    assert pools == {("PERSON", 2): [["Ann", "Roe"], ["Ida", "Lund"]]}
    rows = [
        (word, True, {"ent": label}) for word, label in zip(sentence[0], sentence[2], strict=True)
    ]
    renamed = [corpora.rename(rows, corpora.random.Random(seed), pools) for seed in range(20)]
    assert {" ".join(row[0] for row in some[:2]) for some in renamed} == {"Ida Lund", "Ann Roe"}
    assert all([row[2]["ent"] for row in some] == sentence[2] for some in renamed)


ECB = """<Document><token t_id="1" sentence="0">{}</token><token t_id="2" sentence="0">of</token>
<token t_id="3" sentence="0">Lima</token><token t_id="4" sentence="0">met</token>
<token t_id="5" sentence="0">Ann</token><token t_id="6" sentence="0">Roe</token>
<token t_id="7" sentence="0">there</token><token t_id="8" sentence="0">again</token><Markables>
<HUMAN_PART_PER m_id="1"><token_anchor t_id="5"/><token_anchor t_id="6"/></HUMAN_PART_PER>
<HUMAN_PART_PER m_id="2"><token_anchor t_id="1"/></HUMAN_PART_PER>
</Markables></Document>"""


def test_ecbplus_marks_names_only_and_leaves_capitals_open(module, tmp_path):
    (tmp_path / "1_1ecb.xml").write_text(ECB.format("Envoys"), encoding="utf8")
    ((sentence,),) = module("entities").read_ecbplus(tmp_path)
    assert sentence[2] == ["-", "O", "-", "O", "B-PERSON", "I-PERSON", "O", "O"]


def test_long_paragraphs_are_cut_for_the_teacher(module):
    soften = module("soften")
    ((first, second),) = soften.parts(["Ann left.\n" + "so " * soften.LONGEST + "far", "Bo came."])
    assert [len(words) for words in first] == [3, soften.LONGEST, 1]
    assert second == [[("Bo", True), ("came", False), (".", False)]]


def test_long_paragraphs_are_cut_at_the_end_of_a_sentence(module):
    soften = module("soften")
    line = "so " * (soften.LONGEST - 20) + ". " + "far " * 29 + "far"
    (((first, second),),) = soften.parts([line])
    assert first[-1] == (".", True)
    assert second == [("far", True)] * 29 + [("far", False)]


@pytest.fixture
def softened(module, tmp_path):
    """Two documents of the teacher's: "Ann Roe met Lund . Roe left" / "the Fund in Oslo"."""
    renamed = module("renamed")
    kinds = ["O", "B-PERSON", "I-PERSON", "B-ORG", "B-GPE"]
    marks = [1, 2, 0, 1, 0, 1, 0, 0, 3, 0, 4]
    soft = renamed.np.eye(5, dtype="float16")[marks]
    soft[-1] *= 0.5  # not sure enough
    renamed.np.savez(
        tmp_path / "000.npz",
        words="Ann Roe met Lund .\nRoe left\n\nthe Fund in Oslo",
        spaces=[True, True, True, False, True, True, True, True, True, True, True],
        soft=soft,
        names=json.dumps({"ent": kinds}),
    )
    return list(renamed.read(tmp_path))


def test_names_that_the_teacher_is_sure_of_are_read(softened):
    (first, second), (third,) = softened
    assert first[2] == [(0, 2, "PERSON"), (3, 4, "PERSON")]
    assert second[2] == [(0, 1, "PERSON")]
    assert third[2] == [(1, 2, "ORG")]


def test_a_person_s_surname_is_the_new_person_s_everywhere(module, softened):
    renamed = module("renamed")
    new = {(("Ann", "Roe"), "PERSON"): ("Mia", "Kern"), (("Roe",), "PERSON"): ("Kern",)}
    first, second = softened[0]
    assert renamed.rewrite(first, new) == "Mia Kern met Lund."
    assert renamed.rewrite(second, new) == "Kern left"


def test_all_of_a_document_s_names_change_and_parts_follow(module, softened):
    renamed = module("renamed")
    for seed in range(10):
        namer = renamed.Namer(softened, renamed.random.Random(seed), made_up=0.0)
        new = namer.changes(softened[0], share=1.0)
        assert set(new) == {(("Ann", "Roe"), "PERSON"), (("Lund",), "PERSON"), (("Roe",), "PERSON")}
        assert new[("Roe",), "PERSON"] == new[("Ann", "Roe"), "PERSON"][1:]
        assert not namer.changes(softened[0], share=0.0)


def test_made_up_words_are_of_the_names_letters_and_of_some_length(module):
    renamed = module("renamed")
    chain = renamed.Chain([("Marlow",), ("Harlow", "Barrow")], renamed.random.Random(1))
    words = {chain.word() for _ in range(50)}
    assert all(4 <= len(word) <= 12 and word.istitle() for word in words)
    assert set("".join(words).lower()) <= set("marlowhb")
    assert words - {"Marlow", "Harlow", "Barrow"}


def test_softened_text_is_read_in_the_recogniser_s_order_of_labels(module, tmp_path):
    names = module("names")
    own = json.dumps({"ent": ["I-ORG", "O", "B-ORG"]})
    soft = names.np.array([[0.0, 1.0, 0.0], [0.25, 0.0, 0.75], [0.0, 0.5, 0.5]], dtype="float16")
    names.np.savez(tmp_path / "000.npz", words="the Fund\n\nagain", soft=soft, names=own)
    first, second = names.read_soft(tmp_path)
    assert [words for words, _ in first + second] == [["the", "Fund"], ["again"]]
    column = names.LABELS.index("B-ORG")
    assert [array[:, column].tolist() for _, array in first + second] == [[0.0, 0.75], [0.5]]


def test_joined_paragraphs_keep_their_probabilities(module):
    names = module("names")
    rng = names.random.Random(5)
    size = len(names.LABELS)
    document = [(["a"] * n, names.np.full((n, size), n, dtype="float16")) for n in (1, 2, 3, 1)]
    passages = list(names.join(document, rng))
    assert sum(word != names.BREAK for words, _ in passages for word in words) == 7
    for words, soft in passages:
        assert len(words) == len(soft)
        assert all(row[0] == 1 for word, row in zip(words, soft, strict=True) if word == "\n")


def test_moves_favour_what_follows_oftener_than_by_chance(module):
    names = module("names")
    begin, inside = names.LABELS.index("B-ORG"), names.LABELS.index("I-ORG")
    gold = [(["a"] * 4, names.np.array([0, begin, inside, 0]))] * 20
    moves = names.moves_of(gold, weight=1.0)
    assert moves[begin, inside] > moves[0, inside]
    assert moves[-1, 0] > moves[-1, begin]
    assert not names.moves_of(gold, weight=0.0).any()


def test_open_words_have_no_target(module):
    names = module("names")
    assert names._target(names.np.array([0, -1, 2])).sum(1).tolist() == [1, 0, 1]


def test_annotated_texts_are_known_by_their_digests(module, tmp_path):
    entities = module("entities")
    text = "Orrin floods\n\nMayor Ida Lund left Orrin."
    stories = tmp_path / "stories/news_cluster"
    stories.mkdir(parents=True)
    (tmp_path / "quotes/polnear/train/text").mkdir(parents=True)
    article = {"event": "flood", "title": "Orrin floods", "text": text}
    (stories / "articles.jsonl").write_text(json.dumps(article) + "\n")
    names = [[0, 5, "GPE"], [20, 28, "PERSON"], [34, 39, "GPE"]]
    told = tmp_path / "told.jsonl"
    told.write_text(json.dumps({"document": entities.digest(text), "entities": names}) + "\n")
    ((group, (document,)),) = entities.read_annotated(tmp_path, told).items()
    assert group == ("news", "flood")
    (title, _, title_labels), (words, _, labels) = document
    assert (title, title_labels) == (["Orrin", "floods", entities.BREAK], ["B-GPE", "O", "-"])
    assert words == ["Mayor", "Ida", "Lund", "left", "Orrin", "."]
    assert labels == ["O", "B-PERSON", "I-PERSON", "O", "B-GPE", "O"]
    told.write_text(json.dumps({"document": "0" * 16, "entities": []}) + "\n")
    with pytest.raises(LookupError, match="no document has the text of 0000"):
        entities.read_annotated(tmp_path, told)


def test_a_name_over_a_line_end_is_not_cut(module):
    entities = module("entities")
    import spacy

    doc = spacy.blank("en").make_doc("She lives in New\nYork now.")
    (sentence,) = entities._paragraphs(doc, [(13, 21, "GPE")])
    assert sentence[0] == ["She", "lives", "in", "New", "York", "now", "."]
    assert sentence[2][3:5] == ["B-GPE", "I-GPE"]


def test_an_event_is_in_one_part_only(module):
    corpora = module("corpora")
    events = {("news", f"event{n:02}"): [[f"{n}"]] for n in range(24)} | {("pages", ""): [["page"]]}
    parts = corpora.split_annotated(events)
    everything = [document for some in parts.values() for document in some]
    assert len(everything) == len(events)
    assert ["page"] in parts["train"]
    assert [len(parts[name]) for name in ("train", "dev", "test")] == [19, 2, 4]


def test_the_judge_leaves_out_each_story_once(module):
    stories = [SimpleNamespace(run=run) for run in (0, 1, 1, 1, 2, 2)]
    assert module("judge").part_of(stories) == ["even", "even", "odd", "even", "last", "last"]
