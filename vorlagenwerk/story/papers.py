"""A finished paper on its way to the writers: its tree for screens, its tree for pages, both made once."""

from __future__ import annotations

from vorlagenwerk.basics.typesetting.look import Look
from vorlagenwerk.data import tree, walking
from vorlagenwerk.data.node import replace
from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import Problem
from vorlagenwerk.project.doctype import DocType


class Paper:
    """A finished tree with the content file that it comes from and its type."""

    def __init__(self, file: str, doctype: DocType, document: tree.Document) -> None:
        self.file = file
        self.doctype = doctype
        self.document = document
        self.extent = ""
        """The pages that count and how many may be, in words; known when a PDF with a page budget was written."""
        self._planned: tree.Document | None = None

    def planned(self, look: Look) -> tuple[tree.Document, list[Problem]]:
        """The tree with its tables planned for pages of this look; findings come with the first request only."""
        if self._planned is not None:
            return self._planned, []
        from vorlagenwerk.building.planning import plan_pages  # screens need no plan

        source = self.doctype.tables_source
        self._planned, problems = plan_pages(self.document, look, Place(source.file if source else self.file))
        return self._planned, problems


def counted(document: tree.Document, look: Look) -> tree.Document:
    """The planned tree with the numbers of its pages, if it shows any: Word shall not have to count them first."""
    if not any(isinstance(node, (tree.Contents, tree.PageReference)) for node in walking.walk(document)):
        return document
    from vorlagenwerk.basics.typesetting.pagination import paginate

    return paginate(document, look)


def with_rasters(document: tree.Document, look: Look) -> tree.Document:
    """The tree with its drawings as PNG too, which Word shows where it cannot draw SVG."""
    if not any(
        isinstance(block, tree.Picture) and block.image.kind == "svg"
        for block in walking.every_block((*document.cover, *document.children))
    ):
        return document
    from vorlagenwerk.basics.setting import raster

    def rastered(blocks: tuple[tree.Block, ...]) -> tuple[tree.Block, ...]:
        return tuple(map(one, blocks))

    def one(block: tree.Block) -> tree.Block:
        if not isinstance(block, tree.Picture):
            return walking.with_blocks(block, rastered)
        image = block.image
        if image.kind != "svg":
            return block
        png = raster(image.data, image.width, image.height, look.font_folder)
        return replace(block, image=image._replace(raster=png))

    return replace(document, cover=rastered(document.cover), children=rastered(document.children))
