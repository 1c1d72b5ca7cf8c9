"""What stands where on paper: marks are placed first, then drawn once in black and white."""

from dataclasses import dataclass, field
from typing import Literal

from PIL import Image, ImageDraw

from devices.fonts import Weight, balanced_lines, font, ink_of, width_of

Box = tuple[int, int, int, int]
"""Left, top, right, bottom in dots; right and bottom are just outside."""
Align = Literal["left", "center"]

LINE_HEIGHT = 1.28
"""Of the size. Lines whose marks would meet (Ộ above Ễ) stand further apart."""
LEAST_GAP_DOTS = 2


@dataclass(frozen=True)
class Style:
    """One voice on the slip: weight and size in dots."""

    weight: Weight
    size: int


@dataclass(frozen=True)
class TextMark:
    """One line of text; `box` holds its ink, `inverse` is white on black."""

    text: str
    style: Style
    left: int
    baseline: int
    inverse: bool = False

    @property
    def box(self) -> Box:
        left, top, right, bottom = ink_of(self.text, self.style.weight, self.style.size)
        x, y = self.left, self.baseline
        return left + x, top + y, right + x, bottom + y


@dataclass(frozen=True)
class BarMark:
    """A filled bar, or with `line` dots a frame."""

    box: Box
    line: int = 0


@dataclass(frozen=True)
class PictureMark:
    """A mode "1" picture, dot for dot."""

    picture: Image.Image
    left: int
    top: int


Mark = TextMark | BarMark | PictureMark


@dataclass
class Column:
    """A column of paper that fills from its top; `y` is where the next mark goes."""

    left: int
    right: int
    y: int = 0
    marks: list[Mark] = field(default_factory=list)
    _ink_bottom: int = -100

    @property
    def width(self) -> int:
        return self.right - self.left

    def space(self, dots: int) -> None:
        """Leave white."""
        self.y += dots

    def rule(self, thick: int = 2) -> None:
        """A line across the column."""
        self.marks.append(BarMark((self.left, self.y, self.right, self.y + thick)))
        self.y += thick

    def text(self, text: str, style: Style, align: Align = "center") -> None:
        """The text in balanced lines; an empty one takes no room."""
        face = font(style.weight, style.size)
        for line in balanced_lines(text, face, self.width):
            left = self._left(width_of(line, face), align)
            self.y += self._shortfall(line, style)
            mark = TextMark(line, style, left, self.y + style.size)
            self.marks.append(mark)
            self._ink_bottom = mark.box[3]
            self.y += round(style.size * LINE_HEIGHT)

    def _shortfall(self, line: str, style: Style) -> int:
        """Dots that the next line must go down so that its marks stay clear of the last ink."""
        top = TextMark(line, style, self.left, self.y + style.size).box[1]
        return max(0, self._ink_bottom + LEAST_GAP_DOTS - top)

    def plate(self, text: str, style: Style) -> None:
        """One line, white on a black plate as wide as the text needs."""
        face = font(style.weight, style.size)
        width, height = width_of(text, face), round(style.size * 1.6)
        left = self._left(width, "center")
        pad = style.size // 2 + 4
        self.marks.append(BarMark((left - pad, self.y, left + width + pad, self.y + height)))
        baseline = self.y + height // 2 + round(style.size * 0.32)
        self.marks.append(TextMark(text, style, left, baseline, inverse=True))
        self.y += height

    def number(self, text: str, weight: Weight, size: int, *, inset: int) -> None:
        """One line as large as the column less its insets allows, `size` at most.

        It takes the height of its ink only.
        """
        while width_of(text, font(weight, size)) > self.width - 2 * inset:
            size -= 2
        face = font(weight, size)
        _, top, _, bottom = ink_of(text, weight, size)
        left = self._left(width_of(text, face), "center")
        self.marks.append(TextMark(text, Style(weight, size), left, self.y - top))
        self.y += bottom - top

    def picture(self, picture: Image.Image) -> None:
        """A picture, centred."""
        self.marks.append(PictureMark(picture, self._left(picture.width, "center"), self.y))
        self.y += picture.height

    def frame(self, inner: "Column", pad: int, thick: int = 3) -> None:
        """Put a frame around a column that began `pad` dots below `y`, and go on below it."""
        bottom = inner.y + pad
        self.marks.append(BarMark((self.left, self.y, self.right, bottom), thick))
        self.marks.extend(inner.marks)
        self.y = bottom

    def _left(self, width: int, align: Align) -> int:
        return self.left if align == "left" else self.left + (self.width - width) // 2


def draw(marks: list[Mark], width: int, height: int) -> Image.Image:
    """The marks in mode "1": FreeType hints each glyph for the dots, so nothing is dithered."""
    paper = Image.new("1", (width, height), 1)
    pen = ImageDraw.Draw(paper)
    for mark in marks:
        _draw_mark(paper, pen, mark)
    return paper


def _draw_mark(paper: Image.Image, pen: ImageDraw.ImageDraw, mark: Mark) -> None:
    match mark:
        case TextMark():
            face = font(mark.style.weight, mark.style.size)
            ink = 1 if mark.inverse else 0
            pen.text((mark.left, mark.baseline), mark.text, fill=ink, font=face, anchor="ls")
        case BarMark():
            left, top, right, bottom = mark.box
            edges = (left, top, right - 1, bottom - 1)
            if mark.line:
                pen.rounded_rectangle(edges, radius=8, outline=0, width=mark.line)
            else:
                pen.rectangle(edges, fill=0)
        case PictureMark():
            paper.paste(mark.picture, (mark.left, mark.top))
